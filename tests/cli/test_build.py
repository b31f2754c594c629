"""``renkei build`` through the installed command: what it says and how it ends."""

from __future__ import annotations

import json
import resource
import subprocess
from pathlib import Path

import pytest

from tests.running import RENKEI, environment, run_renkei
from tests.small_agreements import SAPPORO_IWAMIZAWA, write_agreement


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A folder with one agreement nobody has anything to say about."""
    return write_agreement(tmp_path / "agreements").parent


@pytest.fixture
def mixed(good: Path) -> Path:
    """That folder with a file that holds no agreement."""
    (good / "notice.txt").write_text("お知らせ\n\n本日は休館です。\n", encoding="utf-8")
    return good


def test_a_release_is_published_and_summed_up(good: Path, tmp_path: Path) -> None:
    done = run_renkei("build", good, cwd=tmp_path)
    manifest = json.loads((tmp_path / "build" / "current" / "manifest.json").read_text(encoding="utf-8"))
    assert done.returncode == 0, done.stderr
    assert manifest["id"] in done.stdout
    assert f"{manifest['counts']['triples']:,}" in done.stdout
    assert "warning: base_iri is http://localhost:8000/" in done.stderr
    assert "To serve it: renkei serve\n" in done.stderr


def test_a_public_base_iri_is_not_warned_of(good: Path, tmp_path: Path) -> None:
    done = run_renkei("build", good, "--base-iri", "https://data.example.jp/", "--out", tmp_path / "elsewhere")
    assert "warning" not in done.stderr
    assert "note" not in done.stderr
    assert "https://data.example.jp/id/agreement/012041-014591-p20160318-" in done.stdout
    assert f"renkei serve --release {tmp_path}/elsewhere/current" in done.stderr


def test_settings_come_from_the_environment_too(good: Path, tmp_path: Path) -> None:
    run_renkei("build", good, cwd=tmp_path, env={"RENKEI_PUBLISHER_NAME": "例市"})
    manifest = json.loads((tmp_path / "build" / "current" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["settings"]["publisher_name"] == "例市"


@pytest.mark.parametrize(
    ("language", "words"), [("ja_JP.UTF-8", "除外: notice.txt"), ("C.UTF-8", "set aside: notice.txt")]
)
def test_what_is_set_aside_is_named_and_ends_with_1(mixed: Path, tmp_path: Path, language: str, words: str) -> None:
    done = run_renkei("build", mixed, cwd=tmp_path, env={"LANG": language})
    assert done.returncode == 1
    assert words in done.stderr
    assert (tmp_path / "build" / "current").is_dir()


def test_a_wrong_sidecar_sets_its_file_aside(good: Path, tmp_path: Path) -> None:
    write_agreement(good, name="second.txt", text=SAPPORO_IWAMIZAWA)
    (good / "first.txt.meta.toml").write_text('homepages = "x"\n', encoding="utf-8")
    done = run_renkei("build", good, cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert "first.txt.meta.toml: homepages: found 'x', expected a table" in done.stderr
    assert "011002-012106-p20160318-" in done.stdout


def test_files_that_are_not_read_are_noted(good: Path, tmp_path: Path) -> None:
    (good / "photo.png").write_text("", encoding="utf-8")
    done = run_renkei("build", good, "--strict", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert f"note: {good / 'photo.png'}: not read" in done.stderr


@pytest.mark.parametrize(("language", "words"), [("ja_JP.UTF-8", "フォルダがあります"), ("C.UTF-8", "is a folder")])
def test_a_folder_in_the_place_of_the_link_ends_with_2(good: Path, tmp_path: Path, language: str, words: str) -> None:
    (tmp_path / "build" / "current").mkdir(parents=True)
    done = run_renkei("build", good, cwd=tmp_path, env={"LANG": language})
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert [path.name for path in (tmp_path / "build").iterdir()] == ["current"]


def test_strict_publishes_nothing(mixed: Path, tmp_path: Path) -> None:
    done = run_renkei("build", mixed, "--strict", cwd=tmp_path)
    assert done.returncode == 1
    assert not (tmp_path / "build" / "current").exists()


def test_nothing_to_publish_ends_with_1(mixed: Path, tmp_path: Path) -> None:
    done = run_renkei("build", mixed / "notice.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert "Nothing was published" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("absent",),
        ("agreements", "--base-iri", "no-iri"),
        ("agreements", "--base-iri", "https://exa mple.jp/"),
        ("agreements", "--publisher-homepage", "not a url"),
        ("agreements", "--contact-url", "www.example.jp"),
        ("agreements", "--contact-email", "a b"),
        ("agreements", "--out", "agreements/first.txt"),
    ],
)
def test_what_cannot_be_used_ends_with_2(good: Path, arguments: tuple[str, ...]) -> None:
    done = run_renkei("build", *arguments, cwd=good.parent)
    assert (done.returncode, done.stdout) == (2, "")
    assert not (good.parent / "build" / "current").exists()


def test_a_date_that_is_none_ends_with_2(good: Path, tmp_path: Path) -> None:
    done = run_renkei("build", good, cwd=tmp_path, env={"SOURCE_DATE_EPOCH": "yesterday"})
    assert done.returncode == 2
    assert "SOURCE_DATE_EPOCH" in done.stderr


def test_a_full_disk_ends_with_3_and_leaves_the_old_release(good: Path, tmp_path: Path) -> None:
    """No file may grow over 64 KiB: the machine fails in the middle of writing."""
    run_renkei("build", good, cwd=tmp_path)
    before = (tmp_path / "build" / "current").readlink()
    done = subprocess.run(
        [RENKEI, "build", good, "--publisher-name", "例市"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536)),
    )
    assert done.returncode == 3, done.stderr
    assert "Internal error: OSError" in done.stderr
    assert "--traceback" in done.stderr
    assert (tmp_path / "build" / "current").readlink() == before

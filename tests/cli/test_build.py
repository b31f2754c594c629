"""``renkei build`` through the installed command: what it says and how it ends."""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.running import RENKEI, environment, run_renkei
from tests.small_agreements import SAPPORO_IWAMIZAWA, write_agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """A build that several tests look at, the folder it was started in and that of the sources. Not to be changed."""

    done: subprocess.CompletedProcess[str]
    folder: Path
    sources: Path

    @property
    def manifest(self) -> Any:
        return json.loads((self.folder / "build" / "current" / "manifest.json").read_text(encoding="utf-8"))


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A folder with one agreement nobody has anything to say about."""
    return write_agreement(tmp_path / "agreements").parent


@pytest.fixture
def mixed(good: Path) -> Path:
    """That folder with a file that holds no agreement."""
    _write_notice(good)
    return good


def _write_notice(sources: Path) -> None:
    (sources / "notice.txt").write_text("お知らせ\n\n本日は休館です。\n", encoding="utf-8")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """One agreement without a fault, and a file that is not read; strictly."""
    folder = tmp_path_factory.mktemp("plain")
    sources = write_agreement(folder / "agreements").parent
    (sources / "photo.png").write_text("", encoding="utf-8")
    return Build(done=run_renkei("build", sources, "--strict", cwd=folder), folder=folder, sources=sources)


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Two agreements, of which one has a wrong sidecar, and a file that holds none; settings in the environment."""
    folder = tmp_path_factory.mktemp("spoilt")
    sources = write_agreement(folder / "agreements").parent
    write_agreement(sources, name="second.txt", text=SAPPORO_IWAMIZAWA)
    (sources / "first.txt.meta.toml").write_text('homepages = "x"\n', encoding="utf-8")
    _write_notice(sources)
    done = run_renkei("build", sources, cwd=folder, env={"RENKEI_PUBLISHER_NAME": "例市"})
    return Build(done=done, folder=folder, sources=sources)


def test_a_release_is_published_and_summed_up(plain: Build) -> None:
    assert plain.done.returncode == 0, plain.done.stderr
    assert plain.manifest["id"] in plain.done.stdout
    assert f"{plain.manifest['counts']['triples']:,}" in plain.done.stdout
    assert "warning: base_iri is http://localhost:8000/" in plain.done.stderr
    assert "To serve it: renkei serve\n" in plain.done.stderr


def test_a_public_base_iri_is_not_warned_of(good: Path, tmp_path: Path) -> None:
    done = run_renkei("build", good, "--base-iri", "https://data.example.jp/", "--out", tmp_path / "elsewhere")
    assert "warning" not in done.stderr
    assert "note" not in done.stderr
    assert "https://data.example.jp/id/agreement/012041-014591-p20160318-" in done.stdout
    assert f"renkei serve --release {tmp_path}/elsewhere/current" in done.stderr


def test_settings_come_from_the_environment_too(spoilt: Build) -> None:
    assert spoilt.manifest["settings"]["publisher_name"] == "例市"


def test_what_is_set_aside_is_named_and_ends_with_1(spoilt: Build) -> None:
    assert spoilt.done.returncode == 1
    assert "set aside: notice.txt" in spoilt.done.stderr
    assert (spoilt.folder / "build" / "current").is_dir()


def test_a_wrong_sidecar_sets_its_file_aside(spoilt: Build) -> None:
    assert spoilt.done.returncode == 1, spoilt.done.stderr
    assert "first.txt.meta.toml: homepages: found 'x', expected a table" in spoilt.done.stderr
    assert "011002-012106-p20160318-" in spoilt.done.stdout


def test_files_that_are_not_read_are_noted(plain: Build) -> None:
    assert plain.done.returncode == 0, plain.done.stderr
    assert f"note: {plain.sources / 'photo.png'}: not read" in plain.done.stderr


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


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ja_JP.UTF-8", ("除外: notice.txt", "何も公開しませんでした")),
        ("C.UTF-8", ("set aside: notice.txt", "Nothing was published")),
    ],
)
def test_nothing_to_publish_ends_with_1(mixed: Path, tmp_path: Path, language: str, words: tuple[str, str]) -> None:
    done = run_renkei("build", mixed / "notice.txt", cwd=tmp_path, env={"LANG": language})
    assert done.returncode == 1
    assert all(said in done.stderr for said in words)


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


def test_a_full_disk_ends_with_3_and_leaves_the_old_release(plain: Build, tmp_path: Path) -> None:
    """No file may grow over 64 KiB: the machine fails in the middle of writing."""
    shutil.copytree(plain.folder, tmp_path, symlinks=True, dirs_exist_ok=True)
    before = (tmp_path / "build" / "current").readlink()
    done = subprocess.run(
        [RENKEI, "build", "agreements", "--publisher-name", "例市"],
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

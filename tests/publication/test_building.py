"""What a build publishes, what it sets aside, and what it says."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from itertools import groupby
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.bundled import bundled
from kg.errors import InputError, ReleaseError
from kg.model.text import Severity
from kg.publication import CURRENT, MANIFEST, Stage, verify_release
from kg.publication.changes import CHANGES
from kg.publication.release import CATALOG_INDEX, TEXT_INDEX
from kg.sealing import SUMS
from kg.settings import Settings
from tests.publication.conftest import BuiltRelease
from tests.publication.small_build import bare_build, small_build
from tests.publication.test_release import held_by_another_process
from tests.small_agreements import SAPPORO_IWAMIZAWA, write_agreement

ASAHIKAWA, SAPPORO = sorted(bundled("data", "agreements").glob("*.txt"))
SMALL, OTHER = "012041-014591-p20160318-c468e1", "011002-012106-p20160318-0c03d9"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "build"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A short agreement, where the words do not matter."""
    return write_agreement(tmp_path / "small")


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another short agreement."""
    return write_agreement(tmp_path / "small", name="second.txt", text=SAPPORO_IWAMIZAWA)


def _not_an_agreement(folder: Path) -> Path:
    path = folder / "notice.txt"
    path.write_text("広報\n本日は晴天なり。\n", encoding="utf-8")
    return path


def _copy(source: Path, folder: Path, name: str, **sidecar: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = Path(shutil.copy(source, folder / name))
    lines = [f'{key} = "{value}"\n' for key, value in sidecar.items()]
    if lines:
        path.with_name(f"{name}.meta.toml").write_text("".join(lines), encoding="utf-8")
    return path


def test_the_release_of_the_repository(release: BuiltRelease) -> None:
    manifest = release.manifest
    counts = manifest.counts
    assert (counts["agreements"], counts["initiatives"], counts["parties"]) == (2, 48, 4)
    assert counts["municipalities"] == 1741
    assert [entry.slug for entry in manifest.agreements] == ["011002-012106-20190329", "012041-014591-20220112"]
    assert manifest.agreements[1].title == "旭川市・美瑛町 連携中枢都市圏形成に係る連携協約（2022-01-12）"
    assert manifest.agreements[1].title_en.endswith("between Asahikawa-shi and Biei-cho (2022-01-12)")
    assert manifest.set_aside == ()
    assert manifest.previous is None
    assert verify_release(release.directory) == manifest


def test_files_on_disk_are_those_of_the_manifest(release: BuiltRelease) -> None:
    found = {path.relative_to(release.directory).as_posix() for path in release.directory.rglob("*") if path.is_file()}
    listed = {file.path for file in release.manifest.files}
    derived = {path for path in found if path.startswith("store/")} | {TEXT_INDEX, CATALOG_INDEX, CHANGES}
    # no downloads: made from the dumps
    assert found - derived == listed | {MANIFEST, SUMS}
    assert {file.path for file in release.manifest.indexes} == {TEXT_INDEX, CATALOG_INDEX}
    assert TEXT_INDEX in found
    for entry in release.manifest.agreements:
        assert set(entry.files) <= listed
        assert len(entry.files) == 8


def test_the_store_holds_every_graph_once(release: BuiltRelease) -> None:
    """The engine does not merge what stands in two graphs: each triple has one."""
    store = Store.read_only(str(release.directory / "store"))
    quads = list(store)
    graphs = release.manifest.counts["graphs"]
    assert Counter(str(quad.graph_name).strip("<>") for quad in quads) == graphs
    assert len(quads) == release.manifest.counts["triples"]
    names = {iri.removeprefix("https://data.example.jp/doc/").partition("/")[0] for iri in graphs}
    assert names == {
        "agreement",
        "registry",
        "laws",
        "areas",
        "bodies",
        "schemes",
        "ontology",
        "ontology-notes",
        "provenance",
        "quality",
        "catalog",
        "release",
    }
    twice = [triple for triple, count in Counter(quad.triple for quad in quads).items() if count > 1]
    assert twice == []


def test_dumps_hold_all_graphs_but_catalog_and_release(release: BuiltRelease) -> None:
    dumped = Counter(str(quad.graph_name).strip("<>") for quad in release.quads("renkei.nq"))
    left_out = {
        f"https://data.example.jp/doc/{name}"
        for name in ("catalog", "ontology-notes", "provenance", "quality", "release")
    }
    expected = {iri: count for iri, count in release.manifest.counts["graphs"].items() if iri not in left_out}
    assert dumped == expected


def test_source_texts_are_as_read(release: BuiltRelease) -> None:
    path = release.directory / "agreements" / "012041-014591-20220112" / "source.txt"
    assert path.read_bytes() == ASAHIKAWA.read_bytes()


def test_what_holds_no_agreement_is_set_aside(out: Path, tmp_path: Path, small: Path) -> None:
    outcome = bare_build(small, _not_an_agreement(tmp_path), out=out)
    assert outcome.exit_code == 1
    assert outcome.manifest is not None
    assert [entry.slug for entry in outcome.manifest.agreements] == [SMALL]
    (entry,) = outcome.set_aside
    assert entry.path.endswith("notice.txt")
    assert "notice.txt: found no article (第1条 …); looked for" in entry.reason
    assert "条（第1条 …）が見つかりません" in entry.reason_ja
    assert outcome.manifest.set_aside == outcome.set_aside


def test_what_is_no_text_is_set_aside(out: Path, tmp_path: Path, small: Path) -> None:
    damaged = tmp_path / "damaged.txt"
    damaged.write_bytes(b"\x00\xff\xfe\x81")
    outcome = bare_build(small, damaged, out=out)
    assert outcome.exit_code == 1
    (entry,) = outcome.set_aside
    assert "damaged.txt" in entry.path
    assert "byte 1: found ff fe 81, expected" in entry.reason


def test_a_wrong_sidecar_sets_its_file_aside(out: Path, tmp_path: Path, small: Path, other: Path) -> None:
    wrong = _copy(small, tmp_path / "sources", "wrong.txt", retrieved_on="来週", terms_url="not a url <>")
    outcome = bare_build(wrong, other, out=out)
    assert outcome.exit_code == 1
    assert outcome.manifest is not None
    assert [entry.slug for entry in outcome.manifest.agreements] == [OTHER]
    (entry,) = outcome.set_aside
    assert "terms_url: found 'not a url <>', expected an http(s) IRI" in entry.reason
    assert "retrieved_on: '来週' は" in entry.reason_ja


def test_reasons_do_not_name_folders_of_the_machine(out: Path, tmp_path: Path, small: Path, other: Path) -> None:
    """A release is the same wherever it is made."""
    wrong = _copy(small, tmp_path / "sources", "wrong.txt", retrieved_on="来週")
    (tmp_path / "sources" / "binary.txt").write_bytes(b"\x00\xff\xfe")
    outcome = small_build(wrong, tmp_path / "sources" / "binary.txt", other, out=out)
    assert sorted(entry.reason.partition(":")[0] for entry in outcome.set_aside) == [
        "binary.txt",
        "wrong.txt.meta.toml",
    ]
    assert outcome.directory is not None
    for name in ("manifest.json", "validation/findings.json", "validation/findings.csv", "validation/findings.html"):
        assert str(tmp_path) not in (outcome.directory / name).read_text(encoding="utf-8")


def test_what_does_not_conform_is_set_aside_with_the_shapes_reason(out: Path, tmp_path: Path) -> None:
    """Both parties are one body: the second one's name was misread."""
    text = ASAHIKAWA.read_text(encoding="utf-8")
    wrong = tmp_path / "wrong.txt"
    wrong.write_text(text.replace("美瑛町（以下「乙」", "旭川市（以下「乙」", 1), encoding="utf-8")
    outcome = small_build(wrong, SAPPORO, out=out, validated=True)
    assert outcome.exit_code == 1
    assert outcome.directory is not None
    (entry,) = outcome.set_aside
    assert entry.slug == "012041-20220112"
    assert "https://data.example.jp/id/agreement/012041-20220112: the parties of an agreement" in entry.reason
    store = Store.read_only(str(outcome.directory / "store"))
    assert all("012041-20220112" not in str(quad.subject) for quad in store)
    validation = (outcome.directory / "validation" / "report.json").read_text(encoding="utf-8")
    assert "Agreement-party-bodies" in validation


def test_warnings_of_the_shapes_say_which_part_and_where(out: Path, tmp_path: Path) -> None:
    text = ASAHIKAWA.read_text(encoding="utf-8")
    cut = re.sub("(\t取組の内容\t)魅力的な産業.*", r"\1", text, count=1)
    assert cut != text
    source = tmp_path / "cut.txt"
    source.write_text(cut, encoding="utf-8")
    outcome = small_build(source, out=out, validated=True)
    (warned,) = [entry for entry in outcome.warnings if entry.code == "shacl-Initiative-content-present"]
    assert (warned.path, warned.line) == ("cut.txt", cut[: cut.index("地域の強みを生かした産業振興")].count("\n") + 1)
    assert warned.message.startswith("initiative/1 (地域の強みを生かした産業振興): ")
    assert warned.message_ja.startswith("initiative/1「地域の強みを生かした産業振興」: ")
    assert outcome.directory is not None
    (report,) = (outcome.directory / "agreements").glob("*/report.json")
    codes = [found["code"] for found in json.loads(report.read_bytes())["diagnostics"]]
    assert "shacl-Initiative-content-present" in codes


def test_files_that_are_not_read_are_noted(out: Path, tmp_path: Path, small: Path) -> None:
    folder = tmp_path / "sources"
    _copy(small, folder, "a.txt", title="協約")
    (folder / "photo.png").write_text("", encoding="utf-8")
    outcome = bare_build(folder, out=out, strict=True)
    (notice,) = outcome.notices
    assert (notice.severity, f"{folder / 'photo.png'}: not read" in notice.message) == (Severity.INFO, True)
    assert "読んでいません" in notice.message_ja
    assert outcome.exit_code == 0


@pytest.mark.parametrize("blocked", ["current", "releases", "."])
def test_an_output_folder_that_cannot_take_a_release(tmp_path: Path, blocked: str, small: Path) -> None:
    out = tmp_path / "build"
    if blocked == "current":
        (out / blocked).mkdir(parents=True)
    elif blocked == "releases":
        out.mkdir()
        (out / blocked).touch()
    else:
        out.touch()
    with pytest.raises(InputError, match=r"is a (file|folder), expected"):
        bare_build(small, out=out)
    assert not out.is_dir() or [path.name for path in out.iterdir()] == [blocked]


def test_the_same_agreement_twice_is_published_once(out: Path, tmp_path: Path, small: Path) -> None:
    folder = tmp_path / "sources"
    first, second = _copy(small, folder, "a.txt"), _copy(small, folder, "b.txt")
    outcome = bare_build(second, first, out=out)
    assert outcome.manifest is not None
    assert [entry.slug for entry in outcome.manifest.agreements] == [SMALL]
    assert [(entry.path, "a.txt" in entry.reason) for entry in outcome.set_aside] == [("b.txt", True)]


def test_nothing_to_publish_leaves_the_old_release(out: Path, tmp_path: Path, small: Path) -> None:
    old = bare_build(small, out=out).release_id
    outcome = bare_build(_not_an_agreement(tmp_path), out=out)
    assert (outcome.directory, outcome.exit_code) == (None, 1)
    assert verify_release(out / CURRENT).id == old


def test_strict_publishes_nothing_where_something_is_set_aside(out: Path, tmp_path: Path, small: Path) -> None:
    paths = small, _not_an_agreement(tmp_path)
    outcome = bare_build(*paths, out=out, strict=True)
    assert (outcome.directory, outcome.exit_code) == (None, 1)
    assert not (out / CURRENT).exists()
    assert bare_build(*paths, out=out).directory is not None
    assert bare_build(*paths, out=out, strict=True).directory is None, "a release that is there is barred too"


def test_strict_publishes_nothing_where_something_is_warned_of(out: Path) -> None:
    outcome = bare_build(SAPPORO, out=out, strict=True)
    assert outcome.directory is None
    (warned,) = outcome.warnings
    assert warned.code == "signatory-name-incomplete"
    assert warned.path == SAPPORO.name
    assert "松野" in warned.message
    assert "岩見沢市" in SAPPORO.read_text(encoding="utf-8").splitlines()[warned.line - 1]


def test_strict_publishes_what_is_in_order(out: Path, small: Path) -> None:
    outcome = bare_build(small, out=out, strict=True)
    assert (outcome.exit_code, outcome.warnings) == (0, ())
    assert outcome.directory is not None


def test_a_localhost_base_is_noticed(out: Path, small: Path) -> None:
    local = bare_build(small, out=out, settings=Settings(), strict=True)
    (notice,) = local.notices
    assert (notice.severity, "http://localhost:8000/" in notice.message) == (Severity.WARNING, True)
    assert local.directory is not None, "it is no warning of the data"
    assert bare_build(small, out=out).notices == ()


def test_date_is_the_newest_that_the_inputs_state(out: Path, tmp_path: Path, small: Path) -> None:
    bare = _copy(small, tmp_path / "bare", "a.txt")
    retrieved = _copy(small, tmp_path / "retrieved", "a.txt", retrieved_on="2023-04-05")
    assert _created(out, bare) == "2016-03-18T00:00:00Z"
    assert _created(out, retrieved) == "2023-04-05T00:00:00Z"
    assert _created(out, retrieved, source_date_epoch=1700000000) == "2023-11-14T22:13:20Z"


def _created(out: Path, path: Path, source_date_epoch: int | None = None) -> str:
    manifest = bare_build(path, out=out, source_date_epoch=source_date_epoch).manifest
    assert manifest is not None
    return manifest.created


def test_progress_goes_through_every_stage(out: Path, small: Path, other: Path) -> None:
    told: list[tuple[Stage, int, int]] = []
    bare_build(small, other, out=out, progress=lambda *step: told.append(step))
    assert [stage for stage, _ in groupby(told, key=lambda step: step[0])] == list(Stage)
    for _, steps in groupby(told, key=lambda step: step[0]):
        done = [step[1] for step in steps]
        assert done == sorted(done)
    assert all(0 <= done <= total for _, done, total in told)
    assert {stage for stage, done, total in told if done == total} >= set(Stage) - {Stage.VALIDATING}


def test_stages_have_japanese_names() -> None:
    assert len({stage.label_ja for stage in Stage}) == len(Stage)


def test_missing_paths_are_errors_of_the_caller(out: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        bare_build(tmp_path / "missing.txt", out=out)
    assert not out.exists()


def test_an_error_in_the_middle_leaves_the_old_release(out: Path, small: Path, other: Path) -> None:
    old = bare_build(small, out=out).release_id

    def progress(stage: Stage, done: int, total: int) -> None:
        if (stage, done) == (Stage.STORING, total):
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        bare_build(other, out=out, progress=progress)
    assert verify_release(out / CURRENT).id == old
    assert bare_build(other, out=out).exit_code == 0


def test_two_builds_at_once_are_refused(out: Path, small: Path) -> None:
    with held_by_another_process(out), pytest.raises(ReleaseError, match="another build is writing"):
        bare_build(small, out=out)

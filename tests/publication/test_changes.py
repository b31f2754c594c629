"""The record of changes: what each release created, updated and deleted, handed on whatever becomes of the releases."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kg.bundled import bundled
from kg.errors import ReleaseError
from kg.packing import unpack_zstd
from kg.publication import CURRENT, MANIFEST, Manifest, changes
from kg.publication.changes import CHANGES, record_changes
from kg.publication.contents import ReleaseFile
from kg.publication.manifest import AgreementEntry, write_manifest
from kg.sealing import StoreDigest
from tests.publication.small_build import bare_build

SAPPORO = min(bundled("data", "agreements").glob("sapporo*.txt"))


def release(
    folder: Path, name: str, created: str, agreements: Mapping[str, str], *, base: str = "https://example.jp/"
) -> Path:
    """A release with these agreements by slug and the words of their only statement."""
    files = []
    (folder / name / "agreements").mkdir(parents=True)
    for slug, words in agreements.items():
        data = f'<{base}id/agreement/{slug}> <http://purl.org/dc/terms/title> "{words}" .\n'.encode()
        (folder / name / f"agreements/{slug}.nt").write_bytes(data)
        files.append(ReleaseFile.of(f"agreements/{slug}.nt", data))
    entries = [
        AgreementEntry(slug=slug, iri=f"{base}id/agreement/{slug}", title=words, title_en=slug, files=())
        for slug, words in agreements.items()
    ]
    manifest = Manifest(
        id=name,
        created=created,
        settings={},
        inputs=(),
        counts={},
        datatypes={},
        agreements=tuple(entries),
        set_aside=(),
        warnings=(),
        left_out=(),
        files=tuple(files),
        indexes=(),
        store=StoreDigest(triples=0, sha256=""),
        previous=None,
    )
    (folder / name / MANIFEST).write_bytes(write_manifest(manifest))
    return folder / name


def changes_of(directory: Path) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(directory / CHANGES)) as database:
        database.row_factory = sqlite3.Row
        return [dict(row) for row in database.execute("SELECT * FROM changes ORDER BY number")]


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """Four releases, each recorded after the one before it: the dates go back, the last has the agreement gone."""
    history: list[tuple[str, str, dict[str, str]]] = [
        ("r1", "2022-01-12T00:00:00Z", {"a": "旧"}),
        ("r2", "2022-01-12T00:00:00Z", {"a": "旧", "b": "乙"}),
        ("r3", "2023-01-01T00:00:00Z", {"a": "新", "b": "乙"}),
        ("r4", "2021-01-01T00:00:00Z", {"b": "乙"}),
    ]
    before = None
    for name, created, agreements in history:
        directory = release(tmp_path, name, created, agreements)
        record_changes(directory, before=before)
        before = directory
    return tmp_path


def test_each_release_tells_of_all_before_it(told: Path) -> None:
    assert [
        (row["kind"], row["slug"], row["release"], row["time"], row["title"]) for row in changes_of(told / "r4")
    ] == [
        ("Create", "a", "r1", "2022-01-12T00:00:00Z", "旧"),
        ("Create", "b", "r2", "2022-01-12T00:00:01Z", "乙"),
        ("Update", "a", "r3", "2023-01-01T00:00:00Z", "新"),
        ("Delete", "a", "r4", "2023-01-01T00:00:01Z", "新"),
    ]


def test_states_are_the_published_triples(told: Path) -> None:
    with closing(sqlite3.connect(told / "r4" / CHANGES)) as database:
        states = dict(database.execute("SELECT sha256, triples FROM states"))
    by_release = {row["release"]: row for row in changes_of(told / "r4")}
    assert by_release["r4"]["state"] is None
    for name, slug in {"r1": "a", "r2": "b", "r3": "a"}.items():
        assert unpack_zstd(states[by_release[name]["state"]]) == (told / name / f"agreements/{slug}.nt").read_bytes()


def test_the_same_release_again_is_another_change(told: Path) -> None:
    """A release that goes live again after others is told of again, under other keys."""
    before = changes_of(told / "r4")
    record_changes(told / "r2", before=told / "r4")
    after = changes_of(told / "r2")
    assert after[:-1] == before
    assert (after[-1]["kind"], after[-1]["release"], after[-1]["slug"]) == ("Create", "r2", "a")
    assert len({row["key"] for row in after}) == len(after)
    record_changes(told / "r2", before=told / "r2")
    assert changes_of(told / "r2") == after


def test_a_release_without_a_record_is_the_first(told: Path) -> None:
    (told / "r3" / CHANGES).unlink()
    record_changes(told / "r4", before=told / "r3")
    assert [(row["kind"], row["slug"]) for row in changes_of(told / "r4")] == [
        ("Create", "a"),
        ("Create", "b"),
        ("Delete", "a"),
    ]


def test_a_damaged_record_is_not_passed_over(told: Path) -> None:
    (told / "r3" / CHANGES).write_bytes(b"no database, but long enough to be read as one" * 20)
    kept = (told / "r4" / CHANGES).read_bytes()
    with pytest.raises(ReleaseError, match="restore the file"):
        record_changes(told / "r4", before=told / "r3")
    assert (told / "r4" / CHANGES).read_bytes() == kept


def test_pages_are_closed_by_number_and_by_size(told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "PAGE_CHANGES", 3)
    many = release(told, "many", "2024-01-01T00:00:00Z", {f"s{number}": "甲" for number in range(7)})
    record_changes(many, before=None)
    assert [row["page"] for row in changes_of(many)] == [1, 1, 1, 2, 2, 2, 3]
    monkeypatch.setattr(changes, "PAGE_BYTES", 1)
    more = release(told, "more", "2024-01-01T00:00:00Z", {f"s{number}": "乙" for number in range(7)})
    record_changes(more, before=many)
    assert [row["page"] for row in changes_of(more)] == [1, 1, 1, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10]


def test_builds_hand_the_record_on(tmp_path: Path) -> None:
    """Also to a release that is used again."""
    text, out = tmp_path / SAPPORO.name, tmp_path / "build"
    told, reused = [], []
    for words in (("", ""), ("連携して", "協力して"), ("", "")):
        text.write_text(SAPPORO.read_text(encoding="utf-8").replace(*words, 1), encoding="utf-8")
        reused.append(bare_build(text, out=out).reused)
        told.append([row["kind"] for row in changes_of(out / CURRENT)])
    assert told == [["Create"], ["Create", "Update"], ["Create", "Update", "Update"]]
    assert reused == [False, False, True]

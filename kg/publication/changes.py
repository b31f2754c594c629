"""What became of each agreement from release to release: an SQLite file that every release hands on to the next.

::

    changes(number, key, page, time, release, kind, slug, iri, title, title_en, state, size)
    states(sha256, triples)

A change says which release created, updated or deleted (as Activity Streams 2.0 names it) which agreement. ``state`` is
the sha256 of its N-Triples from then on, ``triples`` these, packed; a deletion has none. Rows are only ever added, so a
release that is gone from the disk is still told of. Releases are compared by those hashes: N-Triples are sorted and
hold no blank nodes, so an agreement has other bytes exactly where it has other statements.

Dates of releases come from their inputs and may repeat or go back; ``time`` is the release's where it is later than
that of the change before, else a second after that one, because who follows the changes asks for later ones.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from kg.errors import ReleaseError
from kg.formats import N_TRIPLES
from kg.identifiers import short_hash
from kg.packing import pack_zstd
from kg.publication.manifest import AgreementEntry, Manifest, read_manifest

CHANGES = "changes.sqlite"
_WRITING = ".changes-new"
#: A page of changes takes no more once it has so many or their N-Triples are so long.
PAGE_CHANGES = 50
PAGE_BYTES = 4_000_000
_TABLES = (
    "CREATE TABLE changes (number INTEGER PRIMARY KEY, key TEXT UNIQUE, page INTEGER, time TEXT, release TEXT,"
    " kind TEXT, slug TEXT, iri TEXT, title TEXT, title_en TEXT, state TEXT, size INTEGER)",
    "CREATE INDEX changes_of_page ON changes (page)",
    "CREATE INDEX changes_of_agreement ON changes (iri)",
    "CREATE INDEX changes_of_release ON changes (release)",
    "CREATE TABLE states (sha256 TEXT PRIMARY KEY, triples BLOB NOT NULL) WITHOUT ROWID",
)
_LATEST = (
    "SELECT iri, slug, title, title_en, state FROM changes"
    " WHERE number IN (SELECT MAX(number) FROM changes GROUP BY iri) AND kind <> 'Delete'"
)


class ChangeKind(StrEnum):
    """What became of an agreement."""

    CREATE = "Create"
    UPDATE = "Update"
    DELETE = "Delete"


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """An agreement as a release has it; ``sha256`` and ``size`` are those of its N-Triples."""

    slug: str
    iri: str
    title: str
    title_en: str
    sha256: str
    size: int = 0


def record_changes(directory: Path, *, before: Path | None) -> None:
    """Write the changes of a written release: those that the release in ``before`` knows of, and its own.

    A release ``before`` that has no record is taken to be the first. The file appears in one step, so that a release
    that is served meanwhile is not disturbed. Raises ReleaseError where a record cannot be read.
    """
    target, written = directory / CHANGES, directory / _WRITING
    written.unlink(missing_ok=True)
    known = before is not None and (before / CHANGES).is_file()
    try:
        if known and before is not None:
            shutil.copyfile(before / CHANGES, written)
        with closing(sqlite3.connect(written, isolation_level=None)) as database:
            database.execute("BEGIN")
            if not known:
                for table in _TABLES:
                    database.execute(table)
            if before is not None and not known:
                _add_release(database, before)
            _add_release(database, directory)
            database.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        raise ReleaseError(
            f"{before}/{CHANGES}: found {error}, expected the changes up to that release; restore the file, or remove"
            " it to begin anew",
            f"{before}/{CHANGES}: 変更の記録として読めません（{error}）。元に戻すか、削除して記録を始め直してください",
        ) from error
    written.replace(target)


def _add_release(database: sqlite3.Connection, directory: Path) -> None:
    manifest = read_manifest(directory)
    had = {
        row[0]: _State(iri=row[0], slug=row[1], title=row[2], title_en=row[3], sha256=row[4])
        for row in database.execute(_LATEST)
    }
    has = {state.iri: state for state in _states(manifest)}
    differing = [(ChangeKind.DELETE, state) for iri, state in had.items() if iri not in has]
    differing += [(ChangeKind.CREATE, state) for iri, state in has.items() if iri not in had]
    differing += [
        (ChangeKind.UPDATE, state) for iri, state in has.items() if iri in had and had[iri].sha256 != state.sha256
    ]
    if not differing:
        return
    (last,) = database.execute("SELECT MAX(time) FROM changes").fetchone()
    time = _later(manifest.created, last)
    for kind, state in sorted(differing, key=lambda change: change[1].slug):
        _add_change(database, kind, state, time=time, release=manifest.id)
        if kind is not ChangeKind.DELETE:
            data = (directory / _triples_path(state.slug)).read_bytes()
            database.execute("INSERT OR IGNORE INTO states VALUES (?, ?)", (state.sha256, pack_zstd(data)))


def _states(manifest: Manifest) -> Iterator[_State]:
    files = {file.path: file for file in manifest.files}
    for entry in manifest.agreements:
        yield _state(entry, files[_triples_path(entry.slug)].sha256, files[_triples_path(entry.slug)].size)


def _state(entry: AgreementEntry, sha256: str, size: int) -> _State:
    return _State(slug=entry.slug, iri=entry.iri, title=entry.title, title_en=entry.title_en, sha256=sha256, size=size)


def _triples_path(slug: str) -> str:
    return f"agreements/{slug}.{N_TRIPLES.extension}"


def _later(created: str, last: str | None) -> str:
    """The time of a release's changes.

    >>> _later("2022-01-12T00:00:00Z", None), _later("2021-01-12T00:00:00Z", "2022-01-12T00:00:00Z")
    ('2022-01-12T00:00:00Z', '2022-01-12T00:00:01Z')
    """
    if last is None or created > last:
        return created
    return (datetime.fromisoformat(last) + timedelta(seconds=1)).isoformat().replace("+00:00", "Z")


def _add_change(database: sqlite3.Connection, kind: ChangeKind, state: _State, *, time: str, release: str) -> None:
    number, page, count, size = database.execute(
        "SELECT MAX(number), page, COUNT(*), SUM(size) FROM changes WHERE page = (SELECT MAX(page) FROM changes)"
    ).fetchone()
    full = page is None or count >= PAGE_CHANGES or size >= PAGE_BYTES
    deleted = kind is ChangeKind.DELETE
    key = short_hash(f"{time} {state.iri} {kind} {state.sha256}", digits=12)
    database.execute(
        "INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (number or 0) + 1,
            key,
            (page or 0) + full,
            time,
            release,
            kind.value,
            state.slug,
            state.iri,
            state.title,
            state.title_en,
            None if deleted else state.sha256,
            0 if deleted else state.size,
        ),
    )

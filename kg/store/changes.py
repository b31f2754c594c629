"""The changes of the agreements from release to release: the record that a release carries.

Changes stand on pages in the order in which they happened. A page with another one after it never changes again.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import EngineUnavailable
from kg.packing import unpack_zstd

_COLUMNS = "number, key, time, release, kind, slug, iri, title, title_en, state"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of an agreement in a release.

    ``kind`` is Create, Update or Delete of Activity Streams 2.0, ``key`` names the change, ``time`` is an xsd:dateTime
    in UTC. ``state`` is the sha256 of the agreement's N-Triples from then on, None where it is gone.
    """

    number: int
    key: str
    time: str
    release: str
    kind: str
    slug: str
    iri: str
    title: str
    title_en: str
    state: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePage:
    """A page: the key of its first change names it; ``first`` and ``last`` are the times of its changes.

    ``previous`` and ``following`` are the keys of the pages beside it, None where there is none.
    """

    key: str
    first: str
    last: str
    previous: str | None
    following: str | None

    @property
    def complete(self) -> bool:
        """Whether it will stay as it is."""
        return self.following is not None


class ChangeIndex:
    """The record in a file. May be asked from any thread. Methods raise EngineUnavailable where there is none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn = threading.Lock()
        self._database: sqlite3.Connection | None = None

    def pages(self) -> tuple[ChangePage, ...]:
        """All pages, the oldest first."""
        rows = self._rows(
            "SELECT key, first, last FROM changes JOIN (SELECT MIN(number) AS opening, MIN(time) AS first,"
            " MAX(time) AS last FROM changes GROUP BY page) ON number = opening ORDER BY number"
        )
        beside = [None, *(row[0] for row in rows), None]
        return tuple(
            ChangePage(key=key, first=first, last=last, previous=beside[at], following=beside[at + 2])
            for at, (key, first, last) in enumerate(rows)
        )

    def on_page(self, key: str) -> tuple[Change, ...]:
        """The changes of a page, the oldest first; none where there is no such page."""
        return self._changes(
            "page = (SELECT page FROM changes WHERE key = ?) AND"
            " (SELECT MIN(number) FROM changes AS all_of WHERE all_of.page = changes.page)"
            " = (SELECT number FROM changes WHERE key = ?) ORDER BY number",
            (key, key),
        )

    def change(self, key: str) -> Change | None:
        """The change of that key."""
        return next(iter(self._changes("key = ?", (key,))), None)

    def newest(self, most: int) -> tuple[Change, ...]:
        """The last changes, the newest first."""
        return self._changes("1 ORDER BY number DESC LIMIT ?", (most,))

    def of_agreement(self, slug: str) -> tuple[Change, ...]:
        """All changes of an agreement, the newest first."""
        return self._changes("slug = ? ORDER BY number DESC", (slug,))

    def of_release(self, release: str) -> tuple[Change, ...]:
        """All changes in a release, the newest first."""
        return self._changes("release = ? ORDER BY number DESC", (release,))

    def triples(self, change: Change) -> bytes:
        """The agreement from the change on, as N-Triples; nothing where it is gone."""
        if change.state is None:
            return b""
        ((packed,),) = self._rows("SELECT triples FROM states WHERE sha256 = ?", (change.state,))
        return unpack_zstd(packed)

    def close(self) -> None:
        """Close the file."""
        with self._turn:
            if self._database is not None:
                self._database.close()
            self._database = None

    def _changes(self, condition: str, values: Sequence[object]) -> tuple[Change, ...]:
        rows = self._rows(f"SELECT {_COLUMNS} FROM changes WHERE {condition}", values)  # noqa: S608 -- conditions are ours
        names = _COLUMNS.split(", ")
        return tuple(Change(**dict(zip(names, row, strict=True))) for row in rows)

    def _rows(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._turn:
            return self._opened().execute(statement, values).fetchall()

    def _opened(self) -> sqlite3.Connection:
        if self._database is None:
            if not self._path.is_file():
                raise EngineUnavailable(
                    f"{self._path.name}: this release has no record of changes; build it again",
                    f"{self._path.name}: このリリースには変更の記録がありません。build をやり直してください",
                )
            address = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
            self._database = sqlite3.connect(address, uri=True, check_same_thread=False)
        return self._database

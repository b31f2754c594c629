"""Finding things by words: the full-text index of a release, which never reads a text.

See :mod:`kg.folding` for what is found: any words, at any place of a text, however they are written.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Container
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from kg.errors import EngineUnavailable
from kg.folding import folded, phrase

#: Most hits of a search: what the engine can join with at once.
MOST_HITS = 1000


class _Band(NamedTuple):
    """Columns of the index that hold all the words of a hit, and between which scores it stands."""

    columns: str
    lowest: float
    highest: float


#: Where words are looked for, in turn.
_BANDS = (_Band("{titles}", 0.5, 1.0), _Band("{titles names}", 0.25, 0.5), _Band("{titles names texts}", 0.0, 0.25))


class TextHit(NamedTuple):
    """A thing found; ``score`` is from 0 to 1.

    Above 0.5 its titles hold all words, above 0.25 its names do; within these bounds it is the higher the larger a part
    of its title the words are.
    ``listed`` are its names as the index has them.
    """

    iri: str
    kind: str
    score: float
    listed: str

    @property
    def names(self) -> list[tuple[str, str, str]]:
        """Its names: property, text, language."""
        return [(term, text, language) for term, text, language in json.loads(self.listed)]


@dataclass(frozen=True, slots=True)
class Found:
    """Hits, the best first; ``complete`` where there are no more."""

    hits: tuple[TextHit, ...]
    complete: bool = True


class TextIndex:
    """The index in a file. May be asked from any thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn = threading.Lock()
        self._database: sqlite3.Connection | None = None
        self._kinds: dict[str, str] = {}

    def find(self, text: str, *, kinds: Container[str] | None = None, at_most: int = MOST_HITS) -> Found:
        """The things that hold all words of a text, of some kinds, by their IRIs, or of all.

        Raises EngineUnavailable where the release has no index.
        """
        words = folded(text).split()
        if not words:
            return Found(())
        asked = " AND ".join(phrase(word) for word in dict.fromkeys(words))
        with self._turn:
            database = self._opened()
            ranked: dict[int, _Band] = {}
            for band in _BANDS:
                if len(ranked) <= at_most:
                    for number in self._rows(f"{band.columns} : ({asked})", kinds, at_most + 1):
                        ranked.setdefault(number, band)
            hits = self._hits(database, dict(islice(ranked.items(), at_most)), sum(map(len, words)))
        return Found(hits, complete=len(ranked) <= at_most)

    def close(self) -> None:
        """Close the file."""
        with self._turn:
            if self._database is not None:
                self._database.close()
            self._database = None

    def _opened(self) -> sqlite3.Connection:
        if self._database is None:
            if not self._path.is_file():
                raise EngineUnavailable(
                    f"{self._path.name}: this release has no text index; build it again",
                    f"{self._path.name}: このリリースには全文索引がありません。build をやり直してください",
                )
            address = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
            self._database = sqlite3.connect(address, uri=True, check_same_thread=False)
            self._kinds = dict(self._database.execute("SELECT name, iri FROM kinds ORDER BY name").fetchall())
        return self._database

    def _rows(self, asked: str, kinds: Container[str] | None, at_most: int) -> list[int]:
        """The first numbers that match, of these kinds."""
        database = self._opened()
        numbers: list[int] = []
        for kind in (name for name, iri in self._kinds.items() if kinds is None or iri in kinds):
            statement = f"SELECT rowid FROM text_{kind} WHERE text_{kind} MATCH ? ORDER BY rowid LIMIT ?"  # noqa: S608 -- of the index's own list
            numbers += (row[0] for row in database.execute(statement, (asked, at_most)))
        return sorted(numbers)[:at_most]

    def _hits(self, database: sqlite3.Connection, ranked: dict[int, _Band], characters: int) -> tuple[TextHit, ...]:
        """The things of these numbers, in their order, by what holds the words; how many characters these are."""
        rows = database.execute(
            "SELECT id, iri, kind, length, names FROM things WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ranked)),),
        )
        found = {
            number: TextHit(iri, self._kinds[kind], _score(characters, length, ranked[number]), names)
            for number, iri, kind, length, names in rows
        }
        return tuple(found[number] for number in ranked)


def _score(characters: int, length: int, band: _Band) -> float:
    """The part that the words make up of the title, between the bounds of a band.

    >>> _score(3, 3, _BANDS[0]), _score(3, 12, _BANDS[2])
    (1.0, 0.0625)
    """
    return round(band.lowest + (band.highest - band.lowest) * characters / max(characters, length), 4)

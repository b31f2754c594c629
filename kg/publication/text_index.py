"""The full-text index of a release: an SQLite file that finds things by any words of their names and texts.

Of each kind of thing there is a table of FTS5 without content, with three columns: titles, other names, texts. Rows are
numbered in the order in which hits are shown: short titles first. The pieces it knows are those of :mod:`kg.folding`.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg.folding import CHARACTER_LENGTH, folded, pieces
from kg.vocabulary import DCTERMS, RDF, RDFS, RENKEI, SKOS

#: Kinds by what they are told apart by, the first that a thing has.
_KINDS: dict[str, str] = {
    **{RENKEI[name].value: name for name in ("Agreement", "Initiative", "Municipality", "Prefecture")},
    **{RENKEI[name].value: name for name in ("UnionOfMunicipalities", "PublicBody", "CooperationArea", "Law")},
    **{RENKEI[name].value: name for name in ("Article", "Paragraph", "Item", "Role", "Duty")},
    SKOS["Concept"].value: "Concept",
}
_TITLES = (RDFS["label"].value, SKOS["prefLabel"].value)
_NAMES = tuple(term.value for term in (SKOS["altLabel"], DCTERMS["identifier"], RENKEI["caption"], RENKEI["content"]))
_TEXTS = (RENKEI["text"].value,)
_NUMBERS = re.compile(r"(\d+)")

_Named = dict[str, list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class _Thing:
    """A thing of a kind, and what it is called and says, by property: texts with their languages, sorted."""

    iri: str
    kind: str
    said: _Named


def write_text_index(path: Path, quads: Iterable[Quad]) -> None:
    """Write the index of these quads to a file that is not there yet. The same quads give the same index.

    All quads with the same subject stand together; sqlite3.IntegrityError is raised where they do not.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("BEGIN")
        database.execute("CREATE TABLE kinds (name TEXT PRIMARY KEY, iri TEXT NOT NULL) WITHOUT ROWID")
        database.execute(
            "CREATE TABLE things (id INTEGER PRIMARY KEY, iri TEXT, kind TEXT, length INTEGER, names TEXT)"
        )
        for iri, name in _KINDS.items():
            database.execute("INSERT INTO kinds VALUES (?, ?)", (name, iri))
            database.execute(
                f"CREATE VIRTUAL TABLE text_{name} USING fts5"
                f"(titles, names, texts, content='', tokenize='ascii', prefix='{CHARACTER_LENGTH}')"
            )
        for number, thing in enumerate(_in_order(_things(quads)), start=1):
            said = thing.said
            names = [[term, text, language] for term in (*_TITLES, *_NAMES) for text, language in said.get(term, ())]
            row = (number, thing.iri, thing.kind, _length(said), json.dumps(names, ensure_ascii=False))
            database.execute("INSERT INTO things VALUES (?, ?, ?, ?, ?)", row)
            columns = [_column(said, terms) for terms in (_TITLES, _NAMES, _TEXTS)]
            statement = f"INSERT INTO text_{thing.kind} (rowid, titles, names, texts) VALUES (?, ?, ?, ?)"  # noqa: S608 -- of our own list
            database.execute(statement, (number, *columns))
        for name in _KINDS.values():
            database.execute(f"INSERT INTO text_{name} (text_{name}) VALUES ('optimize')")  # noqa: S608
        database.execute("COMMIT")


def _things(quads: Iterable[Quad]) -> Iterator[_Thing]:
    """The things that have a kind and a name."""
    read = {*_TITLES, *_NAMES, *_TEXTS}
    for subject, group in groupby(quads, key=lambda quad: quad.subject):
        said: dict[str, set[tuple[str, str]]] = defaultdict(set)
        types: set[str] = set()
        for quad in group:
            if isinstance(quad.object, Literal):
                if quad.predicate.value in read:
                    said[quad.predicate.value].add((quad.object.value, quad.object.language or ""))
            elif quad.predicate == RDF["type"] and isinstance(quad.object, NamedNode):
                types.add(quad.object.value)
        if said and isinstance(subject, NamedNode) and (kind := _kind(types)):
            yield _Thing(subject.value, kind, {term: sorted(texts) for term, texts in said.items()})


def _in_order(things: Iterable[_Thing]) -> Iterator[_Thing]:
    """Short titles first, then by IRI with its numbers as numbers. Sorted in a file that goes when it is closed."""
    with closing(sqlite3.connect("", isolation_level=None)) as sorting:
        sorting.execute("PRAGMA journal_mode = OFF")
        sorting.execute("BEGIN")
        sorting.execute(
            "CREATE TABLE things (iri TEXT PRIMARY KEY, length INTEGER, natural BLOB, kind TEXT, said TEXT)"
        )
        rows = (
            (thing.iri, _length(thing.said), _natural(thing.iri), thing.kind, json.dumps(thing.said))
            for thing in things
        )
        sorting.executemany("INSERT INTO things VALUES (?, ?, ?, ?, ?)", rows)
        for iri, kind, said in sorting.execute("SELECT iri, kind, said FROM things ORDER BY length, natural, iri"):
            yield _Thing(iri, kind, json.loads(said))


def _kind(types: set[str]) -> str:
    return next((name for iri, name in _KINDS.items() if iri in types), "")


def _length(said: _Named) -> int:
    """Characters of the shortest title; where there is none, of the shortest text."""
    for terms in (_TITLES, (*_NAMES, *_TEXTS)):
        lengths = [len(text) for term in terms for text, _ in said.get(term, ())]
        if lengths:
            return min(lengths)
    return 0


def _natural(iri: str) -> bytes:
    """A key by which IRIs sort with their numbers as numbers.

    >>> sorted(["a/10", "a/b", "a/9"], key=_natural)
    ['a/9', 'a/10', 'a/b']
    """
    parts = (str(int(part)) if part.isdigit() else part for part in _NUMBERS.split(iri) if part)
    return b"".join(
        b"\2" + len(part).to_bytes(2) + part.encode() if part.isdigit() else b"\1" + part.encode() + b"\0"
        for part in parts
    )


def _column(said: _Named, terms: Iterable[str]) -> str:
    return " ".join(piece for term in terms for text, _ in said.get(term, ()) for piece in pieces(folded(text)))

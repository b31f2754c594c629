"""The full-text index of a release: an SQLite file that finds things by any words of their names and texts.

Of each kind of thing there is a table of FTS5 without content, with three columns: titles, other names, texts. Rows are
numbered in the order in which hits are shown: short titles first. The pieces it knows are those of :mod:`kg.folding`.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from contextlib import closing
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

_Named = dict[str, set[tuple[str, str]]]


def write_text_index(path: Path, quads: Iterable[Quad]) -> None:
    """Write the index of these quads to a file that is not there yet. The same quads give the same index."""
    named, kinds = _read(quads)
    order = sorted(named, key=lambda iri: (_length(named[iri]), _natural(iri)))
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
        for number, iri in enumerate(order, start=1):
            said = named[iri]
            names = [[term, text, language] for term in (*_TITLES, *_NAMES) for text, language in sorted(said[term])]
            row = (number, iri, kinds[iri], _length(said), json.dumps(names, ensure_ascii=False))
            database.execute("INSERT INTO things VALUES (?, ?, ?, ?, ?)", row)
            columns = [_column(said, terms) for terms in (_TITLES, _NAMES, _TEXTS)]
            statement = f"INSERT INTO text_{kinds[iri]} (rowid, titles, names, texts) VALUES (?, ?, ?, ?)"  # noqa: S608 -- of our own list
            database.execute(statement, (number, *columns))
        for name in _KINDS.values():
            database.execute(f"INSERT INTO text_{name} (text_{name}) VALUES ('optimize')")  # noqa: S608
        database.execute("COMMIT")


def _read(quads: Iterable[Quad]) -> tuple[dict[str, _Named], dict[str, str]]:
    """What things are called and say, by property; and their kinds. Things without a kind or a name are left out."""
    named: dict[str, _Named] = defaultdict(lambda: defaultdict(set))
    types: dict[str, set[str]] = defaultdict(set)
    read = {*_TITLES, *_NAMES, *_TEXTS}
    for quad in quads:
        if not isinstance(quad.subject, NamedNode):
            continue
        if isinstance(quad.object, Literal):
            if quad.predicate.value in read:
                named[quad.subject.value][quad.predicate.value].add((quad.object.value, quad.object.language or ""))
        elif quad.predicate == RDF["type"] and isinstance(quad.object, NamedNode):
            types[quad.subject.value].add(quad.object.value)
    kinds = {iri: kind for iri, found in types.items() if iri in named and (kind := _kind(found))}
    return {iri: named[iri] for iri in kinds}, kinds


def _kind(types: set[str]) -> str:
    return next((name for iri, name in _KINDS.items() if iri in types), "")


def _length(said: _Named) -> int:
    """Characters of the shortest title; where there is none, of the shortest text."""
    for terms in (_TITLES, (*_NAMES, *_TEXTS)):
        lengths = [len(text) for term in terms for text, _ in said[term]]
        if lengths:
            return min(lengths)
    return 0


def _natural(iri: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in _NUMBERS.split(iri) if part)


def _column(said: _Named, terms: Iterable[str]) -> str:
    return " ".join(piece for term in terms for text, _ in sorted(said[term]) for piece in pieces(folded(text)))

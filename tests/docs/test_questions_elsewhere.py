"""The questions of the documentation have the same answers in another engine: none needs what ours does otherwise."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import QuerySolutions, RdfFormat, Store
from rdflib.query import ResultRow

from kg.web.examples import Example
from tests.docs.test_questions import each_question


@pytest.fixture(scope="module")
def stores(real_release: Path) -> tuple[Store, rdflib.Graph]:
    """What a release publishes, in our engine and in rdflib."""
    published = real_release / "renkei.nt"
    ours = Store()
    ours.load(path=published, format=RdfFormat.N_TRIPLES)
    return ours, rdflib.Graph().parse(published, format="nt")


@each_question
def test_the_answers_are_the_same(example: Example, stores: tuple[Store, rdflib.Graph]) -> None:
    ours, reference = stores
    text = example.text
    results = ours.query(text)
    assert isinstance(results, QuerySolutions)
    rows = Counter(tuple(_said(None if term is None else term.value) for term in row) for row in results)
    theirs = reference.query(text)
    assert theirs.type == "SELECT"
    assert rows == Counter(tuple(map(_said, row)) for row in theirs if isinstance(row, ResultRow))
    assert rows


def _said(term: object) -> str:
    """A term's text; what a list of a group names has no order."""
    return " / ".join(sorted(str("" if term is None else term).split(" / ")))

"""Turned paths give the same rows, as often, as the paths that they stand for."""

from __future__ import annotations

from collections import Counter

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, QuerySolutions, RdfFormat, Store, serialize
from rdflib.query import ResultRow

from kg.store.guard import guard_query
from kg.store.path_direction import with_paths_from_constants

PREFIX = "PREFIX : <http://example.jp/> "
names = st.sampled_from("abcde").map(lambda name: NamedNode(f"http://example.jp/{name}"))
properties = st.sampled_from("pqa").map(lambda name: NamedNode(f"http://example.jp/{name}"))
graphs = st.lists(st.tuples(names, properties, names), max_size=14, unique=True)
step = st.tuples(st.sampled_from(["", "^"]), st.sampled_from([":p", ":q", "a", "<http://example.jp/q>"]))
paths = st.lists(st.tuples(step, st.sampled_from(["", "*", "+", "?"])), min_size=2, max_size=3)


def turned(text: str) -> str:
    return with_paths_from_constants(guard_query(text)).text


def rows(store: Store, text: str) -> Counter[str]:
    results = store.query(text)
    assert isinstance(results, QuerySolutions)
    return Counter(str(row["x"].value) for row in results)


def rows_of_reference(graph: rdflib.Graph, text: str) -> Counter[str]:
    results = graph.query(text)
    assert results.type == "SELECT"
    return Counter(str(row[0]) for row in results if isinstance(row, ResultRow))


@settings(deadline=None, max_examples=200)
@given(graphs, paths, st.sampled_from("abcde"))
def test_the_rows_are_the_same(
    triples: list[tuple[NamedNode, NamedNode, NamedNode]], path: list[tuple[tuple[str, str], str]], end: str
) -> None:
    store = Store()
    store.extend(Quad(*triple) for triple in triples)
    constant = NamedNode(f"http://example.jp/{end}")
    store.add(Quad(constant, NamedNode("http://example.jp/r"), constant))  # the engine's paths begin at known terms
    written = "/".join(f"{inverse}{name}{modifier}" for (inverse, name), modifier in path)
    text = f"{PREFIX}SELECT ?x {{ ?x {written} :{end} }}"
    other = turned(text)
    assert (other != text) is any(modifier in {"*", "+"} for _, modifier in path)
    assert rows(store, other) == rows(store, text)
    data = serialize((quad.triple for quad in store), format=RdfFormat.N_TRIPLES) or b""
    reference = rdflib.Graph().parse(data=data, format="nt")
    # It counts pairs of a closure on a cycle more than once, though each is one (section 18.4).
    assert set(rows_of_reference(reference, other)) == set(rows_of_reference(reference, text)) == set(rows(store, text))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("?x :p/:q* :c", ":c ^:q*/^:p ?x "),
        ("?x ^:p+/a/<http://example.jp/q>? <http://example.jp/c> . ?x a :C", None),
        ("?y a :D . ?x :p/:q+ :c .", None),
    ],
)
def test_what_is_turned(written: str, expected: str | None) -> None:
    text = f"{PREFIX}SELECT * {{ {written} }}"
    assert turned(text) != text
    if expected:
        assert expected in turned(text)


@pytest.mark.parametrize(
    "written",
    [
        "?x :p/:q :c",
        "?x :q* :c",
        "?x :p/:q* ?c",
        "?x (:p/:q)* :c",
        "?x :p|:q/:r* :c",
        "?x :p/!:q/:r* :c",
        "?x :p/:q* :c ; :r :d",
        "?x :p/:q* :c, :d",
        "?x :p/:q* 'c'",
        "?x :p/:q* _:c",
        ":b :p/:q* :c",
        "?x :r :d ; :p/:q* :c",
        "?x :p ?y FILTER(?y / 2 * 3 = 1)",
        "?x :p '?x :p/:q* :c' # ?x :p/:q* :c",
    ],
)
def test_what_is_left(written: str) -> None:
    text = f"{PREFIX}SELECT * {{ {written}\n }}"
    assert turned(text) == text

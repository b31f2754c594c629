"""Text searches in queries become VALUES, wherever a triple may stand; anything else is refused."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from kg.errors import MalformedQuery
from kg.store.guard import guard_query
from kg.store.text_index import TextHit
from kg.store.text_search import rewrite_searches
from kg.vocabulary import RDF, RDFS, RENKEI

PROLOGUE = (
    "PREFIX renkei: <https://w3id.org/renkei/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
    "PREFIX ex: <http://example.jp/>\n"
)
IRIS = [f"http://example.jp/{name}" for name in "abc"]


def store() -> Store:
    """Three things with a class and a label."""
    store = Store()
    for iri in IRIS:
        store.add(Quad(NamedNode(iri), RDF["type"], RENKEI["Initiative"]))
        store.add(Quad(NamedNode(iri), RDFS["label"], Literal(iri[-1])))
    return store


STORE = store()
ASKED: list[tuple[str, int]] = []


def find(words: str, at_most: int) -> tuple[TextHit, ...]:
    """Finds a and b."""
    ASKED.append((words, at_most))
    return tuple(TextHit(iri, "", score, "[]") for iri, score in zip(IRIS[:2], (1.0, 0.25), strict=True))


def rows(body: str) -> list[tuple[str, ...]]:
    ASKED.clear()
    results = STORE.query(rewrite_searches(guard_query(PROLOGUE + body), find).text)
    assert isinstance(results, QuerySolutions)
    return sorted(tuple(str(term.value) for term in row) for row in results)


@pytest.mark.parametrize(
    "where",
    [
        '?x renkei:textSearch "図書館"',
        '?x renkei:textSearch "図書館"@ja .',
        "?x <https://w3id.org/renkei/ontology#textSearch> '図書館' ; a renkei:Initiative .",
        '?x a renkei:Initiative ; renkei:textSearch "図書館" ; rdfs:label ?l .',
        '?x a renkei:Initiative ; rdfs:label ?l, ?m ; renkei:textSearch "図書館" . FILTER(?l = ?m)',
        '?x rdfs:label ?l FILTER(STRLEN(?l) > 0) ?x renkei:textSearch "図書館" FILTER(?l != "")',
        'BIND(1 AS ?one) ?x a renkei:Initiative ; renkei:textSearch "図書館"',
        '{ ?x renkei:textSearch "図書館" } UNION { ?x renkei:textSearch "図書館" ; a ex:None }',
        '{ SELECT ?x { ?x renkei:textSearch """図書館""" } } ?x ?p ?o FILTER(?p = rdfs:label)',
        'OPTIONAL { ?y a ex:None } ?x a renkei:Initiative;renkei:textSearch"図書館".',
        '?x renkei:textSearch "\\u56F3書館" ;; .',
    ],
)
def test_where_a_search_may_stand(where: str) -> None:
    assert {row[0] for row in rows(f"SELECT ?x {{ {where} }}")} == set(IRIS[:2])
    assert {words for words, _ in ASKED} == {"図書館"}


def test_scores_and_numbers() -> None:
    found = rows('SELECT ?x ?score { (?x ?score) renkei:textSearch ("図書館" 5) . ?x a renkei:Initiative }')
    assert found == [(IRIS[0], "1"), (IRIS[1], "0.25")]
    assert ASKED == [("図書館", 5)]


def test_a_prefix_of_any_name() -> None:
    text = 'PREFIX r: <https://w3id.org/renkei/ontology#> SELECT ?x { ?x r:textSearch "a" }'
    assert "VALUES" in rewrite_searches(guard_query(text), find).text
    other = 'PREFIX renkei: <http://example.jp/> SELECT ?x { ?x renkei:textSearch "a" }'
    assert rewrite_searches(guard_query(other), find).text == other


def test_what_looks_like_a_search_and_is_none_stays() -> None:
    text = PROLOGUE + "SELECT ?x { ?x rdfs:label 'renkei:textSearch' # renkei:textSearch\n }"
    assert rewrite_searches(guard_query(text), find).text == text


@pytest.mark.parametrize(
    "where",
    [
        'ex:a renkei:textSearch "図書館"',
        "?x renkei:textSearch ?words",
        '?x renkei:textSearch "図書館", "空港"',
        '?x renkei:textSearch ("図書館" 0)',
        '?x renkei:textSearch ("図書館" 5000)',
        '(?x ?score) renkei:textSearch "図書館" ; a renkei:Initiative',
        '?x a [ ?p ?o ; renkei:textSearch "図書館" ]',
        '?x renkei:textSearch/rdfs:label "図書館"',
        "renkei:textSearch",
        '?x renkei:textSearch "図書館"',
    ],
)
def test_what_is_no_search_is_refused(where: str) -> None:
    many = where == '?x renkei:textSearch "図書館"'  # one is a search, eleven are too many
    body = f"SELECT * {{ {' . '.join([where] * 11) if many else where} }}"
    with pytest.raises(MalformedQuery, match=r"search|textSearch"):
        rows(body)

"""Values written into a query answer what values given to the engine answer."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store, Variable

from kg.store.remote.substitution import substituted

S, T = NamedNode("urn:s"), NamedNode("urn:t")
HOSTILE = Literal("\" } ; DROP ALL # \\ \n '", language="ja")
_DATA = """
    <urn:s> <urn:p> 1, "x" ; <urn:q> <urn:t> .
    <urn:t> <urn:p> 2 ; <urn:label> "\\" } ; DROP ALL # \\\\ \\n '"@ja .
"""


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.load(_DATA, format=RdfFormat.TURTLE)
    return store


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("SELECT ?a ?b { ?a <urn:p> ?b }", {"a": S}),
        ("SELECT ?a ?b WHERE { ?a <urn:p> ?b FILTER(?b != 1 && ?a = ?a) }", {"a": T}),
        ("SELECT ?a ?b { $a <urn:p> ?b } ORDER BY ?b", {"a": S}),
        ("SELECT DISTINCT ?a (STR(?a) AS ?text) { ?a ?p ?o }", {"a": S}),
        ("SELECT ?a ?l { ?a <urn:label> ?l }", {"l": HOSTILE}),
        ("SELECT ?a ?b { VALUES ?a { UNDEF } ?a <urn:q> ?b }", {"a": S}),
        ("SELECT ?a ?b { VALUES (?a ?b) { (UNDEF <urn:t>) (UNDEF <urn:s>) } ?a <urn:q> ?b }", {"a": S}),
        ("SELECT ?a ?x { { SELECT ?x { ?a <urn:q> ?x } } ?x <urn:p> 2 ; ?p ?a2 BIND(?a AS ?c) }", {"a": S}),
        ("SELECT ?a ?x { { SELECT ?a ?x { ?a <urn:q> ?x } } ?x <urn:p> 2 }", {"a": S}),
        ("SELECT ?a ?x ?n { { SELECT ?x (STR(?a) AS ?n) ?a { ?a <urn:q> ?x } } ?a ?p ?x }", {"a": S}),
        ("SELECT ?a ?b { { SELECT ?a WHERE { ?a ?p ?o } } ?a <urn:p> ?b }", {"a": S}),
        ("SELECT ?a ?b { { SELECT DISTINCT ?a { { SELECT ?a ?o { ?a ?p ?o } } } } ?a <urn:p> ?b }", {"a": S}),
        ("SELECT ?b ?a { { SELECT ?a ?given0 { ?a <urn:p> ?given0 } } ?a <urn:p> ?b } ORDER BY DESC(?b)", {"a": S}),
        ("SELECT ?q ?o { ?s ?p ?o FILTER(?p = ?q || STR(?p) = 'a ?s b') }", {"q": NamedNode("urn:q")}),
        ("SELECT ?s ?o { ?s ?p ?o # ?s stays\n }", {"s": S}),
        ("SELECT (EXISTS { ?a <urn:q> ?x } AS ?e) ?a { ?a <urn:p> ?b }", {"a": S}),
        ("SELECT ?a ?b { ?a <urn:p> ?b FILTER(EXISTS { SELECT ?x { ?a <urn:q> ?x } }) } ORDER BY STR(?a)", {"a": S}),
        ("SELECT ?a ?p ?n { { SELECT ?a ?p (COUNT(?o) AS ?n) { ?a ?p ?o } GROUP BY ?a ?p } }", {"a": S}),
        ("SELECT ?a ?p ?n { { SELECT ?p ?a (COUNT(?o) AS ?n) { ?a ?p ?o } GROUP BY ?p ?a } }", {"a": S}),
        ("SELECT ?o { ?s ?p ?o }", {}),
    ],
)
def test_answers_are_those_of_the_engine(store: Store, query: str, values: dict[str, NamedNode | Literal]) -> None:
    given = _rows(store.query(query, substitutions={Variable(name): value for name, value in values.items()}))
    assert _rows(store.query(substituted(query, values))) == given
    assert given


def _rows(results: object) -> list[list[str]]:
    assert isinstance(results, QuerySolutions)
    names = [variable.value for variable in results.variables]
    return sorted([name + str(row[name]) for name in sorted(names)] for row in results)


def test_templates_and_projections() -> None:
    assert substituted("CONSTRUCT { ?a <urn:p> ?b } WHERE { ?a ?p ?b }", {"a": S}) == (
        "CONSTRUCT { <urn:s> <urn:p> ?b } WHERE { <urn:s> ?p ?b }"
    )
    assert substituted("SELECT ?ab ?a { ?ab ?p ?a }", {"a": S}) == "SELECT ?ab (<urn:s> AS ?a) { ?ab ?p <urn:s> }"
    assert substituted("SELECT ?a { ?a ?p '?a' }", {"a": S}) == "SELECT (<urn:s> AS ?a) { <urn:s> ?p '?a' }"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT (1 AS ?a) { }", "computed or sorted by"),
        ("SELECT ?a { ?a ?p ?o } ORDER BY ?a", "computed or sorted by"),
        ("SELECT ?a { ?a ?p ?o } ORDER BY ?o ?a LIMIT 1", "computed or sorted by"),
        ("SELECT ?a ?n { { SELECT ?a (COUNT(?o) AS ?n) { ?a ?p ?o } GROUP BY ?a } }", "computed or sorted by"),
        ("SELECT * { ?a ?p ?o }", "does not name what is given"),
        ("SELECT DISTINCT * { ?a ?p ?o }", "does not name what is given"),
        ("SELECT ?a { VALUES ?a { <urn:s> } ?a ?p ?o }", "has values for what is given"),
        ("SELECT ?a { VALUES ?a { UNDEF UNDEF } ?a ?p ?o }", "multiplies what is given"),
    ],
)
def test_what_cannot_be_meant_is_said(query: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        substituted(query, {"a": S})

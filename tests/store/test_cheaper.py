"""Advice on queries that took too much names what is dear in them."""

from __future__ import annotations

import pytest

from kg.store.cheaper import advice_on
from kg.store.refusals import exhausted, timed_out


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { ?s ?p ?o . ?a ?b ?c }", []),
        ("SELECT * { ?s ?p ?o FILTER(contains(?o, 'x')) }", ["textSearch"]),
        ("SELECT * { ?s <urn:p>* ?o }", ["path"]),
        ("SELECT * { ?s (a:b|^a:c)+ ?o }", ["path"]),
        ("SELECT (2 * ?x AS ?y) (COUNT(*) AS ?n) { ?s ?p ?x } GROUP BY ?x", []),
        ("SELECT * { ?s ?p ?o FILTER REGEX(?o, 'x') } ORDER BY ?o", ["textSearch", "ORDER BY"]),
        ("SELECT * { ?s ?p 'ORDER BY CONTAINS(' }", []),
    ],
)
def test_advice(query: str, expected: list[str]) -> None:
    given = advice_on(query)
    assert len(given) == len(expected) + 1
    assert all(word in advice.text for word, advice in zip(expected, given, strict=False))
    assert "share no variable" in given[-1].text


def test_refusals_name_the_limit_and_the_cheaper_form() -> None:
    for refusal, limit in (
        (timed_out(10.0, "ASK {} ORDER BY ?x"), "10"),
        (exhausted(1024, "ASK {} ORDER BY ?x"), "1024"),
    ):
        for message in (refusal.message, refusal.message_ja):
            assert limit in message
            assert "ORDER BY" in message

"""A query made from a template is what the guard gives for it."""

from __future__ import annotations

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.store.guard import guard_query
from kg.store.query_templates import holes_of, template_of
from tests.store.test_guard_fuzz import FRAGMENTS

_IRIS = ["http://a", "https://example.jp/id/x/7", "http://", "http://SERVICE", "https://a/_:b//c-~."]
_HOSTILE = [
    "SELECT * {",
    "SELECT DISTINCT*",
    "ASK {",
    "}",
    "PREFIX p: ",
    "BASE ",
    "FROM ",
    " FROM NAMED ",
    "NOW()",
    "^^",
]
_HOSTILE += ["'<http://a>'", "# <http://a>\n", '"""<http://a>', "<http://a", "http://a>", "<http://a#>", "<http://a'>"]
_HOSTILE += [
    "SERVICE ",
    "service<http://a>{}",
    "?a<",
    "?v",
    "FILTER(?a<",
    " \n ",
    "{{",
    "[",
    "]",
    "INSERT",
    "%3Chttp://a%3E",
]
_HOLES = [f"<{iri}>" for iri in _IRIS]
_TAME = [
    "?s ",
    "?p ",
    " . ",
    "; ",
    "p:q ",
    " 'text' ",
    "\n",
    "# a\n",
    "FILTER(?s = 1)",
    "FILTER(?s<2)",
    "{ ?s ?p ?o }",
    "*",
    "1 ",
]
_piece = st.one_of(st.sampled_from(_HOLES), st.sampled_from(_TAME), st.sampled_from([*_HOSTILE, *FRAGMENTS]))
_starts = st.sampled_from(
    ["SELECT * {", "ASK {", "SELECT ?s {?s ", "PREFIX p: <http://a> SELECT DISTINCT * FROM <http://b> { "]
)
_queries = st.tuples(_starts, st.lists(_piece, max_size=6).map("".join), st.sampled_from(["", "}"])).map("".join)


@given(_queries, st.lists(st.sampled_from(_IRIS), min_size=14, max_size=14))
def test_another_iri_changes_no_decision(text: str, iris: list[str]) -> None:
    """Whatever stands around it: strings, comments, comparisons, SERVICE."""
    try:
        query = guard_query(text)
    except QueryError:
        assume(False)
    template = template_of(query)
    event("template" if template and holes_of(text) else "none")
    if template is None:
        return
    old = holes_of(text)
    assert template.filled(old) == query
    chosen = iris[: len(old)]
    assume(len(chosen) == len(old))
    filled = template.filled(chosen)
    assert holes_of(filled.text) == chosen
    assert filled == guard_query(filled.text)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?s ?p '<http://a>' }",
        "ASK { ?s ?p <http://a> } # <http://a>",
        "ASK { FILTER(?a <b#> && ?a = <http://a>) }",
    ],
)
def test_no_template_where_another_iri_might_matter(text: str) -> None:
    """A string, a comment, and an IRI that the engine may take for a comparison and a comment."""
    assert template_of(guard_query(text)) is None


def test_no_template_of_what_other_services_answer() -> None:
    text = "SELECT * { SERVICE <http://a> { ?s ?p <http://b> } }"
    assert template_of(guard_query(text, services={"http://a"})) is None


def test_the_star_moves_with_what_stands_before_it() -> None:
    text = "PREFIX p: <http://a> SELECT * FROM <http://b> { ?y ?x <http://c> }"
    template = template_of(guard_query(text))
    assert template is not None
    filled = template.filled(["https://example.jp/longer", "http://", "http://c"])
    assert filled.star == filled.text.index("*")
    assert filled.variables == ("y", "x")

"""Terms on their way to rdflib and back."""

from __future__ import annotations

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.validation.terms import to_n_triples, to_rdflib_graph
from kg.vocabulary import RENKEI, XSD

SUBJECT = NamedNode("https://example.jp/a")

texts = st.text(st.characters(codec="utf-8"))
literals = st.one_of(
    st.builds(Literal, texts),
    st.builds(lambda text: Literal(text, language="ja"), texts),
    st.builds(lambda text: Literal(text, datatype=XSD["date"]), st.dates().map(str)),
    st.builds(lambda text: Literal(text, datatype=XSD["nonNegativeInteger"]), st.integers(min_value=0).map(str)),
)


@given(literals)
def test_literals_come_back(literal: Literal) -> None:
    (term,) = to_rdflib_graph([Triple(SUBJECT, RENKEI["text"], literal)]).objects()
    assert to_n_triples(term) == str(literal)


def test_plain_strings_are_what_shapes_compare_with() -> None:
    """sh:hasValue "stated" in Turtle must equal the "stated" of the data."""
    (term,) = to_rdflib_graph([Triple(SUBJECT, RENKEI["rule"], Literal("stated"))]).objects()
    assert term == rdflib.Literal("stated")


def test_other_terms() -> None:
    graph = to_rdflib_graph([Triple(BlankNode("b"), RENKEI["text"], SUBJECT)])
    ((subject, _, value),) = graph
    assert to_n_triples(subject) == "_:b"
    assert to_n_triples(value) == "<https://example.jp/a>"


def test_a_triple_is_no_term_here() -> None:
    quoted = Triple(SUBJECT, RENKEI["text"], SUBJECT)
    with pytest.raises(TypeError, match="expected an IRI"):
        to_rdflib_graph([Triple(SUBJECT, RENKEI["text"], quoted)])

"""A client that many people use works without special care."""

from __future__ import annotations

from xml.dom.minidom import Document

import pytest
from rdflib import Graph
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from tests.web.release_fixture import AGREEMENT

SELECT = f"SELECT ?l {{ <{AGREEMENT}> <http://www.w3.org/2000/01/rdf-schema#label> ?l }}"


@pytest.fixture
def wrapper(server: str) -> SPARQLWrapper:
    return SPARQLWrapper(f"{server}/sparql")


@pytest.mark.parametrize(("method", "encoding"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
def test_select(wrapper: SPARQLWrapper, method: str, encoding: str) -> None:
    wrapper.setMethod(method)
    wrapper.setRequestMethod(encoding)
    wrapper.setReturnFormat(JSON)
    wrapper.setQuery(SELECT)
    answer = wrapper.queryAndConvert()
    assert isinstance(answer, dict)
    assert {row["l"]["xml:lang"] for row in answer["results"]["bindings"]} == {"ja", "en"}


def test_the_other_result_formats(wrapper: SPARQLWrapper) -> None:
    wrapper.setQuery(SELECT)
    for name, beginning in ((CSV, b"l\r\n"), (TSV, b"?l\n")):
        wrapper.setReturnFormat(name)
        answer = wrapper.queryAndConvert()
        assert isinstance(answer, bytes)
        assert answer.startswith(beginning)
    wrapper.setReturnFormat(XML)
    document = wrapper.queryAndConvert()
    assert isinstance(document, Document)
    assert len(document.getElementsByTagName("result")) == 2


@pytest.mark.parametrize("name", [TURTLE, N3, RDFXML, JSONLD])
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # of the client itself
def test_construct(wrapper: SPARQLWrapper, name: str) -> None:
    wrapper.setQuery(f"CONSTRUCT WHERE {{ <{AGREEMENT}> a ?t }}")
    wrapper.setReturnFormat(name)
    answer = wrapper.queryAndConvert()
    if isinstance(answer, Graph):
        assert AGREEMENT in {str(subject) for subject in answer.subjects()}
    else:
        assert isinstance(answer, bytes)
        assert AGREEMENT.encode() in answer


def test_a_bad_query_is_told_apart(wrapper: SPARQLWrapper) -> None:
    wrapper.setQuery("SELECT ?l {")
    with pytest.raises(QueryBadFormed):
        wrapper.query()

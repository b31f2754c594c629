"""Content and language negotiation (RFC 9110 section 12.5)."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest

from kg.errors import NotAcceptable
from kg.formats import ASK_FORMATS, GRAPH_FORMATS, HTML, RDF_FORMATS, SELECT_FORMATS, Format, negotiate
from kg.web.language import negotiate_language
from kg.web.sparql_request import choose_format

CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
DOCUMENT = (*RDF_FORMATS, HTML)
SELECT = (*SELECT_FORMATS, HTML)

OFFERS: dict[str, tuple[Format, ...]] = {
    "rdf": RDF_FORMATS,
    "graph": GRAPH_FORMATS,
    "document": DOCUMENT,
    "select": SELECT,
    "ask": (*ASK_FORMATS, HTML),
    "page": (HTML,),
}
#: A header ("-" is none), what is offered, the name of what is chosen.
CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "negotiation_cases.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


def test_the_table_is_whole() -> None:
    assert len(CASES) >= 40
    assert {offered for _, offered, _ in CASES} == set(OFFERS)


@pytest.mark.parametrize(("accept", "offered", "expected"), CASES, ids=[accept for accept, *_ in CASES])
def test_formats(accept: str, offered: str, expected: str) -> None:
    header = {"-": None, "(empty)": ""}.get(accept, accept)
    if expected == "none":
        with pytest.raises(NotAcceptable):
            negotiate(header, OFFERS[offered])
    else:
        assert negotiate(header, OFFERS[offered]).name == expected


def test_a_header_is_read_in_linear_time() -> None:
    for hostile in ('"' * 200_000, ',"' * 100_000, "a/b;" * 50_000, 'text/turtle;a="' + "\\" * 200_000, ";" * 200_000):
        started = time.process_time()
        with suppress(NotAcceptable):
            negotiate(hostile, RDF_FORMATS)
        assert time.process_time() - started < 1.0


@pytest.mark.parametrize(
    ("accept", "alias", "expected"),
    [
        ("*/*", "csv", "csv"),
        (None, "xml", "xml"),
        (None, "text/csv", "csv"),
        (None, "application/sparql-results+xml", "xml"),
        (CHROME, "tsv", "tsv"),
        (CHROME, "html", "html"),
        (CHROME, None, "html"),
        ("text/csv", "json", "csv"),
        ("application/sparql-results+json,application/json", "xml", "json"),
        (None, "application/sparql-results xml", "xml"),
        ("text/csv", "nonsense", "csv"),
        ("image/png", "csv", "csv"),
    ],
)
def test_the_parameter_format(accept: str | None, alias: str | None, expected: str) -> None:
    assert choose_format(accept, alias, SELECT).name == expected


@pytest.mark.parametrize("alias", ["nonsense", "turtle", "nq"])
@pytest.mark.parametrize("accept", [None, "*/*", CHROME, "image/png"])
def test_an_unknown_format_is_refused_with_the_valid_ones(accept: str | None, alias: str) -> None:
    with pytest.raises(NotAcceptable, match="json, xml, csv, tsv, html"):
        choose_format(accept, alias, SELECT)


@pytest.mark.parametrize(
    ("alias", "expected"),
    [("json", "json-ld"), ("ttl", "turtle"), ("xml", "rdf-xml"), ("application/rdf xml", "rdf-xml")],
)
def test_the_parameter_format_for_graphs(alias: str, expected: str) -> None:
    assert choose_format(None, alias, DOCUMENT).name == expected


@pytest.mark.parametrize(
    ("asked", "header", "expected"),
    [
        (None, None, "ja"),
        (None, "", "ja"),
        (None, "en", "en"),
        (None, "en-US,en;q=0.9", "en"),
        (None, "en;q=0.5, ja;q=0.6", "ja"),
        (None, "de, fr;q=0.5", "ja"),
        (None, "de, *;q=0.5", "ja"),
        (None, "ja;q=0, *", "en"),
        (None, "en;q=x", "ja"),
        ("en", "ja", "en"),
        ("ja", "en", "ja"),
        ("tlh", "en", "en"),
    ],
)
def test_languages(asked: str | None, header: str | None, expected: str) -> None:
    assert negotiate_language(asked, header) == expected

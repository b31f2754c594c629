"""Content and language negotiation (RFC 9110 section 12.5)."""

from __future__ import annotations

import pytest

from kg.errors import NotAcceptable
from kg.formats import ASK_FORMATS, HTML, RDF_FORMATS, SELECT_FORMATS, Format, negotiate
from kg.web.language import negotiate_language
from kg.web.sparql_request import choose_format

CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
DOCUMENT = (*RDF_FORMATS, HTML)
SELECT = (*SELECT_FORMATS, HTML)

CASES: list[tuple[str | None, tuple[Format, ...], str | None]] = [
    (None, RDF_FORMATS, "turtle"),
    ("", RDF_FORMATS, "turtle"),
    ("*/*", DOCUMENT, "turtle"),
    ("*/*;q=0.1", DOCUMENT, "turtle"),
    (CHROME, DOCUMENT, "html"),
    (CHROME, SELECT, "html"),
    ("text/html", DOCUMENT, "html"),
    ("application/xhtml+xml", DOCUMENT, "html"),
    ("text/turtle", DOCUMENT, "turtle"),
    ("TEXT/Turtle", DOCUMENT, "turtle"),
    ("text/turtle;charset=utf-8", DOCUMENT, "turtle"),
    ("application/x-turtle", DOCUMENT, "turtle"),
    ("text/html;q=0.5, text/turtle", DOCUMENT, "turtle"),
    ("text/html;q=0.5, text/turtle;q=0.4", DOCUMENT, "html"),
    ("text/turtle;q=0, */*", DOCUMENT, "json-ld"),
    ("text/*", DOCUMENT, "turtle"),
    ("text/*", (*ASK_FORMATS, HTML), None),
    ("*/*", (HTML,), None),
    ("text/*;q=0.3, application/rdf+xml;q=0.4", DOCUMENT, "rdf-xml"),
    ("application/*", DOCUMENT, "json-ld"),
    ("application/json", DOCUMENT, "json-ld"),
    ("application/xml", DOCUMENT, "rdf-xml"),
    ("text/plain", RDF_FORMATS, "n-triples"),
    ("application/n-triples, text/turtle", DOCUMENT, "turtle"),
    ("application/ld+json;q=0.9, application/rdf+xml;q=0.91", DOCUMENT, "rdf-xml"),
    ("image/png, */*;q=0.1", DOCUMENT, "turtle"),
    ("image/png", DOCUMENT, None),
    ("text/turtle;q=0", RDF_FORMATS, None),
    ("text/csv", ASK_FORMATS, None),
    ("text/csv, application/json;q=0.1", ASK_FORMATS, "json"),
    ("application/sparql-results+xml;q=0.9, text/tab-separated-values", SELECT_FORMATS, "tsv"),
    ("text/turtle;q=nonsense", RDF_FORMATS, None),
    ("text/turtle; q = 0.2 , application/rdf+xml; q=0.1", RDF_FORMATS, "turtle"),
    (",,;q=1,", RDF_FORMATS, None),
]


@pytest.mark.parametrize(("accept", "offered", "expected"), CASES, ids=[str(accept) for accept, *_ in CASES])
def test_formats(accept: str | None, offered: tuple[Format, ...], expected: str | None) -> None:
    if expected is None:
        with pytest.raises(NotAcceptable):
            negotiate(accept, offered)
    else:
        assert negotiate(accept, offered).name == expected


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

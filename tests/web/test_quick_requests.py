"""Requests that differ in IRIs are read by a template as they are read in full, whatever their bytes."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import event, example, given
from hypothesis import strategies as st

from kg.errors import RenkeiError
from kg.settings import Settings
from kg.store.limits import Limits
from kg.store.pool import ProcessPoolEvaluator
from kg.web.quick_requests import QuickReader, Wanted
from tests.web.test_quick import GENERAL, PLAIN, REFUSED_BY_THE_ENGINE, got

_POOL = ProcessPoolEvaluator(Path("nowhere"), Limits.of(Settings()), base_iri="https://example.jp/sparql")
_READER = QuickReader(_POOL, frozenset(), behind_proxies=True)
_IRIS = ["http://a", "https://example.jp/id/agreement/7", "http://", "http://b/textSearch", "https://service"]
_PIECES = [
    "ASK {",
    "SELECT * {",
    "DESCRIBE ",
    "?s ?p ",
    "}",
    "'",
    '"',
    "# ",
    "\n",
    " ",
    "FROM ",
    "SERVICE ",
    "PREFIX p: ",
]
_PIECES += ["?s <p:p>/<p:q>* ", "FILTER(?s = ", ")", "<http://a#>", "<>", "{}", "NOW()", "%", "\\", "'''"]
_BETWEEN = [
    "&query=",
    "&default-graph-uri=",
    "&format=",
    "&",
    "=",
    "&x=",
    "%3chttp://n/0%3E",
    "%",
    "%3C",
    "%3E",
    "+",
    "%FF",
]
_FIELDS = [
    "",
    "Accept: text/csv\r\n",
    "Accept: */*;q=0.1\r\n",
    "X-Forwarded-For: %3Chttp://a%3E\r\n",
    "Content-Length: 0\r\n",
]


@st.composite
def _requests(draw: st.DrawFn) -> bytes:
    """Requests with holes in their queries and anywhere else, in several encodings."""
    iri = st.builds(
        lambda iri, safe: f"%3C{quote(iri, safe=safe)}%3E", st.sampled_from(_IRIS), st.sampled_from([":/", "/", ""])
    )
    code = st.sampled_from(_PIECES).map(quote)
    anything = draw(st.lists(st.one_of(iri, iri, code, code, st.sampled_from(_BETWEEN)), max_size=8))
    start = draw(st.sampled_from(["ASK%20%7B?s%20?p%20", "SELECT%20*%20%7B?s%20?p%20", "DESCRIBE%20", ""]))
    end = draw(st.sampled_from(["%7D", ""]))
    fields = draw(st.sampled_from(_FIELDS))
    return f"GET /sparql?query={start}{''.join(anything)}{end} HTTP/1.1\r\nHost: a\r\n{fields}\r\n".encode()


def _found(raw: bytes, *, in_full: bool) -> Wanted | str | None:
    try:
        return _READER.read_in_full(raw) if in_full else _READER.read(raw)
    except RenkeiError as error:
        return str(error)


@given(_requests())
@example(b"GET /sparql?x=%3Chttp://q%3E&query=ASK%7B?s%20?p%20%3chttp://n/0%3E%7D HTTP/1.1\r\nHost: a\r\n\r\n")
@example(b"GET /sparql?query=ASK%7B?s%20?p%20%3Chttp://q%3E%7D&%3Chttp://q%3E HTTP/1.1\r\nHost: a\r\n\r\n")
@example(b"GET /sparql?query=ASK%7B?s%20?p%20'%3Chttp://q%3E'%7D HTTP/1.1\r\nHost: a\r\n\r\n")
def test_both_ways_of_reading_agree(raw: bytes) -> None:
    found = _found(raw, in_full=False)
    event(type(found).__name__)
    assert found == _found(raw, in_full=True)


@pytest.mark.parametrize("raw", [*PLAIN.values(), *REFUSED_BY_THE_ENGINE.values(), *GENERAL.values()])
def test_both_ways_agree_on_what_clients_send(raw: bytes) -> None:
    assert _found(raw, in_full=False) == _found(raw, in_full=True)


def test_a_query_about_another_thing_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def query(number: int) -> str:
        return f"PREFIX p: <http://a#> SELECT * {{ <https://example.jp/id/agreement/{number}> p:q ?o }}"

    reader = QuickReader(_POOL, frozenset(), behind_proxies=False)
    assert reader.read(got(query(1))) is not None

    def refuse(_: object) -> None:
        raise AssertionError("read in full")

    monkeypatch.setattr("kg.web.quick_requests.read_plain_request", refuse)
    wanted = reader.read(got(query(20)))
    assert wanted is not None
    assert wanted.text == query(20)
    assert wanted.request.query.star == query(20).index("*")


def test_a_search_among_the_iris_goes_the_general_way() -> None:
    """It is asked of the text index."""
    for predicate, is_plain in (("https://example.jp/p", True), ("https://w3id.org/renkei/textSearch", False)):
        assert (_READER.read(got(f"ASK {{ ?s <{predicate}> ?o }}")) is not None) == is_plain

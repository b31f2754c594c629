"""Answers that are kept: which requests they answer, how many are kept, in which content coding."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import MalformedQuery
from kg.store.guard import guard_query
from kg.web.answer_cache import Answer, AnswerCache, Question
from kg.web.codings import takes_gzip
from tests.web.conftest import serving
from tests.web.release_fixture import AGREEMENT, GRAPH

NOW = datetime(2022, 4, 1, tzinfo=UTC)
LABELS = f"SELECT ?l {{ <{AGREEMENT}> <http://www.w3.org/2000/01/rdf-schema#label> ?l }} ORDER BY ?l"
EVERYTHING = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"
DIRECT = {"Content-Type": "application/sparql-query"}


def question(text: str) -> Question:
    return (text, (), (), "json")


def kept(cache: AnswerCache, text: str, body: bytes) -> Answer:
    answer = Answer(body, "text/plain", NOW)
    cache.keep(question(text), answer)
    return answer


def test_the_answers_used_least_lately_make_room() -> None:
    cache = AnswerCache(20_000)
    first, second = kept(cache, "a", b"x" * 1000), kept(cache, "b", b"x" * 1000)
    assert cache.get(question("a")) is first
    for number in range(12):
        kept(cache, f"more {number}", b"x" * 900)
        assert cache.get(question("a")) is first
        assert cache.held_bytes <= 20_000
    assert cache.get(question("b")) is None
    assert second.question is not None


def test_an_answer_too_large_or_a_cache_of_nothing_keeps_none() -> None:
    cache = AnswerCache(20_000)
    kept(cache, "large", b"x" * 10_000)
    nothing = AnswerCache(0)
    kept(nothing, "a", b"")
    assert cache.get(question("large")) is nothing.get(question("a")) is None
    assert cache.held_bytes == nothing.held_bytes == 0


def test_what_an_answer_is_found_by_goes_with_it() -> None:
    cache = AnswerCache(20_000)
    answer = kept(cache, "a", b"x" * 1000)
    for number in range(100):
        cache.find_by((b"q=%d" % number, None), answer)
    assert cache.find((b"q=99", None)) is answer
    assert cache.find((b"q=0", None)) is None
    for number in range(20):
        kept(cache, f"more {number}", b"x" * 1000)
    assert cache.find((b"q=99", None)) is None
    cache.find_by((b"q=1", None), answer)
    assert cache.find((b"q=1", None)) is None


def test_coded_forms_count() -> None:
    cache = AnswerCache(200_000)
    answer = kept(cache, "a", b"x" * 10_000)
    before = cache.held_bytes
    coded = answer.in_gzip()
    cache.keep_zipped(answer, coded)
    assert answer.zipped is coded
    assert cache.held_bytes == before + len(coded.body)
    assert gzip.decompress(coded.body) == answer.body


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ASK { ?s ?p 'a' }", "ASK {\n\t?s # 'b'\n ?p 'a' }", True),
        ("ASK { ?s ?p 'a b' }", "ASK { ?s ?p 'a  b' }", False),
        ("ASK { ?s ?p 'a # b' }", "ASK { ?s ?p 'a' }", False),
        ("ASK { ?s ?p <a#b> }", "ASK { ?s ?p <a> }", False),
        ("ASK { ?s ?p ?o }", "ASK { ?s ?p ?v }", False),
        ("ASK { FILTER(1 != 2) }", "ASK { FILTER(1 ! = 2) }", False),
        ('ASK { FILTER(?a <b:c#>"x" \n && ?d) }', 'ASK { FILTER(?a <b:c#>"x" && ?d) }', False),
    ],
)
def test_normal_forms(one: str, other: str, same: bool) -> None:
    assert (guard_query(one).normal == guard_query(other).normal) is same


TOKENS = [
    "?s",
    "ex:p",
    "<http://example.jp/#a>",
    "'a # b'",
    '"""\n"""',
    "{",
    "}",
    "(",
    ")",
    ".",
    "!",
    "=",
    "1",
    "FILTER",
]
GAPS = [" ", "\n", "\t  ", " # comment '\n", "#\r\n"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(TOKENS), st.sampled_from(GAPS), st.sampled_from(GAPS)), max_size=20))
def test_white_space_and_comments_make_no_difference(pieces: list[tuple[str, str, str]]) -> None:
    one, other = ("ASK " + "".join(piece[0] + piece[gap] for piece in pieces) for gap in (1, 2))
    try:
        forms = guard_query(one).normal, guard_query(other).normal
    except MalformedQuery:
        return
    if forms[0] != one or forms[1] != other:
        assert forms[0].strip() == forms[1].strip()


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (NOW() AS ?t) {}",
        "ASK { FILTER(rand() > 2) }",
        "SELECT (uuid() AS ?u) {}",
        "SELECT (STRUUID() AS ?u) {}",
        "SELECT ?b { BIND(BNODE() AS ?b) }",
    ],
)
def test_answers_that_differ_each_time_are_not_repeatable(text: str) -> None:
    assert not guard_query(text).repeatable
    assert guard_query("ASK { ?s ?p 'NOW() RAND() UUID()', <http://example.jp/NOW> }").repeatable


@pytest.mark.parametrize(
    ("header", "taken"),
    [("gzip", True), ("x-gzip;q=0.1", True), ("br, gzip;q=0", False), ("identity;q=1, *;q=0", False), ("zstd", False)],
)
def test_content_codings(header: str, taken: bool) -> None:
    assert takes_gzip(header) is taken


@pytest.fixture(scope="module")
def counted(release_directory: Path) -> Iterator[httpx.Client]:
    with (
        serving(release_directory) as url,
        httpx.Client(base_url=url, headers={"Accept-Encoding": "identity"}) as client,
    ):
        yield client


def answered(client: httpx.Client) -> int:
    """Queries that the endpoint's processes have answered."""
    lines = client.get("/metrics").text.splitlines()
    wanted = 'renkei_queries_total{outcome="answered",pool="endpoint"}'
    return int(float(next(line for line in lines if line.startswith(wanted)).rpartition(" ")[2]))


def test_a_question_is_evaluated_once_however_it_is_asked(counted: httpx.Client) -> None:
    before = answered(counted)
    answers = [
        counted.get("/sparql", params={"query": LABELS}),
        counted.get("/sparql", params={"query": LABELS}),
        counted.get("/sparql", params={"query": f"# again\n{LABELS}  ", "timeout": "5"}),
        counted.post("/sparql", data={"query": LABELS}),
        counted.post("/sparql", content=LABELS.encode(), headers=DIRECT),
        counted.post("/sparql", content=LABELS.encode(), headers=DIRECT),
        counted.request("QUERY", "/sparql", content=LABELS.encode(), headers=DIRECT),
    ]
    assert answered(counted) == before + 1
    assert {answer.content for answer in answers} == {answers[0].content}
    date = ("date", answers[0].headers["date"])
    first = {*answers[0].headers.multi_items()} - {date}
    for answer in answers[1:]:
        assert {(name, value) for name, value in answer.headers.multi_items() if name != "date"} == first


def test_formats_and_graphs_are_other_questions(counted: httpx.Client) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    whole = counted.get("/sparql", params={"query": query}).text
    assert counted.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"}).text.startswith("n\r\n")
    assert counted.get("/sparql", params={"query": query, "default-graph-uri": GRAPH}).text != whole
    assert counted.get("/sparql", params={"query": query, "named-graph-uri": GRAPH}).text != whole
    assert counted.get("/sparql", params={"query": query}).text == whole


def test_what_differs_each_time_is_evaluated_each_time(counted: httpx.Client) -> None:
    query = "SELECT (STRUUID() AS ?u) {}"
    assert counted.get("/sparql", params={"query": query}).text != counted.get("/sparql", params={"query": query}).text


def test_errors_are_not_kept(counted: httpx.Client) -> None:
    before = counted.get("/sparql", params={"query": "SELECT ?s { ?s ?p }"})
    after = counted.get("/sparql", params={"query": "SELECT ?s { ?s ?p }"})
    assert before.status_code == after.status_code == 400
    assert after.headers["cache-control"] == "no-store"


def test_kept_answers_have_validators(counted: httpx.Client) -> None:
    first = counted.get("/sparql", params={"query": LABELS})
    same = {"If-None-Match": first.headers["etag"]}
    for _ in range(2):
        unchanged = counted.get("/sparql", params={"query": LABELS}, headers=same)
        assert unchanged.status_code == 304
        assert unchanged.headers["etag"] == first.headers["etag"]
        assert unchanged.headers["vary"] == first.headers["vary"]
        assert not unchanged.content
    dated = counted.get(
        "/sparql", params={"query": LABELS}, headers={"If-Modified-Since": first.headers["last-modified"]}
    )
    assert dated.status_code == 304
    other = counted.get("/sparql", params={"query": LABELS}, headers={"If-None-Match": '"other"'})
    assert other.status_code == 200
    head = counted.head("/sparql", params={"query": LABELS})
    assert (head.headers["content-length"], head.content) == (str(len(first.content)), b"")
    assert counted.post("/sparql", data={"query": LABELS}, headers=same).status_code == 200


def test_gzip_has_its_own_entity_tag(counted: httpx.Client) -> None:
    plain = counted.get("/sparql", params={"query": EVERYTHING})
    zipped = counted.get("/sparql", params={"query": EVERYTHING}, headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert zipped.headers["content-encoding"] == "gzip"
    assert zipped.content == plain.content
    assert int(zipped.headers["content-length"]) < len(plain.content) / 2
    assert zipped.headers["etag"] != plain.headers["etag"]
    tag = {"Accept-Encoding": "gzip", "If-None-Match": zipped.headers["etag"]}
    assert counted.get("/sparql", params={"query": EVERYTHING}, headers=tag).status_code == 304
    again = counted.get("/sparql", params={"query": EVERYTHING}, headers={"If-None-Match": zipped.headers["etag"]})
    assert again.status_code == 200


def test_short_answers_are_not_coded(counted: httpx.Client) -> None:
    answer = counted.get("/sparql", params={"query": "ASK {}"}, headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in answer.headers

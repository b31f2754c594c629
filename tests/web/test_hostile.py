"""What an unfriendly client can do to the server: nothing that others notice."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.web.conftest import serving
from tests.web.release_fixture import SLUG

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
DEADLINE_SECONDS = 2.0


@pytest.fixture(scope="module")
def hasty(release_directory: Path) -> Iterator[httpx.Client]:
    """A client of a server with a short deadline."""
    with (
        serving(release_directory, query_timeout=DEADLINE_SECONDS) as url,
        httpx.Client(base_url=url, timeout=30) as client,
    ):
        yield client


def ask(client: httpx.Client, query: str) -> httpx.Response:
    return client.post("/sparql", content=query.encode(), headers={"Content-Type": "application/sparql-query"})


def alive(client: httpx.Client) -> bool:
    return bool(ask(client, "ASK { ?s ?p ?o }").json()["boolean"])


@pytest.mark.parametrize("brackets", ["(" * 20_000, "{" * 20_000, "[" * 20_000, "!" * 20_000])
def test_twenty_thousand_brackets(hasty: httpx.Client, brackets: str) -> None:
    answer = ask(hasty, "SELECT * { FILTER(" + brackets)
    assert answer.status_code == 403
    assert "入れ子" in answer.json()["detail_ja"]
    assert alive(hasty)


def test_a_long_sum_kills_its_worker_only(hasty: httpx.Client) -> None:
    answer = ask(hasty, "ASK { FILTER(1" + "+1" * 9_900 + " > 0) }")
    assert answer.status_code == 503
    assert "more memory than allowed" in answer.json()["detail"]
    assert answer.json()["detail_ja"]
    assert ask(hasty, "ASK { FILTER(1" + "+1" * 40_000 + " > 0) }").status_code == 413
    assert alive(hasty)


def test_runaways_end_at_the_deadline_while_readers_read(hasty: httpx.Client) -> None:
    answers: list[tuple[int, str | None, float]] = []

    def run() -> None:
        started = time.perf_counter()
        answer = httpx.get(f"{hasty.base_url}/sparql", params={"query": RUNAWAY}, timeout=30)
        answers.append((answer.status_code, answer.headers.get("retry-after"), time.perf_counter() - started))

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    time.sleep(0.4)
    assert hasty.get(f"/doc/agreement/{SLUG}.ttl").status_code == 200
    assert hasty.get("/doc/municipality/990019.html").status_code == 200
    assert answers == [], "the readers waited for them"
    for thread in threads:
        thread.join()
    assert [(status, bool(retry)) for status, retry, _ in answers] == [(503, True), (503, True)]
    assert all(seconds < DEADLINE_SECONDS + 2 for *_, seconds in answers)
    assert alive(hasty)


def test_a_client_may_ask_for_less_time_but_not_for_more(hasty: httpx.Client) -> None:
    for asked, at_most in (("0.3", 1.5), ("3600", DEADLINE_SECONDS + 2)):
        started = time.perf_counter()
        answer = hasty.get("/sparql", params={"query": RUNAWAY, "timeout": asked})
        assert answer.status_code == 503
        assert time.perf_counter() - started < at_most


def test_a_client_that_leaves_frees_its_worker(release_directory: Path) -> None:
    with serving(release_directory, query_timeout=30) as url, httpx.Client(base_url=url, timeout=20) as client:
        for _ in range(4):
            with pytest.raises(httpx.ReadTimeout):
                client.get("/sparql", params={"query": RUNAWAY}, timeout=0.4)
        started = time.perf_counter()
        assert alive(client)
        assert time.perf_counter() - started < 10


def test_service_makes_no_connection(hasty: httpx.Client) -> None:
    answer = ask(hasty, f"SELECT * {{ SERVICE <{hasty.base_url}/sparql> {{ ?s ?p ?o }} }}")
    assert answer.status_code == 403
    assert "SERVICE" in answer.json()["detail"]


def test_markup_in_a_query_is_text(hasty: httpx.Client) -> None:
    query = "SELECT ?x { BIND('<script>alert(1)</script>' AS ?x) }"
    page = hasty.get("/sparql", params={"query": query}, headers={"Accept": "text/html"})
    assert "<script" not in page.text
    assert "&lt;script&gt;" in page.text


def test_an_iri_that_is_code_is_no_link(hasty: httpx.Client) -> None:
    query = "SELECT ?x { BIND(IRI('javascript:alert(1)') AS ?x) }"
    page = hasty.get("/sparql", params={"query": query}, headers={"Accept": "text/html"})
    assert 'href="javascript:' not in page.text

"""Bodies: nothing is unpacked, nothing is read without end, and tables of results are the W3C's to the byte."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from kg.web.sparql_request import MAX_BODY_BYTES
from tests.web.conftest import process_over

_DIRECT = {"Content-Type": "application/sparql-query"}


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """200 MB of blanks in 200 KB."""
    return gzip.compress(b" " * 200_000_000, compresslevel=9)


def test_bombs(release_directory: Path, bomb: bytes) -> None:
    with process_over(release_directory, stderr=None) as (process, url):
        before = _peak_kib(process.pid)
        for coding in ("gzip", "deflate", "br", "zstd", "gzip, gzip", "x-gzip", "GZIP"):
            for type_ in ("application/sparql-query", "application/x-www-form-urlencoded", "multipart/form-data"):
                headers = {"Content-Type": type_, "Content-Encoding": coding}
                answer = httpx.post(f"{url}/sparql", content=bomb, headers=headers)
                assert answer.status_code == 415
        assert _peak_kib(process.pid) - before < 50_000


def _peak_kib(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0])


def test_a_body_without_end_is_cut(client: httpx.Client) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        while sent < 50_000_000:
            yield b"#" * 10_000
            sent += 10_000

    with suppress(httpx.WriteError):  # it does not wait for the rest
        assert client.post("/sparql", content=endless(), headers=_DIRECT).status_code == 413
    assert sent < MAX_BODY_BYTES + 5_000_000
    assert client.get("/healthz").status_code == 200


def test_a_body_of_many_fields_is_read_in_no_time(client: httpx.Client) -> None:
    fields = "&".join(f"a{number}=" for number in range(100_000))
    answer = client.post("/sparql", content=fields, headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert answer.status_code in {400, 413}


def test_a_body_where_none_belongs_is_not_read(client: httpx.Client) -> None:
    assert client.request("GET", "/catalog", content=b"x" * 1_000_000).status_code == 200
    assert client.post("/catalog", content=b"x" * 100_000).status_code == 405


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "\t=1", '=HYPERLINK("http://x")'])
def test_csv_results_are_exact(client: httpx.Client, text: str) -> None:
    """SPARQL 1.1 Query Results CSV leave no room for an apostrophe before formulas; tables of releases have it."""
    quoted = text.replace("\t", "\\t").replace('"', '\\"')
    answer = client.get("/sparql", params={"query": f'SELECT ("{quoted}" AS ?x) {{}}'}, headers={"Accept": "text/csv"})
    cell = '"' + text.replace('"', '""') + '"' if '"' in text or "," in text else text
    assert answer.text == f"x\r\n{cell}\r\n"
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"

"""Requests per second of our server and of other engines, over the same generated graph, by wrk.

    python -m tests.benchmarks.serving --agreements 4200 --rdflib-python .venv-rdflib/bin/python    # 1M triples
    python -m tests.benchmarks.serving --agreements 42000 --store-memory-mb 8192 \\
        --engines renkei renkei-cached oxigraph virtuoso fuseki    # 10M

Needs wrk, nginx, and what the engines need (tests/engines). Prints requests per second and the 50th and 99th percentile
in milliseconds for each engine, query and number of connections. Isolation is on in our server; ``renkei`` keeps no
answers, ``renkei-cached`` does. A query about one agreement is also asked about another each time.
A file that nginx serves is measured beside them.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx

from tests.benchmarks.generated_graph import agreement
from tests.benchmarks.served_engines import engines, write_data
from tests.engines.server import running
from tests.running import free_port

QUERIES = {
    path.stem: path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent / "queries").glob("*.rq"))
}
_RESULTS, _GRAPH = "application/sparql-results+json", "application/n-triples"
_WARM_UPS = 3
_PATIENCE_SECONDS = 120
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}
_NGINX = """
user {user}; worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ }}
http {{ access_log off; keepalive_requests 1000000000; server {{ listen 127.0.0.1:{port}; root {folder}; }} }}
"""


#: The agreement that a query is about, in an address.
_NUMBER = "7"
_ONE = quote(agreement(int(_NUMBER)).value, safe="/")
#: A prime makes the numbers go round through all agreements in no order that a store could have.
_SCRIPT = """
local number = 0
request = function()
  number = (number + 7919) % {agreements}
  return wrk.format("GET", "{before}{one}" .. number .. "{after}")
end
"""


def is_graph(query: str) -> bool:
    """Whether a query of ours answers a graph."""
    return "CONSTRUCT" in query


def answer_size(url: str, query: str) -> int:
    """Solutions, or triples, of the answer to a query."""
    accept = _GRAPH if is_graph(query) else _RESULTS
    answer = httpx.get(url, params={"query": query}, headers={"Accept": accept}, timeout=_PATIENCE_SECONDS)
    answer.raise_for_status()
    if is_graph(query):
        return len(set(filter(None, answer.text.splitlines())))
    return len(answer.json()["results"]["bindings"])


@dataclass(frozen=True, slots=True)
class Figures:
    """Requests per second, p50 and p99 in milliseconds, answers that were refusals."""

    rate: float
    p50: float
    p99: float
    refused: int


def measure(address: str, accept: str, *, connections: int, seconds: int, script: str = "") -> Figures:
    """Ask one address, or those that a script of wrk makes of it, by so many connections for so long."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "60s", "--latency"]
    with tempfile.NamedTemporaryFile("w", suffix=".lua", encoding="utf-8") as file:
        file.write(script)
        file.flush()
        command += ["-s", file.name] if script else []
        command += ["-H", f"Accept: {accept}", address]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    rate = re.search(r"Requests/sec:\s*([\d.]+)", done.stdout)
    parts = [re.search(rf"{part}%\s+([\d.]+)(us|ms|s)", done.stdout) for part in (50, 99)]
    p50, p99 = (float(part[1]) * _UNITS[part[2]] if part else 0.0 for part in parts)
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", done.stdout)
    return Figures(float(rate[1]) if rate else 0.0, p50, p99, int(refused[1]) if refused else 0)


@contextmanager
def static_file(folder: Path, body: bytes) -> Iterator[str]:
    """A file served by nginx; its address."""
    port = free_port()
    (folder / "answer").write_bytes(body)
    (folder / "nginx.conf").write_text(_NGINX.format(folder=folder, port=port, user=getuser()), encoding="utf-8")
    address = f"http://127.0.0.1:{port}/answer"
    with running(["nginx", "-c", folder / "nginx.conf"], asked_at=address, folder=folder):
        yield address


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """What is measured: which queries, at which numbers of connections, for how many seconds each."""

    queries: Sequence[str]
    concurrency: Sequence[int]
    seconds: int

    def print_rows(self, engine: str, name: str, address: str, accept: str, *, script: str = "") -> None:
        """Measure one address, or those that a script makes of it, and print its rows."""
        for connections in self.concurrency:
            figures = measure(address, accept, connections=connections, seconds=self.seconds, script=script)
            _say(_row(engine, name, connections, figures))


def run(names: Sequence[str], agreements: int, cells: Cells, rdflib_python: str, store_memory_mb: int) -> None:
    """Measure and print: the engines side by side, query after query."""
    with tempfile.TemporaryDirectory() as scratch, ExitStack() as running_engines:
        folder = Path(scratch)
        data = write_data(folder / "data", agreements)
        _say(f"{data.count} triples, {cells.seconds} s a cell")
        _say("| engine | query | connections | requests/s | p50 ms | p99 ms | refused |\n|---|---|--:|--:|--:|--:|--:|")
        offered = engines(data, folder, rdflib_python, store_memory_mb=store_memory_mb)
        started = {name: running_engines.enter_context(offered[name]()) for name in names or offered}
        for name in cells.queries:
            query = QUERIES[name]
            sizes = {engine: _size(engine, url, name, query) for engine, url in started.items()}
            if len(set(sizes.values()) - {None}) > 1:
                _say(f"| answers differ | {name} | {sizes} |")
            accept = _GRAPH if is_graph(query) else _RESULTS
            for engine in (engine for engine, size in sizes.items() if size is not None):
                address = f"{started[engine]}?query={quote(query)}"
                for _ in range(_WARM_UPS):
                    httpx.get(address, headers={"Accept": accept}, timeout=_PATIENCE_SECONDS)
                cells.print_rows(engine, name, address, accept)
                if address.count(_ONE) == 1:
                    script = _others(address, agreements)
                    cells.print_rows(engine, f"{name}, each another", address, accept, script=script)
        (folder / "nginx").mkdir()
        with static_file(folder / "nginx", b"x" * 2000) as address:
            cells.print_rows("nginx", "a file", address, "*/*")


def _others(address: str, agreements: int) -> str:
    """A script by which each request is about another agreement than the one before."""
    before, after = urlsplit(address)._replace(scheme="", netloc="").geturl().split(_ONE)
    return _SCRIPT.format(agreements=agreements, before=before, after=after, one=_ONE.removesuffix(_NUMBER))


def _size(engine: str, url: str, name: str, query: str) -> int | None:
    try:
        return answer_size(url, query)
    except httpx.HTTPError as error:
        _say(f"| {engine} | {name} | no answer: {error} |")
        return None


def _row(engine: str, name: str, connections: int, figures: Figures) -> str:
    cells = f"{figures.rate:.0f} | {figures.p50:.2f} | {figures.p99:.2f} | {figures.refused}"
    return f"| {engine} | {name} | {connections} | {cells} |"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.serving")
    parser.add_argument("--agreements", type=int, default=4000)
    parser.add_argument("--engines", nargs="*", default=[])
    parser.add_argument("--concurrency", nargs="*", type=int, default=[1, 8, 32])
    parser.add_argument("--seconds", type=int, default=1)
    parser.add_argument("--rdflib-python", default="", help="a Python that has rdflib-endpoint")
    parser.add_argument("--store-memory-mb", type=int, default=1024, help="that setting of our server")
    parser.add_argument("--queries", nargs="*", choices=QUERIES, default=[*QUERIES])
    given = parser.parse_args()
    cells = Cells(queries=given.queries, concurrency=given.concurrency, seconds=given.seconds)
    run(given.engines, given.agreements, cells, given.rdflib_python, given.store_memory_mb)


if __name__ == "__main__":
    main()

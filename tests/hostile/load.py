"""One run: a server over a release, hostile clients, a plain reader beside them, and the memory of it all."""

from __future__ import annotations

import http.client
import json
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from urllib.parse import quote

from pyoxigraph import NamedNode, Store

from kg.settings import Settings
from kg.store.limits import Limits
from tests.running import RENKEI, free_port
from tests.web.conftest import await_started

HOSTILE_CLIENTS = 20
_LOOK_UPS_PER_SECOND = 20
_READER = "127.0.0.2"
_BETWEEN_SAMPLES_SECONDS = 0.5
#: The server's own process, the nurseries and the processes for pages, which run no query of a stranger.
_MEMORY_BESIDE_ENDPOINT_MB = 768


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run gave: seconds of each look-up, sorted; how many were not answered; outcomes; MiB."""

    look_ups: tuple[float, ...]
    failed: tuple[str, ...]
    outcomes: dict[str, dict[str, int]]
    peak_memory_mb: float
    memory_cap_mb: float

    def percentile(self, part: float) -> float:
        """Seconds that this part of the look-ups stayed within."""
        return self.look_ups[min(len(self.look_ups) - 1, int(part * len(self.look_ups)))]


def memory_cap_mb() -> int:
    """What the settings promise: every process of the endpoint at its cap, and the rest."""
    kinds = replace(Limits.of(Settings()), first_slice=1.0).kinds
    return sum(kind.memory_mb * count for kind, count in kinds.items()) + _MEMORY_BESIDE_ENDPOINT_MB


def run_load(release: Path, *, seconds: float, hostile_clients: int = HOSTILE_CLIENTS, seed: int = 1) -> Report:
    """Serve a release and let everybody ask for so many seconds."""
    facts = facts_of(release)
    Random(seed).shuffle(facts)  # noqa: S311 -- repeatable
    with serving(release) as (server, port):
        memory = MemorySampler(server.pid)
        command = [sys.executable, "-m", "tests.hostile.behaviour", str(port), str(hostile_clients), str(seconds)]
        with subprocess.Popen([*command, str(seed)], stdout=subprocess.PIPE) as hostile, memory:
            taken, failed = look_up(port, facts, seconds=seconds)
            outcomes = json.loads(hostile.communicate()[0])
    return Report(
        look_ups=tuple(sorted(taken)),
        failed=tuple(failed),
        outcomes=outcomes,
        peak_memory_mb=memory.peak_mb,
        memory_cap_mb=memory_cap_mb(),
    )


@contextmanager
def serving(release: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """``renkei serve`` with its default settings, and its port."""
    port = free_port()
    command = [str(RENKEI), "serve", "--release", str(release), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            await_started(process, f"http://127.0.0.1:{port}")
            yield process, port
        finally:
            process.terminate()
            process.wait(timeout=20)


def facts_of(release: Path) -> list[tuple[str, str]]:
    """Subject and predicate of what can be looked up of the things that the publisher names."""
    store = Store.read_only(str(release.resolve() / "store"))
    quads = store.quads_for_pattern(None, None, None, None)
    named = ((quad.subject.value, quad.predicate.value) for quad in quads if isinstance(quad.subject, NamedNode))
    return sorted({(subject, predicate) for subject, predicate in named if "/id/" in subject})


def look_up(port: int, facts: list[tuple[str, str]], *, seconds: float) -> tuple[list[float], list[str]]:
    """Look one fact after the other up, each over a new connection, at a steady pace.

    What a look-up takes counts from when it was due, so one that keeps the reader waiting shows in those behind it.
    """
    taken: list[float] = []
    failed: list[str] = []
    started = time.perf_counter()
    for number, (subject, predicate) in enumerate(facts):
        due = started + number / _LOOK_UPS_PER_SECOND
        if due - started > seconds:
            break
        time.sleep(max(0.0, due - time.perf_counter()))
        query = f"SELECT ?o {{ <{subject}> <{predicate}> ?o }} LIMIT 100"
        status, rows = _ask(port, query)
        taken.append(time.perf_counter() - due)
        if status != 200 or not rows:
            failed.append(f"{status} {query}")
    return taken, failed


def _ask(port: int, query: str) -> tuple[int, int]:
    """Status and number of rows of the answer to a query."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30, source_address=(_READER, 0))
    try:
        connection.request("GET", f"/sparql?query={quote(query)}", headers={"Accept": "application/json"})
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    return answer.status, len(json.loads(body)["results"]["bindings"]) if answer.status == 200 else 0


class MemorySampler(threading.Thread):
    """Watches the memory of a process and all below it while it is entered: their resident sets, summed.

    What they share counts once for each, so the sum is an upper bound. Finding out what they share takes a lock on
    their memory, and would keep them waiting.
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._done = threading.Event()
        self.peak_mb = 0.0

    def __enter__(self) -> MemorySampler:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self.join()

    def run(self) -> None:
        while not self._done.wait(_BETWEEN_SAMPLES_SECONDS):
            self.peak_mb = max(self.peak_mb, sum(map(_resident_bytes, _family(self._pid))) / 2**20)


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:  # it has just ended
        return []
    return [pid, *(member for child in children for member in _family(int(child)))]


def _resident_bytes(pid: int) -> int:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except OSError:  # it has just ended
        return 0
    return pages * resource.getpagesize()

"""A new release is served without a restart: no answer is dropped, mixed or of a release that its header denies."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.running import PATIENCE_SECONDS, wait_until
from tests.web.conftest import process_over, serving
from tests.web.processes import workers_of
from tests.web.release_fixture import SLUG, write_release

_MARK = re.compile(r"\bmark-[a-z]\b")
_RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
#: More than the connection between the two holds, so that its end waits for the client.
_ROWS = 150_000
_LONG = f"SELECT ?a ?b ?c {{ ?a ?p ?b . ?d ?e ?c . ?f ?g ?h }} LIMIT {_ROWS}"
_ALL_MARKS = "SELECT DISTINCT ?mark { GRAPH ?g { ?g <http://www.w3.org/2000/01/rdf-schema#comment> ?mark } }"
#: Answers of every kind: of the endpoint, of stored queries, of the document cache, of files.
ASKED = (
    f"/sparql?{httpx.QueryParams(query=_ALL_MARKS)}",
    f"/doc/agreement/{SLUG}.ttl",
    f"/doc/agreement/{SLUG}.jsonld",
    "/doc/registry.nt",
    "/download/renkei.nq",
    "/catalog.ttl",
    f"/graph-store?graph=https%3A%2F%2Fexample.jp%2Fdoc%2Fagreement%2F{SLUG}",
    "/readyz",
)


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("releases")
    for mark in ("mark-a", "mark-b"):
        write_release(folder / mark, marked=mark)
    return folder


@pytest.fixture
def current(releases: Path, tmp_path: Path) -> Path:
    """A pointer to the first release, in a folder of its own."""
    link = tmp_path / "current"
    link.symlink_to(releases / "mark-a")
    return link


def point(link: Path, target: Path) -> None:
    """Make the pointer lead elsewhere in one step, as a build does."""
    new = link.with_name(".new")
    new.symlink_to(target)
    new.replace(link)


def await_release(url: str, wanted: str) -> None:
    wait_until(lambda: httpx.get(f"{url}/healthz").headers["renkei-release"] == wanted, f"{wanted} is served")


def metric(url: str, name: str) -> float:
    """The value of a series without labels."""
    lines = dict(line.rsplit(" ", 1) for line in httpx.get(f"{url}/metrics").text.splitlines() if line[0] != "#")
    return float(lines[name])


def test_a_switch_under_load(releases: Path, current: Path) -> None:
    failures: list[str] = []
    seen: Counter[str] = Counter()
    over = threading.Event()

    def ask(url: str, first: int) -> None:
        with httpx.Client(base_url=url) as client:
            for number in range(first, 1_000_000):
                if over.is_set():
                    return
                answer = client.get(ASKED[number % len(ASKED)])
                release = answer.headers["renkei-release"]
                marks = set(_MARK.findall(answer.text))
                if answer.status_code != 200 or marks != {release}:
                    failures.append(f"{answer.url}: {answer.status_code}, {marks}, said to be {release}")
                seen[release] += 1

    def await_more() -> None:
        wanted = seen.total() + 50
        wait_until(lambda: seen.total() >= wanted or failures, "more are answered")

    with serving(current, release_poll_seconds=0.1) as url:
        threads = [threading.Thread(target=ask, args=(url, number)) for number in range(6)]
        for thread in threads:
            thread.start()
        for mark in ("mark-b", "mark-a", "mark-b"):
            await_more()
            point(current, releases / mark)
            await_release(url, mark)
        await_more()
        over.set()
        for thread in threads:
            thread.join()
        assert metric(url, "renkei_release_switches_total") == 3
        assert metric(url, "renkei_releases_open") == 1
    assert failures == []
    assert min(seen["mark-a"], seen["mark-b"]) >= 10


def test_a_long_query_is_answered_by_the_release_it_began_with(releases: Path, current: Path) -> None:
    """Its answer is taken only once the release is another: nothing here depends on how long anything takes."""
    with process_over(current, release_poll_seconds=0.1, query_timeout=1000) as (process, url):
        workers = len(workers_of(process))
        asked, headers = {"query": _LONG}, {"Accept": "text/csv", "Accept-Encoding": "identity"}
        with httpx.stream("GET", f"{url}/sparql", params=asked, headers=headers) as answer:
            pieces = answer.iter_raw()
            got = next(pieces)
            assert metric(url, "renkei_http_requests_running") == 2
            point(current, releases / "mark-b")
            await_release(url, "mark-b")
            assert metric(url, "renkei_releases_open") == 2
            _await(lambda: len(workers_of(process)) == 2 * workers)
            got += b"".join(pieces)
        assert answer.headers["renkei-release"] == "mark-a"
        assert got.count(b"\r\n") == _ROWS + 1
        _await(lambda: len(workers_of(process)) == workers)
        assert metric(url, "renkei_releases_open") == 1


def test_a_download_outlives_its_release(releases: Path, current: Path, tmp_path: Path) -> None:
    """A file that is being read when its release is replaced, and even removed, is read to its end."""
    first = shutil.copytree(releases / "mark-a", tmp_path / "first")
    big = os.urandom(30_000_000)
    _add_file(first, "big.bin", big)
    point(current, first)
    with serving(current, release_poll_seconds=0.1) as url:
        with httpx.stream("GET", f"{url}/download/big.bin") as answer:
            read = answer.iter_bytes()
            got = next(read)
            point(current, releases / "mark-b")
            await_release(url, "mark-b")
            assert metric(url, "renkei_releases_open") == 2
            shutil.rmtree(first)
            got += b"".join(read)
        assert got == big
        assert answer.headers["renkei-release"] == "mark-a"
        _await(lambda: metric(url, "renkei_releases_open") == 1)


def _add_file(release: Path, name: str, data: bytes) -> None:
    (release / name).write_bytes(data)
    manifest = json.loads((release / "manifest.json").read_text(encoding="utf-8"))
    sha256 = hashlib.sha256(data).hexdigest()
    manifest["files"].append(
        {"path": name, "bytes": len(data), "sha256": sha256, "media_type": "application/octet-stream"}
    )
    (release / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def _spoil_manifest(release: Path) -> None:
    (release / "manifest.json").write_text("{}", encoding="utf-8")


def _remove_manifest(release: Path) -> None:
    (release / "manifest.json").unlink()


def _remove_file(release: Path) -> None:
    (release / "catalog.ttl").unlink()


def _cut_file(release: Path) -> None:
    os.truncate(release / "renkei.nq", 100)


def _change_byte(release: Path) -> None:
    data = bytearray((release / "renkei.nt").read_bytes())
    data[len(data) // 2] ^= 1
    (release / "renkei.nt").write_bytes(data)


def _remove_store(release: Path) -> None:
    shutil.rmtree(release / "store")


def _cut_store(release: Path) -> None:
    for table in (release / "store").glob("*.sst"):
        os.truncate(table, table.stat().st_size // 2)


DAMAGES = (_spoil_manifest, _remove_manifest, _remove_file, _cut_file, _change_byte, _remove_store, _cut_store)


def test_a_damaged_release_is_refused_and_the_old_one_kept(releases: Path, current: Path, tmp_path: Path) -> None:
    with process_over(current, release_poll_seconds=0.1, log_format="json") as (process, url):
        workers = workers_of(process)
        for number, damage in enumerate(DAMAGES, 1):
            damaged = shutil.copytree(releases / "mark-b", tmp_path / damage.__name__)
            damage(damaged)
            point(current, damaged)
            _await_refused(url, number)
            ready = httpx.get(f"{url}/readyz")
            assert (ready.status_code, ready.json()["release"]) == (200, "mark-a")
            assert str(damaged) in ready.json()["refused"]["reason"]
            assert str(damaged) in ready.json()["refused"]["reason_ja"]
            assert metric(url, "renkei_release_refused") == 1
            assert "mark-a" in httpx.get(f"{url}/doc/agreement/{SLUG}.nt").text
            _await(lambda: workers_of(process) == workers)
        point(current, releases / "mark-b")
        await_release(url, "mark-b")
        assert httpx.get(f"{url}/readyz").json()["refused"] is None
        process.terminate()
        assert process.wait(timeout=PATIENCE_SECONDS) == 0
        assert process.stderr is not None
        said = [json.loads(line) for line in process.stderr.read().decode().splitlines()]
    events = Counter(one["event"] for one in said)
    assert events == {"release-refused": len(DAMAGES), "release-switched": 1}
    assert all(one["message"] and one["ja"] for one in said)


def test_a_signal_makes_it_look(releases: Path, current: Path) -> None:
    """And a release is in use, for those who remove old ones, exactly while it is served."""
    with process_over(current, release_poll_seconds=0) as (process, url):
        assert [_is_in_use(releases / mark) for mark in ("mark-a", "mark-b")] == [True, False]
        point(current, releases / "mark-b")
        time.sleep(0.5)
        assert httpx.get(f"{url}/healthz").headers["renkei-release"] == "mark-a"
        process.send_signal(signal.SIGHUP)
        await_release(url, "mark-b")
        _await(lambda: [_is_in_use(releases / mark) for mark in ("mark-a", "mark-b")] == [False, True])
    assert not _is_in_use(releases / "mark-b")


def test_a_folder_that_is_exchanged_is_noticed(releases: Path, tmp_path: Path) -> None:
    """Where the pointer is no link, as in a mounted volume."""
    folder = shutil.copytree(releases / "mark-a", tmp_path / "release")
    with serving(folder, release_poll_seconds=0.1) as url:
        shutil.copytree(releases / "mark-b", tmp_path / "new")
        folder.rename(tmp_path / "old")
        (tmp_path / "new").rename(folder)
        await_release(url, "mark-b")
        assert "mark-b" in httpx.get(f"{url}/doc/agreement/{SLUG}.nt").text


def _is_in_use(release: Path) -> bool:
    """Whether its lock cannot be had, as the system's flock says."""
    return subprocess.run(["flock", "--exclusive", "--nonblock", release, "true"], check=False).returncode != 0


def _await_refused(url: str, number: int) -> None:
    _await(lambda: metric(url, "renkei_releases_refused_total") == number)


def _await(holds: Callable[[], bool]) -> None:
    wait_until(holds, "what the server has come to")

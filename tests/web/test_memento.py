"""Memento (RFC 7089) over three releases, by curl as client of the protocol, and by what a page shows."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import httpx
import pytest

from kg.live_times import LIVE_TIMES
from tests.web.conftest import process_over, serving
from tests.web.processes import children_of
from tests.web.release_fixture import BASE, SLUG, write_release

pytestmark = pytest.mark.curl
_DOCUMENT = f"doc/agreement/{SLUG}"
#: Seconds since 1970 at which each release was published.
_PUBLISHED = {"mark-a": 1_600_000_000, "mark-b": 1_650_000_000, "mark-c": 1_700_000_000}


def _date(seconds: int) -> str:
    return format_datetime(datetime.fromtimestamp(seconds, UTC), usegmt=True)


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three releases; the pointer leads to the last."""
    out = tmp_path_factory.mktemp("build")
    for mark, seconds in _PUBLISHED.items():
        folder = write_release(out / "releases" / mark, marked=mark)
        os.utime(folder / "manifest.json", (seconds, seconds))
    (out / "releases" / ".removing-mark-0").mkdir()
    (out / "current").symlink_to(Path("releases") / "mark-c")
    os.utime(out / "current", (_PUBLISHED["mark-c"],) * 2, follow_symlinks=False)
    return out


@pytest.fixture(scope="module")
def url(releases: Path) -> Iterator[str]:
    with serving(releases / "current") as url:
        yield url


def _curl(address: str, *options: str) -> tuple[str, httpx.Headers, str]:
    """Status, headers and body of what curl gets in the end."""
    done = subprocess.run(
        ["curl", "--silent", "--show-error", "--include", *options, address], capture_output=True, text=True, check=True
    )
    head, body = _split(done.stdout)
    status, *lines = head.splitlines()
    named = [line.partition(": ") for line in lines]
    return status.split()[1], httpx.Headers([(name, value) for name, _, value in named]), body


def _split(answer: str) -> tuple[str, str]:
    """The last head and body of answers that follow one another."""
    head, body = answer, ""
    while answer.startswith("HTTP/"):
        head, _, answer = answer.replace("\r\n", "\n").partition("\n\n")
        body = answer
    return head, body


def _relations(link: str) -> dict[str, str]:
    """Target by relation."""
    return {
        name: target
        for target, names in re.findall(r'<([^>]*)>; ?rel="([^"]*)"', link)
        for name in [*names.split(), names]
        if name != "memento"
    }


@pytest.mark.parametrize(
    ("asked", "release"),
    [
        (0, "mark-a"),
        (_PUBLISHED["mark-a"], "mark-a"),
        (_PUBLISHED["mark-b"] - 1, "mark-a"),
        (_PUBLISHED["mark-b"], "mark-b"),
        (_PUBLISHED["mark-c"] - 1, "mark-b"),
        (_PUBLISHED["mark-c"] + 10**8, "mark-c"),
    ],
)
def test_a_date_leads_to_the_state_of_that_date(url: str, asked: int, release: str) -> None:
    status, headers, _ = _curl(f"{url}/timegate/{_DOCUMENT}", "--header", f"Accept-Datetime: {_date(asked)}")
    assert (status, headers["vary"]) == ("302", "Accept-Datetime")
    assert headers["location"] == f"../../../memento/{release}/{_DOCUMENT}"
    assert {"original", "timemap", "first", "last"} <= _relations(headers["link"]).keys()
    assert "memento-datetime" not in headers
    status, headers, body = _curl(
        f"{url}/timegate/{_DOCUMENT}.nt", "--location", "--header", f"Accept-Datetime: {_date(asked)}"
    )
    assert (status, headers["memento-datetime"]) == ("200", _date(_PUBLISHED[release]))
    assert headers["renkei-release"] == release
    assert set(re.findall(r"mark-[a-c]", body)) == {release}


def test_without_a_date_the_last_state_is_answered(url: str) -> None:
    _, headers, _ = _curl(f"{url}/timegate/{BASE}{_DOCUMENT}")
    assert headers["location"].endswith(f"/memento/mark-c/{_DOCUMENT}")


def test_a_bad_date_is_refused(url: str) -> None:
    for date in ("yesterday", "2022-01-12", "Thu, 26 Nov 2026 09:00:00 JST"):
        status, _, body = _curl(f"{url}/timegate/{_DOCUMENT}", "--header", f"Accept-Datetime: {date}")
        assert status == "400"
        assert "Accept-Datetime" in body


def test_the_links_of_a_memento(url: str) -> None:
    _, headers, _ = _curl(f"{url}/memento/mark-b/{_DOCUMENT}", "--header", "Accept: text/turtle")
    found, up = _relations(headers["link"]), "../../../../"
    assert {name: found[name] for name in ("original", "timegate", "timemap", "first", "last", "prev", "next")} == {
        "original": up + _DOCUMENT,
        "timegate": f"{up}timegate/{_DOCUMENT}",
        "timemap": f"{up}timemap/{_DOCUMENT}",
        "first": f"{up}memento/mark-a/{_DOCUMENT}",
        "prev": f"{up}memento/mark-a/{_DOCUMENT}",
        "last": f"{up}memento/mark-c/{_DOCUMENT}",
        "next": f"{up}memento/mark-c/{_DOCUMENT}",
    }
    assert headers["content-location"] == f"{up}memento/mark-b/{_DOCUMENT}.ttl"
    _, headers, _ = _curl(f"{url}/{_DOCUMENT}", "--header", "Accept: text/turtle")
    assert _relations(headers["link"])["timegate"] == f"../../timegate/{_DOCUMENT}"
    assert "original" not in _relations(headers["link"])


def test_the_list_of_all_states(url: str) -> None:
    _, headers, body = _curl(f"{url}/timemap/{_DOCUMENT}")
    assert headers["content-type"] == "application/link-format"
    lines = body.strip().split(",\n")
    assert lines[0] == f'<{BASE}{_DOCUMENT}>; rel="original"'
    assert f'from="{_date(_PUBLISHED["mark-a"])}"; until="{_date(_PUBLISHED["mark-c"])}"' in lines[1]
    for line, (mark, seconds), names in zip(
        lines[3:], _PUBLISHED.items(), ("first memento", "memento", "last memento"), strict=True
    ):
        assert line == f'<{BASE}memento/{mark}/{_DOCUMENT}>; rel="{names}"; datetime="{_date(seconds)}"'
    listed = httpx.get(f"{url}/timemap/{_DOCUMENT}", headers={"Accept": "application/json"}).json()
    assert [each["uri"] for each in listed["mementos"]["list"]] == [
        f"{BASE}memento/{mark}/{_DOCUMENT}" for mark in _PUBLISHED
    ]


def test_what_is_in_no_release_or_no_longer_kept(url: str) -> None:
    for path in ("timegate/doc/municipality/000000", "timemap/catalog", f"memento/none/{_DOCUMENT}"):
        assert _curl(f"{url}/{path}")[0] == "404", path
    assert _curl(f"{url}/memento/mark-a/doc/municipality/000000")[0] == "404"
    assert _curl(f"{url}/timegate/doc/a%20b%3C")[0] == "404"
    assert _curl(f"{url}/memento/before/{_DOCUMENT}")[0] == "410"


def test_what_was_withdrawn_says_why_and_what_replaces_it(url: str) -> None:
    status, _, body = _curl(f"{url}/id/agreement/990019-990043-20190401")
    assert status == "410"
    assert "withdrawn on 2026-11-26: the original was wrong; replaced by" in body
    assert "原本の誤り" in body
    assert "was published until release before" in _curl(f"{url}/doc/agreement/990019-990035-20180401.ttl")[2]


@pytest.mark.parametrize("path", ["doc/municipality/990019", "doc/registry", f"{_DOCUMENT}/source.txt"])
def test_other_documents_have_states_too(url: str, path: str) -> None:
    answer = httpx.get(f"{url}/memento/mark-a/{path}")
    assert (answer.status_code, answer.headers["memento-datetime"]) == (200, _date(_PUBLISHED["mark-a"]))


def test_pages_lead_on_within_the_past(url: str) -> None:
    page = httpx.get(f"{url}/memento/mark-a/{_DOCUMENT}?lang=en", headers={"Accept": "text/html"})
    assert "This is a page of a former release." in page.text
    assert f'href="../../../../{_DOCUMENT}"' in page.text
    assert 'href="../../../../memento/mark-a/doc/municipality/990019' in page.text


def test_few_former_releases_are_open_at_once(tmp_path: Path) -> None:
    """Of four former releases that are asked for two are open in the end, each with processes of its own."""
    for number in range(5):
        folder = write_release(tmp_path / f"m{number}", marked=f"m{number}")
        os.utime(folder / "manifest.json", (number + 1,) * 2)
    (tmp_path / "current").symlink_to("m4")
    with process_over(tmp_path / "current", stderr=None) as (process, url):
        counts = [len(children_of(process.pid))]
        for number in range(4):
            answer = httpx.get(f"{url}/memento/m{number}/{_DOCUMENT}.nt")
            assert (answer.status_code, f"m{number}" in answer.text) == (200, True)
            counts.append(len(children_of(process.pid)))
    assert counts[0] < counts[1] < counts[2] == counts[3] == counts[4]


def test_a_release_that_was_live_twice_has_both_times(tmp_path: Path) -> None:
    """What went live as A, B, A: three states, each at an address of its own that keeps its time."""
    for mark in ("mark-a", "mark-b"):
        write_release(tmp_path / "releases" / mark, marked=mark)
    (tmp_path / "current").symlink_to(Path("releases") / "mark-a")
    times = {"mark-a": 1_600_000_000, "mark-b": 1_650_000_000, "mark-a.2": 1_700_000_000}
    rows = [f"{datetime.fromtimestamp(at, UTC):%Y-%m-%dT%H:%M:%SZ},{name[:6]}" for name, at in times.items()]
    (tmp_path / "releases" / LIVE_TIMES).write_text("\n".join(["live_from,release", *rows]) + "\n", encoding="ascii")
    with serving(tmp_path / "current") as url:
        listed = httpx.get(f"{url}/timemap/{_DOCUMENT}", headers={"Accept": "application/json"}).json()
        assert [(each["uri"], each["datetime"]) for each in listed["mementos"]["list"]] == [
            (f"{BASE}memento/{name}/{_DOCUMENT}", datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
            for name, at in times.items()
        ]
        for name, at in times.items():
            answer = httpx.get(f"{url}/memento/{name}/{_DOCUMENT}.nt")
            assert (answer.headers["memento-datetime"], answer.headers["renkei-release"]) == (_date(at), name[:6])
            assert set(re.findall(r"mark-[ab]", answer.text)) == {name[:6]}
            asked = httpx.get(f"{url}/timegate/{_DOCUMENT}", headers={"Accept-Datetime": _date(at)})
            assert asked.headers["location"].endswith(f"/memento/{name}/{_DOCUMENT}")
        assert httpx.get(f"{url}/memento/mark-a.3/{_DOCUMENT}").status_code == 404

"""The Atom feed of changes: RFC 4287, and archives after RFC 5005."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import httpx
import pytest

from kg.publication import changes
from tests.publication.test_changes import release
from tests.web.conftest import serving
from tests.web.release_fixture import write_release

ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
HOSTILE = "乙</title><script>alert(1)</script>&amp;]]>"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Five releases: of an agreement whose words change each time, then without it; pages of two changes."""
    folder = tmp_path_factory.mktemp("feed")
    before: Path | None = None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(changes, "PAGE_CHANGES", 2)
        for number in range(4):
            words = HOSTILE if number == 3 else f"第{number}版"
            directory = release(folder, f"r{number}", f"202{number}-01-01T00:00:00Z", {"a": words, "b": "乙"})
            changes.record_changes(directory, before=before)
            before = directory
        last = write_release(folder / "last", before=before)
    with serving(last) as served:
        yield served


def feed_at(address: str) -> ET.Element:
    """The feed at an address, which has everything that RFC 4287 wants (sections 3.2, 3.3, 4.1)."""
    answer = httpx.get(address)
    assert answer.headers["content-type"] == "application/atom+xml"
    root = ET.fromstring(answer.content)  # noqa: S314 -- our own
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (found,) = element.findall(f"{ATOM}{name}")
            assert found.text
            if name == "updated":
                assert datetime.fromisoformat(found.text).tzinfo
        assert re.match("https?://", element.findtext(f"{ATOM}id") or "")
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    assert len(root.findall(f"{ATOM}link[@rel='self']")) == 1
    alternates = [(link.get("type"), link.get("hreflang")) for link in root.findall(f"{ATOM}link[@rel='alternate']")]
    assert len(alternates) == len(set(alternates))
    for entry in root.iter(f"{ATOM}entry"):
        assert len(entry.findall(f"{ATOM}link[@rel='alternate']")) == 1
        assert entry.findtext(f"{ATOM}summary")
    return root


def link(feed: ET.Element, relation: str, url: str) -> str | None:
    """Where a relation leads, on the server that the test runs."""
    found = feed.find(f"{ATOM}link[@rel='{relation}']")
    return None if found is None else (found.get("href") or "").replace("https://example.jp", url)


def ids(feed: ET.Element) -> list[str]:
    return [entry.findtext(f"{ATOM}id") or "" for entry in feed.iter(f"{ATOM}entry")]


def test_the_feed_and_its_archives_have_every_change_once(url: str) -> None:
    newest = feed_at(f"{url}/feed.atom")
    updated = [entry.findtext(f"{ATOM}updated") or "" for entry in newest.iter(f"{ATOM}entry")]
    assert updated == sorted(updated, reverse=True)
    kinds = [entry.find(f"{ATOM}category") for entry in newest.iter(f"{ATOM}entry")]
    assert [kind.get("term") for kind in kinds if kind is not None].count("Update") == 3
    archived, address = [], link(newest, "prev-archive", url)
    while address:
        archive = feed_at(address)
        assert archive.find(f"{HISTORY}archive") is not None
        assert "immutable" in httpx.get(address).headers["cache-control"]
        assert link(archive, "current", url) == f"{url}/feed.atom"
        archived += ids(archive)
        address = link(archive, "prev-archive", url)
    assert len(archived) == len(set(archived))
    assert set(archived) < set(ids(newest))
    assert "immutable" not in httpx.get(f"{url}/feed.atom").headers["cache-control"]


def test_a_title_cannot_break_out(url: str) -> None:
    titles = [title.text or "" for title in feed_at(f"{url}/feed.atom").iter(f"{ATOM}title")]
    assert any("</title><script>alert(1)</script>&amp;" in title for title in titles)


def test_feeds_of_an_agreement_and_of_a_release_are_complete(url: str) -> None:
    one = feed_at(f"{url}/feed.atom?agreement=a")
    assert one.find(f"{HISTORY}complete") is not None
    assert len(ids(one)) == 5
    assert len(ids(feed_at(f"{url}/feed.atom?release=r0"))) == 2
    for wrong, status in (("agreement=none", 404), ("archive=none", 404), ("agreement=a&release=r0", 400)):
        assert httpx.get(f"{url}/feed.atom?{wrong}").status_code == status


def test_the_feed_speaks_english_too(url: str) -> None:
    titles = [title.text or "" for title in feed_at(f"{url}/feed.atom?lang=en").iter(f"{ATOM}title")]
    assert titles[0] == "New, changed and withdrawn agreements"
    assert any(title.startswith("No longer published: ") for title in titles)

"""A person's way through the pages, in a real Chromium: portal, agreement, the words in the source."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from kg.bundled import bundled
from tests.running import renkei_server
from tests.system_needs import chromium_path

pytestmark = pytest.mark.browser

PICTURE = bundled("docs", "images", "portal.png")
AGREEMENT = bundled("data", "agreements", "asahikawa-biei.txt")
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="module")
def portal(real_release: Path) -> Iterator[str]:
    with renkei_server(real_release) as url:
        yield url


@pytest.fixture
def page(portal: str) -> Iterator[Page]:
    """A page that may talk to the portal only; what else it asks for, every script error and all that the browser
    complains of, which includes the content security policy, fails the test.
    """
    faults: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(_ARGUMENTS))
        context = browser.new_context(locale="ja-JP", viewport={"width": 1280, "height": 900})
        opened = context.new_page()
        opened.on(
            "request", lambda sent: faults.append(sent.url) if not sent.url.startswith((portal, "data:")) else None
        )
        opened.on("pageerror", lambda error: faults.append(str(error)))
        opened.on("console", lambda said: faults.append(said.text) if said.type in {"error", "warning"} else None)
        yield opened
        browser.close()
    assert faults == []


def follow(page: Page, name: str) -> None:
    """Click the first link of that name and wait for what is behind it: a click returns before the old page is gone."""
    with page.expect_event("load"):
        page.get_by_role("link", name=name).first.click()


def test_from_the_portal_to_the_words_of_the_source(page: Page, portal: str, tmp_path: Path) -> None:
    page.goto(portal)
    taken = page.screenshot(path=tmp_path / "portal.png")
    follow(page, "旭川市・美瑛町")
    assert "連携中枢都市圏形成に係る連携協約" in page.locator("h1").inner_text()
    follow(page, "原文")
    marked = page.locator("mark")
    assert marked.count() > 0
    source = AGREEMENT.read_text(encoding="utf-8")
    assert all(words.strip() and words in source for words in marked.all_text_contents())
    if os.environ.get("RENKEI_APPROVE"):
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        PICTURE.write_bytes(taken)


#: The JSON-LD of a page as the browser has it, by type.
_EMBEDDED = """() => [...document.querySelectorAll('script[type="application/ld+json"]')]
    .map(block => JSON.parse(block.textContent)["@type"])"""


def test_blocks_for_search_engines_pass_the_policy(page: Page, portal: str) -> None:
    """Chromium reads them as data: the policy bars code inside of pages, and it reports nothing."""
    page.goto(f"{portal}/catalog")
    assert page.evaluate(_EMBEDDED) == ["DataCatalog"]
    page.goto(portal)
    follow(page, "旭川市・美瑛町")
    assert page.evaluate(_EMBEDDED) == [["Legislation", "eli:LegalResource"]]
    page.goto(f"{portal}/doc/dataset/renkei-tables")
    assert page.evaluate(_EMBEDDED) == ["Dataset", "sc:Dataset"]


def test_readme_shows_the_picture() -> None:
    assert re.search(r"!\[[^\]]*\]\(docs/images/portal\.png\)", bundled("README.md").read_text(encoding="utf-8"))
    assert PICTURE.read_bytes().startswith(b"\x89PNG")

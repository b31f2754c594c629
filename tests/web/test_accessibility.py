"""Pages for all readers: languages are marked, headings do not jump, links that sound alike say what they belong to."""

from __future__ import annotations

import re
from itertools import pairwise

import httpx
import pytest
from lxml import html

from tests.web.release_fixture import SLUG
from tests.web.test_pages import DOCUMENT, PAGES, tree_of

JAPANESE = re.compile(r"[ぁ-ヿ一-鿿]")
#: What has no English name.
ONLY_JAPANESE = ("/search", "/doc/law/", f"{DOCUMENT}/initiative")
EVIDENCE = f"{DOCUMENT}/evidence/signedOn"


@pytest.mark.parametrize("path", [*PAGES, EVIDENCE, "/doc/municipality/990019/geometry"])
def test_japanese_on_english_pages_is_marked(browser: httpx.Client, path: str) -> None:
    tree = tree_of(browser.get(path, headers={"Accept-Language": "en"}))
    for text in tree.xpath("//body//text()[normalize-space()]"):
        element = text.getparent() if text.is_text else text.getparent().getparent()
        if JAPANESE.search(text) and element.tag not in {"code", "pre", "textarea"}:
            assert element.xpath("ancestor-or-self::*[@lang][1]/@lang") == ["ja"], (path, text)
    assert not JAPANESE.search(tree.xpath("//title")[0].text) or path.startswith(ONLY_JAPANESE)


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_headings_do_not_jump(browser: httpx.Client, path: str, lang: str) -> None:
    tree = tree_of(browser.get(path, headers={"Accept-Language": lang}))
    levels = [int(heading.tag[1]) for heading in tree.xpath("//main//*[self::h1|self::h2|self::h3|self::h4|self::h5]")]
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels)), levels


@pytest.mark.parametrize("path", PAGES)
def test_links_to_the_source_say_whose(browser: httpx.Client, path: str) -> None:
    for link in tree_of(browser.get(path)).xpath("//a[@class='source-link' or @class='why']"):
        name, seen = link.get("aria-label", ""), link.text_content()
        assert name.startswith(f"{seen}: ")
        assert len(name) > len(seen) + 3


def test_a_paragraph_is_named_in_its_link(browser: httpx.Client) -> None:
    names = tree_of(browser.get(DOCUMENT)).xpath("//a[@class='source-link']/@aria-label")
    assert {"原文: 第2条第2項", "原文: 締結日", "原文: 当事者 青川市"} <= set(names)
    tree = tree_of(browser.get(f"{DOCUMENT}?lang=en"))
    assert "Source: Article 2, paragraph 2" in tree.xpath("//a[@class='source-link']/@aria-label")


@pytest.mark.parametrize(
    ("path", "ja", "en"),
    [
        ("/doc/registry", "都道府県・市区町村の台帳", "Registry of prefectures and municipalities"),
        ("/doc/registry.html", "都道府県・市区町村の台帳", "Registry of prefectures and municipalities"),
        ("/doc/release.html", "公開版の来歴", "Provenance of the release"),
        ("/doc/municipality/990019/geometry", "青川市の位置", "Location of Aokawa-shi"),
        (EVIDENCE, "典拠（締結日）", "Evidence for: signing date"),
        ("/void", "データセットの統計（VoID）", "Statistics of the data set (VoID)"),
    ],
)
def test_titles(browser: httpx.Client, path: str, ja: str, en: str) -> None:
    for lang, expected in (("ja", ja), ("en", en)):
        tree = tree_of(browser.get(path, params={"lang": lang}))
        assert tree.xpath("//h1")[0].text_content() == expected
        assert tree.xpath("//title")[0].text.startswith(expected)


def test_a_stated_rule_is_said_in_words(browser: httpx.Client) -> None:
    assert "本文の記載" in browser.get(EVIDENCE).text
    assert "stated in the text" in browser.get(EVIDENCE, params={"lang": "en"}).text


def test_the_statistics_count_the_graphs(browser: httpx.Client) -> None:
    tree = tree_of(browser.get("/void"))
    rows = {row.xpath("string(td[1])"): row.xpath("string(td[2])") for row in tree.xpath("//tbody/tr")}
    assert rows["協約"] == "1"
    assert int(rows["都道府県・市区町村の台帳"]) > 10


def test_dates_are_written_as_in_the_language(browser: httpx.Client) -> None:
    def portal(lang: str) -> str:
        return re.sub(r"\s+", " ", html.fromstring(browser.get("/", params={"lang": lang}).text).text_content())

    assert "signed 1 April 2022" in portal("en")
    assert "2022年4月1日締結" in portal("ja")


def test_a_page_can_be_skipped_to(browser: httpx.Client) -> None:
    tree = tree_of(browser.get("/"))
    assert tree.xpath("//body/*[1]/@href") == ["#main"]
    assert tree.xpath("//main/@id") == ["main"]
    assert ":focus-visible { outline:" in browser.get("/static/style.css").text


def test_the_source_is_titled_in_english(browser: httpx.Client) -> None:
    tree = tree_of(browser.get(f"/doc/agreement/{SLUG}/source", params={"lang": "en"}))
    assert "Agreement between" in tree.xpath("//title")[0].text

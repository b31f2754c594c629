"""Pages: labels not IRIs, both languages, links that lead somewhere, words that lead to the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import httpx
import pytest
from lxml import html

from kg.web.description import Description
from tests.web.conftest import serving
from tests.web.release_fixture import AGREEMENT, BASE, SLUG, span_of, write_release

DOCUMENT = f"/doc/agreement/{SLUG}"
PAGES = [
    "/",
    DOCUMENT,
    f"{DOCUMENT}/initiative/1",
    f"{DOCUMENT}/initiative/1/role/1/duty/1",
    f"{DOCUMENT}/article/2",
    f"{DOCUMENT}/version/20240401",
    f"{DOCUMENT}?on=2023-05-01",
    f"{DOCUMENT}/source",
    f"{DOCUMENT}/source?at=3-9",
    "/doc/municipality/990019",
    "/doc/prefecture/990001",
    "/doc/area/990019",
    "/doc/law/322AC0000000067",
    "/doc/registry",
    "/doc/release",
    "/policy-field/",
    "/policy-field/renkei-a",
    "/policy-field/renkei-a-d",
    "/duty-type/bear-cost",
    "/capacity/core-city",
    "/instrument/renkei-kyoyaku",
    "/ontology",
    "/agreements",
    "/compare",
    "/questions/",
    "/questions/who-leads",
    "/questions/size-of-each-agreement",
    "/catalog",
    "/void",
    "/sparql",
    "/search?q=青川",
    "/report?iri=https://example.jp/x",
    "/quality",
    "/provenance",
    "/links",
    "/harvest",
    "/download/",
]


def tree_of(answer: httpx.Response) -> html.HtmlElement:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return html.fromstring(answer.text)


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page(browser: httpx.Client, path: str, lang: str) -> None:
    answer = browser.get(path, headers={"Accept-Language": lang})
    tree = tree_of(answer)
    assert tree.get("lang") == answer.headers["content-language"] == lang
    assert answer.headers["vary"].startswith("Accept, Accept-Language")
    assert len(tree.xpath("//h1")) == 1
    assert tree.xpath("//title")[0].text.strip()
    assert tree.xpath("//a[contains(@class, 'report')]/@href")[0]
    assert not tree.xpath("//script[not(@type='application/ld+json')] | //*[@style] | //@onclick")
    outside = [url for url in tree.xpath("//link[not(@rel='describes')]/@href | //img/@src") if "://" in url]
    assert outside == []
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    text = tree.xpath("//main")[0].text_content()
    assert not re.search(r"\bNone\b(?! is)", text)
    assert "Undefined" not in text


def test_no_link_is_dead(browser: httpx.Client) -> None:
    seen, waiting = set(PAGES), list(PAGES)
    while waiting:
        path = waiting.pop()
        tree = tree_of(browser.get(path))
        for target in _own_links(browser, path, tree):
            if target not in seen:
                seen.add(target)
                answer = browser.get(target)
                assert answer.status_code in {200, 303, 308}, (path, target, answer.status_code)
    assert len(seen) > 100


def _own_links(browser: httpx.Client, path: str, tree: html.HtmlElement) -> Iterator[str]:
    here = browser.base_url.join(path)
    for href in tree.xpath("//a/@href | //link[not(@rel='describes')]/@href"):
        url = here.join(href)
        if url.host == here.host and url.port == here.port:
            yield url.raw_path.decode()
        else:
            assert url.scheme in {"https", "http"}
            assert not str(url).startswith(BASE)


def test_the_agreement_shows_what_the_text_says(browser: httpx.Client) -> None:
    tree = tree_of(browser.get(DOCUMENT))
    text = re.sub(r"\s+", " ", tree.text_content())
    for words in (
        "青川市・白里町 連携協約（2022-04-01）",
        "2022年4月1日",
        "第2条 （取組）",
        "地方自治法第252条の2第1項",
        "青山一郎",
    ):
        assert words in text
    for words in ("連携中枢都市", "広域観光の推進", "費用を負担する", "中心となる", "文中に記載なし"):
        assert words in text
    assert "観光の情報を発信する。<b>&" in text
    assert not tree.xpath("//main//b")
    assert "2 前項の取組は、別表に定める。" in text
    main = tree.xpath("//main//section")[0].text_content()
    assert "w3id.org" not in main


def test_the_page_in_english(browser: httpx.Client) -> None:
    tree = tree_of(browser.get(f"{DOCUMENT}?lang=en"))
    assert tree.xpath("//h1")[0].text_content() == "Agreement between Aokawa-shi and Shirosato-cho (2022-04-01)"
    assert "1 April 2022" in tree.text_content()
    assert tree.xpath("//h3/span[@class='caption']/@lang") == ["ja", "ja"]
    city = tree.xpath("//a[text()='Aokawa-shi']/@href")[0]
    assert city.endswith("doc/municipality/990019?lang=en")


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("令和4年4月1日", "締結日"),
        ("青川市（以下「甲」という。）", "当事者"),
        ("第1条 この連携協約は、甲及び乙が連携して圏域を支えることを目的とする。", ""),
        ("経費を負担する", ""),
        ("地方自治法（昭和22年法律第67号）第252条の2第1項", "根拠"),
    ],
)
def test_statements_lead_to_their_words(browser: httpx.Client, words: str, label: str) -> None:
    start, end = span_of(words)
    tree = tree_of(browser.get(DOCUMENT))
    rows = tree.xpath(f"//dl/div[dt='{label}']") if label else [tree]
    href = next(href for row in rows for href in row.xpath(".//a/@href") if f"at={start}-{end}#here" in href)
    source = tree_of(browser.get(browser.base_url.join(DOCUMENT).join(href)))
    assert "".join(source.xpath("//mark//text()")) == words
    assert source.xpath("//mark/@id") == ["here"]


def test_words_in_several_places_are_all_marked(browser: httpx.Client) -> None:
    tree = tree_of(browser.get(DOCUMENT))
    (start, _), (again, end) = span_of("第2条 甲"), span_of("2 前項の取組は、別表に定める。")
    href = next(href for href in tree.xpath("//h3//a/@href") if f"at={start}-" in href)
    assert f"{again}-{end}" in unquote(href)
    marks = tree_of(browser.get(browser.base_url.join(DOCUMENT).join(href))).xpath("//mark")
    assert [mark.text for mark in marks] == [
        "第2条 甲及び乙の取組は、次のとおりとする。",
        "2 前項の取組は、別表に定める。",
    ]


@pytest.mark.parametrize("at", ["x", "5", "9-3", "3-3", "0-999999", "1-2,,3-4", "-1-3"])
def test_impossible_places(browser: httpx.Client, at: str) -> None:
    answer = browser.get(f"{DOCUMENT}/source.html", params={"at": at})
    assert answer.status_code == 400
    assert "原文" in answer.text or "at=" in answer.text


def test_the_municipality(browser: httpx.Client) -> None:
    text = tree_of(browser.get("/doc/municipality/990027")).text_content()
    for words in (
        "白里町",
        "しろさとちょう",
        "Shirosato-cho",
        "990027",
        "例示県",
        "応分の経費を負担する。",
        "費用を負担する",
        "青川圏",
    ):
        assert words in text
    assert "中心的な役割を担い" not in text


def test_the_policy_field_above_shows_what_is_below(browser: httpx.Client) -> None:
    above = tree_of(browser.get("/policy-field/renkei-a"))
    assert "広域観光の推進" in above.text_content()
    assert "戦略的な観光施策" in above.text_content()
    below = tree_of(browser.get("/policy-field/renkei-a-d"))
    assert "広域観光の推進" not in below.text_content()
    assert below.xpath("//nav[@class='breadcrumbs']//a/text()")[-1] == "圏域全体の経済成長のけん引"


def test_search(browser: httpx.Client, client: httpx.Client) -> None:
    tree = tree_of(browser.get("/search", params={"q": "観光"}))
    assert "広域観光の推進" in tree.text_content()
    found = client.get("/search", params={"q": "AOKAWA"}, headers={"Accept": "application/json"}).json()
    assert f"{BASE}id/municipality/990019" in [hit["iri"] for hit in found["results"]]
    assert (
        client.get("/search", params={"q": '"} DROP'}, headers={"Accept": "application/json"}).json()["results"] == []
    )
    assert "&lt;script&gt;" in browser.get("/search", params={"q": "<script>"}).text


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ＡＯＫＡＷＡ", "municipality/990019"),
        ("アオカワ", "municipality/990019"),
        ("990019", "municipality/990019"),
        ("しろさと", "municipality/990027"),
        ("青川　白里", f"agreement/{SLUG}"),
        ("観光 推進", f"agreement/{SLUG}/initiative/1"),
        ("発信 広域", f"agreement/{SLUG}/initiative/1"),
        ("目的", f"agreement/{SLUG}/article/1"),
    ],
)
def test_search_folds_what_readers_type(browser: httpx.Client, client: httpx.Client, words: str, expected: str) -> None:
    found = client.get("/search", params={"q": words}).json()
    assert f"{BASE}id/{expected}" in [hit["iri"] for hit in found["results"]]
    assert found["found"] == len(found["results"]) < 10
    assert f'href="./doc/{expected}"' in browser.get("/search", params={"q": words}).text


def test_search_finds_what_texts_say(browser: httpx.Client, client: httpx.Client) -> None:
    found = client.get("/search", params={"q": "応分 経費"}).json()["results"]
    role = f"agreement/{SLUG}/initiative/1/role/2"
    said = {
        "iri": f"{BASE}id/{role}",
        "kind": "renkei:Role",
        "name": "広域観光の推進",
        "text": "応分の経費を負担する。",
    }
    assert found == [said]
    row = tree_of(browser.get("/search", params={"q": "応分 経費"})).xpath(f"//li[a/@href='./doc/{role}']")[0]
    assert row.xpath(".//mark/text()") == ["応分", "経費"]
    assert "白里町" in row.text_content()
    by_text = ["text" in hit for hit in client.get("/search", params={"q": "経費"}).json()["results"]]
    assert by_text == sorted(by_text)
    assert by_text.count(True) == 2


def test_search_needs_all_words_and_utf8(client: httpx.Client) -> None:
    assert client.get("/search", params={"q": "青川 存在しない"}).json()["found"] == 0
    assert client.get("/search", params={"q": "  "}).json()["results"] == []
    assert client.get("/search?q=%ff%fe").status_code == 400
    assert client.get("/report?iri=%ff").status_code == 400


def test_the_portal(browser: httpx.Client) -> None:
    text = tree_of(browser.get("/")).text_content()
    for words in ("青川圏", "協約が見つかりません", "broken.txt", "要確認", f"{BASE}sparql"):
        assert words in text


@pytest.mark.parametrize(
    ("email", "url", "expected"),
    [
        ("", "", "report?iri="),
        ("kg@example.jp", "", "mailto:kg@example.jp?subject="),
        ("kg@example.jp", "https://example.jp/form", "https://example.jp/form"),
    ],
)
def test_where_errors_are_reported(tmp_path: Path, email: str, url: str, expected: str) -> None:
    directory = write_release(tmp_path / "release", contact_email=email, contact_url=url)
    with serving(directory) as server:
        tree = tree_of(httpx.get(f"{server}{DOCUMENT}.html"))
        href = tree.xpath("//a[contains(@class, 'report')]/@href")[0]
        assert expected in href
        if "?" in href:
            assert AGREEMENT in unquote(href)
        if "report?" in href:
            explained = tree_of(
                httpx.get(httpx.URL(f"{server}{DOCUMENT}.html").join(href), headers={"Accept": "text/html"})
            )
            assert AGREEMENT in explained.text_content()


def test_pages_name_the_published_address_whatever_the_host(browser: httpx.Client) -> None:
    for path in ("/", "/search?q=x", "/nothing%22here", "/download/"):
        answer = browser.get(path, headers={"Host": "evil.example"})
        assert "evil.example" not in answer.text
        href = html.fromstring(answer.text).xpath("//a[contains(@class, 'report')]/@href")[0]
        assert unquote(href).partition("iri=")[2].startswith(BASE)


def test_missing_pages_say_so_in_both_languages(browser: httpx.Client) -> None:
    answer = browser.get("/doc/nothing")
    assert answer.status_code == 404
    tree = html.fromstring(answer.text)
    assert {element.get("lang") for element in tree.xpath("//main/p[@lang]")} == {"ja", "en"}


def test_a_description_of_nothing() -> None:
    assert "x" not in Description([])


def test_the_things_of_a_graph_come_page_by_page(browser: httpx.Client) -> None:
    def named(**params: str) -> list[str]:
        tree = html.fromstring(browser.get("/doc/registry", params={"lang": "ja", **params}).text)
        return [href for href in tree.xpath("//main//a/@href") if "/municipality/" in href]

    every = named()
    first, *rest = sorted(f"{BASE}id/{href.rpartition('/doc/')[2].partition('?')[0]}" for href in every)
    assert len(named(after=first)) == len(rest) > 0

"""Whoever doubts a statement reaches the words behind it, and the rule where one concluded it, in one step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from lxml import html
from lxml.html import HtmlElement

from tests.running import renkei_server

BIEI, SAPPORO = "doc/agreement/012041-014591-20220112", "doc/agreement/011002-012106-20190329"
PAGES = (
    BIEI,
    SAPPORO,
    f"{BIEI}/initiative/5",
    f"{BIEI}/initiative/1/role/1",
    f"{BIEI}/initiative/1/role/1/duty/1",
    f"{BIEI}/article/4",
    f"{BIEI}/party/1",
    f"{BIEI}/citation/1",
    f"{BIEI}/signatory/1",
    f"{BIEI}/event/signing",
    f"{BIEI}/statutory-finding/renkei-basic-policy",
    f"{BIEI}/named-thing/5d7dbad4",
    "doc/area/012041",
    "doc/area/011002",
    "doc/municipality/012041",
    "policy-field/renkei-c-b-a",
    "policy-field/renkei-a",
    "duty-type/bear-cost",
    "clause-type/cost-bearing",
    "statutory-element/renkei-basic-policy",
    "instrument/renkei-kyoyaku",
    "capacity/core-city",
    "doc/law/322AC0000000067",
    "compare?a=012041-014591-20220112&b=011002-012106-20190329",
    "search?q=費用の負担",
    "search?q=連携協約",
    "agreements",
    "",
)
#: What leads to words of the source, a rule, a provision, or the table that a statement stands in.
_WAYS = "a[@class='source-link' or @class='why' or @class='rule' or @class='external']"
#: What a page states of one thing: a fact, a row, a point of a list, a text.
_STATEMENTS = (
    "//main//dl[@class='facts']/div | //main//tbody/tr | //main//ul[contains(@class, 'rows')]/li"
    " | //main//ul[@class='duties']/li | //main//p[@class='preamble'] | //main//div[@class='paragraph']"
    " | //main//article | //main//span[@class='tag'] | //main//section[@class='group']/h3[@lang]"
    " | //main//ul[@class='list']/li[.//a[contains(@href, 'doc/agreement/')]]"
    " | //main//table[@class='compare']/tbody//td"
    " | //main//time/ancestor::*[self::tr or self::li or self::dd][1]"
)
#: What rules conclude; a concept of these schemes stands on a page in its own tree or facts, else as a conclusion.
_CONCLUDED = ("policy-field", "duty-type", "clause-type", "capacity", "instrument", "thing-kind")
_ITS_OWN = (
    "@class='list-title' or ancestor::*[@class='tree' or @class='plain' or @class='formats'] or ancestor::nav"
    " or ancestor::h3 or parent::p[parent::details] or following-sibling::*[1][@class='count']"
)
#: Facts that state nothing about an agreement: where they are from is what they say.
_NO_STATEMENTS = {
    "出典": "the section on the source document itself",
    "圏域": "leads to the page of the area, whose pairs have rule and source",
    "所属する概念体系": "of the vocabulary, not of an agreement",
    "最上位概念である概念体系": "of the vocabulary, not of an agreement",
    "近似する概念": "of the vocabulary, not of an agreement",
    "関連する概念": "of the vocabulary, not of an agreement",
    "確認の程度": "of the vocabulary, not of an agreement",
    "編集上の注記": "of the vocabulary, not of an agreement",
    "適用範囲の注記": "of the vocabulary, not of an agreement",
    "別ラベル": "of the vocabulary, not of an agreement",
    "例": "of the vocabulary, not of an agreement",
    "定義": "of the vocabulary, not of an agreement",
}


@pytest.fixture(scope="module")
def server(real_release: Path) -> Iterator[httpx.Client]:
    with renkei_server(real_release) as url, httpx.Client(base_url=url, timeout=60) as client:
        yield client


def page(server: httpx.Client, path: str) -> HtmlElement:
    url = httpx.URL(f"/{path}").copy_merge_params({"lang": "ja"})
    answer = server.get(url, headers={"Accept": "text/html"})
    assert answer.status_code == 200, answer.text
    tree: HtmlElement = html.fromstring(answer.text)
    return tree


def ways(element: HtmlElement) -> list[HtmlElement]:
    found: list[HtmlElement] = element.xpath(f".//{_WAYS}")
    return found


def without_a_way(tree: HtmlElement) -> list[str]:
    """Statements with no way of their own, nor one for the whole thing or the facts that they stand among."""
    facts = "//main//dl[@class='facts']/div"
    whole = f"//main/p[{_WAYS}] | {facts}[.//{_WAYS}][dt[. = '原文' or . = '本文' or . = '上の記載の出典']]"
    among = tree.xpath(facts) if tree.xpath(whole) else []
    return [
        " ".join(statement.text_content().split())
        for statement in tree.xpath(_STATEMENTS)
        if statement not in among and not ways(statement) and not _states_nothing(statement)
    ]


def _states_nothing(statement: HtmlElement) -> bool:
    names = statement.xpath("./dt")
    section = statement.xpath(
        "boolean(ancestor::section[@id='source' or @id='pointers'] or self::tr[td[1]/code])"  # input files
    )
    unstated = statement.xpath("boolean(.//*[@class='quiet'][contains(., '記載なし') or contains(., '対応するもの')])")
    return bool(section or unstated or (names and names[0].text_content().strip() in _NO_STATEMENTS))


@pytest.mark.parametrize("path", PAGES)
def test_every_statement_reaches_its_words_or_rule(server: httpx.Client, path: str) -> None:
    tree = page(server, path)
    assert tree.xpath(_STATEMENTS)
    assert without_a_way(tree) == []


@pytest.mark.parametrize("path", PAGES)
def test_no_conclusion_stands_without_its_rule(server: httpx.Client, path: str) -> None:
    """The rule beside every concept that one concluded of something, not only where it looks like a conclusion."""
    schemes = " or ".join(f"contains(@href, '/{scheme}/') and not(contains(@href, 'doc/'))" for scheme in _CONCLUDED)
    its_own = _ITS_OWN if path.startswith("doc/") else f"{_ITS_OWN} or ancestor::dl"  # what a concept says of itself
    bare = [
        link.text_content()
        for link in page(server, path).xpath(f"//main//a[{schemes}][not({its_own})]")
        if not link.xpath(
            "./ancestor::*[self::span or self::p or self::li or self::dd or self::td][1]//a[contains(@href, 'rule/')]"
        )
    ]
    assert bare == []


@pytest.mark.parametrize("path", [path for path in PAGES if path.startswith(("policy", "duty", "clause", "statutory"))])
def test_what_has_a_concept_is_listed_with_the_rule(server: httpx.Client, path: str) -> None:
    rows = page(server, path).xpath("//main//ul[contains(@class, 'rows')]/li | //main//tbody/tr")
    assert rows
    assert [row.text_content() for row in rows if not row.xpath(".//a[contains(@href, 'rule/')]")] == []


def test_a_law_is_cited_by_agreements_only(server: httpx.Client) -> None:
    """An element that a statute asks for names the law too, and is no citation of it."""
    rows = page(server, "doc/law/322AC0000000067").xpath("//main//tbody/tr")
    assert rows
    assert [row.text_content() for row in rows if not row.xpath("./td[2]/a[contains(@href, 'doc/agreement/')]")] == []


def test_what_a_rule_concluded_reaches_the_rule_and_the_words(server: httpx.Client) -> None:
    """Of each kind of conclusion on the page of an agreement: none without both."""
    tags = page(server, BIEI).xpath("//main//span[@class='tag']")
    assert len(tags) > 100
    missing = [tag.text_content() for tag in tags if len(tag.xpath("./a[@class='why']")) < 2]
    # A capacity may follow from the other party's, which has no words of its own.
    assert [words for words in missing if not words.startswith("連携する団体")] == []


def test_the_way_leads_to_the_words(server: httpx.Client) -> None:
    (link, *_) = page(server, BIEI).xpath("//section[@id='facts']//a[@class='source-link']/@href")
    leads = server.get(httpx.URL(f"http://x/{BIEI}").join(link).raw_path.decode())
    assert leads.status_code == 200
    assert html.fromstring(leads.text).xpath("//mark")

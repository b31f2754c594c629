"""The pages of a body that was merged into one of the same name and code, and of the one that has the code today."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import httpx
import pytest
from lxml import html

from tests.publication.small_build import small_build
from tests.running import renkei_server
from tests.small_agreements import SAPPORO_IWAMIZAWA, write_agreement

#: 津市 of before 2006-01-01, when it and nine others became the 津市 of today.
FORMER, PRESENT = "body/242012-20060101", "municipality/242012"
#: 三重県, 津市, 四日市市.
_CODES = ("240001", "242012", "242021")
_SIGNED = "\n平成16年3月10日\n\n甲 四日市市長 山田太郎\n\n乙 津市長 海野花子\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """An agreement of the former 津市, validated and served."""
    folder = tmp_path_factory.mktemp("former")
    text = SAPPORO_IWAMIZAWA.replace("札幌市", "津市").replace("岩見沢市", "四日市市").replace("平成28年", "平成16年")
    file = write_agreement(folder, text=text + _SIGNED)
    outcome = small_build(file, out=folder / "build", validated=True, codes=_CODES)
    assert (outcome.set_aside, outcome.warnings) == ((), ())
    with renkei_server(folder / "build" / "current") as url, httpx.Client(base_url=url, timeout=60) as client:
        yield client


def _rows(server: httpx.Client, query: str) -> list[list[str]]:
    prefixes = "PREFIX renkei: <https://w3id.org/renkei/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/> "
    answer = server.get("/sparql", params={"query": prefixes + query}, headers={"Accept": "text/csv"})
    assert answer.status_code == 200, answer.text
    return [[cell.partition("/id/")[2] or cell for cell in row] for row in csv.reader(answer.text.splitlines()[1:])]


def test_queries_lead_from_the_former_body_to_the_present_one_and_back(server: httpx.Client) -> None:
    then = '?then renkei:formerCode "242012"'
    assert _rows(server, f"SELECT ?then ?now {{ {then} ; dcterms:isReplacedBy ?now }}") == [[FORMER, PRESENT]]
    assert _rows(server, f"SELECT ?until {{ {then} ; renkei:codeUntil ?until }}") == [["2006-01-01"]]
    assert _rows(server, 'SELECT ?body { ?body dcterms:identifier "242012" }') == [[PRESENT]]
    change = "?change renkei:bodyBefore ?then ; renkei:bodyAfter ?after ; dcterms:source ?source"
    ((after, source),) = _rows(server, f"SELECT ?after ?source {{ {then} . {change} }}")
    assert (after, source.startswith("https://www.e-stat.go.jp/")) == (PRESENT, True)
    identity = "SELECT ?then ?now { ?identity renkei:bodyAtSigning ?then ; renkei:bodyToday ?now }"
    assert [FORMER, PRESENT] in _rows(server, identity)


@pytest.mark.parametrize(
    ("language", "said"),
    [("ja", ("津市", "2006年1月1日", "変遷")), ("en", ("津市", "1 January 2006", "Changes of the body"))],
)
def test_each_page_leads_to_the_other_with_a_source(server: httpx.Client, language: str, said: tuple[str, ...]) -> None:
    for path, other in ((FORMER, PRESENT), (PRESENT, FORMER)):
        answer = server.get(
            f"/id/{path}", params={"lang": language}, headers={"Accept": "text/html"}, follow_redirects=True
        )
        assert (answer.status_code, answer.url.path) == (200, f"/doc/{path}")
        page = html.fromstring(answer.text)
        words = " ".join(page.xpath("string(//main)").split())
        assert [each for each in said if each not in words] == [], path
        assert page.xpath(f"//main//a[contains(@href, '{other}')]"), path
        changes = page.xpath("//section[@id='changes']//tbody/tr")
        assert changes, path
        for row in changes:
            assert row.xpath(".//a[starts-with(@href, 'https://www.e-stat.go.jp/')]"), path


def test_the_former_body_has_no_code_of_its_own(server: httpx.Client) -> None:
    answer = server.get(f"/doc/{FORMER}.ttl")
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, "text/turtle")
    assert 'renkei:formerCode "242012"' in answer.text
    lines = server.get(f"/doc/{FORMER}.nt").text.splitlines()
    own = [line for line in lines if line.partition(" ")[0].endswith(f"/id/{FORMER}>")]
    assert [line for line in own if "terms/identifier>" in line] == []
    assert any(f"/id/{PRESENT}>" in line and "isReplacedBy>" in line for line in own)


def test_an_agreement_leads_to_both(server: httpx.Client) -> None:
    ((agreement,),) = _rows(server, "SELECT ?agreement { ?agreement a renkei:Agreement }")
    page = html.fromstring(server.get(f"/doc/{agreement}.html", params={"lang": "ja"}).text)
    assert page.xpath(f"//main//a[contains(@href, '{FORMER}')]")
    assert page.xpath(f"//main//a[contains(@href, '{PRESENT}')]")

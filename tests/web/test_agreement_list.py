"""``/agreements``: every agreement can be found without knowing its name."""

from __future__ import annotations

import httpx
import pytest
from lxml import html
from starlette.exceptions import HTTPException

from kg.identifiers import Iris
from kg.web.agreement_list import FACETS, ListedAgreement, counted, narrowed
from kg.web.links import Links
from kg.web.paging import Pages

ASAHIKAWA, SAPPORO = "012041-014591-20220112", "011002-012106-20190329"
HOKKAIDO = "010006"


def _titles(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [str(href) for href in html.fromstring(answer.text).xpath("//a[@class='list-title']/@href")]


def test_the_latest_agreement_comes_first(portal: httpx.Client) -> None:
    assert [href.rpartition("/")[2] for href in _titles(portal.get("/agreements"))] == [ASAHIKAWA, SAPPORO]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"year": "2022"}, [ASAHIKAWA]),
        ({"year": "2019", "prefecture": HOKKAIDO}, [SAPPORO]),
        ({"kind": "renkei-kyoyaku"}, [ASAHIKAWA, SAPPORO]),
        ({"kind": "jimu-itaku"}, []),
        ({"year": "2022", "prefecture": "130001"}, []),
    ],
)
def test_choices_narrow_the_list(portal: httpx.Client, chosen: dict[str, str], found: list[str]) -> None:
    assert [href.rpartition("/")[2] for href in _titles(portal.get("/agreements", params=chosen))] == found
    answer = portal.get("/agreements", params=chosen, headers={"Accept": "application/json"}).json()
    assert answer["found"] == len(found)
    assert [one["iri"].rpartition("/")[2] for one in answer["results"]] == found


def test_a_choice_says_what_it_would_leave_and_can_be_undone(portal: httpx.Client) -> None:
    page = html.fromstring(portal.get("/agreements", params={"year": "2022"}).text)
    kinds, prefectures, years = page.xpath("//section[@class='facet']")
    assert kinds.xpath(".//li/span[@class='count']/text()") == ["1"]
    assert prefectures.xpath(".//li/a/text()") == ["北海道"]
    assert dict(zip(years.xpath(".//li/a/text()"), years.xpath(".//li/span[@class='count']/text()"), strict=True)) == {
        "2022": "1",
        "2019": "1",
    }
    (chosen,) = years.xpath(".//a[@aria-current]/@href")
    assert len(_titles(portal.get("/agreements" + chosen.partition("agreements")[2]))) == 2


def test_english_names_its_kinds_in_english(portal: httpx.Client) -> None:
    answer = portal.get("/agreements", params={"lang": "en"})
    assert html.fromstring(answer.text).xpath("//section[@class='facet'][2]//li/a/text()") == ["Hokkaido"]


@pytest.mark.parametrize(("page", "status"), [("1", 200), ("2", 404), ("0", 400), ("-1", 400), ("x", 400)])
def test_there_is_no_page_past_the_last(portal: httpx.Client, page: str, status: int) -> None:
    for path in ("/agreements", "/compare", "/catalog"):
        answer = portal.get(path, params={"page": page})
        assert answer.status_code == status, path
        assert answer.headers["content-type"].startswith("text/html")


def _listed(slug: str, kind: str, day: str, *prefectures: str) -> ListedAgreement:
    return ListedAgreement(
        iri=slug, kind=f"https://w3id.org/renkei/instrument/{kind}", day=day, prefectures=prefectures
    )


MANY = (
    _listed("a", "teiju", "2009-07-14", "x/prefecture/200000", "x/prefecture/210005"),
    _listed("b", "teiju", "2010-01-01", "x/prefecture/200000"),
    _listed("c", "itaku", "", "x/prefecture/210005"),
)


def test_values_of_a_facet_are_counted_with_the_other_choices_kept() -> None:
    chosen = {"kind": "teiju", "prefecture": "210005"}
    assert [one.iri for one in narrowed(MANY, chosen)] == ["a"]
    assert {name: dict(counted(MANY, name, chosen)) for name in FACETS} == {
        "kind": {"teiju": 1, "itaku": 1},
        "prefecture": {"200000": 2, "210005": 1},
        "year": {"2009": 1},
    }


def test_pages_hold_every_thing_once() -> None:
    links = Links(iris=Iris("https://example.jp/"), root="./")
    pages = [Pages(number=n, size=50, total=120, links=links, path="agreements") for n in (1, 2, 3)]
    assert [one for page in pages for one in range(120)[page.shown]] == [*range(120)]
    assert [bool(page.previous) for page in pages] == [False, True, True]
    assert [bool(page.next) for page in pages] == [True, True, False]
    with pytest.raises(HTTPException):
        Pages(number=4, size=50, total=120, links=links, path="agreements")

"""Corrections of what rules conclude, through a build: on the page of each corrected thing and in queries."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from lxml import html

from kg.bundled import bundled
from kg.corrections import CORRECTIONS
from kg.vocabulary import RDFS, RENKEI
from tests.publication.small_build import small_build
from tests.running import renkei_server

FIXTURES = Path(__file__).parents[1] / "golden" / "fixtures"
BIEI, TERM, NOTICED = "agreement/012041-014591-20220112", "clerk-f03-wrapped.txt", "clerk-f10-names.txt"
THING, NO_THING = "named-thing/5d7dbad4", "named-thing/f3269cc5"
_WHO = 'author = "企画課"\ndate = 2026-11-20\nreason = "所管課に確認"\n'
_QUERY = """PREFIX renkei: <https://w3id.org/renkei/ontology#>
SELECT ?property ?raw ?now WHERE {
  ?correction renkei:corrects ?thing ; renkei:correctedProperty ?property .
  OPTIONAL { ?correction renkei:replacedValue ?raw }
  OPTIONAL { ?correction renkei:correctedValue ?now }
  FILTER(STRENDS(STR(?thing), "%s"))
}"""


def entry(path: str, name: str, replaces: str, value: str) -> str:
    target = f'path = "{path}"\nproperty = "{name}"\nreplaces = {replaces}\nvalue = {value}\n'
    return f"[[correction]]\n{_WHO}{target}"


ENTRIES = (
    entry("article/5", "clauseType", '["consultation"]', '["consultation", "doubts"]'),
    entry("initiative/5", "inferredPolicyField", '"renkei-c-b-a"', '"renkei-a-d"'),
    entry(THING, "label", '"あさひかわ創造都市推進協議会"', '"創造都市推進協議会"'),
    entry(THING, "thingKind", '"organisation-council"', '"organisation-campaign"'),
    entry("named-thing/00000000", "label", '"館"', '"図書館"'),
    entry(NO_THING, "label", '"旭川空港利用拡大期成会"', '""'),
)
#: Two notices: the second party's came first.
NOTICES = tuple(
    entry(f"event/notice-of-termination/party/{party}", "eventDate", '""', day) + f'source = "{source}"\n'
    for party, day, source in (
        (1, "2025-02-01", "福浜市文書第45号"),
        (2, "2024-10-01", "https://example.jp/notice/123"),
    )
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A build of three agreements with corrections, served."""
    folder = tmp_path_factory.mktemp("corrected")
    biei = Path(shutil.copy(bundled("data", "agreements", "asahikawa-biei.txt"), folder))
    term = Path(shutil.copy(FIXTURES / TERM, folder))
    CORRECTIONS.beside(biei).write_text("\n".join(ENTRIES), encoding="utf-8")
    ended = entry("event/term-end", "eventDate", "2025-10-05", "2024-10-05")
    CORRECTIONS.beside(term).write_text(ended, encoding="utf-8")
    noticed = Path(shutil.copy(FIXTURES / NOTICED, folder))
    CORRECTIONS.beside(noticed).write_text("\n".join(NOTICES), encoding="utf-8")
    outcome = small_build(biei, term, noticed, out=folder / "build", validated=True)
    assert outcome.directory is not None
    with renkei_server(folder / "build" / "current") as url, httpx.Client(base_url=url, timeout=60) as client:
        yield client


def table(server: httpx.Client, query: str) -> list[list[str]]:
    """The rows of an answer as CSV, without its heading."""
    answer = server.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"})
    assert answer.status_code == 200, answer.text
    return list(csv.reader(answer.text.splitlines()))[1:]


def asked(server: httpx.Client, path: str) -> set[tuple[str, ...]]:
    """Property, raw reading and right value of the corrections of a thing, as the last parts of IRIs or literals."""
    rows = table(server, _QUERY % path)
    return {tuple(cell.rstrip("/").rpartition("/")[2].rpartition("#")[2] for cell in row) for row in rows}


def shown(server: httpx.Client, path: str) -> str:
    """The corrections on the page of a thing, in words; the thing is one click from the correction."""
    page = server.get(f"/doc/{path}.html", params={"lang": "ja"})
    assert page.status_code == 200, page.text
    (section,) = html.fromstring(page.text).xpath("//section[@id='corrections']")
    assert section.xpath(".//a[contains(@href, '/correction/')]")
    return " ".join(section.text_content().split())


@pytest.mark.parametrize(
    ("part", "row", "said"),
    [
        ("article/5", ("clauseType", "consultation", "doubts"), ("協議", "疑義")),
        ("initiative/5", ("inferredPolicyField", "renkei-c-b-a", "renkei-a-d"), ("地域公共交通", "観光")),
        (THING, ("label", "あさひかわ創造都市推進協議会", "創造都市推進協議会"), ("あさひかわ創造都市",)),
        (THING, ("thingKind", "organisation-council", "organisation-campaign"), ("協議会", "期成会")),
    ],
)
def test_each_is_shown_with_its_raw_reading_and_queried(
    server: httpx.Client, part: str, row: tuple[str, ...], said: tuple[str, ...]
) -> None:
    assert row in asked(server, f"{BIEI}/{part}")
    corrections = shown(server, f"{BIEI}/{part}")
    assert [words for words in ("企画課", "2026年11月20日", "所管課に確認", *said) if words not in corrections] == []
    assert all(words in shown(server, BIEI) for words in said)


def test_the_corrected_value_takes_the_place_of_the_raw_one(server: httpx.Client) -> None:
    graph = server.get(f"/doc/{BIEI}/{THING}.nt").text
    assert '"創造都市推進協議会"@ja' in graph
    assert "thing-kind/organisation-campaign>" in graph
    assert "thing-kind/organisation-council> ." not in graph.replace("replacedValue", "")
    evidence = server.get(f"/doc/{BIEI}/article/5/evidence/clauseType-doubts.nt").text
    assert '"correction"' in evidence


def test_the_end_of_a_term_is_corrected_and_force_follows(server: httpx.Client) -> None:
    query = """PREFIX renkei: <https://w3id.org/renkei/ontology#>
    SELECT ?agreement ?ended ?rule WHERE {
      ?agreement renkei:event ?event ; renkei:forcePeriod ?period .
      ?event renkei:eventType <https://w3id.org/renkei/event-type/term-end> ; renkei:rule ?rule .
      ?period renkei:forceReason "term-ended" ; renkei:periodStart ?ended
    }"""
    ((agreement, ended, rule),) = table(server, query)
    assert (ended, rule) == ("2024-10-06", "correction")
    path = agreement.partition("/id/")[2]
    assert "2025年10月5日" in shown(server, path).replace("2025-10-05", "2025年10月5日")
    assert asked(server, f"{path}/event/term-end") == {("eventDate", "2025-10-05", "2024-10-05")}


def test_a_target_that_is_gone_is_reported(server: httpx.Client) -> None:
    report = server.get(f"/download/agreements/{BIEI.partition('/')[2]}/report.json").json()
    codes = [found["code"] for found in report["diagnostics"] if found["code"].startswith("correction-")]
    assert sorted(codes) == ["correction-applied"] * 5 + ["correction-target-missing"]


@pytest.fixture
def noticed(server: httpx.Client) -> str:
    """The path of the agreement of which two parties gave notice."""
    query = """PREFIX renkei: <https://w3id.org/renkei/ontology#>
    SELECT DISTINCT ?agreement WHERE { ?agreement renkei:event/renkei:noticeBy ?party }"""
    ((agreement,),) = table(server, query)
    return agreement.partition("/id/")[2]


def test_notices_and_the_end_they_bring_are_found_by_queries(server: httpx.Client, noticed: str) -> None:
    query = """PREFIX renkei: <https://w3id.org/renkei/ontology#>
    PREFIX dcterms: <http://purl.org/dc/terms/>
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    SELECT ?kind ?day ?rule ?name ?source WHERE {
      ?event renkei:noticeBy/renkei:municipality/rdfs:label ?name ;
        renkei:eventType ?kind ; renkei:eventDate ?day ; renkei:rule ?rule .
      OPTIONAL { ?correction renkei:corrects ?event ; dcterms:source ?source }
    } ORDER BY ?day"""
    rows = [[kind.rpartition("/")[2], *rest] for kind, *rest in table(server, query)]
    assert rows == [
        ["notice-of-termination", "2024-10-01", "notice-entered", "尾ノ道市", "https://example.jp/notice/123"],
        ["notice-of-termination", "2025-02-01", "notice-entered", "福浜市", "福浜市文書第45号"],
        ["termination-by-notice", "2026-10-02", "ends-after-notice", "尾ノ道市", ""],
        ["termination-by-notice", "2027-02-02", "ends-after-notice", "福浜市", ""],
    ]
    examples = bundled("kg", "web", "queries", "examples")
    ending = (examples / "48-ending-within-a-year.rq").read_text(encoding="utf-8")
    assert [row[1:] for row in table(server, ending) if "尾ノ道市" in row[0]] == [
        ["2026-10-02", "ended-by-notice", "P2Y", "ends within the year"]
    ]
    in_force = (examples / "42-in-force-on-a-day.rq").read_text(encoding="utf-8")
    for day, expected in (
        ("2015-03-31", ["not in force", "before-effect"]),
        ("2026-10-01", ["in force", "no-end-in-data"]),
        ("2026-10-02", ["not in force", "ended-by-notice"]),
    ):
        rows = table(server, in_force.replace("2024-05-01", day))
        assert [row[1:] for row in rows if "尾ノ道市" in row[0]] == [expected]
    assert server.get(f"/doc/{noticed}.ttl").text.count("renkei:noticeBy") == 4


@pytest.mark.parametrize(
    ("language", "said", "answers"),
    [
        (
            "ja",
            ("2024年10月1日", "廃止の通告 – 尾ノ道市", "人が出典とともに記録した通告", "福浜市文書第45号"),
            ("効力あり（", "効力なし（通告により効力を失った）"),
        ),
        (
            "en",
            ("1 October 2024", "Notice of termination – 尾ノ道市", "notice entered by a person", "福浜市文書第45号"),
            ("in force (", "not in force (ended by notice)"),
        ),
    ],
)
def test_a_notice_is_on_the_page_of_its_agreement(
    server: httpx.Client, noticed: str, language: str, said: tuple[str, ...], answers: tuple[str, str]
) -> None:
    for day, answer in zip(("2026-10-01", "2026-10-02"), answers, strict=True):
        page = server.get(f"/doc/{noticed}.html", params={"lang": language, "on": day})
        tree = html.fromstring(page.text)
        words = " ".join(tree.xpath("string(//main)").split())
        assert [each for each in said if each not in words] == []
        assert answer in " ".join(tree.xpath("string(//*[@class='answer'])").split())
        assert tree.xpath("//section[@id='corrections']//a[@href='https://example.jp/notice/123']")
        assert tree.xpath("//section[@id='history']//a[contains(@class, 'source-link')]")
    event = server.get(f"/doc/{noticed}/event/notice-of-termination/party/2.html", params={"lang": language})
    assert event.status_code == 200
    assert "https://example.jp/notice/123" in event.text


def test_a_removed_thing_is_gone_and_its_raw_reading_is_kept(server: httpx.Client) -> None:
    name = "旭川空港利用拡大期成会"
    assert server.get(f"/id/{BIEI}/{NO_THING}").status_code == 404
    graph = server.get(f"/doc/{BIEI}.nt").text
    assert NO_THING not in graph
    naming = {line.split("> <")[1].split(">")[0] for line in graph.splitlines() if f'"{name}"' in line}
    assert RENKEI["replacedValue"].value in naming
    assert RDFS["label"].value not in naming
    assert ("label", name, "") in asked(server, BIEI)
    for language, said in (
        ("ja", ("企画課", "2026年11月20日", "所管課に確認", name, "なし")),
        ("en", ("企画課", "20 November 2026", "所管課に確認", name, "none")),
    ):
        page = html.fromstring(server.get(f"/doc/{BIEI}.html", params={"lang": language}).text)
        (row,) = page.xpath(f"//section[@id='corrections']//tr[contains(., '{name}')]")
        words = " ".join(row.text_content().split())
        assert [each for each in said if each not in words] == []
        assert row.xpath(f".//del[contains(., '{name}')]")


def test_no_link_leads_nowhere(server: httpx.Client) -> None:
    """Every IRI of the publisher that the agreements name is described, also after corrections."""
    query = """SELECT DISTINCT ?thing WHERE {
      GRAPH ?graph { ?subject ?property ?thing }
      FILTER(CONTAINS(STR(?graph), "/doc/agreement/") && CONTAINS(STR(?thing), "/id/") && isIRI(?thing))
      FILTER NOT EXISTS { ?thing ?said ?value }
    }"""
    assert table(server, query) == []

"""Corrections of what rules conclude, through a build: on the page of each corrected thing and in queries."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from lxml import html

from kg.bundled import bundled
from kg.corrections import CORRECTIONS
from tests.publication.small_build import small_build
from tests.running import renkei_server

FIXTURES = Path(__file__).parents[1] / "golden" / "fixtures"
BIEI, TERM = "agreement/012041-014591-20220112", "clerk-f03-wrapped.txt"
THING = "named-thing/5d7dbad4"
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
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A build of two agreements with corrections, served."""
    folder = tmp_path_factory.mktemp("corrected")
    biei = Path(shutil.copy(bundled("data", "agreements", "asahikawa-biei.txt"), folder))
    term = Path(shutil.copy(FIXTURES / TERM, folder))
    CORRECTIONS.beside(biei).write_text("\n".join(ENTRIES), encoding="utf-8")
    ended = entry("event/term-end", "eventDate", "2025-10-05", "2024-10-05")
    CORRECTIONS.beside(term).write_text(ended, encoding="utf-8")
    outcome = small_build(biei, term, out=folder / "build", validated=True)
    assert outcome.directory is not None
    with renkei_server(folder / "build" / "current") as url, httpx.Client(base_url=url, timeout=60) as client:
        yield client


def asked(server: httpx.Client, path: str) -> set[tuple[str, ...]]:
    """Property, raw reading and right value of the corrections of a thing, as the last parts of IRIs or literals."""
    answer = server.get("/sparql", params={"query": _QUERY % path}, headers={"Accept": "text/csv"})
    assert answer.status_code == 200, answer.text
    lines = answer.text.splitlines()[1:]
    return {tuple(cell.rstrip("/").rpartition("/")[2].rpartition("#")[2] for cell in line.split(",")) for line in lines}


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
    answer = server.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"}).text
    (line,) = answer.splitlines()[1:]
    agreement, ended, rule = line.split(",")
    assert (ended, rule) == ("2024-10-06", "correction")
    path = agreement.partition("/id/")[2]
    assert "2025年10月5日" in shown(server, path).replace("2025-10-05", "2025年10月5日")
    assert asked(server, f"{path}/event/term-end") == {("eventDate", "2025-10-05", "2024-10-05")}


def test_a_target_that_is_gone_is_reported(server: httpx.Client) -> None:
    report = server.get(f"/download/agreements/{BIEI.partition('/')[2]}/report.json").json()
    codes = [found["code"] for found in report["diagnostics"] if found["code"].startswith("correction-")]
    assert sorted(codes) == ["correction-applied"] * 4 + ["correction-target-missing"]

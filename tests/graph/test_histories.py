"""Events, periods and consolidated versions in the graph; the shapes accept all of it."""

from __future__ import annotations

import re
from functools import cache

import rdflib
from pyoxigraph import Quad, RdfFormat, serialize

from kg.graph import AgreementGraph, agreement_graphs
from kg.identifiers import concept_iri
from kg.registries.municipalities import load_municipalities
from kg.validation.running import validation_results
from kg.vocabulary import RDFS, RENKEI
from tests.consolidation.test_cases import CASES
from tests.extraction.writing import read_text
from tests.graph.published import IRIS, shipped
from tests.graph.reading_quads import Statements


@cache
def mapped(case: str) -> tuple[tuple[AgreementGraph, ...], list[Quad]]:
    """The agreements of a case of amending sentences, mapped together; the original has the earliest date."""
    registry = load_municipalities()
    reports = [read_text(path.read_text(encoding="utf-8")) for path in sorted((CASES / case).glob("[0-9].txt"))]
    graphs = agreement_graphs(reports, iris=IRIS, registry=registry)
    return graphs, [quad for graph in graphs for quad in graph.quads]


#: Parts of an agreement that are about its history.
_HISTORY = re.compile("/(?:version|event|force-period|finding)/|/[^/]+-[0-9]{8}$")


def original(case: str) -> tuple[str, Statements, str]:
    """IRI and statements of the original, and the IRI of the first instrument that amends it."""
    first, second, *_ = sorted(mapped(case)[0], key=lambda graph: graph.slug[-8:])
    return IRIS.agreement(first.slug), Statements(first.quads), IRIS.agreement(second.slug)


def test_events_of_the_original_and_of_what_amends_it() -> None:
    root, graph, amending = original("words")
    slug = amending.rpartition("/")[2]
    effect, amendment = f"{root}/event/effect", f"{root}/event/amendment/{slug}"
    assert graph.objects(root, RENKEI["event"]) == sorted([f"{root}/event/signing", effect, amendment])
    assert graph.value(effect, RENKEI["eventDate"]) == "2012-04-01"
    assert graph.value(effect, RENKEI["rule"]) == "stated"
    assert graph.objects(effect, RENKEI["span"])
    assert graph.value(amendment, RENKEI["eventType"]) == concept_iri("event-type", "amendment")
    assert graph.value(amendment, RENKEI["eventDate"]) == "2017-04-01"
    assert graph.value(amendment, RENKEI["broughtBy"]) == amending


def test_consolidated_version() -> None:
    root, graph, amending = original("words")
    version = f"{root}/version/20170401"
    assert graph.objects(root, RENKEI["consolidatedVersion"]) == [version]
    assert graph.objects(version, RENKEI["consolidates"]) == sorted([root, amending])
    assert graph.value(version, RENKEI["complete"]) == "true"
    first, new = f"{version}/article/1/paragraph/1", f"{version}/article/6"
    assert graph.value(first, RENKEI["text"]).startswith("この協定は、中部圏域の形成を図り")
    assert graph.objects(first, RENKEI["wordedBy"]) == sorted([root, amending])
    assert graph.objects(new, RENKEI["wordedBy"]) == [amending]
    assert graph.value(new, RENKEI["caption"]) == "情報の共有"
    assert graph.value(f"{version}/article/7", RENKEI["numberedBy"]) == amending


def test_findings_lead_to_the_changes_that_were_not_applied() -> None:
    root, graph, amending = original("refused")
    finding = f"{root}/finding/1"
    assert graph.value(f"{root}/version/20170401", RENKEI["complete"]) == "false"
    assert graph.value(finding, RENKEI["conflict"]) == "old-words-twice"
    assert graph.value(finding, RENKEI["unappliedChange"]) == f"{amending}/change/1"
    assert len(graph.objects(finding, RDFS["comment"])) == 2
    assert len(graph.objects(root, RENKEI["finding"])) == 6


def test_abolished_agreement_is_no_longer_in_force() -> None:
    root, graph, _ = original("restated-then-abolished")
    last = max(graph.objects(root, RENKEI["forcePeriod"]))
    assert graph.value(last, RENKEI["periodStart"]) == "2025-04-01"
    assert graph.value(last, RENKEI["inForce"]) == "false"
    assert graph.value(last, RENKEI["forceReason"]) == "abolished"
    assert graph.objects(root, RENKEI["consolidatedVersion"]) == [f"{root}/version/20220401"]


def test_what_is_not_known_has_a_reason_and_no_answer() -> None:
    found = shipped().of("012041-014591-20220112")
    root, graph = IRIS.agreement(found.slug), Statements(found.quads)
    before, after = (f"{root}/force-period/{number}" for number in (1, 2))
    assert graph.value(before, RENKEI["inForce"]) == "false"
    assert graph.objects(after, RENKEI["inForce"]) == []
    assert graph.value(after, RENKEI["forceReason"]) == "effect-not-stated"


def test_the_shapes_accept_every_kind_of_statement() -> None:
    """Of the cases with versions, tables and findings; the graphs that the links lead to are left out."""
    for case in ("items", "tables", "refused"):
        quads = [*mapped(case)[1], *shipped().shared["schemes"]]
        data = serialize([quad.triple for quad in quads], format=RdfFormat.N_TRIPLES)
        found = validation_results(rdflib.Graph().parse(data=data or b"", format="nt"))
        assert [f"{result.shape} {result.value}" for result in found if _HISTORY.search(result.focus_node)] == []

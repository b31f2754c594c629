"""Amendments, groups and delegations of the fixtures in the graph; the shapes accept all of it."""

from __future__ import annotations

import pytest
import rdflib
from pyoxigraph import RdfFormat, serialize

from kg.identifiers import short_hash
from kg.validation.running import validation_results
from kg.vocabulary import RENKEI
from tests.graph.published import everything
from tests.graph.reading_quads import Statements

CITY, TOWN, VILLAGE = (f"x{short_hash(name)}" for name in ("北原市", "白鷺町", "川下村"))
BODY = "http://localhost:8000/id/body/"
AGREEMENT = "http://localhost:8000/id/agreement/"


def graph_with(part: str) -> tuple[str, Statements]:
    """The one agreement whose slug has a part, as IRI and statements."""
    (found,) = (graph for graph in everything().agreements if part in graph.slug)
    return f"{AGREEMENT}{found.slug}", Statements(found.quads)


def test_amending_agreement_links_to_the_amended_one() -> None:
    root, graph = graph_with("-20170322")
    assert graph.value(root, RENKEI["amends"]) == f"{AGREEMENT}{CITY}-{TOWN}-20120328"
    assert graph.value(root, RENKEI["amendmentMode"]) == "partial"
    assert len(graph.objects(root, RENKEI["change"])) == 13
    assert graph.value(f"{root}/evidence/amends", RENKEI["statementProperty"]) == RENKEI["amends"].value


def test_change() -> None:
    root, graph = graph_with("-20170322")
    first, tenth = f"{root}/change/1", f"{root}/change/10"
    assert graph.value(first, RENKEI["locus"]) == "第1条"
    assert graph.value(first, RENKEI["operation"]) == "replace"
    assert graph.value(first, RENKEI["oldText"]) == "『圏域』"
    assert graph.value(first, RENKEI["newText"]) == "『中部圏域』"
    assert graph.value(tenth, RENKEI["newText"]).splitlines()[0] == "(情報の共有)"
    assert len(graph.objects(tenth, RENKEI["span"])) > 1


def test_groups() -> None:
    root, graph = graph_with("-p20000324-")
    assert graph.value(f"{root}/group/2", RENKEI["designation"]) == "関係町村"
    assert graph.objects(f"{root}/group/2", RENKEI["groupMember"]) == sorted((f"{BODY}{TOWN}", f"{BODY}{VILLAGE}"))


def test_delegations_of_both_ways() -> None:
    root, graph = graph_with("-p20120220-")
    pairs = [
        (graph.value(node, RENKEI["delegatedBy"]), graph.value(node, RENKEI["delegatedTo"]))
        for node in graph.objects(root, RENKEI["delegation"])
    ]
    assert sorted(pairs) == sorted([(f"{BODY}{CITY}", f"{BODY}{TOWN}"), (f"{BODY}{TOWN}", f"{BODY}{CITY}")])


@pytest.mark.parametrize("part", ["-20170322", "-20220325", "-p20000324-", "-p20120220-", "-20130830-"])
def test_shapes_accept_what_is_mapped(part: str) -> None:
    """Findings other than those about the graphs that the agreement's links lead to."""
    (found,) = (graph for graph in everything().agreements if part in graph.slug)
    shared = everything().shared
    quads = [*found.quads, *(quad for name in ("bodies", "schemes", "areas", "laws") for quad in shared.get(name, []))]
    data = rdflib.Graph()
    data.parse(data=serialize([quad.triple for quad in quads], format=RdfFormat.N_TRIPLES) or b"", format="nt")
    about = [result for result in validation_results(data) if f"/id/agreement/{found.slug}" in result.focus_node]
    assert about == []

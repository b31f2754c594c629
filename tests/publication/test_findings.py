"""The findings of a release: the same in a page, a table, JSON and RDF, each with its place and how to mend it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import rdflib
from lxml import html
from pyoxigraph import Literal

from kg.publication import Manifest, build_release
from kg.registries.quality_metrics import load_quality_metrics
from kg.vocabulary import DQV, RDF, SH
from tests.publication.conftest import ASAHIKAWA, SAPPORO, SETTINGS, BuiltRelease

_SH = rdflib.Namespace(SH.iri)
_OA = rdflib.Namespace("http://www.w3.org/ns/oa#")


@dataclass(frozen=True, slots=True)
class Flawed:
    """A release of inputs with flaws: one without an agreement, one that is there twice."""

    directory: Path
    manifest: Manifest

    def text(self, name: str) -> str:
        return (self.directory / "validation" / name).read_text(encoding="utf-8")

    @property
    def findings(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.text("findings.json"))["findings"]
        return found


@pytest.fixture(scope="module")
def flawed(tmp_path_factory: pytest.TempPathFactory) -> Flawed:
    folder = tmp_path_factory.mktemp("inputs")
    for source in (ASAHIKAWA, SAPPORO):
        (folder / source.name).write_bytes(source.read_bytes())
    (folder / "twice.txt").write_bytes(SAPPORO.read_bytes())
    (folder / "none.txt").write_text("=SUM(A1)<script>\n+別の文\n", encoding="utf-8")
    outcome = build_release([folder], out=tmp_path_factory.mktemp("flawed"), settings=SETTINGS)
    assert outcome.directory is not None
    assert outcome.manifest is not None
    return Flawed(outcome.directory, outcome.manifest)


def test_every_warning_and_everything_set_aside_is_found(flawed: Flawed) -> None:
    said = {(found["path"], found["code"], found["message"]) for found in flawed.findings}
    assert {(one.path, one.code, one.message) for one in flawed.manifest.warnings} <= said
    errors = {(found["path"], found["agreement"]) for found in flawed.findings if found["severity"] == "error"}
    assert errors == {(one.path, one.slug) for one in flawed.manifest.set_aside}


def test_a_finding_says_where_what_and_how_to_mend_it(flawed: Flawed) -> None:
    (name,) = [found for found in flawed.findings if found["code"] == "signatory-name-incomplete"]
    text = SAPPORO.read_text(encoding="utf-8")
    assert name["agreement"] == "011002-012106-20190329"
    assert name["part"]["iri"].endswith("/signatory/2")
    assert (name["part"]["name"], name["part"]["name_en"]) == ("署名2", "signatory 2")
    assert name["source_line"]["marked"] == text[name["start"] : name["end"]].splitlines()[0]
    line = "".join(name["source_line"].values())
    assert line == text.splitlines()[name["line"] - 1]
    assert name["remedy"]
    assert name["remedy_ja"]


def test_the_most_severe_come_first(flawed: Flawed) -> None:
    ranks = [("error", "warning", "info").index(found["severity"]) for found in flawed.findings]
    assert ranks == sorted(ranks)
    assert set(ranks) == {0, 1, 2}


def test_the_table_has_the_same_findings_and_no_formulas(flawed: Flawed) -> None:
    rows = list(csv.DictReader(io.StringIO(flawed.text("findings.csv"), newline=""), strict=True))
    assert [row["code"] for row in rows] == [found["code"] for found in flawed.findings]
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "＝", "＋"))]
    assert any(row["source_line"].startswith("'=SUM(A1)") for row in rows)


def test_the_page_has_the_same_findings_and_takes_no_words_for_markup(flawed: Flawed) -> None:
    page = html.fromstring(flawed.text("findings.html"))
    assert len(page.findall(".//article")) == len(flawed.findings)
    assert page.findall(".//script") == []


def test_the_rdf_is_a_validation_report_with_the_words_as_targets(flawed: Flawed) -> None:
    graph = rdflib.Graph().parse(data=flawed.text("findings.ttl"), format="turtle")
    results = set(graph.subjects(rdflib.RDF.type, _SH.ValidationResult))
    assert len(results) == len(flawed.findings)
    for needed in (_SH.focusNode, _SH.resultSeverity, _SH.sourceConstraintComponent):
        assert all(len(list(graph.objects(result, needed))) == 1 for result in results)
    assert all(len(list(graph.objects(result, _SH.resultMessage))) == 2 for result in results)
    assert not any(isinstance(node, rdflib.BNode) for node in graph.all_nodes())
    placed = [found for found in flawed.findings if found["agreement"] and found["start"] is not None]
    targets = set(graph.objects(None, _OA.hasTarget))
    assert {int(str(start)) for target in targets for start in graph.objects(target, _OA.start)} == {
        found["start"] for found in placed
    }


def test_report_of_an_agreement_explains_its_diagnostics(release: BuiltRelease) -> None:
    folder = release.directory / "agreements" / "011002-012106-20190329"
    checked = json.loads((folder / "report.json").read_bytes())
    assert checked["diagnostics"]
    assert all(found["remedy_ja"] and found["source_line"] is not None for found in checked["diagnostics"])


def test_every_metric_is_measured(release: BuiltRelease) -> None:
    quads = release.quads("quality.ttl")
    metrics = {quad.subject for quad in quads if (quad.predicate, quad.object) == (RDF["type"], DQV["Metric"])}
    measured = {quad.object for quad in quads if quad.predicate == DQV["isMeasurementOf"]}
    assert len(metrics) == len(load_quality_metrics()) >= 10
    assert measured == metrics


def test_shares_are_those_of_the_data(release: BuiltRelease) -> None:
    values = {
        str(quad.subject).rpartition("/")[2].rstrip(">"): Decimal(quad.object.value)
        for quad in release.quads("quality.ttl")
        if quad.predicate == DQV["value"] and isinstance(quad.object, Literal)
    }
    duties = typed = 0
    for path in sorted((release.directory / "agreements").glob("*/report.json")):
        for agreement in json.loads(path.read_bytes())["agreements"]:
            for role in (role for initiative in agreement["initiatives"] for role in initiative["roles"]):
                duties += len(role["duties"])
                typed += sum(bool(duty["types"]) for duty in role["duties"])
    assert duties > 100
    assert values["duties-typed"] == round(Decimal(typed) / duties, 4)
    assert values["findings-warning"] == len(release.manifest.warnings)
    assert values["parties-identified"] == 1
    assert values["characters-claimed"] == 1

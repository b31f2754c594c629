"""The report of links has every link to others, by the rule it was made by."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode

from kg.registries.codes import corporate_number, standard_area_iri
from kg.registries.link_rules import LinkRule, load_link_rules
from kg.vocabulary import DCTERMS, RENKEI
from tests.publication.conftest import SETTINGS, BuiltRelease

#: Addresses that are no links to data of others: names of terms and of formats that vocabularies prescribe.
_VOCABULARIES = ("http://www.w3.org/", "http://www.opengis.net/", "http://purl.org/", "https://schema.org/")
_OURS = (SETTINGS.base_iri, "https://w3id.org/renkei/")


@pytest.fixture(scope="module")
def report(release: BuiltRelease) -> dict[str, dict[str, Any]]:
    rules = json.loads((release.directory / "links.json").read_bytes())["rules"]
    return {rule["name"]: rule for rule in rules}


def test_every_rule_is_reported_and_gives_links_if_it_is_one_that_does(report: dict[str, dict[str, Any]]) -> None:
    assert list(report) == [rule.name for rule in load_link_rules()]
    assert {name for name, rule in report.items() if rule["links"] == 0} == {
        rule.name for rule in load_link_rules() if not rule.made
    }


def test_derived_identifiers_follow_their_rule_everywhere(
    release: BuiltRelease, report: dict[str, dict[str, Any]]
) -> None:
    quads = release.quads("renkei.nq")
    codes = {
        quad.subject: quad.object.value
        for quad in quads
        if quad.predicate == DCTERMS["identifier"] and isinstance(quad.object, Literal)
    }
    for predicate, derived, name in (
        (RENKEI["standardAreaCode"], standard_area_iri, "e-stat-sac"),
        (RENKEI["corporateNumber"], corporate_number, "corporate-number"),
    ):
        found = [quad for quad in quads if quad.predicate == predicate]
        assert len(found) == report[name]["links"] > 1700
        linked = {quad.subject: quad.object.value for quad in found if isinstance(quad.object, NamedNode | Literal)}
        assert len(linked) == len(found)
        assert linked == {subject: derived(codes[subject]) for subject in linked}


def test_no_link_of_the_agreements_is_without_a_rule(release: BuiltRelease) -> None:
    rules = [rule for rule in load_link_rules() if rule.made]
    without = {
        (quad.predicate.value, quad.object.value)
        for path in sorted((release.directory / "agreements").glob("*.nt"))
        for quad in release.quads(str(path.relative_to(release.directory)))
        if isinstance(quad.object, NamedNode)
        and not quad.object.value.startswith((*_OURS, *_VOCABULARIES))
        and not _held(rules, quad.predicate.value, quad.object.value)
    }
    assert without == set()


def _held(rules: list[LinkRule], predicate: str, value: str) -> bool:
    return any(rule.holds(predicate, value) for rule in rules)


def test_table_has_the_same_rules(release: BuiltRelease, report: dict[str, dict[str, Any]]) -> None:
    text = (release.directory / "links.csv").read_bytes().decode()
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert [(row["name"], row["links"]) for row in rows] == [(name, str(one["links"])) for name, one in report.items()]

"""The concept schemes: complete, well-formed SKOS, and unambiguous as targets of printed headings."""

from __future__ import annotations

import csv
import itertools
import re
import unicodedata
from collections import Counter

import pytest
from pyoxigraph import Literal

from kg.identifiers import AUTHORED_SCHEMES, concept_iri, parse_concept_iri, scheme_iri
from kg.model.agreement import Capacity
from kg.vocabulary import DCTERMS, RDF, RENKEI, SKOS
from tests.ontology.reading import DATA, SCHEMES, languages, links, literals, triples

_STATEMENTS = triples(*SCHEMES)
_CLASSES = {
    "policy-field": "PolicyField",
    "instrument": "InstrumentKind",
    "capacity": "PartyCapacity",
    "duty-type": "DutyType",
    "clause-type": "ClauseType",
    "statutory-element": "StatutoryElement",
    "event-type": "EventType",
    "thing-kind": "ThingKind",
}
_DUTIES_BELOW = {"observe": "participate", "publicise": "provide-information", "subsidise": "bear-cost"}
_LETTERS = {"ア": "a", "イ": "b", "ウ": "c"}
_LABELS = (SKOS["prefLabel"], SKOS["altLabel"], SKOS["hiddenLabel"])


def _slugs(scheme: str) -> set[str]:
    members = {subject for subject, kind in links(_STATEMENTS, RDF["type"]) if kind == SKOS["Concept"].value}
    return {slug for own, slug in map(parse_concept_iri, sorted(members)) if own == scheme}


def _parents(scheme: str, slugs: set[str]) -> set[tuple[str, str]]:
    """Each slug that stands below another one: by its letters, save for types of duty, whose slugs are verbs."""
    if scheme == "duty-type":
        return set(_DUTIES_BELOW.items())
    return {(slug, parent) for slug in slugs if (parent := slug.rpartition("-")[0]) in slugs}


def _labels(iri: str) -> list[Literal]:
    return [label for kind in _LABELS for label in literals(_STATEMENTS, kind).get(iri, ())]


def _normalised(text: str) -> str:
    """The form in which printed headings are compared: width, spaces and the form of commas do not count."""
    return "".join(unicodedata.normalize("NFKC", text).split()).replace(",", "、")


def _heading_rows() -> list[dict[str, str]]:
    with (DATA / "headings.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_promised_concepts_exist() -> None:
    kinds_of_instrument = "renkei-kyoyaku teiju-jiritsuken jimu-itaku kyodo-setchi kyogikai daitai-shikko other"
    assert _slugs("instrument") == set(kinds_of_instrument.split())
    assert _slugs("capacity") == {"core-city", "partner", "plain-party"} == set(Capacity)
    assert _slugs("duty-type") >= {"bear-cost", "lead", "provide-information"}


def test_policy_fields_are_complete() -> None:
    numbers = {"renkei-a": 5, "renkei-b": 4, "renkei-c": 3, "renkei-c-a": 8, "renkei-c-b": 6, "renkei-c-c": 4}
    numbers |= {"teiju-a": 6, "teiju-b": 6, "teiju-c": 4}
    below = Counter(slug.rpartition("-")[0] for slug in _slugs("policy-field"))
    assert below == Counter(numbers) + Counter({"renkei": 3, "teiju": 3})


@pytest.mark.parametrize("scheme", AUTHORED_SCHEMES)
def test_scheme_has_title_labels_and_licence(scheme: str) -> None:
    iri = scheme_iri(scheme)
    assert (iri, SKOS["ConceptScheme"].value) in links(_STATEMENTS, RDF["type"])
    assert languages(literals(_STATEMENTS, DCTERMS["title"])[iri]) == ["en", "ja"]
    assert languages(literals(_STATEMENTS, SKOS["prefLabel"])[iri]) == ["en", "ja"]
    assert (iri, "http://creativecommons.org/licenses/by/4.0/") in links(_STATEMENTS, DCTERMS["license"])


@pytest.mark.parametrize("scheme", AUTHORED_SCHEMES)
def test_concepts_are_well_formed(scheme: str) -> None:
    iris = {concept_iri(scheme, slug) for slug in _slugs(scheme)}
    types = links(_STATEMENTS, RDF["type"])
    preferred = literals(_STATEMENTS, SKOS["prefLabel"])
    assert {(iri, RENKEI[_CLASSES[scheme]].value) for iri in iris} <= types
    assert {(iri, scheme_iri(scheme)) for iri in iris} <= links(_STATEMENTS, SKOS["inScheme"])
    assert {iri for iri in iris if languages(preferred.get(iri, ())) != ["en", "ja"]} == set()


@pytest.mark.parametrize("scheme", AUTHORED_SCHEMES)
def test_every_concept_is_at_the_top_or_below_one(scheme: str) -> None:
    slugs = _slugs(scheme)
    expected = {(concept_iri(scheme, slug), concept_iri(scheme, parent)) for slug, parent in _parents(scheme, slugs)}
    broader = {(low, high) for low, high in links(_STATEMENTS, SKOS["broader"]) if low.startswith(scheme_iri(scheme))}
    top = {concept_iri(scheme, slug) for slug in slugs} - {low for low, _ in broader}
    assert broader == expected
    assert {low for low, high in links(_STATEMENTS, SKOS["topConceptOf"]) if high == scheme_iri(scheme)} == top
    assert {low for high, low in links(_STATEMENTS, SKOS["hasTopConcept"]) if high == scheme_iri(scheme)} == top


def test_concepts_of_our_own_schemes_are_defined() -> None:
    definitions = literals(_STATEMENTS, SKOS["definition"])
    concepts = [concept_iri(scheme, slug) for scheme in AUTHORED_SCHEMES[1:] for slug in _slugs(scheme)]
    assert {iri for iri in concepts if languages(definitions.get(iri, ())) != ["en", "ja"]} == set()


def test_types_of_duty_say_what_they_are_not() -> None:
    """Labellers go by the scheme: a note in both languages, an example, and a number of its own for each type."""
    iris = {concept_iri("duty-type", slug) for slug in _slugs("duty-type")}
    notes = literals(_STATEMENTS, SKOS["scopeNote"])
    examples = literals(_STATEMENTS, SKOS["example"])
    notations = literals(_STATEMENTS, SKOS["notation"])
    assert {iri for iri in iris if languages(notes.get(iri, ())) != ["en", "ja"]} == set()
    assert {iri for iri in iris if set(languages(examples.get(iri, ()))) != {"ja"}} == set()
    assert {notations[iri][0].value for iri in iris} == {f"{number:02}" for number in range(1, len(iris) + 1)}


def test_types_named_in_notes_exist() -> None:
    notes = literals(_STATEMENTS, SKOS["scopeNote"])
    slugs = _slugs("duty-type")
    named = {
        word
        for slug in slugs
        for note in notes[concept_iri("duty-type", slug)]
        if note.language == "ja"
        for word in re.findall(r"[a-z]+(?:-[a-z]+)*", note.value)
    }
    assert named <= slugs
    assert len(named) > len(slugs) / 2


def test_notation_keeps_the_letters_of_the_slug() -> None:
    notations = literals(_STATEMENTS, SKOS["notation"])
    found = {slug: notations[concept_iri("policy-field", slug)][0].value for slug in _slugs("policy-field")}
    letters = {
        slug: "-".join(_LETTERS.get(letter, letter.lower()) for letter in notation.split("-"))
        for slug, notation in found.items()
    }
    assert letters == {slug: slug.partition("-")[2] for slug in found}
    assert len(set(found.values())) == len(found)


def test_collections_divide_the_policy_fields_by_guideline() -> None:
    members = links(_STATEMENTS, SKOS["member"])
    expected = {
        (concept_iri("policy-field", slug.partition("-")[0]), concept_iri("policy-field", slug))
        for slug in _slugs("policy-field")
    }
    assert members == expected


def test_matches_between_the_guidelines_hold_both_ways() -> None:
    for property_ in (SKOS["closeMatch"], SKOS["relatedMatch"]):
        pairs = links(_STATEMENTS, property_)
        assert pairs
        assert {(high, low) for low, high in pairs} == pairs
    broad, narrow = links(_STATEMENTS, SKOS["broadMatch"]), links(_STATEMENTS, SKOS["narrowMatch"])
    assert broad
    assert {(high, low) for low, high in broad} == narrow


def test_every_field_of_the_second_guideline_is_mapped_save_the_residual_ones() -> None:
    """その他 of one list holds what that list does not name, so it maps to nothing of the other."""
    matches = ("closeMatch", "relatedMatch", "broadMatch", "narrowMatch")
    mapped = {low for name in matches for low, _ in links(_STATEMENTS, SKOS[name])}
    unmapped = {slug for slug in _slugs("policy-field") if slug.startswith("teiju-")} - {
        parse_concept_iri(iri)[1] for iri in mapped
    }
    assert unmapped == {"teiju-a-f", "teiju-b-f", "teiju-c-d"}


def test_areas_of_both_guidelines_match() -> None:
    matches = links(_STATEMENTS, SKOS["closeMatch"])
    for letter in "abc":
        pair = (concept_iri("policy-field", f"renkei-c-{letter}"), concept_iri("policy-field", f"teiju-{letter}"))
        assert pair in matches


def test_no_label_of_a_concept_is_given_twice() -> None:
    for scheme in AUTHORED_SCHEMES:
        for slug in _slugs(scheme):
            texts = [(label.value, label.language) for label in _labels(concept_iri(scheme, slug))]
            assert len(texts) == len(set(texts)), slug


@pytest.mark.parametrize("parent", sorted({slug.rpartition("-")[0] for slug in _slugs("policy-field")}))
def test_no_two_concepts_below_one_share_a_label(parent: str) -> None:
    """A printed heading is looked up below the concept of the heading above it."""
    below = sorted(slug for slug in _slugs("policy-field") if slug.startswith(f"{parent}-"))
    if parent == "teiju":  # その他 alone says nothing before the area is known
        below = [slug for slug in below if slug.count("-") == 1]
    labels = {
        slug: {_normalised(label.value) for label in _labels(concept_iri("policy-field", slug))} for slug in below
    }
    shared = {(one, other) for one, other in itertools.combinations(below, 2) if labels[one] & labels[other]}
    assert shared == set()


@pytest.mark.parametrize("row", _heading_rows(), ids=lambda row: f"{row['below']}-{row['heading']}")
def test_printed_heading_names_one_concept(row: dict[str, str]) -> None:
    found = {
        slug
        for slug in _slugs("policy-field")
        if slug.rpartition("-")[0] == row["below"]
        and _normalised(row["heading"])
        in {_normalised(label.value) for label in _labels(concept_iri("policy-field", slug)) if label.language == "ja"}
    }
    assert found == {row["concept"]}


def test_every_policy_field_says_how_far_it_is_confirmed() -> None:
    notes = literals(_STATEMENTS, SKOS["editorialNote"])
    status = dict(links(_STATEMENTS, RENKEI["confirmation"]))
    iris = {concept_iri("policy-field", slug) for slug in _slugs("policy-field")}
    assert set(status) == iris
    assert {iri for iri in iris if languages(notes.get(iri, ())) != ["en", "ja"]} == set()


def test_what_nobody_has_compared_is_marked_so() -> None:
    status = dict(links(_STATEMENTS, RENKEI["confirmation"]))
    unconfirmed = {slug for slug in _slugs("policy-field") if slug.startswith("teiju-")}
    unconfirmed |= {"renkei-c-b-d", "renkei-c-c-a", "renkei-c-c-b", "renkei-c-c-d"}
    marked = {parse_concept_iri(iri)[1] for iri, value in status.items() if value == RENKEI["unconfirmed"].value}
    assert marked == unconfirmed

"""Concept schemes as they are read from Turtle."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.identifiers import AUTHORED_SCHEMES
from kg.registries.concepts import Label, load_concepts, read_concepts

PREFIXES = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix field: <https://w3id.org/renkei/policy-field/> .
"""
TOP = 'field:renkei-a a skos:Concept ; skos:prefLabel "ア"@ja, "A"@en ; skos:notation "ア" .'
BELOW = """
field:renkei-a-d a skos:Concept ; skos:prefLabel "Tourism"@en, "戦略的な観光施策"@ja ; skos:broader field:renkei-a ;
    skos:altLabel "観光"@ja ; skos:hiddenLabel "観光振興"@ja, "広域観光"@ja ; skos:notation "ア-d" .
<https://example.org/other> a skos:Concept .
"""


def _scheme(tmp_path: Path, *statements: str) -> Path:
    path = tmp_path / "policy-field.ttl"
    path.write_text(PREFIXES + "\n".join(statements), encoding="utf-8")
    return path


def test_concepts_are_read(tmp_path: Path) -> None:
    top, below = read_concepts(_scheme(tmp_path, BELOW, TOP), "policy-field")
    assert (top.slug, top.broader, top.notation, top.alternative_labels) == ("renkei-a", None, "ア", ())
    assert (below.scheme, below.slug, below.broader) == ("policy-field", "renkei-a-d", "renkei-a")
    assert (below.label("ja"), below.label("en"), below.notation) == ("戦略的な観光施策", "Tourism", "ア-d")
    assert below.alternative_labels == (Label("観光", "ja"),)
    assert below.hidden_labels == (Label("広域観光", "ja"), Label("観光振興", "ja"))
    with pytest.raises(KeyError):
        below.label("fr")


@pytest.mark.parametrize(
    ("statements", "message"),
    [
        ("", "found no skos:Concept"),
        ("field:x a skos:Concept", "expected a Turtle file"),
        ('field:x a skos:Concept ; skos:prefLabel "x"@ja .', "skos:prefLabel: found ['ja']"),
        (
            'field:x a skos:Concept ; skos:prefLabel "x"@ja, "y"@ja, "z"@en .',
            "skos:prefLabel: found ['en', 'ja', 'ja']",
        ),
        (
            'field:x a skos:Concept ; skos:prefLabel "x"@ja, "x"@en ; skos:broader field:y, field:z .',
            "skos:broader: found [",
        ),
    ],
)
def test_a_wrong_scheme_is_an_error(tmp_path: Path, statements: str, message: str) -> None:
    with pytest.raises(InputError) as raised:
        read_concepts(_scheme(tmp_path, statements), "policy-field")
    assert message in raised.value.message
    assert raised.value.message_ja


def test_a_missing_scheme_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="expected a Turtle file"):
        read_concepts(tmp_path / "none.ttl", "policy-field")


@pytest.mark.parametrize("scheme", AUTHORED_SCHEMES)
def test_the_bundled_schemes_hang_together(scheme: str) -> None:
    concepts = load_concepts(scheme)
    slugs = [concept.slug for concept in concepts]
    assert slugs == sorted(set(slugs))
    assert {concept.broader for concept in concepts} - {None} <= set(slugs)
    assert {concept.scheme for concept in concepts} == {scheme}


def test_policy_fields_of_the_two_schemes() -> None:
    fields = {concept.slug: concept for concept in load_concepts("policy-field")}
    assert fields["renkei-a-d"].label("ja") == "戦略的な観光施策"
    assert fields["renkei-a-d"].broader == "renkei-a"
    assert {"renkei-c-a-a", "teiju-a-a"} <= set(fields)

"""Every rule that a statement names is a rule of the scheme, said in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg.errors import InputError
from kg.identifiers import RULES, concept_iri
from kg.registries.rules import load_rules, read_rules
from kg.vocabulary import RENKEI, SKOS


def test_rules_are_named_once_and_described() -> None:
    rules = load_rules()
    assert len(rules) > 100
    assert [rule.id for rule in rules] == sorted({rule.id for rule in rules})
    assert {rule.table for rule in rules} >= {"clause-rules.csv", "duty-rules.csv", "procedure-rules.csv"}


@pytest.mark.parametrize(
    "second",
    ["a,説明,A note\n", "b,,A note\n", "b,説明,\n", ",説明,A note\n"],
    ids=["twice", "no Japanese", "no English", "no name"],
)
def test_a_table_with_a_fault_is_refused_by_file_and_line(tmp_path: Path, second: str) -> None:
    table = tmp_path / "some-rules.csv"
    table.write_text("id,note_ja,note_en\na,説明,A note\n" + second, encoding="utf-8")
    with pytest.raises(InputError, match=r"some-rules\.csv:3: id: found"):
        read_rules([table])


def test_every_rule_of_the_graph_has_its_page(real_release: Path) -> None:
    quads = list(parse(path=real_release / "renkei.nq", format=RdfFormat.N_QUADS))
    named = {quad.object.value for quad in quads if quad.predicate == RENKEI["rule"]}
    defined = {quad.object.value: quad.subject.value for quad in quads if quad.predicate == SKOS["notation"]}
    assert {name for name in named if defined.get(name) != concept_iri(RULES, name)} == set()
    assert {"stated", "heading-label"} <= named

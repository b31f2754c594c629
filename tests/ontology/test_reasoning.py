"""The ontology is consistent under HermiT, and HermiT finds the errors that its axioms describe."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.identifiers import ONTOLOGY as NAMESPACE
from kg.vocabulary import OWL, RDF
from tests.ontology.reading import AUTHORED, DATA, ONTOLOGY, kinds, links, triples
from tests.ontology.reasoner import Reasoner, Verdict

_CONFORMING = DATA / "conforming.ttl"
_INCONSISTENT = sorted((DATA / "inconsistent").glob("*.ttl"))


def test_conforming_data_has_every_class() -> None:
    classes = {term for term, found in kinds(triples(ONTOLOGY)).items() if OWL["Class"].value in found}
    populated = {cls for _, cls in links(triples(*AUTHORED, _CONFORMING), RDF["type"]) if cls.startswith(NAMESPACE)}
    assert populated == classes


@pytest.mark.java
def test_conforming_data_is_consistent(reasoner: Reasoner) -> None:
    assert reasoner.judge(*AUTHORED, _CONFORMING) == Verdict(consistent=True)


@pytest.mark.java
@pytest.mark.parametrize("case", _INCONSISTENT, ids=lambda path: path.stem)
def test_contradiction_is_found(case: Path, reasoner: Reasoner) -> None:
    assert reasoner.judge(*AUTHORED, case) == Verdict(consistent=False)


@pytest.mark.java
def test_class_that_can_have_no_members_is_found(reasoner: Reasoner) -> None:
    verdict = reasoner.judge(*AUTHORED, DATA / "unsatisfiable.ttl")
    assert verdict == Verdict(consistent=True, unsatisfiable=(f"{NAMESPACE}Clause",))


@pytest.mark.java
def test_file_that_is_no_ontology_is_an_error(reasoner: Reasoner, tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("renkei:Agreement a", encoding="utf-8")
    with pytest.raises(ValueError, match="pars"):
        reasoner.judge_file(broken)

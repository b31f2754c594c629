"""Named things in the graph: evidence at each mention, and links across agreements only on enough evidence."""

from __future__ import annotations

from dataclasses import replace

from pyoxigraph import NamedNode

from kg.graph.named_things import same_thing_triples
from kg.identifiers import Iris
from kg.model.agreement import Agreement
from kg.model.text import Passage
from kg.registries.municipalities import load_municipalities
from kg.vocabulary import OA, RDFS, RENKEI
from tests.graph.published import shipped
from tests.graph.reading_quads import Statements
from tests.sources import agreement

IRIS = Iris("https://example.jp/")


def _naming(read: Agreement, *titles: str) -> Agreement:
    """The agreement with initiatives of these titles."""
    first = replace(read.initiatives[0], content=None, roles=(), remarks=())
    return replace(read, initiatives=tuple(replace(first, title=Passage.plain(title, start=0)) for title in titles))


def _links(*agreements: Agreement) -> set[tuple[str, str]]:
    triples = same_thing_triples(
        [(f"a{number}", each) for number, each in enumerate(agreements)], iris=IRIS, registry=load_municipalities()
    )
    return {
        (triple.subject.value.split("/")[5], triple.object.value.split("/")[5])
        for triple in triples
        if triple.predicate == RENKEI["sameThingAs"]
        and isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, NamedNode)
    }


def test_every_mention_has_its_evidence() -> None:
    statements = Statements(shipped().of("012041-014591-20220112").quads)
    agreement_iri = "http://localhost:8000/id/agreement/012041-014591-20220112"
    things = statements.instances(RENKEI["NamedThing"])
    assert len(things) == 17
    league = next(each for each in things if statements.value(each, RDFS["label"]) == "旭川空港利用拡大期成会")
    key = league.rpartition("/")[2]
    for path in ("initiative/6", "initiative/6/role/1", "initiative/6/role/2"):
        namer = f"{agreement_iri}/{path}"
        assert league in statements.objects(namer, RENKEI["names"])
        evidence = f"{namer}/evidence/names-{key}"
        assert statements.value(evidence, RENKEI["rule"]) == "league"
        span = statements.value(evidence, RENKEI["span"])
        assert statements.value(span, OA["exact"]) == "旭川空港利用拡大期成会"
    assert len(statements.objects(league, RENKEI["span"])) == 3


def test_the_same_full_name_in_one_area_is_one_thing() -> None:
    read = agreement("asahikawa-biei")
    assert _links(_naming(read, "旭川空港の利用"), _naming(read, "旭川空港の拡大")) == {("a0", "a1"), ("a1", "a0")}


def test_names_without_place_or_form_and_of_other_areas_are_not_linked() -> None:
    read, other = agreement("asahikawa-biei"), agreement("sapporo-iwamizawa")
    assert _links(_naming(read, "丘珠空港の利用"), _naming(read, "丘珠空港の拡大")) == set()
    assert _links(_naming(read, "旭川空港の利用"), _naming(other, "旭川空港の拡大")) == set()
    assert _links(_naming(read, "旭川空港の利用"), _naming(read, "札幌市科学館の利用")) == set()


def test_laws_are_one_by_their_law_id_whatever_the_area() -> None:
    read, other = agreement("asahikawa-biei"), agreement("sapporo-iwamizawa")
    assert _links(_naming(read, "森林法の運用"), _naming(other, "森林法の周知")) == {("a0", "a1"), ("a1", "a0")}


def test_links_say_by_which_rule() -> None:
    read = agreement("asahikawa-biei")
    triples = list(
        same_thing_triples(
            [("a", _naming(read, "旭川空港")), ("b", _naming(read, "旭川空港"))],
            iris=IRIS,
            registry=load_municipalities(),
        )
    )
    rules = [str(triple.object) for triple in triples if triple.predicate == RENKEI["rule"]]
    assert rules == ['"same-name-same-area"', '"same-name-same-area"']

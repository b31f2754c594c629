"""A graph of any size in the vocabulary of a release, made by a seeded generator and not from texts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg.vocabulary import DCTERMS, RDF, RDFS, RENKEI, SKOS, XSD

BASE = "https://example.jp/"
#: Triples that an agreement has on the average.
TRIPLES_OF_AN_AGREEMENT = 245
_MUNICIPALITIES = 1741
_WORDS = ("医療", "観光", "公共交通", "防災", "子育て", "図書館", "連携", "推進", "事業", "相互利用", "空港", "浄化槽")
_INITIATIVES = 10
_DUTY_TYPES = ("bear-cost", "lead", "provide-information", "cooperate", "operate")


@dataclass(frozen=True, slots=True)
class _Graph:
    """A named graph that is being written."""

    name: NamedNode

    def quads(self, subject: NamedNode, *said: tuple[NamedNode, NamedNode | Literal]) -> Iterator[Quad]:
        return (Quad(subject, predicate, value, self.name) for predicate, value in said)


def _node(path: str) -> NamedNode:
    return NamedNode(f"{BASE}{path}")


def _japanese(text: str) -> Literal:
    return Literal(text, language="ja")


def generated_quads(agreements: int, *, seed: int = 1) -> Iterator[Quad]:
    """The quads of so many agreements and of what they share. The same numbers give the same quads."""
    draw = random.Random(seed)  # noqa: S311 -- not for secrets
    yield from _shared()
    for number in range(agreements):
        yield from _agreement(number, draw)


def _shared() -> Iterator[Quad]:
    graph = _Graph(_node("doc/shared"))
    for number in range(_MUNICIPALITIES):
        yield from graph.quads(
            municipality(number),
            (RDF["type"], RENKEI["Municipality"]),
            (RDFS["label"], _japanese(f"第{number}市")),
            (DCTERMS["identifier"], Literal(f"{number:06d}")),
        )
    for pillar in "abc":
        for letter in ("", *(f"-{letter}" for letter in "abcdefgh")):
            field = _node(f"field/{pillar}{letter}")
            yield from graph.quads(field, (SKOS["prefLabel"], _japanese(f"分野{pillar}{letter}")))
            if letter:
                yield from graph.quads(field, (SKOS["broader"], _node(f"field/{pillar}")))


def municipality(number: int) -> NamedNode:
    """A municipality of the graph."""
    return _node(f"id/municipality/{number:06d}")


def agreement(number: int) -> NamedNode:
    """An agreement of the graph."""
    return _node(f"id/agreement/{number}")


def _agreement(number: int, draw: random.Random) -> Iterator[Quad]:
    graph, this = _Graph(_node(f"doc/agreement/{number}")), agreement(number)
    day = f"{draw.randint(2014, 2025)}-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}"
    core, partner = draw.sample(range(_MUNICIPALITIES), 2)
    yield from graph.quads(
        this,
        (RDF["type"], RENKEI["Agreement"]),
        (DCTERMS["title"], _japanese(f"第{core}市と第{partner}市の連携協約")),
        (RENKEI["signedOn"], Literal(day, datatype=XSD["date"])),
    )
    for place, (body, designation) in enumerate(((core, "甲"), (partner, "乙"))):
        party = _node(f"id/agreement/{number}/party/{place}")
        yield from graph.quads(this, (RENKEI["party"], party))
        yield from graph.quads(
            party,
            (RDF["type"], RENKEI["Party"]),
            (RENKEI["designation"], Literal(designation)),
            (RENKEI["municipality"], municipality(body)),
        )
    for place in range(_INITIATIVES):
        initiative = _node(f"id/agreement/{number}/initiative/{place}")
        field = _node(f"field/{draw.choice('abc')}-{draw.choice('abcdefgh')}")
        yield from graph.quads(this, (RENKEI["initiative"], initiative))
        yield from graph.quads(
            initiative,
            (RDF["type"], RENKEI["Initiative"]),
            (RDFS["label"], _japanese(f"{''.join(draw.sample(_WORDS, 3))}{number}-{place}")),
            (RENKEI["content"], _japanese("".join(draw.choices(_WORDS, k=12)))),
            (RENKEI["policyField"], field),
        )
        for body, designation in ((core, "甲"), (partner, "乙")):
            yield from _role(graph, initiative, municipality(body), designation, draw)


def _role(
    graph: _Graph, initiative: NamedNode, body: NamedNode, designation: str, draw: random.Random
) -> Iterator[Quad]:
    letter = "a" if designation == "甲" else "b"
    role, duty = NamedNode(f"{initiative.value}/role/{letter}"), NamedNode(f"{initiative.value}/duty/{letter}")
    text = _japanese("".join(draw.choices(_WORDS, k=20)))
    yield from graph.quads(initiative, (RENKEI["role"], role))
    yield from graph.quads(
        role,
        (RDF["type"], RENKEI["Role"]),
        (RENKEI["designation"], Literal(designation)),
        (RENKEI["assignedTo"], body),
        (RENKEI["text"], text),
        (RENKEI["duty"], duty),
    )
    kind = _node(f"duty-type/{draw.choice(_DUTY_TYPES)}")
    yield from graph.quads(duty, (RDF["type"], RENKEI["Duty"]), (RENKEI["text"], text), (RENKEI["dutyType"], kind))

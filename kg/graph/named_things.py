"""Bodies, facilities, lines, systems and laws that initiatives name, and which of them are one across agreements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from pyoxigraph import NamedNode, Triple

from kg.extraction.corrected_findings import things_of
from kg.extraction.naming import is_full_name, places_of
from kg.graph.evidence import evidence_triples
from kg.graph.literals import integer, japanese, string
from kg.graph.scope import Scope, concept
from kg.identifiers import Iris, egov_page, short_hash
from kg.model.agreement import Agreement
from kg.model.findings import Mention, NamedThing
from kg.registries.municipalities import MunicipalityRegistry
from kg.registries.naming_rules import load_naming_rules
from kg.vocabulary import RDF, RDFS, RENKEI

_SAME_NAME = "same-name-same-area"
_SAME_LAW = "same-law-id"


def named_thing_triples(scope: Scope, agreement: Agreement, registry: MunicipalityRegistry) -> Iterator[Triple]:
    """Every thing once, and at each initiative and role what it names."""
    for position, thing in enumerate(things_of(agreement, registry), start=1):
        yield from _thing_triples(scope, thing, position)
        by_path: dict[str, list[Mention]] = defaultdict(list)
        for mention in thing.mentions:
            by_path[mention.path].append(mention)
        for path, mentions in by_path.items():
            yield from _naming_triples(scope, path, thing, mentions)


def _thing_triples(scope: Scope, thing: NamedThing, position: int) -> Iterator[Triple]:
    path, first = thing.path, thing.first
    node = scope.part(path)
    yield Triple(scope.agreement, RENKEI["namedThing"], node)
    yield Triple(node, RDF["type"], RENKEI["NamedThing"])
    yield Triple(node, RDFS["label"], japanese(thing.name))
    yield Triple(node, RENKEI["position"], integer(position))
    yield Triple(node, RENKEI["thingKind"], concept("thing-kind", thing.kind))
    if first.law_id:
        yield Triple(node, RDFS["seeAlso"], NamedNode(egov_page(first.law_id)))
    yield from scope.spans(node, [mention.words for mention in thing.mentions])
    yield from evidence_triples(
        scope, path, name="thingKind", statement=RENKEI["thingKind"], rule=thing.kind_rule, words=first.words
    )


def _naming_triples(scope: Scope, path: str, thing: NamedThing, mentions: Sequence[Mention]) -> Iterator[Triple]:
    names = RENKEI["names"]
    yield Triple(scope.part(path), names, scope.part(thing.path))
    yield from evidence_triples(
        scope,
        path,
        name=f"names-{thing.key}",
        statement=names,
        rule=mentions[0].rule,
        words=tuple(mention.words for mention in mentions),
    )


@dataclass(frozen=True, slots=True)
class _Published:
    """A thing as one agreement names it: its node, and the codes of the agreement's parties."""

    node: str
    thing: NamedThing
    full: bool
    parties: frozenset[str]


def same_thing_triples(
    agreements: Sequence[tuple[str, Agreement]], *, iris: Iris, registry: MunicipalityRegistry
) -> Iterator[Triple]:
    """Which things of different agreements are one, for the graph ``doc/bodies``: they are of no agreement alone.

    ``agreements`` are slugs with their agreements. Two are one where the rule ``same-name-same-area`` holds: their
    names are the same, of the same kind, and full (with a legal form or a place), and the agreements have a party in
    common, as those of one area have its core city; of laws, where their LawIds are the same (``same-law-id``).
    """
    published = [each for slug, agreement in agreements for each in _published(slug, agreement, iris, registry)]
    by_name: dict[tuple[str, str], list[_Published]] = defaultdict(list)
    for each in published:
        by_name[each.thing.key, each.thing.kind].append(each)
    for group in by_name.values():
        for one, other in permutations(group, 2):
            if rule := _rule(one, other):
                yield from _link_triples(one.node, other.node, rule)


def _published(slug: str, agreement: Agreement, iris: Iris, registry: MunicipalityRegistry) -> Iterator[_Published]:
    places = places_of(agreement, registry, load_naming_rules())
    codes = {body.code for party in agreement.parties for body in party.bodies if body.code}
    for thing in things_of(agreement, registry):
        yield _Published(
            node=iris.part(slug, thing.path),
            thing=thing,
            full=is_full_name(thing.first, places),
            parties=frozenset(codes),
        )


def _rule(one: _Published, other: _Published) -> str:
    """The rule by which two things of the same name and kind are one, empty where none holds."""
    if one.node == other.node:
        return ""
    if one.thing.first.law_id and one.thing.first.law_id == other.thing.first.law_id:
        return _SAME_LAW
    return _SAME_NAME if one.full and other.full and one.parties & other.parties else ""


def _link_triples(one: str, other: str, rule: str) -> Iterator[Triple]:
    node, same = NamedNode(one), RENKEI["sameThingAs"]
    evidence = NamedNode(f"{one}/evidence/sameThingAs-{short_hash(other)}")
    yield Triple(node, same, NamedNode(other))
    yield Triple(node, RENKEI["evidence"], evidence)
    yield Triple(evidence, RDF["type"], RENKEI["Evidence"])
    yield Triple(evidence, RENKEI["statementProperty"], same)
    yield Triple(evidence, RENKEI["rule"], string(rule))

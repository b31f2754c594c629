"""Which body concluded an agreement and which it is today, and the changes of municipalities that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pyoxigraph import NamedNode, Triple

from kg.graph.literals import day, english, japanese, string
from kg.graph.scope import Scope, concept
from kg.identifiers import Iris, body_key
from kg.model.agreement import Agreement
from kg.registries.change_lookups import load_change_lookups
from kg.registries.municipality_changes import (
    BodyIdentity,
    MunicipalityChange,
    identify,
    load_municipality_changes,
    prefectures_of,
)
from kg.vocabulary import DCTERMS, RDF, RDFS, RENKEI

#: The rule of what the table of changes says.
_TABLE = "change-table"


def identity_triples(scope: Scope, agreement: Agreement) -> Iterator[Triple]:
    """For each body of each party the one on the day of signing and today's."""
    signed = agreement.signed_on.value if agreement.signed_on else None
    changes = load_municipality_changes()
    prefectures = prefectures_of(body for party in agreement.parties for body in party.bodies)
    for position, party in enumerate(agreement.parties, start=1):
        for body in party.bodies:
            found = identify(body, on=signed, changes=changes, prefectures=prefectures, lookups=load_change_lookups())
            yield from _identity(scope, found, f"party/{position}", f"identity/{body_key(body)}")


def _identity(scope: Scope, identity: BodyIdentity, party: str, path: str) -> Iterator[Triple]:
    node = scope.part(f"{party}/{path}")
    yield Triple(scope.part(party), RENKEI["identity"], node)
    yield Triple(node, RDF["type"], RENKEI["BodyIdentity"])
    yield Triple(node, RENKEI["namedBody"], scope.body(identity.named))
    if identity.at_signing is not None:
        yield Triple(node, RENKEI["bodyAtSigning"], scope.body(identity.at_signing))
    if identity.today is not None:
        yield Triple(node, RENKEI["bodyToday"], scope.body(identity.today))
    yield Triple(node, RENKEI["historyStatus"], string(identity.status.value))
    if identity.lookup is not None:
        yield Triple(node, RENKEI["recordsFrom"], day(identity.lookup.first))
        yield Triple(node, RENKEI["recordsUntil"], day(identity.lookup.last))
        yield Triple(node, DCTERMS["source"], NamedNode(identity.lookup.source))
    for change in identity.changes:
        yield Triple(node, RENKEI["knownFrom"], NamedNode(change_iri(scope.iris, change)))


def change_iri(iris: Iris, change: MunicipalityChange) -> str:
    """A change hangs below the code of the body that came of it, whoever has that code today."""
    after, before = replace(change.after, until=None), replace(change.before, until=None)
    return f"{iris.body(after)}/event/{change.kind}-{change.effective_on:%Y%m%d}-{body_key(before)}"


def change_triples(iris: Iris, changes: Iterable[MunicipalityChange]) -> Iterator[Triple]:
    """Every change of the table as an event of the body that came of it."""
    for change in changes:
        node, after = NamedNode(change_iri(iris, change)), NamedNode(iris.body(change.after))
        yield Triple(after, RENKEI["event"], node)
        yield Triple(node, RDF["type"], RENKEI["Event"])
        yield from _labels(node, change)
        yield Triple(node, RDFS["comment"], japanese(change.words))
        yield Triple(node, RENKEI["eventType"], concept("event-type", change.kind.value))
        yield Triple(node, RENKEI["eventDate"], day(change.effective_on))
        yield Triple(node, RENKEI["rule"], string(_TABLE))
        yield Triple(node, RENKEI["bodyBefore"], NamedNode(iris.body(change.before)))
        yield Triple(node, RENKEI["bodyAfter"], after)
        yield Triple(node, DCTERMS["source"], NamedNode(change.source))


def _labels(node: NamedNode, change: MunicipalityChange) -> Iterator[Triple]:
    """What a change is called; one that leaves the name as it was by its day."""
    before, after = change.before.name, change.after.name
    same = before == after
    ja = f"{after}（{change.effective_on.isoformat()}）" if same else f"{before}から{after}へ"
    en = f"{after} ({change.effective_on.isoformat()})" if same else f"{before} to {after}"
    yield Triple(node, RDFS["label"], japanese(ja))
    yield Triple(node, RDFS["label"], english(en))

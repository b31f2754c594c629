"""What happened to an agreement in the graph: events, periods in and out of force, consolidated versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg.consolidation.assembling import AgreementHistory
from kg.graph.articles import without_brackets
from kg.graph.literals import boolean, day, english, integer, japanese, stated, string
from kg.graph.scope import Scope, concept
from kg.model.chronology import Event, ForcePeriod
from kg.model.consolidation import ConsolidatedVersion, ConsolidationFinding, Provision, ProvisionKind
from kg.vocabulary import RDF, RDFS, RENKEI

#: Kinds whose number names them in an IRI; others are counted, as their numbers may be letters.
_NUMBERED = {ProvisionKind.ARTICLE, ProvisionKind.PARAGRAPH}


def history_triples(scope: Scope, history: AgreementHistory, *, label_ja: str, label_en: str) -> Iterator[Triple]:
    """Everything that happened to the agreement, and the texts that came of it."""
    yield from _event_triples(scope, history)
    for position, period in enumerate(history.periods, start=1):
        yield from _period_triples(scope, period, position)
    places = {finding: f"finding/{position}" for position, finding in enumerate(history.findings, start=1)}
    for finding, path in places.items():
        yield from _finding_triples(scope, finding, path)
    for version in history.versions:
        yield from _version_triples(scope, version, places, label_ja, label_en)


def _event_triples(scope: Scope, history: AgreementHistory) -> Iterator[Triple]:
    """Events are named for their kind, notices for the party that gave them, what other instruments bring for these."""
    counted: Counter[str] = Counter()
    for event in history.events:
        path = event.path
        if event.instrument is not None:
            path = f"{path}/{event.instrument}"
        counted[path] += 1
        yield from _one_event(scope, event, path if counted[path] == 1 else f"{path}-{counted[path]}")


def _one_event(scope: Scope, event: Event, path: str) -> Iterator[Triple]:
    node = scope.part(path)
    yield Triple(scope.agreement, RENKEI["event"], node)
    yield Triple(node, RDF["type"], RENKEI["Event"])
    yield Triple(node, RENKEI["eventType"], concept("event-type", event.kind.value))
    if event.on is not None:
        yield Triple(node, RENKEI["eventDate"], day(event.on))
    yield Triple(node, RENKEI["rule"], string(event.rule))
    if event.after is not None:
        yield Triple(node, RENKEI["countedFrom"], concept("event-type", event.after.value))
    yield from stated(node, RENKEI["distance"], string(event.distance))
    if event.instrument is not None:
        yield Triple(node, RENKEI["broughtBy"], _instrument(scope, event.instrument))
    if event.party is not None:
        yield Triple(node, RENKEI["noticeBy"], scope.part(f"party/{event.party}"))
    if event.words is not None:
        yield from scope.spans(node, (event.words,))


def _period_triples(scope: Scope, period: ForcePeriod, position: int) -> Iterator[Triple]:
    node = scope.part(f"force-period/{position}")
    yield Triple(scope.agreement, RENKEI["forcePeriod"], node)
    yield Triple(node, RDF["type"], RENKEI["ForcePeriod"])
    yield Triple(node, RENKEI["position"], integer(position))
    if period.start is not None:
        yield Triple(node, RENKEI["periodStart"], day(period.start))
    if period.end is not None:
        yield Triple(node, RENKEI["periodEnd"], day(period.end))
    if period.in_force is not None:
        yield Triple(node, RENKEI["inForce"], boolean(period.in_force))
    yield Triple(node, RENKEI["forceReason"], string(period.reason.value))


def _finding_triples(scope: Scope, finding: ConsolidationFinding, path: str) -> Iterator[Triple]:
    node = scope.part(path)
    yield Triple(scope.agreement, RENKEI["finding"], node)
    yield Triple(node, RDF["type"], RENKEI["ConsolidationFinding"])
    yield Triple(node, RENKEI["conflict"], string(finding.conflict.value))
    yield Triple(node, RENKEI["amendingInstrument"], _instrument(scope, finding.instrument))
    if finding.change is not None:
        change = scope.iris.part(finding.instrument, f"change/{finding.change}")
        yield Triple(node, RENKEI["unappliedChange"], NamedNode(change))
    yield from stated(node, RENKEI["locus"], japanese(finding.locus))
    yield Triple(node, RDFS["comment"], japanese(finding.message_ja))
    yield Triple(node, RDFS["comment"], english(finding.message))


def _version_triples(
    scope: Scope,
    version: ConsolidatedVersion,
    findings: dict[ConsolidationFinding, str],
    label_ja: str,
    label_en: str,
) -> Iterator[Triple]:
    """A text from a day on; one that an abolition ended has none."""
    if version.ended or version.valid_from is None:
        return
    path = f"version/{version.valid_from:%Y%m%d}"
    node = scope.part(path)
    yield Triple(scope.agreement, RENKEI["consolidatedVersion"], node)
    yield Triple(node, RDF["type"], RENKEI["ConsolidatedVersion"])
    yield Triple(node, RDFS["label"], japanese(f"{label_ja}（{version.valid_from.isoformat()}からの本文）"))
    yield Triple(node, RDFS["label"], english(f"{label_en}: text from {version.valid_from.isoformat()}"))
    yield Triple(node, RENKEI["versionOf"], scope.agreement)
    yield Triple(node, RENKEI["validFrom"], day(version.valid_from))
    if version.valid_until is not None:
        yield Triple(node, RENKEI["validUntil"], day(version.valid_until))
    for instrument in version.instruments:
        yield Triple(node, RENKEI["consolidates"], _instrument(scope, instrument))
    yield Triple(node, RENKEI["complete"], boolean(version.complete))
    for finding in version.findings:
        yield Triple(node, RENKEI["finding"], scope.part(findings[finding]))
    for position, (below, depth, provision) in enumerate(_walk(version.text, path, 0), start=1):
        yield Triple(node, RENKEI["provision"], scope.part(below))
        yield from _provision_triples(scope, provision, below, depth=depth, position=position)


def _walk(parent: Provision, path: str, depth: int) -> Iterator[tuple[str, int, Provision]]:
    """Every provision below one with its path and depth, in the order of the text."""
    counted: Counter[str] = Counter()
    for child in parent.children:
        kind = f"{path}/{child.kind.value}"
        counted[kind] += 1
        number = child.number.replace("の", "-")
        named = f"{kind}/{number}" if child.kind in _NUMBERED and number else f"{kind}/{counted[kind]}"
        counted[named] += 1
        below = named if counted[named] == 1 else f"{named}-again-{counted[named]}"
        yield below, depth, child
        yield from _walk(child, below, depth + 1)


def _provision_triples(scope: Scope, provision: Provision, path: str, *, depth: int, position: int) -> Iterator[Triple]:
    node = scope.part(path)
    yield Triple(node, RDF["type"], RENKEI["Provision"])
    yield Triple(node, RENKEI["provisionKind"], string(provision.kind.value))
    yield from stated(node, RENKEI["number"], string(provision.number))
    yield from stated(node, RDFS["label"], japanese(provision.label))
    yield from stated(node, RENKEI["caption"], japanese(without_brackets(provision.caption)))
    yield from stated(node, RENKEI["text"], japanese(provision.text))
    yield Triple(node, RENKEI["depth"], integer(depth))
    yield Triple(node, RENKEI["position"], integer(position))
    for instrument in provision.worded_by:
        yield Triple(node, RENKEI["wordedBy"], _instrument(scope, instrument))
    if provision.numbered_by is not None:
        yield Triple(node, RENKEI["numberedBy"], _instrument(scope, provision.numbered_by))


def _instrument(scope: Scope, slug: str) -> NamedNode:
    return NamedNode(scope.iris.agreement(slug))

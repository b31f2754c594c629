"""What rules conclude from an agreement, as people corrected it: types of clauses, inferred fields, named things.

A correction replaces the conclusion about one part; the others stay. The raw conclusion is kept by the correction.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.clauses import classify_clauses
from kg.extraction.inferred_fields import infer_field
from kg.extraction.naming import find_named_things, places_of
from kg.model.agreement import Agreement, FieldMapping
from kg.model.correction import CORRECTED, AppliedCorrection, Correction
from kg.model.findings import ClauseTyping, NamedThing
from kg.model.text import Passage
from kg.registries.clause_rules import load_clause_rules
from kg.registries.field_rules import load_field_rules
from kg.registries.laws import load_laws
from kg.registries.municipalities import MunicipalityRegistry
from kg.registries.naming_rules import load_naming_rules


def clauses_of(agreement: Agreement) -> tuple[ClauseTyping, ...]:
    """The types of every article and supplementary provisions."""
    typings = list(classify_clauses(agreement.instrument_tree, load_clause_rules()))
    for applied in _corrected(agreement, "clauseType"):
        path = applied.path or ""
        before = [typing for typing in typings if typing.path == path]
        at = typings.index(before[0]) if before else len(typings)
        words = _words(applied.correction, before[0].words if before else Passage(()))
        given = [
            ClauseTyping(path=path, clause_type=value, rule=CORRECTED, words=words)
            for value in applied.correction.values
        ]
        typings = [*typings[:at], *given, *(typing for typing in typings[at:] if typing.path != path)]
    return tuple(typings)


def inferred_field_of(agreement: Agreement, position: int) -> FieldMapping | None:
    """The field inferred from the words of the initiative at a position, from 1."""
    initiative = agreement.initiatives[position - 1]
    for applied in _corrected(agreement, "inferredPolicyField"):
        if applied.path == f"initiative/{position}":
            words = _words(applied.correction, initiative.title)
            values = applied.correction.values
            return FieldMapping(slug=values[0], rule=CORRECTED, words=words) if values else None
    return infer_field(initiative, agreement.instrument, load_field_rules())


def things_of(agreement: Agreement, registry: MunicipalityRegistry) -> tuple[NamedThing, ...]:
    """The things that the initiatives name; none that a person says is no thing (a name corrected to nothing)."""
    rules = load_naming_rules()
    things = find_named_things(agreement, places_of(agreement, registry, rules), rules, load_laws())
    labels = {applied.path: applied.correction.values for applied in _corrected(agreement, "label")}
    names = {path: values[0] for path, values in labels.items() if values}
    kinds = {applied.path: applied.correction.values[0] for applied in _corrected(agreement, "thingKind")}
    return tuple(
        replace(thing, corrected_name=names.get(thing.path, ""), corrected_kind=kinds.get(thing.path, ""))
        for thing in things
        if labels.get(thing.path) != ()
    )


def _corrected(agreement: Agreement, name: str) -> list[AppliedCorrection]:
    return [applied for applied in agreement.corrections if applied.correction.property_name == name]


def _words(correction: Correction, otherwise: Passage) -> Passage:
    """The words that a correction points at; those that were read where it names a path."""
    return Passage.plain(correction.words, start=correction.span.start) if correction.span else otherwise

"""The parts of an agreement that corrections are about: found by path or by place, read and changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from kg.corrections.values import body_of, written_body
from kg.drafting.writing import passages
from kg.model.agreement import (
    Agreement,
    Body,
    Capacity,
    Duty,
    DutyTyping,
    FieldMapping,
    FoundBy,
    Initiative,
    Party,
    Role,
    Signatory,
    StatedDate,
)
from kg.model.correction import CORRECTED
from kg.model.text import Passage, Span, element_spans

_ATTRIBUTES = {
    "party": "parties",
    "signatory": "signatories",
    "initiative": "initiatives",
    "role": "roles",
    "duty": "duties",
}
_STEP = re.compile(r"([a-z]+)/([0-9]+)")

#: A part of an agreement, the agreement itself included.
Part = Agreement | Party | Signatory | Initiative | Role | Duty


def part_at(agreement: Agreement, path: str) -> Part:
    """The part of that path. Raises LookupError where there is none."""
    found: Any = agreement
    for kind, position in _STEP.findall(path):
        found = getattr(found, _ATTRIBUTES[kind])[int(position) - 1]
    part: Part = found
    return part


def with_part(agreement: Agreement, path: str, part: Part) -> Agreement:
    """The agreement with another part at that path."""
    changed: Agreement = _with_part(agreement, _STEP.findall(path), part)
    return changed


def _with_part(record: Any, steps: Sequence[tuple[str, str]], part: Part) -> Any:
    if not steps:
        return part
    kind, position = steps[0]
    attribute, index = _ATTRIBUTES[kind], int(position) - 1
    parts = getattr(record, attribute)
    changed = (*parts[:index], _with_part(parts[index], steps[1:], part), *parts[index + 1 :])
    return replace(record, **{attribute: changed})


def paths_at(agreement: Agreement, span: Span, kind: str, text: str) -> list[str]:
    """The paths of the parts of a kind whose words hold a stretch of the source."""
    return [path for path, words in _parts(agreement, kind) if covers(words, span, text)]


def covers(words: Sequence[Passage], span: Span, text: str) -> bool:
    """Whether a stretch stands within the words."""
    return any(each.start <= span.start and span.end <= each.end for each in element_spans(words, text))


def _parts(agreement: Agreement, kind: str) -> Iterator[tuple[str, Sequence[Passage]]]:
    if kind == "agreement":
        yield "", tuple(passages(agreement.instrument_tree))
    if kind == "party":
        yield from ((f"party/{at}", (party.words,)) for at, party in enumerate(agreement.parties, 1))
    if kind == "signatory":
        yield from ((f"signatory/{at}", each.parts) for at, each in enumerate(agreement.signatories, 1))
    for at, initiative in enumerate(agreement.initiatives, 1):
        path = f"initiative/{at}"
        if kind == "initiative":
            content = (initiative.content,) if initiative.content else ()
            yield path, (initiative.title, *content, *(role.words for role in initiative.roles))
        for role_at, role in enumerate(initiative.roles, 1):
            if kind == "role":
                yield f"{path}/role/{role_at}", (role.words,)
            if kind == "duty":
                duties = enumerate(role.duties, 1)
                yield from ((f"{path}/role/{role_at}/duty/{duty_at}", (duty.words,)) for duty_at, duty in duties)


def values_of(part: Part, name: str) -> tuple[str, ...]:
    """The values of a property of a part, as corrections write them."""
    return tuple(dict.fromkeys(_READ[name](part)))


def with_values(part: Part, name: str, values: Sequence[str], words: Passage) -> Part:
    """The part with other values; ``words`` are those that the correction points at, empty where it names a path."""
    changed: Part = _WRITTEN[name](part, values, words)
    return changed


def _bodies(part: Party | Role) -> list[str]:
    return [written_body(body) for body in part.bodies]


def _with_bodies(part: Any, values: Sequence[str], _: Passage) -> Part:
    changed: Part = replace(part, bodies=tuple(map(body_of, values)))
    return changed


def _with_bearers(role: Role, values: Sequence[str], words: Passage) -> Role:
    return replace(role, bodies=tuple(map(body_of, values)), bearer=FoundBy(CORRECTED, words or role.words))


def _with_signing(part: Agreement, values: Sequence[str], words: Passage) -> Part:
    return replace(part, signed_on=_stated(values, part.signed_on, words))


def _with_effect(part: Agreement, values: Sequence[str], words: Passage) -> Part:
    return replace(part, effective_on=_stated(values, part.effective_on, words))


def _with_printed(part: Agreement, values: Sequence[str], words: Passage) -> Part:
    return replace(part, printed_on=_stated(values, part.printed_on, words))


def _with_instrument(part: Agreement, values: Sequence[str], _: Passage) -> Part:
    return replace(part, instrument=values[0])


def _with_capacity(part: Party, values: Sequence[str], words: Passage) -> Part:
    return replace(part, capacity=Capacity(values[0]), capacity_rule=CORRECTED, capacity_words=words or None)


def _with_field(part: Initiative, values: Sequence[str], words: Passage) -> Part:
    fields = [FieldMapping(slug=value, rule=CORRECTED, words=words or part.title) for value in values]
    return replace(part, field=fields[0] if fields else None)


def _with_typings(part: Duty, values: Sequence[str], words: Passage) -> Part:
    typings = (DutyTyping(duty_type=value, rule=CORRECTED, words=words or part.words) for value in values)
    return replace(part, typings=tuple(typings))


def _with_name(part: Signatory, values: Sequence[str], _: Passage) -> Part:
    return replace(part, name=values[0] if values else None)


def _day(stated: StatedDate | None) -> list[str]:
    return [stated.value.isoformat()] if stated else []


#: By property: its values of a part that has it, and the part with others (:mod:`kg.corrections.values` has the kinds).
_READ: dict[str, Callable[[Any], Sequence[str]]] = {
    "signedOn": lambda part: _day(part.signed_on),
    "effectiveOn": lambda part: _day(part.effective_on),
    "printedOn": lambda part: _day(part.printed_on),
    "instrument": lambda part: [part.instrument],
    "municipality": _bodies,
    "capacity": lambda part: [part.capacity.value],
    "policyField": lambda part: [part.field.slug] if part.field else [],
    "assignedTo": _bodies,
    "dutyType": lambda part: [typing.duty_type for typing in part.typings],
    "name": lambda part: [part.name] if part.name else [],
}
_WRITTEN: dict[str, Callable[[Any, Sequence[str], Passage], Part]] = {
    "signedOn": _with_signing,
    "effectiveOn": _with_effect,
    "printedOn": _with_printed,
    "instrument": _with_instrument,
    "municipality": _with_bodies,
    "capacity": _with_capacity,
    "policyField": _with_field,
    "assignedTo": _with_bearers,
    "dutyType": _with_typings,
    "name": _with_name,
}


def _stated(values: Sequence[str], before: StatedDate | None, words: Passage) -> StatedDate | None:
    """A corrected date, with the words that it was read from where the correction points at none."""
    if not values:
        return None
    return StatedDate(value=date.fromisoformat(values[0]), words=words or (before.words if before else Passage(())))


def with_bodies_for(agreement: Agreement, before: Sequence[Body], after: Sequence[Body]) -> Agreement:
    """The agreement with corrected bodies of a party wherever roles, groups and delegations name the party's.

    Where there are as many bodies as before, each stands for the one in its place; otherwise all for all.
    """
    pairs = dict(zip(before, after, strict=True)) if len(before) == len(after) else {}

    def corrected(bodies: tuple[Body, ...]) -> tuple[Body, ...]:
        if pairs:
            return tuple(dict.fromkeys(pairs.get(body, body) for body in bodies))
        if not set(before) <= set(bodies):
            return bodies
        replaced = [other for body in bodies for other in (after if body == before[0] else (body,))]
        return tuple(dict.fromkeys(body for body in replaced if body not in before or body in after))

    return replace(
        agreement,
        initiatives=tuple(_with_role_bodies(each, corrected) for each in agreement.initiatives),
        groups=tuple(replace(group, bodies=corrected(group.bodies)) for group in agreement.groups),
        delegations=tuple(
            replace(each, delegating=corrected(each.delegating), performing=corrected(each.performing))
            for each in agreement.delegations
        ),
    )


def _with_role_bodies(initiative: Initiative, corrected: Callable[[tuple[Body, ...]], tuple[Body, ...]]) -> Initiative:
    return replace(initiative, roles=tuple(replace(role, bodies=corrected(role.bodies)) for role in initiative.roles))

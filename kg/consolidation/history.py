"""The versions of an agreement: its text from each day on which an amendment took effect."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, permutations

from kg.consolidation.conflicts import AmendmentConflict
from kg.consolidation.operations import apply_change
from kg.consolidation.places import Place, named_ja, parse_place
from kg.consolidation.structure import table_provision, to_provisions
from kg.extraction.chronology import extract_events, first_of
from kg.model.agreement import Agreement, AmendmentMode, Change, Operation
from kg.model.chronology import EventKind
from kg.model.consolidation import Conflict, ConsolidatedVersion, ConsolidationFinding, Provision, ProvisionKind
from kg.model.drafting import AppendedTable

#: More instruments of one day than this are not tried in every order.
_MOST_OF_ONE_DAY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Amending:
    """An instrument that amends, by the key that names it."""

    key: str
    agreement: Agreement

    @property
    def effective(self) -> date | None:
        """The day from which it has effect, stated or concluded by its own rule."""
        event = first_of(extract_events(self.agreement), EventKind.EFFECT)
        return event.on if event else None

    @property
    def mode(self) -> AmendmentMode:
        """How it changes the agreement."""
        return self.agreement.amendment.mode if self.agreement.amendment else AmendmentMode.PARTIAL

    @property
    def changes(self) -> tuple[Change, ...]:
        """The operations of its sentences."""
        return self.agreement.amendment.changes if self.agreement.amendment else ()


@dataclass(frozen=True, slots=True)
class _Applied:
    text: Provision
    findings: tuple[ConsolidationFinding, ...]


def consolidate(original: Agreement, *, key: str, amending: Iterable[Amending]) -> tuple[ConsolidatedVersion, ...]:
    """The text of an agreement from each day on, the original first.

    Instruments are applied in the order of their days of effect, those of one day in the order of their signing. Where
    that does not tell and the order makes a difference, none of them is applied and the finding says so; an instrument
    without a day of effect is not applied either. The last version has the findings of all such instruments.
    """
    everything = tuple(amending)
    undated = tuple(_whole(each, Conflict.EFFECT_UNKNOWN) for each in everything if each.effective is None)
    effect = first_of(extract_events(original), EventKind.EFFECT)
    first = to_provisions(original.instrument_tree, title=original.title.text, key=key)
    versions = [
        ConsolidatedVersion(valid_from=effect.on if effect else None, valid_until=None, instruments=(key,), text=first)
    ]
    dated = sorted(
        ((each.effective, each) for each in everything if each.effective is not None),
        key=lambda pair: (pair[0], pair[1].agreement.signed_on.value if pair[1].agreement.signed_on else date.min),
    )
    for day, group in groupby(dated, key=lambda pair: pair[0]):
        before = versions[-1]
        versions[-1] = replace(before, valid_until=day)
        versions.append(_next_version(before, day, [each for _, each in group]))
    last = versions[-1]
    return (*versions[:-1], replace(last, findings=(*last.findings, *undated)))


def version_on(versions: Sequence[ConsolidatedVersion], day: date) -> ConsolidatedVersion | None:
    """The version of a day; None before the first where its day is known."""
    held = [version for version in versions if version.valid_from is None or version.valid_from <= day]
    return held[-1] if held else None


def _next_version(before: ConsolidatedVersion, day: date, group: list[Amending]) -> ConsolidatedVersion:
    applied = _of_one_day(before.text, group)
    left_out = {finding.instrument for finding in applied.findings if finding.conflict in _WHOLE}
    return ConsolidatedVersion(
        valid_from=day,
        valid_until=None,
        instruments=(*before.instruments, *(each.key for each in group if each.key not in left_out)),
        text=applied.text,
        findings=(*before.findings, *applied.findings),
        ended=any(each.mode is AmendmentMode.ABOLITION for each in group),
    )


def _of_one_day(text: Provision, group: list[Amending]) -> _Applied:
    """The text after the instruments of one day; those signed on one day too must give the same in every order."""
    findings: list[ConsolidationFinding] = []
    for _, signed_together in groupby(
        group, key=lambda each: each.agreement.signed_on and each.agreement.signed_on.value
    ):
        together = list(signed_together)
        outcomes = [
            _in_order(text, order) for order in (permutations(together) if len(together) <= _MOST_OF_ONE_DAY else ())
        ]
        if not outcomes or any(outcome.text != outcomes[0].text for outcome in outcomes):
            findings += [_whole(each, Conflict.ORDER_UNKNOWN) for each in together]
            continue
        text = outcomes[0].text
        findings += outcomes[0].findings
    return _Applied(text, tuple(findings))


def _in_order(text: Provision, order: Iterable[Amending]) -> _Applied:
    findings: list[ConsolidationFinding] = []
    for each in order:
        applied = apply_instrument(text, each)
        text = applied.text
        findings += applied.findings
    return _Applied(text, tuple(findings))


def apply_instrument(text: Provision, amending: Amending) -> _Applied:
    """The text after one instrument, and what of it could not be applied."""
    tree = amending.agreement.instrument_tree
    if amending.mode is AmendmentMode.RESTATEMENT:
        return _Applied(to_provisions(tree, title=amending.agreement.title.text, key=amending.key), ())
    if amending.mode is AmendmentMode.ABOLITION:
        return _Applied(text, ())
    if not amending.changes:
        return _Applied(text, (_whole(amending, Conflict.CHANGES_ELSEWHERE),))
    tables = tuple(table_provision(table, key=amending.key) for table in tree.of(AppendedTable))
    findings: list[ConsolidationFinding] = []
    disturbed: list[Place] = []
    for position, change in enumerate(amending.changes, start=1):
        try:
            _refuse_disturbed(change, disturbed)
            text = apply_change(text, change, key=amending.key, tables=tables)
        except AmendmentConflict as error:
            findings.append(_finding(amending.key, position, change, error))
            if _is_structural(change) and error.conflict is not Conflict.PLACE_NOT_UNDERSTOOD:
                disturbed.append(parse_place(change.locus))
    return _Applied(text, (*findings, *_doubled(text, amending.key)))


def _is_structural(change: Change) -> bool:
    """Whether a change moves numbers: what comes after one that could not be applied may mean another part."""
    return change.operation is Operation.RENUMBER or (change.operation is not Operation.REPLACE and change.old is None)


def _refuse_disturbed(change: Change, disturbed: list[Place]) -> None:
    """Raise where numbers beside the place of the change are not those that its drafter had before him."""
    if not disturbed:
        return
    steps = parse_place(change.locus).steps
    for place in disturbed:
        *wider, last = place.steps
        depth = len(wider)
        if list(steps[:depth]) == wider and len(steps) > depth and steps[depth].kind is last.kind:
            raise AmendmentConflict(
                Conflict.FOLLOWS_CONFLICT,
                f"{change.locus}: not applied, as an earlier change of the same numbers could not be",
                f"{change.locus}: 同じ並びの番号を動かす前の改正が溶け込めないため、溶け込ませません",
            )


def _doubled(text: Provision, key: str) -> list[ConsolidationFinding]:
    """Numbers that stand twice side by side after all changes."""
    found = []
    for parent in text.below():
        numbers = [(c.kind, c.number) for c in parent.children if c.number and c.kind is not ProvisionKind.LINE]
        for kind, number in dict.fromkeys(pair for pair in numbers if numbers.count(pair) > 1):
            found.append(
                ConsolidationFinding(
                    conflict=Conflict.NUMBER_TAKEN,
                    instrument=key,
                    change=None,
                    locus=number,
                    message=f"{kind} {number}: found twice after the changes, expected once",
                    message_ja=f"{named_ja(kind, number)}: 改正後に同じ番号が二つあります",
                )
            )
    return found


def _finding(key: str, position: int, change: Change, error: AmendmentConflict) -> ConsolidationFinding:
    return ConsolidationFinding(
        conflict=error.conflict,
        instrument=key,
        change=position,
        locus=change.locus,
        message=error.message,
        message_ja=error.message_ja,
    )


_WHOLE: dict[Conflict, tuple[str, str]] = {
    Conflict.EFFECT_UNKNOWN: (
        "the day from which the amending instrument has effect is not stated; it is not applied",
        "改正する協定等の施行日が分からないため、溶け込ませません",
    ),
    Conflict.ORDER_UNKNOWN: (
        "several amending instruments were signed and took effect on the same days and their order makes a difference",
        "同じ日に締結・施行された改正が複数あり、順序によって結果が変わるため、溶け込ませません",
    ),
    Conflict.CHANGES_ELSEWHERE: (
        "found no amending sentence that could be read; the changes may stand in a table of comparison",
        "読み取れる改め文がありません（新旧対照表による改正の可能性があります）",
    ),
}


def _whole(amending: Amending, conflict: Conflict) -> ConsolidationFinding:
    message, message_ja = _WHOLE[conflict]
    return ConsolidationFinding(
        conflict=conflict,
        instrument=amending.key,
        change=None,
        locus="",
        message=message,
        message_ja=message_ja,
    )

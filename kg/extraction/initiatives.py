"""Initiatives and roles: from appended tables, from lists nested in articles, and from articles under areas."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kg.drafting.labels import LabelKind, label_of
from kg.extraction.area_articles import labelled_in_articles, unlabelled_in_articles
from kg.extraction.bearers import Bearers, bearer_rule, split_bearers
from kg.extraction.duty.duties import extract_duties
from kg.extraction.entries import Entry, RoleText
from kg.extraction.itemised import itemised
from kg.extraction.nested_entries import labelled_entry
from kg.extraction.policy_areas import policy_areas
from kg.extraction.table_entries import OddCell, TableReading
from kg.model.agreement import Body, Duty, FoundBy, Initiative, Remark, Role
from kg.model.drafting import AppendedTable, Instrument, LabelledText, Table, TableHeading, TableText, Unparsed
from kg.model.text import Passage
from kg.registries.duty_rules import DutyRules

#: What a cell holds that says that there is nothing.
_NOTHING = {"－", "―", "—", "‐", "-", "−", "ー", "なし", "無し", "該当なし", "特になし"}
#: What a cell holds that says no more than where else to look.
SAME_AS = {"同左", "同右", "同上", "〃", "″", "左に同じ", "上に同じ", "甲に同じ", "乙に同じ"}


def extract_initiatives(read: EntriesRead, bearers: Bearers, rules: DutyRules) -> tuple[Initiative, ...]:
    """The initiatives in text order, without their policy fields."""
    return tuple(_initiative(entry, bearers, rules) for entry in read.entries)


def _initiative(entry: Entry, bearers: Bearers, rules: DutyRules) -> Initiative:
    return Initiative(
        headings=entry.headings,
        title=entry.title,
        content=itemised(entry.content) if entry.content else None,
        field=None,
        roles=tuple(
            _role(text, itemised(text.words), bearers, rules) for text in entry.roles if not says_nothing(text.words)
        ),
        remarks=tuple(Remark(label=label, words=words) for label, words in entry.remarks),
    )


def says_nothing(words: Passage) -> bool:
    """Whether a cell is filled with a dash or なし."""
    return words.text.strip("。 　") in _NOTHING


def points_elsewhere(words: Passage) -> bool:
    """Whether a role says 同左 or the like instead of its own words."""
    return words.text.strip("。（）() 　") in SAME_AS


@dataclass(frozen=True, slots=True)
class EntriesRead:
    """The initiatives of an instrument as printed, and the cells of their tables that a person should look at."""

    entries: tuple[Entry, ...]
    odd: tuple[OddCell, ...]


def read_entries(instrument: Instrument) -> EntriesRead:
    """Initiatives of lists in the articles, then of the appended tables, each under its policy area.

    Sentences of articles are read as roles only where the instrument states its initiatives in no other way.
    """
    areas = policy_areas(instrument)
    entries: list[Entry] = []
    odd: list[OddCell] = []
    for appended in instrument.of(AppendedTable):
        reading = _AppendedReading(areas.outermost(appended))
        reading.take(appended)
        entries.extend(reading.entries)
        odd.extend(reading.tables.odd)
    entries = [*labelled_in_articles(instrument), *entries] or list(unlabelled_in_articles(instrument))
    return EntriesRead(tuple(entries), tuple(odd))


@dataclass(slots=True)
class _AppendedReading:
    """The initiatives of one appended table; ``area`` is its policy area, the outermost heading of all."""

    area: tuple[Passage, ...]
    entries: list[Entry] = field(default_factory=list)
    tables: TableReading = field(default_factory=TableReading)
    _headings: list[TableHeading] = field(default_factory=list)
    _lost: list[TableHeading] = field(default_factory=list)
    _texts: list[LabelledText] = field(default_factory=list)
    _unread: bool = False

    def take(self, appended: AppendedTable) -> None:
        for child in appended.children:
            if isinstance(child, Unparsed):
                self._unread = True
                continue
            if self._unread and not self._goes_on(child):
                self._close_labels()
                self._lost, self._headings = self._headings or self._lost, []
            self._unread = False
            if isinstance(child, LabelledText):
                self._texts.append(child)
                continue
            if not isinstance(child, TableText):
                self._close_labels()
            if isinstance(child, TableHeading):
                known = self._headings or self._lost  # a heading of an inner level goes on with a list known before
                self._headings = [above for above in known if above.level < child.level] + [child]
            elif isinstance(child, Table):
                self._table(child)
        self._close_labels()

    def _goes_on(self, child: object) -> bool:
        """Whether a label behind a line that was not read is of the initiative before it: a role not yet given."""
        if not isinstance(child, LabelledText) or not self._texts:
            return False
        label = label_of(child.label.text)
        given = [label_of(text.label.text) for text in self._texts]
        return label is not None and label.kind is LabelKind.ROLE and label not in given

    def _table(self, table: Table) -> None:
        before = len(self.tables.entries)
        self.tables.take(table, (*self.area, *(heading.words for heading in self._headings)))
        self.entries.extend(entry.closed() for entry in self.tables.entries[before:])

    def _close_labels(self) -> None:
        entry = labelled_entry(self._texts, self._headings) if self._texts else None
        if entry is not None:
            self.entries.append(replace(entry, headings=(*self.area, *entry.headings)))
        self._texts = []


def _role(text: RoleText, words: Passage, bearers: Bearers, rules: DutyRules) -> Role:
    label = text.bearer
    designations = split_bearers(label, bearers)
    bodies = {body.name: body for designation in designations for body in bearers.get(designation, ())}
    return Role(
        designation=label,
        designations=designations,
        bodies=tuple(bodies.values()),
        bearer=FoundBy(bearer_rule(label, bearers), text.label),
        words=words,
        duties=() if points_elsewhere(words) else _duties(label, words, bearers, rules),
    )


def _duties(label: str, words: Passage, bearers: Bearers, rules: DutyRules) -> tuple[Duty, ...]:
    """The duties of a role; a counterparty that the text knows by designation or name is linked to its bodies."""
    return tuple(
        replace(duty, counterparty_bodies=_called(duty.counterparty.text, bearers)) if duty.counterparty else duty
        for duty in extract_duties(words, rules, bearer=label)
    )


def _called(words: str, bearers: Bearers) -> tuple[Body, ...]:
    bodies = (body for name in split_bearers(words, bearers) for body in bearers.get(name, ()))
    return tuple(dict.fromkeys(bodies))

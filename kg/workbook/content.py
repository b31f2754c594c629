"""What is written on the sheets, before it is a file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRow:
    """A row of the sheet 協定."""

    item: str
    value: str = ""
    code: str = ""
    homepage: str = ""
    hint: str = ""
    is_day: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionRow:
    """A row of the sheet 条文: what kind of line, and its words; of the row of a table, a cell each."""

    kind: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeSheet:
    """The sheet 取組: headings, and rows with a cell for each. ``example`` is a row that is not read."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that is filled in."""

    agreement: tuple[AgreementRow, ...]
    provisions: tuple[ProvisionRow, ...]
    initiatives: InitiativeSheet

"""What is wrong or noteworthy in a workbook, cell by cell, in both languages."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.errors import SourceError


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found in a cell (``取組!D7``; a sheet, where it is none of one cell) and what was expected."""

    cell: str
    message: str
    message_ja: str


@dataclass(slots=True)
class Findings:
    """What was found while a workbook is read: ``faults`` have to be put right, ``notes`` a person should know."""

    faults: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)

    def fault(self, cell: str, message: str, message_ja: str) -> None:
        """Something that has to be put right before the workbook can be read."""
        self.faults.append(Finding(cell, message, message_ja))

    def note(self, cell: str, message: str, message_ja: str) -> None:
        """Something that was read in the most likely way."""
        self.notes.append(Finding(cell, message, message_ja))

    def refuse(self, name: str) -> None:
        """Raise SourceError with every fault, a line each, where there is one."""
        if not self.faults:
            return
        lines = [f"{name}: places of the workbook that have to be put right: {len(self.faults)}"]
        lines_ja = [f"{name}: ワークブックに直すところが {len(self.faults)} か所あります"]
        lines += [f"  {fault.cell}: {fault.message}" for fault in self.faults]
        lines_ja += [f"  {fault.cell}: {fault.message_ja}" for fault in self.faults]
        raise SourceError("\n".join(lines), "\n".join(lines_ja))

"""Tables of a web page while they are read: rows by section, in the order in which browsers show them."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.reading.grid import Cell, place_cells, table_lines
from kg.reading.html.flow import Flow
from kg.reading.printed_lines import PrintedLine

_SECTIONS = ("thead", "tbody", "tfoot")


@dataclass(slots=True)
class TableCell:
    """A cell and its lines so far."""

    flow: Flow
    rows: int
    columns: int
    is_header: bool

    def whole(self) -> Cell:
        """The cell as it has been read."""
        return Cell(self.flow.lines, self.rows, self.columns, self.is_header, self.flow.has_heading)


@dataclass(slots=True)
class Table:
    """A table as far as it has been read."""

    is_presentation: bool
    section: str = "tbody"
    sections: dict[str, list[list[TableCell]]] = field(default_factory=lambda: {name: [] for name in _SECTIONS})

    def begin_row(self) -> None:
        self.sections[self.section].append([])

    def begin_cell(self, cell: TableCell) -> None:
        if not self.sections[self.section]:
            self.begin_row()
        self.sections[self.section][-1].append(cell)

    def lines(self, name: str) -> list[PrintedLine]:
        """What the table adds to the lines around it. Raises SourceError where it is too large."""
        sections = [[[cell.whole() for cell in row] for row in self.sections[section]] for section in _SECTIONS]
        if self.is_presentation:
            return [line for rows in sections for row in rows for cell in row for line in cell.lines]
        return table_lines([row for rows in sections for row in place_cells(rows, name=name)], name=name)

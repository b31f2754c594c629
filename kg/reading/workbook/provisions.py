"""The sheet 条文: a caption, article, paragraph or item to a row, tables row by row, in the order of the document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.reading.workbook.cells import Cell, Sheet, words_of
from kg.reading.workbook.columns import columns_of, filled_rows
from kg.reading.workbook.findings import Findings
from kg.reading.workbook.form import ARTICLE, LINE_KIND, LINE_KINDS, TABLE_HEADING, TABLE_ROW, WORDS

_ARTICLE = re.compile(r"第\s*[0-9０-９一二三四五六七八九十百]+\s*条")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words and the cell that they stand in; an empty cell of a table has no words."""

    cell: str
    words: str


@dataclass(frozen=True, slots=True)
class Block:
    """What one row makes: a line or several, or the row of a table. ``is_table`` is where initiatives follow."""

    pieces: tuple[Piece, ...]
    is_row: bool = False
    is_table: bool = False

    @property
    def words(self) -> str:
        return "".join("".join(piece.words.split()) for piece in self.pieces)


def read_provisions(sheet: Sheet, findings: Findings) -> tuple[Block, ...]:
    """The blocks of the sheet in order."""
    columns = columns_of(sheet, (LINE_KIND, WORDS), findings)
    if LINE_KIND not in columns or WORDS not in columns:
        return ()
    first = columns[WORDS]
    blocks: list[Block] = []
    for row, cells in filled_rows(sheet):
        kind = words_of(cells.get(columns[LINE_KIND]), findings)
        if kind not in {"", *LINE_KINDS}:
            findings.fault(
                sheet.place(row, columns[LINE_KIND]),
                f"found {kind}, expected one of {', '.join(LINE_KINDS)}, or nothing",
                f"「{kind}」という区分はありません（{'、'.join(LINE_KINDS)}、または空）",
            )
        last = max((column for column in cells if column >= first), default=first)
        if kind == TABLE_ROW:
            pieces = tuple(_piece(sheet, row, column, cells.get(column), findings) for column in range(first, last + 1))
            blocks.append(Block(pieces, is_row=len(pieces) > 1))
            continue
        for column in range(first + 1, last + 1):
            if column in cells:
                findings.fault(
                    cells[column].name,
                    f"found words behind the column {WORDS}, expected them in it, or the kind {TABLE_ROW}",
                    f"「{WORDS}」の右に書かれています。「{WORDS}」に入れるか、区分を「{TABLE_ROW}」にしてください",
                )
        piece = _piece(sheet, row, first, cells.get(first), findings)
        _report_article(kind, piece, findings)
        if piece.words:
            blocks.append(Block((piece,), is_table=kind == TABLE_HEADING))
    return tuple(blocks)


def _piece(sheet: Sheet, row: int, column: int, cell: Cell | None, findings: Findings) -> Piece:
    return Piece(sheet.place(row, column), words_of(cell, findings))


def _report_article(kind: str, piece: Piece, findings: Findings) -> None:
    if kind == ARTICLE and not _ARTICLE.match(piece.words):
        findings.fault(
            piece.cell,
            f"found {piece.words[:20]}, expected an article with its number, such as 第1条　…",
            f"「{piece.words[:20]}」は条番号で始まっていません。第1条　… のように書いてください",
        )

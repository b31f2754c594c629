"""Title and preamble from the sheet 協定, where the sheet 条文 is empty.

Only these are written, in the form that the statute asks for (地方自治法 names the parties and the provision they act
under); nothing else is put into the mouth of the parties. A note says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.model.text import StatedFact
from kg.reading.workbook.findings import Findings
from kg.reading.workbook.form import AGREEMENT, BASIS, KIND, PARTY, PROVISIONS, TABLE_HEADING, TITLE
from kg.reading.workbook.provisions import Block, Piece


def composed_front(facts: Sequence[StatedFact], *, has_table: bool, findings: Findings) -> tuple[Block, ...]:
    """The blocks of title, preamble and, where there are initiatives, the heading of their table.

    Without parties there is no preamble to write, which is a fault.
    """
    title = next(fact for fact in facts if fact.key == TITLE)
    parties = [fact for fact in facts if fact.key == PARTY]
    if not parties or not all(fact.of for fact in parties):
        findings.fault(
            AGREEMENT,
            f"the sheet {PROVISIONS} is empty, so the parties 甲, 乙 … are expected here, each with its name",
            f"{PROVISIONS}シートが空です。甲・乙などの行にそれぞれの団体名を書いてください",
        )
        return ()
    findings.note(
        AGREEMENT,
        f"the sheet {PROVISIONS} is empty; title and preamble were written from this sheet",
        f"{PROVISIONS}シートが空のため、標題と前文をこのシートから作りました",
    )
    blocks = [Block((Piece(title.cell, title.value),)), Block(tuple(_preamble(facts, parties)))]
    if has_table:
        blocks.append(Block((Piece(AGREEMENT, TABLE_HEADING),), is_table=True))
    return tuple(blocks)


def _preamble(facts: Sequence[StatedFact], parties: Sequence[StatedFact]) -> list[Piece]:
    said = {fact.key: fact for fact in facts}
    sides = list(dict.fromkeys(fact.of for fact in parties))
    pieces: list[Piece] = []
    for index, side in enumerate(sides):
        between = "" if index == 0 else "及び" if index == len(sides) - 1 else "、"
        bodies = [fact for fact in parties if fact.of == side]
        for place, fact in enumerate(bodies):
            pieces += [Piece("", between if place == 0 else "及び"), Piece(fact.cell, fact.value)]
        pieces.append(Piece("", f"（以下「{side}」という。）"))
    pieces.append(Piece("", "は、"))
    if BASIS in said:
        pieces += [Piece(said[BASIS].cell, said[BASIS].value), Piece("", "の規定に基づき、")]
    kind = said.get(KIND)
    return [
        *pieces,
        Piece("", "次のとおり"),
        Piece(kind.cell if kind else "", kind.value if kind else "協定"),
        Piece("", "を締結する。"),
    ]

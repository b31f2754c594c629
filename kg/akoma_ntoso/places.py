"""In which part of an ``act`` each node of an instrument stands, so that reading order is kept.

The parts of an ``act`` have a fixed order; what the text has in another one goes on where the part before it stands:
an appended table that is printed before the signatures stays in the body, provisions that follow the signatures become
an attachment.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from kg.model.drafting import (
    AmendingClause,
    AppendedTable,
    Article,
    ClosingFormula,
    Division,
    FooterLine,
    FrontKind,
    FrontLine,
    HistoryTag,
    Node,
    Preamble,
    SignatureBlock,
    SigningDate,
    SupplementaryProvisions,
    Unparsed,
    WrapperLine,
)


class Part(IntEnum):
    """The parts of an ``act`` in their order."""

    COVER = 0
    PREFACE = 1
    PREAMBLE = 2
    BODY = 3
    CONCLUSIONS = 4
    ATTACHMENTS = 5


_OWN: dict[type, Part] = {
    WrapperLine: Part.COVER,
    FrontLine: Part.PREFACE,
    Preamble: Part.PREAMBLE,
    Division: Part.BODY,
    Article: Part.BODY,
    SupplementaryProvisions: Part.BODY,
    AmendingClause: Part.BODY,
    ClosingFormula: Part.CONCLUSIONS,
    SigningDate: Part.CONCLUSIONS,
    SignatureBlock: Part.CONCLUSIONS,
    FooterLine: Part.CONCLUSIONS,
    AppendedTable: Part.ATTACHMENTS,
    HistoryTag: Part.COVER,
    Unparsed: Part.COVER,
}
_PROVISIONS = (Division, Article, SupplementaryProvisions, AmendingClause)
_SIGNED = (ClosingFormula, SigningDate, SignatureBlock)


def parts_of_act(nodes: Sequence[Node]) -> list[Part]:
    """The part of each node; never a part before that of the node before it."""
    last_of_body = _last_of_body(nodes)
    places: list[Part] = []
    part = Part.COVER
    for index, node in enumerate(nodes):
        own = _own_part(node, in_body=index <= last_of_body)
        if part is Part.BODY and own < part and index > last_of_body and not isinstance(node, HistoryTag):
            own = Part.CONCLUSIONS
        if own is Part.BODY and part > Part.BODY:
            own = Part.ATTACHMENTS
        part = max(part, own)
        places.append(part)
    return places


def _own_part(node: Node, *, in_body: bool) -> Part:
    if isinstance(node, AppendedTable) and in_body:
        return Part.BODY
    if isinstance(node, FrontLine) and node.kind is FrontKind.COVER:
        return Part.COVER
    return _OWN[type(node)]


def _last_of_body(nodes: Sequence[Node]) -> int:
    """The last provision before anything is signed, or the last appended table that stands before the signing."""
    provisions = [index for index, node in enumerate(nodes) if isinstance(node, _PROVISIONS)]
    signed = [index for index, node in enumerate(nodes) if isinstance(node, _SIGNED)]
    first_signed = signed[0] if signed else len(nodes)
    before = [index for index in provisions if index < first_signed]
    tables = [index for index in range(first_signed) if signed and isinstance(nodes[index], AppendedTable)]
    return max([*before, *tables], default=-1)

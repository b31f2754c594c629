"""The lines an amending sentence puts in (次の1条を加える), as provisions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.consolidation.structure import normal_number
from kg.model.consolidation import Provision, ProvisionKind
from kg.numerals import NUMBER

_GAP = r"[ \u3000\t]"
_CAPTION = re.compile(r"[（(][^（()）]{1,40}[)）]")
#: Labels by rank, the widest first. A number alone is a paragraph in the text and a heading in a table.
_LABELS: tuple[re.Pattern[str], ...] = (
    re.compile(rf"(?P<label>第{NUMBER}条(?:の{NUMBER})*){_GAP}*(?P<rest>.*)", re.DOTALL),
    re.compile(rf"(?P<label>{NUMBER})(?:{_GAP}+|[.．]{_GAP}*)(?P<rest>.*)", re.DOTALL),
    re.compile(rf"(?P<label>[（(]{NUMBER}[）)]|[⑴-⒇①-⑳㈠-㈩]){_GAP}*(?P<rest>.*)", re.DOTALL),
    re.compile(rf"(?P<label>[ア-ン])(?:{_GAP}+|[.．]{_GAP}*)(?P<rest>.*)", re.DOTALL),
    re.compile(rf"(?P<label>[（(][ア-ン][）)]){_GAP}*(?P<rest>.*)", re.DOTALL),
    re.compile(rf"(?P<label>[a-zａ-ｚ])(?:{_GAP}+|[.．]{_GAP}*)(?P<rest>.*)", re.DOTALL),
    re.compile(rf"(?P<label>[（(][a-zａ-ｚ][）)]){_GAP}*(?P<rest>.*)", re.DOTALL),
)
_ARTICLE, _NUMBERED = 0, 1


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line with its rank; ``len(_LABELS)`` where it has no label."""

    rank: int
    provision: Provision


def parse_block(lines: Sequence[str], *, key: str, in_table: bool) -> tuple[Provision, ...]:
    """The provisions that lines make up, all in the words of the instrument ``key``.

    Lines before the first label are lines; those under one belong to it.

    >>> [part.number for part in parse_block(["2 甲は、", "(1) 福祉"], key="a", in_table=False)]
    ['2']
    """
    pieces: list[_Piece] = []
    caption = ""
    for line in lines:
        if not in_table and _CAPTION.fullmatch(line.strip()):
            caption = line.strip()
            continue
        piece = _piece(line, key, in_table=in_table)
        if caption and piece.rank == _ARTICLE:
            piece = _Piece(piece.rank, replace(piece.provision, caption=caption))
            caption = ""
        pieces.append(piece)
    return tuple(_tree(pieces))


def _piece(line: str, key: str, *, in_table: bool) -> _Piece:
    by = (key,)
    for rank, form in enumerate(_LABELS):
        found = form.fullmatch(line.strip())
        if found is None:
            continue
        label, rest = found["label"], found["rest"].strip()
        number = normal_number(unicodedata.normalize("NFKC", label))
        provision = Provision(kind=_kind(rank, in_table), number=number, label=label, text=rest, worded_by=by)
        return _Piece(rank, _article(provision) if rank == _ARTICLE else provision)
    return _Piece(len(_LABELS), Provision(kind=ProvisionKind.LINE, text=line.strip(), worded_by=by))


def _kind(rank: int, in_table: bool) -> ProvisionKind:
    if rank == _ARTICLE:
        return ProvisionKind.ARTICLE
    if in_table:
        return ProvisionKind.HEADING
    return ProvisionKind.PARAGRAPH if rank == _NUMBERED else ProvisionKind.ITEM


def _article(provision: Provision) -> Provision:
    """An article whose words, which stand on the line of its number, are its first paragraph."""
    first = Provision(kind=ProvisionKind.PARAGRAPH, number="1", text=provision.text, worded_by=provision.worded_by)
    return replace(provision, text="", children=(first,))


def _tree(pieces: list[_Piece]) -> list[Provision]:
    found: list[Provision] = []
    index = 0
    while index < len(pieces):
        piece, end = pieces[index], index + 1
        while end < len(pieces) and pieces[end].rank > piece.rank:
            end += 1
        found.append(_with(piece.provision, _tree(pieces[index + 1 : end])))
        index = end
    return found


def _with(provision: Provision, below: list[Provision]) -> Provision:
    """A provision with what stands below it; items under the line of an article belong to its first paragraph."""
    if provision.kind is not ProvisionKind.ARTICLE:
        return replace(provision, children=(*provision.children, *below))
    first, *others = provision.children
    count = next((i for i, part in enumerate(below) if part.kind is ProvisionKind.PARAGRAPH), len(below))
    first = replace(first, children=tuple(below[:count]))
    return replace(provision, children=(first, *others, *below[count:]))

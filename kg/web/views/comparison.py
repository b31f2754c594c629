"""Two agreements beside each other: which of their articles, initiatives and roles belong together, how they differ."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Generic, TypeVar

from kg.folding import folded
from kg.web.description import Words
from kg.web.highlighting import Piece
from kg.web.views.agreement import AgreementPage, Provision
from kg.web.views.roles import Initiative, Role

#: Characters of two texts that are compared word by word; longer ones are compared sentence by sentence, since the time
#: that takes grows with the product of the numbers of pieces.
_BY_WORD = 4_000
#: Runs of one script are words as far as a comparison needs them.
_WORDS = re.compile(r"[一-鿿々〆]+|[ぁ-ん]+|[ァ-ヺー]+|[0-9０-９]+|[A-Za-zＡ-Ｚａ-ｚ]+|\s+|.")
_PARTICLES = re.compile(r"[ぁ-ん、，・]{1,2}")
_SENTENCES = re.compile(r"[^。\n]*(?:[。\n]|\Z)")
_SPACE = re.compile(r"\s+")

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The words of both sides, those marked that the other side has not. ``same`` where only white space differs."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Generic[Part]):
    """What belongs together; None on the side that has nothing like it."""

    left: Part | None
    right: Part | None
    words: Compared


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeRow:
    """Two initiatives with their roles; ``words`` are what they consist in."""

    left: Initiative | None
    right: Initiative | None
    words: Compared
    roles: tuple[Row[Role], ...]

    @property
    def same(self) -> bool:
        """Whether both say the same."""
        return bool(self.left and self.right) and self.words.same and all(row.words.same for row in self.roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonPage:
    """Everything the page shows."""

    left: AgreementPage
    right: AgreementPage
    articles: tuple[Row[Provision], ...]
    initiatives: tuple[InitiativeRow, ...]


def view_comparison(left: AgreementPage, right: AgreementPage) -> ComparisonPage:
    """The two agreements beside each other, in the order of the left one; what only the right one has comes last.

    Articles belong together by their captions, else by what rules say that they provide for; initiatives by their
    names, else by their policy fields; roles by the capacity of their order.
    """
    articles = _paired((*left.articles, *left.supplementary), (*right.articles, *right.supplementary), _ARTICLES)
    initiatives = _paired(list(_initiatives(left)), list(_initiatives(right)), _INITIATIVES)
    return ComparisonPage(
        left=left,
        right=right,
        articles=tuple(Row(left=a, right=b, words=compared(_said(a), _said(b))) for a, b in articles),
        initiatives=tuple(_initiative_row(a, b) for a, b in initiatives),
    )


def compared(left: str, right: str) -> Compared:
    """The words of both, those marked that differ; nothing is marked where one side says nothing.

    A particle or a comma between differences is none that both have in common.

    >>> found = compared("応分の経費を負担する。", "必要な経費を負担する。")
    >>> [piece.text for piece in found.left if piece.marked], [piece.text for piece in found.right if piece.marked]
    (['応分の'], ['必要な'])
    """
    if not left or not right:
        return Compared(left=_unmarked(left), right=_unmarked(right), same=left == right)
    pieces = _WORDS if len(left) + len(right) <= _BY_WORD else _SENTENCES
    ours, theirs = pieces.findall(left), pieces.findall(right)
    sides: tuple[list[Piece], list[Piece]] = ([], [])
    changes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    for place, (tag, a, b, c, d) in enumerate(changes):
        inside = 0 < place < len(changes) - 1
        common = tag == "equal" and not (inside and _PARTICLES.fullmatch("".join(ours[a:b])))
        for side, words in zip(sides, ("".join(ours[a:b]), "".join(theirs[c:d])), strict=True):
            _add(side, words, marked=not common)
    return Compared(left=tuple(sides[0]), right=tuple(sides[1]), same=_SPACE.sub("", left) == _SPACE.sub("", right))


def _unmarked(words: str) -> tuple[Piece, ...]:
    return (Piece(words),) if words else ()


def _add(side: list[Piece], words: str, *, marked: bool) -> None:
    """Add words to a side, to its last piece where that is of the same kind."""
    if side and side[-1].marked is marked:
        side[-1] = Piece(side[-1].text + words, marked=marked)
    elif words:
        side.append(Piece(words, marked=marked))


def _initiatives(page: AgreementPage) -> Iterator[Initiative]:
    return (initiative for group in page.groups for initiative in group.initiatives)


def _said(provision: Provision | None) -> str:
    return provision.words.text if provision and provision.words else ""


def _initiative_row(left: Initiative | None, right: Initiative | None) -> InitiativeRow:
    roles = zip_longest(left.roles if left else (), right.roles if right else ())
    return InitiativeRow(
        left=left,
        right=right,
        words=compared(_text(left.content if left else None), _text(right.content if right else None)),
        roles=tuple(
            Row(left=a, right=b, words=compared(*(role.statement.words.text if role else "" for role in (a, b))))
            for a, b in roles
        ),
    )


def _text(words: Words | None) -> str:
    return words.text if words else ""


def _caption(provision: Provision) -> Iterable[Hashable]:
    return [folded(provision.caption.text)] if provision.caption else []


def _provided_for(provision: Provision) -> Iterable[Hashable]:
    return [concluded.link.href for concluded in provision.types]


def _name(initiative: Initiative) -> Iterable[Hashable]:
    return [_SPACE.sub("", folded(initiative.link.words.text))]


def _fields(initiative: Initiative) -> Iterable[Hashable]:
    return [field.href for field in initiative.fields]


_ARTICLES = (_caption, _provided_for)
_INITIATIVES = (_name, _fields)


def _paired(
    left: Sequence[Part], right: Sequence[Part], keys: Iterable[Callable[[Part], Iterable[Hashable]]]
) -> Iterator[tuple[Part | None, Part | None]]:
    """Pairs that have a value of a key in common, the first key that finds one; each part is in one pair."""
    found: dict[int, int] = {}
    for key in keys:
        taken = set(found.values())
        free = {place: set(key(part)) for place, part in enumerate(right) if place not in taken}
        for place, part in enumerate(left):
            values = set() if place in found else set(key(part))
            match = next((other for other, theirs in free.items() if values & theirs), None)
            if match is not None:
                found[place] = match
                del free[match]
    yield from ((part, right[found[place]] if place in found else None) for place, part in enumerate(left))
    taken = set(found.values())
    yield from ((None, part) for place, part in enumerate(right) if place not in taken)

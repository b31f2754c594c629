"""Citations of laws, ordinances and notices, and references to the agreement's own parts.

A locator (第252条の2第1項) is external where the words before it name an act: its title with a number in brackets,
a title known from the registry or from earlier in the text, 同法, or an alias given by 以下「法」という. Everything
else is a reference to the agreement itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extraction.places import Place, places
from kg.model.agreement import Citation
from kg.model.drafting import Instrument
from kg.numerals import ARTICLE_NUMBER, NUMBER, normalise_law_number, parse_branches, parse_number
from kg.registries.laws import LawRegistry

LOCATOR = re.compile(
    rf"{ARTICLE_NUMBER}(?:第?(?P<paragraph>{NUMBER})項)?(?:第?(?P<item>{NUMBER})号)?"
    rf"|第(?P<notice_item>{NUMBER})(?![0-9０-９]|\s?[条項号章節編款表回次])"
    rf"|第(?P<same_paragraph>{NUMBER})項(?:第?(?P<same_item>{NUMBER})号)?"
)
_ELLIPSIS = re.compile(
    rf"(?P<joint>及び|並びに|又は|若しくは|、)(?:{ARTICLE_NUMBER}(?:第(?P<paragraph>{NUMBER})項)?(?:第(?P<item>{NUMBER})号)?"
    rf"|第(?P<same_paragraph>{NUMBER})項(?:第(?P<same_item>{NUMBER})号)?|第(?P<same_item_only>{NUMBER})号)"
)
_ACT_NUMBER = re.compile(
    rf"(?:明治|大正|昭和|平成|令和)\s?(?:元|{NUMBER})\s?年\s?[一-龥]{{0,12}}?(?:法律|政令|省令|府令|条例|規則|規約|勅令|太政官布告)第\s?{NUMBER}\s?号"
)
_NOTICE = re.compile(
    rf"(?P<date>(?:明治|大正|昭和|平成|令和)\s?(?:元|{NUMBER})\s?年\s?{NUMBER}\s?月\s?{NUMBER}\s?日)(?:付け?)?[（(]?\s?(?P<number>[一-龥]+第\s?{NUMBER}\s?号)"
)
_ACT_NAME = re.compile(r"[一-龥ァ-ヶー々・]{1,40}(?:法律|法|政令|省令|令|条例|規則|規約|要綱|要領)$")
_NAME_START = re.compile(
    r"[、，。「」『』（）()\s]|(?:により|に基づき|に関し|及び|並びに|又は|[はがをにで])(?=[一-龥])"
)
_ALIAS = re.compile(r"以下「(?P<alias>[^」]+)」という")
_LEGAL_BASIS = re.compile(r"^(?:の規定|に定めるところ)?に(?:基づ|よ)(?:き|り|いて)")


@dataclass(frozen=True, slots=True)
class Act:
    """A cited act: title, number as normalised, LawId where the registry knows it."""

    title: str
    number: str | None
    law_id: str | None


@dataclass(slots=True)
class _Memory:
    """What earlier citations of the document established: titles, aliases, the act and article named last."""

    laws: LawRegistry
    acts: dict[str, Act] = field(default_factory=dict)
    aliases: dict[str, Act] = field(default_factory=dict)
    last: Act | None = None
    last_article: str | None = None


@dataclass(frozen=True, slots=True)
class _Head:
    """The words that name the act before a locator."""

    start: int
    act: Act
    resolved_from: str | None


def extract_citations(instrument: Instrument, laws: LawRegistry) -> tuple[Citation, ...]:
    """External targets in text order, one entry for each."""
    memory = _Memory(laws)
    return tuple(citation for place in places(instrument) for citation, _ in _located(place, memory))


def external_stretches(instrument: Instrument, laws: LawRegistry) -> dict[Place, tuple[tuple[int, int], ...]]:
    """For each place the stretches of its text that citations occupy, so that references leave them alone."""
    memory = _Memory(laws)
    return {place: tuple(span for _, span in _located(place, memory)) for place in places(instrument)}


def _located(place: Place, memory: _Memory) -> Iterator[tuple[Citation, tuple[int, int]]]:
    text = place.words.text
    position = 0
    while (locator := LOCATOR.search(text, position)) is not None:
        position = locator.end()
        head = _head(text, locator.start(), memory)
        if head is None or (locator["notice_item"] and head.act.law_id):
            continue
        _remember(memory, head.act, locator)
        yield _citation(place, head, locator, memory), (head.start, locator.end())
        while (more := _ELLIPSIS.match(text, position)) is not None:
            yield _elliptic(place, head, more, memory), more.span()
            position = more.end()


def _head(text: str, at: int, memory: _Memory) -> _Head | None:
    """What names the act before a locator; None where the locator is internal."""
    before = text[:at]
    if before.endswith(("）", ")")):
        return _bracketed(text, at, memory)
    if before.endswith("同法") and memory.last:
        return _Head(at - 2, memory.last, "同法")
    if before.endswith("同条") and memory.last:
        return None
    return _known(before, memory) or _aliased(before, memory) or _unknown(before, memory)


def _bracketed(text: str, at: int, memory: _Memory) -> _Head | None:
    opening = _opening_bracket(text, at - 1)
    inner = text[opening + 1 : at - 1]
    number = act_number(inner)
    if number is None:
        return None
    start = _name_start(text, opening, memory)
    if start == opening:
        return None
    title = text[start:opening]
    act = _act(title, number, memory.laws)
    memory.acts[title] = act
    if alias := _ALIAS.search(inner):
        memory.aliases[alias["alias"]] = act
    return _Head(start, act, None)


def act_number(text: str) -> str | None:
    """The number of an act or notice in the words of its bracket, normalised; None where there is none.

    >>> act_number("昭和22年法律第67号。以下「法」という。"), act_number("平成26年8月25日（総行市第200号）")
    ('昭和22年法律第67号', '平成26年8月25日総行市第200号')
    """
    if match := _ACT_NUMBER.search(text):
        return normalise_law_number("".join(match[0].split()))
    if match := _NOTICE.search(text):
        return normalise_law_number("".join(f"{match['date']}{match['number']}".split()))
    return None


def _opening_bracket(text: str, closing: int) -> int:
    """Index of the bracket that the one at ``closing`` closes; brackets of both widths nest."""
    depth = 0
    for index in range(closing, -1, -1):
        if text[index] in "）)":
            depth += 1
        elif text[index] in "（(":
            depth -= 1
            if depth == 0:
                return index
    return closing


def _name_start(text: str, end: int, memory: _Memory) -> int:
    """Where the title before ``end`` begins: the longest registered title, else after the last boundary."""
    known = [title for title in memory.laws.titles if text.endswith(title, 0, end)]
    if known:
        return end - max(map(len, known))
    boundaries = [match.end() for match in _NAME_START.finditer(text, 0, end)]
    return boundaries[-1] if boundaries else 0


def _known(before: str, memory: _Memory) -> _Head | None:
    titles = [title for title in (*memory.acts, *memory.laws.titles) if before.endswith(title)]
    if not titles:
        return None
    title = max(titles, key=len)
    return _Head(len(before) - len(title), memory.acts.get(title) or _act(title, None, memory.laws), None)


def _aliased(before: str, memory: _Memory) -> _Head | None:
    for alias in sorted(memory.aliases, key=len, reverse=True):
        start = len(before) - len(alias)
        if before.endswith(alias) and not (start and re.match(r"[一-龥ァ-ヶ]", before[start - 1])):
            return _Head(start, memory.aliases[alias], alias)
    return None


def _unknown(before: str, memory: _Memory) -> _Head | None:
    """A title that neither registry nor text has named before; the agreement's own kind (この規約) is internal."""
    match = _ACT_NAME.search(before)
    if match is None or re.search(r"(?:この|本)(?:連携)?(?:協約|協定|規約)$", before) or len(match[0]) < 3:
        return None
    return _Head(match.start(), _act(match[0], None, memory.laws), None)


def _act(title: str, number: str | None, laws: LawRegistry) -> Act:
    """The act, with LawId where title and number agree with the registry."""
    law = laws.by_title(title) or (laws.by_number(number) if number else None)
    if law is None or (number and law.number != number) or law.title != title:
        return Act(title, number, None)
    return Act(title, law.number, law.law_id)


def _remember(memory: _Memory, act: Act, locator: re.Match[str]) -> None:
    memory.last = act
    memory.last_article = _article(locator)


def _article(locator: re.Match[str]) -> str | None:
    if not locator["number"]:
        return None
    return "の".join(map(str, parse_branches(locator["number"], locator["branch"])))


def _value(printed: str | None) -> str | None:
    return str(parse_number(printed)) if printed else None


def _citation(place: Place, head: _Head, locator: re.Match[str], memory: _Memory) -> Citation:
    text = place.words.text
    notice_item = locator["notice_item"]
    return Citation(
        words=place.words.slice(head.start, locator.end()),
        law=head.act.title,
        law_number=head.act.number,
        law_id=head.act.law_id,
        article=memory.last_article,
        paragraph=_value(locator["paragraph"] or locator["same_paragraph"]),
        item=_value(locator["item"] or locator["same_item"] or notice_item),
        resolved_from=head.resolved_from,
        legal_basis=_is_legal_basis(place, text[locator.end() :]),
    )


def _is_legal_basis(place: Place, after: str) -> bool:
    """Whether the provision is the one the instrument is concluded under: named so in preamble or first article."""
    return (place.preamble or place.article == (1,)) and _LEGAL_BASIS.match(after) is not None


def _elliptic(place: Place, head: _Head, more: re.Match[str], memory: _Memory) -> Citation:
    """A further target of a list: what it does not name is inherited from the one before."""
    if more["number"]:
        memory.last_article = _article(more)
    return Citation(
        words=place.words.slice(more.end("joint"), more.end()),
        law=head.act.title,
        law_number=head.act.number,
        law_id=head.act.law_id,
        article=memory.last_article,
        paragraph=_value(more["paragraph"] or more["same_paragraph"]),
        item=_value(more["item"] or more["same_item"] or more["same_item_only"]),
        resolved_from=head.resolved_from,
        legal_basis=False,
    )

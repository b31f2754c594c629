"""改め文: the sentences that change another instrument, to operations.

「第2条第1号中「A」を「B」に改め、同条に次の1項を加える。」: each operation is a place, a verb and what is quoted.
The quoted words are masked first, so that no mark inside them is taken for one of the sentence; quotation marks nest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.loci import Locus, parse_locus
from kg.model.agreement import Change, Operation
from kg.model.text import Passage
from kg.numerals import NUMBER

_VERB = re.compile(
    r"(?P<replace>改め(?:る|、|，|て)?|改正(?:する|し[、，])|(?:に|とおり)変更(?:する|し[、，]))|(?P<insert>(?:加え|追加し|付し|付け)(?:る|、|，|て)?|追加する)"
    r"|(?P<delete>削(?:る|り|除する|除し)[、，]?)"
    r"|(?P<shift>繰り?(?:上げ|下げ)(?:る|、|，)?)|(?P<renumber>と(?:する|し)[、，]?)"
)
_SEPARATOR = re.compile(r"[、，\u3000 ]")
_QUOTED = "\ufffc"
_PAIR = re.compile(rf"「(?P<old>{_QUOTED}*)」を[、，]?「(?P<new>{_QUOTED}*)」に")
_QUOTE = re.compile(rf"「(?P<words>{_QUOTED}*)」")
_BESIDE = re.compile(rf"「(?P<anchor>{_QUOTED}*)」の(?:次|下|後|前)に[、，]?「(?P<new>{_QUOTED}*)」を")
_BLOCK = re.compile(
    rf"次の(?:よう|とおり|{NUMBER}(?:条|項|号|章|節|表|様式|目|(?:ただし|但し?)書|後段))|次の(?:ただし|但し?)書|後段として次|次の(?:後段|別表|表|見出し)"
)
_RENUMBERED = re.compile(r"(?P<old>[^、，「」]+?)を(?P<new>[^、，「」]+?)$")
_RANGE = re.compile(
    rf"(?P<first>第?{NUMBER}(?:条|項|号|の項)(?:の{NUMBER})*)から(?P<last>第?{NUMBER}(?:条|項|号|の項)(?:の{NUMBER})*)まで"
)
_LOCUS_START = re.compile(
    r"(?:題名|前文|目次|本則|附則|別表|別記|別紙|様式|同[条項号表章節]|第|見出し)|[0-9０-９]+(?:の[0-9]+)?の項|[（(][0-9０-９]+[）)]|[ア-ン](?=を|の|中|に)|ただし書|但し?書"
)


@dataclass(frozen=True, slots=True)
class _Segment:
    """The words of one operation: ``start:end`` of the sentence, the verb's group and its own place."""

    start: int
    verb_at: int
    end: int
    verb: str


def parse_sentence(words: Passage, added: tuple[Passage, ...], last: Locus) -> tuple[tuple[Change, ...], Locus]:
    """The operations of an amending sentence; ``added`` are the lines under it, ``last`` the place named before it."""
    text = words.text
    masked = mask_quotes(text)
    segments = list(_segments(masked))
    blocks = [segment for segment in segments if _BLOCK.search(masked, segment.start, segment.verb_at)]
    found: list[Change] = []
    for segment in segments:
        under = added if blocks and segment is blocks[-1] else ()
        changes, last = _operations(words, masked, segment, under, last)
        found += changes
    return tuple(found), last


def mask_quotes(text: str) -> str:
    """The text with the words inside outermost 「」 masked, offsets unchanged; an unclosed quotation stays as it is.

    >>> mask_quotes("「甲の「長」」を削る").count("\\ufffc")
    5
    """
    letters, depth, opened = list(text), 0, -1
    stretches: list[tuple[int, int]] = []
    for index, letter in enumerate(text):
        if letter in "「『":
            opened = index if depth == 0 else opened
            depth += 1
        elif letter in "」』" and depth:
            depth -= 1
            if depth == 0:
                stretches.append((opened, index))
    for start, end in stretches:
        letters[start] = "「"
        letters[end] = "」"
        letters[start + 1 : end] = _QUOTED * (end - start - 1)
    return "".join(letters)


def _segments(masked: str) -> Iterator[_Segment]:
    start = 0
    for match in _VERB.finditer(masked):
        verb = match.lastgroup or ""
        if verb == "renumber" and not _renumbers(masked[start : match.start()]):
            continue
        yield _Segment(start, match.start(), match.end(), verb)
        start = match.end() + len(_SEPARATOR.findall(masked, match.end(), match.end() + 1))


def _renumbers(before: str) -> bool:
    """Whether とする follows a number (第3条を第4条とする), or one quotation or block that takes another's place."""
    return (
        re.search(
            rf"を[^、，「」]*?(?:第?{NUMBER}(?:条|項|号|章|節|の項)?(?:の{NUMBER})*|別表(?:第{NUMBER})?|[（(]{NUMBER}[）)]|[ア-ン])$|を「{_QUOTED}*」$",
            before,
        )
        is not None
    )


def _operations(
    words: Passage, masked: str, segment: _Segment, added: tuple[Passage, ...], last: Locus
) -> tuple[list[Change], Locus]:
    if segment.verb in {"renumber", "shift"}:
        return _renumbering(words, masked, segment, last)
    operation = Operation(segment.verb)
    pairs = [*_PAIR.finditer(masked, segment.start, segment.verb_at)] if operation is Operation.REPLACE else []
    if pairs:
        return _pairs(words, masked, segment, pairs, last)
    locus, _ = _locus(masked, segment.start, segment.verb_at, last)
    if operation is Operation.INSERT and (beside := _BESIDE.search(masked, segment.start, segment.verb_at)):
        old, new = _slice(words, beside, "anchor"), (_slice(words, beside, "new"),)
        return [_change(words, segment, locus.text, operation, old=old, new=new)], locus
    quoted = [_slice(words, match, "words") for match in _QUOTE.finditer(masked, segment.start, segment.verb_at)]
    if operation is Operation.DELETE:
        if not quoted:
            return _deletions(words, masked, segment, last)
        return [_change(words, segment, locus.text, operation, old=old) for old in quoted], locus
    return [_change(words, segment, locus.text, operation, new=added or tuple(quoted))], locus


def _pairs(
    words: Passage, masked: str, segment: _Segment, pairs: list[re.Match[str]], last: Locus
) -> tuple[list[Change], Locus]:
    """「A」を「B」に、「C」を「D」に改める: each pair with the place named before it."""
    found: list[Change] = []
    start, locus = segment.start, last
    for index, pair in enumerate(pairs):
        locus, _ = _locus(masked, start, pair.start(), locus)
        end = segment.end if index == len(pairs) - 1 else pair.end()
        place = _Segment(start, pair.end(), end, segment.verb)
        old, new = _slice(words, pair, "old"), (_slice(words, pair, "new"),)
        found.append(_change(words, place, locus.text, Operation.REPLACE, old=old, new=new))
        start = pair.end() + masked.startswith(("、", "，"), pair.end())
    return found, locus


def _deletions(words: Passage, masked: str, segment: _Segment, last: Locus) -> tuple[list[Change], Locus]:
    """第3項及び第4項を削る: one for each place."""
    found: list[Change] = []
    position, locus = segment.start, last
    if spread := _RANGE.search(masked, segment.start, segment.verb_at):
        locus, _ = _locus(masked, segment.start, spread.end("first"), last)
        named = f"{locus.text}から{spread['last']}まで"
        return [_change(words, segment, named, Operation.DELETE)], locus
    while position < segment.verb_at and (start := _LOCUS_START.search(masked, position, segment.verb_at)):
        locus, end = parse_locus(masked, locus, at=start.start(), end=segment.verb_at)
        if end <= start.start():
            break
        found.append(_change(words, segment, locus.text, Operation.DELETE))
        position = end
    return found or [_change(words, segment, locus.text, Operation.DELETE)], locus


def _renumbering(words: Passage, masked: str, segment: _Segment, last: Locus) -> tuple[list[Change], Locus]:
    """第3条を第4条とする, 第4条から第6条までを1条ずつ繰り下げる."""
    locus, _ = _locus(masked, segment.start, segment.verb_at, last)
    if segment.verb == "shift":
        spread = _RANGE.search(masked, segment.start, segment.verb_at)
        named = f"{locus.text}から{spread['last']}まで" if spread else locus.text
        by = masked.rfind("を", segment.start, segment.verb_at) + 1
        new = words.slice(by, segment.end - masked.endswith(("、", "，"), by, segment.end))
        return [_change(words, segment, named, Operation.RENUMBER, new=(new,))], locus
    quoted = [_slice(words, match, "words") for match in _QUOTE.finditer(masked, segment.start, segment.verb_at)]
    cut = masked.rfind("を", segment.start, segment.verb_at)
    new = words.slice(cut + 1, segment.verb_at)
    if quoted:
        old = quoted[0] if len(quoted) > 1 else None
        return [_change(words, segment, locus.text, Operation.REPLACE, old=old, new=(quoted[-1],))], locus
    begin = _LOCUS_START.search(masked, segment.start, cut)
    old = words.slice(begin.start(), cut) if begin else None
    return [_change(words, segment, locus.text, Operation.RENUMBER, old=old, new=(new,))], locus


def _locus(masked: str, start: int, end: int, last: Locus) -> tuple[Locus, int]:
    """The first place named in a stretch; the one before where it names none."""
    begin = _LOCUS_START.search(masked, start, end)
    return parse_locus(masked, last, at=begin.start(), end=end) if begin else (last, start)


def _slice(words: Passage, match: re.Match[str], group: str) -> Passage:
    return words.slice(match.start(group), match.end(group))


def _change(
    words: Passage,
    segment: _Segment,
    place: str,
    operation: Operation,
    *,
    old: Passage | None = None,
    new: tuple[Passage, ...] = (),
) -> Change:
    """The record of one operation; its words are its stretch of the sentence and the lines it puts in."""
    stretch = words.slice(segment.start, segment.end)
    under = [line for line in new if line and not _inside(words, line)]
    return Change(locus=place, operation=operation, old=old, new=new, words=Passage.join((stretch, *under)))


def _inside(words: Passage, part: Passage) -> bool:
    """Whether a passage is a part of the sentence and not a line under it."""
    spans = words.spans
    return bool(spans) and spans[0].start <= part.start < spans[-1].end

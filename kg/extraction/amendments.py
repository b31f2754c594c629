"""Amending instruments: what they change, how, and each operation of their sentences.

An instrument amends where its title or preamble says so (一部を変更する, 全部を変更する, を廃止する, 変更協約) or where
it has amending sentences. What it amends is named by title and date; without both no IRI can be minted for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.drafting.formulas import without_circle
from kg.extraction.amending_sentences import parse_sentence
from kg.extraction.loci import Locus
from kg.model.agreement import AmendedInstrument, Amendment, AmendmentMode, Change, StatedDate
from kg.model.drafting import AmendingClause, Article, Instrument, Preamble, Unparsed
from kg.model.text import Passage
from kg.numerals import PrintedDate, find_dates

_KIND = r"(?:連携協約書?|協約書?|協定書?|規約|覚書|協議書|申合せ|契約書?)"
_TITLE_AMENDS = re.compile(
    rf"(?:の(?P<extent>一部|全部)を(?:変更|改正|改定)する|を(?:変更|改定)する(?={_KIND})|の?(?:一部)?変更(?={_KIND}|について|に関する)"
    r"|を(?P<ends>廃止)する|の廃止)"
)
_PREAMBLE_AMENDS = re.compile(
    rf"の?(?:(?P<extent>一部|全部)を)?(?:変更|改正|改定)(?:する|し[、，])(?:(?:変更)?{_KIND}を)?[^。]{{0,80}}?(?:次のとおり|次のように|ため|締結)"
    r"|次の(?:とおり|ように)(?:(?P<extent2>一部|全部)を)?(?:変更|改正|改定)する|(?:を|は、|は，)[^。、，]{0,30}?(?P<ends>廃止)(?:する|し)"
)
_NAMED = re.compile(
    rf"(?P<name>[^、，。「」（）()\s]{{2,80}}?{_KIND})(?=[（(]|の(?:一部|全部)|を(?:[、，]|変更|改正|改定|廃止|次の(?:よう|とお))|について|に(?:関し|つき)|、|，|$)"
)
_CONCLUDED = re.compile(
    r"(?:付け?)?(?:に|で)?[、，]?(?:[^。、，]{0,30}?)(?:締結し(?:た|、)|締結された|締結の|締結(?=[)）])|付けの|告示|議決|規約第|制定)"
)
_COMPARISON = re.compile(r"新旧対照(?:条文|表)")


def extract_amendment(instrument: Instrument, title: Passage) -> Amendment | None:
    """What an instrument does to another; None where it does not amend."""
    clauses = instrument.of(AmendingClause)
    said = [(pattern, words) for words, pattern in _saying(instrument, title)]
    matches = [(match, words) for pattern, words in said if (match := pattern.search(words.text))]
    if not matches and not clauses:
        return None
    changes = tuple(_changes(clauses))
    return Amendment(mode=_mode(instrument, matches, changes), target=_target(instrument, title), changes=changes)


def names_comparison_table(instrument: Instrument) -> Passage | None:
    """The words that leave the changes to a 新旧対照表, which is no part of the running text."""
    for words in _sentences(instrument):
        if match := _COMPARISON.search(words.text):
            return words.slice(match.start(), match.end())
    return None


def _saying(instrument: Instrument, title: Passage) -> Iterator[tuple[Passage, re.Pattern[str]]]:
    """The words that can say that an instrument amends."""
    if title:
        yield title, _TITLE_AMENDS
    for node in instrument.of(Preamble):
        yield node.words, _PREAMBLE_AMENDS


def _sentences(instrument: Instrument) -> Iterator[Passage]:
    for node in instrument.nodes:
        if isinstance(node, Preamble | AmendingClause | Unparsed):
            yield node.words
        elif isinstance(node, Article):
            yield from (paragraph.words for paragraph in node.paragraphs)


def _mode(
    instrument: Instrument, matches: list[tuple[re.Match[str], Passage]], changes: tuple[Change, ...]
) -> AmendmentMode:
    """Ending where it is said and nothing is changed; all where it is said, or where whole articles stand instead."""
    groups = [match.groupdict() for match, _ in matches]
    extents = {group.get("extent") or group.get("extent2") for group in groups}
    if any(group.get("ends") for group in groups) and not changes and not extents & {"一部", "全部"}:
        return AmendmentMode.ABOLITION
    if "全部" in extents or (not changes and "一部" not in extents and instrument.of(Article)):
        return AmendmentMode.RESTATEMENT
    return AmendmentMode.PARTIAL


def _changes(clauses: tuple[AmendingClause, ...]) -> Iterator[Change]:
    last = Locus()
    for clause in clauses:
        changes, last = parse_sentence(clause.words, clause.added, last)
        yield from changes


def _target(instrument: Instrument, title: Passage) -> AmendedInstrument:
    """The amended instrument: named with its date in the first sentences, else by the instrument's own title."""
    own = _TITLE_AMENDS.search(title.text)
    named = title.text[: own.start()] if own else ""
    for words in _opening(instrument):
        if found := _dated(words, named):
            return found
    if own and named:
        return AmendedInstrument(
            title=_plain(named), signed_on=None, printed_on=None, words=title.slice(0, own.start())
        )
    for words in _opening(instrument):
        for name in _NAMED.finditer(words.text):
            if not _is_own(words.text, name):
                passage = words.slice(name.start("name"), name.end("name"))
                return AmendedInstrument(title=_plain(name["name"]), signed_on=None, printed_on=None, words=passage)
    return AmendedInstrument(title=None, signed_on=None, printed_on=None, words=title)


def _opening(instrument: Instrument) -> Iterator[Passage]:
    """The sentences in which an amending instrument names what it amends."""
    yield from (node.words for node in instrument.of(Preamble))
    yield from (node.words for node in instrument.of(AmendingClause)[:1])
    yield from (p.words for node in instrument.of(Article)[:1] for p in node.paragraphs)


def _dated(words: Passage, named: str) -> AmendedInstrument | None:
    """A name with the date of the instrument before it (…に締結した) or in brackets after it."""
    text = words.text
    for date in find_dates(text):
        concluded = _CONCLUDED.match(text, date.end)
        before = text[: date.start].rstrip("（( ")
        if concluded is None:
            continue
        if text[date.start - 1 : date.start] in {"（", "("}:
            name = _ending(before, named)
            start, end = (len(before) - len(name), len(before)) if name else (0, 0)
        else:
            found = _NAMED.match(text, concluded.end()) or _NAMED.search(text, concluded.end(), concluded.end() + 120)
            start, end = found.span("name") if found else (0, 0)
        if end:
            return _target_record(words, date, concluded[0], start, end)
    return None


def _ending(before: str, named: str) -> str:
    """The name of an instrument that a text ends with: that of the title, else back to the last mark."""
    plain = _plain(named)
    if plain and before.endswith(plain):
        return plain
    match = re.search(rf"[^、，。「」（）()\s]{{2,80}}{_KIND}$", before[-90:])
    return re.sub(r"^.*(?:は|に係る|が)(?=[一-龥])", "", match[0]) if match else ""


def _target_record(words: Passage, date: PrintedDate, concluded: str, start: int, end: int) -> AmendedInstrument:
    stated = StatedDate(value=date.value, words=words.slice(date.start, date.end))
    printed = re.search("告示|議決|規約第|制定", concluded) is not None
    return AmendedInstrument(
        title=_plain(words.text[start:end]),
        signed_on=None if printed else stated,
        printed_on=stated if printed else None,
        words=words.slice(min(start, date.start), max(end, date.end)),
    )


def _is_own(text: str, name: re.Match[str]) -> bool:
    """Whether a name is that of the amending instrument itself (この協定, 変更する協定)."""
    return re.match(r"(?:この|本|次の|変更)", name["name"]) is not None or text[: name.start()].endswith("変更する")


def _plain(title: str) -> str:
    """A title without the mark and spaces around it."""
    return without_circle(title.strip()).strip().removesuffix("の").strip()

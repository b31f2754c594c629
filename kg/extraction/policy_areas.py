"""Policy areas of appended tables: the list in an article that says which 別表 holds the initiatives of which area.

「(1) 生活機能の強化に係る政策分野（別表第1）」. Where extraction has put the words 別表第N beside other items, or the
article names the tables together (別表第1から別表第3まで), they are paired by order if there are as many of the one as
of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model.drafting import AppendedTable, Article, Instrument, Item, Paragraph, TableHeading, TableText
from kg.model.text import Passage
from kg.numerals import NUMBER, parse_number

_TABLE = re.compile(rf"別\s?表\s?第?\s?(?P<number>{NUMBER})")
_ENDS_AREA = re.compile(r"[\s　:：…・‥―\-—(（〔\[【、，]*$")
_AFTER = re.compile(r"[\s　)）〕\]】]*(?:関係|のとおり(?:とする)?|に(?:定|掲|規定)[^。]{0,12})?[。)）〕\]】\s　]*")
_RANGE = re.compile(
    rf"別\s?表\s?第?\s?(?P<first>{NUMBER})から(?:別\s?表)?\s?第?\s?(?P<last>{NUMBER})まで|"
    rf"別\s?表\s?第?\s?(?P<one>{NUMBER})(?:及び|、)(?:別\s?表)?\s?第?\s?(?P<two>{NUMBER})"
)
_LONGEST_AREA = 60
_SUFFIX = re.compile(r"に(?:係る|関する)(?:政策)?分野$")


@dataclass(frozen=True, slots=True)
class PolicyAreas:
    """The area of each appended table by its number; ``by_order`` where the pairing follows from order alone."""

    areas: dict[int, Passage]
    by_order: bool

    def outermost(self, appended: AppendedTable) -> tuple[Passage, ...]:
        """The area as a heading over a table, unless the table begins with that heading itself."""
        area = self.areas.get(appended.number or 0)
        if area is None:
            return ()
        first = next((child for child in appended.children if not isinstance(child, TableText)), None)
        if isinstance(first, TableHeading) and _same(first.words, area):
            return ()
        return (area,)


def _same(heading: Passage, area: Passage) -> bool:
    one, other = ("".join(_SUFFIX.sub("", words.text).split()) for words in (heading, area))
    return one == other


def policy_areas(instrument: Instrument) -> PolicyAreas:
    """The areas that the articles give to the appended tables; none where the list does not come out even."""
    numbers = [table.number for table in instrument.of(AppendedTable) if table.number is not None]
    if numbers and len(set(numbers)) == len(numbers):
        for article in instrument.of(Article):
            for paragraph in article.paragraphs:
                found = _areas_of(paragraph, numbers)
                if found is not None:
                    return found
    return PolicyAreas({}, by_order=False)


def _areas_of(paragraph: Paragraph, numbers: list[int]) -> PolicyAreas | None:
    items = paragraph.items
    if not items or any(len(item.words.text) > _LONGEST_AREA * 2 for item in items):
        return None
    named = [(item, [_number(match) for match in _TABLE.finditer(item.words.text)]) for item in items]
    mentioned = [number for _, found in named for number in found]
    areas = [_area(item) for item in items]
    if not all(areas):
        return None
    if mentioned and all(len(found) == 1 for _, found in named):
        pairs = zip(mentioned, areas, strict=True)
        return PolicyAreas({number: area for number, area in pairs if area}, by_order=False)
    together = mentioned or list(_together(paragraph))
    if len(together) == len(items) and sorted(together) == sorted(numbers):
        pairs = zip(together, areas, strict=True)
        return PolicyAreas({number: area for number, area in pairs if area}, by_order=True)
    return None


def _number(match: re.Match[str]) -> int:
    return parse_number(match["number"])


def _together(paragraph: Paragraph) -> Iterator[int]:
    """The numbers that the paragraph names together: 別表第1から別表第3まで."""
    match = _RANGE.search(paragraph.words.text)
    if match is None:
        return
    if match["first"]:
        yield from range(parse_number(match["first"]), parse_number(match["last"]) + 1)
    else:
        yield from (parse_number(match["one"]), parse_number(match["two"]))


def _area(item: Item) -> Passage | None:
    """The words of an item without the 別表第N before or after them; None where they are no heading."""
    text = item.words.text
    match = _TABLE.search(text)
    if match is None:
        start, end = 0, len(text)
    elif not text[: match.start()].strip("（(〔[【 　"):
        after = _AFTER.match(text, match.end())
        start, end = after.end() if after else match.end(), len(text)
    else:
        last = list(_TABLE.finditer(text))[-1]
        if not _AFTER.fullmatch(text, last.end()):
            return None
        start, end = 0, match.start()
    ends = _ENDS_AREA.search(text, start, end)
    end = ends.start() if ends else end
    words = text[start:end]
    if not words.strip() or "。" in words or len(words) > _LONGEST_AREA:
        return None
    return item.words.slice(start, end)

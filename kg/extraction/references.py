"""References of an agreement to its own parts (前条, 第1項, 別表), resolved once its articles are known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.citations import external_stretches
from kg.extraction.places import Place, places
from kg.identifiers import article_path
from kg.model.agreement import Reference
from kg.model.drafting import AppendedTable, Article, Instrument, Item, Paragraph
from kg.numerals import ARTICLE_NUMBER, NUMBER, parse_branches, parse_number
from kg.registries.laws import LawRegistry

_REFERENCE = re.compile(
    rf"(?P<near>前条|次条|同条|本条)(?:第(?P<near_paragraph>{NUMBER})項)?(?:第(?P<near_item>{NUMBER})号)?"
    rf"|{ARTICLE_NUMBER}(?:第(?P<paragraph>{NUMBER})項)?(?:第(?P<item>{NUMBER})号)?"
    rf"|(?P<next_paragraph>前項|次項)(?:第(?P<next_item>{NUMBER})号)?"
    rf"|第(?P<own_paragraph>{NUMBER})項(?:第(?P<own_item>{NUMBER})号)?"
    rf"|(?:附則|別記)?別表(?:第\s?(?P<table>{NUMBER}))?"
)


def extract_references(instrument: Instrument, laws: LawRegistry) -> tuple[Reference, ...]:
    """Internal references in text order; a target that the text does not have is None."""
    known = frozenset(part_paths(instrument))
    external = external_stretches(instrument, laws)
    return tuple(
        reference for place in places(instrument) for reference in _at(place, external[place], instrument, known)
    )


def part_paths(instrument: Instrument) -> Iterator[str]:
    """Paths of every part a reference can mean."""
    for article in instrument.of(Article):
        path = article_path(article.number)
        yield path
        for paragraph in article.paragraphs:
            yield from _paragraph_paths(paragraph, path)
    for ordinal, _ in enumerate(instrument.of(AppendedTable), start=1):
        yield f"appended-table/{ordinal}"


def _paragraph_paths(paragraph: Paragraph, path: str) -> Iterator[str]:
    below = f"{path}/paragraph/{paragraph.number}"
    yield below
    yield from _item_paths(paragraph.items, below)


def _item_paths(items: tuple[Item, ...], path: str) -> Iterator[str]:
    for ordinal, item in enumerate(items, start=1):
        yield f"{path}/item/{ordinal}"
        yield from _item_paths(item.items, f"{path}/item/{ordinal}")


def _at(
    place: Place, external: tuple[tuple[int, int], ...], instrument: Instrument, known: frozenset[str]
) -> Iterator[Reference]:
    article = place.article
    for match in _REFERENCE.finditer(place.words.text):
        if any(start <= match.start() < end for start, end in external):
            continue
        target = _target(match, place, article, instrument)
        if match["number"]:
            article = parse_branches(match["number"], match["branch"])
        yield Reference(words=place.words.slice(match.start(), match.end()), target=target if target in known else None)


def _target(match: re.Match[str], place: Place, article: tuple[int, ...], instrument: Instrument) -> str | None:
    if match[0].startswith(("別表", "附則別表", "別記")):
        return _table(match["table"], instrument)
    if match["next_paragraph"]:
        step = -1 if match["next_paragraph"] == "前項" else 1
        return _below(place.article, str(place.paragraph + step), match["next_item"])
    if match["own_paragraph"]:
        return _below(place.article, match["own_paragraph"], match["own_item"])
    if match["near"]:
        number = _near(match["near"], place.article, article, instrument)
        return _below(number, match["near_paragraph"], match["near_item"])
    return _below(parse_branches(match["number"], match["branch"]), match["paragraph"], match["item"])


def _near(word: str, own: tuple[int, ...], named: tuple[int, ...], instrument: Instrument) -> tuple[int, ...]:
    """The article that 前条, 次条, 同条 or 本条 means. 前条 is the one numbered before, also where it is missing."""
    if word in {"本条", "同条"}:
        return named if word == "同条" else own
    numbers = [article.number for article in instrument.of(Article)]
    if own not in numbers:
        return ()
    index = numbers.index(own) + (1 if word == "次条" else -1)
    neighbour = numbers[index] if 0 <= index < len(numbers) else ()
    return neighbour if _adjacent(own, neighbour) else ()


def _adjacent(own: tuple[int, ...], neighbour: tuple[int, ...]) -> bool:
    """Whether no article is missing between two: whole numbers differ by one at most."""
    return bool(neighbour) and abs(own[0] - neighbour[0]) <= 1


def _below(number: tuple[int, ...], paragraph: str | None, item: str | None) -> str | None:
    if not number:
        return None
    path = article_path(number)
    if paragraph or item:
        path = f"{path}/paragraph/{parse_number(paragraph) if paragraph else 1}"
    return f"{path}/item/{parse_number(item)}" if item else path


def _table(number: str | None, instrument: Instrument) -> str | None:
    tables = instrument.of(AppendedTable)
    for ordinal, table in enumerate(tables, start=1):
        if (number is None and len(tables) == 1) or (number and table.number == parse_number(number)):
            return f"appended-table/{ordinal}"
    return None

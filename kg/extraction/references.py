"""References of an agreement to its own parts (前条, 第1項, 別表), resolved once its articles are known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extraction.locators import Locator
from kg.extraction.mentions import Mention
from kg.extraction.parts import Parts, parts_of
from kg.extraction.places import Place
from kg.identifiers import article_path
from kg.model.agreement import Reference
from kg.model.drafting import Instrument

#: Words that mean more parts than this are not resolved: no agreement says so, and a list of them could be endless.
_MOST_TARGETS = 200
_COUNT = re.compile(r"[0-9]+")
_STEPS = {"前": -1, "次": 1, "本": 0, "こ": 0}
_IN_A_PATH = re.compile(r"(?P<above>.*/)(?P<last>[0-9]+)[0-9-]*")


def extract_references(instrument: Instrument, mentions: Sequence[Mention]) -> tuple[Reference, ...]:
    """Internal references in text order; a target that the text does not have is None."""
    parts = parts_of(instrument)
    found: list[Reference] = []
    before: Mention | None = None
    table: str | None = None
    listed: tuple[str, ...] = ()
    for mention in mentions:
        if mention.act is not None or mention.unknown:
            before = None
            continue
        targets = _targets(mention, parts, table, listed)
        targets = targets if len(targets) <= _MOST_TARGETS else ()
        if mention.locator.table and mention.locator.table != "同表":
            table = targets[0] if targets else None
        if mention.locator.clause == "各号":
            listed = targets
        if mention.ranged and before is not None and targets:
            found += _between(before, mention, found[-1].target, targets[0], parts)
        found += [Reference(words=mention.words, target=target) for target in targets or (None,)]
        before = mention
    return tuple(found)


def _targets(mention: Mention, parts: Parts, table: str | None, listed: tuple[str, ...]) -> tuple[str, ...]:
    """Paths of the parts that a mention means; empty where the text does not have them."""
    locator, place = mention.locator, mention.place
    if locator.several:
        return _several(locator.several, place, parts, listed)
    if locator.division:
        return tuple(map(article_path, parts.divisions.get(locator.division, ())))
    if locator.table:
        own = table if locator.table == "同表" else parts.table(_table_number(locator.table))
        return (own,) if own else ()
    path = _path(locator, place, parts)
    if path is None:
        return ()
    if locator.clause == "各号":
        within = path if "/paragraph/" in path else f"{path}/paragraph/1"
        return tuple(parts.items.get(within, {}).values())
    return (path,)


def _table_number(name: str) -> int | None:
    number = name.removeprefix("別表").removeprefix("第")
    return int(number) if number.isdigit() else None if not number else -1


def _path(locator: Locator, place: Place, parts: Parts) -> str | None:
    """The one part that a locator means."""
    near = locator.near or ""
    if near.startswith("同"):
        return None
    if near.endswith("号"):
        number = place.items[0] + _STEPS[near[0]] if place.items else 0
        path = _item_at(place, number, parts)
        return parts.items.get(path, {}).get(locator.subitem) if path and locator.subitem else path
    if near.endswith("項"):
        paragraph = place.paragraph + _STEPS[near[0]]
        return parts.below(_holder(place), paragraph, locator.item, locator.subitem)
    if near.endswith("条") and place.provision:
        beside = (place.provision[0] + _STEPS[near[0]],)
        return parts.below(_provision(place, beside), locator.paragraph or 1, locator.item, locator.subitem)
    if near.endswith("条"):
        holder = parts.beside(place.article, _STEPS[near[0]])
    elif locator.article and locator.part != "附則":
        holder = parts.article(locator.article)
    elif locator.article:
        holder = None
    elif locator.part == "附則":
        holder = f"supplementary-provisions/{place.supplementary or 1}"
    else:
        return _own(locator, place, parts)
    return parts.below(holder, locator.paragraph, locator.item, locator.subitem)


def _own(locator: Locator, place: Place, parts: Parts) -> str | None:
    """第1項 and 第1号 alone: of the article and paragraph they stand in."""
    return parts.below(_holder(place), locator.paragraph or place.paragraph, locator.item, locator.subitem)


def _holder(place: Place) -> str | None:
    """Path of the article or supplementary provisions that a place stands in."""
    if place.provision:
        return _provision(place, place.provision)
    if place.supplementary:
        return f"supplementary-provisions/{place.supplementary}"
    return article_path(place.article) if place.article else None


def _provision(place: Place, number: tuple[int, ...]) -> str:
    """Path of an article of the supplementary provisions that a place stands in."""
    return f"supplementary-provisions/{place.supplementary}/{article_path(number)}"


def _own_items(place: Place, parts: Parts) -> tuple[str, ...]:
    """Paths of the items of the paragraph a place stands in."""
    return tuple(parts.items.get(f"{_holder(place)}/paragraph/{place.paragraph}", {}).values())


def _item_at(place: Place, position: int, parts: Parts) -> str | None:
    """The item of a place's own paragraph at a position."""
    items = _own_items(place, parts)
    return items[position - 1] if 0 < position <= len(items) else None


def _several(words: str, place: Place, parts: Parts, listed: tuple[str, ...]) -> tuple[str, ...]:
    """前各号, 前2項, 当該各号: each of the parts; none where the text has fewer than it says."""
    if words == "当該各号":
        return listed or _own_items(place, parts)
    holder = _holder(place)
    if words.endswith("号"):
        before = _own_items(place, parts)[: place.items[0] - 1] if place.items else ()
    elif words.endswith("項"):
        numbers = parts.paragraphs.get(holder or "", ())
        earlier = words == "当該各項" or place.paragraph
        before = tuple(f"{holder}/paragraph/{number}" for number in numbers if earlier is True or number < earlier)
    else:
        index = parts.positions.get(place.article, 0)
        before = tuple(map(article_path, parts.articles[:index]))
    count = _COUNT.search(words)
    if count is None:
        return before
    number = int(count[0])
    return before[-number:] if 0 < number <= len(before) else ()


def _between(before: Mention, mention: Mention, first: str | None, last: str, parts: Parts) -> Iterator[Reference]:
    """The parts between the first and last of a range, with the words of the whole range."""
    if first is None or before.folded is not mention.folded:
        return
    words = mention.place.part(*mention.folded.origin(before.start, mention.end))
    for path in _paths_between(first, last, parts):
        yield Reference(words=words, target=path)


def _paths_between(first: str, last: str, parts: Parts) -> tuple[str, ...]:
    """Sister paths between two, in the order of the instrument."""
    above, below = _IN_A_PATH.fullmatch(first), _IN_A_PATH.fullmatch(last)
    if above is None or below is None or above["above"] != below["above"]:
        return ()
    if first.startswith("article/") and first.count("/") == 1:
        paths = [article_path(number) for number in parts.articles]
        begin, end = (paths.index(path) if path in paths else 0 for path in (first, last))
        return tuple(paths[begin + 1 : end])[:_MOST_TARGETS]
    numbers = range(int(above["last"]) + 1, int(below["last"]))[:_MOST_TARGETS]
    return tuple(path for number in numbers if (path := f"{above['above']}{number}") in parts.paths)

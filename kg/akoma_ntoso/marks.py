"""Which words of which passage a record was read from.

A record's own passage is a slice of passages of the drafting tree, so its fragments lie inside theirs: that is how its
place in the reading of an element is found.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.drafting.writing import passages
from kg.model.drafting import Instrument
from kg.model.text import Fragment, Passage

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An element around characters ``begin:end`` of a passage; ``notes`` are attributes of our namespace."""

    begin: int
    end: int
    element: str
    attributes: Pairs
    notes: Pairs = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """A fragment of the tree: its passage, and where its reading begins there."""

    passage: int
    offset: int
    fragment: Fragment


class Marks:
    """The marks of an instrument, by passage of its tree."""

    def __init__(self, instrument: Instrument) -> None:
        self._places = sorted(_places(instrument), key=lambda place: place.fragment.start)
        self._starts = [place.fragment.start for place in self._places]
        self._marks: dict[int, list[Mark]] = defaultdict(list)

    def of(self, passage: Passage) -> Sequence[Mark]:
        """The marks of a passage, from the first character on, outer ones before inner ones."""
        return sorted(self._marks[id(passage)], key=lambda mark: (mark.begin, -mark.end))

    def put(self, words: Passage, element: str, attributes: Pairs, notes: Pairs = ()) -> bool:
        """Mark words that stand in one passage. False, and no mark, where they do not or another mark crosses them."""
        stretches = self.stretches(words)
        if len(stretches) != 1 or not self.holds(words):
            return False
        ((host, begin, end, _),) = stretches
        return self._add(host, Mark(begin=begin, end=end, element=element, attributes=attributes, notes=notes))

    def put_all(self, words: Passage, element: str, attributes: Pairs) -> None:
        """Mark words wherever they stand; a stretch that another mark crosses is divided there.

        Words that are marked by such an element already refer to both records (``refersTo`` is a list). What extraction
        puts between words of several places (the line end between two items) is noted at the latter.
        """
        for host, begin, end, before in self.stretches(words):
            for first, last in self._divided(host, begin, end):
                notes = (("before", before),) if before and first == begin else ()
                mark = Mark(begin=first, end=last, element=element, attributes=attributes, notes=notes)
                if not self._add(host, mark):
                    self._refer_too(host, mark)

    def stretches(self, words: Passage) -> list[tuple[int, int, int, str]]:
        """Where words stand: passage (by id), begin and end in its reading, characters before that have no place.

        Neighbours are one stretch. Words that are not in the tree (a person put them in) are left out.
        """
        found: list[tuple[int, int, int, str]] = []
        before = ""
        for fragment in words.fragments:
            if not fragment.source:
                before += fragment.reading
            elif fragment.reading and (place := self._place(fragment)):
                host, begin = place
                end = begin + len(fragment.reading)
                if found and found[-1][0] == host and found[-1][2] == begin and not before:
                    found[-1] = (host, found[-1][1], end, found[-1][3])
                else:
                    found.append((host, begin, end, before))
                before = ""
        return found

    def holds(self, words: Passage) -> bool:
        """Whether all the words stand in the tree."""
        placed = sum(end - begin + len(before) for _, begin, end, before in self.stretches(words))
        return placed == len(words.text)

    def _place(self, fragment: Fragment) -> tuple[int, int] | None:
        index = bisect_right(self._starts, fragment.start) - 1
        if index < 0:
            return None
        place = self._places[index]
        begin = fragment.start - place.fragment.start
        whole = place.fragment.reading
        if whole[begin : begin + len(fragment.reading)] != fragment.reading:
            return None
        return place.passage, place.offset + begin

    def _add(self, host: int, mark: Mark) -> bool:
        same = [other for other in self._marks[host] if (other.begin, other.end) == (mark.begin, mark.end)]
        if any(other.element == mark.element for other in same) or self._crossings(host, mark.begin, mark.end):
            return False
        self._marks[host].append(mark)
        return True

    def _refer_too(self, host: int, mark: Mark) -> None:
        for index, other in enumerate(self._marks[host]):
            if (other.begin, other.end, other.element) == (mark.begin, mark.end, mark.element):
                both = f"{dict(other.attributes)['refersTo']} {dict(mark.attributes)['refersTo']}"
                attributes = tuple((key, both if key == "refersTo" else value) for key, value in other.attributes)
                self._marks[host][index] = replace(other, attributes=attributes)

    def _crossings(self, host: int, begin: int, end: int) -> list[int]:
        """Ends of marks between which ``begin:end`` would have to be divided."""
        others = [(other.begin, other.end) for other in self._marks[host]]
        cuts = [first for first, last in others if begin < first < end < last]
        return cuts + [last for first, last in others if first < begin < last < end]

    def _divided(self, host: int, begin: int, end: int) -> Iterator[tuple[int, int]]:
        cuts = sorted({begin, end, *self._crossings(host, begin, end)})
        yield from pairwise(cuts)


def _places(instrument: Instrument) -> Iterator[_Place]:
    for node in instrument.nodes:
        for passage in passages(node):
            offset = 0
            for fragment in passage.fragments:
                if fragment.source:
                    yield _Place(id(passage), offset, fragment)
                offset += len(fragment.reading)

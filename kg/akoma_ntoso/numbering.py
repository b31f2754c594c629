"""eIds after the Akoma Ntoso naming convention 1.0 (section 5.6), and the parts of an agreement they stand for.

``art_3-2__para_1__list_1__point_2`` is ``article/3-2/paragraph/1/item/2``.
"""

from __future__ import annotations

import re

from kg.identifiers import article_path

_SEGMENTS = {
    "art": "article",
    "para": "paragraph",
    "point": "item",
    "supp": "supplementary-provisions",
    "att": "appended-table",
}
_SEGMENT = re.compile(r"(?P<name>[a-z]+)_(?P<number>.+)")


class Numbering:
    """Hands out eIds, each once: a number that stands twice in a text gets ``_2`` added."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._counts: dict[str, int] = {}

    def give(self, wanted: str) -> str:
        """An eId that was not given yet.

        >>> numbering = Numbering()
        >>> numbering.give("art_1"), numbering.give("art_1"), numbering.give("art_1")
        ('art_1', 'art_1_2', 'art_1_3')
        """
        eid, count = wanted, 1
        while eid in self._given:
            count += 1
            eid = f"{wanted}_{count}"
        self._given.add(eid)
        return eid

    def count(self, wanted: str) -> str:
        """An eId with the next number.

        >>> numbering = Numbering()
        >>> numbering.count("ref"), numbering.count("ref")
        ('ref_1', 'ref_2')
        """
        self._counts[wanted] = self._counts.get(wanted, 0) + 1
        return self.give(f"{wanted}_{self._counts[wanted]}")


def article_eid(number: tuple[int, ...]) -> str:
    """The eId of an article.

    >>> article_eid((7, 2))
    'art_7-2'
    """
    return "art_" + article_path(number).partition("/")[2]


def part_eid(path: str) -> str:
    """The eId of a part of an agreement by its path.

    >>> part_eid("article/3-2/paragraph/1/item/2/item/1")
    'art_3-2__para_1__list_1__point_2__list_1__point_1'
    """
    pieces = path.split("/")
    short = {long: name for name, long in _SEGMENTS.items()}
    segments = []
    for kind, number in zip(pieces[::2], pieces[1::2], strict=True):
        if kind == "item":
            segments.append("list_1")
        segments.append(f"{short[kind]}_{number}")
    return "__".join(segments)


def part_path(eid: str) -> str:
    """The path that an eId stands for. Raises KeyError for eIds of what is no part.

    >>> part_path("supp_1__para_2"), part_path("att_1")
    ('supplementary-provisions/1/paragraph/2', 'appended-table/1')
    """
    pieces = []
    for segment in eid.split("__"):
        found = _SEGMENT.fullmatch(segment)
        if found is None:
            raise KeyError(eid)
        if found["name"] != "list":
            pieces.append(f"{_SEGMENTS[found['name']]}/{found['number']}")
    return "/".join(pieces)

"""Passages as mixed content: words, with elements around those that a record was read from.

XML 1.0 cannot carry most control characters (section 2.2); each stands as an empty ``inline`` element that names it,
so that no character of a text is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.akoma_ntoso.elements import Element, make, name_of, note, noted
from kg.akoma_ntoso.marks import Mark, Marks
from kg.akoma_ntoso.numbering import Numbering
from kg.model.text import Passage
from kg.rdf_xml import xml_carries

_PIECES = re.compile("[\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]+|.", re.DOTALL)
_CHARACTER = "character"
#: Inline elements that others may want to point to; the rest point to an entry of ``references`` themselves.
_WITH_EID = frozenset({"date", "ref"})


@dataclass(frozen=True, slots=True)
class Words:
    """Writes passages with their marks and gives out the eIds."""

    marks: Marks
    numbering: Numbering

    def give(self, wanted: str) -> str:
        """An eId that was not given yet, as near to the wanted one as can be."""
        return self.numbering.give(wanted)

    def number(self, prefix: str) -> str:
        """The next eId with that prefix."""
        return self.numbering.count(prefix)

    def into(self, element: Element, passage: Passage) -> Element:
        """The element, filled with the words of a passage."""
        self._fill(element, passage.text, 0, len(passage.text), self.marks.of(passage))
        return element

    def paragraph(self, passage: Passage) -> Element:
        """A ``p`` of the words."""
        return self.into(make("p"), passage)

    def _fill(self, element: Element, text: str, begin: int, end: int, marks: Sequence[Mark]) -> None:
        """Characters ``begin:end``; the marks lie in that stretch, are nested, and the outer comes first."""
        at, index = begin, 0
        while index < len(marks):
            mark = marks[index]
            inner = [other for other in marks[index + 1 :] if other.begin < mark.end]
            _append(element, text[at : mark.begin])
            around = self._around(mark)
            element.append(around)
            self._fill(around, text, mark.begin, mark.end, inner)
            at, index = mark.end, index + 1 + len(inner)
        _append(element, text[at:end])

    def _around(self, mark: Mark) -> Element:
        eid = self.number(mark.element) if mark.element in _WITH_EID else None
        element = make(mark.element, eId=eid, **dict(mark.attributes))
        return note(element, **dict(mark.notes))


def _append(element: Element, text: str) -> None:
    """Add characters at the end of an element's content."""
    for piece in _PIECES.findall(text):
        if not xml_carries(piece):
            element.append(note(make("inline", name=_CHARACTER), code=f"{ord(piece):x}"))
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + piece
        else:
            element.text = (element.text or "") + piece


def read_words(element: Element) -> Passage:
    """The words of an element, without what stands around parts of them."""
    return Passage.plain(text_of(element), start=0)


def text_of(element: Element) -> str:
    """The characters of an element."""
    return "".join(_characters(element))


def _characters(element: Element) -> Iterable[str]:
    yield element.text or ""
    for part in element:
        if name_of(part) == "inline" and part.get("name") == _CHARACTER:
            yield chr(int(noted(part, "code") or "", 16))
        yield from _characters(part)
        yield part.tail or ""

"""The families that the reader does not yet give back in every case, and why. Empty when the reader is done."""

from __future__ import annotations

#: Family: reason. A family stands here only while it fails; when it passes, its line must go.
KNOWN_FAILING: dict[str, str] = {
    "1-itaku": "lost headings, joint parties and captions inside the line are not all read yet",
    "2-itaku-names": "parties without letters and delegation both ways are not all read yet",
    "3-teiju-tables": "the policy area of a schedule is not taken from the article that announces it",
    "4-row-table": "three parties and joint parties are not all read yet",
    "5-nest-kana": "three parties and joint parties are not all read yet",
    "6-column-table": "three parties and joint parties are not all read yet",
    "7-joint-organ": "group aliases are not all read yet",
    "8-council": "member lists are not all read yet",
    "9-bill": "wrappers are not all read yet",
    "10-named-columns": "columns named after parties are not all read yet",
    "11-amending": "amending sentences are not all read yet",
    "12-kanji": "kanji numerals are not all read yet",
    "12-series": "letters given anew are not all read yet",
    "nest-latin": "labels of latin letters are not all read yet",
    "item-first": "the first party is lost where it is followed by が",
    "parts": "parts above articles are not all read yet",
}

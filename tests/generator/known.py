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
}

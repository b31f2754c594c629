"""Ruby: small kana above a word that say how it is read. The base text is what is read."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from kg.reading.pdf.lines import Line

_SMALL = 0.65  # of the size of the words below
_KANA = re.compile(r"[ぁ-ゖァ-ヺー・\s　]+")


def ruby_lines(lines: Sequence[Line]) -> set[int]:
    """Which lines are ruby of the line that follows them."""
    return {
        index
        for index, (line, below) in enumerate(itertools.pairwise(lines))
        if line.size <= _SMALL * below.size
        and _KANA.fullmatch(line.text)
        and 0 < below.base - line.base <= 1.6 * below.size
        and line.left >= below.left - below.size
        and line.right <= below.right + below.size
    }

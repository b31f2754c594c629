"""Spaces that a file leaves out because the next words are simply drawn further on.

How wide a blank means a space depends on the document: word processors put up to a quarter of an em between kanji and
Latin letters, and stretch whole lines to fill them. So a gap counts where it is wider than its neighbours of the same
kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median_low

from kg.reading.pdf.sheet import Glyph, Sheet, is_wide

_WIDER = 0.15  # em more than usual
_LEAST = 0.18  # em
_OF_AN_EM = 0.75  # from here a space is a full-width one
_LABEL = 5  # characters at the start of a run: a space often follows a label, which is no measure of what is usual
_SPACED_OUT = 0.1  # em between all characters of a line: it says nothing about others
_MOST = 3.0  # em: what is wider divides columns, signatures, words set far apart


def with_spaces(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The pages with a blank glyph in each gap that means a space."""
    runs = [list(_runs(sheet.glyphs)) for sheet in sheets]
    mixed = sorted(
        _gap(one, other)
        for of_page in runs
        for run in of_page
        if _stretched(run) < _SPACED_OUT
        for place, (one, other) in enumerate(pairwise(run))
        if _changes_script(one, other) and (place >= _LABEL or is_wide(one.char))
    )
    usual = max(median_low(mixed), 0.0) if mixed else 0.0
    return [
        replace(sheet, glyphs=tuple(glyph for run in of_page for glyph in _spaced(run, usual)))
        for sheet, of_page in zip(sheets, runs, strict=True)
    ]


def _changes_script(one: Glyph, other: Glyph) -> bool:
    """Whether kanji or kana meet Latin letters or digits: there typesetters put a part of an em (JIS X 4051)."""
    return is_wide(one.char) != is_wide(other.char) and one.char.isalnum() and other.char.isalnum()


def _runs(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs that follow each other on one base line."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not (abs(glyph.base - run[-1].base) < 0.1 * glyph.size and glyph.left > run[-1].left):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _gap(one: Glyph, other: Glyph) -> float:
    return (other.left - one.right) / max(one.size, other.size, 1.0)


def _spaced(run: Sequence[Glyph], mixed: float) -> Iterator[Glyph]:
    """The run with blank glyphs; ``mixed`` is the usual gap between wide and narrow characters."""
    stretched = _stretched(run)
    for one, other in pairwise(run):
        yield one
        if one.is_blank or other.is_blank:
            continue
        both = is_wide(one.char) + is_wide(other.char)
        usual = (0.0, max(mixed, stretched) if stretched >= _SPACED_OUT else mixed, stretched)[both]
        gap = _gap(one, other)
        if max(_LEAST, usual + _WIDER) < gap < _MOST:
            yield _blank(one, other, "　" if gap - usual >= _OF_AN_EM else " ")
    yield run[-1]


def _stretched(run: Sequence[Glyph]) -> float:
    """By how much a line is stretched to fill its width: the gap that nearly all neighbours have.

    Gaps beside punctuation are set by other rules (JIS X 4051).
    """
    gaps = sorted(_gap(one, other) for one, other in pairwise(run) if _is_word(one) and _is_word(other))
    return max(gaps[len(gaps) // 4], 0.0) if len(gaps) > 2 else 0.0


def _is_word(glyph: Glyph) -> bool:
    return is_wide(glyph.char) and glyph.char.isalnum()


def _blank(one: Glyph, other: Glyph, char: str) -> Glyph:
    return replace(one, char=char, left=one.right, right=other.left)

"""Plain text files: bytes to :class:`~kg.model.text.SourceText` and lines with cells."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import SourceError
from kg.model.text import SourceText, Span


def read_source(path: Path) -> SourceText:
    """A text file as it is: UTF-8, with or without byte order mark, line ends untouched.

    Raises SourceError where the file is missing or is not UTF-8 text; the message says at which byte.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{path}: cannot be read: {error.strerror}", f"{path}: 読めません（{error.strerror}）"
        ) from error
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    try:
        text = data[len(mark) :].decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start + len(mark)
        raise SourceError(
            f"{path}: byte {at}: found {data[at : at + 4].hex(' ')}, expected UTF-8 text",
            f"{path}: {at} バイト目: {data[at : at + 4].hex(' ')} は UTF-8 の文字ではありません",
        ) from error
    return SourceText(
        name=path.name,
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding="utf-8",
        byte_order_mark=mark,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it: its place and the places of its tab-separated cells.

    A line of prose has one cell. ``text`` is the line stripped of white space at its ends, ``at`` its offset.
    """

    span: Span
    cells: tuple[Span, ...]
    text: str
    at: int

    @property
    def is_row(self) -> bool:
        """Whether the line is a row of a table."""
        return len(self.cells) > 1


_RULE = re.compile(r"[\s|｜+:]*(?:[-‐–—―=─━]{2,}[\s|｜+:]*)+|[|｜](?:\s*[|｜])*")
_PIPES = re.compile(r"\s*[|｜](?P<cells>[^\n]*[|｜][^\n]*)[|｜]\s*")
_PAGE_NUMBER = re.compile(r"[-‐–—―]\s*[0-9０-９]{1,4}\s*[-‐–—―]")


def is_rule(text: str) -> bool:
    """Whether a line holds nothing but a rule of a table.

    >>> is_rule("--\\t--\\t------"), is_rule("|---|---|"), is_rule("- 3 -")
    (True, True, False)
    """
    return _RULE.fullmatch(text) is not None


def is_page_number(text: str) -> bool:
    """Whether a line holds nothing but a page number between dashes.

    >>> is_page_number("- 116 -"), is_page_number("116")
    (True, False)
    """
    return _PAGE_NUMBER.fullmatch(text.strip()) is not None


def split_lines(text: str) -> Iterator[Line]:
    """The lines that carry words: blank lines, rules and page numbers are left out."""
    start = 0
    for raw in text.split("\n"):
        end = start + len(raw)
        stripped = raw.strip()
        if stripped and not is_rule(stripped) and not is_page_number(stripped):
            at = start + len(raw) - len(raw.lstrip())
            yield Line(Span(start, end), tuple(_cells(raw, start)), stripped, at)
        start = end + 1


def _cells(raw: str, start: int) -> Iterator[Span]:
    """Places of the cells: between tabs, or between the pipes of a row that begins and ends with one."""
    framed = _PIPES.fullmatch(raw)
    begin, words = (start + framed.start("cells"), framed["cells"]) if framed else (start, raw)
    for cell in re.split(r"[|｜]" if framed else r"\t", words):
        yield Span(begin, begin + len(cell))
        begin += len(cell) + 1

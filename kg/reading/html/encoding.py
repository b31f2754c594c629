"""Web pages among text files, and their characters: the encoding that a page declares, where that gives its text."""

from __future__ import annotations

import re

from kg.errors import SourceError
from kg.reading.encodings import UTF_8, Decoded, byte_order_mark, decode, encoding_named

_PROLOGUE = 4096
_DECLARED = re.compile(
    rb"""<meta\b[^>]{0,400}?charset\s*=\s*["']?\s*(?P<meta>[\w:-]+)"""
    rb"""|<\?xml\b[^>]{0,200}?encoding\s*=\s*["'](?P<xml>[\w:-]+)""",
    re.IGNORECASE,
)
_BEFORE = rb"(?:\s|<\?xml[^>]*>|<!--.{0,2000}?-->)*+"
_PAGE = re.compile(_BEFORE + rb"<(?:!doctype\s+html|html|head|body|frameset)\b", re.IGNORECASE | re.DOTALL)
_PIECE = re.compile(
    _BEFORE + rb"<(?:div|table|p|h[1-6]|ul|ol|dl|section|article|main|title|meta|font|center|pre|span)\b[^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_ENDS_IN_TAG = re.compile(rb"</[a-z][a-z0-9]*\s*>\s*\Z", re.IGNORECASE)


def is_page(data: bytes) -> bool:
    """Whether a file of text is a web page or a piece of one, by how it begins and ends.

    A text into which some tags leaked is none: a piece begins and ends with a tag.

    >>> is_page(b"<!DOCTYPE html><p>"), is_page(b"<p>a</p>"), is_page(b"a<p>b</p>"), is_page(b"<p>a")
    (True, True, False, False)
    """
    if marked := byte_order_mark(data):
        mark, encoding = marked
        data = data[len(mark) :].decode(encoding, "replace").encode()
    if _PAGE.match(data, 0, _PROLOGUE):
        return True
    return _PIECE.match(data, 0, _PROLOGUE) is not None and _ENDS_IN_TAG.search(data[-100:]) is not None


def decode_page(data: bytes, *, name: str) -> Decoded:
    """The characters of a page. Raises SourceError where it is not in the encoding it declares, nor in UTF-8."""
    found = _DECLARED.search(data[:_PROLOGUE])
    label = (found["meta"] or found["xml"]).decode("ascii", "replace") if found else ""
    declared = encoding_named(label)
    if declared is None or declared.startswith("utf-16"):  # a page that says so in ASCII is in another
        return decode(data, name=name)
    try:
        return decode(data, name=name, declared=declared)
    except SourceError:
        if _is_utf_8(data):  # saved anew, with its old declaration
            return decode(data, name=name, declared=UTF_8)
        raise


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode(UTF_8)
    except UnicodeDecodeError:
        return False
    return True

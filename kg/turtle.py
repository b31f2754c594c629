"""Turtle and TriG whose bytes depend on the data alone."""

from __future__ import annotations


def with_sorted_prefixes(data: bytes) -> bytes:
    """A document with its prefixes in order: the engine declares them in one that differs from process to process.

    >>> with_sorted_prefixes(b"@prefix b: <b:> .\\n@prefix a: <a:> .\\na:x a:y a:z .\\n").decode().splitlines()[:2]
    ['@prefix a: <a:> .', '@prefix b: <b:> .']
    """
    lines = data.split(b"\n")
    count = next((i for i, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
    return b"\n".join([*sorted(lines[:count]), *lines[count:]])

"""Words struck out and put in inside provisions: each must stand there exactly once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace

from kg.consolidation.conflicts import AmendmentConflict
from kg.model.consolidation import Conflict, Provision

_PROVISO = re.compile(r"(?:^|(?<=。))(?:ただし|但し|但)[、，]?")
_SENTENCE = re.compile(r"[^。]*。?")


def substitute(node: Provision, old: str, new: Callable[[str], str], *, within: str, key: str) -> Provision:
    """The provision with ``new(old)`` in place of the only ``old`` in it or below it.

    ``within`` restricts the place: 見出し, ただし書, 前段 and the like. Width of characters does not count, as editors
    change it. Raises AmendmentConflict where the words stand there never or more than once.
    """
    found = [
        (path, field, start)
        for path, field, stretch_start, text in _texts(node, within)
        for start in (stretch_start + offset for offset in _places(text, old))
    ]
    if len(found) != 1:
        raise _not_once(old, len(found))
    path, field, start = found[0]
    return edit_at(node, path, lambda part: _edited(part, field, slice(start, start + len(old)), new, key))


def _places(text: str, old: str) -> list[int]:
    """Where the words stand; overlapping places count each."""
    exact = _found(text, old)
    return exact or _found(_narrow(text), _narrow(old))


def _found(text: str, old: str) -> list[int]:
    return [index for index in range(len(text)) if old and text.startswith(old, index)]


def _narrow(text: str) -> str:
    """The text with characters of full width in half width, one for one."""
    return "".join(half if len(half := unicodedata.normalize("NFKC", letter)) == 1 else letter for letter in text)


def _texts(node: Provision, within: str) -> Iterator[tuple[tuple[int, ...], str, int, str]]:
    """Path, field, offset and words of every text that is meant."""
    if within == "見出し":
        yield (), "caption", 0, node.caption
        return
    if within:
        own = _own(node)
        text = own[1].text
        start, end = stretch(text, within)
        yield own[0], "text", start, text[start:end]
        return
    for path, part in _walk(node, ()):
        if part.text:
            yield path, "text", 0, part.text


def own_path(node: Provision) -> tuple[int, ...]:
    """The way to the provision that holds the words of this one: of an article, its only paragraph."""
    return _own(node)[0]


def _own(node: Provision) -> tuple[tuple[int, ...], Provision]:
    if node.text:
        return (), node
    if len(node.children) == 1:
        return (0,), node.children[0]
    raise AmendmentConflict(
        Conflict.PLACE_AMBIGUOUS,
        f"{node.label}: found {len(node.children)} paragraphs, expected one or the number of one",
        f"{node.label}: 項が{len(node.children)}あり、どの項か決められません",
    )


def stretch(text: str, within: str) -> tuple[int, int]:
    """Which part of a provision's words is meant. Raises AmendmentConflict where there is no such part.

    >>> stretch("甲が負担する。ただし、乙も負担する。", "ただし書")
    (7, 18)
    """
    if within == "各号列記以外の部分":
        return 0, len(text)
    provisos = [found.start() for found in _PROVISO.finditer(text) if found[0]]
    if within == "本文" and len(provisos) == 1:
        return 0, provisos[0]
    if within in {"ただし書", "但し書", "但書"} and len(provisos) == 1:
        return provisos[0], len(text)
    sentences = [found.end() for found in _SENTENCE.finditer(text) if found[0]]
    if within in {"前段", "後段"} and len(sentences) == 2:
        return (0, sentences[0]) if within == "前段" else (sentences[0], sentences[1])
    raise AmendmentConflict(
        Conflict.PLACE_MISSING,
        f"{within}: found no such part in {text!r}, expected exactly one",
        f"{within}: 「{text}」にその部分が一つに定まりません",
    )


def _walk(node: Provision, path: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], Provision]]:
    yield path, node
    for index, child in enumerate(node.children):
        yield from _walk(child, (*path, index))


def edit_at(node: Provision, path: tuple[int, ...], change: Callable[[Provision], Provision]) -> Provision:
    """The provision with what is at the end of a path changed."""
    if not path:
        return change(node)
    index, *rest = path
    child = edit_at(node.children[index], tuple(rest), change)
    return replace(node, children=(*node.children[:index], child, *node.children[index + 1 :]))


def _edited(part: Provision, field: str, place: slice, new: Callable[[str], str], key: str) -> Provision:
    text = part.caption if field == "caption" else part.text
    changed = text[: place.start] + new(text[place]) + text[place.stop :]
    worded = worded_also(part, key)
    return replace(worded, caption=changed) if field == "caption" else replace(worded, text=changed)


def worded_also(node: Provision, key: str) -> Provision:
    """The provision with words of the instrument ``key`` among its own."""
    return replace(node, worded_by=tuple(dict.fromkeys((*node.worded_by, key))))


def _not_once(old: str, count: int) -> AmendmentConflict:
    if count:
        return AmendmentConflict(
            Conflict.OLD_WORDS_TWICE,
            f"「{old}」: found {count} times in the place, expected once",
            f"「{old}」が改正の箇所に{count}か所あり、どれか決められません",
        )
    return AmendmentConflict(
        Conflict.OLD_WORDS_NOT_FOUND,
        f"「{old}」: not found in the place, expected once",
        f"「{old}」が改正の箇所にありません",
    )

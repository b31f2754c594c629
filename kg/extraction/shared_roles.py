"""Roles of several bearers in one text, as a cell or paragraph under 役割分担 holds them.

Each begins with its bearer: 甲：…, 【乙】…, or a sentence whose subject is a party (甲は、…).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.drafting.labels import LETTERS, NAME
from kg.extraction.entries import RoleText
from kg.model.text import Passage

_MARKED = re.compile(
    rf"(?:^|(?<=[\n。]))\s*(?:[【〈〔（(\[](?P<framed>{LETTERS}|{NAME})(?:の役割)?[】〉〕）)\]][：:]?"
    rf"|(?P<plain>{LETTERS}|{NAME})(?:の役割)?[：:])\s*"
)
_SUBJECT = re.compile(rf"(?P<bearer>{LETTERS}|[^\s。、，のがをにで]{{1,10}}[市町村区])は[、，]")
_SENTENCE = re.compile(r"[^。\n]*(?:。|\n|$)")


def shared_roles(words: Passage) -> list[RoleText]:
    """The bearers and their texts; none where the words do not begin with a bearer.

    >>> roles = shared_roles(Passage.plain("甲：場所を貸す。 乙：人を出す。", start=0))
    >>> [(role.bearer, role.words.text) for role in roles]
    [('甲', '場所を貸す。'), ('乙', '人を出す。')]
    """
    text = words.text
    found = list(_MARKED.finditer(text))
    if found and not found[0].start():
        ends = [*(match.start() for match in found[1:]), len(text)]
        return [_marked(words, match, end) for match, end in zip(found, ends, strict=True)]
    parts = list(by_subject(words))
    return parts if parts and parts[0].bearer else []


def _marked(words: Passage, match: re.Match[str], end: int) -> RoleText:
    group = "framed" if match["framed"] else "plain"
    return RoleText(match[group], words.slice(*match.span(group)), _slice(words, match.end(), end))


def by_subject(words: Passage) -> Iterator[RoleText]:
    """Stretches of sentences with the party that is the subject of the first; none for those before any."""
    text = words.text
    starts = [(0, "")]
    for sentence in _SENTENCE.finditer(text):
        subject = _SUBJECT.match(text, sentence.start())
        if subject and sentence.start() == 0:
            starts = [(0, subject["bearer"])]
        elif subject:
            starts.append((sentence.start(), subject["bearer"]))
    for (start, bearer), (end, _) in pairwise([*starts, (len(text), "")]):
        if text[start:end].strip():
            yield RoleText(bearer, words.slice(start, start + len(bearer)), _slice(words, start, end))


def begins_with_subject(text: str, start: int) -> bool:
    """Whether a sentence with a party as its subject begins at an offset."""
    return _SUBJECT.match(text, start) is not None


def _slice(words: Passage, start: int, end: int) -> Passage:
    return words.slice(start, start + len(words.text[start:end].rstrip()))

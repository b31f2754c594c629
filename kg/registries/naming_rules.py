"""Rules that find the proper names of bodies and places: ``data/registry/naming-rules.csv`` and ``naming-words.csv``.

In a pattern ``{head}`` stands for the characters that make a name one from others: those of names (kanji, katakana,
Latin letters, digits) and the words in hiragana that names have inside (子育て). The match is the whole name.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kg.bundled import bundled
from kg.registries.tables import read_table

COLUMNS = ("id", "kind", "pattern", "requires", "context", "note_ja", "note_en")
WORD_COLUMNS = ("word", "use", "note")

#: Characters of names: kanji, katakana, Latin letters, digits, with the marks that repeat or lengthen them.
NAME_CHARACTERS = "一-龠々〆ヵヶァ-ヴーA-Za-zＡ-Ｚａ-ｚ0-9０-９"
_LONGEST_HEAD = 30
#: No name begins in the middle of a word; looked at first, so that a long word is tried once and not at each letter.
_BEGINS_A_WORD = f"(?<![{NAME_CHARACTERS}])"


class Requires(StrEnum):
    """What the head of a name must have to be a proper one.

    ``PLACE``: the name of a municipality or prefecture. ``PLACE_AND_MORE``: that and a name of its own, where a place
    alone names a class (旭川市立小学校). ``DISTINCTIVE``: a place, or a word in katakana or Latin letters that is not
    generic. ``HEAD``: anything but generic words. ``NOTHING``: the pattern is enough.
    """

    PLACE = "place"
    PLACE_AND_MORE = "place-and-more"
    DISTINCTIVE = "distinctive"
    HEAD = "head"
    NOTHING = "nothing"


class WordUse(StrEnum):
    """How a word bears on names.

    ``GENERIC``: makes no name a proper one. ``BARS``: where it is in the head, the words speak of things somewhere
    (市内, 各, 等). ``AREA``: does so where the rule requires a place (旭川圏域図書館). ``LEADS``: stands before names
    and is no part of them (当該). ``INNER``: a word with hiragana that names have inside. ``NO_PLACE``: the stem of a
    municipality that is an everyday word.
    """

    GENERIC = "generic"
    BARS = "bars"
    AREA = "area"
    LEADS = "leads"
    INNER = "inner"
    NO_PLACE = "no-place"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamingRule:
    """One rule: what ``pattern`` matches is the name of a thing of ``kind``, a slug of the scheme of kinds of things.

    ``context`` must match in the same passage, None where anything will do.
    """

    id: str
    kind: str
    pattern: re.Pattern[str]
    requires: Requires
    context: re.Pattern[str] | None
    note_ja: str
    note_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamingRules:
    """The rules in their order and the words by their use."""

    rules: tuple[NamingRule, ...]
    words: dict[WordUse, tuple[str, ...]]


@functools.cache
def load_naming_rules() -> NamingRules:
    """The rules that travel with the package.

    >>> [rule.kind for rule in load_naming_rules().rules if rule.pattern.search("旭川市科学館サイパルにおいて")]
    ['facility-museum']
    """
    folder = bundled("data", "registry")
    return read_naming_rules(folder / "naming-rules.csv", folder / "naming-words.csv")


def read_naming_rules(rules_path: Path, words_path: Path) -> NamingRules:
    """Rules and words from files. Raises InputError where a row is not what it should be."""
    words = _read_words(words_path)
    head = _head_pattern(words[WordUse.INNER])

    def with_head(stated: str) -> str:
        return (_BEGINS_A_WORD if stated.startswith("{head}") else "") + stated.replace("{head}", head)

    rules: dict[str, NamingRule] = {}
    for row in read_table(rules_path, COLUMNS):
        rule = NamingRule(
            id=row.slug("id"),
            kind=row.slug("kind"),
            pattern=row.pattern("pattern", with_head),
            requires=row.one_of("requires", Requires),
            context=row.pattern("context", with_head) if row["context"] else None,
            note_ja=row.stated("note_ja"),
            note_en=row.stated("note_en"),
        )
        if rule.id in rules:
            raise row.error("id", "each rule once", "重複のない規則名")
        if "{head}" not in row["pattern"] and rule.requires is not Requires.NOTHING:
            raise row.error("pattern", "{head}, as the rule requires something of it", "{head}（requires の対象）")
        rules[rule.id] = rule
    return NamingRules(rules=tuple(rules.values()), words=words)


def _read_words(path: Path) -> dict[WordUse, tuple[str, ...]]:
    found: dict[WordUse, list[str]] = {use: [] for use in WordUse}
    for row in read_table(path, WORD_COLUMNS):
        use, word = row.one_of("use", WordUse), row.stated("word")
        if word in found[use]:
            raise row.error("word", "each word once a use", "用途ごとに重複のない語")
        found[use].append(word)
    return {use: tuple(sorted(words, key=lambda word: (-len(word), word))) for use, words in found.items()}


def _head_pattern(inner: Iterable[str]) -> str:
    alternatives = "|".join(map(re.escape, inner))
    one = f"(?:{alternatives}|[{NAME_CHARACTERS}])" if alternatives else f"[{NAME_CHARACTERS}]"
    return f"(?P<head>{one}{{1,{_LONGEST_HEAD}}})"

"""The questions that the data answers: one query each under ``queries/examples``, in groups by who asks.

A file begins with lines ``# ja:`` and ``# en:`` (the question), ``# for:`` (the group); ``# opens:``, the variable of
what each row is about, whose page has the words and the rules behind it, where no column is that thing; and, where the
answer needs a word of explanation, ``# note-ja:`` and ``# note-en:``. Portal, pages of questions, editor, documentation
and tests all read these files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.web.site import QUERIES

EXAMPLES = QUERIES / "examples"

_HEAD = re.compile(r"# (ja|en|for|opens|note-ja|note-en): (.+)")
_PROJECTION = re.compile(r"^SELECT .*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question and the query that answers it; ``text`` is the query alone, ``name`` the file's, ``group`` a slug.

    ``note_ja`` and ``note_en`` explain the answer, ``opens`` is what a row is about; empty where there is none.
    """

    name: str
    group: str
    question_ja: str
    question_en: str
    note_ja: str
    note_en: str
    opens: str
    text: str

    @property
    def slug(self) -> str:
        """The name without its number, as addresses have it."""
        return self.name.partition("-")[2]

    @property
    def opening(self) -> str:
        """The query with what each row is about as its last variable, where the question says what that is."""
        return _PROJECTION.sub(rf"\g<0> ?{self.opens}", self.text, count=1) if self.opens else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleGroup:
    """The questions of those who ask alike, in the order of their file names."""

    slug: str
    title_ja: str
    title_en: str
    examples: tuple[Example, ...]


#: Who asks, in the order shown.
_GROUPS = {
    "municipal-staff": ("自治体職員", "Municipal staff"),
    "prefecture-ministry": ("都道府県・省庁", "Prefectures and ministries"),
    "researchers": ("研究者", "Researchers"),
    "civic-tech-journalists": ("シビックテック・報道", "Civic technologists and journalists"),
    "portals": ("データポータル・地図・他のシステム", "Data portals, maps and other systems"),
    "ai-agents": ("AI エージェント", "AI agents"),
}


@cache
def load_examples() -> tuple[Example, ...]:
    """The examples in the order of their file names. Raises KeyError where a file's head lacks a line."""
    return tuple(_read(path) for path in sorted(EXAMPLES.glob("*.rq")))


@cache
def example_groups() -> tuple[ExampleGroup, ...]:
    """Every example in its group. Raises KeyError for a group that is none."""
    grouped: dict[str, list[Example]] = {slug: [] for slug in _GROUPS}
    for example in load_examples():
        grouped[example.group].append(example)
    return tuple(
        ExampleGroup(slug=slug, title_ja=title_ja, title_en=title_en, examples=tuple(grouped[slug]))
        for slug, (title_ja, title_en) in _GROUPS.items()
    )


def find_example(slug: str) -> Example | None:
    """The example of that name, None where there is none."""
    return next((example for example in load_examples() if example.slug == slug), None)


def _read(path: Path) -> Example:
    lines = path.read_text(encoding="utf-8").splitlines()
    head = {match[1]: match[2] for line in lines if (match := _HEAD.fullmatch(line))}
    return Example(
        name=path.stem,
        group=head["for"],
        question_ja=head["ja"],
        question_en=head["en"],
        note_ja=head.get("note-ja", ""),
        note_en=head.get("note-en", ""),
        opens=head.get("opens", ""),
        text="\n".join(line for line in lines if not _HEAD.fullmatch(line)) + "\n",
    )

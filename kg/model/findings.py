"""What rules conclude from an agreement beside what it states: each conclusion with its rule and its words.

They are drawn from the agreement as corrected, when it is mapped, and are never part of it: what is stated, what a rule
inferred and what a person corrected stay apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model.correction import CORRECTED
from kg.model.text import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseTyping:
    """What the article or the supplementary provisions at ``path`` provide for: a slug of the scheme of clause types,
    the rule that concluded it and the words that triggered the rule.
    """

    path: str
    clause_type: str
    rule: str
    words: Passage


class Result(StrEnum):
    """Whether an element that a statute asks for is there.

    ``UNCONFIRMED``: it cannot be said, as the act is outside the text, the element is asked for under a condition
    only, the legal basis is not stated, or the wording of the guideline has not been seen.
    """

    FOUND = "found"
    NOT_FOUND = "not-found"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatutoryFinding:
    """法令等が求める事項の有無. One element that a statute or guideline asks of an agreement, and where it is.

    ``element`` is a slug of the scheme of statutory elements; ``law_id``, ``article``, ``paragraph`` and ``item`` are
    the provision that asks for it, empty where its wording has not been seen. ``rule`` names what was looked for and
    found, or why nothing was judged. ``found_in`` are paths below the agreement, ``words`` those it rests on.
    """

    element: str
    law_id: str
    article: str
    paragraph: str
    item: str
    result: Result
    rule: str
    found_in: tuple[str, ...] = ()
    words: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where an initiative or a role (at ``path``) names a body, a facility, a line, a system or a law.

    ``name`` is the name without spaces, ``key`` what tells it from others within the agreement, ``kind`` a slug of the
    scheme of kinds of things, ``rule`` the rule that found it; ``law_id`` the LawId of a law, empty for anything else.
    """

    key: str
    path: str
    name: str
    kind: str
    rule: str
    law_id: str
    words: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedThing:
    """名指しされた団体・施設等. A thing that an agreement names: all its mentions, in the order of the text.

    ``corrected_name`` and ``corrected_kind`` are what a person gave it, empty where nobody did.
    """

    key: str
    mentions: tuple[Mention, ...]
    corrected_name: str = ""
    corrected_kind: str = ""

    @property
    def first(self) -> Mention:
        """The first mention, by which the thing is named and typed."""
        return self.mentions[0]

    @property
    def path(self) -> str:
        """Where it stands below the agreement."""
        return f"named-thing/{self.key}"

    @property
    def name(self) -> str:
        """What it is called."""
        return self.corrected_name or self.first.name

    @property
    def kind(self) -> str:
        """A slug of the scheme of kinds of things."""
        return self.corrected_kind or self.first.kind

    @property
    def kind_rule(self) -> str:
        """The rule by which it is of that kind."""
        return CORRECTED if self.corrected_kind else self.first.rule

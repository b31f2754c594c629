"""The random choices of a case: each place draws from its own stream, so that turning one off leaves the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TypeVar

from tests.generator.forms import Form

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Case:
    """What a text is made from: nothing else goes into it.

    ``without`` are forms that may not be used and ``dropped`` parts that are left out; shrinking adds to both.
    """

    family: str
    seed: int
    without: frozenset[Form] = frozenset()
    dropped: frozenset[str] = frozenset()


@dataclass(slots=True)
class Choices:
    """A stream of choices at one place of a case. ``used`` and ``parts`` are shared by all places."""

    case: Case
    place: str = ""
    used: set[Form] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)
    _count: int = 0

    def at(self, place: str | int) -> Choices:
        """The stream of a place below this one."""
        return Choices(self.case, f"{self.place}/{place}", self.used, self.parts)

    def number(self, below: int) -> int:
        """A number from 0 to below - 1."""
        self._count += 1
        key = f"{self.case.family}:{self.case.seed}:{self.place}:{self._count}".encode()
        return int.from_bytes(blake2b(key, digest_size=8).digest(), "big") % below

    def between(self, first: int, last: int) -> int:
        """A number from first to last."""
        return first + self.number(last - first + 1)

    def pick(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[self.number(len(options))]

    def some(self, options: Sequence[T], count: int) -> list[T]:
        """So many different options, in random order."""
        left = list(options)
        return [left.pop(self.number(len(left))) for _ in range(min(count, len(left)))]

    def chance(self, percent: int) -> bool:
        """Whether something without a name happens."""
        return self.number(100) < percent

    def uses(self, form: Form, percent: int = 50) -> bool:
        """Whether a form is used here; if so it is recorded."""
        if not self.chance(percent) or form in self.case.without:
            return False
        self.used.add(form)
        return True

    def form(self, weights: Mapping[Form, int], plain: Form | None = None) -> Form | None:
        """One of several forms that exclude each other, or the plain one. The weights are percents."""
        drawn = self.number(100)
        for candidate, weight in weights.items():
            drawn -= weight
            if drawn < 0:
                if candidate in self.case.without:
                    break
                self.used.add(candidate)
                return candidate
        if plain:
            self.used.add(plain)
        return plain

    def mark(self, form: Form) -> None:
        """Records a form that the family always has."""
        self.used.add(form)

    def keeps(self, part: str) -> bool:
        """Whether a part that may be left out is kept; shrinking leaves parts out."""
        if part in self.case.dropped:
            return False
        self.parts.add(part)
        return True

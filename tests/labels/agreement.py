"""How far two files of labels agree: division into duties, types, and the words captured.

``python -m tests.labels.agreement [A B]`` prints Markdown tables for ``duties-a.jsonl`` and ``duties-b.jsonl``.

- Division: F1 of the duties of both, once where the stretches are the same, once where they are partners.
- Partners: pairs of duties of one text, best overlap first, each duty in one pair; the overlap is the shared part of
  the stretches over their union and at least one half.
- Types: Cohen's kappa of each type over partners, (po - pe) / (1 - pe) of the decision "has the type" (Cohen, A
  coefficient of agreement for nominal scales, 1960); ``kappa`` is undefined where neither labeller varies. A broader
  type counts as given where a narrower one is.
- Texts of one template count together as one: each weighs one over their number.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from kg.registries.concepts import load_concepts
from tests.labels.reading import (
    FIELDS,
    LABELLED,
    DutyText,
    LabelledDuty,
    LabelledText,
    faults,
    read_labels,
    read_texts,
)

_LEAST_OVERLAP = Fraction(1, 2)
_CASES = ("both", "one_only", "other_only", "neither")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two duties that are partners, and the weight of their text."""

    one: LabelledDuty
    other: LabelledDuty
    weight: Fraction


@dataclass(frozen=True, slots=True)
class Decisions:
    """Weighted counts of two yes/no decisions over the same cases."""

    both: Fraction
    one_only: Fraction
    other_only: Fraction
    neither: Fraction

    @property
    def observed(self) -> Fraction:
        """Share of cases decided alike."""
        return (self.both + self.neither) / self._all

    @property
    def kappa(self) -> Fraction | None:
        """Agreement beyond chance, 1 at best; none without cases, or where chance alone gives full agreement.

        >>> Decisions(Fraction(20), Fraction(5), Fraction(10), Fraction(15)).kappa
        Fraction(2, 5)
        """
        if not self._all:
            return None
        one = (self.both + self.one_only) / self._all
        other = (self.both + self.other_only) / self._all
        chance = one * other + (1 - one) * (1 - other)
        return None if chance == 1 else (self.observed - chance) / (1 - chance)

    @property
    def _all(self) -> Fraction:
        return self.both + self.one_only + self.other_only + self.neither


def overlap(one: LabelledDuty, other: LabelledDuty) -> Fraction:
    """Shared part of two stretches over their union, from 0 to 1."""
    shared = max(0, min(one.end, other.end) - max(one.start, other.start))
    return Fraction(shared, (one.end - one.start) + (other.end - other.start) - shared)


def partners(ones: Sequence[LabelledDuty], others: Sequence[LabelledDuty]) -> list[tuple[LabelledDuty, LabelledDuty]]:
    """Pairs of duties of one text, best overlap first, in text order where it is equal; each duty is in one pair."""
    candidates = sorted(
        (-overlap(one, other), i, j)
        for i, one in enumerate(ones)
        for j, other in enumerate(others)
        if overlap(one, other) >= _LEAST_OVERLAP
    )
    taken: dict[int, int] = {}
    for _, i, j in candidates:
        if i not in taken and j not in taken.values():
            taken[i] = j
    return [(ones[i], others[j]) for i, j in sorted(taken.items())]


def weights(texts: Iterable[DutyText]) -> dict[str, Fraction]:
    """Weight of each text by id: texts of one template weigh one together."""
    texts = list(texts)
    sizes = Counter(text.template for text in texts if text.template)
    return {text.id: Fraction(1, sizes[text.template]) if text.template else Fraction(1) for text in texts}


def paired(ones: Sequence[LabelledText], others: Sequence[LabelledText], weight: Mapping[str, Fraction]) -> list[Pair]:
    """All partners of the texts that have a weight."""
    by_id = {label.id: label.duties for label in others}
    return [
        Pair(one, other, weight[label.id])
        for label in ones
        if label.id in weight
        for one, other in partners(label.duties, by_id[label.id])
    ]


def f1(shared: Fraction, one: Fraction, other: Fraction) -> Fraction | None:
    """Twice what is shared over what both hold; none where neither holds anything."""
    return 2 * shared / (one + other) if one + other else None


def decisions(pairs: Sequence[Pair], slug: str, broader: Mapping[str, str | None]) -> Decisions:
    """Whether each labeller gave the type, over all partners."""
    sums: dict[tuple[bool, bool], Fraction] = defaultdict(Fraction)
    for pair in pairs:
        case = slug in with_broader(pair.one.types, broader), slug in with_broader(pair.other.types, broader)
        sums[case] += pair.weight
    return Decisions(sums[True, True], sums[True, False], sums[False, True], sums[False, False])


def pooled(each: Iterable[Decisions]) -> Decisions:
    """All decisions of all types taken together."""
    each = list(each)
    return Decisions(*(sum((getattr(one, name) for one in each), Fraction(0)) for name in _CASES))


def with_broader(types: Iterable[str], broader: Mapping[str, str | None]) -> set[str]:
    given = set(types)
    return given | {above for slug in given if (above := broader[slug]) is not None}


def report(ones: Sequence[LabelledText], others: Sequence[LabelledText], texts: Sequence[DutyText]) -> str:
    """Markdown: one table of division and captured words, one of types, over each part and the whole."""
    parts = {"all": list(texts)}
    for text in texts:
        parts.setdefault(text.part, []).append(text)
    weighed = {part: weights(within) for part, within in parts.items()}
    pairs = {part: paired(ones, others, weight) for part, weight in weighed.items()}
    division = [_division(ones, others, weighed[part], pairs[part]) for part in parts]
    words = [[_words(pairs[part], field) for field in FIELDS] for part in parts]
    rows = [[part, *cells, *captured] for part, cells, captured in zip(parts, division, words, strict=True)]
    head = ["part", "duties A", "duties B", "F1 same stretch", "F1 partners", *(f"{field} alike" for field in FIELDS)]
    broader = {concept.slug: concept.broader for concept in load_concepts("duty-type")}
    types = {part: [decisions(pairs[part], slug, broader) for slug in broader] for part in parts}
    lines = [[slug, *(_kappa(types[part][row]) for part in parts)] for row, slug in enumerate(broader)]
    lines.append(["all types", *(_kappa(pooled(types[part])) for part in parts)])
    return table(head, rows) + "\n" + table(["type", *(f"κ {part} (A/B)" for part in parts)], lines)


def _division(
    ones: Sequence[LabelledText], others: Sequence[LabelledText], weight: Mapping[str, Fraction], pairs: Sequence[Pair]
) -> list[str]:
    one, other = (
        sum((weight[label.id] * len(label.duties) for label in labels if label.id in weight), Fraction(0))
        for labels in (ones, others)
    )
    same = [pair for pair in pairs if (pair.one.start, pair.one.end) == (pair.other.start, pair.other.end)]
    shared = [sum((pair.weight for pair in some), Fraction(0)) for some in (same, pairs)]
    return [f"{float(one):.1f}", f"{float(other):.1f}", *(_figure(f1(some, one, other)) for some in shared)]


def _words(pairs: Sequence[Pair], field: str) -> str:
    """Share of partners with the same words, of those where either labeller captured any."""
    either = [pair for pair in pairs if getattr(pair.one, field) or getattr(pair.other, field)]
    alike = [pair for pair in either if getattr(pair.one, field) == getattr(pair.other, field)]
    whole = sum((pair.weight for pair in either), Fraction(0))
    return _figure(sum((pair.weight for pair in alike), Fraction(0)) / whole if whole else None)


def _kappa(found: Decisions) -> str:
    """Kappa, and how often A and B gave the type; a dash where it is undefined."""
    one, other = found.both + found.one_only, found.both + found.other_only
    return f"{_figure(found.kappa)} ({float(one):.1f}/{float(other):.1f})"


def _figure(value: Fraction | None) -> str:
    return "–" if value is None else f"{float(value):.3f}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def main(one: Path, other: Path) -> int:
    texts = read_texts()
    ones, others = read_labels(one), read_labels(other)
    messages = [message for found in (ones, others) for message in faults(found, texts)]
    print("\n".join(messages) if messages else report(ones, others, texts))  # noqa: T201 - prints the table for the docs
    return 1 if messages else 0


if __name__ == "__main__":
    sys.exit(main(*(map(Path, sys.argv[1:3]) if len(sys.argv) > 2 else LABELLED[:2])))

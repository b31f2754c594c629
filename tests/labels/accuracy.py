"""How right the rules for duties are: what they find against the adjudicated labels, in Markdown tables.

``python -m tests.labels.accuracy [--part PART|all]`` prints the tables; it never prints a text.

The labels know two parts, agreements and held-out. Of the latter the texts with an even number were opened to those
who write the rules on 2026-11-26, after it had been measured as a whole (docs/en/duties.md); those with an odd number
stay held out. Of the further texts those of *practice* served to mend the rules; those of *fresh* were measured
before anybody who writes rules had seen them, by each of two sets of labels.

- Division: a duty is found where both its ends are those of the label; a text's partners are those of
  :func:`tests.labels.agreement.partners`.
- Types: each type of each duty is one decision; of a duty without partner all types are missed or wrong. In the rows of
  the types a broader type counts as given where a narrower one is; the last row counts the types as they are given.
- Object, counterparty, beneficiary: right where the words are the same, over partners.
- Texts of one template weigh one together.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from fractions import Fraction

from kg.extraction.duty.duties import extract_duties
from kg.model.agreement import Duty
from kg.model.text import Passage
from kg.registries.concepts import load_concepts
from kg.registries.duty_rules import load_duty_rules
from tests.labels.agreement import partners, table, weights, with_broader
from tests.labels.reading import (
    FIELDS,
    FURTHER,
    FURTHER_TEXTS,
    LABELLED,
    DutyText,
    LabelledDuty,
    LabelledText,
    read_labels,
    read_texts,
)

PARTS = ("agreements", "opened", "held-out", "practice", "fresh")
ALL_TYPES = "all types"


@dataclass(frozen=True, slots=True)
class Score:
    """Weighed counts: found and labelled, found only, labelled only."""

    right: Fraction = Fraction(0)
    wrong: Fraction = Fraction(0)
    missed: Fraction = Fraction(0)

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> Fraction | None:
        """Share of what was found that is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> Fraction | None:
        """Share of what is labelled that was found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    @property
    def f1(self) -> Fraction | None:
        """The harmonic mean of both.

        >>> Score(Fraction(3), Fraction(1), Fraction(1)).f1
        Fraction(3, 4)
        """
        whole = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / whole if whole else None


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Scores of the texts of one part."""

    texts: int
    labelled: Fraction
    division: Score
    types: Mapping[str, Score]
    fields: Mapping[str, Score]


def found_in(text: DutyText) -> LabelledText:
    """What the rules find in a text, in the form of a label."""
    passage = Passage.plain(text.text, start=0)
    duties = extract_duties(passage, load_duty_rules(), bearer=text.designation)
    return LabelledText(text.id, tuple(map(_labelled, duties)))


def _labelled(duty: Duty) -> LabelledDuty:
    words = duty.words
    return LabelledDuty(
        text=words.text,
        start=words.start,
        end=words.start + len(words.text),
        types=tuple(sorted(typing.duty_type for typing in duty.typings)),
        object=duty.object.text if duty.object else None,
        counterparty=duty.counterparty.text if duty.counterparty else None,
        beneficiary=duty.beneficiary.text if duty.beneficiary else None,
    )


def measure(texts: Sequence[DutyText], labels: Iterable[LabelledText]) -> Accuracy:
    """The scores of some texts, which all have labels."""
    weight = weights(texts)
    by_id = {label.id: label.duties for label in labels}
    broader = {concept.slug: concept.broader for concept in load_concepts("duty-type")}
    division, labelled = Score(), Fraction(0)
    types: dict[str, Score] = defaultdict(Score)
    fields: dict[str, Score] = defaultdict(Score)
    for text in texts:
        share = weight[text.id]
        expected, found = by_id[text.id], found_in(text).duties
        labelled += share * len(expected)
        division += _compared(
            *({(duty.start, duty.end) for duty in duties} for duties in (expected, found)), share=share
        )
        pairs = partners(expected, found)
        lone = [(one, None) for one in expected if one not in [pair[0] for pair in pairs]]
        extra = [(None, one) for one in found if one not in [pair[1] for pair in pairs]]
        for one, other in [*pairs, *lone, *extra]:
            given, concluded = set(one.types if one else ()), set(other.types if other else ())
            types[ALL_TYPES] += _compared(given, concluded, share=share)
            given, concluded = with_broader(given, broader), with_broader(concluded, broader)
            for slug in given | concluded:
                types[slug] += _compared(given & {slug}, concluded & {slug}, share=share)
        for one, other in pairs:
            for field in FIELDS:
                words = ({value} if (value := getattr(duty, field)) else set() for duty in (one, other))
                fields[field] += _compared(*words, share=share)
    return Accuracy(len(texts), labelled, division, types, fields)


def _compared(expected: Set[object], found: Set[object], *, share: Fraction) -> Score:
    right = expected & found
    return Score(share * len(right), share * len(found - right), share * len(expected - right))


def part_of(text: DutyText) -> str:
    """The part a text is measured with: the held-out texts of even number are opened.

    >>> [part_of(DutyText(f"h-{number:03}", "held-out", "x", "role", "甲", None, None, "x", None)) for number in (1, 2)]
    ['held-out', 'opened']
    """
    return "opened" if text.part == "held-out" and int(text.id.rsplit("-", 1)[1]) % 2 == 0 else text.part


def measured(part: str, origin: str | None = None) -> Accuracy:
    """The scores of a part, or of the texts of one origin in it."""
    texts = [text for text in _all_texts() if part_of(text) == part and origin in {None, text.origin}]
    return measure(texts, [*read_labels(LABELLED[2]), *read_labels(FURTHER)])


def _all_texts() -> Iterable[DutyText]:
    return (*read_texts(), *read_texts(FURTHER_TEXTS))


def report(part: str) -> str:
    """Markdown of one part: division and words by origin, then the types."""
    origins = sorted({text.origin for text in _all_texts() if part_of(text) == part})
    rows = {part: measured(part)} | ({origin: measured(part, origin) for origin in origins} if len(origins) > 1 else {})
    head = ["texts", "number", "duties", "division P", "R", "F1", "types P", "R", "F1"]
    head += [f"{field} F1" for field in FIELDS]
    lines = [
        [
            name,
            str(found.texts),
            f"{float(found.labelled):.1f}",
            *_figures(found.division),
            *_figures(found.types[ALL_TYPES]),
            *(_figure(found.fields[field].f1) for field in FIELDS),
        ]
        for name, found in rows.items()
    ]
    slugs = [concept.slug for concept in load_concepts("duty-type")]
    whole = rows[part].types
    types = [[slug, *_counts(whole[slug]), *_figures(whole[slug])] for slug in [*slugs, ALL_TYPES] if slug in whole]
    return table(head, lines) + "\n" + table(["type", "right", "wrong", "missed", "P", "R", "F1"], types)


def _figures(score: Score) -> list[str]:
    return [_figure(score.precision), _figure(score.recall), _figure(score.f1)]


def _counts(score: Score) -> list[str]:
    return [f"{float(count):.1f}" for count in (score.right, score.wrong, score.missed)]


def _figure(value: Fraction | None) -> str:
    return "–" if value is None else f"{float(value):.3f}"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.labels.accuracy", description=__doc__.splitlines()[0])
    parser.add_argument("--part", choices=[*PARTS, "all"], default="all")
    part = parser.parse_args(arguments).part
    for name in PARTS if part == "all" else [part]:
        print(f"## {name}\n\n{report(name)}")  # noqa: T201 - prints the tables for the docs
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

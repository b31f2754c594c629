"""Texts and labels of duties as they are read from disk, and what is wrong in a file of labels.

``python -m tests.labels.reading FILE`` prints each fault and exits 1 if there is one. The form of the files is
described in ``data/labels/README.md``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.registries.concepts import load_concepts

FOLDER = Path(__file__).parents[2] / "data" / "labels"
TEXTS = FOLDER / "duty-texts.jsonl"
LABELLED = tuple(FOLDER / name for name in ("duties-a.jsonl", "duties-b.jsonl", "duties.jsonl"))
#: Texts written and labelled after the rules; ``further-b.jsonl`` has second labels of its part *fresh*.
FURTHER_TEXTS, FURTHER, FURTHER_B = (
    FOLDER / name for name in ("further-texts.jsonl", "further.jsonl", "further-b.jsonl")
)
FIELDS = ("object", "counterparty", "beneficiary")
_KEYS = {"text", "start", "end", "types", *FIELDS}


@dataclass(frozen=True, slots=True)
class DutyText:
    """A text to label; ``designation`` says whose duties count."""

    id: str
    part: str
    source: str
    origin: str
    designation: str
    title: str | None
    content: str | None
    text: str
    template: str | None


@dataclass(frozen=True, slots=True)
class LabelledDuty:
    """義務. One duty as a labeller marked it; offsets are code points of the text, the end excluded."""

    text: str
    start: int
    end: int
    types: tuple[str, ...]
    object: str | None
    counterparty: str | None
    beneficiary: str | None


@dataclass(frozen=True, slots=True)
class LabelledText:
    """All duties of one text."""

    id: str
    duties: tuple[LabelledDuty, ...]


def read_texts(path: Path = TEXTS) -> tuple[DutyText, ...]:
    return tuple(DutyText(**row) for row in _rows(path))


def read_labels(path: Path) -> tuple[LabelledText, ...]:
    """The labels of a file; what does not have the form is an error that names file, line and keys."""
    return tuple(_labelled(row, f"{path.name}:{line}") for line, row in enumerate(_rows(path), 1))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        if not isinstance(row, dict):
            raise TypeError(f"{path.name}:{number}: found {type(row).__name__}, expected a JSON object")
        yield row


def _labelled(row: Mapping[str, Any], place: str) -> LabelledText:
    if set(row) != {"id", "duties"}:
        raise ValueError(f"{place}: found keys {sorted(row)}, expected duties and id")
    for duty in row["duties"]:
        if set(duty) != _KEYS:
            raise ValueError(f"{place}: found keys {sorted(duty)} in a duty, expected {sorted(_KEYS)}")
    return LabelledText(
        row["id"], tuple(LabelledDuty(**{**duty, "types": tuple(duty["types"])}) for duty in row["duties"])
    )


def faults(labels: Sequence[LabelledText], texts: Sequence[DutyText]) -> list[str]:
    """What is wrong: a text left out, labelled twice or out of order, and what does not agree with its text."""
    found = [label.id for label in labels]
    expected = [text.id for text in texts]
    known = {text.id: text for text in texts}
    messages = [f"{id_}: no labels" for id_ in expected if id_ not in found]
    messages += [f"{id_}: no such text" for id_ in found if id_ not in known]
    messages += [f"{id_}: labelled {found.count(id_)} times" for id_ in sorted(set(found)) if found.count(id_) > 1]
    if not messages and found != expected:
        messages.append("the order is not that of the texts")
    broader = {concept.slug: concept.broader for concept in load_concepts("duty-type")}
    for label in labels:
        if label.id in known:
            messages += [f"{label.id}: {message}" for message in _faults_of_text(label, known[label.id].text, broader)]
    return messages


def _faults_of_text(label: LabelledText, text: str, broader: Mapping[str, str | None]) -> Iterator[str]:
    last = 0
    for duty in label.duties:
        place = f"[{duty.start}:{duty.end}]"
        if duty.start < last:
            yield f"{place} starts before the duty before it ends at {last}"
        last = duty.end
        if not duty.text or text[duty.start : duty.end] != duty.text:
            yield f"{place} found {duty.text!r}, the text has {text[duty.start : duty.end]!r}"
        if duty.text != duty.text.strip():
            yield f"{place} has white space at an end"
        yield from (f"{place} {message}" for message in _faults_of_duty(duty, broader))


def _faults_of_duty(duty: LabelledDuty, broader: Mapping[str, str | None]) -> Iterator[str]:
    if unknown := sorted(set(duty.types) - set(broader)):
        yield f"types {unknown} are not in the scheme"
    if list(duty.types) != sorted(set(duty.types)):
        yield f"types {list(duty.types)} are not in alphabetical order, each once"
    if implied := sorted({broader.get(slug) or "" for slug in duty.types} & set(duty.types)):
        yield f"types {implied} follow from a narrower one"
    for field in FIELDS:
        value = getattr(duty, field)
        if value is not None and (not value or value not in duty.text):
            yield f"{field} {value!r} is not in the words of the duty"


def main(path: str) -> int:
    messages = faults(read_labels(Path(path)), read_texts())
    for message in messages:
        print(message)  # noqa: T201 - a command for labellers
    return 1 if messages else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

"""Evidence: what is published of an element is what the source says at its spans, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.drafting.writing import repaired_fragments
from kg.extraction import read_report
from kg.identifiers import Iris, agreement_slug
from kg.model.text import Repair
from kg.publication.check_json import check_json
from tests.sources import SOURCES

_DAMAGE = re.compile(r"</?p>|\s+")


def elements(value: Any) -> Iterator[dict[str, Any]]:
    """Every object of a report that has spans."""
    if isinstance(value, dict):
        if "spans" in value:
            yield value
        for part in value.values():
            yield from elements(part)
    elif isinstance(value, list):
        for part in value:
            yield from elements(part)


_read = cache(read_report)


def found_in(path: Path) -> tuple[str, list[dict[str, Any]], list[str]]:
    report = _read(path)
    slugs = [agreement_slug(agreement) for agreement in report.agreements]
    values = check_json(
        report, path=path.name, slugs=slugs, conforms=[True] * len(slugs), iris=Iris("http://localhost:8000/")
    )
    dropped = [
        fragment.source
        for agreement in report.agreements
        for fragment in repaired_fragments(agreement.instrument_tree)
        if fragment.repair is Repair.OVERLAP
    ]
    return report.source.text, list(elements(values["agreements"])), dropped


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_words_say_who_has_a_role(path: Path) -> None:
    for agreement in _read(path).agreements:
        for role in (role for initiative in agreement.initiatives for role in initiative.roles):
            words = "".join(role.bearer.found_in.text.split())
            assert "".join(role.designation.split()) in words, (role.designation, words)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_text_is_the_source_at_its_spans(path: Path) -> None:
    source, found, dropped = found_in(path)
    texts = [element for element in found if "text" in element and element["spans"]]
    for element in texts:
        printed = "".join(source[span["start"] : span["end"]] for span in element["spans"])
        words = _DAMAGE.sub("", printed)
        published = [_DAMAGE.sub("", line) for line in element["text"].splitlines()]
        accepted = [words, *(words.replace(overlap, "", 1) for overlap in dropped)]
        accepted += [words.replace(overlap + "の", "の", 1) for overlap in dropped]
        assert any(_without_marks(published, words) for words in accepted), (element["text"], printed)


def _without_marks(published: list[str], words: str) -> bool:
    """Published lines are the words at the spans, less the labels and items that the element's JSON has beside them."""
    position = 0
    for line in published:
        found = words.find(line, position)
        if found < 0:
            return False
        position = found + len(line)
    return True


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_spans_lie_in_the_source_and_begin_and_end_with_words(path: Path) -> None:
    source, found, _ = found_in(path)
    for element in found:
        for span in element["spans"]:
            words = source[span["start"] : span["end"]]
            assert words
            assert words == words.strip()


def test_rows_cut_by_a_page_have_two_spans() -> None:
    paths = {path.stem: path for path in SOURCES}
    _, found, _ = found_in(paths["asahikawa-biei"])
    roles = [element for element in found if "duties" in element]
    assert len(roles) == 56
    assert sum(len(role["spans"]) == 2 for role in roles) == 5
    _, found, _ = found_in(paths["sapporo-iwamizawa"])
    assert sum(len(role["spans"]) == 2 for role in found if "duties" in role) == 4

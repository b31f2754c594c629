"""Every form of layouts that the drafting tree must know: small texts on disk, each with its outline.

A file of ``forms/`` holds cases: ``=== NAME``, the text, ``---``, the outline. ``RENKEI_APPROVE=1`` rewrites the
outlines; the difference is to be read before it is kept.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.drafting.parsing import draft
from kg.drafting.writing import write_source
from kg.model.text import SourceText
from tests.drafting.outlines import outline

FORMS = Path(__file__).parent / "forms"


class Case(NamedTuple):
    """A text and its outline."""

    file: Path
    name: str
    text: str
    outline: str


def cases() -> list[Case]:
    found = []
    for file in sorted(FORMS.glob("*.txt")):
        for block in file.read_text(encoding="utf-8").split("=== ")[1:]:
            name, _, rest = block.partition("\n")
            text, _, expected = rest.partition("\n---\n")
            found.append(Case(file, name, text, expected.strip("\n")))
    return found


def source_of(case: Case) -> SourceText:
    """The text; ``␍`` in a case stands for a form feed, ``␉`` for a tab."""
    text = case.text.replace("␍", "\f").replace("␉", "\t")
    return SourceText(name=f"{case.name}.txt", text=text, sha256="0" * 64, encoding="utf-8")


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.file.stem}-{case.name}")
def test_form_is_read_as_its_outline_says(case: Case) -> None:
    source = source_of(case)
    tree = draft(source)
    found = outline(tree)
    if os.environ.get("RENKEI_APPROVE"):
        whole = case.file.read_text(encoding="utf-8")
        before = f"=== {case.name}\n{case.text}\n---\n"
        assert before in whole or f"=== {case.name}\n{case.text}" in whole
        rewritten = re.sub(
            rf"(=== {re.escape(case.name)}\n).*?(?=\n=== |\Z)",
            lambda match: f"{match[1]}{case.text}\n---\n{found}\n",
            whole,
            count=1,
            flags=re.DOTALL,
        )
        case.file.write_text(rewritten.rstrip("\n") + "\n", encoding="utf-8")
    assert write_source(tree) == source.text
    assert found == (found if os.environ.get("RENKEI_APPROVE") else case.outline)


def test_names_are_unique_and_every_case_has_an_outline() -> None:
    names = [(case.file, case.name) for case in cases()]
    assert len(names) == len(set(names))
    assert len(names) >= 60
    assert all(case.outline for case in cases())

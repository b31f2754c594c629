"""Amending sentences of every operation, applied: each case is a folder with the texts and what comes of them.

``0.txt`` is the original, ``1.txt`` and so on amend it. ``expected.txt`` was written by hand: for each version its
days, then each provision as ``instruments #renumbered | words``, then ``! instrument/change conflict locus``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.consolidation import Amending, consolidate
from kg.model.agreement import Agreement
from kg.model.consolidation import ConsolidatedVersion, Provision, ProvisionKind
from tests.extraction.writing import read_text

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir())
_NAMED = {ProvisionKind.TITLE, ProvisionKind.PREAMBLE}


def agreement(path: Path) -> Agreement:
    (found,) = read_text(path.read_text(encoding="utf-8")).agreements
    return found


def versions_of(case: str, *, backwards: bool = False) -> tuple[ConsolidatedVersion, ...]:
    files = sorted(path for path in (CASES / case).glob("[0-9].txt"))
    amending = [Amending(key=path.stem, agreement=agreement(path)) for path in files[1:]]
    return consolidate(agreement(files[0]), key="0", amending=reversed(amending) if backwards else amending)


def written(versions: tuple[ConsolidatedVersion, ...]) -> Iterator[str]:
    for version in versions:
        days = f"=== {version.valid_from or '?'} - {version.valid_until or ''}".rstrip()
        yield f"{days} ended" if version.ended else days
        if not version.ended:
            yield from (line(part) for part in version.text.below() if part.kind is not ProvisionKind.INSTRUMENT)
        for found in version.findings:
            place = f"{found.instrument}/{found.change}" if found.change else found.instrument
            yield f"! {place} {found.conflict} {found.locus}".rstrip()


def line(part: Provision) -> str:
    by = "+".join(part.worded_by) + (f" #{part.numbered_by}" if part.numbered_by else "")
    words = [part.kind.value if part.kind in _NAMED else "", part.caption, part.label, part.text]
    separator = " | " if part.kind in _NAMED else " "
    return f"{by} | {separator.join(word for word in words if word)}"


@pytest.mark.parametrize("case", NAMES)
def test_consolidated_text(case: str) -> None:
    expected = (CASES / case / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert list(written(versions_of(case))) == expected


@pytest.mark.parametrize("case", NAMES)
def test_order_of_input_makes_no_difference(case: str) -> None:
    forwards, backwards = versions_of(case), versions_of(case, backwards=True)
    assert [version.text for version in forwards] == [version.text for version in backwards]


def test_every_file_belongs_to_a_case() -> None:
    assert all((CASES / name / "expected.txt").exists() and (CASES / name / "0.txt").exists() for name in NAMES)

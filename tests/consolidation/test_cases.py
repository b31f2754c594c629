"""Amending sentences of every operation, applied: each case is a folder with the texts and what comes of them.

``0.txt`` is the original, ``1.txt`` and so on amend it. ``expected.txt`` was written by hand: for each version its
days, then each provision as ``instruments #renumbered | words``, then ``! instrument/change conflict locus``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.consolidation import Amending, consolidate
from kg.consolidation.assembling import assemble_histories
from kg.consolidation.diagnosing import unapplied_diagnostics
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


def test_an_instrument_of_which_some_changes_fail_is_taken_in() -> None:
    assert [version.instruments for version in versions_of("refused")] == [("0",), ("0", "1")]
    assert [version.instruments for version in versions_of("same-day-order-matters")] == [("0",), ("0",)]


def test_findings_are_explained_in_both_languages() -> None:
    found = versions_of("refused")[-1].findings
    assert "第2条第3項" in found[2].message_ja
    assert "paragraph 3" in found[2].message


def test_a_number_that_stands_twice_after_the_changes_is_reported() -> None:
    """Moved onto a number that another article keeps: both stand, and the text is not complete."""
    versions = versions_of("number-taken")
    assert versions[-1].instruments == ("0", "1")
    assert not versions[-1].complete


def test_changes_that_are_not_applied_are_said_where_they_stand() -> None:
    files = sorted((CASES / "refused").glob("[0-9].txt"))
    agreements = {path.stem: agreement(path) for path in files}
    found = unapplied_diagnostics(assemble_histories(agreements), agreements)
    text = files[1].read_text(encoding="utf-8")
    assert list(found) == ["1"]
    assert {each.code for each in found["1"]} == {"change-not-applied"}
    assert [text[each.span.start : each.span.end][:4] for each in found["1"]][:2] == ["第1条中", "第1条中"]

"""Every printed form of citations and references: one case a table on disk, in half- and full-width."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kg.model.agreement import Agreement, Citation
from tests.extraction.writing import PREAMBLE, read_text

FILES = sorted((Path(__file__).parent / "citations").glob("*.toml"))
_WIDE = str.maketrans("0123456789()", "０１２３４５６７８９（）")
#: Codes that the cases of citations are about.
_CODES = {"law-number-mismatch"}


@dataclass(frozen=True)
class Case:
    name: str
    articles: list[str]
    title: str = "連携協定"
    preamble: str = PREAMBLE
    after: str = ""
    citations: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    unresolved: list[str] = field(default_factory=list)
    diagnostics: list[str] = field(default_factory=list)

    def text(self) -> str:
        numbered = "".join(f"第{number}条 {words}\n" for number, words in enumerate(self.articles, start=1) if words)
        return f"{self.title}\n\n{self.preamble}\n\n{numbered}\n{self.after}"


def cases() -> Iterator[Case]:
    for file in FILES:
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
            yield Case(**case)


CASES = list(cases())


@pytest.mark.parametrize("width", ["half", "full"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_form(case: Case, width: str) -> None:
    text = case.text() if width == "half" else case.text().translate(_WIDE)
    report = read_text(text)
    (agreement,) = report.agreements
    assert [_written(found, expected) for found, expected in _pairs(agreement, case)] == case.citations
    assert _references(agreement) == [_narrow(line) for line in case.references]
    assert [_narrow(words.printed) for words in agreement.unresolved_citations] == case.unresolved
    assert {found.code for found in report.diagnostics} & _CODES == set(case.diagnostics)
    for citation in agreement.citations:
        for span in citation.words.spans:
            assert text[span.start : span.end] in citation.words.printed


def test_names_are_unique_and_the_cases_are_many() -> None:
    names = [case.name for case in CASES]
    assert len(set(names)) == len(names) >= 120


def _pairs(agreement: Agreement, case: Case) -> Iterator[tuple[Citation, str]]:
    for index, citation in enumerate(agreement.citations):
        yield citation, case.citations[index] if index < len(case.citations) else ""


def _written(citation: Citation, expected: str) -> str:
    """A citation as the cases write it: what they always say, and the keys that the expected line names."""
    place = "/".join(value or "-" for value in (citation.article, citation.paragraph, citation.item))
    line = f"{citation.law} {place} {citation.resolved_from or '-'}"
    if citation.legal_basis:
        line += " basis"
    if citation.supplementary:
        line += " supplementary"
    values = {
        "number": citation.law_number,
        "id": citation.law_id,
        "sub": citation.subitem,
        "table": citation.appended_table,
        "division": citation.division,
        "clause": citation.clause,
        "range": citation.ranged,
        "through": _narrow(citation.applied_through.text) if citation.applied_through else None,
    }
    named = [part.partition("=")[0] for part in expected.split(" ")[3:] if "=" in part]
    return " ".join([line, *(f"{name}={values[name] or '-'}" for name in named)])


def _references(agreement: Agreement) -> list[str]:
    return [f"{_narrow(found.words.text)} {found.target or '?'}" for found in agreement.references]


def _narrow(text: str) -> str:
    return text.translate(
        {ord(wide): narrow for wide, narrow in zip("０１２３４５６７８９（）", "0123456789()", strict=True)}
    )

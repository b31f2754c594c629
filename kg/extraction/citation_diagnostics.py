"""What is doubtful about the citations of an agreement."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.reporting import place_of, warning
from kg.model.agreement import Agreement, Citation
from kg.model.text import Diagnostic
from kg.registries.laws import LawRegistry


def citation_diagnostics(agreement: Agreement, laws: LawRegistry) -> Iterator[Diagnostic]:
    """Citations of acts that the text does not tell, and numbers that are not those of the title."""
    for words in agreement.unresolved_citations:
        yield warning(
            "citation-unresolved",
            place_of(words),
            f"{words.text}: the text does not say which act this is; no citation is published",
            f"{words.text}: どの法令等か本文から分からないため、引用として公表しません",
        )
    reported: set[tuple[str, str | None]] = set()
    for citation in agreement.citations:
        named = (citation.law, citation.law_number)
        if named not in reported and (expected := _contradicted(citation, laws)):
            reported.add(named)
            yield warning(
                "law-number-mismatch",
                place_of(citation.words),
                f"{citation.law} ({citation.law_number}): the table of laws has {expected}; no LawId is given",
                f"{citation.law}（{citation.law_number}）: 法令の表では{expected}です。法令IDを付けません",
            )


def _contradicted(citation: Citation, laws: LawRegistry) -> str | None:
    """The law of the table that has the same title or number but not both; None where nothing contradicts it.

    A law that was renamed keeps its number: then the title may be right for the day of the agreement.
    """
    if citation.law_number is None or citation.law_id is not None:
        return None
    law = laws.by_title(citation.law) or laws.by_number(citation.law_number)
    return f"{law.title}（{law.number}）" if law else None

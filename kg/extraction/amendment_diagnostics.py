"""What is missing or doubtful about an amending instrument."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.amending_sentences import parse_sentence
from kg.extraction.amendments import names_comparison_table
from kg.extraction.loci import Locus
from kg.extraction.reporting import place_of, warning
from kg.identifiers import amended_slug
from kg.model.agreement import Agreement
from kg.model.drafting import AmendingClause
from kg.model.text import Diagnostic

_SHOWN = 30


def amendment_diagnostics(agreement: Agreement) -> Iterator[Diagnostic]:
    """One for each thing a person should look at; none where the instrument does not amend."""
    amendment = agreement.amendment
    if amendment is None:
        return
    yield warning(
        "amending-instrument",
        place_of(agreement.title or amendment.target.words),
        f"{agreement.title.text}: changes another instrument; build applies its changes where that is in the data",
        f"{agreement.title.text}: 別の協定等の変更です。それもデータにあれば、build で変更後の本文を作ります",
    )
    if amended_slug(agreement) is None:
        named = amendment.target.title or "…"
        yield warning(
            "amended-agreement-unknown",
            place_of(amendment.target.words or agreement.title),
            f"{named}: the parties, the date or the core city of the amended agreement are not stated; no link is made",
            f"{named}: 変更する協定等の当事者・締結日・中心市のいずれかが書かれていないため、リンクを付けません",
        )
    yield from _unread(agreement)
    if not amendment.changes and (words := names_comparison_table(agreement.instrument_tree)):
        yield warning(
            "changes-in-comparison-table",
            place_of(words),
            "the changes stand in a comparison table, which is not read as changes",
            "変更の内容は新旧対照表にあり、改正の操作としては読んでいません",
        )


def _unread(agreement: Agreement) -> Iterator[Diagnostic]:
    for clause in agreement.instrument_tree.of(AmendingClause):
        changes, _ = parse_sentence(clause.words, clause.added, Locus())
        if not changes:
            text = clause.words.text
            shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
            yield warning(
                "amending-sentence-unread",
                place_of(clause.words),
                f"{shown}: no operation (改める, 加える, 削る, とする) was found in this amending sentence",
                f"{shown}: 改める・加える・削る・とする のどの操作も読み取れません",
            )

"""What a workbook says beside its text: it completes what is known of the source, and is held against the text.

The text decides. Where a cell of the sheet 協定 says otherwise, a diagnostic names the cell and what the text says.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extraction.reporting import warning
from kg.model.agreement import Agreement, SourceMetadata
from kg.model.text import Diagnostic, SourceText, Span, StatedFact
from kg.reading.workbook.form import (
    BASIS,
    CODE_OF,
    EFFECTIVE,
    HOMEPAGE_OF,
    INITIATIVE,
    KIND,
    METADATA,
    PARTY,
    SIGNED,
    TITLE,
)
from kg.registries.concepts import load_concepts
from kg.registries.municipalities import MunicipalityRegistry

_NOWHERE = Span(0, 0)
_NOTHING, _NOTHING_JA = "nothing", "書かれていない"


def completed(metadata: SourceMetadata, facts: Sequence[StatedFact]) -> SourceMetadata:
    """The metadata of a source with what its workbook adds; a sidecar goes before the workbook."""
    said = {METADATA[fact.key]: fact.value for fact in facts if fact.key in METADATA}
    pages = {fact.of: fact.value for fact in facts if fact.key == HOMEPAGE_OF} | dict(metadata.homepages)
    added = {name: value for name, value in said.items() if not getattr(metadata, name)}
    return replace(metadata, **added, homepages=tuple(sorted(pages.items())))


def in_cells(diagnostics: Iterable[Diagnostic], source: SourceText) -> list[Diagnostic]:
    """The diagnostics; of a workbook, each begins with the cell its words stand in."""
    return [_in_cell(found, source) for found in diagnostics] if source.cells else list(diagnostics)


def _in_cell(found: Diagnostic, source: SourceText) -> Diagnostic:
    cells = cells_at(source, found.span)
    if not cells:
        return found
    name = cells[0] if len(cells) == 1 else f"{cells[0]}…{cells[-1]}"
    return replace(found, message=f"{name}: {found.message}", message_ja=f"{name}: {found.message_ja}")


def cells_at(source: SourceText, span: Span) -> list[str]:
    """The cells that a stretch of the text stands in, in order."""
    at = bisect_right(source.cells, span.start, key=lambda place: place.span.end)
    found = []
    while at < len(source.cells) and source.cells[at].span.start < span.end:
        found.append(source.cells[at].cell)
        at += 1
    return found


def fact_diagnostics(
    source: SourceText, agreements: Sequence[Agreement], registry: MunicipalityRegistry
) -> Iterator[Diagnostic]:
    """Where the cells of a workbook say otherwise than its text."""
    if not source.facts:
        return
    if len(agreements) > 1:
        yield _differs(
            source.name,
            f"{len(agreements)} agreements were read from this workbook, expected one to a workbook",
            f"このワークブックから協定が {len(agreements)} 件読み取られました。1つのワークブックには1件にしてください",
        )
    for agreement in agreements[:1]:
        yield from _head(source.facts, agreement)
        yield from _parties(source.facts, agreement, registry)
        yield from _initiatives(source, agreement)


def _differs(cell: str, message: str, message_ja: str) -> Diagnostic:
    return warning("workbook-differs", _NOWHERE, f"{cell}: {message}", f"{cell}: {message_ja}")


def _head(facts: Sequence[StatedFact], agreement: Agreement) -> Iterator[Diagnostic]:
    kinds = {concept.slug: concept.label("ja") for concept in load_concepts("instrument")}
    basis = [citation.words.text for citation in agreement.citations if citation.legal_basis]
    signed, effective = agreement.signed_on, agreement.effective_on
    read = {
        TITLE: [agreement.title.text],
        KIND: [kinds[agreement.instrument]],
        SIGNED: [signed.value.isoformat()] if signed else [],
        EFFECTIVE: [effective.value.isoformat()] if effective else [],
        BASIS: basis,
    }
    for fact in facts:
        if fact.key in read and _plain(fact.value) not in map(_plain, read[fact.key]):
            shown = "、".join(read[fact.key])
            yield _differs(
                fact.cell,
                f"found {fact.value}, but the text says {shown or _NOTHING} and was followed; put one right",
                f"「{fact.value}」とありますが、本文では「{shown or _NOTHING_JA}」です。"
                "本文のほうを採りました。どちらかを直してください",
            )


def _parties(facts: Sequence[StatedFact], agreement: Agreement, registry: MunicipalityRegistry) -> Iterator[Diagnostic]:
    read = [(body.name, party.designation or "") for party in agreement.parties for body in party.bodies]
    named = {*read, *((name, "") for name, _ in read)}
    shown = "、".join(f"{designation} {name}".strip() for name, designation in read)
    for fact in facts:
        if fact.key == PARTY and (fact.value, fact.of) not in named:
            yield _differs(
                fact.cell,
                f"found {fact.of} {fact.value}, but the parties of the text are {shown or _NOTHING}; use the official "
                "name of the body in both places",
                f"「{fact.of} {fact.value}」とありますが、本文の当事者は「{shown or _NOTHING_JA}」です。"
                "団体の正式な名称を、両方に同じように書いてください",
            )
        elif fact.key == CODE_OF:
            yield from _code(fact, registry)


def _code(fact: StatedFact, registry: MunicipalityRegistry) -> Iterator[Diagnostic]:
    """A code that is not that of the body beside it."""
    codes = [body.code for body in registry.named(fact.of)]
    if fact.value not in codes:
        shown = "、".join(codes)
        yield _differs(
            fact.cell,
            f"found the code {fact.value}, but that of {fact.of} is {shown or 'not known'}",
            f"団体コード {fact.value} は「{fact.of}」のものではありません（正しくは {shown or '不明'}）",
        )


def _initiatives(source: SourceText, agreement: Agreement) -> Iterator[Diagnostic]:
    read = {cell for found in agreement.initiatives for span in found.title.spans for cell in cells_at(source, span)}
    for fact in source.facts:
        if fact.key == INITIATIVE and fact.cell not in read:
            yield _differs(
                fact.cell,
                f"the row of {fact.value} was not read as an initiative of its own; "
                "let the content and the roles of the row above end with 。",
                f"「{fact.value}」の行が1つの取組として読み取られませんでした。"
                "上の行の内容と役割が「。」で終わっているかを確かめてください",
            )


def _plain(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).split())

"""Diagnostics: what a person should know of a reading, each with its place and both languages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.drafting.writing import repaired_fragments
from kg.extraction.amendment_diagnostics import amendment_diagnostics
from kg.extraction.initiative_diagnostics import initiative_diagnostics
from kg.extraction.initiatives import EntriesRead
from kg.extraction.party_diagnostics import party_diagnostics
from kg.extraction.provision_words import with_neighbours
from kg.extraction.reporting import info, place_of, warning
from kg.identifiers import article_number
from kg.model.agreement import Agreement
from kg.model.drafting import Article, Draft, Instrument, Marks, SigningDate
from kg.model.text import Diagnostic, Ignorable, Repair, Severity, SourceText, Span
from kg.numerals import find_dates, find_impossible_dates, is_date_form
from kg.registries.municipalities import MunicipalityRegistry

_REPAIRS = {
    Repair.INNER_SPACE: ("space inside a word left out", "語の中の空白を除きました"),
    Repair.JOINED_LINES: ("sentence joined over a line break", "改行で切れた文をつなぎました"),
    Repair.JOINED_ROW: ("cell cut by a page joined to the cell above", "改ページで切れたセルを上のセルにつなぎました"),
    Repair.OVERLAP: ("characters repeated at a page break left out", "改ページで重複した文字を除きました"),
    Repair.MARKUP: ("markup left out", "タグを除きました"),
    Repair.STRAY_MARK: ("stray mark before a label left out", "番号や見出しの前の余分な記号を除きました"),
}
_IGNORED = {
    Ignorable.PAGE_NUMBER: ("page number left out", "ページ番号を除きました"),
    Ignorable.TABLE_RULE: ("rule of a table left out", "表の罫線を除きました"),
    Ignorable.MARKUP: ("markup left out", "タグを除きました"),
    Ignorable.RUNNING_HEADER: ("running header left out", "柱（ページ見出し）を除きました"),
}
#: A full name has a family and a given name; fewer characters than this cannot be taken for one.
_FULL_NAME = 3


def repair_diagnostics(draft: Draft) -> Iterator[Diagnostic]:
    """One for each repair, with what was found at its place."""
    for instrument in draft.instruments:
        for fragment in repaired_fragments(instrument):
            if fragment.repair is not None:
                english, japanese = _REPAIRS[fragment.repair]
                found = f"{fragment.source!r}"
                yield info(fragment.repair.value, fragment.span, f"{english}: {found}", f"{japanese}: {found}")


def ignored_diagnostics(draft: Draft) -> Iterator[Diagnostic]:
    """One for each rule, tag or page number left out between elements; white space is left out in silence."""
    for piece in draft.ignored:
        if piece.kind is not Ignorable.WHITE_SPACE:
            english, japanese = _IGNORED[piece.kind]
            shown = repr(piece.source.strip()[:20])
            span = Span(piece.start, piece.start + len(piece.source))
            yield info(f"ignored-{piece.kind}", span, f"{english}: {shown}", f"{japanese}: {shown}")


def unclaimed_diagnostics(source: SourceText, spans: tuple[Span, ...]) -> Iterator[Diagnostic]:
    """One for each stretch that belongs to no element."""
    for span in spans:
        words = source.text[span.start : span.end].strip()
        shown = words if len(words) <= 40 else f"{words[:40]}…"
        yield warning(
            "unclaimed-text",
            span,
            f"text belongs to no element: {shown!r}; expected an article, table, heading or signature",
            f"どの要素にも属さない文字列です: 「{shown}」（条・別表・見出し・署名のいずれでもありません）",
        )


def no_agreement(source: SourceText, marks: Marks) -> Diagnostic:
    """Why a document has no agreement in it: the marks looked for, and what was found of each."""
    if marks.enacted:
        english = "an ordinance or rule, which one body gives alone, and no agreement"
        japanese = "一つの団体が定める条例・規則であり、協定等ではありません"
    elif marks.articles and not marks.bodies:
        english = "articles have headings only; their words are missing"
        japanese = "条の見出しだけで、本文がありません"
    elif marks.articles or marks.clauses or marks.tables:
        english = "too little for an agreement"
        japanese = "協定等の本文とするには足りません"
    else:
        english = "found no article (第1条 …)"
        japanese = "条（第1条 …）が見つかりません"
    return Diagnostic(
        code="no-agreement",
        severity=Severity.ERROR,
        span=Span(0, len(source.text)),
        message=(
            f"{source.name}: {english}; looked for two articles with words (found {marks.bodies}, headings "
            f"{marks.articles}, captions {marks.captions}), or a title (found {marks.titles}) with an article, an "
            f"amending clause (found {marks.clauses}) or a schedule of roles (tables {marks.tables}, labels "
            f"{marks.labels})"
        ),
        message_ja=(
            f"{source.name}: {japanese}。本文のある条が2つ以上（{marks.bodies}、条の見出し {marks.articles}、"
            f"見出し {marks.captions}）、または題名（{marks.titles}）と、条・改め文（{marks.clauses}）・"
            f"役割の別表（別表 {marks.tables}、役割等の語 {marks.labels}）のいずれかを探しました"
        ),
    )


def agreement_diagnostics(
    agreement: Agreement, read: EntriesRead, registry: MunicipalityRegistry
) -> Iterator[Diagnostic]:
    """What is missing, doubtful or contradictory in one agreement."""
    yield from party_diagnostics(agreement, registry)
    yield from _articles(agreement.instrument_tree)
    yield from _paragraphs(agreement.instrument_tree)
    yield from _signatories(agreement)
    yield from _dates(agreement)
    yield from _references(agreement)
    yield from initiative_diagnostics(agreement, read)
    yield from amendment_diagnostics(agreement)


def _articles(instrument: Instrument) -> Iterator[Diagnostic]:
    first = next(iter(instrument.of(Article)), None)
    if first is not None and first.number[0] > 1:
        found = f"第{article_number(first.number)}条"
        yield warning(
            "article-missing",
            place_of(first.label),
            f"the articles begin with {found}; expected 第1条",
            f"{found}から始まっていて、それより前の条がありません",
        )
    for before, after in pairwise(instrument.of(Article)):
        if after.number[0] > (before.through or before.number)[0] + 1:
            last = f"第{article_number(before.through or before.number)}条"
            found = f"第{article_number(after.number)}条"
            yield warning(
                "article-missing",
                place_of(after.label),
                f"{found} follows {last}; expected the next number",
                f"{last}の次が{found}で、間の条がありません",
            )


def _paragraphs(instrument: Instrument) -> Iterator[Diagnostic]:
    for article in instrument.of(Article):
        name = f"第{article_number(article.number)}条"
        for before, after in pairwise(article.paragraphs):
            place = place_of(after.label or after.words)
            if after.number > before.number + 1:
                yield warning(
                    "paragraph-missing",
                    place,
                    f"{name}: paragraph {after.number} follows {before.number}; expected {before.number + 1}",
                    f"{name}: 第{before.number}項の次が第{after.number}項です",
                )
            elif after.label is None:
                yield warning(
                    "paragraph-number-lost",
                    place,
                    f"{name}: a paragraph without a printed number, counted as {after.number}",
                    f"{name}: 項番号が印字されていない段落を第{after.number}項と数えました",
                )


def _signatories(agreement: Agreement) -> Iterator[Diagnostic]:
    for signatory in agreement.signatories:
        place = place_of(*signatory.parts)
        if signatory.name is None:
            yield warning("signatory-name-missing", place, "signatory without a name", "署名欄に氏名がありません")
        elif len("".join(signatory.name.split())) < _FULL_NAME:
            yield warning(
                "signatory-name-incomplete",
                place,
                f"name {signatory.name!r} is shorter than a full name; published as printed, nothing is added",
                f"氏名「{signatory.name}」は姓名のどちらかを欠くようです。印字どおりとし、補いません",
            )


def _dates(agreement: Agreement) -> Iterator[Diagnostic]:
    for stated in (agreement.signed_on, agreement.effective_on, agreement.printed_on):
        if stated and not all(found.consistent for found in find_dates(stated.words.text)):
            yield warning(
                "date-inconsistent",
                place_of(stated.words),
                f"{stated.words.text}: the two calendars disagree; the era is followed ({stated.value})",
                f"{stated.words.text}: 和暦と西暦が一致しません。和暦（{stated.value}）によります",
            )
    for node in agreement.instrument_tree.of(SigningDate):
        if is_date_form(node.words.text):
            yield warning(
                "date-incomplete",
                place_of(node.words),
                f"{node.words.text}: not filled in, or no day of the calendar; no date is published",
                f"{node.words.text}: 空欄か、暦にない日です。日付は公表しません",
            )
    yield from _impossible_dates(agreement.instrument_tree)
    if agreement.signed_on is None:
        yield info(
            "signing-date-not-stated",
            place_of(agreement.title),
            "the text does not say when it was signed",
            "締結日が本文にありません",
        )
    if agreement.effective_on is None:
        yield info(
            "effective-date-not-stated",
            place_of(agreement.title),
            "the text names no date of effect",
            "施行日（効力発生日）が本文にありません",
        )


def _impossible_dates(instrument: Instrument) -> Iterator[Diagnostic]:
    """Days of effect, terms and the like that no calendar has; those of signing have their own look above."""
    for paragraph, _ in with_neighbours(instrument):
        for start, end in find_impossible_dates(paragraph.words.text):
            words = paragraph.words.slice(start, end)
            yield warning(
                "date-incomplete",
                place_of(words),
                f"{words.text}: no day of the calendar; no date is published",
                f"{words.text}: 暦にない日です。日付は公表しません",
            )


def _references(agreement: Agreement) -> Iterator[Diagnostic]:
    for reference in agreement.references:
        if reference.target is None:
            yield warning(
                "reference-unresolved",
                place_of(reference.words),
                f"{reference.words.text}: the agreement has no such part",
                f"{reference.words.text}: 指す先がこの協定等にありません",
            )

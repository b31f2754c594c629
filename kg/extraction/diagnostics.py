"""Diagnostics: what a person should know of a reading, each with its place and both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.drafting.writing import repaired_fragments
from kg.extraction.initiative_diagnostics import initiative_diagnostics
from kg.identifiers import article_number
from kg.model.agreement import Agreement, Body, Party
from kg.model.drafting import Article, Draft, Instrument, SigningDate
from kg.model.text import Diagnostic, Ignorable, Passage, Repair, Severity, SourceText, Span
from kg.numerals import find_dates, is_date_form
from kg.registries.municipalities import MunicipalityRegistry

_REPAIRS = {
    Repair.INNER_SPACE: ("space inside a word left out", "語の中の空白を除きました"),
    Repair.JOINED_LINES: ("sentence joined over a line break", "改行で切れた文をつなぎました"),
    Repair.JOINED_ROW: ("cell cut by a page joined to the cell above", "改ページで切れたセルを上のセルにつなぎました"),
    Repair.OVERLAP: ("characters repeated at a page break left out", "改ページで重複した文字を除きました"),
    Repair.MARKUP: ("markup left out", "タグを除きました"),
}
_IGNORED = {
    Ignorable.PAGE_NUMBER: ("page number left out", "ページ番号を除きました"),
    Ignorable.TABLE_RULE: ("rule of a table left out", "表の罫線を除きました"),
    Ignorable.MARKUP: ("markup left out", "タグを除きました"),
    Ignorable.RUNNING_HEADER: ("running header left out", "柱（ページ見出し）を除きました"),
}
_AMENDS = re.compile(r"(?:一部|全部)を(?:変更|改正)する|変更(?:協約|協定)")
#: A full name has a family and a given name; fewer characters than this cannot be taken for one.
_FULL_NAME = 3


def repair_diagnostics(draft: Draft) -> Iterator[Diagnostic]:
    """One for each repair, with what was found at its place."""
    for instrument in draft.instruments:
        for fragment in repaired_fragments(instrument):
            if fragment.repair is not None:
                english, japanese = _REPAIRS[fragment.repair]
                found = f"{fragment.source!r}"
                yield _info(fragment.repair.value, fragment.span, f"{english}: {found}", f"{japanese}: {found}")


def ignored_diagnostics(draft: Draft) -> Iterator[Diagnostic]:
    """One for each rule, tag or page number left out between elements; white space is left out in silence."""
    for piece in draft.ignored:
        if piece.kind is not Ignorable.WHITE_SPACE:
            english, japanese = _IGNORED[piece.kind]
            shown = repr(piece.source.strip()[:20])
            span = Span(piece.start, piece.start + len(piece.source))
            yield _info(f"ignored-{piece.kind}", span, f"{english}: {shown}", f"{japanese}: {shown}")


def unclaimed_diagnostics(source: SourceText, spans: tuple[Span, ...]) -> Iterator[Diagnostic]:
    """One for each stretch that belongs to no element."""
    for span in spans:
        words = source.text[span.start : span.end].strip()
        shown = words if len(words) <= 40 else f"{words[:40]}…"
        yield _warning(
            "unclaimed-text",
            span,
            f"text belongs to no element: {shown!r}; expected an article, table, heading or signature",
            f"どの要素にも属さない文字列です: 「{shown}」（条・別表・見出し・署名のいずれでもありません）",
        )


def no_agreement(source: SourceText) -> Diagnostic:
    """Why a document has no agreement in it."""
    return Diagnostic(
        code="no-agreement",
        severity=Severity.ERROR,
        span=Span(0, len(source.text)),
        message=f"{source.name}: found no article (第1条 …); expected an agreement",
        message_ja=f"{source.name}: 条（第1条 …）が見つかりません。協定等の本文ではないようです",
    )


def agreement_diagnostics(agreement: Agreement, registry: MunicipalityRegistry) -> Iterator[Diagnostic]:
    """What is missing, doubtful or contradictory in one agreement."""
    yield from _parties(agreement, registry)
    yield from _articles(agreement.instrument_tree)
    yield from _paragraphs(agreement.instrument_tree)
    yield from _signatories(agreement)
    yield from _dates(agreement)
    yield from _references(agreement)
    yield from initiative_diagnostics(agreement)
    yield from _amendment(agreement)


def _parties(agreement: Agreement, registry: MunicipalityRegistry) -> Iterator[Diagnostic]:
    if not agreement.parties:
        yield _warning(
            "parties-not-found",
            _place(agreement.title),
            "no party found; expected 「X市（以下「甲」という。）」 or names in the title",
            "当事者が見つかりません。「X市（以下「甲」という。）」の形か題名中の団体名が必要です",
        )
    for party in agreement.parties:
        for body in party.bodies:
            if body.code is None:
                yield _unresolved(party, body, registry)
    stated = {party.capacity_rule for party in agreement.parties}
    if agreement.instrument in {"renkei-kyoyaku", "teiju-jiritsuken"} and stated == {"no-core-city-stated"}:
        yield _info(
            "core-city-not-stated",
            _place(agreement.title),
            "the text does not say which party is the core city",
            "どの当事者が中心市か本文から分かりません",
        )


def _unresolved(party: Party, body: Body, registry: MunicipalityRegistry) -> Diagnostic:
    homonyms = registry.named(body.name)
    if homonyms:
        places = "・".join(found.prefecture for found in homonyms)
        return _warning(
            "homonym-unresolved",
            _place(party.words),
            f"{body.name}: found in {places}; expected a prefecture, address or partner that decides",
            f"{body.name}: {places} にあり、都道府県・住所・相手方のいずれからも決められません",
        )
    return _warning(
        "body-not-registered",
        _place(party.words),
        f"{body.name}: not in the registry of municipalities; no code is given",
        f"{body.name}: 市区町村の登録簿にないため、コードを付けません",
    )


def _articles(instrument: Instrument) -> Iterator[Diagnostic]:
    for before, after in pairwise(instrument.of(Article)):
        if after.number[0] > before.number[0] + 1:
            last, found = f"第{article_number(before.number)}条", f"第{article_number(after.number)}条"
            yield _warning(
                "article-missing",
                _place(after.label),
                f"{found} follows {last}; expected the next number",
                f"{last}の次が{found}で、間の条がありません",
            )


def _paragraphs(instrument: Instrument) -> Iterator[Diagnostic]:
    for article in instrument.of(Article):
        name = f"第{article_number(article.number)}条"
        for before, after in pairwise(article.paragraphs):
            place = _place(after.label or after.words)
            if after.number > before.number + 1:
                yield _warning(
                    "paragraph-missing",
                    place,
                    f"{name}: paragraph {after.number} follows {before.number}; expected {before.number + 1}",
                    f"{name}: 第{before.number}項の次が第{after.number}項です",
                )
            elif after.label is None:
                yield _warning(
                    "paragraph-number-lost",
                    place,
                    f"{name}: a paragraph without a printed number, counted as {after.number}",
                    f"{name}: 項番号が印字されていない段落を第{after.number}項と数えました",
                )


def _signatories(agreement: Agreement) -> Iterator[Diagnostic]:
    for signatory in agreement.signatories:
        place = _place(*signatory.parts)
        if signatory.name is None:
            yield _warning("signatory-name-missing", place, "signatory without a name", "署名欄に氏名がありません")
        elif len("".join(signatory.name.split())) < _FULL_NAME:
            yield _warning(
                "signatory-name-incomplete",
                place,
                f"name {signatory.name!r} is shorter than a full name; published as printed, nothing is added",
                f"氏名「{signatory.name}」は姓名のどちらかを欠くようです。印字どおりとし、補いません",
            )


def _dates(agreement: Agreement) -> Iterator[Diagnostic]:
    for stated in (agreement.signed_on, agreement.effective_on, agreement.printed_on):
        if stated and not all(found.consistent for found in find_dates(stated.words.text)):
            yield _warning(
                "date-inconsistent",
                _place(stated.words),
                f"{stated.words.text}: the two calendars disagree; the era is followed ({stated.value})",
                f"{stated.words.text}: 和暦と西暦が一致しません。和暦（{stated.value}）によります",
            )
    for node in agreement.instrument_tree.of(SigningDate):
        if is_date_form(node.words.text):
            yield _warning(
                "date-incomplete",
                _place(node.words),
                f"{node.words.text}: not filled in, or no day of the calendar; no date is published",
                f"{node.words.text}: 空欄か、暦にない日です。日付は公表しません",
            )
    if agreement.signed_on is None:
        yield _info(
            "signing-date-not-stated",
            _place(agreement.title),
            "the text does not say when it was signed",
            "締結日が本文にありません",
        )
    if agreement.effective_on is None:
        yield _info(
            "effective-date-not-stated",
            _place(agreement.title),
            "the text names no date of effect",
            "施行日（効力発生日）が本文にありません",
        )


def _references(agreement: Agreement) -> Iterator[Diagnostic]:
    for reference in agreement.references:
        if reference.target is None:
            yield _warning(
                "reference-unresolved",
                _place(reference.words),
                f"{reference.words.text}: the agreement has no such part",
                f"{reference.words.text}: 指す先がこの協定等にありません",
            )


def _amendment(agreement: Agreement) -> Iterator[Diagnostic]:
    if _AMENDS.search(agreement.title.text):
        yield _warning(
            "amending-instrument",
            _place(agreement.title),
            f"{agreement.title.text}: changes another instrument; its changes are not applied here",
            f"{agreement.title.text}: 別の協定等を変更するものです。変更後の内容は反映していません",
        )


def _place(*words: Passage) -> Span:
    spans = [span for passage in words for span in passage.spans]
    return Span(spans[0].start, spans[-1].end) if spans else Span(0, 0)


def _info(code: str, span: Span, message: str, message_ja: str) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.INFO, span=span, message=message, message_ja=message_ja)


def _warning(code: str, span: Span, message: str, message_ja: str) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.WARNING, span=span, message=message, message_ja=message_ja)

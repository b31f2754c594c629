"""Apply corrections to a report, and say of each whether it was and why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.corrections.findings import FINDINGS, finding_parts, finding_values
from kg.corrections.parts import covers, part_at, paths_at, values_of, with_bodies_for, with_part, with_values
from kg.corrections.values import KIND_OF_PROPERTY, body_of
from kg.corrections.words import with_words
from kg.drafting.writing import passages
from kg.extraction.reporting import info, place_of, warning
from kg.identifiers import agreement_slug
from kg.model.agreement import Agreement, Party, Report
from kg.model.correction import AppliedCorrection, Correction
from kg.model.text import Diagnostic, Passage, Span

_NOTHING = ("nothing", "なし")


class _Refused(Exception):
    """A correction that is not applied, and the diagnostic that says so."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def corrected_report(report: Report, corrections: Sequence[Correction]) -> Report:
    """The report with its corrections applied in their order: values, then words, then what rules conclude from them.

    One that does not fit what was read is not applied; a diagnostic says so, as one says of each that was.
    """
    raw = report.agreements
    agreements, diagnostics = list(raw), list(report.diagnostics)
    slugs = [agreement_slug(agreement) for agreement in raw]
    for correction in sorted(corrections, key=_turn):
        try:
            index, path = _target(correction, agreements, slugs, report.source.text)
            _refuse_repetition(correction, index, path, agreements)
            agreements[index] = _applied(correction, agreements[index], raw[index], path, report.source.text)
        except _Refused as refused:
            diagnostics.append(_within(refused.diagnostic, len(report.source.text)))
        else:
            diagnostics.append(_said(correction, agreements[index].corrections[-1], agreements[index], raw[index]))
    ordered = sorted(diagnostics, key=lambda found: (found.span, found.code))
    return replace(report, agreements=tuple(agreements), diagnostics=tuple(ordered))


def _turn(correction: Correction) -> tuple[int, int]:
    name = correction.property_name
    return 1 if name is None else 2 if name in FINDINGS else 0, correction.number


def _within(found: Diagnostic, length: int) -> Diagnostic:
    """The diagnostic at a place of the text, also where the correction names one behind its end."""
    return replace(found, span=Span(min(found.span.start, length), min(found.span.end, length)))


def _target(
    correction: Correction, agreements: Sequence[Agreement], slugs: Sequence[str], text: str
) -> tuple[int, str | None]:
    """Which agreement, and the path of the part where it is a value of one that is corrected."""
    if correction.span is None:
        return _named(correction, agreements, slugs)
    _check_words(correction, correction.span, text)
    span = correction.span
    within = [at for at, each in enumerate(agreements) if covers(tuple(passages(each.instrument_tree)), span, text)]
    if correction.property_name is None:
        if within:
            return within[0], None
        raise _missing(correction, "the words belong to no agreement", "その語句はどの協定等にも属しません")
    name = correction.property_name
    found = [(at, path) for at, each in enumerate(agreements) for path in _paths_at(each, span, name, text)]
    if len(found) != 1:
        raise _missing(
            correction,
            f"the words stand in {len(found)} parts that have {correction.property_name}, expected one",
            f"{correction.property_name} をもつ部分のうち、その語句のあるものは {len(found)} 個です（一つのはず）",
        )
    return found[0]


def _paths_at(agreement: Agreement, span: Span, name: str, text: str) -> list[str]:
    """The parts that have the property and whose words hold a stretch of the source."""
    if name in FINDINGS:
        return [path for path, words in finding_parts(agreement, name) if covers(words, span, text)]
    return paths_at(agreement, span, KIND_OF_PROPERTY[name], text)


def _named(correction: Correction, agreements: Sequence[Agreement], slugs: Sequence[str]) -> tuple[int, str]:
    if correction.slug is None and len(agreements) != 1:
        raise _missing(
            correction,
            f"the file holds {len(agreements)} agreements; name the part by its iri",
            f"ファイルに協定等が {len(agreements)} 件あります。iri で指定してください",
        )
    fitting = [
        at for at, agreement in enumerate(agreements) if correction.slug in {None, slugs[at], agreement_slug(agreement)}
    ]
    if not fitting:
        raise _missing(
            correction,
            f"no agreement {correction.slug}; found {', '.join(slugs)}",
            f"協定等 {correction.slug} がありません。あるのは {', '.join(slugs)} です",
        )
    try:
        _require(agreements[fitting[0]], correction)
    except LookupError:
        raise _missing(
            correction,
            f"the agreement has no {correction.path}",
            f"協定等に {correction.path} がありません",
        ) from None
    return fitting[0], correction.path


def _require(agreement: Agreement, correction: Correction) -> None:
    """Raise LookupError where the agreement has no part of that path."""
    if correction.property_name in FINDINGS:
        finding_values(agreement, correction.path, correction.property_name)
    else:
        part_at(agreement, correction.path)


def _check_words(correction: Correction, span: Span, text: str) -> None:
    found = text[span.start : span.end]
    if found == correction.words:
        return
    at = text.find(correction.words)
    once = at >= 0 and text.find(correction.words, at + 1) < 0
    now = (f"; they stand at {at} now", f"。現在は {at} にあります") if once else ("", "")
    raise _differ(
        correction,
        f"found {found!r} at {span.start}-{span.end}, expected {correction.words!r}{now[0]}",
        f"{span.start}〜{span.end} にあるのは「{found}」で、「{correction.words}」ではありません{now[1]}",
    )


def _refuse_repetition(correction: Correction, index: int, path: str | None, agreements: Sequence[Agreement]) -> None:
    for earlier in agreements[index].corrections:
        if _same_target(correction, path, earlier):
            raise _Refused(
                warning(
                    "correction-repeated",
                    _place(correction),
                    f"correction {correction.number} (line {correction.line}) is not applied: "
                    f"correction {earlier.correction.number} has corrected the same",
                    f"訂正{correction.number}（{correction.line}行）は適用していません。"
                    f"同じところを訂正{earlier.correction.number}が訂正しています",
                )
            )


def _same_target(correction: Correction, path: str | None, earlier: AppliedCorrection) -> bool:
    other = earlier.correction
    if correction.property_name is not None or other.property_name is not None:
        return (path, correction.property_name) == (earlier.path, other.property_name)
    one, two = correction.span, other.span
    return one is not None and two is not None and one.start < two.end and two.start < one.end


def _applied(correction: Correction, agreement: Agreement, raw: Agreement, path: str | None, text: str) -> Agreement:
    if path is None or correction.property_name is None:
        return _with_words(correction, agreement)
    name = correction.property_name
    found = finding_values(agreement, path, name) if name in FINDINGS else values_of(part_at(raw, path), name)
    if correction.replaces is not None and sorted(correction.replaces) != sorted(found):
        raise _differ(
            correction,
            f"{name} of {path or 'the agreement'} was read as {_written(found)[0]}, "
            f"expected {_written(correction.replaces)[0]}",
            f"{path or '協定等'} の {name} の読み取りは {_written(found)[1]} で、"
            f"{_written(correction.replaces)[1]} ではありません",
        )
    if name in FINDINGS:
        return _noted(agreement, AppliedCorrection(correction=correction, path=path, replaced=found))
    span = correction.span
    words = Passage.plain(text[span.start : span.end], start=span.start) if span else Passage(())
    before = part_at(agreement, path)
    changed = with_part(agreement, path, with_values(before, name, correction.values, words))
    if isinstance(before, Party) and name == "municipality":
        changed = with_bodies_for(changed, before.bodies, tuple(map(body_of, correction.values)))
    return _noted(changed, AppliedCorrection(correction=correction, path=path, replaced=found))


def _with_words(correction: Correction, agreement: Agreement) -> Agreement:
    span = correction.span
    changed = with_words(agreement, span, correction.values[0]) if span else None
    if changed is None:
        raise _missing(
            correction,
            "no part of the agreement has all of these words and nothing repaired at their ends",
            "その語句全体を含む部分がないか、両端が修復された語の途中です",
        )
    return _noted(changed, AppliedCorrection(correction=correction, path=None, replaced=(correction.words,)))


def _noted(agreement: Agreement, applied: AppliedCorrection) -> Agreement:
    return replace(agreement, corrections=(*agreement.corrections, applied))


def _said(correction: Correction, applied: AppliedCorrection, agreement: Agreement, raw: Agreement) -> Diagnostic:
    what = correction.property_name or "words"
    of = applied.path or ("the agreement" if applied.path == "" else f"{_place(correction).start}")
    of_ja = applied.path or ("協定等" if applied.path == "" else f"{_place(correction).start} から")
    (old, old_ja), (new, new_ja) = _written(applied.replaced), _written(correction.values)
    place = correction.span or _place_of(applied, agreement, raw)
    return info(
        "correction-applied",
        place,
        f"corrected: {what} of {of}, read as {old}, is {new} ({correction.author}, {correction.made_on}: "
        f"{correction.reason})",
        f"訂正: {of_ja}の{what if correction.property_name else '語句'}を {old_ja} から {new_ja} に改めました"
        f"（{correction.author}、{correction.made_on}、{correction.reason}）",
    )


def _place_of(applied: AppliedCorrection, agreement: Agreement, raw: Agreement) -> Span:
    """Where the part that a correction names by its path stands."""
    name, path = applied.correction.property_name, applied.path or ""
    if name in FINDINGS:
        words = dict(finding_parts(agreement, name)).get(path) or dict(finding_parts(raw, name)).get(path, ())
        return place_of(*words) if words else Span(0, 0)
    return _words_of(part_at(raw, path) if path else raw)


def _words_of(part: object) -> Span:
    """Where a part that is named by its path stands: its own words, else those of its title."""
    words = getattr(part, "words", None) or getattr(part, "title", None)
    parts = getattr(part, "parts", ())
    return place_of(*parts) if parts else place_of(words) if isinstance(words, Passage) else Span(0, 0)


def _written(values: Sequence[str]) -> tuple[str, str]:
    return (", ".join(values), "・".join(values)) if values else _NOTHING


def _place(correction: Correction) -> Span:
    return correction.span or Span(0, 0)


def _missing(correction: Correction, why: str, why_ja: str) -> _Refused:
    return _not_applied("correction-target-missing", correction, why, why_ja)


def _differ(correction: Correction, why: str, why_ja: str) -> _Refused:
    return _not_applied("correction-words-differ", correction, why, why_ja)


def _not_applied(code: str, correction: Correction, why: str, why_ja: str) -> _Refused:
    return _Refused(
        warning(
            code,
            _place(correction),
            f"correction {correction.number} (line {correction.line}) is not applied: {why}",
            f"訂正{correction.number}（{correction.line}行）は適用していません。{why_ja}",
        )
    )

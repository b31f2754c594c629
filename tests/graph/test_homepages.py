"""A homepage of a sidecar is published, or it is said why not."""

from __future__ import annotations

from dataclasses import replace

from kg.graph.homepages import homepage_diagnostics, known_homepages, sidecar_homepages
from kg.model.agreement import Report, SourceMetadata
from kg.model.text import Diagnostic, Severity
from kg.registries.municipalities import load_municipalities
from tests.graph.sample import AGREEMENT, ASAHIKAWA, REPORT, TOWN

_REGISTERED = known_homepages(load_municipalities())


def _report(*homepages: tuple[str, str]) -> Report:
    return replace(REPORT, metadata=SourceMetadata(homepages=homepages))


def _diagnostics(report: Report, *others: Report) -> list[Diagnostic]:
    given = sidecar_homepages((each, AGREEMENT) for each in (report, *others))
    return list(homepage_diagnostics(report, registered=_REGISTERED, given=given))


def test_the_sidecar_serves_where_the_registry_has_none() -> None:
    report = _report(("某町", "https://town.example.jp/"))
    assert sidecar_homepages([(report, AGREEMENT)]) == {TOWN: "https://town.example.jp/"}
    assert _diagnostics(report) == []


def test_the_registry_wins_and_the_difference_is_said() -> None:
    assert ASAHIKAWA.code is not None
    (found,) = _diagnostics(_report(("旭川市", "https://other.example.jp/")))
    assert (found.code, found.severity) == ("homepage-differs", Severity.INFO)
    assert "https://other.example.jp/" in found.message
    assert _REGISTERED[ASAHIKAWA.code] in found.message_ja
    assert REPORT.source.text[found.span.start : found.span.end].startswith("旭川市")
    assert _diagnostics(_report(("旭川市", _REGISTERED[ASAHIKAWA.code]))) == []


def test_of_two_sidecars_the_first_serves_and_the_other_is_said() -> None:
    first, second = _report(("某町", "https://a.example.jp/")), _report(("某町", "https://b.example.jp/"))
    assert _diagnostics(first, second) == []
    (found,) = _diagnostics(second, first)
    assert "https://a.example.jp/ is published" in found.message


def test_a_name_that_no_body_has_is_warned_of() -> None:
    (found,) = _diagnostics(_report(("旭州市", "https://x.example.jp/")))
    assert (found.code, found.severity) == ("homepage-unused", Severity.WARNING)
    assert "旭州市" in found.message
    assert "旭州市" in found.message_ja

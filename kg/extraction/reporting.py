"""What every diagnostic needs: its place and its severity."""

from __future__ import annotations

from kg.model.text import Diagnostic, Passage, Severity, Span


def place_of(*words: Passage) -> Span:
    """The stretch from the first to the last of some words; the start of the document where there are none."""
    spans = [span for passage in words for span in passage.spans]
    return Span(spans[0].start, spans[-1].end) if spans else Span(0, 0)


def info(code: str, span: Span, message: str, message_ja: str) -> Diagnostic:
    """Something worth knowing that needs no action."""
    return Diagnostic(code=code, severity=Severity.INFO, span=span, message=message, message_ja=message_ja)


def warning(code: str, span: Span, message: str, message_ja: str) -> Diagnostic:
    """Something doubtful that a person should look at."""
    return Diagnostic(code=code, severity=Severity.WARNING, span=span, message=message, message_ja=message_ja)

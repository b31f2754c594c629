"""``renkei check --format html``: one page, the source beside what was read from it; a click marks the words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from kg.cli.check_history import event_line, force_line
from kg.cli.language import Language, Words, spoken

Checked = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the reading: its depth in the outline, what it is, what it says, where its words are."""

    depth: int
    kind: str
    label: str
    spans: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of the source in which no element begins or ends; ``marks`` are its classes on the page."""

    start: int
    end: int
    text: str
    marks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """A diagnostic in the language spoken: where it is, what is wrong, how to mend it."""

    severity: str
    line: int
    part: str
    message: str
    remedy: str
    spans: str

    @classmethod
    def of(cls, diagnostic: Checked) -> _Shown:
        japanese = spoken() is Language.JA
        part = diagnostic["part"]
        return cls(
            severity=diagnostic["severity"],
            line=diagnostic["line"],
            part=part["name" if japanese else "name_en"] if part else "",
            message=diagnostic["message_ja" if japanese else "message"],
            remedy=diagnostic["remedy_ja" if japanese else "remedy"],
            spans=_spans_text([diagnostic]),
        )


_KINDS = {
    "agreement": Words("Agreement", "協約"),
    "parties": Words("Party", "当事者"),
    "articles": Words("Article", "条"),
    "paragraphs": Words("Paragraph", "項"),
    "items": Words("Item", "号"),
    "supplementary_provisions": Words("Supplementary provisions", "附則"),
    "initiatives": Words("Initiative", "取組"),
    "roles": Words("Role", "役割"),
    "duties": Words("Duty", "義務"),
    "citations": Words("Citation", "引用"),
    "references": Words("Reference", "内部参照"),
    "signatories": Words("Signatory", "署名者"),
    "events": Words("Event", "出来事"),
    "force": Words("Force", "効力"),
}
_ARTICLE = Words("Article {}", "第{}条")
_WORDS = {
    "source": Words("Source", "原文"),
    "reading": Words("Reading", "読み取り"),
    "diagnostics": Words("Diagnostics", "診断"),
    "unclaimed": Words("Text that belongs to no element", "どの要素にも属さない文字列"),
    "none": Words("No agreement was found in this document.", "この文書に協約は見つかりませんでした。"),
}


def html_page(checked: Checked, text: str) -> str:
    """The page of a check (the object of ``--format json``) over its source text."""
    environment = Environment(
        loader=PackageLoader("kg.cli"), autoescape=select_autoescape(), undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("check.html").render(
        language=spoken().value,
        checked=checked,
        entries=[entry for agreement in checked["agreements"] for entry in entries("agreement", agreement)],
        diagnostics=[_Shown.of(d) for d in checked["diagnostics"]],
        segments=list(segments(checked, text)),
        words={name: str(words) for name, words in _WORDS.items()},
    )


def entries(kind: str, element: Checked, depth: int = 0) -> Iterator[Entry]:
    """An element and the elements inside it, outermost first."""
    yield Entry(
        depth=depth, kind=str(_KINDS[kind]), label=_label(kind, element), spans=_spans_text(element.get("spans", ()))
    )
    for name in _KINDS:
        for child in element.get(name, ()):
            yield from entries(name, child, depth + 1)


def _label(kind: str, element: Checked) -> str:
    """What an element says, as a person would look for it: numbers, designations and codes with the words."""
    shown = _SHOWN.get(kind)
    return shown(element) if shown else str(element.get("title") or element.get("text") or "")


def _party(party: Checked) -> str:
    bodies = zip(party["names"], party["codes"], strict=True)
    return _spaced(party["designation"], "・".join(f"{name} {code or '?'}" for name, code in bodies))


def _citation(citation: Checked) -> str:
    place = "/".join(citation[key] or "–" for key in ("article", "paragraph", "item"))
    return f"{citation['text']} → {citation['law']} {place}"


_SHOWN: dict[str, Callable[[Checked], str]] = {
    "parties": _party,
    "articles": lambda each: f"{_ARTICLE.format(each['number'])}（{each['caption'] or '–'}）",
    "paragraphs": lambda each: _spaced(each["number"], each["text"]),
    "items": lambda each: _spaced(each["label"], each["text"]),
    "initiatives": lambda each: f"{each['title']} [{each['policy_field'] or '?'}] {each['content'] or ''}",
    "roles": lambda each: f"{each['designation']}: {each['text']}",
    "citations": _citation,
    "references": lambda each: f"{each['text']} → {each['target'] or '?'}",
    "signatories": lambda each: _spaced(each["designation"], each["title"], each["name"]),
    "events": event_line,
    "force": force_line,
}


def _spaced(*words: str | None) -> str:
    return " ".join(word for word in words if word)


def segments(checked: Checked, text: str) -> Iterator[Segment]:
    """The whole source, cut wherever an element, a diagnostic or an unclaimed stretch begins or ends.

    >>> checked = {"agreements": [], "diagnostics": [], "unclaimed": [{"start": 1, "end": 2}]}
    >>> [segment.text for segment in segments(checked, "甲乙丙")]
    ['甲', '乙', '丙']
    """
    stretches = [(stretch, "unclaimed") for stretch in checked["unclaimed"]]
    stretches += [(diagnostic, diagnostic["severity"]) for diagnostic in checked["diagnostics"]]
    cuts = {0, len(text)} | {place for stretch, _ in stretches for place in (stretch["start"], stretch["end"])}
    cuts |= {place for span in _all_spans(checked["agreements"]) for place in (span["start"], span["end"])}
    ordered = sorted(cuts)
    for start, end in pairwise(ordered):
        marks = sorted({name for stretch, name in stretches if stretch["start"] <= start and end <= stretch["end"]})
        yield Segment(start=start, end=end, text=text[start:end], marks=" ".join(marks))


def _all_spans(elements: Sequence[Checked]) -> Iterator[Checked]:
    for element in elements:
        yield from element.get("spans", ())
        for name in _KINDS:
            yield from _all_spans(element.get(name, ()))


def _spans_text(spans: Sequence[Checked]) -> str:
    return " ".join(f"{span['start']}-{span['end']}" for span in spans)

"""``NAME.corrections.toml``: the corrections beside a source file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kg.corrections.values import CONTROL, CORRECTABLE, KIND_OF_PROPERTY, WORDS, Expected
from kg.errors import SourceError
from kg.identifiers import parse_agreement_part
from kg.model.chronology import NOTICE, TERM_PATH
from kg.model.correction import Correction
from kg.model.text import Span
from kg.reading.companions import Companion

#: The corrections of a source file.
CORRECTIONS = Companion(".corrections.toml")
_TABLE = "correction"
_ALWAYS = ("author", "date", "reason", "value")
_KEYS = (*_ALWAYS, "source", "start", "end", "words", "path", "iri", "property", "replaces")
_HEADER = re.compile(r"^[ \t]*\[\[\s*correction\s*\]\]", re.MULTILINE)
_PATH = re.compile(
    r"agreement|(?:party|signatory|supplementary-provisions)/[1-9]\d*|article/\d+(?:-\d+)*|named-thing/[0-9a-f]{8}"
    rf"|{TERM_PATH}|{NOTICE.pattern}|initiative/[1-9]\d*(?:/role/[1-9]\d*(?:/duty/[1-9]\d*)?)?"
)
#: Supplementary provisions are typed as articles are.
_KINDS = {"supplementary-provisions": "article"}
_EVENT = "event/"

#: The field at fault, and what was found and expected in both languages.
_Fault = tuple[str, str, str]


def kind_of(path: str) -> str:
    """The kind of part that a path names.

    >>> kind_of(""), kind_of("initiative/3/role/1"), kind_of("event/notice-of-termination/party/2")
    ('agreement', 'role', 'event')
    """
    if path.startswith(_EVENT):
        return "event"
    kind = path.split("/")[-2] if path else "agreement"
    return _KINDS.get(kind, kind)


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """The corrections beside a source file, in their order; none where there is no such file.

    Raises SourceError, which names the place of every fault by line and column, for a file that is otherwise.
    """
    file = CORRECTIONS.beside(path)
    if not file.exists():
        return ()
    try:
        text = file.read_text(encoding="utf-8-sig")  # Notepad saves UTF-8 with a BOM, which TOML does not have
        values = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line, byte = error.object.count(b"\n", 0, error.start) + 1, f"0x{error.object[error.start]:02X}"
        raise SourceError(
            f"{file}:{line}: found the byte {byte}, expected text in UTF-8",
            f"{file}:{line}: バイト {byte} は UTF-8 ではありません。UTF-8 で保存してください",
        ) from error
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise SourceError(f"{file}: found {error}, expected TOML", f"{file}: TOML として読めません: {error}") from error
    sheet = _Sheet(text)
    entries = values.get(_TABLE, [])
    faults = [] if _is_tables(entries) and set(values) <= {_TABLE} else [_not_tables(sorted(values))]
    entries = entries if _is_tables(entries) else []
    faults += [
        (*sheet.position(number, name), said, said_ja)
        for number, entry in enumerate(entries, start=1)
        for name, said, said_ja in _faults(entry)
    ]
    if faults:
        raise SourceError(
            "; ".join(f"{file}:{line}:{column}: {said}" for line, column, said, _ in faults),
            "。".join(f"{file}:{line}:{column}: {said_ja}" for line, column, _, said_ja in faults),
        )
    return tuple(_correction(entry, number, sheet.position(number, "")[0]) for number, entry in enumerate(entries, 1))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The text of the file, to say where in it an entry or a field stands."""

    text: str

    def position(self, number: int, name: str) -> tuple[int, int]:
        """Line and column, from 1, of a field of an entry, or of the entry where it has no such field."""
        starts = [found.start() for found in _HEADER.finditer(self.text)]
        if number > len(starts):
            return 1, 1
        start, end = starts[number - 1], (*starts, len(self.text))[number]
        field = re.compile(rf"^[ \t]*({re.escape(name)})[ \t]*=", re.MULTILINE).search(self.text, start, end)
        offset = field.start(1) if name and field else start
        return self.text.count("\n", 0, offset) + 1, offset - (self.text.rfind("\n", 0, offset) + 1) + 1


def _is_tables(entries: object) -> bool:
    return isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)


def _not_tables(found: list[str]) -> tuple[int, int, str, str]:
    names = ", ".join(found)
    return 1, 1, f"found {names}, expected tables [[correction]]", f"{names} があります。[[correction]] の表を並べます"


def _faults(entry: Mapping[str, Any]) -> Iterator[_Fault]:
    """What is wrong with an entry."""
    for name in sorted(set(entry) - set(_KEYS)):
        yield _fault(name, name, f"one of {', '.join(_KEYS)}", f"{'・'.join(_KEYS)} のいずれか")
    for name in _ALWAYS:
        if name not in entry:
            yield "", f"found no {name}, expected one", f"{name} がありません"
    for name in ("author", "reason"):
        if name in entry and not _is_text(entry[name]):
            yield _fault(name, entry[name], "words without control characters", "制御文字のない文字列")
    if "source" in entry and not _is_text(entry["source"]):
        yield _fault("source", entry["source"], "an http(s) IRI or words", "http(s) のIRI又は語句")
    if "source" not in entry and _is_notice(entry):
        yield "", "found no source, expected that of the notice", "通告の source（出典）がありません"
    if "date" in entry and not _is_day(entry["date"]):
        yield _fault("date", entry["date"], "a date such as 2026-11-26", "2026-11-26 のような日付")
    target_faults = list(_target_faults(entry))
    yield from target_faults
    if not target_faults:
        yield from _value_faults(entry)


def _is_notice(entry: Mapping[str, Any]) -> bool:
    iri, path = entry.get("iri"), entry.get("path")
    part = parse_agreement_part(iri) if isinstance(iri, str) else None
    named = part[1] if part else path
    return isinstance(named, str) and NOTICE.fullmatch(named) is not None


def _target_faults(entry: Mapping[str, Any]) -> Iterator[_Fault]:
    by_span, by_path, by_iri = (
        bool(set(names) & set(entry)) for names in (("start", "end", "words"), ("path",), ("iri",))
    )
    if by_span + by_path + by_iri != 1:
        yield (
            "",
            "expected one target: start, end and words, or path, or iri",
            "対象は start・end・words の組、path、iri のどれか一つで示します",
        )
    elif by_span:
        yield from _span_faults(entry)
    elif "property" not in entry or "replaces" not in entry:
        yield (
            "",
            "expected property and replaces beside path or iri",
            "path や iri には property と replaces が必要です",
        )
    if by_path and not (isinstance(entry["path"], str) and _PATH.fullmatch(entry["path"])):
        yield _fault(
            "path",
            entry["path"],
            "agreement, or a path such as initiative/3/role/1",
            "agreement または initiative/3/role/1 のような経路",
        )
    if by_iri and not (isinstance(entry["iri"], str) and parse_agreement_part(entry["iri"])):
        yield _fault("iri", entry["iri"], "the IRI of an agreement or a part of one", "協定等またはその部分のIRI")


def _span_faults(entry: Mapping[str, Any]) -> Iterator[_Fault]:
    for name in ("start", "end"):
        value = entry.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            yield _fault(name, value, "an offset in characters, from 0", "0から数えた文字位置")
    if not _is_text(entry.get("words")):
        yield _fault("words", entry.get("words"), "the words at that place", "その箇所の語句")
    elif not list(_not_offsets(entry)) and entry["end"] - entry["start"] != len(entry["words"]):
        length = entry["end"] - entry["start"]
        yield _fault(
            "end",
            f"{length} characters",
            f"{len(entry['words'])}, as words has",
            f"words と同じ {len(entry['words'])} 字",
        )


def _not_offsets(entry: Mapping[str, Any]) -> Iterator[str]:
    return (name for name in ("start", "end") if not isinstance(entry.get(name), int))


def _value_faults(entry: Mapping[str, Any]) -> Iterator[_Fault]:
    name = entry.get("property")
    if name is not None and name not in KIND_OF_PROPERTY:
        known = ", ".join(KIND_OF_PROPERTY)
        yield _fault("property", name, f"one of {known}", f"{known} のいずれか")
        return
    path = _path(entry)
    if path is not None and (kind_of(path), name) not in CORRECTABLE:
        kind = KIND_OF_PROPERTY[str(name)]
        yield _fault(
            "property", name, f"a property of that part; it is of: {kind}", f"その部分の性質（{name} は {kind} の性質）"
        )
        return
    expected = _expected(name)
    for field in ("value", "replaces"):
        if field in entry and _read(entry[field], expected, lenient=field == "replaces") is None:
            yield _fault(field, entry[field], expected.english, expected.japanese)


def _expected(name: str | None) -> Expected:
    return CORRECTABLE[KIND_OF_PROPERTY[name], name] if name else WORDS


def _read(value: object, expected: Expected, *, lenient: bool) -> tuple[str, ...] | None:
    """The values written; None where they are not what is expected. A raw reading may be wrong in any way."""
    several = value if isinstance(value, list) else [] if value == "" else [value]
    read: Callable[[object], str | None] = _as_written if lenient else expected.read
    found = [read(each) for each in several]
    values = tuple(each for each in found if each is not None)
    if len(values) < len(found) or len(set(values)) < len(values):
        return None
    if not lenient and (len(values) < expected.fewest or (expected.most is not None and len(values) > expected.most)):
        return None
    return values


def _as_written(value: object) -> str | None:
    return (
        value.isoformat() if _is_day(value) and isinstance(value, date) else value if isinstance(value, str) else None
    )


def _path(entry: Mapping[str, Any]) -> str | None:
    if "iri" in entry:
        part = parse_agreement_part(entry["iri"])
        return part[1] if part else None
    return None if "path" not in entry else "" if entry["path"] == "agreement" else str(entry["path"])


def _correction(entry: Mapping[str, Any], number: int, line: int) -> Correction:
    name = entry.get("property")
    expected = _expected(name)
    part = parse_agreement_part(entry["iri"]) if "iri" in entry else None
    return Correction(
        number=number,
        line=line,
        author=entry["author"],
        made_on=entry["date"],
        reason=entry["reason"],
        span=Span(entry["start"], entry["end"]) if "words" in entry else None,
        words=entry.get("words", ""),
        path=_path(entry) or "",
        slug=part[0] if part else None,
        property_name=name,
        replaces=_read(entry["replaces"], expected, lenient=True) if "replaces" in entry else None,
        values=_read(entry["value"], expected, lenient=False) or (),
        source=entry.get("source", ""),
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and not CONTROL.search(value)


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _fault(name: str, value: object, expected: str, expected_ja: str) -> _Fault:
    found = str(value) if isinstance(value, date) else repr(value)
    return name, f"{name}: found {found}, expected {expected}", f"{name}: {found} ではなく、{expected_ja}が必要です"

"""The sidecar ``NAME.meta.toml`` of a source file: origin, terms, retrieval."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kg.errors import SourceError
from kg.identifiers import is_web_iri
from kg.model.agreement import SourceMetadata
from kg.reading.companions import Companion

#: The metadata of a source file.
SIDECAR = Companion(".meta.toml")
_TEXTS = ("title", "retrieval_note", "terms")
_DATES = ("retrieved_on",)
_IRIS = ("retrieved_from", "terms_url")
_HOMEPAGES = "homepages"
_KEYS = (*_TEXTS, *_DATES, *_IRIS, _HOMEPAGES)

#: A fault in both languages: what was found where, and what was expected.
_Fault = tuple[str, str]


def read_metadata(path: Path) -> SourceMetadata:
    """The metadata beside a source file; empty where there is no sidecar. An empty string is as good as no value.

    Texts are strings, ``retrieved_on`` is an ISO 8601 date (a string or a date of TOML), ``retrieved_from``,
    ``terms_url`` and the values of the table ``homepages`` are http(s) IRIs. Raises SourceError, which names every
    fault, for a sidecar that is otherwise or no TOML.
    """
    sidecar = SIDECAR.beside(path)
    if not sidecar.exists():
        return SourceMetadata()
    values = _read_toml(sidecar)
    faults = list(_faults(values))
    if faults:
        raise SourceError(
            "; ".join(f"{sidecar}: {fault}" for fault, _ in faults),
            "。".join(f"{sidecar}: {fault}" for _, fault in faults),
        )
    return SourceMetadata(
        **{name: str(values.get(name, "")) for name in (*_TEXTS, *_DATES, *_IRIS)},
        homepages=tuple(sorted(values.get(_HOMEPAGES, {}).items())),
    )


def _read_toml(sidecar: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(sidecar.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{sidecar}: found another encoding at byte {error.start}, expected UTF-8; save it as UTF-8",
            f"{sidecar}: {error.start} バイト目が UTF-8 ではありません。UTF-8 で保存し直してください",
        ) from error
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise SourceError(
            f"{sidecar}: found {error}, expected TOML", f"{sidecar}: TOML として読めません: {error}"
        ) from error


def _faults(values: dict[str, object]) -> Iterator[_Fault]:
    """What is wrong with the values, in the order of the fields."""
    for name in sorted(set(values) - set(_KEYS)):
        expected = ", ".join(_KEYS)
        yield f"found {name}, expected {expected}", f"項目 {name} は使えません。使えるのは {expected} です"
    for name in _TEXTS:
        if not isinstance(values.get(name, ""), str):
            yield _fault(name, values[name], "a string", "文字列")
    for name in _DATES:
        if values.get(name, "") != "" and not _is_date(values[name]):
            yield _fault(name, values[name], "a date such as 2026-11-01", "2026-11-01 のような日付")
    for name in _IRIS:
        if values.get(name, "") != "" and not _is_web_iri(values[name]):
            yield _iri_fault(name, values[name])
    yield from _homepage_faults(values.get(_HOMEPAGES, {}))


def _homepage_faults(homepages: object) -> Iterator[_Fault]:
    if not isinstance(homepages, dict):
        yield _fault(_HOMEPAGES, homepages, "a table of names and http(s) IRIs", "名称と http(s) のIRIの表")
        return
    for name, page in sorted(homepages.items()):
        if not _is_web_iri(page):
            yield _iri_fault(f"{_HOMEPAGES}.{name}", page)


def _is_date(value: object) -> bool:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value).isoformat() == value
        except ValueError:
            return False
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_web_iri(value: object) -> bool:
    return isinstance(value, str) and is_web_iri(value)


def _iri_fault(name: str, value: object) -> _Fault:
    return _fault(name, value, "an http(s) IRI", "http(s) のIRI")


def _fault(name: str, value: object, expected: str, expected_ja: str) -> _Fault:
    found = str(value) if isinstance(value, date) else repr(value)
    return f"{name}: found {found}, expected {expected}", f"{name}: {found} は{expected_ja}ではありません"

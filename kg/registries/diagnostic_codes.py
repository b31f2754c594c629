"""What each code of a diagnostic means and what to do about it: ``data/registry/diagnostics.csv``.

The message of a diagnostic says what was found at its place; the table says the same of every place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kg.bundled import bundled
from kg.registries.tables import read_table

_COLUMNS = ("code", "meaning_ja", "meaning_en", "remedy_ja", "remedy_en")


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagnosticCode:
    """A kind of diagnostic, in both languages: what it means, and what a person can do."""

    code: str
    meaning_ja: str
    meaning_en: str
    remedy_ja: str
    remedy_en: str


@cache
def load_diagnostic_codes() -> Mapping[str, DiagnosticCode]:
    """The table by code. Raises InputError where it is damaged or names a code twice.

    >>> load_diagnostic_codes()["unclaimed-text"].remedy_en[:31]
    'If it is a part of the instrume'
    """
    found: dict[str, DiagnosticCode] = {}
    for row in read_table(bundled("data", "registry", "diagnostics.csv"), _COLUMNS):
        if row["code"] in found:
            raise row.error("code", "each code once", "重複のないコード")
        found[row["code"]] = DiagnosticCode(**{column: row.stated(column) for column in _COLUMNS})
    return MappingProxyType(found)

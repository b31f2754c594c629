"""The kind of an instrument: by its legal basis and date first, by notices it cites and its title second."""

from __future__ import annotations

import re
from datetime import date

from kg.model.agreement import Citation
from kg.registries.instrument_basis import InstrumentBasis

_BY_TITLE = (
    (re.compile(r"定住自立圏"), "teiju-jiritsuken"),
    (re.compile(r"連携協約"), "renkei-kyoyaku"),
    (re.compile(r"代替執行"), "daitai-shikko"),
    (re.compile(r"共同設置"), "kyodo-setchi"),
    (re.compile(r"委託|受託"), "jimu-itaku"),
    (re.compile(r"協議会規約|協議会の?設置"), "kyogikai"),
)


def classify_instrument(
    title: str, citations: tuple[Citation, ...], day: date | None, table: tuple[InstrumentBasis, ...]
) -> str:
    """Slug of the kind of instrument; ``other`` where neither provision nor title says."""
    for citation in citations:
        if citation.legal_basis:
            for basis in table:
                if (citation.law_id, citation.article) == (basis.law_id, basis.article) and basis.covers(day):
                    return basis.instrument
    if any("定住自立圏構想推進要綱" in citation.law for citation in citations):
        return "teiju-jiritsuken"
    return next((slug for pattern, slug in _BY_TITLE if pattern.search(title)), "other")

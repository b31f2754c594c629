"""The kind of an instrument: by its legal basis and date first, by notices it cites second, by its title last.

One provision may be the basis of two kinds (地方公務員法第7条第4項), and of an undated instrument the law at its time
is not known (第252条の2 was the council before 1 November 2014): there the title, or the words 共同して…設置, decide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from kg.extraction.places import places
from kg.model.agreement import Agreement, Citation
from kg.model.drafting import Instrument
from kg.model.text import Passage
from kg.registries.instrument_basis import InstrumentBasis

#: The kind of what neither provision nor title names.
OTHER = "other"
_BY_TITLE = (
    (re.compile(r"定住自立圏(?!.*(?:協議会|委託|共同設置))"), "teiju-jiritsuken"),
    (re.compile(r"連携協約"), "renkei-kyoyaku"),
    (re.compile(r"代替執行"), "daitai-shikko"),
    (re.compile(r"共同設置"), "kyodo-setchi"),
    (re.compile(r"(?:委託|受託)(?!者|費)"), "jimu-itaku"),
    (re.compile(r"協議会(?:の?設置に関する)?規約|協議会の?設置"), "kyogikai"),
)
_BY_NOTICE = (
    (re.compile(r"定住自立圏構想推進要綱|総行応第39号"), "teiju-jiritsuken"),
    (re.compile(r"連携中枢都市圏構想推進要綱|総行市第200号"), "renkei-kyoyaku"),
)
#: Kinds that a notice on regions may be cited by without being about them.
_OF_NOTICES = {"teiju-jiritsuken", "renkei-kyoyaku", None}
_JOINTLY = re.compile(r"共同(?:して|で).{0,80}?(?:設置|置く)|共同設置")
#: The name of what a preamble concludes.
_CONCLUDED = re.compile(
    r"(?:[、,。]|^)(?P<name>(?:[^、,。]{1,60}に関し[、,])?[^、,。]{1,80}(?:協定|協約|規約)書?)を[、,]?"
    r"(?:[次下記]{1,2}のとおり[、,]?)?(?:締結|定め|設け)"
)
_OPENING_ARTICLES = 5


def classify_instrument(
    instrument: Instrument,
    *,
    title: str,
    citations: tuple[Citation, ...],
    day: date | None,
    table: tuple[InstrumentBasis, ...],
) -> str:
    """Slug of the kind of instrument; ``other`` where neither provision nor title says."""
    opening = _opening(instrument)
    by_title = kind_by_title(title or _concluded(instrument))
    for citation in citations:
        if citation.legal_basis and (kinds := _kinds(citation, day, table)):
            return _decided(kinds, by_title, opening)
    for citation in citations:
        named = f"{citation.law} {citation.law_number or ''}"
        for pattern, kind in _BY_NOTICE:
            if pattern.search(named) and by_title in _OF_NOTICES and not re.search("協議会", title):
                return kind
    return by_title or OTHER


def why_of_kind(agreement: Agreement, table: tuple[InstrumentBasis, ...]) -> tuple[str, Passage]:
    """The rule by which an agreement is of its kind, and the words: a provision, a notice, else the title."""
    for citation in agreement.citations:
        kinds = {basis.instrument for basis in _kinds(citation, None, table)}
        if citation.legal_basis and agreement.instrument in kinds:
            return "kind-by-provision", citation.words
    for citation in agreement.citations:
        named = f"{citation.law} {citation.law_number or ''}"
        if any(kind == agreement.instrument and pattern.search(named) for pattern, kind in _BY_NOTICE):
            return "kind-by-notice", citation.words
    return "kind-not-told" if agreement.instrument == OTHER else "kind-by-title", agreement.title


def kind_by_title(title: str) -> str | None:
    """The kind a title names; None for 協定 and 覚書. A council is one whether the law knows it or not."""
    return next((slug for pattern, slug in _BY_TITLE if pattern.search(title)), None)


def _kinds(citation: Citation, day: date | None, table: Iterable[InstrumentBasis]) -> list[InstrumentBasis]:
    """What the provision is the basis of on a day; of an unknown day, at any time."""
    named = [basis for basis in table if basis.names(citation.law_id, citation.article, citation.paragraph)]
    return [basis for basis in named if day is None or basis.covers(day)]


def _decided(kinds: list[InstrumentBasis], by_title: str | None, opening: str) -> str:
    """One of several kinds: the one the title names, that of jointly setting up, else the one in force today."""
    slugs = {basis.instrument for basis in kinds}
    if len(slugs) > 1:
        if by_title in slugs:
            return by_title
        if "kyodo-setchi" in slugs and _JOINTLY.search(opening):
            return "kyodo-setchi"
        kinds = [basis for basis in kinds if basis.until is None]
    return kinds[0].instrument


def _concluded(instrument: Instrument) -> str:
    """What the preamble of an instrument without a title says is concluded (…に関する協定を締結する)."""
    preamble = "".join(place.words.text for place in places(instrument) if place.preamble)
    found = _CONCLUDED.search(unicodedata.normalize("NFKC", preamble))
    return re.split("に基づ[きく]|により", found["name"])[-1] if found else ""


def _opening(instrument: Instrument) -> str:
    """The running text of preamble and first articles, where an instrument says what it is."""
    text = "\n".join(
        place.words.text
        for place in places(instrument)
        if place.preamble or (0,) < place.article <= (_OPENING_ARTICLES,)
    )
    return unicodedata.normalize("NFKC", text)

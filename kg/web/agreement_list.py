"""``/agreements``: all agreements, the latest first, narrowed by kind, prefecture and year."""

from __future__ import annotations

import asyncio
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache

from fastapi import APIRouter, Request
from pyoxigraph import NamedNode, QuerySolution
from starlette.responses import Response

from kg.formats import HTML, PLAIN_JSON
from kg.web.answers import accepted, complete
from kg.web.description import Words, shortened
from kg.web.link_header import typed_link
from kg.web.pages import Reader, page, reader_of
from kg.web.paging import Pages, read_page_number
from kg.web.query_string import read_parameter
from kg.web.site import AtSite, Site
from kg.web.views.bodies import AgreementRow, agreement_row
from kg.web.views.statements import View

router = APIRouter(tags=["Pages"])
PATH = "agreements"
PAGE_SIZE = 50
_VARY = ("Accept", "Accept-Language")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedAgreement:
    """An agreement as the list sorts and narrows it: ``day`` is the day it was signed, else that it took effect;
    kind and prefectures are IRIs. Empty where nothing is stated.
    """

    iri: str
    kind: str
    day: str
    prefectures: tuple[str, ...]

    @property
    def as_json(self) -> dict[str, object]:
        """It for programs."""
        return asdict(self)

    def values(self, name: str) -> tuple[str, ...]:
        """Its values of what the list is narrowed by, as they stand in addresses.

        >>> one = ListedAgreement(iri="", kind="https://w3id.org/renkei/instrument/teiju", day="2009-07-14",
        ...                       prefectures=("https://example.jp/id/prefecture/200000",))
        >>> [one.values(name) for name in FACETS]
        [('teiju',), ('200000',), ('2009',)]
        """
        known = {"kind": (self.kind,), "prefecture": self.prefectures, "year": (self.day[:4],)}
        return tuple(value.rpartition("/")[2] for value in known[name] if value)


#: What the list is narrowed by, in the order of the page, in Japanese and English.
FACETS = {
    "kind": ("種類", "Kind"),
    "prefecture": ("都道府県", "Prefecture"),
    "year": ("締結（なければ施行）の年", "Year signed, else in effect"),
}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that the list can be narrowed to, and how many agreements there are then."""

    value: str
    words: Words
    count: int
    href: str
    chosen: bool


@router.get("/agreements", summary="All agreements, by kind, prefecture and year")
@router.head("/agreements", include_in_schema=False)
async def list_agreements(request: Request, site: AtSite) -> Response:
    reader = reader_of(request)
    chosen = {name: value for name in FACETS if (value := read_parameter(request, name))}
    everything = await listed_agreements(site)
    found = narrowed(everything, chosen)
    pages = Pages(
        number=read_page_number(request) or 1,
        size=PAGE_SIZE,
        total=len(found),
        links=reader.links,
        path=PATH,
        parameters=chosen,
    )
    shown = found[pages.shown]
    headers = {"Link": ", ".join(typed_link(href, rel) for rel, href in _neighbours(pages))}
    headers = headers if headers["Link"] else {}
    if accepted(request, (PLAIN_JSON, HTML)) is PLAIN_JSON:
        body = json.dumps(_as_json(shown, pages), ensure_ascii=False).encode()
        return complete(request, body, PLAIN_JSON.content_type, vary=_VARY, headers=headers)
    rows = await _rows(site, reader, shown)
    facets = await _facets(site, reader, everything, chosen)
    values = {"rows": rows, "pages": pages, "facets": facets, "whole": len(everything), "chosen": chosen}
    return page(request, "agreements.html", values, headers=headers)


async def listed_agreements(site: Site) -> tuple[ListedAgreement, ...]:
    """All agreements of the release, the latest first; asked of the store once."""
    return _read(await site.documents.get(("list", PATH), lambda: _written(site)))


async def _written(site: Site) -> bytes:
    solutions = await site.select("agreements")
    return await asyncio.to_thread(lambda: json.dumps([one.as_json for one in _joined(solutions)]).encode())


@lru_cache(maxsize=2)
def _read(kept: bytes) -> tuple[ListedAgreement, ...]:
    """Read once for each release: the bytes that are kept know their hash."""
    return tuple(ListedAgreement(**{**one, "prefectures": tuple(one["prefectures"])}) for one in json.loads(kept))


def _joined(solutions: Iterable[QuerySolution]) -> list[ListedAgreement]:
    """The rows of one agreement made one; those without a day come last."""
    rows: dict[str, list[QuerySolution]] = defaultdict(list)
    for solution in solutions:
        rows[_text(solution, "agreement")].append(solution)
    found = [
        ListedAgreement(
            iri=iri,
            kind=_text(of_one[0], "instrument"),
            day=_text(of_one[0], "signed") or _text(of_one[0], "effective"),
            prefectures=tuple(sorted({name for row in of_one if (name := _text(row, "prefecture"))})),
        )
        for iri, of_one in sorted(rows.items())
    ]
    return sorted(found, key=lambda one: one.day, reverse=True)


def _text(solution: QuerySolution, name: str) -> str:
    term = solution[name]
    return "" if term is None else term.value


def narrowed(everything: Iterable[ListedAgreement], chosen: Mapping[str, str]) -> list[ListedAgreement]:
    """The agreements that have every chosen value."""
    return [one for one in everything if all(value in one.values(name) for name, value in chosen.items())]


def counted(everything: Iterable[ListedAgreement], name: str, chosen: Mapping[str, str]) -> Counter[str]:
    """How many agreements each value of a facet would leave of the list, the other choices kept."""
    others = {other: value for other, value in chosen.items() if other != name}
    return Counter(value for one in narrowed(everything, others) for value in one.values(name))


def _neighbours(pages: Pages) -> Iterable[tuple[str, str]]:
    return [(rel, href) for rel, href in (("prev", pages.previous), ("next", pages.next)) if href]


def _as_json(shown: Iterable[ListedAgreement], pages: Pages) -> dict[str, object]:
    results = [one.as_json for one in shown]
    return {"found": pages.total, "page": pages.number, "pages": pages.last, "results": results}


async def _rows(site: Site, reader: Reader, shown: Iterable[ListedAgreement]) -> list[AgreementRow]:
    """What the page shows of each, in the order of the list."""
    description = await site.describe_of("portal", "node", [NamedNode(one.iri) for one in shown])
    view = View(description=description, links=reader.links, language=reader.language)
    return [agreement_row(view, one.iri) for one in shown]


async def _facets(
    site: Site, reader: Reader, everything: Iterable[ListedAgreement], chosen: Mapping[str, str]
) -> list[tuple[str, list[FacetValue]]]:
    """Each facet with its values and what each would leave of the list, the other choices kept."""
    iris = {value.rpartition("/")[2]: value for one in everything for value in (one.kind, *one.prefectures) if value}
    names = await site.describe_of("names", "node", [NamedNode(iri) for iri in sorted(iris.values())])

    def words_of(value: str) -> Words:
        iri = iris.get(value)
        named = names.name(iri, reader.language) if iri else None
        return named or Words(shortened(iri) if iri else value)

    return [(reader.say(*title), _values(reader, name, everything, chosen, words_of)) for name, title in FACETS.items()]


def _values(
    reader: Reader,
    name: str,
    everything: Iterable[ListedAgreement],
    chosen: Mapping[str, str],
    words_of: Callable[[str], Words],
) -> list[FacetValue]:
    others = {other: value for other, value in chosen.items() if other != name}
    counts = counted(everything, name, chosen)
    return [
        FacetValue(
            value=value,
            words=words_of(value),
            count=counts[value],
            href=reader.links.page(PATH, **(others if chosen.get(name) == value else {**others, name: value})),
            chosen=chosen.get(name) == value,
        )
        for value in sorted(counts, reverse=name == "year")
    ]

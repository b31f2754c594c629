"""``/compare``: two agreements beside each other, for those who draw up or revise one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from fastapi import APIRouter, Request
from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.responses import Response

from kg.errors import InputError
from kg.store.release import PublishedAgreement
from kg.web.description import Description
from kg.web.disconnects import while_connected
from kg.web.pages import Reader, page, reader_of
from kg.web.paging import Pages, read_page_number
from kg.web.query_string import read_parameter
from kg.web.site import AtSite, Site
from kg.web.views.agreement import AgreementPage, view_agreement
from kg.web.views.comparison import ComparisonPage, view_comparison
from kg.web.views.statements import View

router = APIRouter(tags=["Pages"])
#: Agreements that a reader may choose from on one page.
_OFFERED = 100


@router.get("/compare", summary="Two agreements beside each other")
@router.head("/compare", include_in_schema=False)
async def compare(request: Request, site: AtSite) -> Response:
    chosen = [_named(site, slug) for name in ("a", "b") if (slug := read_parameter(request, name))]
    if len(chosen) < 2:
        return page(request, "compare_with.html", _choice(request, site, chosen))
    if chosen[0] == chosen[1]:
        raise InputError(
            f"a, b: found {chosen[0].slug} twice, expected two agreements",
            f"a と b がどちらも {chosen[0].slug} です。別々の協約を指定してください",
        )
    sides = await while_connected(request, _sides(site, chosen))
    compared = await asyncio.to_thread(_compare, reader_of(request), sides)
    return page(request, "compare.html", {"page": compared, "slugs": [agreement.slug for agreement in chosen]})


def _named(site: Site, slug: str) -> PublishedAgreement:
    agreement = site.release.agreements.get(slug)
    if agreement is None:
        raise HTTPException(404)
    return agreement


def _choice(request: Request, site: Site, chosen: Iterable[PublishedAgreement]) -> dict[str, object]:
    """The agreements to choose from: those that share a body with the one chosen come first."""
    first = next(iter(chosen), None)
    bodies = set(first.slug.split("-")) if first else set()
    others = [agreement for agreement in site.release.agreements.values() if agreement != first]
    others.sort(key=lambda agreement: (bodies.isdisjoint(agreement.slug.split("-")[:-1]), agreement.slug))
    pages = Pages(
        number=read_page_number(request) or 1,
        size=_OFFERED,
        total=len(others),
        links=reader_of(request).links,
        path="compare",
        parameters={"a": first.slug} if first else {},
    )
    return {"first": first, "others": others[pages.shown], "pages": pages}


async def _sides(site: Site, chosen: Iterable[PublishedAgreement]) -> list[tuple[PublishedAgreement, Description]]:
    """Each agreement with all that is said of it."""
    document = site.release.iris.document
    described = {
        agreement: site.describe("describe_graph", graph=NamedNode(document(f"agreement/{agreement.slug}")))
        for agreement in chosen
    }
    return list(zip(described, await asyncio.gather(*described.values()), strict=True))


def _compare(reader: Reader, sides: Iterable[tuple[PublishedAgreement, Description]]) -> ComparisonPage:
    """The page, made in a thread: long texts take time that other requests need not wait for."""
    left, right = (_view(reader, agreement, description) for agreement, description in sides)
    return view_comparison(left, right)


def _view(reader: Reader, agreement: PublishedAgreement, description: Description) -> AgreementPage:
    view = View(description=description, links=reader.links, language=reader.language)
    return view_agreement(view, agreement.iri)

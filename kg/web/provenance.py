"""``/provenance``: what the release was made from and how, how to verify it, the releases before it."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from kg.errors import ReleaseError
from kg.formats import HTML, PLAIN_JSON, RDF_FORMATS, Format, by_extension, negotiate
from kg.sealing import PUBLIC_KEY, SIGNATURE, SUMS
from kg.store.release import Release
from kg.web.downloads import answer_file
from kg.web.link_header import document_links, representation
from kg.web.pages import alternates_at, page, reader_of
from kg.web.site import AtSite, Site

router = APIRouter(tags=["Catalog"])
_NAME = "provenance"
_VARY = ("Accept", "Accept-Language")
_FORMATS = (*RDF_FORMATS, HTML)


@router.get("/provenance", summary="What the release was made from and how (PROV-O, DQV)")
@router.head("/provenance", include_in_schema=False)
async def read_provenance(request: Request, site: AtSite) -> Response:
    return _answer(request, site, None)


@router.get("/provenance.{extension}", summary="The provenance of the release in one format")
@router.head("/provenance.{extension}", include_in_schema=False)
async def read_provenance_as(request: Request, site: AtSite, extension: str) -> Response:
    try:
        return _answer(request, site, by_extension(extension, _FORMATS))
    except KeyError as error:
        raise HTTPException(404) from error


def _answer(request: Request, site: Site, named: Format | None) -> Response:
    chosen = named or negotiate(request.headers.get("accept"), _FORMATS)
    links, iri = reader_of(request).links, site.release.iris.document(_NAME)
    headers = {"Link": ", ".join(document_links(links, _NAME, iri, chosen=chosen, formats=_FORMATS))}
    if named is None:
        headers["Content-Location"] = representation(links, _NAME, chosen)
    if chosen is HTML:
        values = {"account": _account(site.release), "seals": _seals(site.release)}
        alternates = alternates_at(links, _NAME)
        return page(request, "provenance.html", values, iri=iri, alternates=alternates, headers=headers, vary=_VARY)
    file = site.release.files.get(f"{_NAME}.{chosen.extension}")
    if file is None:
        raise ReleaseError(
            f"{_NAME}.{chosen.extension}: not in the release", f"{_NAME}.{chosen.extension} がリリースにありません"
        )
    return answer_file(request, site.release, file, vary=() if named else _VARY, described=headers)


def _account(release: Release) -> dict[str, Any] | None:
    """The account of the build; None where the release has none."""
    name = f"{_NAME}.{PLAIN_JSON.extension}"
    return _read(release.directory / name) if name in release.files else None


@lru_cache(maxsize=2)
def _read(path: Path) -> dict[str, Any]:
    """A file of a release never changes."""
    content: dict[str, Any] = json.loads(path.read_bytes())
    return content


def _seals(release: Release) -> dict[str, str]:
    """The files that seal the release, and the public key where it is signed."""
    folder = release.directory
    seals = {"sums": SUMS} if (folder / SUMS).is_file() else {}
    if (folder / SIGNATURE).is_file() and (folder / PUBLIC_KEY).is_file():
        seals |= {"signature": SIGNATURE, "key": PUBLIC_KEY}
        seals["public_key"] = (folder / PUBLIC_KEY).read_text(encoding="utf-8").splitlines()[-1]
    return seals

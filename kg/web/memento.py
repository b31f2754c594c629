"""Documents as they were: Memento (RFC 7089), pattern 2.1 of its section 4: the TimeGate is a resource of its own.

::

    /doc/…                   the original, which links to both below
    /timegate/doc/…          302 to the memento that held at Accept-Datetime, to the last one without it
    /timemap/doc/…           all mementos, as application/link-format or JSON
    /memento/{release}/doc/… a memento: the document as that release has it

A memento holds from when its release was published (Memento-Datetime) until the next one was. A release that is
published again later is another memento, ``{release}.2``. Earlier times get the first memento. Mementos are of the
releases that are on disk; one whose release was removed answers 410.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from kg.errors import Gone, InputError
from kg.formats import LINK_FORMAT, PLAIN_JSON
from kg.store.past import KeptRelease, holds_document, kept_releases, was_release
from kg.web.answers import accepted, complete
from kg.web.archive import Archive
from kg.web.at_one_release import RELEASE_HEADER
from kg.web.documents import split_extension
from kg.web.link_header import time_links, typed_link
from kg.web.linked_data import read_document
from kg.web.links import PAST, root_of
from kg.web.site import SITE, AtSite, Site

router = APIRouter(tags=["Linked data"])
_DATE = "%a, %d %b %Y %H:%M:%S GMT"
_DOCUMENTS = "doc/"


@dataclass(frozen=True, slots=True)
class Memento:
    """A document in a release, from the moment that it was published."""

    release: KeptRelease
    path: str

    @property
    def address(self) -> str:
        """Its path below the site's root."""
        return f"memento/{self.release.name}/{self.path}"

    @property
    def moment(self) -> str:
        """Memento-Datetime."""
        return format_datetime(self.release.published, usegmt=True)


@router.get("/timegate/doc/{path:path}", status_code=302, summary="TimeGate (Memento): 302 to a document as it was")
@router.head("/timegate/doc/{path:path}", include_in_schema=False)
async def read_timegate(request: Request, site: AtSite, path: str) -> Response:
    return await _answer_timegate(request, site, f"{_DOCUMENTS}{path}")


@router.get("/timegate/{iri:path}", include_in_schema=False)
@router.head("/timegate/{iri:path}", include_in_schema=False)
async def read_timegate_of(request: Request, site: AtSite, iri: str) -> Response:
    """The original is named in full."""
    return await _answer_timegate(request, site, _document_path(site, iri))


async def _answer_timegate(request: Request, site: Site, path: str) -> Response:
    asked = _asked_moment(request)
    mementos = await _mementos(request, site, path)
    held = [memento for memento in mementos if asked is None or memento.release.published <= asked]
    chosen = held[-1] if held else mementos[0]
    root = root_of(request.scope["path"])
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(
        root + quote(chosen.address) + query,
        status_code=302,
        headers={"Vary": "Accept-Datetime", "Link": ", ".join(_links(root, path, mementos, chosen))},
    )


@router.get("/timemap/doc/{path:path}", summary="TimeMap (Memento): every state of a document that is kept")
@router.head("/timemap/doc/{path:path}", include_in_schema=False)
async def read_timemap(request: Request, site: AtSite, path: str) -> Response:
    return await _answer_timemap(request, site, f"{_DOCUMENTS}{path}")


@router.get("/timemap/{iri:path}", include_in_schema=False)
@router.head("/timemap/{iri:path}", include_in_schema=False)
async def read_timemap_of(request: Request, site: AtSite, iri: str) -> Response:
    """The original is named in full."""
    return await _answer_timemap(request, site, _document_path(site, iri))


async def _answer_timemap(request: Request, site: Site, path: str) -> Response:
    chosen = accepted(request, (LINK_FORMAT, PLAIN_JSON))
    mementos = await _mementos(request, site, path)
    body = _link_format(site, path, mementos) if chosen is LINK_FORMAT else _json(site, path, mementos)
    return complete(request, body.encode(), chosen.media_type, vary=("Accept",), modified=site.release.modified)


@router.get("/memento/{release}/doc/{path:path}", summary="A document as a former release has it")
@router.head("/memento/{release}/doc/{path:path}", include_in_schema=False)
async def read_memento(request: Request, site: AtSite, release: str, path: str) -> Response:
    kept = await asyncio.to_thread(kept_releases, site.release)
    found = next((each for each in kept if each.name == release), None)
    if found is None:
        raise await _missing(site, kept, release)
    mementos = await _mementos(request, site, f"{_DOCUMENTS}{path}", kept)
    memento = next((each for each in mementos if each.release is found), None)
    if memento is None:
        raise HTTPException(404)
    past = {PAST: f"memento/{release}/"}
    if found.id == site.release.manifest.id:
        answer = await read_document(Request({**request.scope, **past}, request.receive), site, path)
    else:
        async with _archive(request).hold(found.folder, site.settings) as former:
            answer = await read_document(
                Request({**request.scope, **past, SITE: former}, request.receive), former, path
            )
    links = _links(root_of(request.scope["path"]), memento.path, mementos, memento)
    answer.headers["Link"] = ", ".join([answer.headers["Link"], *links] if "Link" in answer.headers else links)
    answer.headers["Memento-Datetime"] = memento.moment
    answer.headers[RELEASE_HEADER] = found.id
    return answer


def _archive(request: Request) -> Archive:
    archive: Archive = request.app.state.releases.archive
    return archive


async def _missing(site: Site, kept: tuple[KeptRelease, ...], release: str) -> Exception:
    former = release.partition(".")[0]
    stays = any(each.id == former for each in kept)
    if not stays and await asyncio.to_thread(was_release, kept, site.release, former):
        return Gone(
            f"release {release}: was published and is no longer kept", f"公開版 {release} は保存期間を終えました"
        )
    return HTTPException(404)


def _asked_moment(request: Request) -> datetime | None:
    """The moment of Accept-Datetime; None without it. Raises InputError (400) for anything but a date of HTTP."""
    text = request.headers.get("accept-datetime")
    if text is None:
        return None
    try:
        return datetime.strptime(text.strip(), _DATE).replace(tzinfo=UTC)
    except ValueError as error:
        raise InputError(
            f"Accept-Datetime: found {text!r}, expected a date such as Thu, 26 Nov 2026 09:00:00 GMT",
            f"Accept-Datetime: {text!r} は Thu, 26 Nov 2026 09:00:00 GMT のような日時ではありません",
        ) from error


def _document_path(site: Site, path: str) -> str:
    """The path of the original below the site's root; the original may be named in full. Raises HTTPException (404)."""
    own = path.removeprefix(site.release.iris.base)
    if not own.startswith(_DOCUMENTS):
        raise HTTPException(404)
    return own


async def _mementos(
    request: Request, site: Site, path: str, kept: tuple[KeptRelease, ...] | None = None
) -> list[Memento]:
    """The mementos of a document, oldest first; stores are looked into for one request at a time.

    Raises HTTPException (404) where no release that is kept has it.
    """
    stem, _ = split_extension(path.removeprefix(_DOCUMENTS))

    def look() -> list[Memento]:
        releases = kept_releases(site.release) if kept is None else kept
        try:
            return [Memento(each, path) for each in releases if holds_document(each, site.release.iris, stem)]
        except UnicodeEncodeError:
            return []

    async with _archive(request).looking:
        found = await asyncio.to_thread(look)
    if not found:
        raise HTTPException(404)
    return found


def _links(root: str, path: str, mementos: list[Memento], chosen: Memento) -> list[str]:
    """The links of section 2.2 from one memento, and from the TimeGate that leads to it."""
    at = mementos.index(chosen)
    relations: dict[int, list[str]] = {}
    for name, place in (("first", 0), ("last", len(mementos) - 1), ("prev", at - 1), ("next", at + 1)):
        if 0 <= place < len(mementos):
            relations.setdefault(place, []).append(name)
    relations.setdefault(at, [])
    return [
        typed_link(root + quote(path), "original"),
        *time_links(root, path),
        *(
            typed_link(
                root + quote(mementos[place].address),
                " ".join([*names, "memento"]),
                datetime=mementos[place].moment,
            )
            for place, names in sorted(relations.items())
        ),
    ]


def _link_format(site: Site, path: str, mementos: list[Memento]) -> str:
    """A TimeMap as RFC 7089 section 5 has it."""
    page = site.release.iris.page
    bounds = {"from": mementos[0].moment, "until": mementos[-1].moment}
    lines = [
        typed_link(page(path), "original"),
        typed_link(page(f"timemap/{path}"), "self", type=LINK_FORMAT.media_type, **bounds),
        typed_link(page(f"timegate/{path}"), "timegate"),
    ]
    for place, memento in enumerate(mementos):
        names = ["first"] * (place == 0) + ["last"] * (place == len(mementos) - 1)
        lines.append(typed_link(page(memento.address), " ".join([*names, "memento"]), datetime=memento.moment))
    return ",\n".join(lines) + "\n"


def _json(site: Site, path: str, mementos: list[Memento]) -> str:
    """The same in the form that Memento aggregators use."""
    page = site.release.iris.page
    listed = [
        {"datetime": memento.release.published.isoformat().replace("+00:00", "Z"), "uri": page(memento.address)}
        for memento in mementos
    ]
    content = {
        "original_uri": page(path),
        "timegate_uri": page(f"timegate/{path}"),
        "timemap_uri": {"link_format": page(f"timemap/{path}"), "json_format": page(f"timemap/{path}")},
        "mementos": {"first": listed[0], "last": listed[-1], "list": listed},
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"

"""``/api/3/action/{name}``: actions in CKAN's envelope. Everything is read, nothing is written.

``/api/action/{name}`` is the same: CKAN answers there too, and its Python client (ckanapi) asks there.

Where there is no catalog to answer from the answer is 503 in plain text and no envelope: CKANHarvester looks at no
status, and would take an envelope without results for the end of the list.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from kg import __version__
from kg.errors import MalformedQuery, RenkeiError
from kg.formats import PLAIN_JSON, PLAIN_TEXT
from kg.web.answers import complete
from kg.web.ckan.actions import ACTIONS, Catalog
from kg.web.ckan.json_text import read_json
from kg.web.ckan.refusals import Refusal
from kg.web.query_string import read_pairs
from kg.web.site import AtSite, Site
from kg.web.sparql_request import body_type, read_body

router = APIRouter(tags=["CKAN"])
#: Parameters that may be given several times.
_SEVERAL = {"fq", "fq_list", "facet.field"}


@router.get("/api/3", summary="The version of the CKAN action API")
@router.head("/api/3", include_in_schema=False)
async def read_version(request: Request) -> Response:
    return _answer(request, {"version": 3})


@router.get("/api/3/action/{action}", summary="A read-only action in the form of CKAN's action API")
@router.head("/api/3/action/{action}", include_in_schema=False)
@router.post("/api/3/action/{action}", summary="The same with parameters as JSON or form")
@router.get("/api/action/{action}", include_in_schema=False)
@router.head("/api/action/{action}", include_in_schema=False)
@router.post("/api/action/{action}", include_in_schema=False)
async def do_action(request: Request, site: AtSite, action: str) -> Response:
    if action not in ACTIONS:
        return _answer(request, f"Bad request - Action name not known: {action}", status=400)
    catalog = _catalog(site)
    explained = {"help": site.release.iris.page(f"api/3/action/help_show?name={action}")}
    try:
        given = await _parameters(request)
        result = await asyncio.to_thread(ACTIONS[action], catalog, given)
    except Refusal as refusal:
        return _answer(request, {**explained, "success": False, "error": refusal.error}, status=refusal.status)
    except RenkeiError as error:
        if error.status == 503:
            return _unavailable(error)
        said = {"message": f"{error.message} / {error.message_ja}", "__type": "Bad Request"}
        return _answer(request, {**explained, "success": False, "error": said}, status=error.status)
    return _answer(request, {**explained, "success": True, "result": result})


def _catalog(site: Site) -> Catalog:
    published = site.release.manifest.settings
    return Catalog(
        index=site.catalog,
        modified=site.release.modified,
        site_url=published.base_iri,
        site_title=published.publisher_name,
        version=__version__,
    )


async def _parameters(request: Request) -> Mapping[str, Any]:
    """Parameters of the query string and of a body, which is JSON unless it says to be a form."""
    given = _gathered(read_pairs(request.scope["query_string"].decode("latin-1")))
    if request.method != "POST":
        return given
    body = await read_body(request)
    if not body:
        return given
    try:
        text = body.decode("utf-8")
        if body_type(request.headers).endswith("x-www-form-urlencoded") and not text.lstrip().startswith("{"):
            return {**given, **_gathered(read_pairs(text))}
        read = read_json(text)
    except (ValueError, RecursionError) as error:
        raise MalformedQuery(f"body: not JSON ({error})", "本文が JSON ではありません") from error
    if not isinstance(read, dict):
        raise MalformedQuery("body: expected a JSON object", "本文は JSON のオブジェクトにしてください")
    return {**given, **{name: value for name, value in read.items() if value is not None}}


def _gathered(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    found: dict[str, Any] = dict(reversed(pairs))
    return {**found, **{name: [v for key, v in pairs if key == name] for name in _SEVERAL & found.keys()}}


def _answer(request: Request, content: object, *, status: int = 200) -> Response:
    body = json.dumps(content, ensure_ascii=False).encode()
    headers = {} if status == 200 else {"Cache-Control": "no-store"}
    return complete(request, body, PLAIN_JSON.content_type, status=status, headers=headers)


def _unavailable(error: RenkeiError) -> Response:
    text = f"{error.message}\n{error.message_ja}\n".encode()
    return Response(text, 503, {"Retry-After": "10", "Cache-Control": "no-store"}, PLAIN_TEXT.content_type)

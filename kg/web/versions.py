"""A day in a query: whether an agreement is in force on it, and which version of its text holds.

``/doc/agreement/{slug}?on=2024-05-01`` is the agreement's page with the answer for that day;
``/doc/agreement/{slug}/version?on=2024-05-01`` leads to the text of that day.
"""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import quote, urlencode

from pyoxigraph import Literal, NamedNode
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.errors import InputError
from kg.web.disconnects import while_connected
from kg.web.link_header import DOCUMENT_FORMATS
from kg.web.links import PAST, root_of
from kg.web.query_string import read_parameter
from kg.web.site import Site

#: The parameter that names the day, in ISO 8601.
DAY = "on"
_VERSION = re.compile(r"agreement/(?P<slug>[^/]+)/version(?P<extension>\.[a-z]+)?")


def read_day(request: Request) -> str:
    """The day that a request asks about; empty where it names none. Raises InputError for anything but a day."""
    text = read_parameter(request, DAY)
    if not text:
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise InputError(
            f"{DAY}: found {text!r}, expected a day such as 2024-05-01",
            f"{DAY}: {text!r} は日付として読めません。2024-05-01 のように書いてください",
        ) from error


async def answer_version(request: Request, site: Site, path: str) -> Response | None:
    """303 to the text of a day: a consolidated version, or the agreement itself; None for any other path.

    Raises InputError where no day is named, HTTPException where the release has no such agreement.
    """
    found = _VERSION.fullmatch(path)
    if found is None:
        return None
    if found["slug"] not in site.release.agreements or not _is_offered(found["extension"]):
        raise HTTPException(404)
    day = read_day(request)
    if not day:
        raise InputError(
            f"{DAY}: not found, expected a day such as 2024-05-01", f"{DAY}: 日付（2024-05-01 など）が必要です"
        )
    agreement = NamedNode(site.release.iris.agreement(found["slug"]))
    versions = await while_connected(request, site.select("version_at", iri=agreement, day=Literal(day)))
    thing = versions[0]["version"] if versions else agreement
    _, target = site.release.iris.parse(thing.value)
    path = site.release.iris.document(target).removeprefix(site.release.iris.base)
    language = request.query_params.get("lang")
    query = f"?{urlencode({'lang': language})}" if language else ""
    location = (
        root_of(request.scope["path"]) + request.scope.get(PAST, "") + quote(path) + (found["extension"] or "") + query
    )
    return RedirectResponse(location, status_code=303, headers={"Vary": "Accept, Accept-Language"})


def _is_offered(extension: str | None) -> bool:
    return extension is None or extension[1:] in {format_.extension for format_ in DOCUMENT_FORMATS}

"""Descriptions for search engines and loaders: as JSON-LD inside of pages, and as profiles of a data set's document.

A page of a former release has none, because they are about what is published today.

Inside of a page it is a data block, which browsers do not run and the content security policy does not bar
(HTML Standard, section 4.12.1).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from kg.formats import JSON_LD, negotiate
from kg.web.answers import complete
from kg.web.link_header import profiled, typed_link
from kg.web.links import Links
from kg.web.profiles import CROISSANT, SCHEMA_ORG, Profile
from kg.web.site import Site
from kg.web.views.legislation import view_legislation
from kg.web.views.statements import View

_FORMS = {profile.token: profile for profile in (SCHEMA_ORG, CROISSANT)}
#: What could end the block or begin another element, as JSON escapes it.
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def data_block(content: Mapping[str, Any]) -> Markup:
    """JSON-LD to stand inside of a script element.

    >>> data_block({"name": "</script>"})
    Markup('{"name": "\\\\u003c/script\\\\u003e"}')
    """
    return Markup(json.dumps(content, ensure_ascii=False).translate(_ESCAPES))  # noqa: S704 -- what could end it is escaped


async def forms_of(site: Site, links: Links, iri: str) -> dict[str, dict[str, Any]]:
    """A data set of the catalog by the tokens of the profiles it can be had in; nothing for anything else."""
    if links.past or not iri.startswith(site.release.iris.id("dataset/")):
        return {}
    return await asyncio.to_thread(site.catalog.described, iri)


def blocks_of(
    site: Site, view: View, iri: str, forms: Mapping[str, Mapping[str, Any]], *, day: str = ""
) -> list[Markup]:
    """What stands inside of the page of a thing: the forms it has; of an agreement, the legislation that it is.

    ``day`` is the one that the reader asks about; without it, that of the release.
    """
    agreement = site.release.agreements.get(iri.rpartition("/")[2])
    if agreement is None or agreement.iri != iri or view.links.past:
        return [data_block(form) for form in forms.values()]
    files = [site.release.files[path] for path in agreement.files]
    day = day or site.release.manifest.created.partition("T")[0]
    return [data_block(view_legislation(view, iri, day=day, files=files))]


def profiles_of(forms: Mapping[str, object]) -> list[Profile]:
    """The profiles of forms."""
    return [_FORMS[token] for token in forms]


def form_links(links: Links, path: str, forms: Mapping[str, object]) -> list[str]:
    """The links to the forms of the document at a path."""
    return [
        typed_link(
            profiled(links, path, profile),
            "alternate",
            type=JSON_LD.media_type,
            profile=profile.iri,
        )
        for profile in profiles_of(forms)
    ]


def answer_form(request: Request, content: Mapping[str, Any], profile: Profile, *, vary: Sequence[str]) -> Response:
    """A form as an answer. Raises NotAcceptable where the client takes no JSON-LD."""
    negotiate(request.headers.get("accept"), (JSON_LD,))
    body = (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
    headers = {"Content-Profile": f"<{profile.iri}>", "Link": typed_link(profile.iri, "profile")}
    return complete(request, body, JSON_LD.content_type, vary=vary, headers=headers)

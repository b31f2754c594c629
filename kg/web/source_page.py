"""``/doc/agreement/{slug}/source.html``: the text an agreement was read from, with the words in question marked."""

from __future__ import annotations

import re

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.formats import HTML, PLAIN_TEXT, RDF_FORMATS
from kg.store.release import PublishedAgreement
from kg.web.answers import accepted, complete
from kg.web.highlighting import highlight, parse_spans
from kg.web.pages import page
from kg.web.site import Site

_SOURCE = re.compile(r"agreement/(?P<slug>[^/]+)/source(?:\.(?P<extension>html|txt))?")


def answer_source(request: Request, site: Site, path: str) -> Response | None:
    """The source as text or page; None for any other document, its RDF description among them.

    Raises InputError for impossible places, HTTPException where the release has no such source.
    """
    found = _SOURCE.fullmatch(path)
    if found is None:
        return None
    extension = found["extension"] or accepted(request, (*RDF_FORMATS, HTML)).extension
    if extension not in {HTML.extension, PLAIN_TEXT.extension}:
        return None
    agreement = site.release.agreements.get(found["slug"])
    if agreement is None:
        raise HTTPException(404)
    body = _source_bytes(site, agreement)
    if extension == PLAIN_TEXT.extension:
        return complete(request, body, PLAIN_TEXT.content_type)
    return _page(request, site, agreement, body.decode("utf-8"))


def _source_bytes(site: Site, agreement: PublishedAgreement) -> bytes:
    name = next((name for name in agreement.files if name.endswith("/source.txt")), None)
    if name is None:
        raise HTTPException(404)
    return (site.release.directory / name).read_bytes()


def _page(request: Request, site: Site, agreement: PublishedAgreement, text: str) -> Response:
    spans = parse_spans(request.query_params.get("at", ""))
    values = {"agreement": agreement, "lines": highlight(text, spans), "spans": spans, "characters": len(text)}
    return page(request, "source.html", values, iri=site.release.iris.source(agreement.slug))

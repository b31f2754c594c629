"""HTML pages: what every template gets, and how a page is answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response

from kg import __version__
from kg.formats import HTML, RDF_FORMATS, Format
from kg.web.answers import complete
from kg.web.description import Words
from kg.web.language import Language, negotiate_language, written_day
from kg.web.link_header import typed_link
from kg.web.links import PAST, Links, root_of
from kg.web.site import Site, site_of

_VARY = ("Accept", "Accept-Language")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who a page is for: the language and the links that lead on from it."""

    language: Language
    links: Links

    def say(self, ja: str, en: str) -> str:
        """The text in the reader's language."""
        return ja if self.language is Language.JA else en

    def day(self, text: str) -> str:
        """A day as the reader writes it."""
        return written_day(text, self.language)


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same resource in another format."""

    format: Format
    href: str


def reader_of(request: Request) -> Reader:
    """The reader of this request's answer."""
    asked = request.query_params.get("lang")
    language = negotiate_language(asked, request.headers.get("accept-language"))
    links = Links(
        iris=site_of(request).release.iris,
        root=root_of(request.scope["path"]),
        language=language if asked == language else None,
        past=request.scope.get(PAST, ""),
    )
    return Reader(language, links)


def alternates_at(links: Links, path: str) -> tuple[Alternate, ...]:
    """The RDF forms of a document that has extension forms."""
    return tuple(Alternate(format_, links.page(f"{path}.{format_.extension}")) for format_ in RDF_FORMATS)


def page_body(
    request: Request,
    template: str,
    values: Mapping[str, Any],
    *,
    iri: str = "",
    alternates: Sequence[Alternate] = (),
) -> bytes:
    """A rendered page. ``iri`` is what it describes."""
    site, reader = site_of(request), reader_of(request)
    shared = {
        "reader": reader,
        "links": reader.links,
        "t": reader.say,
        "lang": reader.language.value,
        "publisher": Words(site.release.manifest.settings.publisher_name),
        "publication": site.release.manifest.settings,
        "manifest": site.release.manifest,
        "software_version": __version__,
        "iri": iri,
        "alternates": alternates,
        "languages": {language.value: _same_page(request, language) for language in Language},
        "report_url": report_url(site, reader.links, iri or canonical(request)),
        "path": request.scope["path"],
        "present": _present(request),
        "embedded": (),
    }
    return site.render(template, {**shared, **values})


def page(
    request: Request,
    template: str,
    values: Mapping[str, Any],
    *,
    iri: str = "",
    alternates: Sequence[Alternate] = (),
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    vary: Sequence[str] = _VARY,
) -> Response:
    """A page as an answer."""
    body = page_body(request, template, values, iri=iri, alternates=alternates)
    own = {"Content-Language": reader_of(request).language.value}
    if alternates:
        own["Link"] = ", ".join(typed_link(a.href, "alternate", type=a.format.media_type) for a in alternates)
    all_headers = {**own, **(headers or {})}
    return complete(request, body, HTML.content_type, vary=vary, headers=all_headers, status=status)


def _present(request: Request) -> str:
    """Where the document is today, for the reader of a former one; else empty."""
    past, path = request.scope.get(PAST, ""), request.scope["path"]
    return root_of(path) + quote(path.removeprefix(f"/{past}")) if past else ""


def canonical(request: Request) -> str:
    """The published address of the page that is asked for, whatever host the request names."""
    return site_of(request).release.iris.page(quote(request.scope["path"].removeprefix("/")))


def report_url(site: Site, links: Links, subject: str) -> str:
    """Where a reader reports an error: the publisher's form, else mail, else our page that explains how."""
    published, own = site.release.manifest.settings, site.settings
    form, address = own.contact_url or published.contact_url, own.contact_email or published.contact_email
    if form:
        return form
    if address:
        fields = urlencode({"subject": f"誤りの報告 / Error report: {subject}", "body": f"{subject}\n\n"})
        return f"mailto:{address}?{fields.replace('+', '%20')}"
    return links.page("report", iri=subject)


def _same_page(request: Request, language: Language) -> str:
    pairs = [(key, value) for key, value in request.query_params.multi_items() if key != "lang"]
    return "?" + urlencode([*pairs, ("lang", language.value)])

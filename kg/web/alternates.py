"""The list of a document's representations, as data and as a page (profile ``alt``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fastapi import Request
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple
from starlette.responses import Response

from kg.formats import HTML, JSON_LD, Format
from kg.store.graph_answers import write_graph
from kg.vocabulary import DCTERMS, RDF, RDFS, Namespace
from kg.web.answers import complete
from kg.web.link_header import DOCUMENT_FORMATS, profiled, representation, typed_link
from kg.web.pages import page, reader_of
from kg.web.profiles import ALTERNATES, DATA, Profile
from kg.web.site import Site

_ALTR = Namespace(f"{ALTERNATES.iri}#")
_MOST_BYTES = 1024 * 1024


def answer_alternates(
    request: Request,
    site: Site,
    path: str,
    chosen: Format,
    *,
    own: Profile = DATA,
    formats: Sequence[Format] = DOCUMENT_FORMATS,
    besides: Sequence[Profile] = (),
) -> Response:
    """The list of what the document at ``path`` can be had as; ``own`` is the profile that is not this list,
    ``besides`` are others, which there are in JSON-LD only.
    """
    links = reader_of(request).links
    headers = {"Content-Profile": f"<{ALTERNATES.iri}>", "Link": typed_link(ALTERNATES.iri, "profile")}
    vary = ("Accept", "Accept-Language", "Accept-Profile")
    if chosen is HTML:
        rows = [(format_, representation(links, path, format_), own) for format_ in formats]
        rows += [(JSON_LD, profiled(links, path, one), one) for one in besides]
        values = {"rows": rows, "document": links.page(path)}
        return page(request, "alternates.html", values, headers=headers, vary=vary)
    assert isinstance(chosen.engine, RdfFormat)  # noqa: S101 -- HTML aside, documents are graphs
    triples = list(_triples(site.release.iris.page(path), own, formats, besides))
    body = write_graph(triples, chosen.engine, datatypes={}, cap=_MOST_BYTES)
    return complete(request, body, chosen.content_type, vary=vary, headers=headers)


def _triples(document: str, own: Profile, formats: Sequence[Format], besides: Sequence[Profile]) -> Iterator[Triple]:
    node = NamedNode(document)
    for profile in (own, ALTERNATES):
        for format_ in formats:
            suffix = f"?_profile={ALTERNATES.token}" if profile is ALTERNATES else ""
            yield from _representation(node, f"{document}.{format_.extension}{suffix}", format_, profile)
    for profile in besides:
        yield from _representation(node, f"{document}?_profile={profile.token}", JSON_LD, profile)
    yield Triple(node, _ALTR["hasDefaultRepresentation"], NamedNode(f"{document}.{formats[0].extension}"))


def _representation(document: NamedNode, address: str, format_: Format, profile: Profile) -> Iterator[Triple]:
    form = NamedNode(address)
    yield Triple(document, _ALTR["hasRepresentation"], form)
    yield Triple(form, RDF["type"], _ALTR["Representation"])
    yield Triple(form, DCTERMS["conformsTo"], NamedNode(profile.iri))
    yield Triple(form, DCTERMS["format"], Literal(format_.media_type))
    yield Triple(form, RDFS["label"], Literal(format_.label))

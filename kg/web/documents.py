"""What is at a path: the thing it describes, the queries that describe it, the page that shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.errors import Gone
from kg.formats import XLSX, Format
from kg.identifiers import SCHEME_NAMES, concept_iri, scheme_iri
from kg.web.incoming import LONG_PAGE_SIZE, PAGE_SIZE, ROLES_PAGE_SIZE
from kg.web.link_header import DOCUMENT_FORMATS
from kg.web.site import Site
from kg.web.views.agreement import view_agreement
from kg.web.views.bodies import view_area, view_body
from kg.web.views.concepts import view_concept, view_law, view_scheme
from kg.web.views.contents import graph_title, view_contents
from kg.web.views.history import view_version
from kg.web.views.named_things import view_named_thing
from kg.web.views.ontology import view_ontology
from kg.web.views.roles import view_initiative
from kg.web.views.statements import View
from kg.web.views.things import view_thing

Make = Callable[[View, str], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The query, the record and the template of one kind of page; ``page_size`` is how many things it lists that point
    here, 0 where it lists none. ``listing`` is a query that lists other things, page by page. ``kept`` says that what
    the query finds is kept in memory, as finding it may take long.
    """

    query: str
    view: Make
    template: str
    page_size: int = 0
    listing: str = ""
    kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document: what it describes, at which path without extension, by which query, shown by which page."""

    iri: str
    path: str
    query: str
    page: Page
    values: Mapping[str, NamedNode | Literal] = field(default_factory=dict)

    @property
    def lists_incoming(self) -> bool:
        """Whether the document lists what points to the thing, page by page."""
        return self.query == "describe"


def _ignoring_iri(view_graph: Callable[[View], object]) -> Make:
    return lambda view, _iri: view_graph(view)


_THING = Page(query="resource", view=view_thing, template="thing.html", page_size=PAGE_SIZE)
_AGREEMENT = Page(query="describe_graph", view=view_agreement, template="agreement.html")
_GRAPH = Page(
    query="graph_contents",
    view=_ignoring_iri(view_contents),
    template="contents.html",
    page_size=LONG_PAGE_SIZE,
    listing="contents",
)
_ONTOLOGY = Page(query="ontology", view=_ignoring_iri(view_ontology), template="ontology.html")
_SCHEME = Page(query="scheme", view=view_scheme, template="scheme.html")
_POLICY_FIELD = Page(query="policy_field", view=view_concept, template="concept.html")
_CONCEPT = Page(query="concept", view=view_concept, template="concept.html", page_size=LONG_PAGE_SIZE)
_BODY = Page(
    query="body", view=view_body, template="body.html", page_size=ROLES_PAGE_SIZE, listing="body_roles", kept=True
)
_LAW = Page(query="law", view=view_law, template="law.html", page_size=LONG_PAGE_SIZE)
_AREA = Page(query="area", view=view_area, template="area.html", page_size=LONG_PAGE_SIZE)
_VERSION = Page(query="version", view=view_version, template="version.html")

#: Path below ``id/`` to the page of such a thing; the first that fits.
_PAGES: tuple[tuple[re.Pattern[str], Page], ...] = (
    (
        re.compile(r"agreement/[^/]+/initiative/\d+"),
        Page(query="initiative", view=view_initiative, template="initiative.html"),
    ),
    (re.compile(r"agreement/[^/]+/version/\d{8}"), _VERSION),
    (
        re.compile(r"agreement/[^/]+/named-thing/[0-9a-f]{8}"),
        Page(query="named_thing", view=view_named_thing, template="named_thing.html"),
    ),
    (re.compile(r"(?:municipality|prefecture|body)/[^/]+"), _BODY),
    (re.compile(r"area/[^/]+"), _AREA),
    (re.compile(r"(?:law|instrument)/[^/]+"), _LAW),
)
_PART_PATH = re.compile(r"doc/agreement/(?P<slug>[^/]+)/.")
_AGREEMENT_PATH = re.compile(r"agreement/([^/]+)")
#: How the path of an agreement's workbook ends.
_WORKBOOK = f".{XLSX.extension}"
_AGREEMENT_OR_PART = re.compile(r"agreement/([^/]+)(?:/|$)")


def split_extension(path: str) -> tuple[str, Format | None]:
    """A path without its extension, and the format that it names.

    >>> path, format_ = split_extension("area/012041.ttl")
    >>> path, format_.name if format_ else None
    ('area/012041', 'turtle')
    """
    stem, dot, extension = path.rpartition(".")
    for format_ in DOCUMENT_FORMATS:
        if dot and format_.extension == extension:
            return stem, format_
    return path, None


def refuse_gone(site: Site, path: str) -> None:
    """Raise Gone, which says what it was, where a path below ``id/`` or ``doc/`` is of a former agreement."""
    found = _AGREEMENT_OR_PART.match(split_extension(path)[0])
    gone = site.release.gone.get(found[1]) if found else None
    if gone is not None and gone.withdrawn_on:
        instead, instead_ja = (
            (f"; replaced by {gone.replaced_by}", f"。代わりに {gone.replaced_by} を参照してください")
            if gone.replaced_by
            else ("", "")
        )
        raise Gone(
            f"{gone.iri}: {gone.title_en or gone.title} was withdrawn on {gone.withdrawn_on}: {gone.reason}{instead}",
            f"{gone.iri}: 「{gone.title}」は {gone.withdrawn_on} に公開を終了しました（{gone.reason_ja}）{instead_ja}",
        )
    if gone is not None:
        raise Gone(
            f"{gone.iri}: {gone.title_en or gone.title} was published until release {gone.release} and no longer is",
            f"{gone.iri}: 「{gone.title}」は公開版 {gone.release} までで公開を終了しました",
        )


def document_below_doc(site: Site, path: str) -> Document | None:
    """The document at ``doc/{path}``; None where the path cannot be part of an IRI."""
    iris = site.release.iris
    graph = _node(iris.document(path))
    if graph is None:
        return None
    agreement = _AGREEMENT_PATH.fullmatch(path)
    served = graph.value.removeprefix(iris.base)
    if agreement and agreement[1] in site.release.agreements:
        iri = iris.agreement(agreement[1])
        return Document(iri=iri, path=served, query="describe_graph", page=_AGREEMENT, values={"graph": graph})
    if graph.value in site.release.manifest.counts.graphs:
        return Document(iri=graph.value, path=served, query="graph", page=_GRAPH, values={"graph": graph})
    page = next((page for pattern, page in _PAGES if pattern.fullmatch(path)), _THING)
    thing = NamedNode(iris.id(path))
    query = page.query if page is _VERSION else "describe"
    return Document(iri=thing.value, path=served, query=query, page=page, values={"iri": thing})


def ontology_document(site: Site) -> Document:
    """The ontology."""
    graph = NamedNode(site.release.iris.document("ontology"))
    return Document(iri=graph.value, path="ontology", query="graph", page=_ONTOLOGY, values={"graph": graph})


def scheme_document(scheme: str) -> Document:
    """A concept scheme with its concepts."""
    iri = scheme_iri(scheme)
    values = {"iri": NamedNode(iri)}
    return Document(iri=iri, path=scheme, query="scheme", page=_SCHEME, values=values)


def concept_document(scheme: str, slug: str) -> Document | None:
    """A concept of a scheme."""
    node = _node(concept_iri(scheme, slug))
    if node is None:
        return None
    page = _POLICY_FIELD if scheme == SCHEME_NAMES[0] else _CONCEPT
    path = f"{scheme}/{slug}"
    return Document(iri=node.value, path=path, query="describe", page=page, values={"iri": node})


def page_values(site: Site, document: Document, view: View) -> dict[str, Any]:
    """What the document's template shows: ``whole`` is the agreement that the thing is part of."""
    part = _PART_PATH.match(document.path)
    whole = site.release.agreements.get(part["slug"]) if part else None
    title = graph_title(site.release.iris, document.iri, view.language)
    shown = site.release.agreements.get(document.path.rpartition("/")[2]) if document.page is _AGREEMENT else None
    path = next((path for path in shown.files if path.endswith(_WORKBOOK)), "") if shown else ""
    workbook = replace(view.links, language=None).page(f"download/{path}") if path else ""
    page = document.page.view(view, document.iri)
    return {"page": page, "whole": whole, "graph_title": title, "workbook": workbook}


def _node(iri: str) -> NamedNode | None:
    try:
        return NamedNode(iri)
    except ValueError:
        return None

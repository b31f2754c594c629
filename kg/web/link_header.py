"""The Link header of documents (RFC 8288): other representations, what is described, what describes it, the licence.

With them ``type``, ``collection`` and ``item``, by which programs find their way from a page to the data and back
(https://signposting.org/FAIR/).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from kg.formats import ATOM, GRAPH_FORMATS, HTML, LINK_FORMAT, Format
from kg.store.release import Publication
from kg.vocabulary import DATA_LICENCE
from kg.web.links import Links
from kg.web.profiles import DATA, Profile

_SCHEMA = "https://schema.org/"
#: What the pages are, by path: all others are pages about something.
_TYPES = {"": "WebSite", "catalog": "DataCatalog", "void": "Dataset", "download/": "Dataset"}
_PAGE_TYPE = "AboutPage"
#: Where the feed of changes is.
FEED = f"feed.{ATOM.extension}"

#: Everything a document can be had as.
DOCUMENT_FORMATS = (*GRAPH_FORMATS, HTML)


def typed_link(target: str, relation: str, **attributes: str) -> str:
    """One link.

    >>> typed_link("x.ttl", "alternate", type="text/turtle")
    '<x.ttl>; rel="alternate"; type="text/turtle"'
    """
    return "; ".join([f"<{target}>", f'rel="{relation}"', *(f'{name}="{value}"' for name, value in attributes.items())])


def representation(links: Links, path: str, format_: Format) -> str:
    """The address of a document in one format."""
    return replace(links, language=None).page(f"{path}.{format_.extension}")


def profiled(links: Links, path: str, profile: Profile) -> str:
    """The address of a document in one profile."""
    return replace(links, language=None).page(path, _profile=profile.token)


def document_links(
    links: Links,
    path: str,
    iri: str,
    *,
    chosen: Format | None,
    formats: Sequence[Format] = DOCUMENT_FORMATS,
    profile: Profile = DATA,
    items: Sequence[str] = (),
) -> list[str]:
    """The links of the document at ``path`` that describes ``iri``; ``chosen`` is the format it is answered in,
    ``items`` are the files it is about.
    """
    alternates = [
        typed_link(representation(links, path, format_), "alternate", type=format_.media_type, profile=profile.iri)
        for format_ in formats
        if format_ is not chosen
    ]
    return [
        *alternates,
        typed_link(links.iris.page(path), "canonical"),
        typed_link(iri, "describes"),
        typed_link(iri, "cite-as"),
        typed_link(replace(links, language=None).page("void"), "describedby"),
        typed_link(DATA_LICENCE.value, "license"),
        typed_link(profile.iri, "profile"),
        *way_links(links, path, items),
    ]


def time_links(root: str, path: str) -> list[str]:
    """Where former states of a document are asked for by date, and where they are listed (RFC 7089)."""
    return [
        typed_link(f"{root}timegate/{quote(path)}", "timegate"),
        typed_link(f"{root}timemap/{quote(path)}", "timemap", type=LINK_FORMAT.media_type),
    ]


def way_links(links: Links, path: str, items: Sequence[str] = ()) -> list[str]:
    """What a page is, the catalog it belongs to, and the files it is about, by their paths below ``download/``."""
    plain = replace(links, language=None)
    belongs = [] if path == "catalog" else [typed_link(plain.page("catalog"), "collection")]
    return [
        typed_link(_SCHEMA + _TYPES.get(path, _PAGE_TYPE), "type"),
        *belongs,
        feed_link(links),
        *(typed_link(plain.page(f"download/{item}"), "item") for item in items),
    ]


def feed_link(links: Links, slug: str = "") -> str:
    """The feed of changes, or that of one agreement."""
    asked = {"agreement": slug} if slug else {}
    return typed_link(replace(links, language=None).page(FEED, **asked), "alternate", type=ATOM.media_type)


def site_links(
    links: Links, path: str, publication: Publication, *, described: Sequence[str] = (), items: Sequence[str] = ()
) -> str:
    """The Link header of a page of the site itself: how it is cited, whose it is, what describes it (``described``,
    paths of the site), besides :func:`way_links`.
    """
    plain, home = replace(links, language=None), publication.publisher_homepage
    return ", ".join(
        [
            *way_links(links, path, items),
            typed_link(links.iris.page(path), "cite-as"),
            typed_link(DATA_LICENCE.value, "license"),
            *([typed_link(home, "author")] if home else []),
            *(typed_link(plain.page(one), "describedby") for one in described),
        ]
    )

"""Links between the served pages, whatever host, port or path prefix the site is served under.

Pages link relatively, counted from the path that was asked for. An IRI of the publisher or of our terms leads to its
document on this site; any other http(s) IRI leads to itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from kg.identifiers import ONTOLOGY, SCHEMES, Iris
from kg.model.text import Span
from kg.web.language import Language

#: Where the scope of a request has the way to a former release, e.g. ``memento/0123456789abcdef/``.
PAST = "renkei.past"


def root_of(path: str) -> str:
    """The way from a path to the top of the site.

    >>> root_of("/"), root_of("/sparql"), root_of("/doc/area/012041")
    ('./', './', '../../')
    """
    return "../" * (path.count("/") - 1) or "./"


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """The links of one page. ``language`` is carried along where the reader chose it by ``?lang=``, ``past`` is the
    way to the documents of a former release where the reader is in one.
    """

    iris: Iris
    root: str
    language: Language | None = None
    past: str = ""

    def page(self, path: str, **parameters: str) -> str:
        """A page of the site by its path, with query parameters.

        >>> Links(iris=Iris("https://example.jp/"), root="../").page("search", q="医療")
        '../search?q=%E5%8C%BB%E7%99%82'
        """
        if self.language and "lang" not in parameters:
            parameters["lang"] = self.language
        query = f"?{urlencode(parameters)}" if parameters else ""
        place = self.past if path.startswith("doc/") else ""
        return f"{self.root}{place}{quote(path)}{query}"

    def to(self, iri: str) -> str:
        """Where an IRI leads to; empty where it leads nowhere (not http).

        >>> links = Links(iris=Iris("https://example.jp/"), root="../")
        >>> links.to("https://example.jp/id/area/012041"), links.to("https://w3id.org/renkei/ontology#Role")
        ('../doc/area/012041', '../ontology#Role')
        """
        path = served_path(self.iris, iri)
        if path is None:
            return iri if urlsplit(iri).scheme in {"http", "https", "mailto"} else ""
        place, hash_, fragment = path.partition("#")
        return self.page(place) + hash_ + quote(fragment)

    def source(self, slug: str, spans: Iterable[Span]) -> str:
        """The source of an agreement with these stretches highlighted."""
        at = ",".join(f"{span.start}-{span.end}" for span in spans)
        document = served_path(self.iris, self.iris.source(slug))
        return self.page(f"{document}.html", at=at) + "#here"


def served_path(iris: Iris, iri: str) -> str | None:
    """The path below the site's root that describes an IRI, None for an IRI of somebody else.

    >>> served_path(Iris("https://example.jp/"), "https://w3id.org/renkei/policy-field/renkei-a")
    'policy-field/renkei-a'
    >>> served_path(Iris("https://example.jp/"), "https://example.jp/catalog")
    'catalog'
    """
    if iri.startswith(ONTOLOGY):
        return "ontology#" + iri.removeprefix(ONTOLOGY)
    if iri.startswith(SCHEMES):
        return iri.removeprefix(SCHEMES)
    if not iri.startswith(iris.base):
        return None
    path = iri.removeprefix(iris.base)
    return iris.document(path.removeprefix("id/")).removeprefix(iris.base) if path.startswith("id/") else path

"""Media types, extensions, offered order and content negotiation: their one home.

:data:`RDF_FORMATS` and :data:`RESULT_FORMATS` feed negotiation, ``<link rel="alternate">``, DCAT distributions, the
service description and the docs. Negotiation follows RFC 9110 section 12.5.1.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import QueryResultsFormat, RdfFormat

from kg.errors import NotAcceptable


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Format:
    """A representation we offer; there is one of each. ``charset`` is added to the Content-Type of text types.

    ``aliases`` are media types by which it is asked for too, ``short_names`` what clients call it in ``format=``;
    ``file_type`` is its code in the file types of the EU Publications Office, which DCAT distributions name.
    """

    name: str
    media_type: str
    extension: str
    label: str
    engine: RdfFormat | QueryResultsFormat | None = None
    w3c_iri: str = ""
    aliases: tuple[str, ...] = ()
    short_names: tuple[str, ...] = ()
    file_type: str = ""

    @property
    def content_type(self) -> str:
        """The Content-Type header's value."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


_W3C = "http://www.w3.org/ns/formats/"

TURTLE = Format(
    name="turtle",
    media_type="text/turtle",
    extension="ttl",
    label="Turtle",
    engine=RdfFormat.TURTLE,
    w3c_iri=f"{_W3C}Turtle",
    file_type="RDF_TURTLE",
    aliases=("application/x-turtle",),
    short_names=("n3", "text/n3", "text/rdf+n3"),  # Turtle is N3
)
JSON_LD = Format(
    name="json-ld",
    media_type="application/ld+json",
    extension="jsonld",
    label="JSON-LD",
    engine=RdfFormat.JSON_LD,
    w3c_iri=f"{_W3C}JSON-LD",
    file_type="JSON_LD",
    aliases=("application/json",),
)
N_TRIPLES = Format(
    name="n-triples",
    media_type="application/n-triples",
    extension="nt",
    label="N-Triples",
    short_names=("ntriples",),
    engine=RdfFormat.N_TRIPLES,
    w3c_iri=f"{_W3C}N-Triples",
    file_type="RDF_N_TRIPLES",
    aliases=("text/plain",),
)
RDF_XML = Format(
    name="rdf-xml",
    media_type="application/rdf+xml",
    extension="rdf",
    label="RDF/XML",
    short_names=("rdfxml",),
    engine=RdfFormat.RDF_XML,
    w3c_iri=f"{_W3C}RDF_XML",
    file_type="RDF_XML",
    aliases=("application/xml", "text/xml"),
)
N_QUADS = Format(
    name="n-quads",
    media_type="application/n-quads",
    extension="nq",
    label="N-Quads",
    aliases=("text/x-nquads",),
    short_names=("nquads",),
    engine=RdfFormat.N_QUADS,
    w3c_iri=f"{_W3C}N-Quads",
    file_type="RDF_N_QUADS",
)
TRIG = Format(
    name="trig",
    media_type="application/trig",
    extension="trig",
    label="TriG",
    aliases=("application/x-trig",),
    engine=RdfFormat.TRIG,
    w3c_iri=f"{_W3C}TriG",
    file_type="RDF_TRIG",
)
HTML = Format(
    name="html",
    media_type="text/html",
    extension="html",
    label="HTML",
    engine=None,
    w3c_iri="",
    aliases=("application/xhtml+xml",),
    file_type="HTML",
)
RESULTS_JSON = Format(
    name="json",
    media_type="application/sparql-results+json",
    extension="srj",
    label="SPARQL Results JSON",
    engine=QueryResultsFormat.JSON,
    w3c_iri=f"{_W3C}SPARQL_Results_JSON",
    aliases=("application/json",),
)
RESULTS_XML = Format(
    name="xml",
    media_type="application/sparql-results+xml",
    extension="srx",
    label="SPARQL Results XML",
    engine=QueryResultsFormat.XML,
    w3c_iri=f"{_W3C}SPARQL_Results_XML",
    aliases=("application/xml", "text/xml"),
)
RESULTS_CSV = Format(
    name="csv",
    media_type="text/csv",
    extension="csv",
    label="CSV",
    engine=QueryResultsFormat.CSV,
    w3c_iri=f"{_W3C}SPARQL_Results_CSV",
    file_type="CSV",
)
RESULTS_TSV = Format(
    name="tsv",
    media_type="text/tab-separated-values",
    extension="tsv",
    label="TSV",
    engine=QueryResultsFormat.TSV,
    w3c_iri=f"{_W3C}SPARQL_Results_TSV",
)
PLAIN_TEXT = Format(
    name="text", media_type="text/plain", extension="txt", label="TXT", engine=None, w3c_iri="", file_type="TXT"
)
PLAIN_JSON = Format(
    name="plain-json",
    media_type="application/json",
    extension="json",
    label="JSON",
    engine=None,
    w3c_iri="",
    file_type="JSON",
)
PROBLEM_JSON = Format(
    name="problem-json",
    media_type="application/problem+json",
    extension="json",
    label="Problem details (RFC 9457)",
    engine=None,
    w3c_iri="",
    aliases=("application/json",),
)
DOCX = Format(
    name="docx",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    extension="docx",
    label="DOCX",
    file_type="DOCX",
)
PDF = Format(
    name="pdf", media_type="application/pdf", extension="pdf", label="PDF", engine=None, w3c_iri="", file_type="PDF"
)
XLSX = Format(
    name="xlsx",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    extension="xlsx",
    label="XLSX",
    file_type="XLSX",
)
PARQUET = Format(
    name="parquet",
    media_type="application/vnd.apache.parquet",
    extension="parquet",
    label="Parquet",
    file_type="PARQUET",
    aliases=("application/x-parquet",),
)
SQLITE = Format(
    name="sqlite",
    media_type="application/vnd.sqlite3",
    extension="sqlite",
    label="SQLite",
    file_type="BIN",  # the file types have none of its own
)
#: CSV on the Web metadata; its extension is the end of the name that programs look for by default.
CSVW = Format(
    name="csvw",
    media_type="application/csvm+json",
    extension="csv-metadata.json",
    label="CSVW",
    file_type="JSON",
)
AKOMA_NTOSO = Format(
    name="akoma-ntoso",
    media_type="application/akn+xml",
    extension="akn.xml",
    label="Akoma Ntoso 3.0",
    file_type="XML",
)
#: What crawlers read addresses from (https://www.sitemaps.org/protocol.html).
SITEMAP = Format(name="sitemap", media_type="application/xml", extension="xml", label="Sitemap")
ATOM = Format(name="atom", media_type="application/atom+xml", extension="atom", label="Atom")
#: What TimeMaps are (RFC 6690, RFC 7089).
LINK_FORMAT = Format(name="link-format", media_type="application/link-format", extension="link", label="TimeMap")
GZIP = Format(name="gzip", media_type="application/gzip", extension="gz", label="gzip", engine=None, w3c_iri="")
ZSTD = Format(name="zstd", media_type="application/zstd", extension="zst", label="zstd", engine=None, w3c_iri="")

#: Syntaxes of one graph, in offered order: the first answers ``*/*``.
RDF_FORMATS = (TURTLE, JSON_LD, N_TRIPLES, RDF_XML)
#: Syntaxes that keep named graphs.
DATASET_FORMATS = (TRIG, N_QUADS)
#: Syntaxes of a graph that is served: those of data sets say which named graph it is.
GRAPH_FORMATS = (*RDF_FORMATS, *DATASET_FORMATS)
#: Answers to SELECT; ASK has JSON and XML only (SPARQL 1.1 Query Results CSV and TSV Formats).
SELECT_FORMATS = (RESULTS_JSON, RESULTS_XML, RESULTS_CSV, RESULTS_TSV)
ASK_FORMATS = (RESULTS_JSON, RESULTS_XML)
#: What source documents are read from.
SOURCE_FORMATS = (PLAIN_TEXT, HTML, DOCX, PDF, XLSX)
#: What the files of a release are, apart from compressed ones.
FILE_FORMATS = (*GRAPH_FORMATS, RESULTS_CSV, XLSX, PARQUET, SQLITE, CSVW, PLAIN_JSON, PLAIN_TEXT, HTML, AKOMA_NTOSO)
#: What large files are packed in, beside the plain ones.
PACKED_FORMATS = (GZIP, ZSTD)


def by_extension(extension: str, offered: Sequence[Format]) -> Format:
    """The format with that extension. Raises KeyError where none of the offered has it.

    >>> by_extension("ttl", RDF_FORMATS).media_type
    'text/turtle'
    """
    for candidate in offered:
        if candidate.extension == extension:
            return candidate
    raise KeyError(extension)


#: Pieces of a header between separators outside of quoted strings. Each character is read once.
_LIST_ITEMS = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*"?)+')
_PARAMETERS = re.compile(r'(?:[^;"]|"(?:[^"\\]|\\.)*"?)+')
_WEIGHT = re.compile(r"\d{1,3}(?:\.\d{0,9})?|\.\d{1,9}")
_ESCAPED = re.compile(r"\\(.)")
#: Characters of an Accept header whose outcome is remembered: few clients send many different ones.
_REMEMBERED_LENGTH = 400
#: Parameters that every representation of ours has.
_OURS = {("charset", "utf-8"), ("charset", "utf8")}


@dataclass(frozen=True, slots=True)
class _Range:
    media_type: str
    parameters: frozenset[tuple[str, str]]
    quality: float

    def precision(self, media_type: str) -> int:
        """How exactly this range names the type: 5 with parameters that are ours, 4 exactly, 2 ``type/*``, 1 ``*/*``.

        3 is for the type with parameters that we do not know, e.g. a version: ours is offered instead, unless such a
        variant is excluded by ``q=0``, which says nothing of ours. 0 names it not at all.
        """
        if self.media_type == media_type:
            if not self.parameters:
                return 4
            if self.parameters <= _OURS:
                return 5
            return 3 if self.quality else 0
        if self.media_type.endswith("/*") and self.media_type[:-1] == media_type[: media_type.find("/") + 1]:
            return 2
        return 1 if self.media_type == "*/*" else 0


def read_list(header: str) -> list[tuple[str, dict[str, str]]]:
    """The members of a header that is a list (RFC 9110 section 5.6.1), each with its parameters, names in lower case.

    >>> read_list('text/turtle;Q=0.5, <urn:a>;x="a,b;c",')
    [('text/turtle', {'q': '0.5'}), ('<urn:a>', {'x': 'a,b;c'})]
    """
    members = []
    for item in _LIST_ITEMS.findall(header):
        value, *parameters = (piece.strip() for piece in _PARAMETERS.findall(item) or ("",))
        pairs = (parameter.partition("=") for parameter in parameters)
        if value:
            members.append((value, {name.strip().lower(): _unquoted(text.strip()) for name, _, text in pairs}))
    return members


def _unquoted(text: str) -> str:
    return _ESCAPED.sub(r"\1", text.strip('"')) if text.startswith('"') else text


def quality_of(parameters: Mapping[str, str]) -> float:
    """The weight that a member of a header has: 1 where it states none, 0 where what it states is no weight."""
    stated = parameters.get("q", "1")
    return min(float(stated), 1.0) if _WEIGHT.fullmatch(stated) else 0.0


def _parse_accept(header: str) -> list[_Range]:
    return [
        _Range(
            value.lower(),
            frozenset((name, text.lower()) for name, text in parameters.items() if name != "q"),
            quality_of(parameters),
        )
        for value, parameters in read_list(header)
        if "/" in value
    ]


def _best_quality(ranges: list[_Range], candidate: Format) -> float:
    """Quality by the most specific range that names the format; an alias counts where its own type is not named."""
    for media_type in (candidate.media_type, *candidate.aliases):
        named = [(r.precision(media_type), r.quality) for r in ranges if r.precision(media_type) >= 3]
        if named:
            return max(named)[1]
    if candidate == HTML:  # who wants pages says so; a wildcard is a program's
        return 0.0
    general = [(r.precision(candidate.media_type), r.quality) for r in ranges if r.precision(candidate.media_type)]
    return max(general)[1] if general else 0.0


def negotiate(accept: str | None, offered: Sequence[Format]) -> Format:
    """The offered format that the Accept header prefers; the earlier offered wins a tie.

    Raises NotAcceptable where the client accepts none of them.

    >>> negotiate("text/html;q=0.5, text/turtle", (HTML, *RDF_FORMATS)).name
    'turtle'
    >>> negotiate(None, RDF_FORMATS).name
    'turtle'

    HTML is chosen by name only, never by a wildcard.

    >>> negotiate("text/*, application/json;q=0.1", (HTML, PLAIN_JSON)).name
    'plain-json'
    """
    if accept is not None and len(accept) > _REMEMBERED_LENGTH:
        return _negotiated.__wrapped__(accept, tuple(offered))
    return _negotiated(accept, tuple(offered))


@lru_cache(maxsize=1024)
def _negotiated(accept: str | None, offered: tuple[Format, ...]) -> Format:
    ranges = _parse_accept(accept) if accept and accept.strip() else [_Range("*/*", frozenset(), 1.0)]
    qualities = [_best_quality(ranges, candidate) for candidate in offered]
    best = max(qualities, default=0.0)
    if best <= 0:
        types = ", ".join(candidate.media_type for candidate in offered)
        raise NotAcceptable(
            f"Accept: found {accept!r}, expected one of {types}",
            f"Accept: {accept!r} に合う形式がありません。使えるのは {types} です",
        )
    return offered[qualities.index(best)]


def negotiate_document(accept: str | None, *, with_html: bool = True, besides: Sequence[Format] = ()) -> Format:
    """The format of a document, which is one graph and says in :data:`DATASET_FORMATS` where its triples come from.

    Those are for who accepts nothing else: a client that takes any syntax looks for a document's triples outside of
    named graphs. ``besides`` are forms that only this document has. Raises NotAcceptable.

    >>> negotiate_document("application/n-quads, application/trig;q=0.95, text/turtle;q=0.6").name
    'turtle'
    >>> negotiate_document("application/n-quads").name
    'n-quads'
    """
    others = (*((HTML,) if with_html else ()), *besides)
    try:
        return negotiate(accept, (*RDF_FORMATS, *others))
    except NotAcceptable:
        return negotiate(accept, (*GRAPH_FORMATS, *others))


#: Media types of requests and of answers that are not a choice of representation.
SPARQL_QUERY_TYPE = "application/sparql-query"
SPARQL_UPDATE_TYPE = "application/sparql-update"
FORM_TYPE = "application/x-www-form-urlencoded"
METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"

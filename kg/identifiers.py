"""Every published IRI: minted and parsed here and nowhere else.

Data IRIs are ``{base}id/{path}``; each answers 303 to its document ``{base}doc/{path}``, which has one named graph per
agreement and one each for registry, laws, bodies, areas and so on. Paths are ASCII and never depend on the order of
input. Terms of the ontology and of the concept schemes live under ``https://w3id.org/renkei/`` whoever publishes.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from kg.model.agreement import Agreement, Body, Capacity
from kg.model.text import Box, Span

ONTOLOGY = "https://w3id.org/renkei/ontology#"
SCHEMES = "https://w3id.org/renkei/"
SHAPES = "https://w3id.org/renkei/shapes#"
AKOMA_NTOSO_ATTRIBUTES = "https://w3id.org/renkei/akoma-ntoso#"  #: of what Akoma Ntoso has no attribute for

#: Concept schemes that are authored, one file each under ``ontology/``; a concept is ``{SCHEMES}{scheme}/{slug}``.
AUTHORED_SCHEMES = (
    "policy-field",
    "instrument",
    "capacity",
    "duty-type",
    "clause-type",
    "statutory-element",
    "event-type",
    "thing-kind",
)
#: The scheme of the rules, made from their tables.
RULES = "rule"
SCHEME_NAMES = (*AUTHORED_SCHEMES, RULES)

#: Named graphs that are not an agreement's.
SHARED_GRAPHS = ("registry", "laws", "bodies", "areas", "schemes", "ontology", "catalog", "release")

_NAMED_IN_FULL = 4
_PAGE_REGION_PATH = re.compile(r"id/agreement/(?P<slug>[^/]+)/source#page=(?P<page>\d+)&viewrect=[\d.,]+")
#: Kinds that form a region around a core city; between the same parties there is one of them at a time.
_OF_REGIONS = {"renkei-kyoyaku", "teiju-jiritsuken"}
_AGREEMENT_PART = re.compile(r"https?://.+?/id/agreement/(?P<slug>[^/]+)(?:/(?P<path>.+))?")
_SPAN_PATH = re.compile(r"id/agreement/(?P<slug>[^/]+)/span/(?P<start>\d+)-(?P<end>\d+)")


def is_web_iri(text: str) -> bool:
    """Whether a text is an absolute http(s) IRI that names a host, well formed after RFC 3987.

    >>> is_web_iri("https://www.town.biei.hokkaido.jp/"), is_web_iri("not a url <>"), is_web_iri("www.example.jp")
    (True, False, False)
    """
    try:
        parts = urlsplit(NamedNode(text).value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def short_hash(text: str, *, digits: int = 8) -> str:
    """First hexadecimal digits of the sha256 of the NFKC form.

    >>> short_hash("某町")
    'fe0206c2'
    """
    return hashlib.sha256(unicodedata.normalize("NFKC", text).encode()).hexdigest()[:digits]


def concept_iri(scheme: str, slug: str) -> str:
    """Return the IRI of a concept.

    >>> concept_iri("policy-field", "renkei-a-b")
    'https://w3id.org/renkei/policy-field/renkei-a-b'
    """
    return f"{SCHEMES}{scheme}/{slug}"


def scheme_iri(scheme: str) -> str:
    """Return the IRI of a concept scheme.

    >>> scheme_iri("instrument")
    'https://w3id.org/renkei/instrument/'
    """
    return f"{SCHEMES}{scheme}/"


def parse_concept_iri(iri: str) -> tuple[str, str]:
    """Scheme and slug of a concept's IRI. Raises ValueError for any other IRI.

    >>> parse_concept_iri("https://w3id.org/renkei/duty-type/lead")
    ('duty-type', 'lead')
    """
    scheme, _, slug = iri.removeprefix(SCHEMES).partition("/")
    if not iri.startswith(SCHEMES) or scheme not in SCHEME_NAMES or not slug:
        raise ValueError(f"{iri}: expected {SCHEMES}{{{'|'.join(SCHEME_NAMES)}}}/slug")
    return scheme, slug


def body_key(body: Body) -> str:
    """Code of a body, or ``x`` + 8 hexadecimal digits of its name where it has none.

    One whose code another body took over has the day of that, too: the code alone means the body of today.

    >>> body_key(Body(name="旭川市", code="012041"))
    '012041'
    >>> body_key(Body(name="川北村", code="173240", until=date(1980, 4, 1)))
    '173240-19800401'
    """
    key = body.code or f"x{short_hash(body.name)}"
    return f"{key}-{body.until:%Y%m%d}" if body.until else key


def is_of_region(instrument: str) -> bool:
    """Whether instruments of a kind form a region around a core city; between the same parties there is one at a time.

    >>> is_of_region("renkei-kyoyaku"), is_of_region("jimu-itaku")
    (True, False)
    """
    return instrument in _OF_REGIONS


def agreement_slug(agreement: Agreement) -> str:
    """``{parties}-{date}``, for other kinds than 連携協約 and 定住自立圏形成協定 with six digits of the title's hash.

    Parties: codes, core city first, the rest ascending; more than four: the first two, then ``et-`` and 8 digits of a
    hash of all. Date: of signing, else ``p`` + the date printed at the head, else ``undated``.
    """
    slug = f"{_party_part(agreement, _core_keys(agreement))}-{_date_part(agreement)}"
    if agreement.instrument in _OF_REGIONS:
        return slug
    return f"{slug}-{_title_hash(agreement.title.text)}"


def amended_slug(agreement: Agreement) -> str | None:
    """The slug of the agreement that this one amends, made by the same rule from what this one says of it.

    The parties are taken to be the same. None where the text does not date it, or does not say whose slug comes first:
    the core city of a region is a city, so where no party is called so, the only city among them is it.
    """
    amendment = agreement.amendment
    if amendment is None or not agreement.parties:
        return None
    target = amendment.target
    if target.signed_on is None and target.printed_on is None:
        return None
    core = _core_keys(agreement)
    regional = agreement.instrument in _OF_REGIONS
    if regional and not core:
        cities = {body_key(b) for p in agreement.parties for b in p.bodies if b.name.endswith("市")}
        if len(cities) != 1:
            return None
        core = sorted(cities)
    day = f"{target.signed_on.value:%Y%m%d}" if target.signed_on else ""
    if target.signed_on is None and target.printed_on is not None:
        day = f"p{target.printed_on.value:%Y%m%d}"
    slug = f"{_party_part(agreement, core)}-{day}"
    if regional:
        return slug
    return f"{slug}-{_title_hash(target.title)}" if target.title else None


def _title_hash(title: str) -> str:
    return short_hash("".join(unicodedata.normalize("NFKC", title).split()), digits=6)


def _core_keys(agreement: Agreement) -> list[str]:
    return sorted({body_key(b) for p in agreement.parties if p.capacity is Capacity.CORE_CITY for b in p.bodies})


def _party_part(agreement: Agreement, core: list[str]) -> str:
    rest = sorted({body_key(b) for p in agreement.parties for b in p.bodies} - set(core))
    keys = core + rest
    if len(keys) > _NAMED_IN_FULL:
        keys = [*keys[:2], f"et-{short_hash('-'.join(keys))}"]
    return "-".join(keys) if keys else "x"


def _date_part(agreement: Agreement) -> str:
    if agreement.signed_on:
        return f"{agreement.signed_on.value:%Y%m%d}"
    return f"p{agreement.printed_on.value:%Y%m%d}" if agreement.printed_on else "undated"


def article_number(number: tuple[int, ...]) -> str:
    """An article number as published.

    >>> article_number((252, 2)), article_number((3,))
    ('252の2', '3')
    """
    return "の".join(map(str, number))


def article_path(number: tuple[int, ...]) -> str:
    """Path of an article below its agreement.

    >>> article_path((7, 2))
    'article/7-2'
    """
    return f"article/{'-'.join(map(str, number))}"


def egov_page(law_id: str, article: str | None = None, paragraph: str | None = None) -> str:
    """The page of a law at e-Gov 法令検索, at the article and paragraph where they are given.

    >>> egov_page("322AC0000000067")
    'https://laws.e-gov.go.jp/law/322AC0000000067'
    >>> egov_page("322AC0000000067", "252の2", "1")
    'https://laws.e-gov.go.jp/law/322AC0000000067#Mp-At_252_2-Pr_1'
    """
    page = f"https://laws.e-gov.go.jp/law/{law_id}"
    if article is None:
        return page
    return f"{page}#Mp-At_{article.replace('の', '_')}" + (f"-Pr_{paragraph}" if paragraph else "")


def akoma_ntoso_work(instrument: str, day: date | None, slug: str) -> str:
    """The IRI of an agreement as a work, after the Akoma Ntoso naming convention 1.0 (section 4.4).

    >>> akoma_ntoso_work("renkei-kyoyaku", date(2022, 1, 12), "012041-014591-20220112")
    '/akn/jp/act/renkei-kyoyaku/2022-01-12/012041-014591-20220112'
    """
    return "/".join(["/akn/jp/act", instrument, *([day.isoformat()] if day else []), slug])


@dataclass(frozen=True, slots=True)
class Iris:
    """Mints the data IRIs of one publisher. ``base`` ends in a slash.

    >>> Iris("http://localhost:8000/").municipality("012041")
    'http://localhost:8000/id/municipality/012041'
    """

    base: str

    def id(self, path: str) -> str:
        """The IRI of a thing.

        >>> Iris("https://example.jp/").id("area/012041")
        'https://example.jp/id/area/012041'
        """
        return f"{self.base}id/{path}"

    def document(self, path: str) -> str:
        """The IRI of a document; for agreements and shared graphs it also names the graph.

        >>> Iris("https://example.jp/").document("registry")
        'https://example.jp/doc/registry'
        """
        return f"{self.base}doc/{path}"

    def page(self, path: str) -> str:
        """The URL of something served beside ``id/`` and ``doc/``: the portal, the catalog, the endpoint.

        >>> Iris("https://example.jp/").page("catalog")
        'https://example.jp/catalog'
        """
        return f"{self.base}{path}"

    def download(self, path: str) -> str:
        """The URL of a file of the live release.

        >>> Iris("https://example.jp/").download("renkei.ttl")
        'https://example.jp/download/renkei.ttl'
        """
        return f"{self.base}download/{path}"

    def change(self, key: str) -> str:
        """A change of an agreement in a release: a member of the event stream."""
        return self.page(f"ldes/change/{key}")

    def parse(self, iri: str) -> tuple[str, str]:
        """``("id" | "doc", path)`` of one of our IRIs. Raises ValueError for any other.

        >>> Iris("https://example.jp/").parse("https://example.jp/id/area/012041")
        ('id', 'area/012041')
        """
        kind, _, path = iri.removeprefix(self.base).partition("/")
        if not iri.startswith(self.base) or kind not in {"id", "doc"} or not path:
            raise ValueError(f"{iri}: expected {self.base}id/… or {self.base}doc/…")
        return kind, path

    def municipality(self, code: str) -> str:
        return self.id(f"municipality/{code}")

    def prefecture(self, code: str) -> str:
        return self.id(f"prefecture/{code}")

    def body(self, body: Body) -> str:
        """A public body: municipality or prefecture by code, else ``id/body/x…`` or, where another has its code now,
        ``id/body/{code}-{day of that}``.

        >>> Iris("https://example.jp/").body(Body(name="旭川市", code="012041"))
        'https://example.jp/id/municipality/012041'
        """
        if body.code is None or body.until is not None:
            return self.id(f"body/{body_key(body)}")
        return self.prefecture(body.code) if body.code[2:5] == "000" else self.municipality(body.code)

    def area(self, code: str) -> str:
        """The cooperation area around the core city of that code."""
        return self.id(f"area/{code}")

    def law(self, law_id: str) -> str:
        """A law by its e-Gov LawId.

        >>> Iris("https://example.jp/").law("322AC0000000067")
        'https://example.jp/id/law/322AC0000000067'
        """
        return self.id(f"law/{law_id}")

    def cited_instrument(self, name: str, number: str | None) -> str:
        """A cited instrument without LawId: 要綱, 条例, another 規約."""
        return self.id(f"instrument/{short_hash(name + (number or ''))}")

    def agreement(self, slug: str) -> str:
        return self.id(f"agreement/{slug}")

    def agreement_graph(self, slug: str) -> str:
        """The named graph of an agreement, which is its document."""
        return self.document(f"agreement/{slug}")

    def part(self, slug: str, path: str) -> str:
        """A part of an agreement.

        >>> Iris("https://example.jp/").part("012041-014591-20220112", "article/4/paragraph/2")
        'https://example.jp/id/agreement/012041-014591-20220112/article/4/paragraph/2'
        """
        return f"{self.agreement(slug)}/{path}"

    def source(self, slug: str) -> str:
        """The source document an agreement was read from."""
        return self.part(slug, "source")

    def span(self, slug: str, span: Span) -> str:
        """A stretch of the source.

        >>> Iris("https://example.jp/").span("a", Span(3, 9))
        'https://example.jp/id/agreement/a/span/3-9'
        """
        return self.part(slug, f"span/{span.start}-{span.end}")

    def page_region(self, slug: str, box: Box) -> str:
        """A part of a page of the source, as a fragment of the source document.

        The fragment is that of RFC 8118 (section 3, ``page`` and ``viewrect``: left, top, width, height in points from
        the upper left corner), which Web Annotation (section 4.2.1) takes for parts of PDF files.

        >>> Iris("https://example.jp/").page_region("a", Box(Span(0, 4), 3, 72.0, 90.5, 172.25, 102.5))
        'https://example.jp/id/agreement/a/source#page=3&viewrect=72,90.5,100.25,12'
        """
        sides = (box.left, box.top, box.right - box.left, box.bottom - box.top)
        return f"{self.source(slug)}#page={box.page}&viewrect={','.join(_decimal(side) for side in sides)}"

    def parse_page_region(self, iri: str) -> tuple[str, int]:
        """Slug of the agreement and page of a page region's IRI. Raises ValueError for any other IRI.

        >>> Iris("https://example.jp/").parse_page_region(
        ...     "https://example.jp/id/agreement/a/source#page=3&viewrect=1,2,3,4"
        ... )
        ('a', 3)
        """
        found = _PAGE_REGION_PATH.fullmatch(iri.removeprefix(self.base))
        if not iri.startswith(self.base) or found is None:
            raise ValueError(f"{iri}: expected {self.source('…')}#page=1&viewrect=0,0,1,1")
        return found["slug"], int(found["page"])

    def parse_span(self, iri: str) -> tuple[str, Span]:
        """Slug of the agreement and stretch of a span's IRI. Raises ValueError for any other IRI.

        >>> Iris("https://example.jp/").parse_span("https://example.jp/id/agreement/a/span/3-9")
        ('a', Span(start=3, end=9))
        """
        found = _SPAN_PATH.fullmatch(iri.removeprefix(self.base))
        if not iri.startswith(self.base) or found is None:
            raise ValueError(f"{iri}: expected {self.span('…', Span(0, 1))}")
        return found["slug"], Span(int(found["start"]), int(found["end"]))


def parse_agreement_part(iri: str) -> tuple[str, str] | None:
    """Slug of the agreement and path of the part below it, whatever the base; None for the IRI of anything else.

    >>> parse_agreement_part("https://example.jp/id/agreement/a-20220112/party/1")
    ('a-20220112', 'party/1')
    """
    found = _AGREEMENT_PART.fullmatch(iri)
    return (found["slug"], found["path"] or "") if found else None


def _decimal(points: float) -> str:
    """At most two decimals, without trailing zeros; a place left of or above the page is its edge."""
    return f"{max(points, 0.0):.2f}".rstrip("0").rstrip(".")

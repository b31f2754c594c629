"""``/shapes``: the SHACL shapes that the data conform to, as the release has them. Their IRIs lead here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter, Request
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, Triple, parse
from starlette.exceptions import HTTPException
from starlette.responses import Response

from kg.formats import HTML, TURTLE, Format
from kg.identifiers import SHAPES
from kg.store.graph_answers import write_graph
from kg.vocabulary import SH
from kg.web.alternates import answer_alternates
from kg.web.answers import complete
from kg.web.description import Description, Words, shortened
from kg.web.documents import split_extension
from kg.web.language import Language
from kg.web.link_header import DOCUMENT_FORMATS, document_links, representation
from kg.web.pages import alternates_at, page, reader_of
from kg.web.profiles import ALTERNATES, DATA, choose_media_type, choose_profile
from kg.web.query_string import read_parameter
from kg.web.site import AtSite, Site

router = APIRouter(tags=["Linked data"])
_PATH = "shapes"
_IRI = SHAPES.removesuffix("#")
_MOST_BYTES = 16 * 1024 * 1024
_VARY = ("Accept", "Accept-Language", "Accept-Profile")


@dataclass(frozen=True, slots=True)
class _Shape:
    """A node shape: its name, the classes it is for and where they lead, what it asks for."""

    name: str
    targets: tuple[tuple[str, str], ...]
    message: Words | None


@router.get("/shapes", summary="The SHACL shapes")
@router.head("/shapes", include_in_schema=False)
async def read_shapes(request: Request, site: AtSite) -> Response:
    return _answer(request, site, None)


@router.get("/shapes.{extension}", include_in_schema=False)
@router.head("/shapes.{extension}", include_in_schema=False)
async def read_shapes_as(request: Request, site: AtSite, extension: str) -> Response:
    _, named = split_extension(f"x.{extension}")
    if named is None:
        raise HTTPException(404)
    return _answer(request, site, named)


def _answer(request: Request, site: Site, named: Format | None) -> Response:
    files = tuple(file.path for file in site.release.manifest.files if _is_shape(file.path))
    if not files:
        raise HTTPException(404)
    wanted = read_parameter(request, "_mediatype")
    chosen = named or choose_media_type(wanted, request.headers.get("accept"), DOCUMENT_FORMATS)
    profile = choose_profile(read_parameter(request, "_profile"), request.headers.get("accept-profile"))
    if profile is ALTERNATES:
        return answer_alternates(request, site, _PATH, chosen)
    links = reader_of(request).links
    headers = {
        "Link": ", ".join(document_links(links, _PATH, _IRI, chosen=chosen)),
        "Content-Profile": f"<{DATA.iri}>",
        **({} if named else {"Content-Location": representation(links, _PATH, chosen)}),
    }
    triples = _read(site.release.manifest.id, site.release.directory, files)
    if chosen is HTML:
        return _page(request, triples, headers)
    assert isinstance(chosen.engine, RdfFormat)  # noqa: S101 -- HTML aside, documents are graphs
    body = _written(triples, chosen.engine)
    vary = () if named else _VARY
    modified = site.release.modified
    return complete(request, body, chosen.content_type, vary=vary, headers=headers, modified=modified)


def _is_shape(path: str) -> bool:
    return path.startswith(f"{_PATH}/") and path.endswith(f".{TURTLE.extension}")


@lru_cache(maxsize=4)
def _read(_release: str, directory: Path, files: tuple[str, ...]) -> tuple[Triple, ...]:
    """The shapes of a release; blank nodes are named by what they say, so that answers are the same everywhere."""
    dataset = Dataset(quad for name in files for quad in parse(path=str(directory / name), format=RdfFormat.TURTLE))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return tuple(quad.triple for quad in dataset)


@lru_cache(maxsize=32)
def _written(triples: tuple[Triple, ...], syntax: RdfFormat) -> bytes:
    return write_graph(triples, syntax, datatypes={}, cap=_MOST_BYTES)


def _page(request: Request, triples: tuple[Triple, ...], headers: dict[str, str]) -> Response:
    reader = reader_of(request)
    known = Description(triples)
    shapes = sorted(_shapes(known, reader.language), key=lambda shape: shape.name)
    rows = [(shape, [(name, reader.links.to(iri)) for name, iri in shape.targets]) for shape in shapes]
    alternates = alternates_at(reader.links, _PATH)
    return page(request, "shapes.html", {"rows": rows}, iri=_IRI, alternates=alternates, headers=headers, vary=_VARY)


def _shapes(known: Description, language: Language) -> Iterator[_Shape]:
    for iri in known.instances(SH["NodeShape"]):
        if not iri.startswith(SHAPES):
            continue
        targets = tuple((shortened(target), target) for target in known.iris(iri, SH["targetClass"]))
        messages = known.texts(iri, SH["message"])
        message = next((words for words in messages if words.language == language.value), None)
        yield _Shape(iri.removeprefix(SHAPES), targets, message)

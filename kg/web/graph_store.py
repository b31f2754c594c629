"""``/graph-store``: the SPARQL 1.1 Graph Store HTTP Protocol, its reading half.

``?graph=`` names a graph, ``?default`` is the union of all, which is what queries see. Without either the answer is
the whole data set with its named graphs. Graphs are also read at their own IRIs, which are documents.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.responses import Response

from kg.errors import MalformedQuery, ReleaseError
from kg.formats import DATASET_FORMATS, RDF_FORMATS, Format, negotiate_document
from kg.web.answers import accepted, complete
from kg.web.disconnects import while_connected
from kg.web.downloads import answer_file
from kg.web.query_string import read_pairs
from kg.web.site import AtSite, Site

router = APIRouter(tags=["SPARQL"])
_VARY = ("Accept",)
#: The files of a release that hold everything, without their extension.
_WHOLE = "renkei"


@router.get("/graph-store", summary="A graph, or all (Graph Store Protocol, read only)")
@router.head("/graph-store", include_in_schema=False)
async def read_graph(request: Request, site: AtSite) -> Response:
    pairs = read_pairs(request.scope["query_string"].decode("latin-1"))
    named = [value for name, value in pairs if name == "graph"]
    asked = len(named) + any(name == "default" for name, _ in pairs)
    if asked > 1:
        raise MalformedQuery(
            "request: expected one graph, or default, or neither", "graph か default はどちらか1個だけにしてください"
        )
    if named:
        return await _graph(request, site, named[0])
    return _dump(request, site, accepted(request, RDF_FORMATS if asked else (*DATASET_FORMATS, *RDF_FORMATS)))


async def _graph(request: Request, site: Site, name: str) -> Response:
    try:
        graph = NamedNode(name)
    except ValueError as error:
        raise MalformedQuery(
            f"graph: found {name!r}, expected an absolute IRI", f"グラフ {name!r} は絶対IRIではありません"
        ) from error
    if name not in site.release.manifest.counts.graphs:
        raise HTTPException(404)
    chosen = negotiate_document(request.headers.get("accept"), with_html=False)
    body = await while_connected(request, site.document(name, "graph", chosen, graph=graph))
    return complete(request, body, chosen.content_type, vary=_VARY, modified=site.release.modified)


def _dump(request: Request, site: Site, chosen: Format) -> Response:
    path = f"{_WHOLE}.{chosen.extension}"
    if path not in site.release.files:
        raise ReleaseError(f"{path}: not in the release", f"{path} がリリースにありません")
    return answer_file(request, site.release, site.release.files[path], vary=_VARY)

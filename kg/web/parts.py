"""Parts of the data set as downloads: all agreements of a municipality or of a cooperation area, or one agreement.

``download/municipalities/{code}.{extension}``, ``download/areas/{code}.{extension}``,
``download/agreements/{slug}.{extension}``, each packed as well: they are made when they are asked for. As files they
would be 36 for each of some 12,000 things, and each agreement would be stored again for every party.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass

from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException

from kg.formats import GRAPH_FORMATS, PACKED_FORMATS, Format, by_extension
from kg.packing import PACKERS
from kg.web.site import Site

_EXTENSIONS = "|".join(format_.extension for format_ in GRAPH_FORMATS)
_PACKINGS = "|".join(format_.extension for format_ in PACKED_FORMATS)
_PATH = re.compile(
    rf"(?P<kind>agreements|municipalities|areas)/(?P<key>[0-9a-z-]{{1,80}})\.(?P<format>{_EXTENSIONS})"
    rf"(?:\.(?P<packing>{_PACKINGS}))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the data set in one syntax, packed or plain. ``kind`` and ``key`` are as in its path."""

    path: str
    kind: str
    key: str
    syntax: Format
    packing: Format | None

    @property
    def content_type(self) -> str:
        """The Content-Type header's value."""
        return (self.packing or self.syntax).content_type


def parse_part(path: str) -> Part | None:
    """The part that a path below ``download/`` names; None where it can name none.

    >>> part = parse_part("areas/012041.nq.zst")
    >>> part and (part.kind, part.key, part.syntax.name, part.content_type)
    ('areas', '012041', 'n-quads', 'application/zstd')
    """
    found = _PATH.fullmatch(path)
    if found is None:
        return None
    packing = by_extension(found["packing"], PACKED_FORMATS) if found["packing"] else None
    syntax = by_extension(found["format"], GRAPH_FORMATS)
    return Part(path=path, kind=found["kind"], key=found["key"], syntax=syntax, packing=packing)


async def make_part(site: Site, part: Part) -> bytes:
    """The bytes of a part; they are kept while there is room. Raises HTTPException (404) where it has no agreement."""
    return await site.documents.get(("part", part.path), lambda: _made(site, part))


async def _made(site: Site, part: Part) -> bytes:
    graphs = await _graphs(site, part)
    if not graphs:
        raise HTTPException(404)
    data = await site.construct_of("part", part.syntax, "graph", graphs)
    return await asyncio.to_thread(PACKERS[part.packing], data) if part.packing else data


async def _graphs(site: Site, part: Part) -> list[NamedNode]:
    iris = site.release.iris
    if part.kind == "agreements":
        return [NamedNode(iris.agreement_graph(part.key))] if part.key in site.release.agreements else []
    if part.kind == "areas":
        found = await site.select("part_of_area", iri=NamedNode(iris.area(part.key)))
    else:
        found = await site.select("part_of_municipality", iri=NamedNode(iris.municipality(part.key)))
    return [node for solution in found if isinstance(node := solution["node"], NamedNode)]

"""Where the bodies of a data set are: one place with its name, a point and a rectangle, as portals show on a map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph.literals import japanese
from kg.model.agreement import Body
from kg.registries.municipalities import MunicipalityRegistry
from kg.vocabulary import DCAT, DCTERMS, GEO, LOCN, RDF, RDFS


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The main offices of some bodies. ``points`` are longitude and latitude in degrees (CRS84)."""

    name: str
    points: tuple[tuple[float, float], ...]

    @property
    def centroid(self) -> str:
        """The mean of the offices as WKT."""
        count = len(self.points)
        longitude, latitude = (round(sum(axis) / count, 6) for axis in zip(*self.points, strict=True))
        return f"POINT({longitude} {latitude})"

    @property
    def rectangle(self) -> str | None:
        """The rectangle around the offices as WKT; None for one office, or several on one line north or east."""
        west, east = min(x for x, _ in self.points), max(x for x, _ in self.points)
        south, north = min(y for _, y in self.points), max(y for _, y in self.points)
        if west == east or south == north:
            return None
        corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
        return f"POLYGON(({', '.join(f'{x} {y}' for x, y in corners)}))"


def place_of(bodies: Iterable[Body], *, registry: MunicipalityRegistry) -> Place | None:
    """The place of the bodies that have a code; None where none has."""
    coded = {body.code: body.name for body in bodies if body.code}
    if not coded:
        return None
    rows = [registry.by_code(code) for code in coded]
    return Place(name="・".join(coded.values()), points=tuple((row.longitude, row.latitude) for row in rows))


def place_triples(node: NamedNode, place: Place) -> Iterator[Triple]:
    """The place under an IRI. ``locn:geometry`` is what CKAN searches by: the rectangle, else the point."""
    yield Triple(node, RDF["type"], DCTERMS["Location"])
    yield Triple(node, RDFS["label"], japanese(place.name))
    yield Triple(node, DCAT["centroid"], _wkt(place.centroid))
    rectangle = place.rectangle
    yield Triple(node, LOCN["geometry"], _wkt(rectangle or place.centroid))
    if rectangle:
        yield Triple(node, DCAT["bbox"], _wkt(rectangle))


def _wkt(text: str) -> Literal:
    return Literal(text, datatype=GEO["wktLiteral"])

"""How much there is: counts of a set of quads, for the description of the data set and the manifest."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from kg.vocabulary import RDF

_RDF_TYPE = RDF["type"].value


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """Numbers of a data set. ``entities`` are the subjects with a type; the mappings are sorted by IRI.

    ``graphs`` counts triples by graph, ``classes`` instances by class, ``properties`` triples by property.
    """

    triples: int
    entities: int
    subjects: int
    objects: int
    graphs: Mapping[str, int]
    classes: Mapping[str, int]
    properties: Mapping[str, int]


def count_quads(quads: Iterable[Quad]) -> Statistics:
    """Count quads, each of which stands there once."""
    graphs, classes, properties = Counter[str](), Counter[str](), Counter[str]()
    subjects, objects, typed = set[bytes](), set[bytes](), set[bytes]()
    for quad in quads:
        subject, predicate, value = _known_by(quad.subject), quad.predicate.value, quad.object
        subjects.add(subject)
        objects.add(_known_by(value))
        properties[predicate] += 1
        if isinstance(quad.graph_name, NamedNode):
            graphs[quad.graph_name.value] += 1
        if predicate == _RDF_TYPE and isinstance(value, NamedNode):
            classes[value.value] += 1
            typed.add(subject)
    return Statistics(
        triples=properties.total(),
        entities=len(typed),
        subjects=len(subjects),
        objects=len(objects),
        graphs=_sorted(graphs),
        classes=_sorted(classes),
        properties=_sorted(properties),
    )


def _known_by(term: object) -> bytes:
    """A term in 16 bytes: millions of texts are not held, and no two of them will have the same."""
    return hashlib.blake2b(str(term).encode(), digest_size=16).digest()


def _sorted(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted(counter.items()))

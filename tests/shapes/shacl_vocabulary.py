"""The SHACL vocabulary, from the copy that pySHACL ships."""

from __future__ import annotations

import functools
from importlib.resources import files

from pyoxigraph import Literal, Quad, RdfFormat, parse

from kg.vocabulary import SH

#: Parameters that state no constraint of their own: sh:property only leads to another shape, and
#: sh:qualifiedValueShape says what the two that count after it count.
_STRUCTURAL = frozenset({SH["property"].value, SH["qualifiedValueShape"].value})


@functools.cache
def shacl_quads() -> tuple[Quad, ...]:
    """The vocabulary (https://www.w3.org/ns/shacl.ttl)."""
    text = files("pyshacl").joinpath("assets/shacl.ttl").read_bytes()
    return tuple(parse(text, format=RdfFormat.TURTLE))


def shacl_terms() -> frozenset[str]:
    """Every term of the namespace ``sh:`` that the vocabulary defines."""
    return frozenset(str(quad.subject)[1:-1] for quad in shacl_quads() if str(quad.subject).startswith(f"<{SH.iri}"))


def constraint_parameters() -> frozenset[str]:
    """The properties that each make a constraint: the parameters of the constraint components that are not optional."""
    paths = {str(quad.subject): quad.object for quad in shacl_quads() if quad.predicate == SH["path"]}
    optional = {
        str(quad.subject)
        for quad in shacl_quads()
        if quad.predicate == SH["optional"] and isinstance(quad.object, Literal) and quad.object.value == "true"
    }
    parameters = {str(quad.object) for quad in shacl_quads() if quad.predicate == SH["parameter"]}
    return frozenset(str(paths[name])[1:-1] for name in parameters - optional) - _STRUCTURAL

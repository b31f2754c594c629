"""Which datatypes the query store loses: the engine keeps every integer type of XML Schema as ``xsd:integer``.

The manifest names the property of each such datatype, so that the server can give graphs as the files have them.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, Quad, Store

from kg.vocabulary import XSD

_FOLDED = XSD["integer"]


def lost_datatypes(quads: Iterable[Quad]) -> dict[str, str]:
    """Datatype IRI by property IRI, where all integers of the property have one datatype other than ``xsd:integer``.

    Only types whose values are not negative count: the server must not give a computed negative number such a type.
    """
    found: dict[str, set[str]] = {}
    samples: dict[str, bool] = {}
    for quad in quads:
        value = quad.object
        if not isinstance(value, Literal):
            continue
        datatype = value.datatype.value
        if datatype not in samples:
            samples[datatype] = datatype == _FOLDED.value or _stored(quad).datatype == _FOLDED
        if samples[datatype]:
            kept = datatype if value.value.isdigit() else _FOLDED.value
            found.setdefault(quad.predicate.value, set()).add(kept)
    single = {iri: next(iter(datatypes)) for iri, datatypes in sorted(found.items()) if len(datatypes) == 1}
    return {iri: datatype for iri, datatype in single.items() if datatype != _FOLDED.value}


def _stored(quad: Quad) -> Literal:
    """The quad's literal as the store gives it back."""
    store = Store()
    store.add(quad)
    (kept,) = store
    assert isinstance(kept.object, Literal)  # noqa: S101 -- a literal went in
    return kept.object

"""Whether two readings say the same, wherever and in whichever format they stand."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.identifiers import Iris
from kg.vocabulary import DCTERMS, RENKEI

#: What is said of the file itself: another file says otherwise. A key is a property of the source document.
OF_THE_FILE = (RENKEI["sha256"], RENKEI["fileName"], DCTERMS["format"], RENKEI["characters"])
#: Words just as printed: white space and line ends inside them are those of the file.
AS_PRINTED = (RENKEI["citationText"],)
#: Where words stand: offsets, exact characters and places on pages count in the file that was read.
OF_PLACES = (RENKEI["span"],)


def said(quads: Iterable[Quad], *, iris: Iris, slug: str) -> frozenset[Triple]:
    """What the graph of an agreement says apart from its file and the places in it.

    Left out are the properties of :data:`OF_THE_FILE`, links to spans and all that is said of the spans themselves; of
    what is said :data:`AS_PRINTED`, the white space.
    """
    spans = f"{iris.agreement(slug)}/span/"
    return frozenset(
        _without_white_space(quad.triple) if quad.predicate in AS_PRINTED else quad.triple
        for quad in quads
        if quad.predicate not in {*OF_THE_FILE, *OF_PLACES}
        and not (isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(spans))
    )


def _without_white_space(triple: Triple) -> Triple:
    words = triple.object
    return (
        Triple(triple.subject, triple.predicate, Literal("".join(words.value.split())))
        if isinstance(words, Literal)
        else triple
    )

"""Each term of the ontology that the data uses has an example from it, and the shapes that look at it."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.identifiers import ONTOLOGY
from kg.validation.shapes import property_paths, target_classes
from kg.vocabulary import PREFIXES, RDFS, SKOS
from tests.publication.conftest import BuiltRelease

_PREFIXES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())


def _examples(release: BuiltRelease) -> dict[str, str]:
    return {
        str(quad.subject).strip("<>"): quad.object.value
        for quad in release.quads("ontology-notes.ttl")
        if quad.predicate == SKOS["example"] and isinstance(quad.object, Literal)
    }


def test_every_example_is_a_statement_of_the_data(release: BuiltRelease) -> None:
    examples = _examples(release)
    assert len(examples) > 80
    data = {quad.triple for quad in release.quads("renkei.nq")}
    for term, example in examples.items():
        (found,) = parse(_PREFIXES + example, format=RdfFormat.TURTLE)
        assert term in {found.predicate.value, str(found.object).strip("<>")}
        assert found.triple in data or _cut(found)


def _cut(quad: Quad) -> bool:
    return isinstance(quad.object, Literal) and quad.object.value.endswith("…")


def test_terms_lead_to_their_shapes(release: BuiltRelease) -> None:
    linked = {
        str(quad.subject).strip("<>")
        for quad in release.quads("ontology-notes.ttl")
        if quad.predicate == RDFS["seeAlso"]
    }
    looked_at = set(target_classes().values()) | {path.value for path in property_paths()}
    assert linked == {iri for iri in looked_at if iri.startswith(ONTOLOGY)}
    assert NamedNode(f"{ONTOLOGY}Role").value in linked

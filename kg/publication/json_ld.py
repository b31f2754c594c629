"""Compact JSON-LD 1.1: one node object per subject, one per line, with the context inside the file.

Identifiers are full IRIs, so that readers who know nothing of JSON-LD can use them; property and class names are short.
Of several named graphs the union is written: tools that read a file into one graph (rdflib's ``Graph``) would otherwise
find it empty. TriG and N-Quads keep the graphs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.publication.json_ld_context import (
    IRI_VALUES,
    LANGUAGE_VALUES,
    PLAIN_VALUES,
    Context,
    compact_iri,
    publication_context,
)
from kg.vocabulary import RDF, XSD

JsonValue = str | int | bool | dict[str, str]
Node = dict[str, JsonValue | list[JsonValue] | dict[str, str | list[str]]]

_RDF_TYPE = RDF["type"].value
_BOOLEAN = XSD["boolean"].value
_INTEGER = XSD["integer"].value
_CANONICAL_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")


def write_context(context: Context | None = None) -> bytes:
    """The context alone, as published in ``context.jsonld``."""
    content = {"@context": (context or publication_context()).to_json()}
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def write_json_ld(triples: Iterable[Quad | Triple], context: Context | None = None) -> bytes:
    """Triples, or quads without their graphs, as one JSON-LD document. Their order does not matter."""
    distinct = dict.fromkeys(t.triple if isinstance(t, Quad) else t for t in triples)
    ordered = sorted(distinct, key=lambda triple: str(triple.subject))
    return b"".join(stream_json_ld(ordered, context))


def stream_json_ld(triples: Iterable[Triple], context: Context | None = None) -> Iterator[bytes]:
    """The document in pieces. All that is said of a subject stands together in ``triples``, each statement once."""
    used = context or publication_context()
    yield f'{{"@context": {_dumps(used.to_json())},\n"@graph": [\n'.encode()
    separator = ""
    for subject, group in groupby(triples, key=lambda triple: _id(triple.subject)):
        yield (separator + _dumps(_node(subject, list(group), used))).encode()
        separator = ",\n"
    yield b"\n]}\n"


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _id(term: object) -> str:
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    if isinstance(term, NamedNode):
        return term.value
    raise TypeError(f"{term}: expected an IRI or a blank node")


def _node(subject: str, triples: list[Triple], context: Context) -> Node:
    """A node object: ``@id``, ``@type``, then its properties by name."""
    types: list[JsonValue] = []
    values: dict[str, list[JsonValue]] = {}
    strings: dict[str, dict[str, list[str]]] = {}
    for triple in triples:
        predicate, value = triple.predicate.value, triple.object
        term = context.terms.get(predicate)
        if predicate == _RDF_TYPE and isinstance(value, NamedNode):
            types.append(context.classes.get(value.value, compact_iri(value.value)))
        elif term and term.kind == LANGUAGE_VALUES and isinstance(value, Literal) and value.language:
            strings.setdefault(term.name, {}).setdefault(value.language, []).append(value.value)
        elif term and (fitting := _fitting_value(value, term.kind)) is not None:
            values.setdefault(term.name, []).append(fitting)
        else:
            values.setdefault(compact_iri(predicate), []).append(_explicit_value(value))
    node: Node = {"@id": subject}
    if types:
        node["@type"] = _one_or_all(types)
    properties: Node = {name: _one_or_all(several) for name, several in values.items()}
    properties |= {name: _language_map(by_language) for name, by_language in strings.items()}
    return node | dict(sorted(properties.items()))


def _one_or_all(values: list[JsonValue]) -> JsonValue | list[JsonValue]:
    return values[0] if len(values) == 1 else sorted(values, key=_dumps)


def _language_map(by_language: dict[str, list[str]]) -> dict[str, str | list[str]]:
    return {tag: texts[0] if len(texts) == 1 else sorted(texts) for tag, texts in sorted(by_language.items())}


def _fitting_value(value: object, kind: str) -> JsonValue | None:
    """The value as its term's kind lets it be written, None where it is of another kind."""
    if kind == IRI_VALUES:
        return None if isinstance(value, Literal) else _id(value)
    if not isinstance(value, Literal) or value.language or value.datatype.value != kind:
        return None
    return value.value if kind == PLAIN_VALUES else _native(value) if _native(value) is not None else value.value


def _native(literal: Literal) -> int | bool | None:
    """A JSON number or truth value that means exactly this literal under its datatype, None where there is none."""
    if literal.datatype.value == _BOOLEAN:
        return {"true": True, "false": False}.get(literal.value)
    is_integer = literal.datatype.value == _INTEGER or literal.datatype.value.endswith("Integer")
    return int(literal.value) if is_integer and _CANONICAL_INTEGER.fullmatch(literal.value) else None


def _explicit_value(value: object) -> JsonValue:
    """A value object that needs no term definition."""
    if not isinstance(value, Literal):
        return {"@id": _id(value)}
    if value.language:
        return {"@language": value.language, "@value": value.value}
    if value.datatype.value == PLAIN_VALUES:
        return value.value
    native = _native(value) if value.datatype.value in {_INTEGER, _BOOLEAN} else None
    return native if native is not None else {"@type": compact_iri(value.datatype.value), "@value": value.value}

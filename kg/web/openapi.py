"""What ``/openapi.json`` says of answers: media types from :mod:`kg.formats`, statuses, bodies, extension forms.

The routes answer ``Response`` objects of their own, of which the framework knows nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.formats import (
    AKOMA_NTOSO,
    ASK_FORMATS,
    ATOM,
    DATASET_FORMATS,
    FILE_FORMATS,
    FORM_TYPE,
    GRAPH_FORMATS,
    HTML,
    JSON_LD,
    LINK_FORMAT,
    METRICS_TYPE,
    PACKED_FORMATS,
    PLAIN_JSON,
    PLAIN_TEXT,
    PROBLEM_JSON,
    RDF_FORMATS,
    SELECT_FORMATS,
    SITEMAP,
    SPARQL_QUERY_TYPE,
    TURTLE,
)
from kg.identifiers import SCHEME_NAMES
from kg.web.problems import TITLES

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The media types of a complete answer, and the other statuses; ``redirects``: that of one that leads on;
    ``enveloped``: errors are in CKAN's form.
    """

    types: tuple[str, ...] = ()
    statuses: tuple[int, ...] = ()
    known: bool = True
    ranges: bool = False
    redirects: int | None = None
    enveloped: bool = False


def _types(*groups: Iterable[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(format_.media_type for group in groups for format_ in group))


_RDF, _PAGE = _types(RDF_FORMATS), (HTML.media_type,)
_QUERY_TYPES = _types(SELECT_FORMATS, ASK_FORMATS, GRAPH_FORMATS, (HTML,))
_DOCUMENT = Answers(types=_types(GRAPH_FORMATS, (HTML,)), statuses=(404, 406, 503))
_DOCUMENT_AS = Answers(types=_types(GRAPH_FORMATS, (HTML,)), statuses=(404, 410, 503))
_DESCRIPTION_AS = Answers(types=(*_RDF, *_PAGE), statuses=(404, 416, 503), ranges=True)
_QUERY = Answers(types=_QUERY_TYPES, statuses=(400, 403, 406, 413, 429, 503))

_ANSWERS: Mapping[tuple[str, str], Answers] = {
    ("get", "/"): Answers(types=_PAGE, statuses=(503,)),
    ("get", "/search"): Answers(types=_types((PLAIN_JSON, HTML)), statuses=(400, 406, 503)),
    ("get", "/agreements"): Answers(types=_types((PLAIN_JSON, HTML)), statuses=(400, 404, 406, 503)),
    ("get", "/compare"): Answers(types=_PAGE, statuses=(400, 404, 503)),
    ("get", "/questions/"): Answers(types=_PAGE),
    ("get", "/questions/{slug}"): Answers(types=_PAGE, statuses=(404, 503)),
    ("get", "/report"): Answers(types=_PAGE, statuses=(400,)),
    ("get", "/quality"): Answers(types=_PAGE, statuses=(503,)),
    ("get", "/links"): Answers(types=_PAGE),
    ("get", "/provenance.{extension}"): _DESCRIPTION_AS,
    ("get", "/harvest"): Answers(types=_PAGE),
    ("get", "/data.json"): Answers(types=_types((PLAIN_JSON,)), statuses=(503,)),
    ("get", "/feed.atom"): Answers(types=_types((ATOM,)), statuses=(400, 404, 503)),
    ("get", "/ldes"): Answers(types=_types(DATASET_FORMATS, (JSON_LD, TURTLE)), statuses=(406, 503)),
    ("get", "/ldes/page/{key}"): Answers(types=_types(DATASET_FORMATS, (JSON_LD, TURTLE)), statuses=(404, 406, 503)),
    ("get", "/ldes/change/{key}"): Answers(types=_types(GRAPH_FORMATS), statuses=(404, 406, 503)),
    ("get", "/sparql"): _QUERY,
    ("post", "/sparql"): Answers(types=_QUERY_TYPES, statuses=(400, 403, 406, 413, 415, 429, 503), known=False),
    ("get", "/graph-store"): Answers(types=_types(GRAPH_FORMATS), statuses=(400, 404, 406, 416, 503), ranges=True),
    **{
        ("get", f"/{name}"): Answers(types=(*_RDF, *_PAGE), statuses=(*of_pages, 406, 416, 503), ranges=True)
        for name, of_pages in (("catalog", (400,)), ("void", ()), ("provenance", ()))
    },
    ("get", "/catalog.{extension}"): Answers(types=(*_RDF, *_PAGE), statuses=(400, 404, 416, 503), ranges=True),
    ("get", "/void.{extension}"): _DESCRIPTION_AS,
    ("get", "/api/3"): Answers(types=_types((PLAIN_JSON,))),
    ("get", "/api/3/action/{action}"): Answers(
        types=_types((PLAIN_JSON,)), statuses=(400, 404, 409, 503), enveloped=True
    ),
    ("post", "/api/3/action/{action}"): Answers(
        types=_types((PLAIN_JSON,)), statuses=(400, 404, 409, 413, 415, 503), known=False, enveloped=True
    ),
    ("get", "/.well-known/void"): Answers(redirects=303, known=False),
    ("get", "/download/"): Answers(types=_PAGE),
    ("get", "/download/{path}"): Answers(
        types=_types(FILE_FORMATS, PACKED_FORMATS), statuses=(404, 416, 503), ranges=True
    ),
    ("get", "/healthz"): Answers(types=(PLAIN_TEXT.media_type,), known=False),
    ("get", "/readyz"): Answers(types=(PLAIN_JSON.media_type,), statuses=(503,), known=False),
    ("get", "/metrics"): Answers(types=(METRICS_TYPE,), known=False),
    ("get", "/timegate/doc/{path}"): Answers(redirects=302, statuses=(400, 404, 503), known=False),
    ("get", "/timemap/doc/{path}"): Answers(types=_types((LINK_FORMAT, PLAIN_JSON)), statuses=(404, 406, 503)),
    ("get", "/memento/{release}/doc/{path}"): Answers(
        types=_types(GRAPH_FORMATS, (HTML, PLAIN_TEXT, AKOMA_NTOSO)), statuses=(400, 404, 406, 410, 503)
    ),
    ("get", "/id/{path}"): Answers(redirects=303, statuses=(404, 410, 503), known=False),
    ("get", "/robots.txt"): Answers(types=(PLAIN_TEXT.media_type,)),
    ("get", "/llms.txt"): Answers(types=(PLAIN_TEXT.media_type,)),
    ("get", "/sitemap.xml"): Answers(types=(SITEMAP.media_type,), statuses=(404, 503)),
    ("get", "/ontology/{version}"): Answers(redirects=303, statuses=(404, 503), known=False),
    ("get", "/doc/{path}"): Answers(
        types=_types(GRAPH_FORMATS, (HTML, PLAIN_TEXT, AKOMA_NTOSO)), statuses=(400, 404, 406, 410, 503)
    ),
    ("get", "/ontology"): _DOCUMENT,
    ("get", "/shapes"): _DOCUMENT,
    **{("get", f"/{scheme}/{{slug}}"): _DOCUMENT for scheme in SCHEME_NAMES},
}
#: Negotiated paths whose forms by extension are routes of the same function.
_WITH_EXTENSION = ("/doc/{path}", "/ontology", "/shapes", *(f"/{scheme}/{{slug}}" for scheme in SCHEME_NAMES))
_FILE_EXTENSIONS = tuple(format_.extension for format_ in (*RDF_FORMATS, HTML))
_EXTENSIONS = tuple(format_.extension for format_ in (*GRAPH_FORMATS, HTML))
_PARAMETERS: Mapping[str, Mapping[str, str]] = {
    "/search": {"q": "words; all of them have to occur in the names or the text of a thing"},
    "/agreements": {
        "kind": "the last part of the IRI of a kind of instrument, e.g. renkei-kyoyaku",
        "prefecture": "the six digits of a prefecture of a party, e.g. 010006",
        "year": "the year it was signed, else took effect",
        "page": "a page of 50 agreements, from 1",
    },
    "/compare": {
        "a": "the last part of an agreement's IRI",
        "b": "that of another one",
        "page": "a page of 100 agreements to choose from, from 1",
    },
    "/api/3/action/{action}": {
        "id": "the id or name of a package, an organization or a group",
        "q": "words or conditions in Solr's form",
        "fq": "conditions in Solr's form; may be given several times",
        "sort": "fields with asc or desc",
        "rows": "how many packages, at most 1000",
        "start": "how many packages to pass over",
        "facet.field": "a JSON list of fields whose values are counted",
    },
    "/catalog": {
        "page": "a page of 100 data sets, from 1; each is complete in itself and names the next (Hydra)",
        "modified_since": "a date or date-time; no data sets where the release did not go live after it",
    },
    "/feed.atom": {
        "agreement": "the last part of an agreement's IRI; all changes of it",
        "release": "the id of a release; all changes in it",
        "archive": "a part of the older changes, as prev-archive names it",
    },
    "/doc/{path}": {
        "_profile": "the form of the description: renkei, alt (the list of all forms); of a data set also schema"
        " (schema.org) and croissant, as JSON-LD",
    },
    "/sitemap.xml": {"page": "a part of the addresses, from 1, where there are too many for one answer"},
    "/report": {"iri": "what the report is about"},
    "/graph-store": {
        "graph": "the IRI of a named graph",
        "default": "the union of all graphs; without graph and default, all named graphs as TriG or N-Quads",
    },
}
_PROBLEM = {"$ref": "#/components/schemas/Problem"}
_PROBLEM_SCHEMA: Schema = {
    "title": "Problem details (RFC 9457)",
    "type": "object",
    "required": ["type", "title", "title_ja", "status", "detail", "detail_ja"],
    "properties": {
        **{name: {"type": "string"} for name in ("type", "title", "title_ja", "detail", "detail_ja")},
        "status": {"type": "integer"},
    },
}
_GRAPHS = {"type": "array", "items": {"type": "string", "format": "uri"}}
_BODY: Schema = {
    "required": True,
    "content": {
        FORM_TYPE: {
            "schema": {
                "type": "object",
                "required": ["query"],
                "properties": {
                    "query": {"type": "string"},
                    "default-graph-uri": _GRAPHS,
                    "named-graph-uri": _GRAPHS,
                    "format": {"type": "string"},
                    "timeout": {"type": "number"},
                },
            }
        },
        SPARQL_QUERY_TYPE: {"schema": {"type": "string"}},
    },
}


def completed(schema: Schema) -> Schema:
    """The framework's schema with what the answers really are. Raises KeyError for a route that is not described."""
    paths: Schema = {}
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            paths.setdefault(path, {})[method] = _completed(path, operation, _ANSWERS[method, path])
        if path in _WITH_EXTENSION:
            paths[f"{path}.{{extension}}"] = {"get": _by_extension(paths[path]["get"])}
    paths["/sparql"]["post"]["requestBody"] = _BODY
    return {**schema, "paths": paths, "components": {"schemas": {"Problem": _PROBLEM_SCHEMA}}}


def _completed(path: str, operation: Schema, answers: Answers) -> Schema:
    asked = [_parameter(name, text) for name, text in _PARAMETERS.get(path, {}).items()]
    parameters = [_with_extensions(one, _FILE_EXTENSIONS) for one in (*operation.get("parameters", ()), *asked)]
    said = {"parameters": parameters} if parameters else {}
    return {**operation, **said, "responses": _responses(answers)}


def _parameter(name: str, text: str) -> Schema:
    return {"name": name, "in": "query", "required": False, "description": text, "schema": {"type": "string"}}


def _with_extensions(parameter: Schema, extensions: Sequence[str]) -> Schema:
    if parameter["name"] != "extension":
        return parameter
    return {**parameter, "schema": {"type": "string", "enum": list(extensions)}}


def _by_extension(operation: Schema) -> Schema:
    extension = _with_extensions({"name": "extension", "in": "path", "required": True}, _EXTENSIONS)
    in_path = [one for one in operation.get("parameters", ()) if one["in"] == "path"]
    return {
        **operation,
        "summary": f"{operation['summary']}, in one format",
        "operationId": f"{operation['operationId']}_by_extension",
        "parameters": [*in_path, extension],
        "responses": _responses(_DOCUMENT_AS),
    }


def _responses(answers: Answers) -> Schema:
    found: dict[int, Schema] = {}
    if answers.types:
        found[200] = {"description": "The answer", "content": {type_: {} for type_ in answers.types}}
    if answers.ranges:
        found[206] = {"description": "The ranges asked for"}
    if answers.redirects:
        location = {"Location": {"schema": {"type": "string"}}}
        found[answers.redirects] = {"description": "Where the description is", "headers": location}
    if answers.known:
        found[304] = {"description": "What If-None-Match names is still so"}
    for status in answers.statuses:
        reason: Schema = {PROBLEM_JSON.media_type: {"schema": _PROBLEM}, HTML.media_type: {}}
        if answers.enveloped:
            reason = {PLAIN_JSON.media_type: {}, PLAIN_TEXT.media_type: {}, **reason}
        found[status] = {"description": TITLES[status][0], "content": reason}
    return {str(status): found[status] for status in sorted(found)}

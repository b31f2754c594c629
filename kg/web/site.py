"""What every route works with: the release, the two evaluators, the pages' templates.

The pages have their own worker processes, so that heavy queries at the public endpoint never keep a reader waiting.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

from fastapi import Depends, Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolution, parse, parse_query_results

from kg.errors import ReleaseError
from kg.formats import N_TRIPLES, RESULTS_JSON, Format
from kg.lease import in_use
from kg.settings import Settings
from kg.store.catalog_index import CatalogIndex
from kg.store.changes import ChangeIndex
from kg.store.guard import GuardedQuery, guard_query
from kg.store.query import QueryRequest, RunningEvaluator
from kg.store.release import Release, load_release
from kg.store.signature import read_verify_key, verify_signature
from kg.store.text_index import TextIndex
from kg.web.answer_cache import AnswerCache
from kg.web.description import Description
from kg.web.document_cache import DocumentCache
from kg.web.evaluators import open_evaluators

_HERE = Path(__file__).parent
QUERIES = _HERE / "queries"
STATIC = _HERE / "static"
TEMPLATES = _HERE / "templates"
#: Where a request's scope has its site.
SITE = "renkei.site"
#: The queries that find what the portal lists.
PORTAL = ("portal_agreements", "portal_areas")
_DOCUMENT_BYTES = 64 * 1024 * 1024


@cache
def stored_query(name: str) -> GuardedQuery:
    """A query of ours by its name, e.g. ``describe`` for ``queries/describe.rq``."""
    return guard_query((QUERIES / f"{name}.rq").read_text(encoding="utf-8"))


def _of_each(name: str, variable: str, nodes: Iterable[NamedNode]) -> GuardedQuery:
    """A stored query with nodes written where it leaves a variable open."""
    text = stored_query(name).text.replace(
        f"VALUES ?{variable} {{ UNDEF }}", f"VALUES ?{variable} {{ {' '.join(map(str, nodes))} }}"
    )
    return guard_query(text)


def _description(data: bytes) -> Description:
    engine = N_TRIPLES.engine
    assert engine is not None and not isinstance(engine, QueryResultsFormat)  # noqa: S101, PT018
    return Description(quad.triple for quad in parse(data, format=engine))


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One served release."""

    release: Release
    settings: Settings
    endpoint: RunningEvaluator
    pages: RunningEvaluator
    templates: Environment
    answers: AnswerCache
    texts: TextIndex
    catalog: CatalogIndex
    changes: ChangeIndex
    documents: DocumentCache = field(default_factory=lambda: DocumentCache(_DOCUMENT_BYTES))

    @property
    def evaluators(self) -> dict[str, RunningEvaluator]:
        """The evaluators by what they are for."""
        return {"endpoint": self.endpoint, "pages": self.pages}

    @property
    def caches(self) -> dict[str, DocumentCache | AnswerCache]:
        """The caches by what they hold."""
        return {"documents": self.documents, "answers": self.answers}

    async def construct(self, name: str, format_: Format, **values: NamedNode | Literal) -> bytes:
        """The graph that a stored CONSTRUCT gives, serialized."""
        return await self._constructed(stored_query(name), format_, values)

    async def document(self, iri: str, query: str, format_: Format, /, **values: NamedNode | Literal) -> bytes:
        """A document that describes ``iri`` by a stored CONSTRUCT; that of a whole graph is kept."""
        if "graph" not in values:
            return await self.construct(query, format_, **values)
        key = (iri, query, format_.name)
        return await self.documents.get(key, lambda: self.construct(query, format_, **values))

    async def describe(self, name: str, **values: NamedNode | Literal) -> Description:
        """The graph that a stored CONSTRUCT gives, to look things up in."""
        return await self._described(stored_query(name), values)

    async def describe_kept(self, name: str, **values: NamedNode | Literal) -> Description:
        """The same, found once and kept while there is room."""
        key = ("description", name, *(f"{variable}={value}" for variable, value in sorted(values.items())))
        return _description(
            await self.documents.get(key, lambda: self._constructed(stored_query(name), N_TRIPLES, values))
        )

    async def describe_found(self, name: str, *finding: str) -> Description:
        """The graph that a stored CONSTRUCT gives of each ``?node`` that the stored SELECTs ``finding`` find."""
        found = [solution["node"] for query in finding for solution in await self.select(query)]
        return await self.describe_of(name, "node", found)

    async def describe_of(self, name: str, variable: str, nodes: Iterable[NamedNode]) -> Description:
        """The graph that a stored CONSTRUCT gives for each of these as the variable."""
        return await self._described(_of_each(name, variable, nodes))

    async def construct_of(self, name: str, format_: Format, variable: str, nodes: Iterable[NamedNode]) -> bytes:
        """The graph that a stored CONSTRUCT gives for each of these as the variable, serialized."""
        return await self._constructed(_of_each(name, variable, nodes), format_, {})

    async def select(self, name: str, **values: NamedNode | Literal) -> list[QuerySolution]:
        """The solutions of a stored SELECT."""
        return await self._selected(stored_query(name), values)

    async def select_of(self, name: str, variable: str, nodes: Sequence[NamedNode]) -> list[QuerySolution]:
        """The solutions of a stored SELECT for each of these as the variable."""
        return await self._selected(_of_each(name, variable, nodes))

    async def _selected(
        self, query: GuardedQuery, values: Mapping[str, NamedNode | Literal] = MappingProxyType({})
    ) -> list[QuerySolution]:
        request = QueryRequest(query=query, format=RESULTS_JSON, substitutions=values)
        results = parse_query_results((await self.pages.evaluate(request)).body, format=QueryResultsFormat.JSON)
        return [solution for solution in results if isinstance(solution, QuerySolution)]  # type: ignore[union-attr]  # of a SELECT

    def close(self) -> None:
        """End every query at once; the server is ending."""
        self.endpoint.close()
        self.pages.close()

    def render(self, template: str, values: Mapping[str, Any]) -> bytes:
        """A page."""
        return self.templates.get_template(template).render(values).encode()

    async def _constructed(
        self, query: GuardedQuery, format_: Format, values: Mapping[str, NamedNode | Literal]
    ) -> bytes:
        request = QueryRequest(query=query, format=format_, substitutions=values, in_graphs=True)
        return (await self.pages.evaluate(request)).body

    async def _described(
        self, query: GuardedQuery, values: Mapping[str, NamedNode | Literal] = MappingProxyType({})
    ) -> Description:
        return _description(await self._constructed(query, N_TRIPLES, values))


@asynccontextmanager
async def open_site(release_directory: Path, settings: Settings) -> AsyncIterator[Site]:
    """Load a release and start its evaluators; while it is open, builds do not remove it.

    Raises ReleaseError, and what :func:`kg.web.evaluators.open_evaluators` does.
    """
    release = load_release(release_directory)
    if settings.verify_key:
        verify_signature(release, read_verify_key(Path(settings.verify_key)))
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    async with (
        _kept(release.directory),
        _open_index(release.text_index) as texts,
        _open_catalog(release.catalog_index) as catalog,
        _open_changes(release.changes) as changes,
        open_evaluators(release, settings) as evaluators,
    ):
        yield Site(
            release=release,
            settings=settings,
            endpoint=evaluators.endpoint,
            pages=evaluators.pages,
            templates=environment,
            texts=texts,
            catalog=catalog,
            changes=changes,
            answers=AnswerCache(settings.answer_cache_mb * 1024 * 1024),
        )


@asynccontextmanager
async def _open_index(path: Path) -> AsyncIterator[TextIndex]:
    with closing(TextIndex(path)) as index:
        yield index


@asynccontextmanager
async def _open_catalog(path: Path) -> AsyncIterator[CatalogIndex]:
    with closing(CatalogIndex(path)) as index:
        yield index


@asynccontextmanager
async def _open_changes(path: Path) -> AsyncIterator[ChangeIndex]:
    with closing(ChangeIndex(path)) as index:
        yield index


@asynccontextmanager
async def _kept(directory: Path) -> AsyncIterator[None]:
    try:
        with in_use(directory):
            yield
    except BlockingIOError as error:
        raise ReleaseError(f"{directory}: is being removed", f"{directory}: 削除中です") from error


def site_of(request: Request) -> Site:
    """The site that a request began with (:class:`kg.web.at_one_release.AtOneRelease`)."""
    site: Site = request.scope[SITE]
    return site


async def _site_at_once(request: Request) -> Site:
    """The site, without the thread that FastAPI gives to dependencies that are no coroutines."""
    return site_of(request)


AtSite = Annotated[Site, Depends(_site_at_once)]

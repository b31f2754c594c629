"""What points to a thing, page by page.

A page begins after the IRI that the parameter ``after`` names, so that it stays the same page however many come before.
"""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request
from pyoxigraph import Literal, NamedNode

from kg.web.query_string import read_parameter
from kg.web.site import Site

#: Things on a page of data, and on a page for readers that shows them in few words. Their queries ask for one more.
PAGE_SIZE = 100
LONG_PAGE_SIZE = 1000
#: Roles on the page of a body: each is shown in full, with its duties and how they are known.
ROLES_PAGE_SIZE = 30
PARAMETER = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingPage:
    """A page of things that point to another: those after ``after`` and up to ``last``."""

    after: str
    last: str
    more: bool

    @property
    def whole(self) -> bool:
        """Whether it is the only page."""
        return not self.after and not self.more

    @property
    def values(self) -> dict[str, NamedNode | Literal]:
        """The page, as values of a query's variables."""
        return {"after": Literal(self.after), "last": Literal(self.last)}


async def read_page(
    request: Request, site: Site, iri: str, *, size: int = PAGE_SIZE, listing: str = ""
) -> IncomingPage:
    """The page that a request asks for. Raises MalformedQuery where its parameter is not UTF-8.

    ``listing`` is the query that lists the things, in any order, by default what points to the one named: in pages of
    one of the first two sizes.
    """
    after = read_parameter(request, PARAMETER)
    query = listing or ("incoming" if size == PAGE_SIZE else "incoming_many")
    found = await site.select(query, iri=NamedNode(iri), after=Literal(after))
    nodes = sorted(node.value for row in found if isinstance(node := row["node"], NamedNode))
    page = nodes[:size]
    return IncomingPage(after=after, last=page[-1] if page else after, more=len(nodes) > size)

"""Lists for readers, page by page: ``?page=N``, from 1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.exceptions import HTTPException
from starlette.requests import Request

from kg.errors import MalformedQuery
from kg.web.links import Links
from kg.web.query_string import read_parameter

PARAMETER = "page"
_MOST_DIGITS = 9


def read_page_number(request: Request) -> int | None:
    """The page that a request asks for, None where it asks for none. Raises MalformedQuery."""
    number = read_parameter(request, PARAMETER)
    if not number:
        return None
    if not (number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS and int(number)):
        raise MalformedQuery(
            f"page: found {number!r}, expected a number from 1", f"page: {number!r} は1以上の数ではありません"
        )
    return int(number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """A page of a list of ``total`` things, ``size`` on each page. Raises HTTPException (404) past the last page.

    >>> from kg.identifiers import Iris
    >>> links = Links(iris=Iris("https://example.jp/"), root="./")
    >>> pages = Pages(number=2, size=50, total=120, links=links, path="agreements", parameters={"year": "2022"})
    >>> pages.shown, pages.last, pages.next
    (slice(50, 100, None), 3, './agreements?year=2022&page=3')
    """

    number: int
    size: int
    total: int
    links: Links
    path: str
    parameters: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.number > self.last:
            raise HTTPException(404)

    @property
    def last(self) -> int:
        """The number of the last page; a list of nothing has one."""
        return max(1, -(-self.total // self.size))

    @property
    def shown(self) -> slice:
        """Where in the list the things of this page are."""
        return slice((self.number - 1) * self.size, min(self.number * self.size, self.total))

    @property
    def previous(self) -> str:
        """Where the page before is, empty where there is none."""
        return self._address(self.number - 1) if self.number > 1 else ""

    @property
    def next(self) -> str:
        """Where the next page is, empty where there is none."""
        return self._address(self.number + 1) if self.number < self.last else ""

    def _address(self, number: int) -> str:
        return self.links.page(self.path, **self.parameters, page=str(number))

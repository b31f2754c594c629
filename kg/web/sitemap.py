"""The addresses of pages as crawlers read them (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

#: How many addresses an answer may hold.
MOST_ADDRESSES = 50_000
_MOST_DIGITS = 9
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write_sitemap(
    addresses: Sequence[str], *, day: str, page: str, address: str, most: int = MOST_ADDRESSES
) -> bytes | None:
    """The sitemap of all addresses, or the list of its parts where they are too many; part ``page`` where one is asked
    for, None where there is no such part. ``day`` is when they last changed, ``address`` where the sitemap is.
    """
    parts = [addresses[start : start + most] for start in range(0, len(addresses), most)] or [()]
    if page:
        known = page.isascii() and page.isdecimal() and len(page) <= _MOST_DIGITS and 1 <= int(page) <= len(parts)
        return _written("urlset", "url", parts[int(page) - 1], day) if known else None
    if len(parts) == 1:
        return _written("urlset", "url", addresses, day)
    return _written("sitemapindex", "sitemap", [f"{address}?page={n}" for n in range(1, len(parts) + 1)], day)


def _written(root: str, element: str, addresses: Sequence[str], day: str) -> bytes:
    lines = [f"<{element}><loc>{escape(one)}</loc><lastmod>{day}</lastmod></{element}>\n" for one in addresses]
    return f'{_HEAD}<{root} xmlns="{_NAMESPACE}">\n{"".join(lines)}</{root}>\n'.encode()

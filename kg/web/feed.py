"""``/feed.atom``: the changes of the agreements for feed readers (Atom, RFC 4287), with archives (RFC 5005).

The feed has the newest changes; archives, named by the pages of the record, have all of them and never change, so that
a reader that was away for long misses nothing. With ``agreement`` or ``release`` the feed is complete: it has all
changes of that agreement or release.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from kg import __version__
from kg.errors import MalformedQuery
from kg.formats import ATOM, HTML
from kg.identifiers import Iris
from kg.store.changes import Change, ChangeIndex
from kg.vocabulary import AS, DATA_LICENCE
from kg.web.answers import complete
from kg.web.language import Language
from kg.web.ldes import FOR_GOOD
from kg.web.link_header import FEED, typed_link
from kg.web.pages import Reader, reader_of
from kg.web.query_string import read_parameter
from kg.web.site import AtSite, Site

router = APIRouter(tags=["Changes"])
#: Entries of the feed; not fewer than a page of the record holds, so that the feed and its archives leave no gap.
NEWEST = 50
_PARAMETERS = ("archive", "agreement", "release")
_VARY = ("Accept-Language",)
_KINDS = {
    "Create": ("新規", "New"),
    "Update": ("更新", "Changed"),
    "Delete": ("公開終了", "No longer published"),
}
#: What XML 1.0 cannot carry (section 2.2).
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Link:
    relation: str
    media_type: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A change as a reader sees it; ``page`` is the page of the agreement."""

    id: str
    title: str
    label: str
    summary: str
    page: str
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class _Feed:
    """What a feed holds: ``history`` says how it stands to the whole (RFC 5005), ``near`` are archives by relation."""

    changes: tuple[Change, ...]
    asked: dict[str, str]
    history: str = ""
    near: tuple[tuple[str, str], ...] = ()
    fixed: bool = False


@router.get("/feed.atom", summary="Changes of agreements as an Atom feed")
@router.head("/feed.atom", include_in_schema=False)
async def read_feed(request: Request, site: AtSite) -> Response:
    asked = {name: value for name in _PARAMETERS if (value := read_parameter(request, name))}
    if len(asked) > 1:
        raise MalformedQuery(
            f"request: found {', '.join(asked)}, expected one of {', '.join(_PARAMETERS)}",
            f"{'、'.join(_PARAMETERS)} はどれか1個だけにしてください",
        )
    feed = await asyncio.to_thread(_read, site.changes, asked)
    body = site.render(FEED, _values(site, reader_of(request), feed))
    links = [
        typed_link(DATA_LICENCE.value, "license"),
        typed_link(_address(site.release.iris, feed.asked), "canonical"),
    ]
    headers = {"Link": ", ".join(links), **(FOR_GOOD if feed.fixed else {})}
    return complete(request, body, ATOM.content_type, vary=_VARY, headers=headers, modified=site.release.modified)


def _read(index: ChangeIndex, asked: dict[str, str]) -> _Feed:
    """Raises HTTPException (404) for an agreement, release or archive that there is not."""
    if "archive" in asked:
        return _archive(index, asked)
    if asked:
        changes = index.of_agreement(asked["agreement"]) if "agreement" in asked else index.of_release(asked["release"])
        if not changes:
            raise HTTPException(404)
        return _Feed(changes=changes, asked=asked, history="complete")
    closed = [page for page in index.pages() if page.complete]
    near = (("prev-archive", closed[-1].key),) if closed else ()
    return _Feed(changes=index.newest(NEWEST), asked=asked, near=near)


def _archive(index: ChangeIndex, asked: dict[str, str]) -> _Feed:
    page = next((page for page in index.pages() if page.key == asked["archive"] and page.complete), None)
    if page is None:
        raise HTTPException(404)
    near = (("prev-archive", page.previous),) if page.previous else ()
    return _Feed(changes=index.on_page(page.key)[::-1], asked=asked, history="archive", near=near, fixed=True)


def _values(site: Site, reader: Reader, feed: _Feed) -> dict[str, Any]:
    iris = site.release.iris
    entries = [_entry(iris, change, reader) for change in feed.changes]
    title = reader.say("協約等の新規・更新・公開終了", "New, changed and withdrawn agreements")
    named = {"agreement": feed.changes[0].title if feed.changes else "", "release": feed.asked.get("release", "")}
    about = "".join(named.get(name, "") for name in feed.asked)
    return {
        "lang": reader.language.value,
        "id": _address(iris, {name: value for name, value in feed.asked.items() if name != "archive"}),
        "title": _carried(f"{title}: {about}" if about else title),
        "updated": max((change.time for change in feed.changes), default=site.release.manifest.created),
        "publisher": _carried(site.release.manifest.settings.publisher_name),
        "version": __version__,
        "links": _links(iris, feed),
        "licence": DATA_LICENCE.value,
        "history": feed.history,
        "kinds": AS.iri,
        "entries": entries,
    }


def _links(iris: Iris, feed: _Feed) -> Sequence[_Link]:
    current = [_Link("current", ATOM.media_type, _address(iris, {}))] if feed.history == "archive" else []
    return [
        _Link("self", ATOM.media_type, _address(iris, feed.asked)),
        _Link("alternate", HTML.media_type, iris.page("")),
        *current,
        *(_Link(relation, ATOM.media_type, _address(iris, {"archive": key})) for relation, key in feed.near),
    ]


def _entry(iris: Iris, change: Change, reader: Reader) -> _Entry:
    english = reader.language is Language.EN
    label = _KINDS[change.kind][english]
    name = (english and change.title_en) or change.title
    return _Entry(
        id=iris.change(change.key),
        title=_carried(f"{label}: {name}"),
        label=label,
        summary=reader.say(
            f"公開版 {change.release} での変更です。", f"What became of it in release {change.release}."
        ),
        page=iris.agreement_graph(change.slug),
        change=change,
    )


def _address(iris: Iris, asked: dict[str, str]) -> str:
    return iris.page(FEED + (f"?{urlencode(asked)}" if asked else ""))


def _carried(text: str) -> str:
    """The text without characters that XML cannot carry."""
    return _NO_XML.sub("", text)

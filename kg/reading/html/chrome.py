"""What of a web page is no part of the document on it: navigation, headers and footers of the site, lists of links.

The words stay in the text; the page's structure tells them apart. A stretch that holds a provision or a title of its
own, not as a link, is never furniture.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


def names(text: str) -> frozenset[str]:
    """A set of tags, roles or words of class names, written as a line of them."""
    return frozenset(text.split())


#: Elements and roles (WAI-ARIA) that are navigation whatever they hold.
_NAVIGATION_TAGS = frozenset({"nav", "search", "menu"})
_NAVIGATION_ROLES = frozenset({"navigation", "search", "menu", "menubar", "toolbar", "tablist"})
#: Elements and roles that surround a page's content, unless inside of it or holding it.
_SURROUNDING_TAGS = frozenset({"header", "footer", "aside"})
_SURROUNDING_ROLES = frozenset({"banner", "contentinfo", "complementary"})
_CONTENT_TAGS = frozenset({"article", "main", "section"})

_NAVIGATION_WORDS = names(
    "nav navi navigation gnav gnavi lnav lnavi snav globalnav globalnavi localnav localnavi breadcrumb breadcrumbs "
    "crumb crumbs topicpath topicspath pankuzu pan skip skiplink pagetop totop gotop pagenavi pager sitemap"
)
_SURROUNDING_WORDS = names(
    "header head footer foot sidebar side sidemenu menu toolbar copyright banner search sns share social print "
    "visually sr feedback enquete"
)
_WORDS = re.compile(r"[a-z]+|[A-Z][a-z]*")
_SEPARATOR = re.compile(r"[>＞»›≫→]")
_PROVISION = re.compile(
    r"\s*[○◯]?\s*(?:第\s*[0-9０-９一二三四五六七八九十百]+\s*条|附\s*則|別\s*表|前\s*文"
    r"|[^。]{0,80}(?:規約|協約|協定|協議)書?(?:[（(]案[）)])?\s*$)"
)
_PLACES_ON_THE_PAGE = ("#", "javascript:")


@dataclass(slots=True)
class Links:
    """How much of an element's words are links, how many they are, how many lead to a place on the page itself."""

    characters: int = 0
    linked: int = 0
    links: int = 0
    on_page: int = 0
    begins_linked: bool = False

    def add(self, text: str, *, linked: bool) -> None:
        length = sum(map(len, text.split()))
        if length and not self.characters:
            self.begins_linked = linked
        self.characters += length
        self.linked += length if linked else 0

    def include(self, inner: Links) -> None:
        """The counts of an element that ends inside this one."""
        if inner.characters and not self.characters:
            self.begins_linked = inner.begins_linked
        self.characters += inner.characters
        self.linked += inner.linked
        self.links += inner.links
        self.on_page += inner.on_page


def leads_to_page(href: str) -> bool:
    """Whether a link leads to a place on its own page."""
    return href.strip().lower().startswith(_PLACES_ON_THE_PAGE)


@dataclass(frozen=True, slots=True)
class Kind:
    """What the markup says of an element."""

    navigates: bool = False
    surrounds: bool = False


def kind_of(tag: str, *, role: str, called: str, in_content: bool) -> Kind:
    """What an element is by its tag, role, and the words of its class and id.

    >>> kind_of("div", role="", called="globalNavi", in_content=False)
    Kind(navigates=True, surrounds=False)
    >>> kind_of("header", role="", called="", in_content=True)
    Kind(navigates=False, surrounds=False)
    """
    words = {word.lower() for word in _WORDS.findall(called)} | set(called.lower().split())
    if tag in {"body", "html", "main", "article"}:
        return Kind()
    navigates = tag in _NAVIGATION_TAGS or role in _NAVIGATION_ROLES or not words.isdisjoint(_NAVIGATION_WORDS)
    surrounds = not in_content and (
        tag in _SURROUNDING_TAGS or role in _SURROUNDING_ROLES or not words.isdisjoint(_SURROUNDING_WORDS)
    )
    return Kind(navigates, surrounds)


def is_content(tag: str, role: str) -> bool:
    """Whether headers and footers inside the element are its own, not the page's."""
    return tag in _CONTENT_TAGS or role in {"main", "article"}


def is_furniture(kind: Kind, links: Links, texts: list[str]) -> bool:
    """Whether the lines of an element are furniture of the page."""
    if kind.navigates or _is_list_of_links(links) or _is_path(links, texts):
        return True
    if not kind.surrounds and not _leads_about(links):
        return False
    return not any(_PROVISION.match(text) for text in texts)


def _is_list_of_links(links: Links) -> bool:
    return links.links > 1 and links.linked * 10 >= links.characters * 9


def _is_path(links: Links, texts: list[str]) -> bool:
    """ホーム ＞ 例規集 ＞ …: a line that begins with a link and goes on behind a separator."""
    return len(texts) == 1 and links.links > 0 and links.begins_linked and _SEPARATOR.search(texts[0]) is not None


def _leads_about(links: Links) -> bool:
    """このページの先頭へ: nothing but a link to a place on the page."""
    return links.links > 0 and links.on_page == links.links and links.linked == links.characters

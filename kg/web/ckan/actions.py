"""The actions: functions of parameters, as CKAN documents them (https://docs.ckan.org/en/latest/api/).

A package's ``metadata_modified`` is when its release went live: whoever asks for what changed since gets all of a new
release, never too little.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kg.store.catalog_index import EVERYTHING, ORDERS, Between, Body, Both, CatalogIndex, Condition, Either, Has, Not
from kg.web.ckan.json_text import read_json
from kg.web.ckan.refusals import bad_search, invalid, not_found
from kg.web.ckan.search_terms import read_condition

MOST_ROWS = 1000
_MODIFIED = "metadata_modified"
_SORT = re.compile(r"\s*([a-z_]+)(?:\s+(asc|desc))?\s*", re.IGNORECASE)
#: How many values of each facet CKAN shows unless told otherwise.
_DEFAULT_FACETS = 50

Parameters = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """What actions answer from."""

    index: CatalogIndex
    modified: datetime
    site_url: str
    site_title: str
    version: str

    @property
    def modified_text(self) -> str:
        """When the release went live, as CKAN writes it."""
        return f"{self.modified:%Y-%m-%dT%H:%M:%S}.000000"


def package_list(catalog: Catalog, given: Parameters) -> object:
    """Names of packages."""
    rows, start = _number(given, "limit", default=MOST_ROWS), _number(given, "offset", default=0)
    found = catalog.index.find(EVERYTHING, order=[("name", False)], start=start, rows=min(rows, MOST_ROWS))
    return [body["name"] for body in found.bodies]


def current_package_list_with_resources(catalog: Catalog, given: Parameters) -> object:
    """Packages, the newest first."""
    rows, start = _number(given, "limit", default=MOST_ROWS), _number(given, "offset", default=0)
    found = catalog.index.find(EVERYTHING, order=[], start=start, rows=min(rows, MOST_ROWS))
    return [_dated(catalog, body) for body in found.bodies]


def package_show(catalog: Catalog, given: Parameters) -> object:
    """One package by id or name."""
    wanted = _required(given, "id")
    either = Either((Has("id", _literal(wanted)), Has("name", _literal(wanted))))
    found = catalog.index.find(either, order=[], start=0, rows=1)
    if not found.bodies:
        raise not_found("package")
    return _dated(catalog, found.bodies[0])


def package_search(catalog: Catalog, given: Parameters) -> object:
    """Packages that meet ``q`` and ``fq``, a page of them, with counts of ``facet.field``."""
    asked = [str(given.get("q") or ""), *_texts(given, "fq"), *_texts(given, "fq_list")]
    condition = Both(tuple(_dated_condition(catalog, read_condition(text)) for text in asked if text.strip()))
    order = _order(str(given.get("sort") or ""))
    rows, start = _number(given, "rows", default=10), _number(given, "start", default=0)
    found = catalog.index.find(condition, order=order, start=start, rows=min(rows, MOST_ROWS))
    counted = _facets(catalog, condition, given)
    titles = {one["name"]: one["title"] for one in (catalog.index.organization, *catalog.index.groups)}
    return {
        "count": found.total,
        "sort": str(given.get("sort") or "score desc, metadata_modified desc"),
        "results": [_dated(catalog, body) for body in found.bodies],
        "facets": counted,
        "search_facets": {
            field: {
                "title": field,
                "items": [
                    {"name": value, "display_name": titles.get(value, value), "count": count}
                    for value, count in values.items()
                ],
            }
            for field, values in counted.items()
        },
    }


def organization_list(catalog: Catalog, given: Parameters) -> object:
    """The publisher."""
    return _listed([_counted(catalog, "organization", catalog.index.organization)], given)


def group_list(catalog: Catalog, given: Parameters) -> object:
    """The series."""
    return _listed([_counted(catalog, "groups", group) for group in catalog.index.groups], given)


def organization_show(catalog: Catalog, given: Parameters) -> object:
    """The publisher by id or name."""
    return _shown(catalog, "organization", [catalog.index.organization], given)


def group_show(catalog: Catalog, given: Parameters) -> object:
    """A series by id or name."""
    return _shown(catalog, "groups", catalog.index.groups, given)


def tag_list(catalog: Catalog, given: Parameters) -> object:
    """Keywords, those that hold ``query`` where it is given."""
    wanted = str(given.get("query") or "").casefold()
    return sorted(tag for tag in catalog.index.counted(EVERYTHING, "tags") if wanted in tag.casefold())


def license_list(_catalog: Catalog, _given: Parameters) -> object:
    """The licences that packages have."""
    return [{"id": "cc-by", "title": "Creative Commons Attribution", "status": "active", "is_okd_compliant": True}]


def site_read(_catalog: Catalog, _given: Parameters) -> object:
    """That the site may be read."""
    return True


def status_show(catalog: Catalog, _given: Parameters) -> object:
    """What this is. There is no CKAN here: the version is ours and no extension is installed."""
    return {
        "ckan_version": None,
        "site_url": catalog.site_url,
        "site_title": catalog.site_title,
        "site_description": "",
        "error_emails_to": None,
        "locale_default": "ja",
        "extensions": [],
        "software": {"name": "renkei-kg", "version": catalog.version},
    }


def help_show(_catalog: Catalog, given: Parameters) -> object:
    """What an action does."""
    name = _required(given, "name")
    if name not in ACTIONS:
        raise not_found("action")
    return ACTIONS[name].__doc__


ACTIONS: Mapping[str, Callable[[Catalog, Parameters], object]] = {
    action.__name__: action
    for action in (
        package_list,
        current_package_list_with_resources,
        package_show,
        package_search,
        organization_list,
        organization_show,
        group_list,
        group_show,
        tag_list,
        license_list,
        site_read,
        status_show,
        help_show,
    )
}


def _dated(catalog: Catalog, body: Body) -> Body:
    return {**body, _MODIFIED: catalog.modified_text}


def _dated_condition(catalog: Catalog, condition: Condition) -> Condition:
    """The condition with what it says of ``metadata_modified`` settled: that is not in the index."""
    match condition:
        case Between("metadata_modified", low, high):
            written, first, last = catalog.modified.replace(microsecond=0), _moment(low), _moment(high)
            inside = (first is None or first <= written) and (last is None or written <= last)
            return EVERYTHING if inside else Not(EVERYTHING)
        case Has("metadata_modified", value):
            return EVERYTHING if value == "*" or value.removesuffix("Z") == catalog.modified_text else Not(EVERYTHING)
        case Both(parts):
            return Both(tuple(_dated_condition(catalog, part) for part in parts))
        case Either(parts):
            return Either(tuple(_dated_condition(catalog, part) for part in parts))
        case Not(part):
            return Not(_dated_condition(catalog, part))
        case _:
            return condition


def _moment(end: str | None) -> datetime | None:
    """An end of a range as a moment; None for an open end.

    Raises Refusal for anything else, such as the sums of Solr (``NOW-7DAYS``): to find nothing would say that nothing
    has changed.
    """
    if end is None:
        return None
    try:
        found = datetime.fromisoformat(end)
    except ValueError as error:
        raise bad_search(
            f"{_MODIFIED}: found {end}, expected a moment such as 2026-11-26T00:00:00Z",
            f"{_MODIFIED}: {end} は 2026-11-26T00:00:00Z のような日時ではありません",
        ) from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _facets(catalog: Catalog, condition: Condition, given: Parameters) -> dict[str, dict[str, int]]:
    fields = [name for text in _texts(given, "facet.field") for name in _names(text)]
    limit = _number(given, "facet.limit", default=_DEFAULT_FACETS, least=-1)
    shown = None if limit < 0 else limit
    return {field: dict([*catalog.index.counted(condition, field).items()][:shown]) for field in fields}


def _names(text: str) -> list[str]:
    """Names in a JSON list, or one name."""
    if not text.startswith("["):
        return [text]
    try:
        names = read_json(text)
    except ValueError as error:
        raise invalid(**{"facet.field": [f"not a JSON list: {error} / JSON の配列ではありません"]}) from error
    return [str(name) for name in names] if isinstance(names, list) else []


def _order(text: str) -> list[tuple[str, bool]]:
    """What to sort by. All packages were modified at the same moment, so that order changes nothing."""
    order = []
    for part in filter(None, map(str.strip, text.split(","))):
        match = _SORT.fullmatch(part)
        name = match[1].lower() if match else ""
        if match is None or name not in {*ORDERS, _MODIFIED, "metadata_created"}:
            raise bad_search(f"sort: cannot sort by {part!r}", f"sort: {part!r} では並べ替えできません")
        if name in ORDERS and name != "score":
            order.append((name, (match[2] or "asc").lower() == "desc"))
    return order


def _listed(bodies: list[Body], given: Parameters) -> object:
    if str(given.get("all_fields", "")).lower() in {"true", "1", "yes"}:
        return bodies
    return [body["name"] for body in bodies]


def _counted(catalog: Catalog, field: str, body: Body) -> Body:
    return {**body, "package_count": catalog.index.count(Has(field, body["name"]))}


def _shown(catalog: Catalog, field: str, bodies: list[Body], given: Parameters) -> object:
    wanted = _required(given, "id")
    found = [body for body in bodies if wanted in {body["id"], body["name"]}]
    if not found:
        raise not_found(field.removesuffix("s"))
    return {**_counted(catalog, field, found[0]), "extras": [], "tags": [], "users": [], "groups": []}


def _literal(text: str) -> str:
    """A value in which ``*`` would mean anything: no id and no name has one."""
    return text.replace("*", "\N{REPLACEMENT CHARACTER}")


def _texts(given: Parameters, name: str) -> list[str]:
    value = given.get(name) or []
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _required(given: Parameters, name: str) -> str:
    value = str(given.get(name) or "")
    if not value:
        raise invalid(**{name: ["Missing value / 値がありません"]})
    return value


def _number(given: Parameters, name: str, *, default: int, least: int = 0) -> int:
    text = str(given.get(name, "")) or str(default)
    try:
        number = int(text)
    except ValueError as error:
        raise invalid(**{name: ["Invalid integer / 整数ではありません"]}) from error
    if number < least or number > 2**31:
        raise invalid(**{name: [f"Must be a natural number / {least} 以上の整数にしてください"]})
    return number

"""``/quality``: how good the data is, and every place that a person should look at. ``/links``: links to others."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from pyoxigraph import NamedNode
from starlette.responses import Response

from kg.vocabulary import DQV, RDFS, SKOS
from kg.web.description import Description, Words
from kg.web.language import Language
from kg.web.link_header import site_links
from kg.web.links import Links
from kg.web.pages import page, reader_of
from kg.web.site import AtSite

router = APIRouter(tags=["Catalog"])

_FINDINGS = "validation/findings"
_LINKS = "links.json"
_SCORE = "catalog-score.json"
_SHOWN = 200
_VARY = ("Accept", "Accept-Language")


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricRow:
    """A metric with its value: a share as per cent, a number as it is, empty where nothing could be measured."""

    label: Words
    definition: Words
    dimension: Words
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """A finding in the language of the page. ``href`` leads to the part of the agreement, None where it is in none."""

    severity: str
    code: str
    place: str
    agreement: str
    part: str
    href: str | None
    before: str
    marked: str
    after: str
    message: str
    remedy: str


@router.get("/quality", summary="Measurements of quality and findings")
@router.head("/quality", include_in_schema=False)
async def read_quality(request: Request, site: AtSite) -> Response:
    reader, release = reader_of(request), site.release
    description = await site.describe("graph", graph=NamedNode(release.iris.document("quality")))
    path = f"{_FINDINGS}.json"
    values: dict[str, Any] = {
        "metrics": _metrics(description, reader.language),
        "findings": (),
        "counts": {"error": 0, "warning": 0, "info": 0},
        "files": [name for name in release.files if name.startswith((_FINDINGS, "quality.", _SCORE))],
        "score": json.loads((release.directory / _SCORE).read_bytes()) if _SCORE in release.files else None,
        "shown": _SHOWN,
    }
    if path in release.files:
        counts, first = await asyncio.to_thread(_first_findings, release.directory / path)
        values["counts"] = counts
        values["findings"] = [_row(found, reader.links, reader.language) for found in first]
    files = [f"download/{name}" for name in values["files"]]
    links = site_links(reader.links, "quality", release.manifest.settings, described=files)
    return page(request, "quality.html", values, vary=_VARY, headers={"Link": links})


@router.get("/links", summary="Links to others, by rule")
@router.head("/links", include_in_schema=False)
async def read_links(request: Request, site: AtSite) -> Response:
    rules: list[dict[str, Any]] = []
    if _LINKS in site.release.files:
        rules = json.loads((site.release.directory / _LINKS).read_bytes())["rules"]
    files = [name for name in site.release.files if name.startswith("links.")]
    described = [f"download/{name}" for name in files]
    links = site_links(reader_of(request).links, "links", site.release.manifest.settings, described=described)
    return page(request, "links.html", {"rules": rules, "files": files}, vary=_VARY, headers={"Link": links})


@lru_cache(maxsize=2)
def _first_findings(path: Path) -> tuple[dict[str, int], tuple[dict[str, Any], ...]]:
    """The counts, and the most severe findings; a file of a release never changes."""
    content = json.loads(path.read_bytes())
    return content["counts"], tuple(content["findings"][:_SHOWN])


def _metrics(description: Description, language: Language) -> list[MetricRow]:
    measured = {
        metric.value: str(value.value)
        for node in description.instances(DQV["QualityMeasurement"])
        for metric in description.values(node, DQV["isMeasurementOf"])
        for value in description.values(node, DQV["value"])
        if isinstance(metric, NamedNode) and not isinstance(value, NamedNode)
    }
    return [
        MetricRow(
            label=_said(description, iri, language),
            definition=_in(description.texts(iri, SKOS["definition"]), language),
            dimension=next(
                (_said(description, each.value, language) for each in description.values(iri, DQV["inDimension"])),
                Words(""),
            ),
            value=shown_value(measured.get(iri, "")),
        )
        for iri in description.instances(DQV["Metric"])
    ]


def shown_value(value: str) -> str:
    """A share as per cent, a number with its thousands set apart.

    >>> shown_value("0.3760"), shown_value("1234"), shown_value("")
    ('37.60 %', '1,234', '')
    """
    if not value:
        return ""
    return f"{float(value):.2%}".replace("%", " %") if "." in value else f"{int(value):,}"


def _said(description: Description, iri: str, language: Language) -> Words:
    return _in(description.texts(iri, RDFS["label"]), language)


def _in(texts: list[Words], language: Language) -> Words:
    return next((words for words in texts if words.language == language.value), Words(""))


def _row(found: dict[str, Any], links: Links, language: Language) -> FindingRow:
    japanese = language is Language.JA
    part, line = found["part"], found["source_line"] or {"before": "", "marked": "", "after": ""}
    return FindingRow(
        severity=found["severity"],
        code=found["code"],
        place=f"{found['path']}:{found['line']}" if found["line"] else found["path"],
        agreement=found["agreement_title"] or found["agreement"] or "",
        part=part["name" if japanese else "name_en"] if part else "",
        href=links.to(part["iri"]) if part else None,
        before=line["before"],
        marked=line["marked"],
        after=line["after"],
        message=found["message_ja" if japanese else "message"],
        remedy=found["remedy_ja" if japanese else "remedy"],
    )

"""Which data sets and series the catalog has, with the files, days and places of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kg.graph.labels import body_label_en, listed_en, listed_ja, party_bodies
from kg.publication.catalog_places import Place, place_of
from kg.publication.catalog_words import DatasetWords, load_catalog_words
from kg.publication.contents import PublishedAgreement, ReleaseFile
from kg.registries.municipalities import MunicipalityRegistry

_BOUNDARY = re.compile(r"[/.]")

#: First and last day; None for a period that is open at the end.
Period = tuple[date, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class DcatDataset:
    """One data set of the catalog: its words and files; the days and the place of its content where they are known.

    ``series`` is the slug of the series it is in, ``before`` that of the data set before it there.
    """

    words: DatasetWords
    files: tuple[ReleaseFile, ...]
    period: Period | None
    place: Place | None = None
    series: str | None = None
    before: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DcatSeries:
    """A series of data sets, the slugs of ``members`` in their order."""

    words: DatasetWords
    members: tuple[str, ...]
    period: Period | None
    place: Place | None


def catalog_series(
    agreements: Sequence[PublishedAgreement], *, registry: MunicipalityRegistry
) -> tuple[DcatSeries, ...]:
    """The series of each cooperation area by the code that names it; members by day, those without one last."""
    areas: dict[str, list[PublishedAgreement]] = {}
    for entry in agreements:
        code = entry.agreement.area_code
        if code is not None:
            areas.setdefault(code, []).append(entry)
    return tuple(_series(code, entries, registry) for code, entries in sorted(areas.items()))


def _series(code: str, entries: Sequence[PublishedAgreement], registry: MunicipalityRegistry) -> DcatSeries:
    template = load_catalog_words().area
    ordered = sorted(entries, key=lambda entry: (entry.period_start or date.max, entry.slug))
    days = [entry.period_start for entry in entries if entry.period_start]
    members = dict.fromkeys(body for entry in ordered for body in party_bodies(entry.agreement))
    cores = dict.fromkeys(core for entry in entries for core in entry.agreement.core_cities)
    return DcatSeries(
        words=template.for_area(
            code=code,
            name=listed_ja(core.name for core in cores),
            name_en=listed_en([body_label_en(core, registry) for core in cores]),
        ),
        members=tuple(_agreement_words(entry).slug for entry in ordered),
        period=(min(days), None) if days else None,
        place=place_of(members, registry=registry),
    )


def catalog_datasets(
    *, agreements: Sequence[PublishedAgreement], files: Sequence[ReleaseFile], registry: MunicipalityRegistry
) -> tuple[DcatDataset, ...]:
    """The data sets and the files that are theirs. Raises ValueError for a file that belongs to none or to several."""
    whole = _whole_period(agreements)
    planned = [DcatDataset(words=words, files=(), period=whole) for words in load_catalog_words().datasets]
    planned += _of_agreements(agreements, registry)
    owned = _owned_files([dataset.words for dataset in planned], files)
    return tuple(
        DcatDataset(
            words=dataset.words,
            files=tuple(owned[dataset.words.slug]),
            period=dataset.period,
            place=dataset.place,
            series=dataset.series,
            before=dataset.before,
        )
        for dataset in planned
    )


def _of_agreements(agreements: Sequence[PublishedAgreement], registry: MunicipalityRegistry) -> list[DcatDataset]:
    in_series: dict[str, tuple[str, str | None]] = {}
    for series in catalog_series(agreements, registry=registry):
        for before, member in zip((None, *series.members), series.members, strict=False):
            in_series[member] = (series.words.slug, before)
    planned = []
    for entry in agreements:
        words = _agreement_words(entry)
        series_slug, before = in_series.get(words.slug, (None, None))
        planned.append(
            DcatDataset(
                words=words,
                files=(),
                period=(entry.period_start, None) if entry.period_start else None,
                place=place_of(party_bodies(entry.agreement), registry=registry),
                series=series_slug,
                before=before,
            )
        )
    return planned


def _owned_files(words: Sequence[DatasetWords], files: Sequence[ReleaseFile]) -> dict[str, list[ReleaseFile]]:
    """The files of each data set by slug. Patterns are found by how they begin, so that many agreements cost little."""
    begun: dict[str, list[DatasetWords]] = {}
    for dataset in words:
        for beginning in {_beginning(pattern) for pattern in dataset.files}:
            begun.setdefault(beginning, []).append(dataset)
    owned: dict[str, list[ReleaseFile]] = {dataset.slug: [] for dataset in words}
    for file in files:
        beginnings = [file.path[: match.end()] for match in _BOUNDARY.finditer(file.path)]
        candidates = (dataset for beginning in beginnings for dataset in begun.get(beginning, ()))
        owners = list(dict.fromkeys(dataset.slug for dataset in candidates if dataset.holds(file.path)))
        if len(owners) != 1:
            raise ValueError(f"{file.path}: found in data sets {owners}, expected one")
        owned[owners[0]].append(file)
    return owned


def _beginning(pattern: str) -> str:
    """What every path begins with that the pattern matches, to its last slash or dot.

    >>> _beginning("agreements/*/source.txt"), _beginning("renkei.*"), _beginning("context.jsonld")
    ('agreements/', 'renkei.', 'context.')
    """
    literal = pattern.partition("*")[0]
    *_, end = (0, *(match.end() for match in _BOUNDARY.finditer(literal)))
    return literal[:end]


def _agreement_words(entry: PublishedAgreement) -> DatasetWords:
    template = load_catalog_words().agreement
    return template.for_agreement(
        slug=entry.slug, parties=entry.parties, title=entry.agreement.title.text, kind=entry.kind_en
    )


def _whole_period(agreements: Sequence[PublishedAgreement]) -> Period | None:
    days = [entry.period_start for entry in agreements if entry.period_start]
    return (min(days), max(days)) if days else None

"""The date of a release: never the clock's, so that the same inputs give the same files on any day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from kg.model.agreement import Report
from kg.publication.contents import midnight

#: Where nothing states a date.
_NO_DATE = date(1970, 1, 1)


def release_time(reports: Iterable[Report], *, source_date_epoch: int | None) -> datetime:
    """``SOURCE_DATE_EPOCH`` (seconds since 1970) where it is given, else the newest day that the inputs state.

    Inputs state days of signing, days printed at the head, and in their sidecars days of retrieval.

    >>> release_time([], source_date_epoch=1700000000).isoformat()
    '2023-11-14T22:13:20+00:00'
    """
    if source_date_epoch is not None:
        return datetime.fromtimestamp(source_date_epoch, tz=UTC)
    return midnight(max((day for report in reports for day in _stated_days(report)), default=_NO_DATE))


def _stated_days(report: Report) -> Iterator[date]:
    for agreement in report.agreements:
        for stated in (agreement.signed_on, agreement.printed_on):
            if stated is not None:
                yield stated.value
    retrieved = report.metadata.retrieved_on
    if retrieved:
        yield from _parsed(retrieved)


def _parsed(text: str) -> Iterator[date]:
    """The day a sidecar gives; nothing where it is no date, which validation reports."""
    try:
        yield date.fromisoformat(text)
    except ValueError:
        return

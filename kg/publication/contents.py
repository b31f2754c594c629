"""What a release holds, as the parts of this stage tell one another."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from pyoxigraph import Literal

from kg.formats import AKOMA_NTOSO, CSVW, FILE_FORMATS, PACKED_FORMATS, Format, by_extension
from kg.identifiers import Iris
from kg.model.agreement import Agreement, Report
from kg.settings import Settings
from kg.vocabulary import XSD


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseFile:
    """A file of the release: path below its directory, size in bytes, hexadecimal sha256, media type."""

    path: str
    size: int
    sha256: str
    media_type: str

    @classmethod
    def of(cls, path: str, data: bytes) -> ReleaseFile:
        """The record of a file with that content.

        >>> ReleaseFile.of("renkei.ttl.gz", b"").media_type
        'application/gzip'
        """
        digest = hashlib.sha256(data).hexdigest()
        return cls(path=path, size=len(data), sha256=digest, media_type=file_format(path).media_type)

    @classmethod
    def of_file(cls, path: str, file: Path) -> ReleaseFile:
        """The record of a file on disk, which is not held in memory."""
        with file.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        return cls(path=path, size=file.stat().st_size, sha256=digest, media_type=file_format(path).media_type)


def file_format(path: str) -> Format:
    """The format of a release file by its extension. Raises KeyError for one we do not publish.

    >>> file_format("tables/roles.csv").file_type
    'CSV'
    """
    for format_ in (AKOMA_NTOSO, CSVW):  # extensions with a point inside
        if path.endswith(format_.extension):
            return format_
    return by_extension(path.rpartition(".")[2], (*FILE_FORMATS, *PACKED_FORMATS))


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedAgreement:
    """An agreement that goes into the release.

    ``source_path`` names its input as the manifest does; labels and parties are as in the graph.
    """

    slug: str
    iri: str
    label: str
    label_en: str
    kind_en: str
    source_path: str
    agreement: Agreement
    report: Report

    @property
    def parties(self) -> tuple[str, ...]:
        """Names of the bodies that conclude it, in the order of the text."""
        return tuple(body.name for party in self.agreement.parties for body in party.bodies)

    @property
    def period_start(self) -> date | None:
        """The day from which it holds as far as the text says: of effect, else of signing."""
        stated = self.agreement.effective_on or self.agreement.signed_on
        return stated.value if stated else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseIdentity:
    """What every description of a release names: its id, its day, who publishes it under which base."""

    id: str
    created: datetime
    settings: Settings

    @property
    def iris(self) -> Iris:
        return Iris(self.settings.base_iri)


def midnight(day: date) -> datetime:
    """The start of a day in UTC.

    >>> midnight(date(2022, 1, 12)).isoformat()
    '2022-01-12T00:00:00+00:00'
    """
    return datetime.combine(day, time(), tzinfo=UTC)


def moment(time_stamp: datetime) -> Literal:
    """A moment in UTC as xsd:dateTime.

    >>> moment(midnight(date(2022, 1, 12))).value
    '2022-01-12T00:00:00Z'
    """
    return Literal(f"{time_stamp.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", datatype=XSD["dateTime"])

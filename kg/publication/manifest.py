"""``manifest.json``: what a release holds, from what it was made, and under which settings.

The one file of a release, beside the record of changes (:mod:`kg.publication.changes`), that may differ between two
builds of the same inputs and settings, and in ``previous`` and ``gone`` only: they are about the releases before, which
are others in another output folder. Every other file is the same to the byte (the query store aside).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg import __version__
from kg.errors import ReleaseError
from kg.publication.contents import ReleaseFile
from kg.publication.inputs import InputFile
from kg.publication.provenance import SOFTWARE_NAME
from kg.sealing import StoreDigest
from kg.settings import Settings

MANIFEST = "manifest.json"
_FORMAT = 1

#: Settings that shape the files of a release; the others are the server's.
PUBLISHED_SETTINGS = (
    "base_iri",
    "publisher_name",
    "publisher_homepage",
    "publisher_type",
    "contact_email",
    "contact_url",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Something that was not published: its input, the agreement where it is only one of several, and why."""

    path: str
    reason: str
    reason_ja: str
    slug: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """Something published that a person should look at; ``line`` counts from 1, 0 where there is no place."""

    path: str
    line: int
    code: str
    message: str
    message_ja: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """How many statements a file leaves out because its syntax cannot carry them (:mod:`kg.rdf_xml`)."""

    path: str
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementEntry:
    """An agreement as the manifest lists it: labels and its own files."""

    slug: str
    iri: str
    title: str
    title_en: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneAgreement:
    """An agreement that is no longer published; ``release`` is the last that had it, as far as is known.

    ``withdrawn_on`` (ISO 8601), the reasons and ``replaced_by`` (an IRI) are the publisher's where it was withdrawn.
    """

    slug: str
    iri: str
    title: str
    title_en: str
    release: str
    withdrawn_on: str = ""
    reason: str = ""
    reason_ja: str = ""
    replaced_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Everything ``manifest.json`` says. ``counts`` are numbers by name, ``graphs`` among them triples by graph;
    ``datatypes`` is of :func:`kg.publication.datatypes.lost_datatypes`, ``store`` of what the query store holds, and
    ``indexes`` are files that only the server reads.
    """

    id: str
    created: str
    settings: Mapping[str, str]
    inputs: tuple[InputFile, ...]
    counts: Mapping[str, Any]
    datatypes: Mapping[str, str]
    agreements: tuple[AgreementEntry, ...]
    set_aside: tuple[SetAside, ...]
    warnings: tuple[Warned, ...]
    left_out: tuple[LeftOut, ...]
    files: tuple[ReleaseFile, ...]
    indexes: tuple[ReleaseFile, ...]
    store: StoreDigest
    previous: str | None
    gone: tuple[GoneAgreement, ...] = ()


def published_settings(settings: Settings) -> dict[str, str]:
    """The settings that shape the files."""
    return {name: getattr(settings, name) for name in PUBLISHED_SETTINGS}


def write_manifest(manifest: Manifest) -> bytes:
    """The manifest as JSON, fields in a fixed order."""
    content = {
        "format": _FORMAT,
        "id": manifest.id,
        "software": {"name": SOFTWARE_NAME, "version": __version__},
        "created": manifest.created,
        "settings": dict(manifest.settings),
        "inputs": [{"path": f.path, "bytes": f.size, "sha256": f.sha256} for f in manifest.inputs],
        "counts": dict(manifest.counts),
        "datatypes": dict(manifest.datatypes),
        "agreements": [asdict(entry) for entry in manifest.agreements],
        "set_aside": [asdict(entry) for entry in manifest.set_aside],
        "warnings": [asdict(entry) for entry in manifest.warnings],
        "left_out": [asdict(entry) for entry in manifest.left_out],
        "files": _listed(manifest.files),
        "indexes": _listed(manifest.indexes),
        "store": asdict(manifest.store),
        "previous": manifest.previous,
        "gone": [asdict(entry) for entry in manifest.gone],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _listed(files: Sequence[ReleaseFile]) -> list[dict[str, object]]:
    return [{"path": f.path, "bytes": f.size, "sha256": f.sha256, "media_type": f.media_type} for f in files]


def _files(listed: Sequence[dict[str, Any]]) -> tuple[ReleaseFile, ...]:
    return tuple(
        ReleaseFile(path=f["path"], size=f["bytes"], sha256=f["sha256"], media_type=f["media_type"]) for f in listed
    )


def read_manifest(directory: Path) -> Manifest:
    """The manifest of a release on disk. Raises ReleaseError where it is missing or not one of ours."""
    path = directory / MANIFEST
    try:
        content = json.loads(path.read_bytes())
        return _manifest(content)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReleaseError(
            f"{path}: found {type(error).__name__}: {error}, expected the manifest of a release",
            f"{path}: 公開版の目録として読めません（{error}）",
        ) from error


def _manifest(content: dict[str, Any]) -> Manifest:
    if content["format"] != _FORMAT:
        raise ValueError(f"format {content['format']!r}, expected {_FORMAT}")
    return Manifest(
        id=content["id"],
        created=content["created"],
        settings=content["settings"],
        inputs=tuple(InputFile(path=f["path"], size=f["bytes"], sha256=f["sha256"]) for f in content["inputs"]),
        counts=content["counts"],
        datatypes=content.get("datatypes", {}),
        agreements=tuple(AgreementEntry(**{**e, "files": tuple(e["files"])}) for e in content["agreements"]),
        set_aside=tuple(SetAside(**entry) for entry in content["set_aside"]),
        warnings=tuple(Warned(**entry) for entry in content["warnings"]),
        left_out=tuple(LeftOut(**entry) for entry in content["left_out"]),
        files=_files(content["files"]),
        indexes=_files(content["indexes"]),
        store=StoreDigest(**content["store"]),
        previous=content["previous"],
        gone=tuple(GoneAgreement(**entry) for entry in content.get("gone", ())),
    )

"""One release of the two agreements for all tests that only read it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from kg.bundled import bundled
from kg.extraction import read_report
from kg.identifiers import Iris, agreement_slug
from kg.publication import CURRENT, Manifest, build_release, read_manifest
from kg.publication.contents import PublishedAgreement
from kg.settings import Settings
from tests.shared_release import made_once

ASAHIKAWA, SAPPORO = sorted(bundled("data", "agreements").glob("*.txt"))

SETTINGS = Settings(
    base_iri="https://data.example.jp/",
    publisher_name="例示広域連携室",
    publisher_homepage="https://www.example.jp/",
    publisher_type="LocalAuthority",
    contact_email="opendata@example.jp",
)


@dataclass(frozen=True, slots=True)
class BuiltRelease:
    """A release on disk and its manifest."""

    directory: Path
    manifest: Manifest

    def quads(self, path: str) -> list[Quad]:
        """What a file of the release says."""
        return list(parse(path=self.directory / path, format=RdfFormat.from_extension(path.rpartition(".")[2])))


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> BuiltRelease:
    """The two agreements of the repository, published by an example publisher."""
    directory = made_once(tmp_path_factory, "example-release", _example_release) / CURRENT
    return BuiltRelease(directory, read_manifest(directory))


def _example_release(out: Path) -> None:
    outcome = build_release([bundled("data", "agreements")], out=out, settings=SETTINGS)
    assert outcome.exit_code == 0


@pytest.fixture(scope="session")
def published() -> PublishedAgreement:
    """One agreement as the stages of publication hand it on."""
    name = "asahikawa-biei.txt"
    report = read_report(bundled("data", "agreements", name))
    (agreement,) = report.agreements
    slug = agreement_slug(agreement)
    return PublishedAgreement(
        slug=slug,
        iri=Iris(SETTINGS.base_iri).agreement(slug),
        label="協約",
        label_en="agreement",
        kind_en="Agreement",
        source_path=name,
        agreement=agreement,
        report=report,
    )

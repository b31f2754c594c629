"""The release holds each agreement as Akoma Ntoso that is read back to what was published."""

from __future__ import annotations

from kg.akoma_ntoso import exchanged_model, read_akoma_ntoso, read_model
from kg.publication.contents import PublishedAgreement
from tests.akoma_ntoso.schema import needs_schema, violations, words_only
from tests.publication.conftest import BuiltRelease


def test_the_file_is_the_agreement(release: BuiltRelease, published: PublishedAgreement) -> None:
    path = f"agreements/{published.slug}.akn.xml"
    (file,) = (file for file in release.manifest.files if file.path == path)
    assert file.media_type == "application/akn+xml"
    (entry,) = (entry for entry in release.manifest.agreements if entry.slug == published.slug)
    assert path in entry.files
    data = (release.directory / path).read_bytes()
    assert read_akoma_ntoso(data).nodes == words_only(published.agreement.instrument_tree.nodes)
    assert read_model(data) == exchanged_model(published.agreement)


@needs_schema
def test_every_file_is_valid(release: BuiltRelease) -> None:
    files = sorted(release.directory.glob("agreements/*.akn.xml"))
    assert len(files) == len(release.manifest.agreements)
    assert [violations(file.read_bytes()) for file in files] == [[] for _ in files]

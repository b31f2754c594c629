"""What a sidecar may say, and what is said of one that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.extraction.sidecar import SIDECAR, read_metadata
from kg.model.agreement import SourceMetadata


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tmp_path / "a.txt"


def _write(source: Path, text: str) -> None:
    SIDECAR.beside(source).write_text(text, encoding="utf-8")


def test_everything_works_without_one(source: Path) -> None:
    assert read_metadata(source) == SourceMetadata()


def test_values_are_read(source: Path) -> None:
    _write(
        source,
        'title = "協約"\nretrieved_on = 2026-11-01\nterms_url = "https://例.jp/規約"\nretrieved_from = ""\n'
        'homepages = { "某町" = "http://town.example.jp/" }\n',
    )
    metadata = read_metadata(source)
    assert (metadata.title, metadata.retrieved_on, metadata.retrieved_from) == ("協約", "2026-11-01", "")
    assert metadata.terms_url == "https://例.jp/規約"
    assert metadata.homepages == (("某町", "http://town.example.jp/"),)


@pytest.mark.parametrize(
    ("text", "place", "expected", "expected_ja"),
    [
        ('homepages = "x"', "homepages", "a table of names and http(s) IRIs", "IRIの表"),
        ('homepages = { "某町" = "x" }', "homepages.某町", "an http(s) IRI", "http(s) のIRI"),
        ('homepages = { "某町" = 3 }', "homepages.某町", "an http(s) IRI", "http(s) のIRI"),
        ('terms_url = "not a url <>"', "terms_url", "an http(s) IRI", "http(s) のIRI"),
        ('terms_url = "ftp://example.jp/"', "terms_url", "an http(s) IRI", "http(s) のIRI"),
        ('retrieved_from = "http:///x"', "retrieved_from", "an http(s) IRI", "http(s) のIRI"),
        ("title = 3", "title", "a string", "文字列"),
        ("terms = []", "terms", "a string", "文字列"),
        ('retrieved_on = "yesterday"', "retrieved_on", "a date", "日付"),
        ('retrieved_on = "2026-13-45"', "retrieved_on", "a date", "日付"),
        ('retrieved_on = "20261101"', "retrieved_on", "a date", "日付"),
        ("retrieved_on = 2026-11-01T00:00:00Z", "retrieved_on", "a date", "日付"),
        ("retrieved_on = 3", "retrieved_on", "a date", "日付"),
        ('licence = "x"', "licence", "expected title, retrieval_note", "使えるのは"),
        ("title = ", "", "expected TOML", "TOML"),
    ],
)
def test_a_wrong_one_is_refused_with_place_and_expectation(
    source: Path, text: str, place: str, expected: str, expected_ja: str
) -> None:
    _write(source, text)
    with pytest.raises(SourceError) as raised:
        read_metadata(source)
    for message, words in ((raised.value.message, expected), (raised.value.message_ja, expected_ja)):
        assert message.startswith(f"{SIDECAR.beside(source)}: ")
        assert place in message
        assert words in message


def test_every_fault_is_named(source: Path) -> None:
    _write(source, 'title = 3\nterms_url = "x"\nretrieved_on = "y"\n')
    with pytest.raises(SourceError) as raised:
        read_metadata(source)
    for name in ("title", "terms_url", "retrieved_on"):
        assert f"{name}: " in raised.value.message
        assert f"{name}: " in raised.value.message_ja

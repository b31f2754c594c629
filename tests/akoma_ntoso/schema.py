"""The official schema of Akoma Ntoso 3.0 (OASIS), which stands beside the checkout, and samples to hold against it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

import pytest
from lxml import etree

from kg.akoma_ntoso import Publication
from kg.bundled import bundled
from kg.extraction import report_on
from kg.identifiers import Iris, agreement_slug
from kg.model.agreement import Agreement, SourceMetadata
from kg.model.text import Passage, SourceText

_SCHEMA = bundled("..", "shared", "vendor", "akoma-ntoso-3.0", "akomantoso30.xsd")

needs_schema = pytest.mark.skipif(
    not _SCHEMA.parent.parent.parent.exists(), reason=f"{_SCHEMA.parent.parent.parent} does not exist here"
)


@cache
def _schema() -> Any:
    return etree.XMLSchema(etree.parse(_SCHEMA))


def violations(data: bytes) -> list[str]:
    """What the schema has to say against a document, with line numbers."""
    schema = _schema()
    schema.validate(etree.fromstring(data))
    return [f"{error.line}: {error.message}" for error in schema.error_log]


def publication(agreement: Agreement) -> Publication:
    """The agreement, published by an example publisher on one day."""
    slug = agreement_slug(agreement)
    return Publication(iris=Iris("https://example.jp/"), slug=slug, publisher="例示市", made_on=date(2026, 1, 1))


def agreements_in(text: str) -> tuple[Agreement, ...]:
    """What the reader finds in a text."""
    source = SourceText(name="text.txt", text=text, sha256="0" * 64, encoding="utf-8")
    return report_on(source, SourceMetadata()).agreements


def words_only(node: Any) -> Any:
    """A part of a drafting tree with each passage as plain words: what of it a document without its source can hold."""
    if isinstance(node, Passage):
        return Passage.plain(node.text, start=0)
    if isinstance(node, tuple):
        return tuple(words_only(part) for part in node)
    if is_dataclass(node) and not isinstance(node, type):
        return type(node)(**{field.name: words_only(getattr(node, field.name)) for field in fields(node)})
    return node

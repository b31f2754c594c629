"""The words of the catalog in both languages, from ``data/catalog/datasets.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from kg.bundled import bundled

#: What CKAN takes as a tag: letters and digits of any script, space, ``-``, ``_``, ``.``; 2 to 100 characters.
_CKAN_TAG = re.compile(r"[\w .\-]{2,100}")


def is_keyword(word: str) -> bool:
    """Whether portals accept the word as a keyword; one refused word loses them the whole data set.

    >>> is_keyword("連携協約"), is_keyword("移住・定住"), is_keyword("○○町")
    (True, False, False)
    """
    return _CKAN_TAG.fullmatch(word) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bilingual:
    """Words in Japanese and English."""

    ja: str
    en: str

    def filled(self, **values: str) -> Bilingual:
        """With ``{name}`` replaced by its value."""
        return Bilingual(ja=self.ja.format(**values), en=self.en.format(**values))


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetWords:
    """A data set of the catalog: slug, words, and patterns of the files that are its distributions."""

    slug: str
    title: Bilingual
    description: Bilingual
    keywords: tuple[tuple[str, str], ...]
    files: tuple[str, ...] = ()

    def holds(self, path: str) -> bool:
        """Whether the file is a distribution of this data set."""
        return any(_matches(path, pattern) for pattern in self.files)

    def for_agreement(self, *, slug: str, parties: tuple[str, ...], title: str, kind: str) -> DatasetWords:
        """The template filled in for one agreement; the parties become keywords where portals accept their names."""
        values = {"slug": slug, "parties": "・".join(parties), "title": title, "kind": kind}
        return replace(
            self,
            slug=self.slug.format(**values),
            title=self.title.filled(**values),
            description=self.description.filled(**values),
            keywords=(*self.keywords, *((name, "ja") for name in dict.fromkeys(parties) if is_keyword(name))),
            files=tuple(pattern.format(**values) for pattern in self.files),
        )

    def for_area(self, *, code: str, name: str, name_en: str) -> DatasetWords:
        """The template of a series filled in for the area around one core city."""
        values = {"code": code, "name": name, "name_en": name_en}
        return replace(
            self,
            slug=self.slug.format(**values),
            title=self.title.filled(**values),
            description=self.description.filled(**values),
            keywords=(*self.keywords, *(((name, "ja"),) if is_keyword(name) else ())),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogWords:
    """All words of the catalog; ``agreement`` and ``area`` are templates, of the data set of one agreement and of the
    series of one area. ``standards`` are the IRIs that files conform to, by file type.
    """

    catalog: DatasetWords
    service: DatasetWords
    datasets: tuple[DatasetWords, ...]
    agreement: DatasetWords
    area: DatasetWords
    rights: Bilingual
    source: Bilingual
    standards: Mapping[str, str]


@cache
def load_catalog_words() -> CatalogWords:
    """Read the bundled table."""
    with bundled("data", "catalog", "datasets.toml").open("rb") as file:
        table = tomllib.load(file)
    return CatalogWords(
        catalog=_words(table["catalog"]),
        service=_words(table["service"]),
        datasets=tuple(_words(entry) for entry in table["dataset"]),
        agreement=_words(table["agreement"]),
        area=_words(table["area"]),
        rights=Bilingual(**table["rights"]),
        source=Bilingual(**table["source"]),
        standards=table["standards"],
    )


def _words(entry: dict[str, Any]) -> DatasetWords:
    keywords = entry.get("keywords", {})
    return DatasetWords(
        slug=entry.get("slug", ""),
        title=Bilingual(**entry["title"]),
        description=Bilingual(**entry["description"]),
        keywords=tuple((word, language) for language in ("ja", "en") for word in keywords.get(language, ())),
        files=tuple(entry.get("files", ())),
    )


def _matches(path: str, pattern: str) -> bool:
    """Shell-style match, folder by folder: ``*`` does not cross a slash."""
    names, patterns = path.split("/"), pattern.split("/")
    return len(names) == len(patterns) and all(map(fnmatchcase, names, patterns))

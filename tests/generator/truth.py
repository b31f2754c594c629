"""The truth about a written text: the records of the model, in the shape of the published JSON."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tests.generator.forms import Form


@dataclass(frozen=True, slots=True)
class Citation:
    """An external target. ``tail`` is the last printed part of it: 第252条の14第1項."""

    tail: str
    law: str
    law_number: str | None
    law_id: str | None
    article: str | None
    paragraph: str | None = None
    item: str | None = None
    legal_basis: bool = False
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """An internal reference. ``target`` None is one that cannot be resolved; ``open`` ones may be read or left."""

    text: str
    target: str | None
    open: bool = False
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text and the facts in it."""

    text: str = ""
    citations: tuple[Citation, ...] = ()
    references: tuple[Reference, ...] = ()
    terms: tuple[str, ...] = ()
    open_terms: tuple[str, ...] = ()

    def __add__(self, other: Words) -> Words:
        return Words(
            self.text + other.text,
            self.citations + other.citations,
            self.references + other.references,
            self.terms + other.terms,
            self.open_terms + other.open_terms,
        )


@dataclass(frozen=True, slots=True)
class Item:
    """号 and what is below it. An open label was lost in extraction: only the text must be right."""

    label: str
    text: str
    items: tuple[Item, ...] = ()
    open_label: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """項."""

    number: str
    text: str
    items: tuple[Item, ...] = ()
    open_items: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """条. ``captions`` are the readings that are right: an article that shares a caption may inherit it or not.

    ``whole`` is given where the words below the article may be read as paragraphs or as items: all of them in a row.
    """

    number: str
    captions: tuple[str | None, ...]
    paragraphs: tuple[Paragraph, ...]
    whole: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A party. ``designations`` are the readings that are right."""

    names: tuple[str, ...]
    codes: tuple[str | None, ...]
    designations: tuple[str | None, ...]
    capacities: tuple[str, ...] = ("plain-party",)


@dataclass(frozen=True, slots=True)
class Role:
    """A role. ``bearers`` are designations, or names where the text has no designations."""

    bearers: tuple[str, ...]
    text: str
    named: bool = False


@dataclass(frozen=True, slots=True)
class Initiative:
    """取組."""

    path: tuple[str, ...]
    title: str
    content: str | None
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Signatory:
    """A signature. ``titles`` are the readings that are right."""

    designation: str | None
    titles: tuple[str, ...]
    name: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """One operation of an amending instrument."""

    locus: str
    operation: str
    old: str | None = None
    new: str | None = None


@dataclass(frozen=True, slots=True)
class Truth:
    """One instrument. Dates are ISO; a tuple of dates lists the readings that are right.

    What is ``open`` may be read or left: the law leaves it open whether it belongs to the instrument (a third body
    named in passing, an act cited by the wrapper). ``foreign_references`` are to the articles of another instrument.
    ``sketch``: an annex whose numbered points may be read as articles or left; what is read must be right.
    """

    titles: tuple[str, ...] = ()
    sketch: bool = False
    instruments: tuple[str, ...] = ("other",)
    amends: bool = False
    changes: tuple[Change, ...] = ()
    signed_on: tuple[str | None, ...] = (None,)
    effective_on: tuple[str | None, ...] = (None,)
    parties: tuple[Party, ...] = ()
    open_parties: tuple[Party, ...] = ()
    group: bool = False
    group_may_be_absent: bool = False
    articles: tuple[Article, ...] = ()
    missing: tuple[str, ...] = ()
    supplementary: tuple[str, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    open_initiatives: bool = False
    initiatives_may_be_absent: bool = False
    citations: tuple[Citation, ...] = ()
    open_citations: tuple[tuple[str, str], ...] = ()
    foreign_references: bool = False
    references: tuple[Reference, ...] = ()
    terms: tuple[str, ...] = ()
    open_terms: tuple[str, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    witnesses: tuple[str, ...] = ()

    def with_facts(self, words: Words, owner: str) -> Truth:
        """The truth with the facts of some words that belong to an element."""
        return replace(
            self,
            citations=self.citations + tuple(replace(found, owner=owner) for found in words.citations),
            references=self.references + tuple(replace(found, owner=owner) for found in words.references),
            terms=self.terms + words.terms,
            open_terms=self.open_terms + words.open_terms,
        )


@dataclass(frozen=True, slots=True)
class Written:
    """A text with the truth about it."""

    text: str
    truths: tuple[Truth, ...]
    forms: frozenset[Form]
    parts: frozenset[str]
    may_be_unclaimed: tuple[str, ...] = field(default=())

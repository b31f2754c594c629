"""The drafting tree: an instrument as it is written, before anything is concluded from it.

The terms are the usual statutory English: 条 Article, 項 Paragraph, 号 Item, 別表 Appended Table, 附則 Supplementary
Provisions. Every node holds passages only, so the tree can give its source back (:mod:`kg.drafting.writing`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from kg.model.text import Ignored, Passage


class FrontKind(StrEnum):
    """What a line before the preamble is."""

    COVER = "cover"
    DATE = "date"
    PARTIES = "parties"
    NUMBER = "number"
    FORM = "form"
    HISTORY = "history"
    CONTENTS = "contents"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class FrontLine:
    """A line of the front matter.

    Cover title, date, names of the parties, promulgation number, or the form of promulgation where a word stands in its
    place (議決, 専決, 締結), amendments, table of contents, title.
    """

    kind: FrontKind
    words: Passage


class WrapperKind(StrEnum):
    """What a line around an instrument is that an assembly or an office put there."""

    HEADING = "heading"
    NUMBER = "number"
    SUBJECT = "subject"
    DATE = "date"
    SENTENCE = "sentence"
    SIGNATORY = "signatory"


@dataclass(frozen=True, slots=True)
class WrapperLine:
    """A line of the bill, notice or report that an instrument stands in: provenance, no part of the instrument.

    議案第12号, …の締結について, …議会の議決を求める。, the day of submission, 提案理由 with its sentences, 別記.
    """

    kind: WrapperKind
    words: Passage


@dataclass(frozen=True, slots=True)
class Preamble:
    """前文. The sentence that names the parties and the legal basis."""

    words: Passage


@dataclass(frozen=True, slots=True)
class Item:
    """号. ``label`` as printed, e.g. ``(1)``; subitems (イロハ) are items of an item."""

    label: Passage
    words: Passage
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """項. The first paragraph has no printed number; ``number`` counts from 1.

    ``caption`` is that of a paragraph of supplementary provisions: (施行期日).
    """

    number: int
    label: Passage | None
    words: Passage
    items: tuple[Item, ...] = ()
    caption: Passage | None = None


@dataclass(frozen=True, slots=True)
class Division:
    """編・章・節. A heading among the articles."""

    label: Passage
    words: Passage


@dataclass(frozen=True, slots=True)
class HistoryTag:
    """A tag that says which act changed what stands above it, e.g. (平26告示31・一部改正)."""

    words: Passage


@dataclass(frozen=True, slots=True)
class Article:
    """条. ``number`` is (3, 2) for 第3条の2; ``caption`` (見出し) keeps its brackets as printed.

    ``history`` are the tags between its paragraphs; one below it is a node of its own. ``through`` is the last number
    where one line stands for several deleted articles (第5条から第8条まで 削除).
    """

    number: tuple[int, ...]
    label: Passage
    caption: Passage | None
    paragraphs: tuple[Paragraph, ...]
    history: tuple[HistoryTag, ...] = ()
    through: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class SupplementaryProvisions:
    """附則. ``heading`` is None where extraction lost it; ``articles`` where they are divided into 条."""

    heading: Passage | None
    paragraphs: tuple[Paragraph, ...]
    articles: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class ClosingFormula:
    """The formula that the instrument is signed and kept in so many copies."""

    words: Passage


@dataclass(frozen=True, slots=True)
class SigningDate:
    """The date under the closing formula."""

    words: Passage


class SignatureKind(StrEnum):
    """What a piece of a signature block is."""

    DESIGNATION = "designation"
    ADDRESS = "address"
    BODY = "body"
    TITLE = "title"
    NAME = "name"
    SEAL = "seal"


@dataclass(frozen=True, slots=True)
class SignaturePart:
    kind: SignatureKind
    words: Passage


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """One signatory: designation, address, body, title, name, seal mark, in printed order."""

    parts: tuple[SignaturePart, ...]

    def first(self, kind: SignatureKind) -> Passage | None:
        return next((part.words for part in self.parts if part.kind is kind), None)


@dataclass(frozen=True, slots=True)
class TableHeading:
    """A numbered heading inside an appended table; ``level`` counts from 1."""

    level: int
    label: Passage
    words: Passage


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; an empty cell is an empty passage."""

    cells: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Unparsed:
    """Text the reader could not place. Always listed as unclaimed."""

    words: Passage


@dataclass(frozen=True, slots=True)
class LabelledText:
    """Running text under a label such as 取組の内容 or 甲の役割, with the label's mark (a) and items below it."""

    mark: Passage | None
    label: Passage
    words: Passage
    items: tuple[Item, ...]


class TableTextKind(StrEnum):
    """What a line of an appended table is that is neither heading nor label."""

    TITLE = "title"
    OMISSION = "omission"
    BODIES = "bodies"


@dataclass(frozen=True, slots=True)
class TableText:
    """A line of an appended table: a title of the table itself, （略）, or names of bodies alone."""

    kind: TableTextKind
    words: Passage


@dataclass(frozen=True, slots=True)
class AppendedTable:
    """別表. ``number`` is None for a bare 別表; ``related`` is the 第N条関係 article as (3,)."""

    heading: Passage
    number: int | None
    related: tuple[int, ...] | None
    children: tuple[TableHeading | Table | LabelledText | TableText | Unparsed, ...]


class FooterKind(StrEnum):
    """What a line that a 例規集 page prints after the instrument is."""

    TITLE = "title"
    PROMULGATION = "promulgation"
    EFFECT = "effect"
    LABEL = "label"
    CLASS = "class"
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class FooterLine:
    """A line of the footer: title again, promulgation, date of effect, 体系情報 with its class path, 沿革情報."""

    kind: FooterKind
    words: Passage


@dataclass(frozen=True, slots=True)
class AmendingClause:
    """改め文. One sentence that changes another instrument, and the words it puts there.

    ``words`` is the whole sentence (第2条第1号中「A」を「B」に改め、同条に次の1項を加える。), ``label`` the number
    before it if it has one. ``added`` are the lines and cells that stand under a sentence which announces them (次の
    1項を加える), wrapped lines joined: their numbers and captions are those of the amended instrument.
    """

    label: Passage | None
    words: Passage
    added: tuple[Passage, ...] = ()


Node = (
    FrontLine
    | WrapperLine
    | Preamble
    | Division
    | Article
    | SupplementaryProvisions
    | ClosingFormula
    | SigningDate
    | SignatureBlock
    | AppendedTable
    | AmendingClause
    | HistoryTag
    | FooterLine
    | Unparsed
)

NodeT = TypeVar("NodeT", bound=Node)


@dataclass(frozen=True, slots=True, eq=False)
class Instrument:
    """One instrument: its nodes in source order. Compared by identity, so that what is derived from it can be kept."""

    nodes: tuple[Node, ...]

    def of(self, kind: type[NodeT]) -> tuple[NodeT, ...]:
        """The nodes of one kind, in order."""
        return tuple(node for node in self.nodes if isinstance(node, kind))


@dataclass(frozen=True, slots=True)
class Marks:
    """What of an instrument was found in a text: lines that are titles, headings of articles, articles with words,
    captions, appended tables, role labels, amending clauses; ``enacted`` are those by which the text says that it is
    an ordinance or a rule, which one body gives alone."""

    titles: int = 0
    articles: int = 0
    bodies: int = 0
    captions: int = 0
    tables: int = 0
    labels: int = 0
    clauses: int = 0
    enacted: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """A source document as drafted: its instruments, what stands outside them, what belongs to no element.

    ``marks`` count what was found of an instrument where that was too little for one.
    """

    instruments: tuple[Instrument, ...]
    outside: tuple[Unparsed, ...]
    ignored: tuple[Ignored, ...]
    marks: Marks = Marks()

    def unparsed(self) -> Iterator[Unparsed]:
        """Everything that could not be placed, inside instruments and outside."""
        for instrument in self.instruments:
            yield from instrument.of(Unparsed)
            for table in instrument.of(AppendedTable):
                yield from (child for child in table.children if isinstance(child, Unparsed))
        yield from self.outside

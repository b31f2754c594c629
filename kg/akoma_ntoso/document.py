"""The whole document: an ``act`` with its parts, and the way back to the drafting tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from lxml import etree

from kg.akoma_ntoso.annotations import annotate
from kg.akoma_ntoso.blocks import (
    Block,
    is_block_among_provisions,
    read_among_provisions,
    read_block,
    write_among_provisions,
    write_block,
)
from kg.akoma_ntoso.elements import Element, child, children, lay_out, make, name_of, the_child
from kg.akoma_ntoso.marks import Marks
from kg.akoma_ntoso.metadata import identification, write_meta
from kg.akoma_ntoso.numbering import Numbering
from kg.akoma_ntoso.places import Part, parts_of_act
from kg.akoma_ntoso.provisions import (
    AMENDING,
    SUPPLEMENTARY,
    read_amending,
    read_article,
    read_number,
    read_supplementary,
    write_amending,
    write_article,
    write_supplementary,
    write_titles,
)
from kg.akoma_ntoso.publication import Publication
from kg.akoma_ntoso.tables import APPENDED, note_table, read_table, write_children
from kg.akoma_ntoso.words import Words, read_words
from kg.errors import InputError
from kg.model.agreement import Agreement
from kg.model.drafting import (
    AmendingClause,
    AppendedTable,
    Article,
    Division,
    Instrument,
    Node,
    SupplementaryProvisions,
)

_PART_NAMES = {
    Part.COVER: "coverPage",
    Part.PREFACE: "preface",
    Part.PREAMBLE: "preamble",
    Part.BODY: "body",
    Part.CONCLUSIONS: "conclusions",
}
#: 編, 章, 節, 款, 目 in the order of their rank.
_DIVISIONS = {"編": "part", "章": "chapter", "節": "section", "款": "subsection", "目": "division"}
_SHORT = {"part": "part", "chapter": "chp", "section": "sec", "subsection": "subsec", "division": "dvs"}
_EMPTY_BODY = "noProvisions"
_ANNEX = "annex"


def write_akoma_ntoso(agreement: Agreement, publication: Publication) -> bytes:
    """An agreement as Akoma Ntoso 3.0, in UTF-8. The same agreement and publication give the same bytes."""
    marks = Marks(agreement.instrument_tree)
    annotations = annotate(agreement, publication, marks)
    writer = _Writer(Words(marks, Numbering()), publication, agreement)
    parts = writer.parts(agreement.instrument_tree.nodes)
    act = make("act", write_meta(agreement, publication, annotations), *parts, name=agreement.instrument)
    act.set("contains", "singleVersion" if agreement.corrections else "originalVersion")
    root = make("akomaNtoso", act)
    lay_out(root)
    etree.cleanup_namespaces(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


class _Writer:
    """Writes the parts of one act; counts what is numbered in the order of the text."""

    def __init__(self, words: Words, publication: Publication, agreement: Agreement) -> None:
        self._words = words
        self._publication = publication
        self._agreement = agreement
        self._counts: dict[type, int] = {}

    def parts(self, nodes: Sequence[Node]) -> Iterator[Element]:
        """The parts of the act; the body is always there."""
        placed = zip(parts_of_act(nodes), nodes, strict=True)
        groups = {part: [node for _, node in group] for part, group in groupby(placed, key=lambda pair: pair[0])}
        groups.setdefault(Part.BODY, [])
        for part in sorted(groups):
            if part is Part.ATTACHMENTS:
                yield make("attachments", *self._attachments(groups[part]))
            elif part is Part.BODY:
                yield make("body", *self._provisions(groups[part]))
            else:
                yield make(_PART_NAMES[part], *(write_block(_block(node), self._words) for node in groups[part]))

    def _provisions(self, nodes: Sequence[Node]) -> list[Element]:
        """Provisions as a hierarchy: what stands under a division is inside it."""
        top: list[Element] = []
        open_: list[tuple[int, Element]] = []
        for node in nodes:
            element, rank = self._provision(node), 0
            if isinstance(node, Division):
                rank = list(_SHORT).index(name_of(element))
                while open_ and open_[-1][0] >= rank:
                    open_.pop()
            elif isinstance(node, SupplementaryProvisions | AppendedTable):
                open_.clear()
            if open_:
                open_[-1][1].append(element)
            else:
                top.append(element)
            if isinstance(node, Division):
                open_.append((rank, element))
        return top or [make("hcontainer", name=_EMPTY_BODY, eId=self._words.number("hcontainer"))]

    def _provision(self, node: Node) -> Element:
        words = self._words
        if isinstance(node, Article):
            return write_article(node, words)
        if isinstance(node, Division):
            return self._division(node)
        if isinstance(node, SupplementaryProvisions):
            return write_supplementary(node, self._count(SupplementaryProvisions), words)
        if isinstance(node, AmendingClause):
            return write_amending(node, words)
        if isinstance(node, AppendedTable):
            heading = words.into(make("heading"), node.heading)
            element = make("hcontainer", heading, name=APPENDED, eId=words.give(f"att_{self._count(AppendedTable)}"))
            write_children(note_table(element, node), node, words)
            return element
        return write_among_provisions(node, words)

    def _division(self, node: Division) -> Element:
        label = node.label.text.strip()
        name = next((name for rank, name in _DIVISIONS.items() if label.endswith(rank)), "division")
        titles = write_titles(node.label, node.words, self._words)
        return make(name, *titles, eId=self._words.number(_SHORT[name]))

    def _count(self, kind: type) -> int:
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return self._counts[kind]

    def _attachments(self, nodes: Sequence[Node]) -> Iterator[Element]:
        """Each appended table is an attachment, and so is each run of anything else."""
        for is_table, group in groupby(nodes, key=lambda node: isinstance(node, AppendedTable)):
            if is_table:
                yield from (self._table(node) for node in group if isinstance(node, AppendedTable))
            else:
                eid = self._words.number(_ANNEX)
                yield make("attachment", self._document(_ANNEX, eid, self._provisions(list(group))), eId=eid)

    def _table(self, table: AppendedTable) -> Element:
        eid = self._words.give(f"att_{self._count(AppendedTable)}")
        heading = self._words.into(make("heading"), table.heading)
        body = make("hcontainer", name=APPENDED, eId=self._words.number("hcontainer"))
        write_children(body, table, self._words)
        element = make("attachment", heading, self._document(APPENDED, eid, [body]), eId=eid)
        return note_table(element, table)

    def _document(self, name: str, eid: str, content: Iterable[Element]) -> Element:
        meta = make("meta", identification(self._agreement, self._publication, component=eid))
        return make("doc", meta, make("mainBody", *content), name=name)


def _block(node: Node) -> Block:
    """The node, of which :func:`kg.akoma_ntoso.places.parts_of_act` has made sure that it is a block."""
    if isinstance(node, Division | Article | SupplementaryProvisions | AmendingClause | AppendedTable):
        raise TypeError(f"{type(node).__name__}: expected a node that is no provision and no table")
    return node


def read_akoma_ntoso(data: bytes) -> Instrument:
    """The drafting tree of a document that :func:`write_akoma_ntoso` wrote.

    The words are those of the reading; their places in the source are not in the XML, so every passage starts at 0.
    Raises InputError for anything else.
    """
    act = the_child(parse(data), "act")
    return Instrument(tuple(_read_parts(act)))


def parse(data: bytes) -> Element:
    """The root of an XML document, without fetching anything. Raises InputError where it is not well-formed."""
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise InputError(f"XML: {error}", f"XML として読めません: {error}") from error


def _read_parts(act: Element) -> Iterator[Node]:
    for part in _PART_NAMES.values():
        holder = child(act, part)
        if holder is None:
            continue
        if part == _PART_NAMES[Part.BODY]:
            yield from _read_provisions(holder)
        else:
            yield from (read_block(block) for block in children(holder, "block"))
    attachments = child(act, "attachments")
    if attachments is not None:
        for attachment in children(attachments, "attachment"):
            yield from _read_attachment(attachment)


def _read_attachment(attachment: Element) -> Iterator[Node]:
    document = the_child(attachment, "doc")
    body = the_child(document, "mainBody")
    if document.get("name") == APPENDED:
        yield read_table(attachment, the_child(body, "hcontainer"))
    else:
        yield from _read_provisions(body)


def _read_provisions(holder: Element) -> Iterator[Node]:
    for element in children(holder):
        name = name_of(element)
        if name in _SHORT:
            yield Division(read_number(element), read_words(the_child(element, "heading")))
            yield from _read_provisions(element)
        elif name == "article":
            yield read_article(element)
        elif name == "hcontainer":
            yield from _read_container(element)


def _read_container(element: Element) -> Iterator[Node]:
    name = element.get("name")
    if is_block_among_provisions(element):
        yield read_among_provisions(element)
    elif name == SUPPLEMENTARY:
        yield read_supplementary(element)
    elif name == AMENDING:
        yield read_amending(element)
    elif name == APPENDED:
        yield read_table(element, element)
    elif name != _EMPTY_BODY:
        raise InputError(
            f"line {element.sourceline}: found an hcontainer named {name!r} among the provisions",
            f"{element.sourceline} 行目: 本則の hcontainer の名前 {name!r} は読めません",
        )

"""DOCX files to text, as Word prints them with all changes accepted.

Paragraphs have the numbers that Word counts, tables are rows; headers, footers and tables of contents are furniture;
text boxes follow the paragraph that they hang from, footnotes and endnotes stand at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kg.errors import SourceError
from kg.formats import DOCX
from kg.reading.docx.inline import Story, alternative, is_placeholder, printed
from kg.reading.docx.numbering import Counters
from kg.reading.docx.styles import Styles, W, integer_of, is_on, value_of
from kg.reading.extraction import Extraction
from kg.reading.grid import MAX_COLUMN_SPAN, Cell, Placed, table_lines
from kg.reading.office_package import Package
from kg.reading.printed_lines import PrintedLine, write_lines

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MARKUP_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_AROUND = frozenset(W + name for name in ("ins", "moveTo", "customXml", "smartTag", "sdtContent"))
_FOREIGN = frozenset(W + name for name in ("altChunk", "subDoc"))
_NOTES = {"footnote": "footnotes", "endnote": "endnotes"}
_DEEPEST_TABLE = 30


def extract(data: bytes, *, name: str) -> Extraction:
    """The words of a DOCX file. Raises SourceError where it is none, damaged, locked or too large."""
    package = Package(data, name=name)
    part = package.document()
    parts = list(package.relationships(part))
    root = package.xml(part)
    if root.tag != W + "document":
        raise SourceError(
            f"{name}: found {part} of another kind, expected a Word document",
            f"{name}: Word の文書ではありません（{part}）",
        )
    named = {
        link.kind: package.xml(link.target) for link in parts if link.kind in {"styles", "numbering", *_NOTES.values()}
    }
    reader = _Reader(package, named)
    body = list(reader.blocks(root))
    headers = {link.id: link.target for link in parts if link.kind in {"header", "footer"}}
    above, below = (reader.page_lines(root, headers, kind) for kind in ("headerReference", "footerReference"))
    written, furniture = write_lines([*above, *body, *reader.notes(named), *below])
    return Extraction(text=written, media_type=DOCX.media_type, furniture=furniture)


class _Reader:
    """Reads the stories of a document, one after the other, with one count of its lists."""

    def __init__(self, package: Package, parts: dict[str, Any]) -> None:
        self._package = package
        self._styles = Styles(parts.get("styles"))
        self._counters = Counters(parts.get("numbering"), self._styles)
        self._story = Story(self._styles)
        self._carried = ""  # words of a paragraph whose end was taken out
        self._depth = 0

    def blocks(self, container: Any) -> Iterator[PrintedLine]:
        """The lines of the paragraphs and tables in an element."""
        for child in container:
            tag = child.tag
            if tag == W + "p":
                yield from self._paragraph(child)
            elif tag == W + "tbl":
                yield from self._table(child)
            elif tag in _AROUND or tag == W + "body":
                yield from self.blocks(child)
            elif tag == W + "sdt":
                if not is_placeholder(child):
                    yield from self._control(child)
            elif tag == _MARKUP_ALTERNATIVES:
                yield from self.blocks(alternative(child))
            elif tag in _FOREIGN:
                raise SourceError(
                    f"{self._package.name}: found another document inside of it, expected its words; "
                    "save it anew with Word",
                    f"{self._package.name}: 別の文書が埋め込まれています。Word で保存し直してください",
                )

    def _control(self, control: Any) -> Iterator[PrintedLine]:
        """The blocks of a content control; a table of contents is furniture."""
        gallery = value_of(control.find(f"{W}sdtPr/{W}docPartObj"), "docPartGallery")
        content = control.find(W + "sdtContent")
        for line in self.blocks(content if content is not None else ()):
            line.is_furniture = line.is_furniture or gallery == "Table of Contents"
            yield line

    def _paragraph(self, paragraph: Any) -> Iterator[PrintedLine]:
        properties = paragraph.find(W + "pPr")
        in_contents = self._story.in_contents
        words = self._carried + "".join(printed(paragraph, self._story))
        in_contents = in_contents or self._story.begins_contents
        self._story.begins_contents = False
        self._carried = ""
        if _end_is_taken_out(properties):
            self._carried = words
        else:
            mark = "" if self._is_hidden(paragraph, properties, words) else self._counters.mark(properties)
            lines = f"{mark}{words}".split("\n")
            yield from (PrintedLine(line, is_furniture=in_contents) for line in lines if line.strip())
        boxes, self._story.boxes = self._story.boxes, []
        for box in boxes:
            yield from self.blocks(box)

    def _is_hidden(self, paragraph: Any, properties: Any, words: str) -> bool:
        """Whether a paragraph, its end included, is hidden, so that it is not counted."""
        if words or properties is None:
            return False
        return is_on(properties.find(W + "rPr"), "vanish") and next(paragraph.iter(W + "r"), None) is not None

    def _table(self, table: Any) -> Iterator[PrintedLine]:
        self._depth += 1
        if self._depth > _DEEPEST_TABLE:
            raise SourceError(
                f"{self._package.name}: found tables nested more than {_DEEPEST_TABLE} deep, expected fewer",
                f"{self._package.name}: 表の入れ子が {_DEEPEST_TABLE} 段を超えるため読めません",
            )
        rows = [self._row(row) for row in _rows(table)]
        self._depth -= 1
        yield from table_lines(rows, name=self._package.name)

    def _row(self, row: Any) -> list[Placed]:
        column = min(integer_of(value_of(row.find(W + "trPr"), "gridBefore"), 0), MAX_COLUMN_SPAN)
        placed = []
        for cell in _cells(row):
            properties = cell.find(W + "tcPr")
            lines = list(self.blocks(cell))
            if _is_covered(properties):
                lines = []
            span = min(max(integer_of(value_of(properties, "gridSpan"), 1), 1), MAX_COLUMN_SPAN)
            placed.append(Placed(column, Cell(lines, columns=span)))
            column += span
        return placed

    def page_lines(self, root: Any, parts: dict[str, str], reference: str) -> list[PrintedLine]:
        """The lines of the headers or footers that sections name, each part once, as furniture."""
        names = [link.get(_RELATION, "") for link in root.iter(W + reference)]
        found = dict.fromkeys(parts[name] for name in names if name in parts)
        lines = [line for part in found for line in self.blocks(self._package.xml(part))]
        for line in lines:
            line.is_furniture = True
        return lines

    def notes(self, parts: dict[str, Any]) -> Iterator[PrintedLine]:
        """The notes that the words refer to, in their order."""
        for kind, part in _NOTES.items():
            wanted = [note for found, note in self._story.notes if found == kind]
            root = parts.get(part)
            held = {note.get(W + "id"): note for note in root.iter(W + kind)} if root is not None else {}
            for note in wanted:
                if note not in held:
                    raise self._package.damaged(f"{kind} {note} is missing")
                yield from self.blocks(held[note])


def _end_is_taken_out(properties: Any) -> bool:
    """Whether a tracked change joined the paragraph to the next one."""
    marks = properties.find(W + "rPr") if properties is not None else None
    return marks is not None and any(marks.find(W + name) is not None for name in ("del", "moveFrom"))


def _rows(table: Any) -> Iterator[Any]:
    """The rows of a table but those that a tracked change took out."""
    for row in _inner(table, W + "tr"):
        properties = row.find(W + "trPr")
        if properties is None or (properties.find(W + "del") is None and not is_on(properties, "hidden")):
            yield row


def _cells(row: Any) -> Iterator[Any]:
    yield from _inner(row, W + "tc")


def _inner(element: Iterable[Any], wanted: str) -> Iterator[Any]:
    """Children of that tag, also inside content controls and the like."""
    for child in element:
        if child.tag == wanted:
            yield child
        elif child.tag in _AROUND or child.tag == W + "sdt":
            yield from _inner(child, wanted)


def _is_covered(properties: Any) -> bool:
    """Whether a cell is covered by the one above or before it, or was taken out."""
    if properties is None:
        return False
    merges = (properties.find(W + name) for name in ("vMerge", "hMerge"))
    covered = any(merge is not None and merge.get(W + "val", "continue") == "continue" for merge in merges)
    return covered or properties.find(W + "cellDel") is not None

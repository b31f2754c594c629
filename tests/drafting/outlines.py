"""The drafting tree as an outline, one element to a line, for cases that are compared by eye."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model.drafting import (
    AmendingClause,
    AppendedTable,
    Article,
    Division,
    Draft,
    FooterLine,
    FrontLine,
    Item,
    Node,
    Paragraph,
    SignatureBlock,
    SupplementaryProvisions,
    WrapperLine,
)


def outline(draft: Draft) -> str:
    """Every instrument after a line ``instrument``, then what stands outside."""
    lines: list[str] = []
    for instrument in draft.instruments:
        lines.append("instrument")
        lines += (line for node in instrument.nodes for line in _node(node))
    lines += (f"outside {node.words.text}" for node in draft.outside)
    lines += (f"ignored {piece.kind} {piece.source.strip()}" for piece in draft.ignored if piece.source.strip())
    return "\n".join(line.rstrip() for line in lines) or "nothing"


def _node(node: Node) -> Iterator[str]:
    match node:
        case FrontLine() | WrapperLine() | FooterLine():
            name = {FrontLine: "front", WrapperLine: "wrapper", FooterLine: "footer"}[type(node)]
            yield f"{name} {node.kind}: {node.words.text}"
        case Article():
            yield from _article(node)
        case SupplementaryProvisions():
            yield f"provisions {node.heading.text if node.heading else '-'}"
            for paragraph in node.paragraphs:
                yield from _paragraph(paragraph)
            for article in node.articles:
                yield from (f"  {line}" for line in _article(article))
        case Division():
            yield f"division [{node.label.text}] {node.words.text}"
        case AmendingClause():
            yield f"amends {f'[{node.label.text}] ' if node.label else ''}{node.words.text}"
            yield from (f"  + {words.text}" for words in node.added)
        case SignatureBlock():
            yield "signed " + " | ".join(f"{part.kind}: {part.words.text}" for part in node.parts)
        case AppendedTable():
            yield f"table {node.heading.text}"
        case _:
            yield f"{type(node).__name__} {node.words.text}"


def _article(article: Article) -> Iterator[str]:
    number = "の".join(map(str, article.number))
    through = f"-{'の'.join(map(str, article.through))}" if article.through else ""
    yield f"article {number}{through} {article.caption.text if article.caption else '-'}"
    for paragraph in article.paragraphs:
        yield from _paragraph(paragraph)
    yield from (f"  tag {tag.words.text}" for tag in article.history)


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    caption = f"{paragraph.caption.text} " if paragraph.caption else ""
    label = f"[{paragraph.label.text}] " if paragraph.label else ""
    yield f"  {paragraph.number}: {caption}{label}{paragraph.words.text}"
    for item in paragraph.items:
        yield from _item(item, 2)


def _item(item: Item, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}[{item.label.text}] {item.words.text}"
    for below in item.items:
        yield from _item(below, depth + 1)

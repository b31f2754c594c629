"""Lines of an instrument outside of its provisions: front matter, preamble, closing formula, signatures, footer.

Each is a ``block`` whose name says what it is, of the class that the reader gave it. Among the provisions, where the
schema allows no block, an ``hcontainer`` stands around it.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.akoma_ntoso.elements import Element, children, make, the_child
from kg.akoma_ntoso.words import Words, read_words
from kg.errors import InputError
from kg.model.drafting import (
    ClosingFormula,
    FooterKind,
    FooterLine,
    FrontKind,
    FrontLine,
    HistoryTag,
    Preamble,
    SignatureBlock,
    SignatureKind,
    SignaturePart,
    SigningDate,
    Unparsed,
    WrapperKind,
    WrapperLine,
)
from kg.model.text import Passage

Block = (
    FrontLine
    | WrapperLine
    | Preamble
    | ClosingFormula
    | SigningDate
    | SignatureBlock
    | HistoryTag
    | FooterLine
    | Unparsed
)

#: Blocks of one passage and no class.
_PLAIN: dict[str, Callable[[Passage], Block]] = {
    "preamble": Preamble,
    "closingFormula": ClosingFormula,
    "signingDate": SigningDate,
    "historyTag": HistoryTag,
    "unparsed": Unparsed,
}
_PLAIN_NAMES = {kind: name for name, kind in _PLAIN.items()}
_CLASSED: dict[str, Callable[[str, Passage], Block]] = {
    "front": lambda kind, words: FrontLine(FrontKind(kind), words),
    "wrapper": lambda kind, words: WrapperLine(WrapperKind(kind), words),
    "footer": lambda kind, words: FooterLine(FooterKind(kind), words),
}
_CLASSED_NAMES: dict[type, str] = {FrontLine: "front", WrapperLine: "wrapper", FooterLine: "footer"}
#: What the vocabulary has an element of its own for, below the block.
_INSIDE = {FrontKind.TITLE: "docTitle", FrontKind.NUMBER: "docNumber"}
_SIGNATURE = "signatureBlock"
_AMONG_PROVISIONS = "block"


def write_block(node: Block, words: Words) -> Element:
    """A node as a block."""
    if isinstance(node, SignatureBlock):
        return make("block", _write_signature(node, words), name=_SIGNATURE)
    if isinstance(node, FrontLine | WrapperLine | FooterLine):
        block = make("block", name=_CLASSED_NAMES[type(node)], class_=node.kind.value)
        if isinstance(node, FrontLine) and node.kind in _INSIDE:
            block.append(words.into(make(_INSIDE[node.kind]), node.words))
            return block
        return words.into(block, node.words)
    return words.into(make("block", name=_PLAIN_NAMES[type(node)]), node.words)


def read_block(element: Element) -> Block:
    """The node of a block. Raises InputError for a name that we do not write."""
    name = element.get("name", "")
    if name == _SIGNATURE:
        return _read_signature(the_child(element, "signature"))
    if name in _CLASSED:
        return _CLASSED[name](element.get("class", ""), read_words(element))
    if name in _PLAIN:
        return _PLAIN[name](read_words(element))
    known = ", ".join(sorted({*_PLAIN, *_CLASSED, _SIGNATURE}))
    raise InputError(
        f"line {element.sourceline}: found a block named {name!r}, expected one of {known}",
        f"{element.sourceline} 行目: 名前が {name!r} の block は読めません。使えるのは {known} です",
    )


def write_among_provisions(node: Block, words: Words) -> Element:
    """A node that stands between articles, or in the rows of an appended table."""
    eid = words.number("hcontainer")
    content = make("content", write_block(node, words), eId=f"{eid}__content")
    return make("hcontainer", content, name=_AMONG_PROVISIONS, eId=eid)


def is_block_among_provisions(element: Element) -> bool:
    """Whether an ``hcontainer`` is one that :func:`write_among_provisions` makes."""
    return str(element.get("name")) == _AMONG_PROVISIONS


def read_among_provisions(element: Element) -> Block:
    """The node of such an ``hcontainer``."""
    return read_block(the_child(the_child(element, "content"), "block"))


def _write_signature(node: SignatureBlock, words: Words) -> Element:
    parts = [words.into(make("inline", name=part.kind.value), part.words) for part in node.parts]
    return make("signature", *parts)


def _read_signature(element: Element) -> SignatureBlock:
    parts = [SignaturePart(SignatureKind(part.get("name", "")), read_words(part)) for part in children(element)]
    return SignatureBlock(tuple(parts))

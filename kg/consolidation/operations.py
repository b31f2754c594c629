"""One change, applied to a text: に改める, を加える, を削る, とする・繰り上げる・繰り下げる.

Sentences are applied one after the other, each to what the one before left, as 改め文 are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from kg.consolidation.blocks import parse_block
from kg.consolidation.conflicts import AmendmentConflict
from kg.consolidation.places import Path, Place, Step, at, find, parse_place
from kg.consolidation.words import edit_at, own_path, stretch, substitute, worded_also
from kg.model.agreement import Change, Operation
from kg.model.consolidation import Conflict, Provision, ProvisionKind
from kg.numerals import NUMBER, parse_number

_BEHIND = re.compile(r"の(?:次|下|後)に")
_BEFORE = re.compile(r"の前に")
_SENTENCE_ADDED = re.compile(r"次の(?:ただし書|但し?書|後段)|後段として")
_AS_CAPTION = re.compile(r"見出し")
_SHIFT = re.compile(rf"({NUMBER})(?:条|項|号|款|の項)?ずつ繰り?(上げ|下げ)")
_SAME = re.compile(r"^(?:同[条項号表](?:中)?の?)+")
_TABULAR = {ProvisionKind.TABLE, ProvisionKind.HEADING, ProvisionKind.ROW, ProvisionKind.LINE}


def apply_change(root: Provision, change: Change, *, key: str, tables: tuple[Provision, ...] = ()) -> Provision:
    """The text after one change of the instrument ``key``.

    ``tables`` are the appended tables of that instrument, which 「別紙のとおり」 puts in. Raises AmendmentConflict
    where the change cannot be applied as it is written.
    """
    place = parse_place(change.locus)
    match change.operation:
        case Operation.REPLACE:
            return _replaced(root, change, place, key, tables)
        case Operation.INSERT:
            return _inserted(root, change, place, key, tables)
        case Operation.DELETE:
            return _deleted(root, change, place, key)
        case Operation.RENUMBER:
            return _renumbered(root, change, place, key)


def _replaced(root: Provision, change: Change, place: Place, key: str, tables: tuple[Provision, ...]) -> Provision:
    new = _lines(change)
    if change.old is not None:
        return _in_words(root, place, change.old.text, lambda _: "".join(new), key)
    path = find(root, place.steps)
    node = at(root, path)
    if place.within == "見出し":
        caption = _stated("".join(new), change)
        return edit_at(root, path, lambda part: worded_also(replace(part, caption=caption), key))
    if node.kind is ProvisionKind.TITLE:
        title = _stated("".join(new), change)
        return edit_at(root, path, lambda part: replace(part, text=title, worded_by=(key,)))
    if place.within:
        text = _stated("".join(new), change)
        own = (*path, *own_path(node))
        start, end = stretch(at(root, own).text, place.within)
        return edit_at(
            root, own, lambda part: worded_also(replace(part, text=part.text[:start] + text + part.text[end:]), key)
        )
    if place.through is not None:
        raise _unclear_range(change.locus)
    parts = _new_parts(node, new, key, tables, change)
    return _spliced(root, path, 1, _with_old_caption(node, parts))


def _with_old_caption(node: Provision, parts: tuple[Provision, ...]) -> tuple[Provision, ...]:
    """A new article without caption keeps the one that nobody struck out."""
    first = parts[0]
    if first.kind is not ProvisionKind.ARTICLE or first.caption or not node.caption or _is_deleted(first):
        return parts
    kept = tuple(dict.fromkeys((*node.worded_by, *first.worded_by)))
    return (replace(first, caption=node.caption, worded_by=kept), *parts[1:])


def _is_deleted(article: Provision) -> bool:
    return len(article.children) == 1 and article.children[0].text.strip() == "削除"


def _inserted(root: Provision, change: Change, place: Place, key: str, tables: tuple[Provision, ...]) -> Provision:
    new, said = _lines(change), _said(change)
    if change.old is not None:
        added = "".join(new)
        before = _BEFORE.search(said) is not None
        return _in_words(root, place, change.old.text, lambda old: added + old if before else old + added, key)
    path = find(root, place.steps)
    node = at(root, path)
    if _SENTENCE_ADDED.search(said):
        own = (*path, *own_path(node))
        text = _stated("".join(new), change)
        return edit_at(root, own, lambda part: worded_also(replace(part, text=part.text + text), key))
    if _AS_CAPTION.search(said) and place.within in {"", "見出し"} and len(new) == 1:
        return edit_at(root, path, lambda part: worded_also(replace(part, caption=new[0]), key))
    if _BEHIND.search(said) or _BEFORE.search(said):
        parts = _new_parts(node, new, key, tables, change)
        offset = 0 if _BEFORE.search(said) else 1
        return _spliced(root, (*path[:-1], path[-1] + offset), 0, parts) if path else _appended(root, (), parts)
    parts = _new_parts(node, new, key, tables, change, child=True)
    items = parts[0].kind is ProvisionKind.ITEM and node.kind is ProvisionKind.ARTICLE
    return _appended(root, (*path, *own_path(node)) if items else path, parts)


def _deleted(root: Provision, change: Change, place: Place, key: str) -> Provision:
    if change.old is not None:
        return _in_words(root, place, change.old.text, lambda _: "", key)
    path = find(root, place.steps)
    if place.within == "見出し":
        return edit_at(root, path, lambda part: replace(part, caption=""))
    if place.within:
        own = (*path, *own_path(at(root, path)))
        start, end = stretch(at(root, own).text, place.within)
        return edit_at(root, own, lambda part: replace(part, text=part.text[:start] + part.text[end:]))
    return _spliced(root, path, len(_spread(root, place, path)), ())


def _renumbered(root: Provision, change: Change, place: Place, key: str) -> Provision:
    path = find(root, place.steps)
    said = "".join(_lines(change))
    shift = _SHIFT.search(said)
    if shift is not None:
        by = parse_number(shift[1]) * (1 if shift[2] == "下げ" else -1)
        for sibling in _spread(root, place, path):
            root = edit_at(root, sibling, lambda part: _with_number(part, _moved(part.number, by), key))
        return root
    number = _new_number(said, at(root, path).kind, change)
    return edit_at(root, path, lambda part: _with_number(part, number, key))


def _new_number(said: str, kind: ProvisionKind, change: Change) -> str:
    named = _SAME.sub("", said)
    steps = parse_place(named).steps if named else ()
    number = steps[-1].number if steps else ""
    if not number and kind is not ProvisionKind.TABLE:
        raise AmendmentConflict(
            Conflict.PLACE_NOT_UNDERSTOOD,
            f"{change.locus}: found the new number {said!r}, expected a number",
            f"{change.locus}: 新しい番号「{said}」が読めません",
        )
    return number


def _moved(number: str, by: int) -> str:
    """A number moved on; of a branch number (3の2) the last part moves.

    >>> _moved("5", 1), _moved("3の2", 1), _moved("イ", 1)
    ('6', '3の3', 'ウ')
    """
    *wider, last = number.split("の")
    order = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
    if last in order and last:
        return order[order.index(last) + by]
    return "の".join((*wider, str(parse_number(last) + by)))


def _with_number(part: Provision, number: str, key: str) -> Provision:
    return replace(part, number=number, label=_relabelled(part, number), numbered_by=key)


def _relabelled(part: Provision, number: str) -> str:
    """The printed label with another number; the first paragraph has none.

    >>> _relabelled(Provision(kind=ProvisionKind.ARTICLE, number="6", label="第６条"), "7")
    '第7条'
    """
    match part.kind:
        case ProvisionKind.ARTICLE:
            first, *branches = number.split("の")
            return f"第{first}条" + "".join(f"の{branch}" for branch in branches)
        case ProvisionKind.PARAGRAPH:
            return "" if number == "1" else number
        case ProvisionKind.TABLE:
            name = re.sub(r"^(別[表記紙])(?:第?[0-9０-９一二三四五六七八九十]+(?:の[0-9]+)*)?", r"\1", part.label)
            return f"{name[:2]}{'第' + number if number else ''}{name[2:]}"
    bracketed = re.fullmatch(r"([（(]?)[^（()）]*([)）]?)", part.label)
    return f"{bracketed[1]}{number}{bracketed[2]}" if bracketed else number


def _in_words(root: Provision, place: Place, old: str, new: Callable[[str], str], key: str) -> Provision:
    path = find(root, place.steps)
    return edit_at(root, path, lambda node: substitute(node, old, new, within=place.within, key=key))


def _lines(change: Change) -> list[str]:
    return [line.text for line in change.new]


def _said(change: Change) -> str:
    """The words of the operation itself, without those in quotation marks and the lines it puts in."""
    text = change.words.text
    for line in sorted(_lines(change), key=len, reverse=True):
        text = text.replace(line, "")
    return re.sub(r"「[^」]*」", "", text)


def _stated(text: str, change: Change) -> str:
    if not text:
        raise AmendmentConflict(
            Conflict.NEW_WORDS_MISSING,
            f"{change.locus}: found no words to put in, expected some",
            f"{change.locus}: 改正後の字句が読み取れません",
        )
    return text


def _new_parts(
    node: Provision,
    lines: list[str],
    key: str,
    tables: tuple[Provision, ...],
    change: Change,
    *,
    child: bool = False,
) -> tuple[Provision, ...]:
    """The provisions that take the place of a part, stand beside it, or (``child``) at its end."""
    if not lines and len(tables) == 1 and node.kind in {ProvisionKind.TABLE, ProvisionKind.SUPPLEMENTARY}:
        return tables
    _stated("".join(lines), change)
    in_table = node.kind in _TABULAR
    parts = parse_block(lines, key=key, in_table=in_table)
    if not child and node.kind in {ProvisionKind.PARAGRAPH, ProvisionKind.TITLE, ProvisionKind.PREAMBLE}:
        parts = _unlabelled_first(node, parts, key)
    fitting = _fitting(node, child=child)
    if not parts or any(part.kind not in fitting for part in parts):
        raise AmendmentConflict(
            Conflict.NEW_WORDS_MISSING,
            f"{change.locus}: found lines that do not begin with {' or '.join(fitting)} numbers, expected such",
            f"{change.locus}: 加える・改める部分が、箇所に合う番号（条・項・号など）で始まっていません",
        )
    return parts


def _unlabelled_first(node: Provision, parts: tuple[Provision, ...], key: str) -> tuple[Provision, ...]:
    """Words without a number that take the place of a paragraph that has none printed, with the items under them."""
    if not parts or parts[0].kind is not ProvisionKind.LINE:
        return parts
    items = [part for part in parts[1:] if part.kind is ProvisionKind.ITEM]
    first = replace(node, text=parts[0].text, worded_by=(key,), children=tuple(items))
    return (first, *(part for part in parts[1:] if part.kind is not ProvisionKind.ITEM))


def _fitting(node: Provision, *, child: bool) -> tuple[ProvisionKind, ...]:
    """What kinds can stand in the place of, beside or at the end of a part."""
    if node.kind in _TABULAR:
        return (ProvisionKind.HEADING, ProvisionKind.ROW, ProvisionKind.LINE)
    if not child:
        return (node.kind,)
    return {
        ProvisionKind.INSTRUMENT: (ProvisionKind.ARTICLE,),
        ProvisionKind.ARTICLE: (ProvisionKind.PARAGRAPH, ProvisionKind.ITEM),
        ProvisionKind.SUPPLEMENTARY: (ProvisionKind.PARAGRAPH,),
    }.get(node.kind, (ProvisionKind.ITEM,))


def _spread(root: Provision, place: Place, path: Path) -> list[Path]:
    """The paths of a range; of a place without one, its own."""
    if place.through is None:
        return [path]
    last = find(root, (*place.steps[:-1], Step(place.steps[-1].kind, place.through.number)))
    if last[:-1] != path[:-1] or last < path:
        raise _unclear_range(place.through.number)
    return [(*path[:-1], index) for index in range(path[-1], last[-1] + 1)]


def _unclear_range(named: str) -> AmendmentConflict:
    return AmendmentConflict(
        Conflict.PLACE_NOT_UNDERSTOOD,
        f"{named}: found a range whose ends do not stand in one place, expected one that does",
        f"{named}: 範囲の始めと終わりが一続きになりません",
    )


def _spliced(root: Provision, path: Path, removed: int, parts: tuple[Provision, ...]) -> Provision:
    """The text with ``parts`` in place of ``removed`` provisions from the end of the path on."""

    def splice(parent: Provision) -> Provision:
        index = path[-1]
        return replace(parent, children=(*parent.children[:index], *parts, *parent.children[index + removed :]))

    return edit_at(root, path[:-1], splice)


def _appended(root: Provision, path: Path, parts: tuple[Provision, ...]) -> Provision:
    """The text with ``parts`` at the end of a part; articles go before what follows the last article."""

    def append(parent: Provision) -> Provision:
        count = len(parent.children)
        if parent.kind is ProvisionKind.INSTRUMENT:
            articles = [i for i, child in enumerate(parent.children) if child.kind is ProvisionKind.ARTICLE]
            count = articles[-1] + 1 if articles else count
        return replace(parent, children=(*parent.children[:count], *parts, *parent.children[count:]))

    return edit_at(root, path, append)

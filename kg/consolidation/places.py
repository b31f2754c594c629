"""Where in a text a locus is: 第3条第1号ア(イ), 別表第1の1の項の(2), 第4条から第6条まで."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from kg.consolidation.conflicts import AmendmentConflict
from kg.consolidation.structure import normal_number
from kg.model.consolidation import Conflict, Provision, ProvisionKind
from kg.numerals import NUMBER

_FIGURES = "0-9０-９〇一二三四五六七八九十百"
#: Steps by form, in the order in which they are tried; a step is taken from the widest part to the narrowest.
_FORMS: tuple[tuple[ProvisionKind, re.Pattern[str]], ...] = (
    (ProvisionKind.TITLE, re.compile("題名")),
    (ProvisionKind.PREAMBLE, re.compile("前文")),
    (ProvisionKind.SUPPLEMENTARY, re.compile("附則")),
    (ProvisionKind.ARTICLE, re.compile(rf"第(?P<number>{NUMBER}条(?:の{NUMBER})*)")),
    (ProvisionKind.DIVISION, re.compile(rf"第(?P<number>{NUMBER}[編章節](?:の{NUMBER})*)")),
    (
        ProvisionKind.TABLE,
        re.compile(rf"(?:別[表記紙])(?:第?(?P<number>{NUMBER}(?:の{NUMBER}(?!の[項款]|[{_FIGURES}]))*)(?!の[項款]))?"),
    ),
    (ProvisionKind.PARAGRAPH, re.compile(rf"第(?P<number>{NUMBER}項(?:の{NUMBER})*)")),
    (ProvisionKind.HEADING, re.compile(rf"の?(?P<number>{NUMBER}(?:の{NUMBER})*)の[項款]")),
    (ProvisionKind.HEADING, re.compile(r"の(?P<number>[^、。「」中]{1,40}?)の[項款]")),
    (ProvisionKind.ITEM, re.compile(rf"第(?P<number>{NUMBER}号(?:の{NUMBER})*)")),
    (ProvisionKind.ITEM, re.compile(rf"の?[（(](?P<number>{NUMBER}|[ア-ンa-z])[）)]")),
    (ProvisionKind.ITEM, re.compile(r"の?(?P<number>[⑴-⒇①-⑳㈠-㈩])")),
    (ProvisionKind.ITEM, re.compile(r"(?P<number>[ア-ンa-z])")),
)
_WITHIN = re.compile("の?(見出し|各号列記以外の部分|ただし書|但し?書|本文|前段|後段)")
_RANGE = re.compile("から(?P<last>.+)まで")
_TABLE_NUMBER = re.compile(rf"別[表記紙]第?({NUMBER}(?:の{NUMBER})*)")
_LISTED = {ProvisionKind.ITEM, ProvisionKind.HEADING, ProvisionKind.ROW, ProvisionKind.LINE}

_COUNTERS = {
    ProvisionKind.ARTICLE: "条",
    ProvisionKind.PARAGRAPH: "項",
    ProvisionKind.ITEM: "号",
    ProvisionKind.DIVISION: "章",
}
_WHOLES = {
    ProvisionKind.TITLE: "題名",
    ProvisionKind.PREAMBLE: "前文",
    ProvisionKind.SUPPLEMENTARY: "附則",
    ProvisionKind.TABLE: "別表",
}

Path = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a locus: what it is and its number in normal form; a name in place of one for a row."""

    kind: ProvisionKind
    number: str


@dataclass(frozen=True, slots=True)
class Place:
    """A locus: the steps down to a part, the last part of a range, and which words of the part are meant."""

    steps: tuple[Step, ...]
    through: Step | None = None
    within: str = ""


def parse_place(locus: str) -> Place:
    """The place that a locus names. Raises AmendmentConflict for words that are not understood.

    >>> [step.number for step in parse_place("第3条第1号ア(イ)").steps]
    ['3', '1', 'ア', 'イ']
    >>> parse_place("別表第1の1の項の(2)").steps[1]
    Step(kind=<ProvisionKind.HEADING: 'heading'>, number='1')
    """
    steps: list[Step] = []
    through: Step | None = None
    within = ""
    position = 0
    text = locus.removeprefix("本則の").removeprefix("本則") or locus
    if text == "本則":
        return Place(())
    while position < len(text):
        if found := _RANGE.fullmatch(text, position):
            last = parse_place(found["last"]).steps
            through = last[-1] if last else None
            break
        if found := _WITHIN.fullmatch(text, position):
            within = found[1]
            break
        step, position = _step(text, position)
        steps.append(step)
    if not steps:
        raise _not_understood(locus)
    return Place(tuple(steps), through, within)


def _step(text: str, position: int) -> tuple[Step, int]:
    for kind, form in _FORMS:
        if found := form.match(text, position):
            number = found.groupdict().get("number") or ""
            return Step(kind, normal_number(number)), found.end()
    raise _not_understood(text)


def _not_understood(locus: str) -> AmendmentConflict:
    return AmendmentConflict(
        Conflict.PLACE_NOT_UNDERSTOOD,
        f"{locus or '-'}: found words that name no place, expected an article, item, table or the like",
        f"「{locus}」は改正の箇所として読めません。条・項・号・別表などが必要です",
    )


def find(root: Provision, steps: tuple[Step, ...]) -> Path:
    """The way down to the part that the steps name. Raises AmendmentConflict where none or several are there."""
    path: Path = ()
    node = root
    for depth, step in enumerate(steps):
        found = _candidates(node, step)
        if len(found) != 1:
            raise _misplaced(steps[: depth + 1], len(found))
        path += found[0]
        node = at(root, path)
    return path


def _candidates(node: Provision, step: Step) -> list[Path]:
    """Where below a node a step leads: an item may stand in the only paragraph, which the locus need not name."""
    direct: list[Path] = [(index,) for index, child in enumerate(node.children) if _is(child, step)]
    paragraphs = [index for index, child in enumerate(node.children) if child.kind is ProvisionKind.PARAGRAPH]
    if direct or step.kind is not ProvisionKind.ITEM or not paragraphs:
        return direct
    return [
        (index, below)
        for index in paragraphs
        for below, child in enumerate(node.children[index].children)
        if _is(child, step)
    ]


def _is(child: Provision, step: Step) -> bool:
    if step.kind is ProvisionKind.TABLE:
        return child.kind is ProvisionKind.TABLE and step.number in {"", table_number(child)}
    if step.kind in _LISTED:
        if child.kind not in _LISTED:
            return False
        return child.number == step.number or _is_named(child, step.number)
    return child.kind is step.kind and child.number == step.number


def _is_named(child: Provision, name: str) -> bool:
    """Whether a row or heading begins with a name that stands for its number (福祉の項)."""
    return not name[:1].isdigit() and len(name) > 1 and _plain(child.text).startswith(_plain(name))


def table_number(table: Provision) -> str:
    """The number in the heading of a table; empty for a bare 別表."""
    found = _TABLE_NUMBER.match(_plain(table.label))
    return normal_number(found[1]) if found else table.number


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def named_ja(kind: ProvisionKind, number: str) -> str:
    """A part as one says it in Japanese.

    >>> named_ja(ProvisionKind.ARTICLE, "3の2"), named_ja(ProvisionKind.HEADING, "2")
    ('第3条の2', '2の項')
    """
    first, *branches = number.split("の")
    digits = number[:1].isdigit()
    if kind in _COUNTERS and digits:
        return f"第{first}{_COUNTERS[kind]}" + "".join(f"の{branch}" for branch in branches)
    if kind is ProvisionKind.HEADING and digits:
        return f"{number}の項"
    return f"{_WHOLES.get(kind, '')}{number}"


def _misplaced(steps: tuple[Step, ...], count: int) -> AmendmentConflict:
    named = " ".join(f"{step.kind} {step.number}".strip() for step in steps)
    ja = "".join(named_ja(step.kind, step.number) for step in steps)
    if count:
        return AmendmentConflict(
            Conflict.PLACE_AMBIGUOUS,
            f"{named}: found {count} such parts in the text, expected one",
            f"{ja}: 該当する箇所が{count}か所あり、どれか決められません",
        )
    return AmendmentConflict(
        Conflict.PLACE_MISSING,
        f"{named}: found no such part in the text, expected one",
        f"{ja}: 該当する箇所が溶け込み前の本文にありません",
    )


def at(root: Provision, path: Path) -> Provision:
    """The provision at the end of a path."""
    for index in path:
        root = root.children[index]
    return root

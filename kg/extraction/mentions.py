"""Every mention of a provision in an instrument, in text order: of an act, of the agreement itself, of an unknown act.

A locator belongs to the act that is named right before it, or to the act of the locator it is joined to
(第31条第1項及び第40条); inside a bracket that follows a locator of an act (法第3条（第2項を除く。）) it belongs to that
act too. What is left is the agreement's own. 同条, 同項 and 同号 take up the locator before that has such a level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.drafting.formulas import without_circle
from kg.extraction.act_titles import kind_of
from kg.extraction.acts import Act, ActMemory, ActName, Whose
from kg.extraction.folding import Folded, fold
from kg.extraction.locators import (
    ANCHOR,
    ANCHOR_START,
    FURTHER_SUBITEM,
    INVOKED,
    JOINT,
    STARTS_LOCATOR,
    Locator,
    read_locator,
)
from kg.extraction.places import Place, places
from kg.model.drafting import FrontKind, FrontLine, Instrument
from kg.model.text import Passage
from kg.registries.laws import LawRegistry

_INVOKED = re.compile(INVOKED)
_THROUGH = re.compile(r"(?:の規定)?(?:において|で|により|によって)、?(?:読み替えて)?準用する(?:場合における)?")
#: Sentences that change another text: what they name are its provisions (改め文).
_AMENDS = re.compile(
    r"[」』]に改め|次の[0-9一二三四五六七八九十]*[条項号]を加え|の次に次の|次のように(?:改め|加え)|を削(?:り|る)|[条項号]とし、|[条項号]とする。"
)
#: Kinds of acts that have articles and no items of their own (第4 after them is none of theirs).
_WITHOUT_NOTICE_ITEMS = frozenset({"法", "令", "省令", "条例", "規則", "細則", "規程", "規約"})
#: A bare 第1項 or 第1号 after such a character is part of a word (告示第4号, 別紙第2項).
_IN_A_WORD = re.compile(r"[一-龥ァ-ヶーA-Z0-9]")
#: Kinds of texts whose tables an item may name at its end; without one the table is the agreement's own.
_OF_OTHERS = re.compile(
    r"(?:法|令|条例|規則|規程|規約|協定書?|協約書?|要綱|要領|基準|指針|計画|覚書|告示|通知)(?:の|第[^\s]{1,12}条)?$"
)
_AFTER_BARE_ITEM = re.compile(
    r"$|[^一-龥ァ-ヶー]|及び|又は|並びに|若しくは|該当|中|[ア-ヶ](?![ァ-ヶー])|ただし書|本文|前段|後段"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A provision as mentioned at ``start:end`` of the folded text of a place.

    ``name`` is None where nothing says whose it is: then it is the agreement's own. ``locator`` has what a joined
    locator inherits. ``group`` numbers the lists: locators joined by 及び have the same. ``through`` is the group of
    the provisions that apply this one mutatis mutandis (準用する). ``ranged``: the first or last of 第3条から第5条まで.
    """

    place: Place
    folded: Folded
    start: int
    end: int
    name: ActName | None
    locator: Locator
    group: int
    through: int | None = None
    ranged: str | None = None

    @property
    def act(self) -> Act | None:
        """The act it is a provision of, None where it is the agreement's own or nothing tells."""
        return self.name.act if self.name and isinstance(self.name.act, Act) else None

    @property
    def unknown(self) -> bool:
        """Whether it is a provision of an act that the text does not tell."""
        return self.name is not None and self.name.act is Whose.UNKNOWN

    @property
    def words(self) -> Passage:
        return self.place.part(*self.folded.origin(self.start, self.end))


def read_mentions(instrument: Instrument, laws: LawRegistry) -> tuple[Mention, ...]:
    """Every mention of a provision, in text order; those of the title first."""
    titles = [line.words for line in instrument.of(FrontLine) if line.kind is FrontKind.TITLE]
    own_title = without_circle(titles[0].text).strip() if titles else ""
    reader = _Reader(ActMemory(laws, own_title))
    found = [mention for title in titles for mention in reader.read(Place(title, preamble=True))]
    found += [mention for place in places(instrument) for mention in reader.read(place)]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Scene:
    """Where a locator is read: the mention before it, and the one whose bracket it stands in."""

    place: Place
    folded: Folded
    chain: Mention | None
    around: Mention | None


@dataclass(slots=True)
class _Reader:
    """Reads place after place. ``levels`` are the last mentions with an article, a paragraph, an item."""

    memory: ActMemory
    groups: int = 0
    where: tuple[object, ...] = ()
    levels: dict[str, Mention] = field(default_factory=dict)

    def read(self, place: Place) -> Iterator[Mention]:
        where = (place.article, place.supplementary, place.provision, place.table, place.preamble)
        if where != self.where:
            self.where, self.levels = where, {}
        folded = fold(place.words.text)
        amends = _AMENDS.search(folded.text) is not None
        chain: Mention | None = None
        outer: list[tuple[int, Mention]] = []
        position = 0
        while (start := ANCHOR_START.search(folded.text, position)) is not None:
            found = ANCHOR.match(folded.text, start.start())
            position = max(found.end(), start.end()) if found else start.end()
            if found is None:
                continue
            while outer and found.start() > outer[-1][0]:
                chain = outer.pop()[1]
            if chain and (closing := _bracket_after(chain, found.start())):
                outer.append((closing, chain))
            for mention in self._mentions(_Scene(place, folded, chain, outer[-1][1] if outer else None), found):
                if mention.act is None and (amends or folded.quoted(mention.start)):
                    continue
                chain, position = mention, mention.end
                self._remember(mention)
                yield mention

    def _mentions(self, scene: _Scene, found: re.Match[str]) -> Iterator[Mention]:
        """The mention at an anchor, and the further subitems that are joined to it."""
        whole = found["close"] or found["whole"]
        mention = self._whole(scene, found) if whole else self._located(scene, found)
        if mention is None:
            return
        yield mention
        while mention.locator.subitem and (more := FURTHER_SUBITEM.match(scene.folded.text, mention.end)):
            mention = replace(
                mention,
                start=more.start("subitem"),
                end=more.end(),
                locator=replace(mention.locator, subitem=more["subitem"]),
                ranged="to" if more["range"] else None,
            )
            yield mention

    def _whole(self, scene: _Scene, found: re.Match[str]) -> Mention | None:
        """An act cited as a whole: with its number, or by name where its provisions are invoked."""
        folded = scene.folded
        if found["close"] and STARTS_LOCATOR.match(folded.text, found.end()):
            return None
        name = self.memory.named_before(folded, found.end())
        if name is None or not isinstance(name.act, Act):
            return None
        numbered = name.numbered and found["close"]
        if not numbered and not (name.certain and _INVOKED.match(folded.text, found.end())):
            return None
        return self._mention(scene, (name.start, found.end()), name, Locator())

    def _located(self, scene: _Scene, found: re.Match[str]) -> Mention | None:
        """A locator, of whatever it is a provision of; None where it only looks like one."""
        locator = read_locator(found)
        if locator is None or (found["near"] and scene.folded.text.endswith("以下", 0, found.start())):
            return None
        if locator.near and locator.near.startswith("同"):
            return self._same(scene, found.span(), locator)
        if locator.near or locator.several or locator.table == "同表":
            return self._mention(scene, found.span(), None, locator)
        name = self._name(scene.folded, found.start(), locator)
        if name is not None:
            return self._mention(scene, (name.start, found.end()), name, locator)
        continued = self._continued(scene, found.span(), locator)
        if continued is None and _is_own(scene, found, locator):
            return self._mention(scene, found.span(), None, locator)
        return continued

    def _name(self, folded: Folded, start: int, locator: Locator) -> ActName | None:
        """Whose provision the words before a locator say that it is."""
        name = self.memory.named_before(folded, start)
        if name is None and (locator.table or locator.part) and folded.text.endswith("の", 0, start):
            name = self.memory.named_before(folded, start - 1)
        if name is None:
            return None
        if locator.notice:
            return name if isinstance(name.act, Act) and kind_of(name.act.title) not in _WITHOUT_NOTICE_ITEMS else None
        loose = not locator.article and not locator.table and not locator.division
        return None if loose and (not name.certain or name.act is Whose.UNKNOWN) else name

    def _continued(self, scene: _Scene, span: tuple[int, int], locator: Locator) -> Mention | None:
        """A locator that is joined to the one before, or stands in the bracket after one of an act."""
        joint = _joint(scene.chain, span[0], scene.folded) if scene.chain else None
        before = scene.chain if joint else scene.around if scene.around and scene.around.act else None
        inherited = _inherit(locator, before.locator) if before else None
        if before is None or inherited is None:
            return None
        mention = self._mention(scene, span, before.name, inherited)
        if joint is None:
            return mention
        return replace(mention, ranged="to" if joint["range"] else None, through=before.through)

    def _same(self, scene: _Scene, span: tuple[int, int], locator: Locator) -> Mention:
        """同条, 同項 or 同号, with what it takes up."""
        near = locator.near or ""
        before = self.levels.get(near[1])
        if before is None:
            return self._mention(scene, span, None, locator)
        name = replace(before.name, start=span[0], resolved_from=near) if before.name else None
        return self._mention(scene, span, name, _taken_up(near, before.locator, locator))

    def _mention(self, scene: _Scene, span: tuple[int, int], name: ActName | None, locator: Locator) -> Mention:
        """The mention, in the group of the one it is joined to, applied through the one that says 準用する."""
        through = group = None
        chain = scene.chain
        if chain and chain.end <= span[0]:
            if _joint(chain, span[0], scene.folded):
                group = chain.group
            elif _THROUGH.fullmatch(scene.folded.text, chain.end, span[0]):
                through = chain.group
        if group is None:
            self.groups += 1
            group = self.groups
        return Mention(
            place=scene.place,
            folded=scene.folded,
            start=span[0],
            end=span[1],
            name=name,
            locator=locator,
            group=group,
            through=through,
        )

    def _remember(self, mention: Mention) -> None:
        if mention.act:
            self.memory.mention(mention.act)
        locator = mention.locator
        near = locator.near or ""
        if locator.article or near.endswith("条"):
            self.levels["条"] = mention
        if locator.paragraph or near.endswith("項"):
            self.levels["項"] = mention
        if locator.item or near.endswith("号"):
            self.levels["号"] = mention


def _bracket_after(mention: Mention, at: int) -> int | None:
    """Index of the end of the bracket that opens right after a mention and holds ``at``."""
    closing = mention.folded.brackets.get(mention.end)
    return closing if closing is not None and mention.end < at < closing else None


def _joint(before: Mention, start: int, folded: Folded) -> re.Match[str] | None:
    """The words that join a locator to the one before, a bracket after that one left out."""
    closing = folded.brackets.get(before.end)
    begin = closing + 1 if closing is not None and before.end < closing < start else before.end
    return JOINT.fullmatch(folded.text, begin, start)


def _taken_up(near: str, taken: Locator, locator: Locator) -> Locator:
    """The levels that 同条, 同項 or 同号 takes up from a locator, with those printed after it."""
    if near == "同条":
        whole = Locator(part=taken.part, near=_article_word(taken), article=taken.article)
    elif near == "同項":
        whole = replace(taken, item=None, subitem=None, clause=None)
    else:
        whole = replace(taken, subitem=None, clause=None)
    return replace(
        whole,
        paragraph=locator.paragraph or whole.paragraph,
        item=locator.item or whole.item,
        subitem=locator.subitem,
        clause=locator.clause,
    )


def _inherit(locator: Locator, before: Locator) -> Locator | None:
    """A joined locator with the levels above it that only the one before names; None where it continues none."""
    if locator.notice and before.table and before.table != "同表":
        return Locator(table=f"別表第{locator.notice}")
    if locator.notice or locator.table:
        return locator if (before.notice if locator.notice else before.table) else None
    if locator.article or locator.division or locator.part:
        return locator if before != Locator() else None
    if locator.paragraph:
        return replace(locator, part=before.part, near=_article_word(before), article=before.article)
    return replace(locator, part=before.part, near=before.near, article=before.article, paragraph=before.paragraph)


def _article_word(locator: Locator) -> str | None:
    """前条 and the like, where the article is named so."""
    return locator.near if locator.near and locator.near.endswith("条") else None


def _is_own(scene: _Scene, found: re.Match[str], locator: Locator) -> bool:
    """Whether a locator that no act is named before is one of the agreement's own parts."""
    text, start = scene.folded.text, found.start()
    while start and text[start - 1].isspace():
        start -= 1
    if locator.notice or found["bare"]:
        return False
    after_word = start > 0 and _IN_A_WORD.match(text, start - 1) is not None
    if locator.table and scene.place.items and found.end() == len(text) and not _OF_OTHERS.search(text, 0, start):
        return True
    joined = text.endswith(("又は", "並びに", "若しくは", "上記", "前記"), 0, start)
    if after_word and not joined:
        return False
    if locator.article or locator.table or locator.division or locator.part:
        return True
    if not scene.place.article and not scene.place.supplementary:
        return False
    return locator.paragraph is not None or _AFTER_BARE_ITEM.match(text, found.end()) is not None

"""Bodies that an instrument names without an alias: in its title, its first sentences, its lists, its signatures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.drafting.formulas import circle_length
from kg.extraction.aliases import without_brackets
from kg.extraction.bodies import NamedBody, bodies_before, bodies_listed, body_ending, is_organ
from kg.extraction.places import Place, places
from kg.model.drafting import (
    AppendedTable,
    Article,
    FrontKind,
    FrontLine,
    Instrument,
    Item,
    Paragraph,
    SignatureBlock,
    SignatureKind,
    Table,
    TableText,
    Unparsed,
)
from kg.model.text import Passage
from kg.registries.municipalities import MunicipalityRegistry

#: Names do not go on for longer in a title, in characters.
_LONGEST_TITLE = 400
#: Articles in which the parties of an instrument are named.
FOUNDING_ARTICLES = 3
_CONCLUDES = re.compile(
    r"締結|協定する|協約|委託|受託|設置|設け|組織|応援|代替執行|管理し、?及び執行|管理及び執行|処理|協定を|共同して"
    # A council is made up of its members; a region that is made up of municipalities is no party (圏域は、…で構成する).
    r"|会は[、，][^。]{2,400}?(?:で|をもって|をもつて)構成"
)
_SUBJECT = re.compile(r"(?:の(?:教育委員会|公平委員会|選挙管理委員会|農業委員会))?(?:とは|は|が)[、，]?")
_RECIPIENT = re.compile(
    r"(?:に対し(?:て)?|に|へ)[、，]?(?:これを|それぞれ|管理及び執行を|相互に)?委託|との間|に(?=[^。、，]{1,80}?(?:事務|業務)を委託)|に(?=[、，][^。]{0,300}それぞれ委託)"
)
#: Those between whom something is agreed: …に基づきA市及びB町における, A町、B村間の. One body alone is none of them.
_AMONG = re.compile(
    r"(?:の[0-9０-９一二三四五六七八九十]+(?:市|町|村|区|組合)+)?(?:における|の?間(?:における|で|に|の)|相互の)"
)
_KIND_ABOVE = re.compile(r"[市町村区県]\s+(?=\S\S)")
_UNDER_LAW = re.compile(r"に(?:基づ?き|より|よって)[、，,]?$")
_DISTRICT = re.compile(r"(?:同|[一-龥々ヶケノ]{1,4}|[○〇◯●×xXｘＸ△▲□■◇＊*]{1,4})郡$")
#: What a sentence about the instrument begins with: この規約は、.
_OF_ITSELF = re.compile(r"(?:この|本)(?:連携)?(?:規約|協定|協約|覚書)書?は[、，]")
#: How far back a clause says what is concluded, in characters.
_CLAUSE = 120
#: Whose matters are handed over: Aの…に関する事務をBに委託する.
_OWNER = re.compile(r"の(?=[^。、，]{1,80}?(?:事務|業務)を[^。]{0,120}?に(?:これを)?委託)")
#: Who hands over a matter, where the other side is the subject: Aから…の事務を受託する.
_DELEGATING = re.compile(r"から[、，]?[^。]{0,200}?(?:受託|委託を受け)")
_MEMBERS = re.compile(r"(?:を(?:もって|もつて)|で|により)[、，]?(?:これを)?(?:組織|構成|設置)")
#: What follows the names in a title, and what may follow the last letter of a name where none of that does.
_AFTER_NAMES = re.compile(r"と(?:の|における)|に(?:おける|よる|関する)|の(?!市)|間|$")
_AFTER_NAME = re.compile(r"[^市町村区県都道府組連企長]")
_BODY_END = re.compile(r"[都道府県市区町村合団]")
_LISTS_MEMBERS = re.compile(
    r"(?:設ける|設置する|組織する|構成する|関係する|構成|関係|協定)(?:普通)?(?:地方公共団体|団体|市町村|市町|町村|市|町)|"
    r"(?:市町?村?|町村|団体|組合)(?:[（(][^（()）]*[)）])?(?:が|で|をもって|により)、?(?:共同して)?(?:これを)?(?:設け|設置|組織|構成)"
    r"|(?:次|左|下記)(?:に掲げる|の)[^。は]{1,40}は[、，,]?[^。]{0,80}?共同(?:して|で)"
)
_LISTED = re.compile(
    r"次に掲げる|次の|次のとおり|下記の|左の|左に掲げる|別表(?:第(?P<table>[0-9０-９]+))?に(?:掲げる|定める)"
)
#: What an alias may stand for whose list comes behind it, and the words that announce the list there.
_OF_BODIES = re.compile(r"(?:組織|構成|設置|関係)する(?:普通)?(?:地方公共団体|団体|市町村|市町|町村|市|町|村)$")
_LISTED_BEHIND = re.compile(r"は、?(?:次の(?:とおり|通り)|次に掲げる|左の通り|下記の(?:とおり|通り))")
#: Bodies named before those of a table.
_JOINED = re.compile(r"[、，]?(?:及び|並びに|と)$")


@dataclass(frozen=True, slots=True)
class Named:
    """A body with the words that name it."""

    body: NamedBody
    words: Passage


def named(bodies: tuple[NamedBody, ...], words: Passage, registry: MunicipalityRegistry) -> tuple[Named, ...]:
    """Bodies found in the text of a passage, with their words.

    Where extraction dropped the space between two names (東山市 西川町), the fragments of the passage still show it.
    """
    return tuple(one for body in bodies for one in _apart(body, words, registry, _dropped_spaces))


def named_in_running_text(
    bodies: tuple[NamedBody, ...], words: Passage, registry: MunicipalityRegistry
) -> tuple[Named, ...]:
    """The same of bodies in a sentence, in which a line end cuts a name (大村 / 原町) and does not divide names."""
    return tuple(one for body in bodies for one in _apart(body, words, registry, _spaces_in_lines))


def _apart(
    body: NamedBody, words: Passage, registry: MunicipalityRegistry, divides: Callable[[Passage], Iterator[int]]
) -> Iterator[Named]:
    own = words.slice(body.start, body.end)
    spaces = list(divides(own))
    # Letters set apart one by one (町 屋 浦 市) are one name: a space between names stands behind a last letter.
    between = all(_BODY_END.match(body.name[at - 1 : at]) for at in spaces)
    cut = spaces[0] if spaces and between else None
    # What stands on both sides of the space are names, not parts of one that a line end cut (谷町 / 村, 市 / 野々市).
    if (
        cut is None
        or registry.named(body.name)
        or not all(bodies_listed(part, registry) for part in (body.name[:cut], body.name[cut:]))
    ):
        yield Named(body, own)
        return
    for begin, end in ((0, cut), (cut, len(body.name))):
        for part in bodies_listed(body.name[begin:end], registry):
            start = body.start + begin + part.start
            yield Named(
                NamedBody(start, start + len(part.name), part.name, body.prefecture),
                words.slice(start, start + len(part.name)),
            )


def _dropped_spaces(words: Passage) -> Iterator[int]:
    """Offsets of the reading at which white space of the source was left out."""
    position = 0
    for fragment in words.fragments:
        if not fragment.reading and fragment.source.isspace() and position:
            yield position
        position += len(fragment.reading)


def _spaces_in_lines(words: Passage) -> Iterator[int]:
    """The same without the ends of lines."""
    ends: set[int] = set()
    position = 0
    for fragment in words.fragments:
        if not fragment.reading and "\n" in fragment.source:
            ends.add(position)
        position += len(fragment.reading)
    return (position for position in _dropped_spaces(words) if position not in ends)


def named_by_title(instrument: Instrument, registry: MunicipalityRegistry) -> tuple[Named, ...]:
    """The bodies that the title begins with, where it names several: A市とB町との間の…."""
    for line in instrument.of(FrontLine):
        if line.kind is FrontKind.TITLE:
            text = line.words.text
            mark = circle_length(text)
            bodies = _leading_bodies(text[mark:], registry)
            return named(tuple(_moved(body, mark) for body in bodies), line.words, registry)
    return ()


def _leading_bodies(title: str, registry: MunicipalityRegistry) -> tuple[NamedBody, ...]:
    """The longest list of bodies that a title begins with; a list of one is none.

    Of lists of one length the one with more registered names: a name may begin with another (武蔵村山市).
    """
    text = title[:_LONGEST_TITLE].replace("／", "・").replace("/", "・")
    for after in (_AFTER_NAMES, _AFTER_NAME):
        best: tuple[NamedBody, ...] = ()
        for end in _BODY_END.finditer(text):
            if after.match(text, end.end()):
                bodies = bodies_listed(text[: end.end()], registry)
                if len(bodies) < 2 or any(is_organ(body.name) for body in bodies):
                    continue
                if _worth(bodies, registry) > _worth(best, registry):
                    best = bodies
        if best:
            return best
    return ()


def _worth(bodies: tuple[NamedBody, ...], registry: MunicipalityRegistry) -> tuple[int, int]:
    return len(bodies), sum(bool(registry.named(body.name)) for body in bodies)


def named_in_sentences(instrument: Instrument, registry: MunicipalityRegistry) -> tuple[Named, ...]:
    """The bodies that conclude the instrument in its preamble or first articles: AとBは, AはBに委託する."""
    for place in founding_places(instrument):
        bare = without_brackets(place.words.text)
        found: dict[str, Named] = {}
        for begin, end in _sentences(bare.text):
            if _CONCLUDES.search(bare.text, begin, end):
                for body in _concluding(bare.text, begin, end, registry):
                    start, stop = bare.stretch(body.start, body.end)
                    found.setdefault(body.name, Named(body, place.part(start, stop)))
        if len(found) > 1:
            return tuple(found.values())
    return ()


def founding_places(instrument: Instrument) -> Iterator[Place]:
    """The preamble and the first articles."""
    for place in places(instrument):
        if place.preamble or (place.article and place.article <= (FOUNDING_ARTICLES,)):
            yield place


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in re.finditer("。|$", text):
        yield start, stop.start()
        start = stop.end()


def _concluding(text: str, begin: int, end: int, registry: MunicipalityRegistry) -> Iterator[NamedBody]:
    """The subject of a sentence and the body it delegates to or concludes with."""
    for pattern in (_SUBJECT, _OWNER, _RECIPIENT, _DELEGATING, _MEMBERS, _AMONG):
        for mark in pattern.finditer(text, begin, end):
            bodies = bodies_before(text, mark.start(), registry, since=begin)
            leads = pattern is _SUBJECT or pattern is _OWNER
            if (
                bodies
                and (pattern is not _AMONG or len(bodies) > 1)
                and (not leads or bodies[0].prefecture or _opens(text, begin, bodies[0].start))
            ):
                yield from bodies


def _opens(text: str, begin: int, at: int) -> bool:
    """Whether a sentence or clause begins at a place, or with the 郡 before it.

    So it is behind another clause (…を委託し、B市はこれを受託する) and the provision that it acts under (…に基づき、).
    """
    before = _DISTRICT.sub("", text[max(begin, at - _CLAUSE) : at].rstrip())
    if not before or _UNDER_LAW.search(before) or _OF_ITSELF.fullmatch(before):
        return True
    return before.endswith(("、", "，", ",")) and _CONCLUDES.search(before) is not None


def _moved(body: NamedBody, by: int) -> NamedBody:
    return NamedBody(body.start + by, body.end + by, body.name, body.prefecture, body.person)


def members_announced(
    instrument: Instrument, place: Place, alias: tuple[int, int], registry: MunicipalityRegistry
) -> tuple[Named, ...]:
    """The bodies of the list that a sentence announces before an alias (次に掲げる市町, 別表に掲げる者) or behind it.

    ``alias`` is the stretch of its bracket: 「組織する団体（以下「関係市町」という。）は、次の通りとする」.
    A list in a table may follow bodies named in the sentence (A市及び別表に掲げる町).
    """
    text, end = place.words.text, alias[0]
    sentence = text.rfind("。", 0, end) + 1
    announcing = [*_LISTED.finditer(text, sentence, end)]
    if not announcing:
        if not (_OF_BODIES.search(text, sentence, end) and _LISTED_BEHIND.match(text, alias[1])):
            return ()
        return _below(instrument, place, alias[1], registry)
    announced = announcing[-1]
    if announced[0].startswith("別表"):
        number = int(announced["table"]) if announced["table"] else None
        members = _in_tables(instrument, number, registry)
        joined = _JOINED.search(text, sentence, announced.start()) if members else None
        leading = bodies_before(text, joined.start(), registry, since=sentence) if joined else ()
        return (*named_in_running_text(leading, place.words, registry), *members)
    return _below(instrument, place, alias[1], registry)


def _below(instrument: Instrument, place: Place, end: int, registry: MunicipalityRegistry) -> tuple[Named, ...]:
    """The bodies of the list below a sentence, or of the words behind it."""
    for paragraph in _paragraphs(instrument):
        if paragraph.words == place.words:
            return _in_items(paragraph.items, registry) or _in_tail(paragraph, end, registry)
    return ()


def members_listed(instrument: Instrument, registry: MunicipalityRegistry) -> tuple[Named, ...]:
    """The bodies of a list in the first articles that is said to be of those who set up or form something."""
    for paragraph in _paragraphs(instrument):
        if paragraph.items and _LISTS_MEMBERS.search(paragraph.words.text):
            members = _in_items(paragraph.items, registry)
            if len(members) > 1:
                return members
    return ()


def _paragraphs(instrument: Instrument) -> Iterator[Paragraph]:
    for article in instrument.of(Article):
        yield from article.paragraphs


def _in_items(items: tuple[Item, ...], registry: MunicipalityRegistry) -> tuple[Named, ...]:
    """The bodies of items that are names alone; none where an item is something else."""
    found: list[Named] = []
    for item in items:
        listed = named_in_list(item.words, registry)
        below = _in_items(item.items, registry)
        if not listed and not below:
            return ()
        found += [*listed, *below]
    return tuple(found)


def _in_tail(paragraph: Paragraph, end: int, registry: MunicipalityRegistry) -> tuple[Named, ...]:
    """The bodies that stand behind the sentence in the same words."""
    text = paragraph.words.text
    stop = text.find("。", end)
    if stop < 0:
        return ()
    tail = paragraph.words.slice(stop + 1, len(text))
    return named_in_list(tail, registry)


def _in_tables(instrument: Instrument, number: int | None, registry: MunicipalityRegistry) -> tuple[Named, ...]:
    found: list[Named] = []
    for table in instrument.of(AppendedTable):
        if table.number == number:
            for words in _table_words(table):
                found += named_in_list(words, registry)
    return tuple(found)


def _table_words(table: AppendedTable) -> Iterator[Passage]:
    for child in table.children:
        if isinstance(child, Table):
            yield from (cell for row in child.rows for cell in row.cells)
        elif isinstance(child, TableText | Unparsed):
            yield child.words


def named_in_list(words: Passage, registry: MunicipalityRegistry) -> tuple[Named, ...]:
    """The bodies of words that are nothing but names."""
    return named(bodies_listed(words.text, registry), words, registry)


def named_at_the_head(instrument: Instrument, registry: MunicipalityRegistry) -> tuple[Named, ...]:
    """The bodies of the lines of names under the title; their kind may stand before them (町 A町、B町)."""
    lines = [line.words for line in instrument.of(FrontLine) if line.kind is FrontKind.PARTIES]
    lists = [
        words.slice(label.end(), len(words.text)) if (label := _KIND_ABOVE.match(words.text)) else words
        for words in lines
    ]
    return tuple(one for words in lists for one in named_in_list(words, registry))


def named_in_signatures(instrument: Instrument, registry: MunicipalityRegistry) -> Iterator[tuple[str | None, Named]]:
    """For each signature block that says so, the designation and the body that signs."""
    for block in instrument.of(SignatureBlock):
        designation = block.first(SignatureKind.DESIGNATION)
        for kind in (SignatureKind.BODY, SignatureKind.TITLE):
            words = block.first(kind)
            body = body_ending(words.text, registry) if words else None
            if words and body:
                yield (designation.text if designation else None), Named(body, words.slice(body.start, body.end))
                break

"""Public bodies named in running text.

A name is looked up in the registry first, longest match; only then the grammar of names decides. A registered name
counts only where a name can begin: 十日野町 is not 日野町. Generic words (関係市町, 委託市, 両町) are no names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.drafting.signatures import HAN
from kg.extraction.acts import opening_bracket
from kg.old_forms import modern
from kg.registries.municipalities import MunicipalityRegistry

#: No name is longer, with the prefecture and 郡 before it.
_LONGEST = 60
#: No list of bodies is longer.
_LONGEST_LIST = 3000
_JOINT_BEFORE = re.compile(r"(?:[、，・,]|\s+|[、，]?(?:とともに|並びに|ならびに|及び|および|と))\s*$")
_HARD = re.compile(r"[、，。．・,:：；;（）()「」『』〔〕［］\[\]\s]")
#: What leads up to a name without a mark: the end of a clause, a particle after a noun, a verb before the name.
_LEAD = re.compile(
    r"号|に(?:基づ?(?:く|き|いて)|もとづ(?:く|き)|より|よる|よって)|ため|のうち|届け?出|議決|専決|告示|公布|とともに|並びに|ならびに|及び|および|又は|または|若しくは|とは(?![ぁ-ん])|である|における|において|を|した|する|された|される"
    r"|覚書|協議書|協定書?|規約|協約書?|している|しない|でない|掲げる|定める|係る|除く|含む|設ける|受ける|行った|行う"
    r"|(?<=[一-龥）)])(?:に従い|に対し|について|に関し|として|をもって)"
    r"|(?<=[一-龥）)])(?:は|に|と|で|へ|から|より)|(?<=[市町村区都道府県合団）)])が|(?<=[県府道郡域次他その])の"
)
_PREFECTURE = r"北海道|東京都|京都府|大阪府|(?:神奈川|和歌山|鹿児島|[一-龥]{2})県|[A-ZＡ-Ｚ○〇◯●×xｘ△▲□■◇＊*]{1,4}県"
_PREFIX = re.compile(
    r"(?:(?:連携中枢都市|中心市|中核市|政令指定都市|指定都市|特例市|普通地方公共団体|代表市町?|幹事市町?|(?:道路|河川|海岸|港湾)管理者)(?:である)?)?"
    rf"(?P<prefecture>{_PREFECTURE}|同[県府道都])?の?(?:[一-龥々ヶケノ]{{1,4}}郡|[○〇◯●×xXｘＸ△▲□■◇＊*]{{1,4}}郡|同郡)?\s?"
)
#: 北海道 and the like right before a name, whatever stands before it.
_PREFECTURE_BEFORE = re.compile(
    r"(?P<prefecture>北海道|東京都|京都府|大阪府|(?:神奈川|和歌山|鹿児島|[一-龥]{2})県)(?:[一-龥々ヶケノ]{1,4}郡)?$"
)
_REDACTED = "○〇◯●×xXｘＸ△▲□■◇＊*"
_LETTER = rf"[一-龥々〆ヶヵケノツぁ-んァ-ヴーA-Za-zＡ-Ｚａ-ｚ{_REDACTED}]"
_BOARD = r"(?:教育委員会|公平委員会|選挙管理委員会|農業委員会|監査委員|消防本部|水道局)"
#: 機構 is a union where it collects taxes (和歌山地方税回収機構); other bodies called so are none.
_UNION = r"(?:組合|広域連合|企業団|(?:税|債権|滞納)[一-龥]{0,8}機構)"
_NAME = re.compile(
    rf"(?P<core>{_LETTER}(?:{_LETTER}|外[0-9０-９]+(?=[市町村]))*?)(?P<suffix>{_UNION}|[県市町村])(?P<organ>{_BOARD})?"
    rf"|[{_REDACTED}]+(?:地域|地方|地区)?(?:{_UNION}|[都道府県市区町村]|地域|地方)"
)
#: No name that the registry does not know begins so: the particle is left over from the words before it, or the words
#: choose some of those named before (関係市町のうち一市町).
_AFTER_PARTICLE = re.compile(r"[のを][一-龥]|.*のうち")
_UNION_END = re.compile(rf"{_UNION}$")
_MUNICIPALITY = re.compile(r"[市町村区]$")
_MEMBER = r"[^外ほ]+?(?:[市町村](?![市町村場民街内])|(?<!地)区(?!域))"
_OF_MUNICIPALITIES = re.compile(rf"(?!.*市町村){_MEMBER}(?:・{_MEMBER})*[^外ほ]*{_UNION}")
_ORGAN = re.compile(rf"{_BOARD}$")
_GENERIC = re.compile(
    r"(?:関係|構成|委託|受託|協定|締結|加入|参加|加盟|組織|相手方|両|各|同|当該?|本|他|全|中心|周辺|近隣|隣接|連携|圏域|圏内|指定|中核|特例|政令"
    r"|中枢|都市|市町村|都道府県|地方公共|公共|一部|事務|広域|複数|甲|乙|丙|丁|双方|一方|自|次|前|代表|幹事|県内|管内|区域内|市内|町内|村内"
    r"|[0-9０-９一二三四五六七八九十]+(?:の|か|箇)?|消防|水道|清掃|衛生|環境|病院|医療|斎場|火葬|福祉|行政|処理|施設|管理|地元|当事|所属|応援|受援|要請|被災|派遣|旧|新|特別|全国|県|都|道|府|市|町|村|区)*"
    r"(?:組合|広域連合|企業団|[都道府県市区町村])+"
)
#: Words of other things that end like a body: 農業協同組合, 土地改良区 and the like are not local governments.
_OTHER = re.compile(
    r"(?:市町村|中枢都市|(?:^|[ぁ-ん内外各郡県域])町村|の市町|都道府県)$|(?:協同|労働|森林|商工|健康保険|共済|土地区画整理|区画整理|漁業|農事|自治会|職員)組合$"
)
_OFFICE = re.compile(
    r"(?P<office>(?<=[都道府県])知事|(?<=[市区町村])長|(?<=組合)(?:管理者|理事長|組合長|長)|(?<=機構)(?:管理者|理事長|長)|(?<=広域連合)(?:連合長|長)|(?<=企業団)(?:企業長|長))"
    rf"(?:職務代理者|職務執行者)?(?:\s*(?P<person>[{HAN}〆ぁ-んァ-ヴー]{{1,4}}\s?[{HAN}ぁ-んァ-ヴー]{{1,6}}))?\s*$"
)


@dataclass(frozen=True, slots=True)
class NamedBody:
    """A body named at ``start:end`` of a text, 郡 and prefecture before the name left out.

    ``prefecture`` is the one printed before the name; ``person`` where the text names the head of the body in person.
    """

    start: int
    end: int
    name: str
    prefecture: str | None = None
    person: str | None = None


def bodies_ending(text: str, registry: MunicipalityRegistry) -> tuple[NamedBody, ...]:
    """The bodies a text ends with, joined by と, 及び and the like; empty where it ends with something else."""
    found: list[NamedBody] = []
    end = len(text.rstrip())
    while (placed := _ending(text, end, registry)) is not None:
        body, begin = placed
        if found and _names_its_members(text, body, found[0]):
            found[0] = replace(found[0], start=body.start, name=text[body.start : found[0].end])
        else:
            found.insert(0, body)
        window = max(0, begin - 8)
        joint = _JOINT_BEFORE.search(text[window:begin])
        if joint is None:
            break
        end = window + joint.start()
    return tuple(_same_prefecture(found))


def _names_its_members(text: str, body: NamedBody, union: NamedBody) -> bool:
    """Whether a body is the beginning of the name of a union of it and others: 「A町・B町衛生組合」 is one body.

    No union has a single member, unless its name counts the others (B町外2町衛生組合).
    """
    return text[body.end : union.start] == "・" and bool(
        _MUNICIPALITY.search(body.name) and _OF_MUNICIPALITIES.fullmatch(union.name)
    )


def bodies_before(text: str, at: int, registry: MunicipalityRegistry, *, since: int = 0) -> tuple[NamedBody, ...]:
    """The bodies that ``text[since:at]`` ends with, placed in the whole text; no list is longer than its window."""
    start = max(since, at - _LONGEST_LIST)
    return tuple(
        replace(body, start=body.start + start, end=body.end + start)
        for body in bodies_ending(text[start:at], registry)
    )


def bodies_listed(text: str, registry: MunicipalityRegistry) -> tuple[NamedBody, ...]:
    """The bodies of a text that is nothing but a list of bodies; empty where it is anything else."""
    stop = len(text.rstrip("。.、， \t\u3000\n"))
    found = bodies_ending(text[:stop], registry)
    if not found:
        return ()
    led = _HARD.sub("", text[: found[0].start])
    return found if _PREFIX.fullmatch(led) else ()


def prefecture_named(text: str, at: int, ending: str) -> tuple[NamedBody, ...]:
    """The name before ``at`` that ends with 都, 道 or 府, the last being what an alias of that one letter stands for.

    Words end so too (首都, 水道), so it is a name only where the text itself says 以下「都」という。
    """
    start = max(0, at - _LONGEST)
    piece = text[start:at]
    clause = max((mark.end() for mark in _HARD.finditer(piece)), default=0)
    begin = _lead(piece, clause, len(piece))
    if not re.fullmatch(rf"[一-龥]{{1,4}}{ending}", piece[begin:]):
        return ()
    return (NamedBody(start + begin, at, piece[begin:]),)


def body_ending(text: str, registry: MunicipalityRegistry) -> NamedBody | None:
    """The one body a text ends with."""
    placed = _ending(text, len(text), registry)
    return placed[0] if placed else None


def is_organ(name: str) -> bool:
    """Whether a name is that of an organ of a body (教育委員会), which has no code of its own.

    >>> is_organ("旭川市教育委員会"), is_organ("旭川市")
    (True, False)
    """
    return _ORGAN.search(name) is not None


def is_redacted(name: str) -> bool:
    """Whether a name is blotted out.

    >>> is_redacted("xx町"), is_redacted("○○市"), is_redacted("旭川市")
    (True, True, False)
    """
    return name[0] in _REDACTED


def _ending(text: str, end: int, registry: MunicipalityRegistry) -> tuple[NamedBody, int] | None:
    """The body that ends at ``end`` and where its words begin, prefecture and 郡 included."""
    end = _before_brackets(text, end)
    first = max(0, end - _LONGEST)
    piece = modern(text[first:end])
    person = None
    office = _OFFICE.search(piece)
    if office and not any(start >= office.end("office") for start in registry.names_ending(piece)):
        piece = piece[: office.start("office")]
        person = text[first + office.start("person") : first + office.end("person")] if office["person"] else None
    clause = max((mark.end() for mark in _HARD.finditer(piece)), default=0)
    placed = _registered(piece, clause, registry) or _grammatical(piece, clause)
    if placed is None:
        return None
    begin, name_start, prefecture = placed
    start, stop = first + name_start, first + len(piece)
    body = NamedBody(start, stop, text[start:stop], prefecture, person)
    return body, first + begin


def _before_brackets(text: str, end: int) -> int:
    """``end`` before brackets that stand right after a name; brackets that give an alias belong to another party."""
    while end and text[end - 1] in "）)":
        opening = opening_bracket(text[max(0, end - 400) : end], min(400, end) - 1) + max(0, end - 400)
        if opening >= end - 1 or "以下" in text[opening:end]:
            return end
        end = opening
    return end


_Placed = tuple[int, int, str | None]


def _registered(piece: str, clause: int, registry: MunicipalityRegistry) -> _Placed | None:
    """The longest registered name that begins where a name can begin: after a mark, a particle, a 郡 or prefecture."""
    for start in registry.names_ending(piece):
        if start < clause:
            continue
        lead = _lead(piece, clause, start)
        if prefix := _PREFIX.fullmatch(piece, lead, start):
            return lead, start, prefix["prefecture"]
        if (printed := _PREFECTURE_BEFORE.search(piece, clause, start)) and registry.named(printed["prefecture"]):
            return printed.start(), start, printed["prefecture"]
    return None


def _lead(piece: str, clause: int, end: int) -> int:
    """Where the words of a name that ends at or after ``end`` can begin: after the last mark or lead-up."""
    return max((match.end() for match in _LEAD.finditer(piece, clause, end)), default=clause)


def _grammatical(piece: str, clause: int) -> _Placed | None:
    lead = _lead(piece, clause, max(clause, len(piece) - 1))
    prefix = _PREFIX.match(piece, lead)
    start = prefix.end() if prefix else lead
    # A prefecture or 郡 is a part of the name of a union, and stands before the name of a municipality.
    for begin in dict.fromkeys((lead, start) if _UNION_END.search(piece) else (start, lead)):
        name = piece[begin:]
        if (
            _NAME.fullmatch(name)
            and not _AFTER_PARTICLE.match(name)
            and not _GENERIC.fullmatch(name)
            and not _OTHER.search(name)
        ):
            return lead, begin, prefix["prefecture"] if prefix and begin == start else None
    return None


def _same_prefecture(found: list[NamedBody]) -> list[NamedBody]:
    """同県 is the prefecture printed before the body before."""
    told: list[NamedBody] = []
    for body in found:
        prefecture = body.prefecture
        if prefecture and prefecture.startswith("同"):
            prefecture = told[-1].prefecture if told else None
        told.append(replace(body, prefecture=prefecture))
    return told

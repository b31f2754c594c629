"""What a clause says is done: acts, each a verb or a noun of action with the thing it is done to.

「調査を行う」 and 「調査を実施する」 are the act 調査: of a verb that adds nothing (行う, 実施する, 図る, 努める …) the
nouns are the acts, those in a row one by one. Of 「…に関する事務」 and 「…に必要な取組」 the acts named in them are not
what is done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extraction.duty.subjects import SUBJECT
from kg.extraction.duty.subordinate import ADNOMINAL, GOVERNING
from kg.extraction.duty.verbs import JOINED, NOUN, Predicate, read_predicate

#: Verbs that add nothing to the noun of action that is their object.
_LIGHT = frozenset(
    [
        "行う",
        "行なう",
        "おこなう",
        "する",
        "実施",
        "図る",
        "はかる",
        "努める",
        "努力",
        "推進",
        "進める",
        "取り組む",
        "取組む",
        "講じる",
        "担う",
        "担当",
        "遂行",
        "執行",
        "処理",
        "実行",
        "展開",
        "務める",
        "続ける",
        "継続",
        "心がける",
        "当たる",
        "あたる",
        "つとめる",
        "担任",
        "掌理",
        "果たす",
        "目指す",
        "施す",
        "従事",
        "徹底",
        "重ねる",
        "急ぐ",
        "始める",
        "開始",
        "繰り返す",
        "加速",
        "受け持つ",
    ]
)
#: Of 「調査の実施」 the act is 調査.
_ACTIVITY = re.compile(r"(?:活動|誘致|促進|啓発|調査|研究)$")
_CARRYING_OUT = frozenset({"実施", "実行", "遂行", "共同実施", "合同実施"})
#: The longest row that is read, in characters.
_REACH = 400
_JOINT = re.compile(
    r"(?:の|、)?(?:ほか|他)[、，]|(?:、|，)?その他(?:の|これに類する)?(?:必要な)?|(?:、|，|・|･)?(?:及び|並びに"
    r"|又は|若しくは|および|ならびに|または|かつ)(?:、|，)?|、|，|・|･|や(?=[一-龠ァ-ヶ])"
)
#: A head that only names the row before it: 「相談、指導等の業務」.
_WRAPPER = re.compile(
    r"(?P<row>.+?)(?:(?:等|など)(?:の|に係る|に関する|に資する|に必要な|に向けた)|(?:その他|その他の|その他必要な"
    r"|その他これに関連する|その他これらに関連する)|(?<=[一-龠ァ-ヶ])(?:の(?:ための)?(?!支援|対策|役割|措置|こと)"
    r"|といった|のような))"
    r"(?:必要な|各種の?|様々な|関連する)?(?:取組|取り組み|事業|業務|活動|施策|措置|支援|対策|こと|事務|作業"
    r"|役割)(?:等|など)?$"
)
_CLOSED_ROW = re.compile(r"(?:に関する|に係る|に要する|に必要な|に資する|のための|に向けた|に伴う|に対する)")
_QUALIFIED = re.compile(
    r".*(?:の|な|に関する|に係る|による|に対する|に向けた|に資する|に要する|に必要な|のための|における|に伴う"
    r"|に基づく|といった|への|からの|との|での|た(?=[一-龠ァ-ヶA-Z＊]))"
)
_ETC = re.compile(r"(?:等|など|ほか|＃)+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act; ``start`` and ``end`` are the place of ``verb`` in the clause.

    ``thing`` is what it is done to, with what qualifies it, empty where none is named; ``causative`` where others are
    made to do it (参加させる), ``parallel`` where it is one of several verbs of one object (企画・実施する).
    """

    verb: str
    start: int
    end: int
    thing: str = ""
    causative: bool = False
    parallel: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """The acts of one clause, where its object stands and where its predicate starts."""

    acts: tuple[Act, ...]
    object: tuple[int, int] | None
    predicate: int
    negated: bool


def acts_of(clause: str) -> Stated:
    """The acts of a clause, whose brackets are blanked.

    >>> [(act.verb, act.thing) for act in acts_of("市場調査及び関係機関との連絡調整を行う。").acts]
    [('市場調査', ''), ('連絡調整', '関係機関')]
    >>> [(act.verb, act.thing) for act in acts_of("応分の経費を負担する。").acts]
    [('負担', '応分の経費')]
    """
    found = read_predicate(clause)
    if found is not None and found.form == JOINED and _NO_PREDICATE.match(clause, 0, found.start + 1):
        found = None  # 「教材の貸出し」 is no 「教材を貸し出し」
    if burden := _BURDEN.search(clause):
        topic = _TOPIC.match(clause)
        phrase = _phrase(clause, topic.end("thing")) if topic else None
        thing = clause[slice(*phrase)] if phrase else ""
        act = Act(verb=f"{burden['verb']}とする", start=burden.start("verb"), end=burden.end(), thing=thing)
        return Stated(acts=(act,), object=phrase, predicate=burden.start("verb"), negated=False)
    if _SAME.fullmatch(clause):
        return Stated(acts=(), object=None, predicate=len(clause), negated=False)
    if found is None:
        end = len(clause) - len(clause.rstrip("。、，． 　＃")) or None
        words = clause[: -end if end else None].removesuffix("に関すること")
        acts = tuple(_nouns(words, *_phrase(words, len(words))))
        return Stated(acts=acts, object=_thing_of(words, acts), predicate=len(words), negated=False)
    phrase = _object(clause, found)
    verbs = [verb for verb, _ in found.verbs]
    if phrase and len(verbs) == 1 and _adds_nothing(verbs[0], found) and (acts := tuple(_nouns(clause, *phrase))):
        return Stated(acts=acts, object=phrase, predicate=found.start, negated=found.negated)
    thing = clause[slice(*phrase)] if phrase else ""
    acts = tuple(
        Act(
            verb=verb,
            start=start,
            end=min(start + len(verb), found.end),
            thing=thing,
            causative=found.causative,
            parallel=len(verbs) > 1,
        )
        for verb, start in found.verbs
    )
    return Stated(acts=acts, object=phrase, predicate=found.start, negated=found.negated)


def _thing_of(words: str, acts: tuple[Act, ...]) -> tuple[int, int] | None:
    """Where the thing of the first act stands: 相談窓口 of 「相談窓口の開設」."""
    if not acts or not acts[0].thing or (at := words.rfind(acts[0].thing, 0, acts[0].start)) < 0:
        return None
    return at, at + len(acts[0].thing)


def _adds_nothing(verb: str, found: Predicate) -> bool:
    """Whether what is done is said by the object alone; not where people are put to it (職員を従事させる)."""
    return verb in _LIGHT and not (found.causative and verb in _PUT_TO)


#: Verbs of which people are the object where they are made to do it.
_PUT_TO = frozenset({"従事", "当たる", "あたる"})
#: A row of nouns up to a word that has the form of a verb: nothing is said of it by a particle.
_NO_PREDICATE = re.compile(r"[^をにがは、，。]*の[一-龠]$")
#: 「…は、甲の負担とする」.
_BURDEN = re.compile(rf"(?P<verb>{NOUN}+)と(?:する|し)(?:もの(?:とする|とし))?[、，。]?$")
#: Words that say nothing of their own.
_SAME = re.compile(
    r"\s*(?:同上|同左|同右|上記に同じ|左に同じ|上に同じ|なし|無し|無|該当なし|特になし|[-－―ー–—…〃])[。.]?\s*"
)
_TO = re.compile(
    r"(?:努め|努力|つとめ|取り組|取組|参加|参画|出席|加入|加盟|加わ|協力|当た|あた|応じ|従事|対応|出展|出店|応募|携わ|同行"
    r"|同席|立ち会|出る$|出て|出る。|全力を|総力を|全精力を|努力を|最善を|最大限の努力を)"
)
_TOPIC = re.compile(
    r"^(?:(?:この場合(?:において)?|その際|また|なお|ただし|さらに|更に)は?[、，])?"
    r"(?:[^、，]*[るたい](?:とき|場合)は?[、，])?(?:[^、，は]*ほか[、，])?"
    r"(?P<thing>(?:[^、，は]|若しくは|又は|、(?=[^、，は]{1,12}(?:及び|並びに|その他)))+?)(?<!若しく)(?<!又)は[、，]?"
)


def _object(clause: str, found: Predicate) -> tuple[int, int] | None:
    """Where the words before を (or に, before verbs that take it) stand, else the topic before は."""
    before = clause[: found.start]
    to = _TO_MARK.search(before) if _TO.match(clause, found.start) and not found.causative else None
    if to:
        return _phrase(clause, to.start())
    taken = 0
    for match in reversed(list(re.finditer("を", before))):
        # Each verb before a noun takes one を: 「利用を、乙に住所を有する児童に認める」 is about 利用.
        far = clause[match.end()] in "、，"
        if not far and sum(1 for _ in _WITHIN.finditer(clause, match.end(), found.start + 1)) > taken:
            taken += 1
        elif not _MANNER_MARK.match(before, match.start()):
            phrase = _phrase(clause, match.start())
            topic = (
                _topic(clause, before) if _SHARE.fullmatch(clause, *phrase) or _IT.fullmatch(clause, *phrase) else None
            )
            return topic or phrase
    if paid := list(_PAID_AS.finditer(before)):
        return _phrase(clause, paid[-1].end("thing"))
    return _topic(clause, before)


def _topic(clause: str, before: str) -> tuple[int, int] | None:
    """Where the topic before は stands, where it is what something is done to and not who does it."""
    subject = SUBJECT.match(before)
    by = subject.end() if subject and not _BY.search(before, subject.end()) else 0
    topic = _TOPIC.match(before[by:])
    if topic is None or _NO_THING.search(topic["thing"]):
        return None
    start, end = _phrase(clause, by + topic.end("thing"))
    return max(start, by), end


#: A share of what the topic names: 「費用は、甲乙それぞれ2分の1を負担する」.
_SHARE = re.compile(
    r"(?:[甲乙丙丁、・]*(?:それぞれ|各々|おのおの)?)?(?:[0-9０-９一二三四五六七八九十]+(?:分の[0-9０-９一二三四五六七八九十]+|割|％|%|パーセント)|全額|半額|全部|一部|残額|残り)(?:ずつ)?"
)
#: What takes up the topic: 「消防事務は、乙がこれを管理し」.
_IT = re.compile("これ|これら")
#: Who does it, after the topic: 「職員は、甲が任命する」 says whom 甲 appoints.
_BY = re.compile(r"が[、，]?")
#: Costs that are paid as such or towards which a subsidy goes, where no word has を.
_PAID_AS = re.compile(
    r"(?P<thing>費用|経費|負担金|分担金|委託料|使用料|手数料|(?:費|料|代)(?=に対))(?:として|に対し(?:て)?[、，]?$)"
)
_NO_THING = re.compile(r"(?:について|において|場合|とき|より|[にでと]|際|当たって|から|にあって|つき)$")
_ADVERB = r"(?:適切|[一-龠]{1,4}的|誠実|最大限|可能な限り|共同で|相互|とも|円滑|継続的|計画的|速やか)(?:に)?"
_TO_MARK = re.compile(
    rf"(?<!とも)にも?(?:{_ADVERB}|[^にをが、，]{{0,14}}として|[^にをが、，]{{0,8}}が|[^にをが、，]{{0,10}}(?:連携|協力"
    rf"|共同)して)?[、，]?$"
)
_WITHIN = re.compile(
    rf"{GOVERNING.pattern}|[るうくぐすつぬぶむ]こと(?=[にをがのもは])|[るうくすむたい](?:ための|とき(?:に)?は?[、，])"
)
_MANNER_MARK = re.compile(
    r"を(?:(?:対象|中心|目的|主体|前提|契機|基本|限度|単位)[にと](?!な[っりる])|代表し|含め|踏まえ|通じ|活用|もって|もつて|除|利用し|用い"
    r"|図り|図るため|受け|生か|活か|考慮|勘案|得て|行うため|越え|超え|聴いて|聞いて|問わず|明確に|[^、，を]*ため[、，]|基に"
    r"|もとに|介し|経て)"
)
#: A particle after which a noun phrase may start; not where it belongs to words that qualify a noun.
_PARTICLE = re.compile(
    r"(?:毎年度?|毎月|毎回|あらかじめ|それぞれ|[年月][0-9０-９一二三四]+回(?:以上|程度)?)[、，]|(?:において|に対しても?|に対し|に向けて|について|により"
    r"|に応じて?|に当たり|に当たって|に基づき|に基づいて|として|とともに|に関し|に際し|を通じて?|を経て|を中心に"
    r"|を対象に|の(?:上|うえ|下|もと)(?=[、，])|から(?=[一-龠ァ-ヶA-Z広])|よう(?:に)?[、，]|ため|場合|とき|って|つつ|ながら|にて)(?:は)?[、，]?"
    r"|(?<=[いしきちにびみりえけげせてねべめれじば])[、，]|[はにでとへがをらて][、，]?|[はにでとへがをらて]も[、，]"
)
_NO_START = re.compile(
    r"(?:に(?:係る|関する|対する|要す|資す|必要な|向けた|基づく|おける|伴う|よる|ついての|応じた|限る|適し|関わ"
    r"|つなが|ふさわし|備え|対応|当たる|よって)|[でとへ]の|との|がん|でき|とし(?!て)|とその|とこれ|など|でも"
    r"|[をがにで][^をがには、，]*(?:することができる|する|した|れる|る|う|く|む|た|い)(?:ための|こと|よう|もの))"
)


def _phrase(clause: str, end: int) -> tuple[int, int]:
    """Where the noun phrase that ends at ``end`` starts: after the last particle that does not belong to it."""
    start = 0
    for match in _PARTICLE.finditer(clause, 0, end):
        if _NO_START.match(clause, match.start(), end) or match.end() >= end or _in_word(clause, match.start()):
            continue
        if match[0] in {"と", "ら", "て", "で"} and not re.match(
            r"(?:と|て|で)(?=[一-龠ァ-ヶA-Z＊])", match[0] + clause[match.end()]
        ):
            continue
        if match[0] == "て" and not re.search(r"[しっいんじけめえせれ]て$", clause[: match.end()]):
            continue
        if match[0] == "と" and not re.search(r"(?:[甲乙丙丁]|相手方)と$", clause[: match.end()]):
            continue
        if not _WITHIN.search(clause, match.end(), end):
            start = match.end()
    start += len(clause[start:end]) - len(clause[start:end].lstrip("　 "))
    if joining := _JOINING.match(clause, start, end):
        start = joining.end()
    often = _OFTEN.match(clause, start, end)
    return often.end() if often else start, end


#: Words that go on from the sentence before, or say how, right before a noun.
_JOINING = re.compile(
    r"(?:また|なお|さらに|更に|併せて|あわせて|そのほか)[、，]|(?:それぞれ|広く|幅広く|新たに|別途)(?=[一-龠ァ-ヶ])"
)
#: How often, right before a noun: 「毎年度協議を行う」.
_OFTEN = re.compile(
    r"(?:毎年度?|毎月|毎週|毎日|毎回|随時|適宜|年[0-9０-９一二三四]+回(?:以上|程度)?)(?=[一-龠ァ-ヶ]{2})"
)


def _in_word(clause: str, at: int) -> bool:
    """Whether は begins a word (はしご車) and is no particle: nothing stands before it that it could follow."""
    return clause[at] == "は" and (at == 0 or clause[at - 1] in "はをが、，。　 ")


def _nouns(clause: str, start: int, end: int) -> Iterator[Act]:
    """The nouns of action of a row, each with what it is done to."""
    start = max(start, end - _REACH)
    words = clause[start:end]
    wrapped = _WRAPPER.fullmatch(words)
    if wrapped and not _CLOSED_ROW.search(words[wrapped.end("row") :]) and _JOINT.split(wrapped["row"])[-1]:
        yield from _row(clause, start, start + wrapped.end("row"))
        tail = start + wrapped.end("row")
        yield Act(verb="取組", start=tail, end=end, thing="")
        return
    yield from _row(clause, start, end)


def _row(clause: str, start: int, end: int) -> Iterator[Act]:
    inherited = ""
    members = _members(clause, start, end)
    for begin, stop in members:
        member = clause[begin:stop]
        member = member[: len(member) - len(match[0])] if (match := _ETC.search(member)) else member
        if not member.strip():
            continue
        qualified = _QUALIFIED.match(member)
        at = qualified.end() if qualified else 0
        if qualified and at == len(member):
            continue
        thing = re.sub(r"(?:の|に対する|との|への|からの|に係る|な)$", "", member[:at])
        inherited = thing or inherited
        if thing and (member[at:] in _CARRYING_OUT or (member[at:] == "推進" and _ACTIVITY.search(thing))):
            yield from _row(clause, begin, begin + len(thing))
            continue
        yield Act(
            verb=member[at:],
            start=begin + at,
            end=begin + len(member),
            thing=thing or inherited,
            parallel=len(members) > 1,
        )


def _members(clause: str, start: int, end: int) -> list[tuple[int, int]]:
    """The members of a row; one where the row qualifies a head (に関する情報, 等の業務)."""
    words = clause[start:end]
    head = max(
        (
            match.end()
            for match in re.finditer(
                r"に関する|に係る|に要する|に必要な|に資する|のための|に向けた|(?:等|など)の", words
            )
        ),
        default=0,
    )
    last = _adnominal_end(words)
    head = max(head, last)
    members: list[tuple[int, int]] = []
    at = 0
    for joint in _JOINT.finditer(words):
        if joint.start() < head:
            continue
        members.append((start + at, start + joint.start()))
        at = joint.end()
    members.append((start + at, end))
    return members


def _adnominal_end(words: str) -> int:
    """Where the last verb that qualifies a noun of the words ends, 0 where none does."""
    return max((match.end() for match in ADNOMINAL.finditer(words)), default=0)


def with_things(stated: Stated, before: Stated) -> Stated:
    """The acts of a clause without an object, done to what the clause before it names."""
    thing = next((act.thing for act in before.acts if act.thing), "")
    return replace(stated, acts=tuple(replace(act, thing=act.thing or thing, parallel=True) for act in stated.acts))

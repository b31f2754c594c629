"""Role texts to sentences, points and clauses: the division of ``docs/en/duty-labels.md`` sections 2 and 3.

Every stretch is a pair of offsets of the text. Words in brackets never divide: they are blanked first
(:func:`blanked`), character for character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.duty.subjects import LETTERS, agent_in, is_bearer, party_in
from kg.extraction.duty.subordinate import ADNOMINAL, GOVERNING, SUBORDINATE
from kg.extraction.duty.verbs import Predicate, read_predicate

#: How far words are looked at on each side of a boundary, in characters: no clause of these texts is longer.
_REACH = 300
_OPENING, _CLOSING = "（(「『〔［【", "）)」』〕］】"
_BRACKET = re.compile(f"[{re.escape(_OPENING)}]")
_QUOTED = "「『"
_MARK = re.compile(
    r"[\s　]*(?:[(（〔](?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}|[ア-ンa-zａ-ｚイロハ])[)）〕]|[①-⑳㋐-㋾]"
    r"|[0-9０-９]{1,2}[\s　．.、)）]"
    r"|[一二三四五六七八九十]{1,2}[\s　．.、]|[ア-ン][\s　．.、)）]|[a-zａ-ｚ][\s　．.)）]"
    r"|[イロハニホヘト][\s　．、]|[・●○◦▪■◇◆※\-－―])[\s　]*"
)

#: Marks of points that go on in one line: 「①…する。②…する。」.
_MARK_WITHIN = re.compile(
    r"[\s　]*(?:[①-⑳㋐-㋾]|[(（][0-9０-９一二三四五六七八九十ア-ン]{1,3}[)）]|[ア-ン][\s　．.])[\s　]*"
)

#: After these words stands a boundary, comma included: 「…とともに、」「…ほか、」「…し、かつ、」「…し、」「…するが、」.
_BOUNDARY = re.compile(
    r"(?:(?<=[るうくぐすつぬぶむたい])(?:とともに|と共に|と同時に|ほか|一方で?|が)[、，]?(?=[^あ-ん]|その|これ|あ|お)"
    r"|(?<=[しいきぎちにびみりえけげせてねべめれじずなと])＃*[、，]?(?:かつ|並びに|ならびに|及び|および|又は|若しくは)[、，]?"
    r"|(?<=[しいきぎちにびみりえけげせてねべめれじずけ])＃*[、，])"
)
_EXPLICIT = re.compile(r"(?:とともに|と共に|と同時に|ほか|一方で?|が)[、，]?$")

#: Forms like 連用形 that are no predicates of their own: postpositions; manner, means or capacity of the next act.
_NO_ACT = re.compile(
    r"(?:(?:[にをとで]|について|において)(?:応じ|基づき|対し|関し|際し|伴い|従い|より|当たり|あたり|当り|向け|むけ"
    r"|つき|おき|限り|代わり|かわり|照らし|則り|のっとり|沿い"
    r"|先立ち|先だち|(?<=に)加え|(?<=に)かけ|わたり|渡り|よって|(?<=に)備え|通じ|踏まえ|ふまえ|含め|除き|もち|経|乗じ|鑑み|かんがみ"
    r"|基き|し|代え|至り|併せ|合わせ|あわせ)"
    r"|を(?:活用|利用|使用|考慮|勘案|目的と|対象と|中心と|主体と|前提と|基本と|基礎と|尊重|代表|重視|生か|活か"
    r"|いか|参考に|契機と|念頭に|視野に|明らかに|密に|一に|結集)し"
    r"|(?:要請|依頼|求め|指示|委託)を受け"
    r"|役割を分担し|に配慮し|[いるたう]限り|を(?:見据え|用い|使い|得|もって|介し|図り[、，]?もって|取り合い|図りつつ)"
    r"|(?<!に)(?<!として)(?:連携|協力|共同|協働|提携|協調|連帯|一体と)(?:して|し)|(?:連携|協力|協働|協調|連絡)を(?:図り|とり"
    r"|取り|密にし|強化し|深め|得)"
    r"|(?:中心|主体|中核|一体|窓口)と(?:なり|し)|的に|ように|及び|並びに|また|ため|もとに|特に|さらに|更に|既に"
    r"|共に|ともに|直ちに|速やかに|互いに|相互に|毎に|ごとに|適切に|円滑に|中に|際に|場合に|とき|主に|新たに"
    r"|(?:に|を)(?:限り|問わず)|において|かかわらず|関わらず|のみならず|だけでなく|を図り[、，]?もって|そのつど"
    r"|および|ならびに|いずれも|ことなく|だけ|[ぁ-ん](?:い|に)?つき)$"
)
_MEANS = re.compile(r"を(?:活用|利用|使用)し$")
#: Verbs whose に names what is done or joined, as を does for others.
_TO = (
    r"(?:努め|努力|つとめ|取り組|取組|参加|参画|出席|加入|加盟|加わ|協力|当た|あた|応じ(?!て|、|た)|従事|寄与|資す"
    r"|対応|出展|出店|出品|応募|携わ|参入|同行|同席|立ち会)"
)
_OBJECT_MARK = re.compile("を(?!通じ|通し|経て|介し|もって|もつて)")
#: What else says that a clause has an object of its own.
_OF_OTHER_FORM = re.compile(
    rf"^(?:その|当該)[^、，。は]{{1,20}}は"
    r"|^[^、，。は]{1,30}(?<![にでとへ])(?<!とき)(?<!場合)(?<!際)(?<!若しく)は|について(?!は)|につき"
    rf"|^(?:[^、，。]*[、，])?その[^、，。]{{1,12}}(?:に|とな[るり])|に[^にをが、，]*{_TO}"
    r"|への?[^、，]*参加|の負担と|が[^、，]*できるよう"
)

#: What a condition ends in, before its comma.
_CONDITION_END = re.compile(r"(?:とき|場合|際)(?:に(?:おいて|あって|あつて)?)?は?$")
_ALTERNATIVE = re.compile(r"(?:又は|若しくは)[、，]?$")
#: Verbs before a noun that have no object of their own: 関係する職員.
_RELATED = re.compile(r"(?:関係|関連|該当|所属|希望|参加|居住|対象|必要|存在|共通|隣接|所在)")
_TIME = re.compile(r"場合|際|時|後|日|度")

#: What is done by talking it over: 「乙と協議し、割合を定める」.
_TO_SETTLE = re.compile(
    "[^、，。]{0,30}(?:割合|額|率|料|方法|時期|区分|基準|単価|これ)を(?:定め|取り決め|決定|決め)(?:る|す)"
)
#: 「…とし、」 that ends a clause.
_SETTLED = re.compile(r"(?:の負担|[うくぐすつぬぶむるい](?:もの|こと))とし$")
#: How a sentence begins that goes on with what the one before says of another: it names nobody of its own.
_CONTINUED = re.compile(r"[\s　]*(?:ただし|但し|もっとも|この場合|その|これ|当該)|[^。]*この限りでない")
_PROVISO = re.compile(r"[\s　]*(?:ただし|但し|もっとも)[、，]?|[^。]*この限りでない")
_LEAD_IN = re.compile(
    r"(?:(?:次|下記|以下|左)(?:に掲げる|の各号|の(?:とおり|通り|事項|こと|事務|事業|業務|取組|取り組み|役割|施設"
    r"|もの|区分|各)|に定める)|以下のとおり|次のとおり)"
)
_GENERIC_LEAD_IN = re.compile(
    r"(?:こと|事項|事務|事業|業務|取組|取り組み|役割|もの|とおり|通り|活動|措置)(?:を|に|について|につき"
    r"|の)?[、，]?(?:(?:主体的に|共同(?:で|して)|連携して|協力して|それぞれ|相互に)[、，]?)?(?:行|実施|取り組|取組"
    r"|処理|担|分担|負|する|と|講|掲|推進|進|努|執行|管理)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A duty before it is typed: where it stands, and the clauses in it that have a predicate each (of one object)."""

    start: int
    end: int
    clauses: tuple[tuple[int, int], ...]


def blanked(text: str) -> str:
    """The text with what stands in brackets blanked: （…） by ＃, 「…」 by ＊, a mark that counts as a noun.

    >>> blanked("費用（旅費を除く。）を負担する。")
    '費用＃＃＃＃＃＃＃＃を負担する。'
    """
    if not _BRACKET.search(text):
        return text
    out: list[str] = []
    open_: list[str] = []
    for mark in text:
        if mark in _OPENING:
            open_.append(mark)
        fill = "＊" if open_ and open_[0] in _QUOTED else "＃" if open_ else mark
        out.append(fill if mark != "\n" else mark)
        if mark in _CLOSING and open_:
            open_.pop()
    return "".join(out)


def divide(text: str, bearer: str) -> tuple[Stretch, ...]:
    """The duties of ``bearer`` that a role text states, in order; those of others and lead-ins are left out.

    >>> [text[d.start:d.end] for text in ["講座を開き、受講料を決める。乙は、周知する。"] for d in divide(text, "甲")]
    ['講座を開き、', '受講料を決める。']
    """
    plain = blanked(text)
    found: list[Stretch] = []
    sentences = list(_sentences(text, plain))
    others = False
    for index, (start, end) in enumerate(sentences):
        words = plain[start:end]
        following = sentences[index + 1 :]
        if others and _CONTINUED.match(words) and not party_in(words) and agent_in(words) is None:
            continue
        if found and not others and _PROVISO.match(words):
            found[-1] = Stretch(start=found[-1].start, end=end, clauses=found[-1].clauses)
        elif following and _LEAD_IN.search(words) and "\n" in text[end : following[0][0]]:
            if _points_are_acts(words, plain, following):
                continue
            found.append(Stretch(start=start, end=following[-1][1], clauses=((start, end),)))
            break
        else:
            own = tuple(_duties(plain, start, end, bearer))
            found.extend(own)
            others = not own
    return tuple(found)


def _points_are_acts(lead_in: str, plain: str, points: list[tuple[int, int]]) -> bool:
    return bool(_GENERIC_LEAD_IN.search(lead_in)) or any(read_predicate(plain[start:end]) for start, end in points)


def _sentences(text: str, plain: str) -> Iterator[tuple[int, int]]:
    """Sentences and points without their marks."""
    start = 0
    for stop in [match.end() for match in re.finditer(r"[\n。]+", plain)] + [len(plain)]:
        at = start
        marks = _MARK if start == 0 or text[start - 1] == "\n" else _MARK_WITHIN
        if mark := marks.match(text, start, stop):
            at = mark.end()
        begin = at + len(text[at:stop]) - len(text[at:stop].lstrip())
        end = at + len(text[at:stop].rstrip())
        if begin < end:
            yield begin, end
        start = stop


def _duties(plain: str, start: int, end: int, bearer: str) -> Iterator[Stretch]:
    """The duties of one sentence; a clause without an object of its own goes with the one before it."""
    others = False
    group: list[tuple[int, int]] = []
    for begin, stop, joined in _clauses(plain, start, end):
        clause = plain[begin : min(stop, begin + 2 * _REACH)]
        agent = agent_in(clause)
        if subject := party_in(clause):
            # Beside an agent, what stands before は is the topic: 「職員は、甲が任命する」.
            others = not is_bearer(subject if agent is None else agent, bearer)
        if group and (others or agent or not joined):
            yield _stretch(group)
            group = []
        if not others and (agent is None or is_bearer(agent, bearer)):
            group.append((begin, stop))
        elif agent is not None and group:
            yield _stretch(group)
            group = []
    if group:
        yield _stretch(group)


def _stretch(group: list[tuple[int, int]]) -> Stretch:
    return Stretch(start=group[0][0], end=group[-1][1], clauses=tuple(group))


def _clauses(plain: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Clauses with a predicate each, and whether each shares the object of the one before."""
    ends = [*_boundaries(plain, start, end), end]
    joined = False
    for begin, stop, next_stop in zip([start, *ends], ends, [*ends[1:], end], strict=False):
        first = begin + len(plain[begin:stop]) - len(plain[begin:stop].lstrip())
        last = begin + len(plain[begin:stop].rstrip())
        yield first, last, joined
        following = plain[stop : min(stop + 2 * _REACH, next_stop)]
        explicit = _EXPLICIT.search(plain[max(begin, stop - _REACH) : stop])
        shares = not _has_object(following) and not party_in(following) and agent_in(following) is None
        negated = any(
            p is not None and p.negated
            for p in map(read_predicate, (plain[max(begin, stop - _REACH) : stop], following))
        )
        joined = shares and not explicit and not negated


def _boundaries(plain: str, start: int, end: int) -> Iterator[int]:
    last = start
    for match in _BOUNDARY.finditer(plain, start, end):
        at = match.end()
        clause = plain[max(last, match.start() - _REACH) : match.start()]
        if at >= end or not clause:
            continue
        if not _EXPLICIT.search(match[0]) and not _is_act(clause, plain[at : min(end, at + _REACH)]):
            continue
        if _EXPLICIT.search(match[0]) and match[0][0] == "が" and plain[at - 1] not in "、，":
            continue
        following = plain[at : min(end, at + _REACH)]
        if _in_purpose(following) or _in_condition(plain[last : match.end()][-_REACH:], following):
            continue
        yield at
        last = at


def _is_act(clause: str, following: str) -> bool:
    """Whether a clause in 連用形 states an act of its own: no manner, and no part of what qualifies a noun."""
    if _MEANS.search(clause):
        return bool(_OTHERS_FACILITY.search(clause))
    if _SETTLED.search(clause):
        return True
    if clause.endswith("協議し") and _TO_SETTLE.match(following):
        return False
    if _NO_ACT.search(clause) or following.startswith("もって"):
        return False
    predicate = read_predicate(clause)
    if predicate is None or predicate.form not in {"joined", "negated"}:
        return False
    return not _qualifies(following)


_OTHERS_FACILITY = re.compile(
    rf"(?:[{LETTERS}]|相手方|他の(?:市|町|村|市町村|市町))(?:が[^をにで]+|の[^、，をにで]+)を(?:活用|利用|使用)し$"
)


def _has_object(clause: str) -> bool:
    """Whether a clause says what it is done to; 「立地を希望する企業に提供する」 does not."""
    if _OF_OTHER_FORM.search(clause):
        return True
    marks = list(_OBJECT_MARK.finditer(clause))
    return bool(marks) and (clause[marks[-1].end() :][:1] in "、，" or not GOVERNING.search(clause, marks[-1].end()))


def _qualifies(following: str) -> bool:
    """Whether the next verb stands before a noun and shares what is before the boundary: 設置し、運営する施設."""
    first = ADNOMINAL.search(following)
    if not first or first[0].startswith("され") or _TIME.match(following, first.end()):
        return False
    before = following[: first.start()]
    return not _RELATED.match(before + first[0]) and not re.search(r"[をがはにと、，]", before) and len(before) <= 8


#: 「避難所を開設し、引き継ぐまでの間、これを運営する」: what was done is taken up as the object of a deed of its own.
_TAKEN_UP = re.compile("[^、，。]*[、，](?:これ|その|当該)")


def _in_purpose(following: str) -> bool:
    """Whether what follows up to its own comma ends in 「…するため、」: the clause before belongs to the purpose."""
    if _TAKEN_UP.match(following):
        return False
    for chunk in re.split(r"[、，]", following)[:-1]:
        if SUBORDINATE.search(chunk[-12:]):
            return True
        predicate = read_predicate(chunk)
        if predicate is not None and not _NO_ACT.search(chunk):
            return False
    return False


def _in_condition(clause: str, following: str) -> bool:
    """Whether a clause is one of two that make a condition: 「災害が発生し、又は発生するおそれがあるときは、」.

    So it is where 又は joins it to the condition, and where it says what happens, to nothing that anybody does.
    """
    first = re.split(r"[、，]", following, maxsplit=1)[0]
    if first == following or not _CONDITION_END.search(first):
        return False
    return bool(_ALTERNATIVE.search(clause)) or ("が" in clause and not _has_object(clause))


def predicate_of(plain: str, clause: tuple[int, int]) -> Predicate | None:
    """The predicate of a clause, its places counted in the clause."""
    return read_predicate(plain[clause[0] : clause[1]])

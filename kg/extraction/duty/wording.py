"""The words of a duty for what it is done to, to or with whom, and for whom: ``docs/en/duty-labels.md`` section 5.

A noun phrase belongs to the act where no verb before a noun stands between it and the predicate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.duty.clauses import ADNOMINAL
from kg.extraction.duty.phrases import head_start
from kg.extraction.duty.typing import Clause

_LETTER = r"[甲乙丙丁戊己庚辛壬癸]"
_PEOPLE = re.compile(
    r"(?:住民|市民|町民|村民|区民|県民|道民|国民|利用者|事業者|企業|者|児童|生徒|児童生徒|学生|患者|観光客|来訪者"
    r"|旅行者|農家|家庭|世帯|家族|保護者|商店|"
    r"子ども|こども|子|高齢者|障害者|障がい者|若者|女性|妊婦|妊産婦|親|親子|園児|職員|会員|農業者|漁業者|生産者"
    r"|希望者|参加者|受講者|被災者|外国人|(?<!法)人|人々|層|客|地域住民|移住者)$"
)
_PERSON_BODIES = re.compile(r"(?:実施者|管理者|受託者|代表者|運営者|設置者|運行事業者|交通事業者|運行者|指定管理者)$")
_BODIES = re.compile(
    r"(?:市町村|市町|町村|市|町|村|区|県|国|都|道|府|知事|市長|町長|村長|長|機関|団体|協議会|委員会|会議|期成会"
    r"|連絡会|組合|連合|連盟|法人|会社|株式会社|学校|大学|高校|病院|診療所|医療機関|警察|警察署|消防|"
    r"消防本部|消防署|商工会|商工会議所|観光協会|協会|協同組合|農協|漁協|自治体|公社|公団|財団|局|署|所|部|課|会"
    r"|議会|社会福祉協議会|医師会|機構|センター|行政|大臣|省|庁|銀行|金融機関|事務局|保健所|自治会|町内会|NPO"
    r"|ＮＰＯ|相手方|施設|実施医療機関|双方|他)$"
)
_ETC = r"(?:等|など)"
#: What makes the words before it the one to, with or from whom something is done.
_MARK = re.compile(
    r"に対し(?:て)?(?!る)|に向けて|とともに(?=[、，])"
    r"|との(?=[^、，。を]*(?:調整|連携|協力|協議|連絡|交流|協働|情報共有|交換|共有|調査|研究|取組|契約|協定))"
    r"|への(?=[^、，。を]*(?:働きかけ|要望|支援|協力|提供|周知|通知|報告|連絡|派遣|委託|参加|情報|補助|助成"
    r"|呼びかけ|広報|啓発|相談))"
    r"|と(?=(?:[、，])?[^、，。をと]{0,10}(?:連携|協力|共同|協議|調整|協働|一体|連絡|締結|協定|合同|共有|交換|分担"
    r"|提携))"
    r"|に(?=[^、，。に]*(?:[^、，。]*を)?(?:[^、，。をに]{0,10})(?:提供|通知|報告|委託|派遣|貸与|貸し|交付|納付"
    r"|納入|支払|送付|提出|周知|連絡|支出|協力|配布|知らせ|伝え|引き渡|引き継|共有|紹介|案内|依頼|要請"
    r"|求め|働きかけ|働き掛け|呼びかけ|委任|回答|説明|諮|示|届|拠出|供給|譲|参加を|負担を|補助|助成|委ね|搬送|協議"
    r"|発信))"
    r"|へ(?=[^、，。]*(?:提供|通知|報告|派遣|搬送|発信|周知|連絡|送|提出|委託|納付|納入|交付|働きかけ|支援))"
)
#: Where the words before a mark start at the latest.
_REACH = 150
_BEFORE = re.compile(r".*[、，。はをがに\s　]", re.DOTALL)
_BEFORE_TOWARDS = re.compile(r".*[、，。は](?![^、，。はをがに]{1,20}等$)", re.DOTALL)
_AGREED = re.compile(r"(?P<who>[^、，。はをがに\s]*?)の(?P<mark>意見を(?:聴|聞)|同意を得|承認を得|協力を得|了解を得)")
_ALLOWED = re.compile(
    r"(?P<who>(?:[^、，。はをがにで]|に(?:居住|在住|所在|通勤|住所))*)の(?P<mark>(?:施設"
    r"|[^、，。をのはが]{0,12})?の?(?:利用|受入れ|受け入れ|使用|参加|通学|入所|入園"
    r"|観覧)[^、，。はが]{0,24}?を(?:認め|受け入れ|許可|承認|受入))"
)
#: Who is served: 圏域内の職員の合同研修, 高齢者の相談支援.
_SERVED = re.compile(
    r"(?P<who>[^、，。をはが]+)の[^の]*(?:研修|講習|訓練|相談|支援|指導|検診|健診|診療|教育|保育)(?:や[^の]*|等)?$"
)
_TAKEN_IN = re.compile(r"(?:受け入れる|受入れる|受入れ|受け入れ|受入)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Where the words stand; None where there are none."""

    object: tuple[int, int] | None
    counterparty: tuple[int, int] | None
    beneficiary: tuple[int, int] | None


def named_in(text: str, clauses: Sequence[Clause], bearer: str) -> Named:
    """The first object, counterparty and beneficiary of the clauses of a duty."""
    object_ = next((found for clause in clauses if (found := _object(clause))), None)
    people = bodies = None
    for clause in clauses:
        for start, end in _addressees(clause):
            words = text[start:end]
            if re.fullmatch(rf"{_LETTER}", words) and words in bearer:
                continue
            kind = _kind(words)
            if kind == "people":
                people = people or (start, end)
            elif kind == "bodies":
                bodies = bodies or _body(text, start, end)
        people = people or _taken_in(text, clause)
    return Named(object=object_, counterparty=bodies, beneficiary=people)


def _kind(words: str) -> str:
    bare = re.sub(rf"(?:{_ETC}|＃)+$", "", words)
    if re.fullmatch(_LETTER + r"(?:(?:及び|並びに|、|又は|と)" + _LETTER + ")*", bare):
        return "bodies"
    if _PEOPLE.search(bare) and not _PERSON_BODIES.search(bare):
        return "people"
    return "bodies" if _BODIES.search(bare) or _PERSON_BODIES.search(bare) else ""


def _body(text: str, start: int, end: int) -> tuple[int, int]:
    """A body without what qualifies it: 乙に所在する学校等 is 学校等."""
    words = text[start:end]
    for joint in re.finditer(r"(?:及び|並びに|、|，)", words):
        if not _kind(words[: joint.start()]):
            return _body(text, start + joint.end(), end)
    if re.fullmatch(rf"{_LETTER}の[^の]+", words):
        return start, end
    cut = max([match.end() for match in re.finditer(r"(?:する|した|ある|の|な|による)(?=[^、，の])", words)], default=0)
    row = re.match(r".*?(?:及び|並びに|その他|、)", words[:cut])
    return (start + cut, end) if cut < len(words) and not row else (start, end)


def _addressees(clause: Clause) -> Iterator[tuple[int, int]]:
    """Who may be meant, in the order of the marks that are most telling."""
    words = clause.words
    for match in sorted(_MARK.finditer(words), key=lambda found: not found[0].startswith("に対")):
        towards = match[0].startswith("に対")
        least = max(0, match.start() - _REACH)
        before = (_BEFORE_TOWARDS if towards else _BEFORE).match(words[least : match.start()])
        start = least + before.end() if before else least
        lead = _LEAD.match(words, start, match.start())
        if towards or not _qualifying(clause, match.end()):
            yield clause.start + (lead.end() if lead else start), clause.start + match.start()
    for named in (*_ALLOWED.finditer(words), *_AGREED.finditer(words)):
        yield clause.start + named.start("who"), clause.start + named.end("who")


_LEAD = re.compile(r"(?:[^、，]*(?:とき|場合|として|により|において|について|際)に?|また|必要に応じて?|より|\s)+")


def _qualifying(clause: Clause, at: int) -> bool:
    """Whether what stands at ``at`` belongs to a verb before a noun."""
    rest = re.split("[、，]", clause.words[at : clause.stated.predicate + 1], maxsplit=1)[0]
    return ADNOMINAL.search(rest) is not None


def _taken_in(text: str, clause: Clause) -> tuple[int, int] | None:
    """Whom an act takes in: 圏域の不登校児童生徒を…受け入れる, 乙の児童生徒の団体での観覧を受け入れる."""
    place = clause.stated.object
    if place is None:
        return None
    if served := _SERVED.match(clause.words[: place[1]], place[0]):
        who = clause.start + served.start("who"), clause.start + served.end("who")
        return who if _kind(text[slice(*who)]) == "people" else None
    if not any(_TAKEN_IN.search(act.verb) for act in clause.stated.acts):
        return None
    words = text[clause.start + place[0] : clause.start + place[1]]
    if _PEOPLE.search(re.sub(_ETC + "$", "", words)):
        return clause.start + place[0], clause.start + place[1]
    for match in re.finditer("の", words):
        if _PEOPLE.search(words[: match.start()]):
            return clause.start + place[0], clause.start + place[0] + match.start()
    return None


def _object(clause: Clause) -> tuple[int, int] | None:
    """The head of the object, from first to last where heads stand in a row."""
    place = clause.stated.object
    if place is None:
        return None
    words = clause.words[place[0] : place[1]]
    start = head_start(words)
    end = len(words) - (len(match[0]) if (match := re.search(r"＃+$", words)) else 0)
    if start >= end:
        return None
    part = re.search(
        r"(?P<whole>[^のなるた]*)の(?:一部|全部|全額|半額|[0-9０-９一二三四五六七八九十]+分の[0-9０-９一二三四五六七八九十]+|残額|相当額)$",
        words,
    )
    if part and part["whole"]:
        start, end = part.start("whole"), part.end("whole")
        start += head_start(words[start:end])
    return clause.start + place[0] + start, clause.start + place[0] + end

"""The words of a duty for what it is done to, to or with whom, and for whom: ``docs/en/duty-labels.md`` section 5.

A noun phrase belongs to the act where no verb before a noun stands between it and the predicate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from kg.extraction.duty.phrases import head_start
from kg.extraction.duty.subjects import SUBJECT
from kg.extraction.duty.subordinate import ADNOMINAL
from kg.extraction.duty.typing import Clause

_LETTER = r"[甲乙丙丁戊己庚辛壬癸]"
_PEOPLE = re.compile(
    r"(?:住民|市民|町民|村民|区民|県民|道民|国民|利用者|事業者|企業|者|児童|生徒|児童生徒|学生|患者|観光客|来訪者|[校学]生|(?:看護|医|保健|薬剤|介護福祉|保育|消防)[師士]|団員|隊員"
    r"|旅行者|農家|家庭|世帯|家族|保護者|商店|"
    r"子ども|こども|(?<![一-龠])子|母子|高齢者|障害者|障がい者|若者|女性|妊婦|妊産婦|親|親子|園児|職員|会員|農業者|漁業者|生産者"
    r"|希望者|参加者|受講者|被災者|外国人|(?<!法)人|人々|層|客|地域住民|移住者)$"
)
_PERSON_BODIES = re.compile(r"(?:実施者|管理者|受託者|代表者|運営者|設置者|運行事業者|交通事業者|運行者|指定管理者)$")
_BODIES = re.compile(
    r"(?:市町村|市町|町村|市|町|村|区|県|国|都|道|府|知事|市長|町長|村長|長|機関|団体|協議会|委員会|会議|期成会"
    r"|連絡会|組合|連合|連盟|法人|会社|株式会社|学校|大学|高校|病院|診療所|医療機関|警察|警察署|消防|"
    r"消防本部|消防署|商工会|商工会議所|観光協会|協会|協同組合|農協|漁協|自治体|公社|公団|財団|局|署|所|部|課|会"
    r"|議会|社会福祉協議会|医師会|機構|ハローワーク|事務所|事業所|庁舎|学会|商店街|消防団|土地改良区|校|センター|行政|大臣|省|庁|銀行|金融機関|事務局|保健所|自治会|町内会|NPO"
    r"|ＮＰＯ|相手方|施設|実施医療機関|双方|他)$"
)
#: Bodies that agree, whose parts belong to them: 委託者の教育委員会, 白鷺町の長.
_PARTY = re.compile(r"(?:委託者|受託者|市町村|市|町|村|区|県|組合|連合|相手方)$")
#: People for whom something is done; places and things in the same words are no addressees.
_MEANT = re.compile(r"を対象(?:に|として)(?=[、，一-龠])")
#: Gatherings that one has people attend; no bodies.
_GATHERING = re.compile(r"(?:研修|講習|説明|講演|相談|交流|報告|発表|展示|体験|勉強|学習|演奏|音楽|運動|商談|大)会$")
_ONE_BODY = re.compile(r"(?:(?<=[、，。はをがにで\s　・])|^)[^、，。はをがにで\s　・]+$")
_OF = re.compile("への|との|に対する")
_JOINED = re.compile("及び|並びに|、|・|と")
_ETC = r"(?:等|など)"
#: What makes the words before it the one to, with or from whom something is done.
_MARK = re.compile(
    r"に対し(?:て)?(?!る)|に対する(?=[^、，。をの]*(?:働きかけ|要望|要請|支援|補助|助成|周知|広報|啓発|通知|報告|指導"
    r"|説明|提供|相談|案内|研修|講習|講座|診療|教育|あっせん|融資|貸付)(?:[^、，。をの]*を|[^、，。を]*。?$))|に向けて|と(?<![るうくすむたい]と)ともに(?=[、，一-龠])"
    r"|との(?=[^、，。を]*(?:調整|連携|協力|協議|連絡|交流|協働|情報共有|交換|共有|調査|研究|取組|契約|協定|訓練|合同|間で))"
    r"|への(?=[^、，。を]*(?:働きかけ|要望|支援|協力|提供|周知|通知|報告|連絡|派遣|委託|情報|補助|助成"
    r"|呼びかけ|広報|啓発|相談|紹介|案内|搬送|通報|送付|提出|説明|要請|引継ぎ|売込み|売り込み))"
    r"|と(?=(?:[、，])?[^、，。をとがは]{0,16}(?:力を合|手を携|足並み|話し合|話合|折半|等分|按分|連携|協力|共同|協議|調整|協働|一体|連絡|締結|協定|合同|共有|交換|分担|協調|共催"
    r"|提携))"
    r"|にも?(?=[、，]?[^、，。に]*(?:[^、，。]*を)?(?:[^、，。をに]{0,10})(?:提供|通知|報告|委託|派遣|貸与|貸し|交付|納付"
    r"|納入|支払|送付|提出|周知|連絡|支出|協力|配布|知らせ|伝え|引き渡|引き継|共有|紹介|案内|依頼|要請"
    r"|求め|働きかけ|働き掛け|呼びかけ|委任|回答|説明|諮|示|届|拠出|供給|譲|参加を|負担を|補助|助成|委ね|搬送|協議"
    r"|発信|発注|配り|配る|渡し|渡す|貸す|支援|助言|指導|要望|陳情|申請|申し入れ|広報|宣伝|啓発|公表|通報|報告|送り|送る|提示|伝達|申し出|推薦|推挙|還付|返還|売り込|請求|流す|流し|出張|巡回|出向|勧め|教え|促す|促し|配送|搬送|登録|開放|使用させ|利用させ|認め))"
    r"|へ(?=[^、，。]*(?:通報|提示|伝達|返還|配布|配る|配り|渡す|渡し|提供|通知|報告|派遣|搬送|発信|周知|連絡|送|提出|委託|納付|納入|交付|働きかけ|支援))"
)
#: Where the words before a mark start at the latest.
_REACH = 150
_BEFORE = re.compile(
    r".*(?:に対しても?|に対し|について|に関して|に基づき|に応じて?|により|において|につき|を通じて?|を通して|を経て|をもっ?つ?て"
    r"|[けっいんめえせべれ]て(?=[一-龠])|として|して(?=[一-龠])|(?<=[一-龠ァ-ヶー])で|[、，。はをがに\s　])",
    re.DOTALL,
)
_BEFORE_TOWARDS = re.compile(r".*[、，。は](?![^、，。はをがに]{1,20}等$)", re.DOTALL)
_AGREED = re.compile(
    r"(?P<who>[^、，。はをがに\s]*?)の(?P<mark>意見を(?:聴|聞)|同意を得|承認を得|承諾を得|協力を得|了解を得)"
)
_ALLOWED = re.compile(
    r"(?P<who>(?:[^、，。はをがにで]|に(?:居住|在住|所在|通勤|住所))*)の(?P<mark>(?:施設"
    r"|[^、，。をのはが]{0,12})?の?(?:利用|受入れ|受け入れ|使用|参加|受講|受診|通級|通所|就学|乗車|通学|入所|入園"
    r"|観覧)[^、，。はが]{0,24}?を(?:認め|受け入れ|許可|承認|受入))"
)
#: Without these, :data:`_ALLOWED` and :data:`_AGREED` need not be tried at each character.
_MARK_OF_ALLOWING = re.compile("を(?:認め|受け入れ|許可|承認|受入)")
_MARK_OF_AGREEING = re.compile("意見を|を得")
#: Who is served: 圏域内の職員の合同研修, 高齢者の相談支援.
_SERVED = re.compile(
    r"(?P<who>(?:[^、，。をはが]|を(?=[^、，。をがの]{1,12}[うくむるいた][一-龠ァ-ヶ]))+?)(?:から)?の[^の]*(?:研修|講習|訓練|相談|支援|指導|検診|健診|診療|教育|保育|問合せ|問い合わせ"
    r"|申込み|申込|申請|要望|苦情|質問|見守り|介護|看護|送迎|搬送|輸送|保護|治療|診察|救助|避難誘導|受入れ|受け入れ)(?:や[^の]*|等)?$"
)
#: Types of acts that gather, choose, post, send people or have them take part: these gain nothing by them.
_NOT_RECEIVED = frozenset(
    {"gather", "assign-staff", "dispatch-staff", "participate", "observe", "plan", "study", "lead"}
)
#: People who may be the object of an act that serves them; not those who work for the bearer.
_RECEIVERS = re.compile(
    rf"{_PEOPLE.pattern.removesuffix('$')}(?<!職員)(?<!会員)(?<!担当者)(?<!従事者)(?<!利用者数)(?:等|など)?$"
)
_ATTRACTED = re.compile(r"(?:誘致|誘客|勧誘|動員|呼び込む|増やす|増加|記録|把握|確認|負担|認定|指定)$")
_TAKEN_IN = re.compile(r"(?:受け入れる|受入れる|受入れ|受け入れ|受入)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Where the words stand; None where there are none."""

    object: tuple[int, int] | None
    counterparty: tuple[int, int] | None
    beneficiary: tuple[int, int] | None


def named_in(text: str, clauses: Sequence[Clause], bearer: str, *, types: Set[str | None]) -> Named:
    """The first object, counterparty and beneficiary of the clauses of a duty that has these types."""
    object_ = next((found for clause in clauses if (found := _object(clause))), None)
    people = bodies = None
    for clause in clauses:
        for place in _addressees(clause):
            start, end = place[0], _closed(clause, *place)
            words = text[start:end]
            if _own(words, _doer(clause, bearer)):
                continue
            kind = _kind(words)
            if kind == "people" and "commission" not in types:
                people = people or (start - _qualified(clause, start - clause.start, end - clause.start), end)
            elif kind:  # people among them who do the work entrusted, and gain nothing by it
                bodies = bodies or _first_of_row(text, *_body(text, start, end))
        people = people or _taken_in(text, clause, received=bool(types) and not types & _NOT_RECEIVED)
    if object_ is not None and bodies is not None and object_[0] == bodies[0]:
        object_ = _beside(text, object_, bodies)
    return Named(object=object_, counterparty=bodies, beneficiary=people)


def _closed(clause: Clause, start: int, end: int) -> int:
    """Where words end without what stands in brackets after them: みどり市（以下「乙」という。）."""
    words = clause.words[start - clause.start : end - clause.start]
    return start + len(words.rstrip("＃"))


def _from_first(words: str, start: int) -> int:
    """Where a row of bodies starts whose last member starts at ``start``: 国、県その他の関係機関への要望."""
    while start > 0 and words[start - 1] in "、，・":
        before = _ONE_BODY.search(words[max(0, start - 1 - _REACH) : start - 1])
        if before is None or _kind(before[0]) != "bodies":
            break
        start -= 1 + len(before[0])
    return start


def _beside(text: str, object_: tuple[int, int], bodies: tuple[int, int]) -> tuple[int, int] | None:
    """The object without the body that is addressed: 要望 of 国への要望; nothing of 「乙に協力する」."""
    mark = _OF.match(text, bodies[1], object_[1])
    return (mark.end(), object_[1]) if mark else None if object_ == bodies else object_


def _qualified(clause: Clause, start: int, end: int) -> int:
    """How many characters before ``start`` belong to a verb that qualifies the people: 看護師を目指す of 学生."""
    words, first = clause.words, start
    if not ADNOMINAL.search(words, start, end):
        return 0
    while first > 1 and words[first - 1] in "をにが":
        least = max(0, first - _REACH)
        before = _BEFORE.match(words[least : first - 1])
        first = least + (before.end() if before else 0)
    return start - first


def _doer(clause: Clause, bearer: str) -> str:
    """Who acts in a clause: of several bearers the one that it names as its subject."""
    subject = SUBJECT.match(clause.words) if _JOINED.search(bearer) else None
    return subject["who"] if subject else bearer


def _own(words: str, bearer: str) -> bool:
    """Whether words for a body mean the bearer itself: 乙, 乙の長, 関係市町村の長."""
    name = re.sub("(?:の?長)?$", "", words)
    if re.fullmatch(_LETTER, name):
        return name in bearer
    return bool(name) and name in {re.sub("(?:の?長)?$", "", one) for one in _JOINED.split(bearer)}


def _kind(words: str) -> str:
    bare = re.sub(rf"(?:{_ETC}|＃)+$", "", words)
    if _GATHERING.search(bare):
        return ""
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
    if (owner := re.fullmatch(r"(?P<owner>[^の]+)の[^の]+", words)) and (
        re.fullmatch(_LETTER, owner["owner"]) or _PARTY.search(owner["owner"])
    ):
        return start, end
    cut = max([match.end() for match in re.finditer(r"(?:する|した|ある|の|な|による)(?=[^、，の])", words)], default=0)
    row = re.match(r".*?(?:及び|並びに|その他|、)", words[:cut])
    return (start + cut, end) if cut < len(words) and not row else (start, end)


def _first_of_row(text: str, start: int, end: int) -> tuple[int, int]:
    """Of several bodies the first: 国 of 国及び県; a joint within one name (甲及び乙の長) is none of these."""
    joint = _ROW_OF_BODIES.search(text, start, end)
    return (start, joint.start()) if joint and _kind(text[start : joint.start()]) == "bodies" else (start, end)


_ROW_OF_BODIES = re.compile("(?:、|，)?(?:及び|並びに|又は|若しくは)(?:、|，)?|、|，|その他の?")


def _addressees(clause: Clause) -> Iterator[tuple[int, int]]:
    """Who may be meant, in the order of the marks that are most telling."""
    words = clause.words
    for match in _MEANT.finditer(words):
        before = _BEFORE_TOWARDS.match(words, 0, match.start())
        start = before.end() if before else 0
        if _kind(words[start : match.start()]) == "people":
            yield clause.start + start, clause.start + match.start()
    for match in sorted(_MARK.finditer(words), key=lambda found: not found[0].startswith("に対")):
        towards = match[0].startswith("に対")
        least = max(0, match.start() - _REACH)
        before = (_BEFORE_TOWARDS if towards else _BEFORE).match(words[least : match.start()])
        start = least + before.end() if before else least
        start = _from_first(words, start)
        lead = _LEAD.match(words, start, match.start())
        if towards or not _qualifying(clause, match.end()):
            yield clause.start + (lead.end() if lead else start), clause.start + match.start()
    allowed = _ALLOWED.finditer(words) if _MARK_OF_ALLOWING.search(words) else ()
    agreed = _AGREED.finditer(words) if _MARK_OF_AGREEING.search(words) else ()
    for named in (*(match for match in allowed if _kind(match["who"]) == "people"), *agreed):
        yield clause.start + named.start("who"), clause.start + named.end("who")


_LEAD = re.compile(
    r"(?:[^、，]*(?:とき|場合|として|により|において|について|際)に?|また|必要に応じて?|より|あらかじめ|前もって|事前に|速やかに|直ちに|遅滞なく|毎年度?|毎月|毎週|毎日|毎回|随時|適宜|その都度|その旨|\s)+"
)


def _qualifying(clause: Clause, at: int) -> bool:
    """Whether what stands at ``at`` belongs to a verb before a noun."""
    rest = re.split("[、，]", clause.words[at : clause.stated.predicate + 1], maxsplit=1)[0]
    return ADNOMINAL.search(rest) is not None


def _taken_in(text: str, clause: Clause, *, received: bool) -> tuple[int, int] | None:
    """Whom an act takes in or is done to: 圏域の不登校児童生徒を…受け入れる, 町内の高齢者を見守る.

    ``received`` says that the act is of a type that people who are its object receive.
    """
    place = clause.stated.object
    if place is None:
        return None
    if whom := _SERVED.match(clause.words[: place[1]], place[0]):
        who = clause.start + whom.start("who"), clause.start + whom.end("who")
        return who if _kind(text[slice(*who)]) == "people" else None
    words = text[clause.start + place[0] : clause.start + place[1]]
    verbs = [act.verb for act in clause.stated.acts]
    taken_in = any(map(_TAKEN_IN.search, verbs))
    served = received and _RECEIVERS.search(words) and not any(map(_ATTRACTED.search, verbs))
    if served or (taken_in and _PEOPLE.search(re.sub(_ETC + "$", "", words))):
        return clause.start + place[0], clause.start + place[1]
    if not taken_in:
        return None
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

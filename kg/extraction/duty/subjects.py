"""Who a clause says acts, and whether that is the bearer of the role."""

from __future__ import annotations

import re

from kg.extraction.duty.subordinate import ADNOMINAL, CONDITION, SUBORDINATE, WHAT_ANOTHER_DOES

#: A kind of body that names none.
_KIND_OF_BODY = re.compile("[市町村区]")
LETTERS = "甲乙丙丁戊己庚辛壬癸"
_JOINT = r"(?:及び|並びに|又は|若しくは|と|、|，|・)"
_BODY = (
    r"(?:国|双方|両者|(?:他の)?[一-龠々ァ-ヶーA-Za-zＡ-Ｚ]{0,20}?(?:市町村|市町|町村|市|町|村|区|都|道|府|県|連合|組合|団体|協議会"
    r"|委員会|事務局|企業団|機関|病院|事業者|受託者|利用者|住民|管理者|指定管理者"
    r"|会長|委員長|議長|市長|町長|村長|知事|管理者|消防長|教育長|職員|当事者|者|長|議会|法人|会社|機構|隊))"
)
#: What acts for a body: 甲の長, 受託者の教育委員会.
_ORGAN = (
    r"(?:の(?:[一-龠]{0,8}(?:委員会|委員)|市?町?村?長|職員|議会|管理者|会計管理者|消防長|消防本部|消防署|教育長"
    r"|企業長|代表者|事務局))"
)
SUBJECT = re.compile(
    rf"[\s　]*(?:(?:また|なお|さらに|更に|ただし|この場合において|この場合|その際|ついては|これに対し|一方"
    rf"|その他)[、，]?)?"
    rf"(?P<who>(?:[{LETTERS}]+|{_BODY}){_ORGAN}?(?:{_JOINT}(?:[{LETTERS}]"
    rf"|{_BODY}){_ORGAN}?)*)＃*(?:において)?は[、，]?"
)
_AGENT = re.compile(
    rf"(?:^|(?<=[、，はし]))(?P<who>(?:[{LETTERS}]|{_BODY}){_ORGAN}?(?:{_JOINT}(?:[{LETTERS}]|{_BODY}){_ORGAN}?)*)"
    rf"(?:と?が[、，]?|に(?:よって|より)[、，]?(?=[^、，。]{{0,12}}(?:さ|わ|ら|か)れ)|から(?=(?:[{LETTERS}]|{_BODY}){_ORGAN}?(?:に|へ)[^、，。]*(?:支払|交付|納付|送付|提出|通知|引き渡))"
    r"|において(?=(?:負担|支弁|支出|支払|納付|処理|管理|執行|行う|行い)))"
)
#: What follows an agent: without it, :data:`_AGENT` need not be tried at each character.
_MARK_OF_AGENT = re.compile("が|から|において|によ[りっ]")
_COMMA = re.compile("[、，]")
#: Whose the costs are: 「…は、乙の負担とする」.
_OWNER = re.compile(
    rf"は[、，]?(?P<who>(?:[{LETTERS}]|{_BODY})(?:{_JOINT}(?:[{LETTERS}]|{_BODY}))*)の負担と(?:する|し)"
)
_ALL = re.compile(
    r"双方|両者|当事者|両(?:市|町|村|団体)|[各両全](?:市|町|村|団体|構成)|関係(?:市|町|村|団体)|構成(?:市|町|村"
    r"|団体)|相互"
)
#: Bodies and offices that are not among 「関係市町村」.
_NO_PARTY = re.compile(
    "^国|(?:協議会|会長|委員会|委員長|事務局|議長|住民|利用者|事業者|受託者|管理者|機構|隊|審査会|組合)$"
)
_SELF = re.compile(r"[本当](?:市|町|村|県|団体|組合)")
_NAMED = re.compile(r"(?!関係|構成|連携|近隣|周辺|相手)[一-龠々ァ-ヶーぁ-ん]{2,}(?:市|町|村|区|組合|連合|企業団)")


def party_in(clause: str) -> str | None:
    """Whom a clause names as its subject with は."""
    if "は" not in clause:
        return None
    heads = [0, *(match.end() for match in _COMMA.finditer(clause))]
    return next((match["who"] for head in heads if (match := SUBJECT.match(clause, head))), None)


def agent_in(clause: str) -> str | None:
    """Who the clause says does it with が, None where that stands within words that qualify a noun."""
    if "の負担と" in clause and (owner := _OWNER.search(clause)):
        return owner["who"]
    if not _MARK_OF_AGENT.search(clause):
        return None
    agents = []
    for match in _AGENT.finditer(clause):
        rest = clause[match.end() :]
        if (
            not ADNOMINAL.search(rest)
            and not WHAT_ANOTHER_DOES.search(rest)
            and not SUBORDINATE.search(rest)
            and not CONDITION.search(rest)
        ):
            agents.append(match["who"])
    return "、".join(agents) or None


def is_bearer(who: str, bearer: str) -> bool:
    """Whether the words for a subject mean the bearer, or everybody."""
    if not bearer or _ALL.search(who):
        return not who.startswith("他の")
    if _ALL.search(bearer):
        return not _NO_PARTY.search(who)
    if any(letter in bearer for letter in who if letter in LETTERS) or _SELF.match(who):
        return True
    if any(letter in bearer for letter in LETTERS) and _NAMED.fullmatch(who):
        return True  # a name whose letter the words alone do not tell
    names = [name for name in re.split(r"及び|並びに|又は|と|、|，|・", who) if name]
    bearers = [name for name in re.split(r"及び|並びに|又は|と|、|，|・", bearer) if name]
    if all(_KIND_OF_BODY.fullmatch(name) for name in names):
        return any(other.endswith(name) for name in names for other in bearers)  # 「委託する市又は町が」
    return any(name.startswith(other) or other.startswith(name) for name in names for other in bearers)

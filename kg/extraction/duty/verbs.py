"""The predicate that ends a clause: which verb, in which form, denied or not.

Two kinds of verbs are told apart: サ変 (a noun of action and する: 負担する) by their form, all others by the table
``data/registry/verbs.csv``. A predicate is found from the end of its clause;
「ものとする」, 「ことができる」, 「よう努める」 and the like are taken off first.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from kg.registries.verbs import Conjugation, Verb, load_verbs

#: Of each row of 五段: the endings of 未然形, 連用形 and 仮定形, and the sound before て.
_ROWS = {
    "う": ("わ", "い", "っ"),
    "く": ("か", "き", "い"),
    "ぐ": ("が", "ぎ", "い"),
    "す": ("さ", "し", "し"),
    "つ": ("た", "ち", "っ"),
    "ぬ": ("な", "に", "ん"),
    "ぶ": ("ば", "び", "ん"),
    "む": ("ま", "み", "ん"),
    "る": ("ら", "り", "っ"),
}
_VOICED_TE = frozenset("ぐぬぶむ")
#: How far back from the end of a clause its predicate may start, in characters.
_REACH = 80
#: The longest words that say nothing of what is done, without the marks after them, in characters.
_LONGEST_TAIL = 24
_MARKS = "、，。．＃ 　\t\n"
_FINALS, JOINED, _TE, _NEGATED, _CAUSED = "final", "joined", "te", "negated", "caused"


def _forms(verb: Verb) -> dict[str, str]:
    """The forms of a verb of the table, each with what it is.

    >>> [form for form in _forms(Verb("担う", Conjugation.GODAN)) if form.startswith("担い")]
    ['担い']
    """
    match verb.conjugation:
        case Conjugation.ICHIDAN:
            stem = verb.base[:-1]
            ends = _common("", te="て", past="た") | {"る": _FINALS}
        case Conjugation.SAHEN:
            stem = verb.base[:-2]
            row = "じ" if verb.base.endswith("ずる") else "し"
            ends = _common(row, te="て", past="た") | {verb.base[-2:]: _FINALS, verb.base[-2]: _FINALS}
        case Conjugation.GODAN:
            stem, last = verb.base[:-1], verb.base[-1]
            irrealis, joined, sound = _ROWS[last]
            te, past = ("で", "だ") if last in _VOICED_TE else ("て", "た")
            ends = {last: _FINALS, joined: JOINED, f"{sound}{te}": _TE, f"{sound}{past}": _FINALS}
            ends |= {f"{irrealis}せる": _CAUSED, f"{irrealis}せ": _CAUSED, f"{irrealis}なければ": _FINALS}
            ends |= {f"{irrealis}ない": _NEGATED, f"{irrealis}ず": _NEGATED}
    return {stem + end: form for end, form in ends.items()}


def _common(row: str, *, te: str, past: str) -> dict[str, str]:
    """The endings that 一段 and する verbs have in common."""
    ends = {"": JOINED, te: _TE, past: _FINALS, "ない": _NEGATED, "ず": _NEGATED, "なければ": _FINALS}
    return {row + end: form for end, form in ends.items()}


@functools.cache
def _table() -> tuple[dict[str, tuple[str, str]], int]:
    """Each form of each verb: its dictionary form and which form it is; and the length of the longest."""
    forms = {form: (verb.base, kind) for verb in load_verbs() for form, kind in _forms(verb).items()}
    return forms, max(map(len, forms))


#: A verb of the table does not start inside a word: 提供する is not 供する.
_INSIDE = re.compile(r"(?:[一-龠々ァ-ヶー]|[一-龠々][りきみいしけえち])$")

#: The verb of 掲示し is 掲示する, not 示す: but of 随時示し and 甲乙示し it is 示す.
_NOUN_OF_ACTION = re.compile(
    r"[一-龠](?<![時年月回日度宜甲乙丙丁])[示出託渡流回直表通映移写越話促押残催外灯正潤貸探返](?:し|した|して|させ|させる|させて|され|される)$"
)

#: A noun of action: Chinese characters, katakana or Latin letters, or a noun of a verb (取りまとめ, 働きかけ).
NOUN = r"[一-龠々〆ァ-ヶーA-Za-zＡ-Ｚａ-ｚ0-9０-９＊]"
_KANA_NOUNS = (
    "取りまとめ|とりまとめ|働きかけ|働き掛け|受け入れ|受入れ|呼びかけ|見直し|貸出し|貸し出し|受付け|話合い"
    "|招へい|補てん|充てん|編さん|研さん|漏えい|まん延|改ざん|けん引|あっ旋|啓もう"
    "|話し合い|引渡し|引継ぎ|あっせん|橋渡し|借入れ|買入れ|申入れ|取扱い|立入り"
)
_ACTION = rf"(?:{NOUN}+(?:{_KANA_NOUNS})?|{_KANA_NOUNS})"
_BETWEEN = "・|･|及び|並びに|又は|若しくは|かつ|、|，|や"
_ROW = rf"{_ACTION}(?:(?:{_BETWEEN}){_ACTION})*"
_MEMBER = re.compile(rf"(?:(?!{_BETWEEN}).)+")
_SURU = re.compile(
    rf"(?P<nouns>{_ROW})(?:等|など)?(?P<form>することなく|する|した|しない|せず|し合う|し合い|しあう|しなければ|させなければ"
    rf"|すべき|させない|させる|させ|させて|し|して|される|され|できる|でき)$"
)
_SURU_BARE = re.compile(r"(?<=[をにとも])(?P<form>する|した|しない|せず|しなければ|すべき|し|して|させる|させ)$")
_SURU_FORMS = {
    "する": _FINALS,
    "した": _FINALS,
    "し合う": _FINALS,
    "しあう": _FINALS,
    "しなければ": _FINALS,
    "すべき": _FINALS,
}
_SURU_FORMS |= {
    "させる": _FINALS,
    "される": _FINALS,
    "できる": _FINALS,
    "でき": JOINED,
    "し合い": JOINED,
    "し": JOINED,
}
_SURU_FORMS["させなければ"] = _FINALS
_SURU_FORMS |= {"させ": JOINED, "され": JOINED, "して": _TE, "させて": _TE}
_SURU_FORMS |= {"しない": _NEGATED, "せず": _NEGATED, "することなく": _NEGATED, "させない": _NEGATED}

_SURU_ENDS = tuple(_SURU_FORMS)

#: What words for effort amount to: 「…に全力を挙げる」.
ENDEAVOUR = "努める"
_IDIOM = re.compile(
    r"(?:全力|総力|全精力|努力|最善|最大限の努力)を(?:挙げ|あげ|尽く|注|傾|払|重ね|続け|傾注)"
    r"(?:し|い|ぎ|け)?(?P<final>る|す|ぐ|う|する)?$"
)

#: A verb that the table lacks, right after its object.
_OTHER = re.compile(
    r"(?<=を)[一-龠々]{1,3}[ぁ-ん]{0,3}?(?:(?P<final>[るうくぐすつぶむ])|[いきぎしちりびみえけげせねべめれ])$"
)

#: What may stand after the verb of a clause and says nothing of what is done.
_TAIL = re.compile(
    r"(?:(?<=[るうくぐすつぬぶむたい])(?:もの|こと)(?:と(?:する|し)|である|であり|とともに)?"
    r"|(?<=[るうくぐすつぬぶむたい])(?:もの|こと)(?:とする|とし)"
    r"|(?<=[るうくぐすつぬぶむ])(?:こと(?:が|も|は)(?:できる|でき|出来る))"
    r"|(?<=ば)(?:ならない|ならず)"
    r"|(?<=[るうくぐすつぬぶむい])よう(?:に)?(?:、|，)?(?:(?:最大限|常に|積極的に|相互に|特に)?(?:努める|努めなければ|努め"
    r"|努力する|努力し|配慮する|配慮し|つとめる)|する|し)"
    r"|(?<=[るうくぐすつぬぶむ])(?:必要がある|責任を負う|責務を負う|義務を負う|責務を有する|役割を担う"
    r"|役割を果たす|ことを原則とする)"
    r"|(?:とともに|と共に|ほか|一方|と同時に|が)?(?:、|，|。|．|＃|\s)+"
    r"|(?:[、，])?(?:かつ|並びに|及び)(?:、|，)?|(?<=[るうくぐすつぬぶむたい])(?:とともに|ほか|一方で?|が)"
    r"|(?<=[しいきぎちにびみりえけげせてねべめれじ])(?:つつ|ながら)"
    r"|(?<=[てで])(?:いく|いき|おく|おき|まいる|くる)"
    r"|(?:た上で|たうえで|た上|たうえ))$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """A predicate and where it stands in its text: ``verbs`` are nouns of action or dictionary forms with their places.

    ``form`` is final, joined (連用形), te (て形), negated, or noun where the clause ends in a noun.
    """

    start: int
    end: int
    verbs: tuple[tuple[str, int], ...]
    form: str
    causative: bool = False

    @property
    def negated(self) -> bool:
        return self.form == _NEGATED


def closed(text: str) -> int:
    """Where the verb of a clause ends: its length without what stands after the verb.

    >>> closed("費用を負担するものとする。"), closed("周知するよう努めるとともに、")
    (7, 4)
    """
    end = len(text)
    while match := _TAIL.search(text, max(0, len(text[:end].rstrip(_MARKS)) - _LONGEST_TAIL), end):
        if match.start() == 0:
            break
        end = match.start()
    return end


@functools.lru_cache(maxsize=4096)
def read_predicate(text: str) -> Predicate | None:
    """The predicate that a clause ends in, None where it ends in a noun.

    >>> read_predicate("催しを企画・実施する。").verbs
    (('企画', 3), ('実施', 6))
    >>> read_predicate("費用を負担しなければならない。").negated, read_predicate("費用を負担しない。").negated
    (False, True)
    """
    end = closed(text)
    if text.endswith("に関する", 0, end) and end < len(text):
        return None
    return _endeavour(text, end) or _of_table(text, end) or _suru(text, end) or _other(text, end)


def _endeavour(text: str, end: int) -> Predicate | None:
    """Words for effort, which amount to 努める."""
    idiom = _IDIOM.search(text, max(0, end - _REACH), end)
    if idiom is None:
        return None
    form = _FINALS if idiom["final"] else JOINED
    return Predicate(start=idiom.start(), end=end, verbs=((ENDEAVOUR, idiom.start()),), form=form)


def _of_table(text: str, end: int) -> Predicate | None:
    """The longest form of a verb of the table."""
    forms, longest = _table()
    for length in range(min(longest, end), 0, -1):
        found = forms.get(text[end - length : end])
        if (
            found
            and (length > 1 or text[end - 2 : end - 1] in {"を", "に"})
            and not (found[0][1:] in {"する", "じる", "ずる"} and _INSIDE.search(text, 0, end - length))
            and not _NOUN_OF_ACTION.match(text, max(0, end - length - 1), end)
        ):
            form = found[1] if found[1] != _CAUSED else _FINALS if text[end - 1] == "る" else JOINED
            return Predicate(
                start=end - length,
                end=end,
                verbs=((found[0], end - length),),
                form=form,
                causative=found[1] == _CAUSED,
            )
    return None


def _suru(text: str, end: int) -> Predicate | None:
    """する, alone or with nouns of action."""
    if bare := _SURU_BARE.search(text, 0, end):
        form = _SURU_FORMS[bare["form"]]
        causative = bare["form"].startswith("させ")
        return Predicate(start=bare.start(), end=end, verbs=(("する", bare.start()),), form=form, causative=causative)
    if text.endswith(_SURU_ENDS, 0, end) and (suru := _SURU.search(text, max(0, end - _REACH), end)):
        start = suru.start("nouns")
        verbs = tuple((noun[0], start + noun.start()) for noun in _MEMBER.finditer(suru["nouns"]))
        causative = suru["form"].startswith("させ") or (suru["form"] == "できる" and text.startswith("よう", end))
        return Predicate(start=start, end=end, verbs=verbs, form=_SURU_FORMS[suru["form"]], causative=causative)
    return None


def _other(text: str, end: int) -> Predicate | None:
    """A verb that the table lacks."""
    other = _OTHER.search(text, max(0, end - _REACH), end)
    if other is None:
        return None
    form = _FINALS if other["final"] else JOINED
    return Predicate(start=other.start(), end=end, verbs=((other[0], other.start()),), form=form)

"""The predicate that ends a clause: which verb, in which form, denied or not.

Two kinds of verbs are told apart: サ変 (a noun of action and する: 負担する) by their form, all others by a table of the
verbs that such texts use. A predicate is found from the end of its clause; 「ものとする」, 「ことができる」, 「よう努める」 and
the like are taken off first.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

#: Verbs by class. 一段: the stem; 五段: the dictionary form.
_ICHIDAN = (
    "努め 定め 求め 認め 集め 取りまとめ とりまとめ まとめ 取り纏め 始め 高め 深め 広め 進め 勧め 強め 務め 勤め 決め 設け 受け 受け付け 受付け "
    "届け 付け 助け 呼びかけ 呼び掛け 働きかけ 働き掛け 心がけ 心掛け 続け 受け入れ 受入れ 取り入れ 入れ 備え 備え付け 伝え 支え 与え 迎え 整え "
    "揃え 応え 加え 考え 講じ 応じ 委ね 兼ね 調べ 述べ 並べ 定着させ 知らせ 任せ 寄せ 見せ 届け出 申し出 立ち上げ 取り上げ 引き上げ 掲げ 広げ "
    "拡げ つなげ 繋げ 納め 収め 改め 用い 引き受け 引受け 差し入れ 得 経 確かめ 見極め 組み入れ 充て 建て 立て 当て 割り当て 育て 手がけ 取り付け "
    "据え付け 組み立て 埋め立て 預け 取り決め 繰り入れ 申し合わせ 打ち合わせ 組み合わせ 仕分け 見つけ 差し控え 植え 教え 添え 唱え 超え 締め 詰め "
    "借り入れ 雇い入れ 買い入れ 振り分け 打ち立て 任じ 準じ 閉じ 命じ 感じ 投じ"
).split()
_GODAN = (
    "行う おこなう 担う 負う 払う 支払う 補う 扱う 取り扱う 取扱う 使う 雇う 買う 図る はかる 取る とる 諮る 守る 配る 送る 作る つくる 募る 売る "
    "携わる 関わる 加わる 当たる あたる 執る 見守る 請け負う 担わす 置く おく 招く 開く 築く 描く 聴く 聞く 書く 引き継ぐ 引継ぐ 繋ぐ つなぐ 防ぐ "
    "取り組む 取組む 組む 盛り込む 申し込む 積み立つ 果たす 促す 貸す 貸し出す 貸出す 出す 差し出す 渡す 引き渡す 示す 残す 生かす 活かす 起こす 伸ばす "
    "増やす 見直す 見出す 目指す めざす 満たす 尽くす 押す 後押しす 結ぶ 選ぶ 学ぶ 運ぶ 呼ぶ 待つ 保つ 持つ もつ 役立つ 養う 従う 図らう 取り計らう "
    "賄う まかなう 立ち会う 取り除く 割り振る 振り込む 払い戻す 取り壊す 動かす 回す 貼る 配す よる 基づく 含む 除く 限る 至る 受け持つ 見回る "
    "向き合う 分かち合う 知らせ合う 出し合う 競う 伴う 願う 交わす 生み出す 創り出す 作り出す 掘り起こす 呼び込む 取り込む 売り込む 巻き込む 育む はぐくむ つくり出す "
    "救う 譲る 譲り渡す 話し合う 支え合う 助け合う 補い合う 委す 取り払う 絞る 改まる まわる 回る 参る 成る なる 係る 供す 付す 期す 資す 要す 有す 講ず 応ず "
    "生ず 属す 擁す 徴す 処す 投ず 通ず"
).split()
_ROWS = {
    "う": "わいえおっ", "く": "かきけこい", "ぐ": "がぎげごい", "す": "さしせそし", "つ": "たちてとっ", "ぬ": "なにねのん",
    "ぶ": "ばびべぼん", "む": "まみめもん", "る": "らりれろっ", "ず": "ぜじぜじじ",
}  # fmt: skip
_VOICED_TE = frozenset("ぐぬぶむ")
#: How far back from the end of a clause its predicate may start, in characters.
_REACH = 80
_FINALS, _JOINED, _TE, _NEGATED, _CAUSED = "final", "joined", "te", "negated", "caused"


def _forms() -> dict[str, tuple[str, str]]:
    """Each form of each verb of the table: its dictionary form and which form it is."""
    forms: dict[str, tuple[str, str]] = {}
    for stem in _ICHIDAN:
        base = f"{stem}る"
        ends = {"る": _FINALS, "た": _FINALS, "": _JOINED, "て": _TE, "ない": _NEGATED, "ず": _NEGATED, "なければ": _FINALS}
        forms |= {f"{stem}{end}": (base, form) for end, form in ends.items()}
    for verb in _GODAN:
        stem, row = verb[:-1], _ROWS[verb[-1]]
        base = f"{verb}る" if verb[-1] in "すず" and len(stem) == 1 and stem in "供付期資要有講応生属擁徴処投通配" else verb
        te = ("で", "だ") if verb[-1] in _VOICED_TE else ("て", "た")
        ends = {
            verb[-1]: _FINALS, f"{row[4]}{te[1]}": _FINALS, row[1]: _JOINED, f"{row[4]}{te[0]}": _TE,
            f"{row[0]}せる": _CAUSED, f"{row[0]}せ": _CAUSED, f"{row[0]}ない": _NEGATED, f"{row[0]}ず": _NEGATED, f"{row[0]}なければ": _FINALS,
        }  # fmt: skip
        if base != verb:
            ends[f"{verb[-1]}る"] = _FINALS
        forms |= {f"{stem}{end}": (base, form) for end, form in ends.items()}
    return forms


_FORMS = _forms()
_LONGEST = max(map(len, _FORMS))
#: A verb of the table does not start inside a word: 提供する is not 供する.
_INSIDE = re.compile(r"(?:[一-龠々ァ-ヶー]|[一-龠々][りきみいしけえち])$")

#: A noun of action: Chinese characters, katakana or Latin letters, or a verb's noun that ends in kana (取りまとめ, 働きかけ).
NOUN = r"[一-龠々〆ァ-ヶーA-Za-zＡ-Ｚａ-ｚ0-9０-９＊]"
_KANA_NOUNS = "取りまとめ|とりまとめ|働きかけ|働き掛け|受け入れ|受入れ|呼びかけ|見直し|貸出し|貸し出し|受付け|話合い|話し合い|引渡し|引継ぎ|あっせん|橋渡し|借入れ|買入れ|申入れ|取扱い|立入り"
_ACTION = rf"(?:{NOUN}+(?:{_KANA_NOUNS})?|{_KANA_NOUNS})"
_BETWEEN = "・|･|及び|並びに|又は|若しくは|かつ|、|，|や"
_ROW = rf"{_ACTION}(?:(?:{_BETWEEN}){_ACTION})*"
_MEMBER = re.compile(rf"(?:(?!{_BETWEEN}).)+")
_SURU = re.compile(
    rf"(?P<nouns>{_ROW})(?:等|など)?(?P<form>することなく|する|した|しない|せず|し合う|し合い|しあう|しなければ|すべき|させない|させる|させ|させて|し|して|される|され|できる|でき)$"
)
_SURU_BARE = re.compile(r"(?<=[をにとも])(?P<form>する|した|しない|せず|しなければ|すべき|し|して|させる|させ)$")
_SURU_FORMS = {"する": _FINALS, "した": _FINALS, "し合う": _FINALS, "しあう": _FINALS, "しなければ": _FINALS, "すべき": _FINALS}
_SURU_FORMS |= {"させる": _FINALS, "される": _FINALS, "できる": _FINALS, "でき": _JOINED, "し合い": _JOINED, "し": _JOINED}
_SURU_FORMS |= {"させ": _JOINED, "され": _JOINED, "して": _TE, "させて": _TE}
_SURU_FORMS |= {"しない": _NEGATED, "せず": _NEGATED, "することなく": _NEGATED, "させない": _NEGATED}

#: A verb that the table lacks, right after its object.
_OTHER = re.compile(
    r"(?<=を)[一-龠々]{1,3}[ぁ-ん]{0,3}?(?:(?P<final>[るうくぐすつぶむ])|[いきぎしちりびみえけげせてねべめれ])$"
)

#: What may stand after the verb of a clause and says nothing of what is done.
_TAIL = re.compile(
    r"(?:(?<=[るうくぐすつぬぶむたい])(?:もの|こと)(?:と(?:する|し)|である|であり|とともに)?"
    r"|(?<=[るうくぐすつぬぶむたい])(?:もの|こと)(?:とする|とし)"
    r"|(?<=[るうくぐすつぬぶむ])(?:こと(?:が|も|は)(?:できる|でき|出来る))"
    r"|(?<=ば)(?:ならない|ならず)"
    r"|(?<=[るうくぐすつぬぶむい])よう(?:に)?(?:、|，)?(?:(?:最大限|常に|積極的に|相互に|特に)?(?:努める|努め|努力する|努力し|配慮する|配慮し|つとめる)|する|し)"
    r"|(?<=[るうくぐすつぬぶむ])(?:必要がある|責任を負う|責務を負う|義務を負う|責務を有する|役割を担う|役割を果たす|ことを原則とする)"
    r"|(?:とともに|と共に|ほか|一方|と同時に|が)?(?:、|，|。|．|＃|\s)+"
    r"|(?:[、，])?(?:かつ|並びに|及び)(?:、|，)?|(?<=[るうくぐすつぬぶむたい])(?:とともに|ほか|一方で?|が)"
    r"|(?<=[しいきぎちにびみりえけげせてねべめれじ])(?:つつ|ながら)"
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
    while match := _TAIL.search(text, max(0, end - _REACH), end):
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
    for length in range(min(_LONGEST, end), 0, -1):
        found = _FORMS.get(text[end - length : end])
        if found and (length > 1 or text[end - 2 : end - 1] in {"を", "に"}) and not (
            found[0][1:] in {"する", "じる", "ずる"} and _INSIDE.search(text, 0, end - length)
        ):
            form = found[1] if found[1] != _CAUSED else _FINALS if text[end - 1] == "る" else _JOINED
            verbs = ((found[0], end - length),)
            return Predicate(
                start=end - length, end=end, verbs=verbs, form=form, causative=found[1] == _CAUSED
            )
    if bare := _SURU_BARE.search(text, 0, end):
        form = _SURU_FORMS[bare["form"]]
        causative = bare["form"].startswith("させ")
        return Predicate(start=bare.start(), end=end, verbs=(("する", bare.start()),), form=form, causative=causative)
    if suru := _SURU.search(text, max(0, end - _REACH), end):
        start = suru.start("nouns")
        verbs = tuple((noun[0], start + noun.start()) for noun in _MEMBER.finditer(suru["nouns"]))
        causative = suru["form"].startswith("させ") or (suru["form"] == "できる" and text.startswith("よう", end))
        return Predicate(start=start, end=end, verbs=verbs, form=_SURU_FORMS[suru["form"]], causative=causative)
    if other := _OTHER.search(text, max(0, end - _REACH), end):
        form = _FINALS if other["final"] else _JOINED
        return Predicate(start=other.start(), end=end, verbs=((other[0], other.start()),), form=form)
    return None

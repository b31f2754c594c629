"""The provision an instrument is concluded under, 「…の規定により、…を委託する」 in title, preamble or first article.

A provision that is named for a procedure (議会の議決) or a definition (…に規定する…) is none. Provisions that the law
establishes a kind of instrument by (``data/registry/instrument-basis.csv``) are known and go before all others.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from kg.extraction.act_titles import kind_of
from kg.extraction.locators import Locator
from kg.extraction.mentions import Mention

_UNDER = re.compile(
    r"(?:の(?:規定|定め)|に(?:定める|規定する)ところ)?(?:に(?:基(?:づ?き|づ?いて)|よ(?:り|って)|従い|もとづき)、?)"
)
_UNDER_IT = re.compile(
    r"(?:の規定)?に(?:基づ?く|よる)(?:[一-龥ぁ-んァ-ヶー]{0,20}?)(?:連携協約|協約|協定書?|規約|事務の(?:委託|代替執行)|共同設置|協議会)"
    r"|に(?:基づ?く|よる)[一-龥ぁ-んァ-ヶー]{0,12}?圏(?:域)?の形成に関し"
    r"|に規定する(?:連携協約|協約)を(?=[^。]*締結)|の連携協約として"
    r"|(?:の規定)?に(?:基づ?く|よる)[^。]{0,300}は[、，,]?(?:この|本)(?:協定|協約|規約)の定めるところによ(?:る|り)"
)
#: A sentence about the instrument itself that ends with the provision (この委託は、…の規定によるものとする).
_RESTS_ON_IT = re.compile(r"(?:の規定)?に(?:基づ?く|よる|依る)(?:もの(?:とする|とし|である|であり)|$)")
_OF_ITSELF = re.compile(
    r"(?:この|本)(?:連携)?(?:協約|協定|規約|委託)|(?:前条|前項|第[0-9一二三]+条)の(?:規定による)?(?:委託|設置|代替執行)"
)
_OF_CHANGES = re.compile("変更|改正|廃止|脱退|解除|協議|議決")
_CONCLUDES = re.compile(
    r"(?:委託|受託|締結|設置|代替執行)(?:を?[しす]|に関し)|圏を形成|相互に?応援|設け|共同(?:して|で)[^、。]{0,20}(?:管理|執行|処理)|協定を|協約を"
    r"|協定する|次のとおり協議する|協議会[^、。]{0,20}を置く|応援に(?:関して|関し|ついて)[^。]{0,30}定める"
)
#: What a sentence may say too where the provision is known to establish a kind of instrument.
_CARRIES_OUT = re.compile(r"(?:執行|処理|実施|管理|変更)[しす]|定め|連携|取り組|協力|共同|行う|委託")
_PROCEDURE = re.compile(r"議決|告示|届け?出|許可|承認|同意を得|公表|報告|招集|通知")
_STOP = re.compile(r"[(。]")
_NOTICES = frozenset({"要綱", "要領", "通知"})
#: An instrument is concluded in its first words; later articles cite for other reasons.
_LONGEST_SENTENCE = 800


def legal_bases(mentions: Sequence[Mention], known: Collection[tuple[str | None, str]]) -> frozenset[int]:
    """Positions of the mentions that are the legal basis; ``known`` are (LawId, article) of the known provisions."""
    groups = _basis_groups(mentions, known)
    named = {mention.group for mention in mentions if mention.group in groups and _is_known([mention], known)}
    return frozenset(
        position
        for position, mention in enumerate(mentions)
        if mention.group in groups and not (mention.group in named and _is_procedure(mention, known))
    )


def _basis_groups(mentions: Iterable[Mention], known: Collection[tuple[str | None, str]]) -> frozenset[int]:
    """The lists of provisions that the instrument is concluded under."""
    groups: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.act is not None and not mention.place.table and not mention.place.supplementary:
            groups.setdefault(mention.group, []).append(mention)
    first_article = min((m.place.article for group in groups.values() for m in group if m.place.article), default=())
    opening = [group for group in groups.values() if group[0].place.preamble or group[0].place.article == (1,)]
    for candidates in (opening, [group for group in groups.values() if group[0].place.article == first_article]):
        certain = [group for group in candidates if _is_known(group, known) and _concludes(group, certain=True)]
        if certain:
            return frozenset(group[0].group for group in certain)
    for group in groups.values():
        if _is_known(group, known) and (_concludes(group, certain=False) or _states_basis(group)):
            return frozenset({group[0].group})
    return frozenset(group[0].group for group in opening if _concludes(group, certain=False))


def _is_known(group: list[Mention], known: Collection[tuple[str | None, str]]) -> bool:
    """Whether a list names a provision that establishes a kind of instrument; its further paragraphs are procedure."""
    return any(
        mention.act is not None
        and _article(mention) in known
        and mention.locator.paragraph in (None, 1)
        and mention.locator.part is None
        for mention in group
    )


def _is_procedure(mention: Mention, known: Collection[tuple[str | None, str]]) -> bool:
    """Whether a provision is a further paragraph of a known one: it is about resolutions and notices."""
    return _article(mention) in known and mention.locator.paragraph not in (None, 1)


def _article(mention: Mention) -> tuple[str | None, str]:
    law_id = mention.act.law_id if mention.act else None
    return law_id, "の".join(map(str, mention.locator.article))


def _can_be_basis(mention: Mention) -> bool:
    """Whether a provision can be what an agreement is concluded under: of a law, or a notice."""
    if mention.act is None:
        return False
    kind = kind_of(mention.act.title)
    return kind in _NOTICES or (kind in {"法", "令"} and mention.locator != Locator())


def _concludes(group: list[Mention], *, certain: bool) -> bool:
    """Whether the sentence concludes the instrument under the provisions of a list.

    Of a known provision the sentence may name a procedure too (…の規定により、議会の議決を経て…を委託する).
    """
    last = max(group, key=lambda mention: mention.end)
    if not certain and not all(_can_be_basis(mention) for mention in group):
        return False
    text = last.folded.text
    if last.folded.bracketed(last.start):
        return False
    sentence = _sentence(text, last.folded.brackets, last.end)
    if _UNDER_IT.match(sentence):
        return True
    under = _UNDER.match(sentence)
    if under is None:
        return False
    concluding = _CONCLUDES.search(sentence, under.end())
    procedure = _PROCEDURE.search(sentence, under.end())
    if certain and (concluding or _CARRIES_OUT.search(sentence, under.end())):
        return True
    return concluding is not None and (procedure is None or concluding.start() < procedure.start())


def _states_basis(group: list[Mention]) -> bool:
    """Whether a sentence, wherever it stands, is about nothing but what the instrument rests on."""
    last = max(group, key=lambda mention: mention.end)
    folded = last.folded
    return not folded.bracketed(last.start) and _rests_on_it(
        folded.text, last.start, _sentence(folded.text, folded.brackets, last.end)
    )


def _rests_on_it(text: str, at: int, rest: str) -> bool:
    """Whether a sentence says of the instrument itself, and not of changing it, that it rests on a provision."""
    subject = text[text.rfind("。", 0, at) + 1 : at]
    return bool(_RESTS_ON_IT.match(rest) and _OF_ITSELF.search(subject)) and not _OF_CHANGES.search(subject)


def _sentence(text: str, brackets: Mapping[int, int], begin: int) -> str:
    """The rest of the sentence from ``begin`` on, without what stands in brackets."""
    kept: list[str] = []
    end = min(len(text), begin + _LONGEST_SENTENCE)
    position = begin
    for found in _STOP.finditer(text, begin, end):
        if found.start() < position:
            continue
        kept.append(text[position : found.start()])
        if found[0] == "。":
            return "".join(kept)
        position = brackets.get(found.start(), found.start()) + 1
    kept.append(text[position:end])
    return "".join(kept)

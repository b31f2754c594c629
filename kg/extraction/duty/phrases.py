"""Noun phrases: where the head of a phrase starts."""

from __future__ import annotations

import re

from kg.extraction.duty.subordinate import ADNOMINAL

_JOINT = re.compile(
    r"その他の?|(?:の|、)?ほか、|(?:、|，)?(?:及び|並びに|又は|若しくは)(?:、|，)?|、|，|・|や(?=[一-龠ァ-ヶ])"
)
_QUALIFIER = re.compile(
    r"(?:(?<!その他)の(?!駅)|な(?!い)|に関する|に係る|による|に対する|に向けた|に資する|に要する|に必要な|のための|における|に伴う"
    r"|に基づく|といった|への|からの|との|での)(?=[^、，])|(?:等|など)の"
)


#: Heads that everything before them qualifies: 「管理及び執行の状況」; but 「催しの案内及び施設の情報」 is two.
_GENERAL = re.compile(
    r"(?<=の)(?:状況|結果|内容|実績|概要|経過|成果|情報|写し|現況|現状|実態|総額|合計額)(?:等|など)?$"
)
_THIS = re.compile("当該(?=.)")
_OF_ITS_OWN = re.compile(
    r"(?:案内|資料|計画|書|表|報告|情報|データ|状況|結果|内容|実績|概要|経過|成果|額|記録|名簿|写し)(?:等|など)?"
    r"(?:、|，)?(?:及び|並びに|又は|若しくは|、|，|・|や)"
)


def head_start(words: str) -> int:
    """Where the head of a noun phrase starts; of heads in a row, the first.

    >>> "応分の経費"[head_start("応分の経費"):], "移住施策の企画及び連絡調整"[head_start("移住施策の企画及び連絡調整"):]
    ('経費', '企画及び連絡調整')
    """
    start = _head_start(words)
    this = _THIS.match(words, start)
    return this.end() if this else start


def _head_start(words: str) -> int:
    adnominal = max((match.end() for match in ADNOMINAL.finditer(words)), default=0)
    closed = max(
        [
            adnominal,
            *(
                match.end()
                for match in re.finditer(
                    r"に関する|に係る|に要する|に必要な|に資する|のための|に向けた|(?:等|など)の|に対する", words
                )
            ),
        ]
    )
    last = max([closed, *(match.end() for match in _QUALIFIER.finditer(words))])
    if (general := _GENERAL.search(words, last)) and not _OF_ITS_OWN.search(words[:last]):
        return general.start()
    first_joint = next((joint.start() for joint in _JOINT.finditer(words) if joint.start() >= closed), None)
    if first_joint is None:
        return last
    return max([closed, *(match.end() for match in _QUALIFIER.finditer(words, 0, first_joint))])

"""Verbs that state no act of their own: before a noun, and in words of purpose, time and condition."""

from __future__ import annotations

import re

#: A verb before a noun qualifies the noun.
ADNOMINAL = re.compile(
    r"(?:する|すべき|した|させる|される|された|[うくぐすつぶむる]|[っいじれめけえせべきぎ]た|んだ|[るすくむうつぐぶぬ]べき)"
    r"(?=[一-龠々ァ-ヶA-Za-zＡ-Ｚ＊]|ごみ|まち|し尿|こども|ひとり)"
    r"(?<![にと]関する)(?<![しか広強早深厚長多高近遅速良よな]く)(?<!に対する)(?<!に資する)(?<!に要する)(?<!に係る)"
)
#: A verb before a noun that may take an を of its own: not 「別に定める割合」.
GOVERNING = re.compile(
    rf"{ADNOMINAL.pattern}(?<!における)(?<!に基づく)(?<!による)(?<![にのが]定める)(?<![のが]指定する)(?<!に要する)"
    r"(?<!に応じた)(?<!に属する)"
)
SUBORDINATE = re.compile(
    r"(?:[るうくぐすつぬぶむたい]|など)(?:ため|よう|に当た|にあた|当たって|に向け|こと(?:により|によって|で|から"
    r"|を目|を通|ができるよう|のない)|とおり|まで|上で|うえで|観点|に際し|にもかかわらず|ことに伴)"
)
#: 「乙の職員が参加することを認める」: who takes part is not who allows it.
WHAT_ANOTHER_DOES = re.compile(r"[うくぐすつぬぶむる]こと[をがに]")
CONDITION = re.compile(r"[るうくぐすつぬぶむたい](?:場合|とき|際|限り|まで|後)")

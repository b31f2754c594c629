"""Names for matching: two spellings of one public body's name have the same key.

The key is never published. Stripping a prefix (都道府県, 郡) and finding names in a text are the caller's.
"""

from __future__ import annotations

import re
import unicodedata

from kg.old_forms import OLD_AND_NEW

_SPACES = re.compile(r"\s+")
#: Characters of other widths, and compatibility ideographs.
_WIDE = re.compile("[\uf900-\ufaff\uff00-\uffef]")
#: Variation selectors, which NFKC keeps (葛󠄀城市).
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")

#: Spellings that official texts use side by side. ヶ, ケ and が are one reading (龍ケ崎市, 茅ヶ崎市); the rest are
#: variants of one character that names of municipalities, of prefectures and of unions hold (髙, 﨑). Forms of before
#: 1946 (豐橋市, 廣島縣) are folded too.
_OF_NAMES = "曾曽 邉辺 﨑崎 髙高 檜桧 嶽岳 檮梼 礒磯 瀨瀬 賴頼 舘館 冨富 峯峰 渕淵 濵浜 齋斎"
_VARIANTS = str.maketrans(
    {"ヶ": "ケ", "が": "ケ", "ガ": "ケ"} | {pair[0]: pair[1] for pair in f"{OLD_AND_NEW} {_OF_NAMES}".split()}
)


def folded(text: str) -> str:
    """The text under which spellings of names are equal, character by character, so that offsets stay.

    >>> folded("豐橋市と龍ヶ崎市")
    '豊橋市と竜ケ崎市'
    """
    return _WIDE.sub(_narrow, text).translate(_VARIANTS)


def _narrow(match: re.Match[str]) -> str:
    """The compatibility form of a character, where that is a single character too."""
    plain = unicodedata.normalize("NFKC", match[0])
    return plain if len(plain) == 1 else match[0]


def name_key(name: str) -> str:
    """The form under which spellings of one name are equal: NFKC, no spaces, variant characters folded.

    >>> name_key("龍ヶ崎市") == name_key("竜ケ崎市"), name_key("札幌市　中央区")
    (True, '札幌市中央区')
    """
    plain = _SELECTORS.sub("", unicodedata.normalize("NFKC", name))
    return _SPACES.sub("", plain).translate(_VARIANTS)

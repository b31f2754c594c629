"""Kana to Latin letters: modified Hepburn without macrons, with the suffix of the body split off.

Long o and u are written once (おおさか Osaka), unless the two vowels belong to different words; those places cannot
be known from the kana and are marked with ``|`` (かつ|うら Katsuura). Other long vowels are written out (にいがた
Niigata). ん is n everywhere, ``n'`` before a vowel or y; っ before ち is t.
"""

from __future__ import annotations

import re

import jaconv

#: Where the reader is told that a word ends inside the kana.
BOUNDARY = "|"

_LONG_O = re.compile("([おこごそぞとどのほぼぽもょよろ])[うお]")
_LONG_U = re.compile("([うくぐすずつづぬふぶぷむゅゆる])う")
_SYLLABIC_N = re.compile(rf"ん(?=\{BOUNDARY}?[あいうえおやゆよ])")

#: Suffix of the name, its readings and how each is written.
_SUFFIXES = {
    "市": {"し": "shi"},
    "区": {"く": "ku"},
    "町": {"ちょう": "cho", "まち": "machi"},
    "村": {"むら": "mura", "そん": "son"},
}


def hepburn(kana: str) -> str:
    """Hiragana in lower-case Latin letters.

    >>> hepburn("おおさか"), hepburn("かつ|うら"), hepburn("くっちゃん"), hepburn("しんおんせん"), hepburn("ぐんま")
    ('osaka', 'katsuura', 'kutchan', "shin'onsen", 'gunma')
    """
    marked = _SYLLABIC_N.sub("ん'", kana)
    words = (_LONG_U.sub(r"\1", _LONG_O.sub(r"\1", word)) for word in marked.split(BOUNDARY))
    latin: str = jaconv.kana2alphabet("".join(words))
    return latin.replace("cch", "tch")


def romanised_name(name: str, kana: str) -> str:
    """The name of a municipality or ward in Latin letters; a ward follows its city after a space.

    Raises ValueError where name and kana do not end in a suffix that is known, or do not have as many parts.

    >>> romanised_name("旭川市", "あさひかわし"), romanised_name("美瑛町", "びえいちょう")
    ('Asahikawa-shi', 'Biei-cho')
    >>> romanised_name("札幌市 中央区", "さっぽろし ちゅうおうく")
    'Sapporo-shi Chuo-ku'
    """
    return " ".join(_romanised_part(*part) for part in zip(name.split(" "), kana.split(" "), strict=True))


def _romanised_part(name: str, kana: str) -> str:
    for reading, latin in _SUFFIXES.get(name[-1:], {}).items():
        if kana.endswith(reading):
            written = hepburn(kana.removesuffix(reading)).capitalize()
            if re.fullmatch(r"[A-Z][a-z']+", written):
                return f"{written}-{latin}"
    known = ", ".join(f"{suffix} {'/'.join(readings)}" for suffix, readings in _SUFFIXES.items())
    raise ValueError(f"{name} {kana}: expected hiragana that end in one of {known}")

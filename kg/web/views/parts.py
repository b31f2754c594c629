"""What the parts of an agreement are called that have no name of their own: 第4条第2項, 取組3の役割1."""

from __future__ import annotations

from kg.identifiers import Iris
from kg.web.description import Words
from kg.web.language import Language

#: Segment of a part's path to its name; {} is its number.
_NAMES = {
    "article": ("第{}条", "Article {}"),
    "paragraph": ("第{}項", "paragraph {}"),
    "item": ("第{}号", "item {}"),
    "supplementary-provisions": ("附則{}", "Supplementary Provisions {}"),
    "appended-table": ("別表{}", "Appended Table {}"),
    "party": ("当事者{}", "party {}"),
    "initiative": ("取組{}", "initiative {}"),
    "role": ("役割{}", "role {}"),
    "remark": ("備考等{}", "remark {}"),
    "duty": ("責務{}", "duty {}"),
    "citation": ("引用{}", "citation {}"),
    "reference": ("参照{}", "reference {}"),
    "defined-term": ("定義語{}", "defined term {}"),
    "statutory-finding": ("法令等が求める事項（{}）", "statutory element ({})"),
    "named-thing": ("名指しされたもの（{}）", "named thing ({})"),
    "signatory": ("署名{}", "signatory {}"),
    "span": ("原文の{}文字目", "characters {} of the source"),
    "event": ("出来事（{}）", "event ({})"),
    "force-period": ("効力の期間{}", "period of force {}"),
    "version": ("{}からの本文", "text from {}"),
    "finding": ("溶け込みの所見{}", "consolidation finding {}"),
    "change": ("改正の操作{}", "change {}"),
    "correction": ("訂正{}", "correction {}"),
    "evidence": ("典拠（{}）", "evidence ({})"),
}


def part_name(iris: Iris, iri: str, language: Language) -> Words | None:
    """The name of a part of an agreement by its path, None for anything else.

    >>> iris = Iris("https://example.jp/")
    >>> part_name(iris, iris.part("a", "article/7-2/paragraph/2"), Language.JA).text
    '第7条の2第2項'
    >>> part_name(iris, iris.part("a", "initiative/3/role/1"), Language.EN).text
    'initiative 3, role 1'
    >>> part_name(iris, iris.source("a") + "#page=3&viewrect=1,2,3,4", Language.JA).text
    '3ページ'
    >>> part_name(iris, iris.document("catalog"), Language.EN), part_name(iris, iris.agreement("a"), Language.EN)
    (None, None)
    """
    if "#" in iri:
        return _page_name(iris, iri, language)
    try:
        kind, path = iris.parse(iri)
    except ValueError:
        return None
    agreement, *segments = path.split("/")
    pairs = list(zip(segments[1::2], segments[2::2], strict=False))
    if kind != "id" or agreement != "agreement" or not pairs or any(name not in _NAMES for name, _ in pairs):
        return None
    if language is Language.EN:
        return Words(", ".join(_NAMES[name][1].format(number) for name, number in pairs), "en")
    return Words("".join(_japanese(name, number) for name, number in pairs), "ja")


def _page_name(iris: Iris, iri: str, language: Language) -> Words | None:
    try:
        _, page = iris.parse_page_region(iri)
    except ValueError:
        return None
    return Words(f"page {page}", "en") if language is Language.EN else Words(f"{page}ページ", "ja")


def _japanese(name: str, number: str) -> str:
    if name != "article":
        return _NAMES[name][0].format(number)
    stem, *branches = number.split("-")
    return _NAMES[name][0].format(stem) + "".join(f"の{branch}" for branch in branches)

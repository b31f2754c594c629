"""Texts of one shape that grow in length: each repeats the lines that some part of the reader has to look back for.

A hostile or broken file may hold thousands of open brackets, lone numbers or rows that continue nothing; reading must
stay linear for each of them. The texts are no agreements that anybody would write.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

_TITLE = "みどり野市と川ノ辺町との間の連携協約\n"
_ARTICLE = f"{_TITLE}(目的)\n第1条 甲と乙は、次の取組を行う。\n"
_TABLE = f"{_ARTICLE}別表\n"
_COLUMNS = f"{_TABLE}取組\t内容\t甲の役割\t乙の役割\n"
_AMENDING = "みどり野市と川ノ辺町との間の連携協約の一部を変更する協約\n連携協約の一部を次のように改める。\n"
#: Repetitions of the lines for each of ``times``.
_LINES = 60


@dataclass(frozen=True, slots=True)
class Shape:
    """A text of any length: a head, then lines in turn. ``{n}`` in a line is its number, ``{m}`` the same up to 99."""

    head: str
    lines: Sequence[str]

    def text(self, times: int) -> str:
        """The text with sixty lines for each of ``times``."""
        count = len(self.lines)
        return self.head + "".join(
            self.lines[i % count].replace("{n}", str(i + 1)).replace("{m}", str(i % 99 + 1))
            for i in range(_LINES * times)
        )


def _shape(head: str, *lines: str) -> Callable[[int], str]:
    return Shape(head, lines).text


_NESTED = ("(1) 医療\n", "ア 産科\n", "(ア) 派遣\n", "a 医師\n", "(a) 名簿\n", "i 甲の役割\n")
_UP = ("ii 乙の役割\n", "(b) 次\n", "b 次\n", "(イ) 次\n", "イ 次\n", "(2) 次\n")

SHAPES: Mapping[str, Callable[[int], str]] = {
    # Running text
    "prose": _shape(_ARTICLE, "甲は、経費を負担する。\n"),
    "sentences that never end": _shape(_ARTICLE, "甲は、経費を負担するものとし、乙は、\n"),
    "wrapped lines": _shape(_ARTICLE, "甲は、乙の区域内の住民に対し、有害鳥獣の情報に\n", "関する広報を行う。\n"),
    "words cut by line ends": _shape(_ARTICLE, "エゾシ\n", "カ、ヒグマ\n"),
    "letters set apart": _shape(_ARTICLE, "甲 は 、 経 費 を 負 担 す る 。\n"),
    "open brackets": _shape(_ARTICLE, "甲は、経費(次のものを負担する\n"),
    "open quotations": _shape(_ARTICLE, "「甲「乙「丙\n"),
    "Latin words": _shape(_ARTICLE, "The quick brown fox jumps over it\n"),
    "digits": _shape(_ARTICLE, "1 2 3 4 5 6 7 8\n"),
    "blank lines": _shape(_ARTICLE, "\n \n"),
    # Lists
    "bullets": _shape(_ARTICLE, "・連絡及び調整を行うこと\n"),
    "lone numbers": _shape(_ARTICLE, "{m}\n"),
    "one lone number": _shape(_ARTICLE, "2\n"),
    "numbers above their words": _shape(_ARTICLE, "{m}\n", "甲は、経費を負担する。\n"),
    "items": _shape(_ARTICLE, "({m}) 通報の受信に関する事務\n"),
    "items without an end": _shape(_ARTICLE, "({m}) 通報の受信に関する\n"),
    "deep items": _shape(_ARTICLE, *_NESTED),
    "deep items and up again": _shape(_ARTICLE, *_NESTED, *_UP),
    "items in kanji": _shape(_ARTICLE, *(f"{label} 通報の受信\n" for label in "一二三四五六七八九十")),
    # Headings
    "captions": _shape(_ARTICLE, "(経費の負担)\n"),
    "articles": _shape(_TITLE, "(経費の負担)\n第{n}条 甲は、負担する。\n"),
    "articles out of order": _shape(_ARTICLE, "第7条 甲は、負担する。\n"),
    "first articles": _shape(_ARTICLE, "第1条 甲は、負担する。\n"),
    "chapters": _shape(_ARTICLE, "第{n}章 総則\n"),
    "contents": _shape(f"{_TITLE}目次\n", "第{n}章 総則(第{n}条)\n"),
    "titles": _shape(_ARTICLE, _TITLE),
    "dates": _shape(_ARTICLE, "平成20年4月1日\n"),
    "history tags": _shape(_ARTICLE, "(平26告示107・一部改正)\n"),
    "provisions": _shape(_ARTICLE, "附 則\n", "この規約は、平成20年4月1日から施行する。\n"),
    "provisions without an end": _shape(_ARTICLE, "この規約は、平成20年4月1日から\n"),
    "closing formulas without an end": _shape(_ARTICLE, "この協定の締結を証するため、本書2通を作成し、\n"),
    "signatures": _shape(f"{_ARTICLE}平成20年4月1日\n", "甲 みどり野市6条通9丁目\n", "みどり野市長 山田太郎\n"),
    "preamble without an end": _shape(_TITLE, "甲は、行うものとし、\n"),
    "page numbers": _shape(_ARTICLE, "甲は、行う。\n", "- {n} -\n"),
    "running headers": _shape(_ARTICLE, "旭例規集\n", "- {n} -\n", "甲は、行う。\n"),
    # One line
    "articles in one line": _shape(
        f"{_TITLE}(目的) 第1条 甲は、行う。", " 第{n}条 甲は、負担する。 2 乙は、負担する。"
    ),
    "items in one line": _shape(f"{_TITLE}(目的) 第1条 次を行う。", " ({m}) 通報の受信。"),
    "one sentence": _shape(f"{_TITLE}(目的) 第1条 ", "甲は、負担し、"),
    "members": _shape(f"{_TITLE}(組織)\n第1条 協議会は、", "東市、西町、"),
    # Names and citations
    "citations": _shape(_ARTICLE, "地方自治法(昭和22年法律第67号)第252条の14第1項の規定及び同条第2項の規定による。\n"),
    "references": _shape(_ARTICLE, "前条及び前項第2号の規定による事務を第3条の規定により行う。\n"),
    "aliases": _shape(_ARTICLE, "東市(以下「甲」という。)と西町(以下「乙」という。)は、行う。\n"),
    "terms": _shape(_ARTICLE, "事務(以下「事務{n}」という。)を行う。\n"),
    "amendments": _shape(_AMENDING, "第{n}条中「甲」を「乙」に改め、同条に次の1項を加える。\n", "2 甲は、行う。\n"),
    "one amendment": _shape(_AMENDING, "第{n}条中「甲」を「乙」に改め、"),
    # Tables
    "headings of tables": _shape(_ARTICLE, "別表第{n}\n", "1 医療\n"),
    "column table": _shape(_COLUMNS, "取組{n}\t行う。\t甲が行う。\t乙が行う。\n"),
    "rows cut by pages": _shape(_COLUMNS, "\t行う\t甲が行う\t乙が\n"),
    "blank rows": _shape(_COLUMNS, "\t\t\t\n"),
    "rows without a header": _shape(_TABLE, "施設\t面積\t100\n"),
    "row labels": _shape(_TABLE, "空港\t取組の内容\t行う。\n", "\t甲の役割\t行う。\n", "\t乙の役割\t行う。\n"),
    "titles cut by pages": _shape(f"{_TABLE}空港\t取組の内容\t行う\n", "用\t\t\n"),
    "a cell to a line": _shape(f"{_TABLE}取組\n内容\n甲の役割\n乙の役割\n", "検診\n行う。\n設ける。\n配る。\n"),
    "headers of cells": _shape(_TABLE, "取組\n内容\n甲の役割\n乙の役割\n"),
    "columns of spaces": _shape(
        f"{_TABLE}取組        内容              甲の役割          乙の役割\n",
        "検診        検診を行う。      会場を設ける。     案内を配る。\n",
    ),
    "labels set in by spaces": _shape(_TABLE, "検診   取組の内容   検診を行う。\n", "       甲の役割     行う。\n"),
    "bars": _shape(_TABLE, "検診|行う。|設ける。|配る。\n"),
    "labels": _shape(_TABLE, "1 医療\n", "取組の内容\n行う。\n", "甲の役割\n行う。\n", "乙の役割\n行う\n"),
    "bullets below a label": _shape(f"{_TABLE}1 医療\n取組の内容\n", "・案内を配る\n"),
    "words below a label": _shape(f"{_TABLE}1 医療\n取組の内容\n", "案内を配る\n"),
    "bare headings": _shape(_TABLE, "医療の充実\n"),
    "bodies": _shape(_TABLE, "東市 西町 南村\n"),
    # No agreement
    "news": _shape("", "協約の締結について、お知らせします。\n"),
}

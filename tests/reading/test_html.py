"""Web pages read as a browser shows them; what surrounds the document is furniture."""

from __future__ import annotations

import pytest

from kg.errors import SourceError
from kg.reading.source_file import source_of


def words(body: str) -> str:
    """The text of a page with that body; cells divided by ``|``, lines in cells by ``/``."""
    text = source_of(f"<html><body>{body}</body></html>".encode(), name="a.html").text
    return text.removesuffix("\n").replace("\t", "|").replace("\u2028", "/")


def furniture(body: str) -> list[str]:
    source = source_of(f"<html><body>{body}</body></html>".encode(), name="a.html")
    return [source.text[span.start : span.end] for span in source.furniture]


SHOWN = {
    "white space collapses": ("<p> 甲 \n\t 及び  <b> 乙</b> は </p>", "甲 及び 乙 は"),
    "full-width and hard spaces stay": ("<p>　甲&nbsp;&nbsp;乙　</p>", "　甲\xa0\xa0乙　"),
    "a line end between characters is a space": ("<p>市長\n甲</p>", "市長 甲"),
    "references": ("<p>&#x7532;&#20057;&lt;&amp;&yen;&hellip;</p>", "甲乙<&¥…"),
    "blocks and breaks": ("<div>甲<p>乙<br>丙</p>丁</div>戊", "甲\n乙\n丙\n丁\n戊"),
    "inline elements join": ("<p><span>第1</span><font>条</font></p>", "第1条"),
    "inline shown as block": ("<span style='display:block'>甲</span><span>乙</span>", "甲\n乙"),
    "preformatted": ("<pre>甲  乙\n  丙</pre>", "甲  乙\n  丙"),
    "ruby": ("<p><ruby>旭川<rp>(</rp><rt>あさひかわ</rt><rp>)</rp></ruby>市</p>", "旭川市"),
    "ruby with bases": ("<p><ruby><rb>旭</rb><rt>あさひ</rt><rb>川</rb><rt>かわ</rt></ruby></p>", "旭川"),
    "hidden": (
        "<p hidden>甲</p><p style='display: none'>乙</p><p style='visibility:hidden'>丙</p><script>丁</script>"
        "<style>戊</style><template>己</template><noscript>庚</noscript><p>辛</p><!-- 壬 -->",
        "辛",
    ),
    "tooltips": (
        "<style>@media print { .c { display: none } } a.tip, .note { display: none } .b { display: block }</style>"
        "<p>甲<a class='x tip'>乙</a>丙<span class=b>丁</span><span role=tooltip>戊</span><span class=c>己</span>"
        "<div class=note>庚</div>",
        "甲丙丁己\n庚",
    ),
    "deleted": ("<p>甲<del>乙</del><ins>丙</ins></p>", "甲丙"),
    "picture of a character": ("<p>邉<img alt='﨑' src=g.png>市<img alt='印刷' src=p.png></p>", "邉﨑市"),
    "form controls": ("<p>甲<input value=乙><select><option>丙</select><button>丁</button></p>", "甲"),
    "rule": ("甲<hr>乙", "甲\n――――――――\n乙"),
    "numbers": ("<ol><li>甲<li>乙</ol>", "1. 甲\n2. 乙"),
    "start and value": ("<ol start=3><li>甲<li value=7>乙<li>丙</ol>", "3. 甲\n7. 乙\n8. 丙"),
    "reversed": ("<ol reversed><li>甲<li>乙</ol>", "2. 甲\n1. 乙"),
    "types": ("<ol type=a><li>甲<li type=I>乙<li>丙</ol>", "a. 甲\nII. 乙\nc. 丙"),
    "style": ("<ol style='list-style-type: katakana-iroha'><li>甲<li>乙</ol>", "イ、甲\nロ、乙"),
    "no style": ("<ol style='list-style: none'><li>甲<li>乙</ol>", "甲\n乙"),
    "items that have their numbers": ("<ol><li>(1) 甲<li>(2) 乙</ol>", "(1) 甲\n(2) 乙"),
    "nested": ("<ol><li>甲<ol type=i><li>乙</ol><li>丙</ol>", "1. 甲\ni. 乙\n2. 丙"),
    "number of an item with a block": ("<ol><li><p>甲</p><p>乙</p></ol>", "1. 甲\n乙"),
    "bullets": ("<ul><li>甲<li>乙</ul>", "甲\n乙"),
    "definitions": ("<dl><dt>甲<dd>乙</dl>", "甲\n乙"),
    "table": ("<table><tr><th>取組<th>内容<tr><td>甲<br>乙<td><p>丙<p>丁</table>", "取組|内容\n甲/乙|丙/丁"),
    "rowspan": ("<table><tr><td rowspan=2>甲<td>乙<tr><td>丙<tr><td>丁<td>戊</table>", "甲|乙\n|丙\n丁|戊"),
    "rowspan to the end": ("<table><tr><td rowspan=0>甲<td>乙<tr><td>丙<tr><td>丁</table>", "甲|乙\n|丙\n|丁"),
    "colspan": ("<table><tr><td colspan=2>甲<td>乙<tr><td>丙<td>丁<td>戊</table>", "甲||乙\n丙|丁|戊"),
    "columns in which nothing begins": (
        "<table><tr><td colspan=3>甲<td>乙<tr><td colspan=3>丙<td>丁</table>",
        "甲|乙\n丙|丁",
    ),
    "both spans": (
        "<table><tr><td rowspan=2 colspan=2>甲<td>乙<tr><td>丙<tr><td>丁<td>戊<td>己</table>",
        "甲||乙\n||丙\n丁|戊|己",
    ),
    "foot before body": (
        "<table><tfoot><tr><td>丙<td>丁</tfoot><tbody><tr><td>甲<td>乙</tbody></table>",
        "甲|乙\n丙|丁",
    ),
    "hidden row": ("<table><tr><td>甲<td>乙<tr style='display:none'><td>丙<td>丁</table>", "甲|乙"),
    "caption": ("<table><caption>表</caption><tr><td>甲<td>乙</table>", "表\n甲|乙"),
    "one cell lays out": ("<table><tr><td><p>第1条 甲<p>第2条 乙</table>", "第1条 甲\n第2条 乙"),
    "one column lays out": ("<table><tr><td>甲<tr><td>乙</table>", "甲\n乙"),
    "a table around a table lays out": (
        "<table><tr><td>左<td>前<table><tr><td>甲<td>乙</table>後</table>",
        "左\n前\n甲|乙\n後",
    ),
    "a table with a heading lays out": ("<table><tr><td>左<td><h2>規約</h2><p>甲</table>", "左\n規約\n甲"),
    "a table with articles lays out": ("<table><tr><td>左<td>規約<p>第1条 甲</table>", "左\n規約\n第1条 甲"),
    "a number beside each paragraph": ("<table><tr><td>(1)<td>甲<tr><td>(2)<td>乙</table>", "(1) 甲\n(2) 乙"),
    "a table said to lay out": ("<table role=presentation><tr><td>甲<td>乙</table>", "甲\n乙"),
    "words between rows": ("<table><tr><td>甲<td>乙</tr>外<tr><td>丙<td>丁</table>", "外\n甲|乙\n丙|丁"),
    "cells without a table": ("<div><td>甲</td><td>乙</td></div>", "甲\n乙"),
    "unclosed elements": ("<p>甲<p>乙<b>丙<div>丁", "甲\n乙丙\n丁"),
    "separators of lines and cells": (
        "<p>甲&#x2028;乙&#x85;丙</p><table><tr><td>&#9;丁<td>戊</table>",
        "甲 乙…丙\n丁|戊",
    ),
}


@pytest.mark.parametrize(("body", "expected"), SHOWN.values(), ids=SHOWN)
def test_shown(body: str, expected: str) -> None:
    assert words(body) == expected


PROVISION = "<p>第1条 甲は、乙に委託する。</p>"
AROUND = {
    "navigation": ("<nav><a href=/>ホーム</a> 第1条</nav>", ["ホーム 第1条"]),
    "role": ("<div role=navigation>ホーム</div>", ["ホーム"]),
    "header and footer": (f"<header>市</header>{PROVISION}<footer>連絡先</footer>", ["市", "連絡先"]),
    "header of an article": (f"<article><header>甲</header>{PROVISION}</article>", []),
    "header with the title": ("<header><h1>消防事務の委託に関する規約</h1></header>", []),
    "named header": (f"<div id=siteHeader>市</div>{PROVISION}<div class='l-footer'>連絡先</div>", ["市", "連絡先"]),
    "a wrapper that holds all": (f"<div class=header>市{PROVISION}</div>", []),
    "breadcrumbs": ("<p><a href=/>ホーム</a> &gt; <a href=/r>例規</a> &gt; 規約</p>", ["ホーム > 例規 > 規約"]),
    "named breadcrumbs": ("<ol class=topicPath><li>ホーム<li>規約</ol>", ["1. ホーム\n2. 規約"]),
    "menu": ("<ul><li><a href=/a>くらし</a><li><a href=/b>市政</a></ul>", ["くらし\n市政"]),
    "contents": (
        f"<div>目次<ul><li><a href=#1>第1条</a><li><a href=#2>第2条</a></ul></div>{PROVISION}",
        ["目次\n第1条\n第2条"],
    ),
    "back to the top": (f"{PROVISION}<p><a href=#top>先頭へ</a></p>", ["先頭へ"]),
    "an article that is a link": ("<h3><a href=#x>第1条 目的</a></h3><p>甲は、乙に委託する。</p>", []),
    "links in a sentence": ("<p><a href=/a>甲</a>及び<a href=/b>乙</a>は、協約を結ぶ。</p>", []),
    "one link elsewhere": ("<p><a href=/a>旭川市</a></p>", []),
    "header of a word processor": ("<div title=header><p>案</p></div><p>甲</p>", ["案"]),
}


@pytest.mark.parametrize(("body", "expected"), AROUND.values(), ids=AROUND)
def test_around(body: str, expected: list[str]) -> None:
    assert furniture(body) == expected


@pytest.mark.parametrize(
    ("head", "codec", "named"),
    [
        ('<meta charset="utf-8">', "utf-8", "utf-8"),
        ("<meta http-equiv=Content-Type content='text/html; charset=x-sjis'>", "cp932", "shift_jis"),
        ('<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=EUC-JP">', "euc_jp", "euc-jp"),
        ('<meta charset="iso-2022-jp">', "iso2022_jp", "iso-2022-jp"),
        ("", "cp932", "shift_jis"),
        ("<meta charset=shift_jis>", "utf-8", "utf-8"),  # saved anew
        ("<meta charset=latin-1>", "euc_jp", "euc-jp"),
        ("<meta charset=utf-8>", "utf-16", "utf-16-le"),  # with a byte order mark
        ("<meta charset=utf-8>", "utf-8-sig", "utf-8"),
    ],
)
def test_declared_encodings(head: str, codec: str, named: str) -> None:
    source = source_of(f"<html><head>{head}</head><body><p>旭川市の協約</p>".encode(codec), name="a.txt")
    assert (source.text, source.encoding, source.media_type) == ("旭川市の協約\n", named, "text/html")


def test_xml_declaration() -> None:
    page = '<?xml version="1.0" encoding="Shift_JIS"?><!DOCTYPE html><html><body><p>協約</p></body></html>'
    assert source_of(page.encode("cp932"), name="a").encoding == "shift_jis"


@pytest.mark.parametrize(
    ("text", "is_page"),
    [
        ("第1条 甲は、乙に<br>委託する。<p>", False),
        ("<p>第1条 甲は、乙に委託する。", False),
        ("<p>第1条</p>\n", True),
        ("<!-- 保存 -->\n<!DOCTYPE html><p>第1条", True),
        ("第1条 <html>は", False),
    ],
)
def test_leaked_tags_make_no_page(text: str, is_page: bool) -> None:
    assert (source_of(text.encode(), name="a.html").media_type == "text/html") == is_page


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<html><body>" + "<div>" * 3000 + "甲", "nested too deep"),
        ("<html><body><p " + " ".join(f"a{i}=1" for i in range(5000)) + ">甲", "expected at most 1000 attributes"),
        ("<html><frameset cols='1,2'><frame src=a.html></frameset></html>", "found a page of frames"),
        ("<html><table><tr>" + "<td>甲" * 3000 + "<tr><td>乙" * 3000 + "</table>", "too many rows and columns"),
        ("<html><table><tr>" + "<td rowspan=0>甲" * 3000 + "<tr>" * 3000 + "</table>", "too many rows and columns"),
    ],
)
def test_what_cannot_be_read_says_why(page: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        source_of(page.encode(), name="a.html")


@pytest.mark.parametrize(
    ("page", "length"),
    [
        ("<html><body>" + "<div>" * 1000 + "甲<p>乙</p>" * 1000, 4000),
        ("<html><p title='" + "x" * 3_000_000 + "'>甲", 2),
        ("<html><table>" + "<tr><td colspan=1000>甲<td rowspan=65534>乙" * 1 + "<tr><td>丙" * 100 + "</table>", 304),
        ("<html><body>" + "&amp;" * 100_000, 100_001),
        ("<html><body>" + "&" * 100_000, 100_001),
        ("<!DOCTYPE html [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><html><p>&b;", 7),
    ],
)
def test_large_pages_lose_nothing(page: str, length: int) -> None:
    assert len(source_of(page.encode(), name="a.html").text) == length

"""Text fixtures as web pages: a plain one, and one of a 例規集 system with everything such systems put around.

Shares no code with the reader: a line with a tab, or between pipes, is a row of a table; any other is a paragraph.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import groupby

_RULE = re.compile(r"[\s|｜+:‐–—―=─━-]*[-‐–—―=─━]{2,}[\s|｜+:‐–—―=─━-]*")


def cells_of(line: str) -> list[str]:
    """The cells of a row; one for a line of prose."""
    stripped = line.strip()
    for pipe in "|｜":
        if len(stripped) > 2 and stripped.startswith(pipe) and stripped.endswith(pipe):
            return [cell.strip() for cell in stripped[1:-1].split(pipe)]
    return [cell.strip() for cell in line.split("\t")]


def blocks_of(text: str) -> list[str]:
    """The text's blocks as HTML: paragraphs and tables. Rules of tables have no place of their own."""
    lines = [line for line in re.split(r"\r\n?|\n", text) if not _RULE.fullmatch(line)]
    filled = [(line, len(cells_of(line)) > 1) for line in _without_gaps(lines)]
    blocks: list[str] = []
    for is_row, run in groupby(filled, key=lambda pair: pair[1]):
        held = [line for line, _ in run]
        blocks += [_table(held)] if is_row else [f"<p>{_escaped(line) or '<br>'}</p>" for line in held]
    return blocks


def _without_gaps(lines: list[str]) -> Iterator[str]:
    """The lines without blank ones between rows, which a page break left: they do not end a table."""
    for place, line in enumerate(lines):
        if line.strip():
            yield line
            continue
        before = next((other for other in reversed(lines[:place]) if other.strip()), "")
        after = next((other for other in lines[place:] if other.strip()), "")
        if len(cells_of(before)) == 1 or len(cells_of(after)) == 1:
            yield ""


def _table(lines: list[str]) -> str:
    rows = [cells_of(line) for line in lines]
    width = max(map(len, rows))
    return (
        '<table border=1 width="100%">\n'
        + "".join(_row([*row, *[""] * (width - len(row))]) for row in rows)
        + "</table>"
    )


def _row(cells: list[str]) -> str:
    width = f' width="{100 // len(cells)}%"'
    return "<tr>" + "".join(f"<td{width}>{_escaped(cell)}</td>" for cell in cells) + "</tr>\n"


def _escaped(line: str) -> str:
    """Spaces that a browser would leave out are made to stay; a line end in a cell is a line break."""
    kept = re.sub(r"^ +| {2,}| +$", lambda spaces: "\u00a0" * len(spaces[0]), line.strip("\r\n").replace("\t", " "))
    return html.escape(kept, quote=False).replace("\u2028", "<br>")


def plain_page(text: str, *, title: str = "協約") -> str:
    """The text and nothing else, as a person would write it."""
    body = "\n".join(blocks_of(text))
    return (
        f'<!DOCTYPE html>\n<html lang="ja"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        "<style>p { margin: 0 }</style></head>\n"
        f"<body style=\"font-family: 'Noto Sans Mono CJK JP'; font-size: 10pt\">\n{body}\n</body></html>\n"
    )


def rules_page(text: str, *, encoding: str) -> str:
    """The text on a page of a 例規集 system: in a layout table, with header, path, contents, buttons and footer."""
    return "".join(_framed(text, encoding))


def _framed(text: str, encoding: str) -> Iterator[str]:
    articles = re.findall(r"^\s*(第[0-9０-９一二三四五六七八九十百]+条)", text, re.MULTILINE)[:40]
    yield f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html><head><meta http-equiv="Content-Type" content="text/html; charset={encoding}">
<title>例規集</title><style type="text/css">td {{ vertical-align: top }} .title {{ font-weight: bold }}</style>
<script type="text/javascript">document.write("第99条 これは本文ではない。");</script></head>
<body bgcolor="#ffffff"><a name="top"></a>
<div id="header"><h1><a href="/"><img src="logo.png" alt="見本市"></a></h1>
<ul class="menu"><li><a href="/">ホーム</a></li><li><a href="/kurashi/">くらし</a></li><li>市政情報</li></ul>
<form action="/search"><input type="text" name="q"><button type="submit">検索</button></form></div>
<noscript><p>第98条 スクリプトを有効にしてください。</p></noscript>
<p class="path"><a href="/">ホーム</a> &gt; <a href="/reiki/">例規集</a> &gt; 第1編 総規 / 第2章 &gt; 規約</p>
<table width="100%" cellpadding="4"><tr>
<td width="25%"><b>目次</b>
"""
    entries = ["本則", *articles]
    yield '<ul class="navi">' + "".join(f'<li><a href="#j{i}">{name}</a>' for i, name in enumerate(entries)) + "</ul>"
    yield """<p style="display: none">第97条 隠された条文</p></td>
<td><div class="honbun"><!-- 本文 第96条 -->
"""
    for block in blocks_of(text):
        yield block.replace("<p>", '<div class="eline"><span class="cm">', 1).replace("</p>", "</span></div>") + "\n"
    yield """</div>
<p><a href="#top">このページの先頭へ戻る</a></p></td></tr></table>
<div id="footer"><address>見本市役所 〒000-0000 見本市中央一丁目1番1号</address>
<p>Copyright (C) 見本市 All Rights Reserved.</p></div>
</body></html>
"""

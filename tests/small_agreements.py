"""Short agreements that nobody has anything to say about, for tests that need some release and not a certain text.

A build of one of them takes a third of the time that one of the shipped agreements does.
"""

from __future__ import annotations

from pathlib import Path

#: Title, what the first law leaves to the agreement, parties, what is done together: enough for a graph that conforms.
_TEXT = """○{first}と{second}との間における公平委員会の事務の委託に関する規約

平成28年3月18日
告示第41号

(委託事務の範囲)
第1条 {second}(以下「甲」という。)は、地方自治法(昭和22年法律第67号)第252条の14第1項の規定により、公平委員会の事務(以下「委託事務」という。)を{first}(以下「乙」という。)に委託する。
(経費の負担)
第2条 委託事務の管理及び執行に要する経費は、甲が負担する。

附 則
この規約は、平成28年4月1日から施行する。
"""  # noqa: E501 -- a paragraph of an agreement stands on one line

ASAHIKAWA_BIEI = _TEXT.format(first="旭川市", second="美瑛町")
SAPPORO_IWAMIZAWA = _TEXT.format(first="札幌市", second="岩見沢市")


def write_agreement(folder: Path, *, name: str = "first.txt", text: str = ASAHIKAWA_BIEI) -> Path:
    """A file with one of them."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path

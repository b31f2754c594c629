"""Small agreements for the tests of single forms."""

from __future__ import annotations

from kg.extraction import report_on
from kg.model.agreement import Agreement, Report, SourceMetadata
from kg.model.text import SourceText

PREAMBLE = "倉敷市（以下「甲」という。）と早島町（以下「乙」という。）は、次のとおり協定を締結する。"


def read_text(text: str) -> Report:
    """The report on a text."""
    return report_on(SourceText(name="a.txt", text=text, sha256="0" * 64, encoding="utf-8"), SourceMetadata())


def read_articles(*articles: str, preamble: str = PREAMBLE, title: str = "連携協定") -> Agreement:
    """An agreement with these articles; an empty one is missing from the source."""
    numbered = "".join(f"第{number}条 {words}\n" for number, words in enumerate(articles, start=1) if words)
    (agreement,) = read_text(f"{title}\n\n{preamble}\n\n{numbered}").agreements
    return agreement

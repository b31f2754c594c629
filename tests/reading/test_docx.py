"""DOCX files read as Word prints them with all changes accepted."""

from __future__ import annotations

import pytest

from kg.reading.source_file import source_of
from tests.reading.docx_files import (
    abstract,
    cell,
    document_parts,
    docx,
    level,
    num,
    numbered,
    p,
    package,
    r,
    table,
    words,
)

_INSERTED = '<w:ins w:id="1" w:author="a">{}</w:ins>'
_DELETED = '<w:del w:id="1" w:author="a"><w:r><w:delText>{}</w:delText></w:r></w:del>'
_BOX = "<wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx>"
_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_DRAWN = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)

_SEAL = _DRAWN.format(r"EQ \o\ac(○,印)")
_RUBY = _DRAWN.format(r"EQ \* jc2 \* hps10 \o\ad(\s\up 9(あさひかわ),旭川)")

PRINTED = {
    "paragraphs": (p("第1条　甲は") + p("") + p("2　乙は"), "第1条　甲は\n2　乙は"),
    "runs": (f"<w:p>{r('第')}{r('1')}{r('条')}</w:p>", "第1条"),
    "line breaks": ("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r></w:p>", "甲\n乙\n丙"),
    "tab stops": ("<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>旭川市長</w:t></w:r></w:p>", "甲　旭川市長"),
    "hyphens and symbols": (
        '<w:p><w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:softHyphen/><w:sym w:font="a" '
        'w:char="25A1"/></w:r></w:p>',
        "A-B□",
    ),
    "hidden words": (f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隠</w:t></w:r>{r('甲')}</w:p>", "甲"),
    "not hidden after all": ('<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>甲</w:t></w:r></w:p>', "甲"),
    "links and controls": (
        f"<w:p><w:hyperlink>{r('甲')}</w:hyperlink><w:sdt><w:sdtContent>{r('乙')}</w:sdtContent></w:sdt>"
        f"<w:smartTag>{r('丙')}</w:smartTag></w:p>",
        "甲乙丙",
    ),
    "placeholders": (
        f"<w:p>{r('甲')}<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('入力')}</w:sdtContent></w:sdt></w:p>",
        "甲",
    ),
    "inserted and deleted": (f"<w:p>{r('甲')}{_INSERTED.format(r('乙'))}{_DELETED.format('丙')}</w:p>", "甲乙"),
    "moved": (
        f"<w:p>{r('甲')}<w:moveFrom>{r('乙')}</w:moveFrom></w:p><w:p><w:moveTo>{r('乙')}</w:moveTo></w:p>",
        "甲\n乙",
    ),
    "paragraph end deleted": (
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('甲は、')}</w:p>{p('乙に委託する。')}",
        "甲は、乙に委託する。",
    ),
    "row deleted": (
        table(cell("甲") + cell("乙"), "<w:trPr><w:del/></w:trPr>" + cell("丙") + cell("丁"), cell("戊") + cell("己")),
        "甲|乙\n戊|己",
    ),
    "ruby": (
        f"<w:p><w:r><w:ruby><w:rt>{r('あさひ')}</w:rt><w:rubyBase>{r('旭川')}</w:rubyBase></w:ruby></w:r>{r('市')}</w:p>",
        "旭川市",
    ),
    "fields show their results": (
        f"<w:p>{_FIELD.format(' REF a ', r('別表'))}<w:fldSimple>{r('第1')}</w:fldSimple></w:p>",
        "別表第1",
    ),
    "fields in fields": (
        "<w:p>"
        + _FIELD.format("IF </w:instrText></w:r>" + _FIELD.format("PAGE", r("1")) + "<w:r><w:instrText>", r("甲"))
        + "</w:p>",
        "甲",
    ),
    "field over paragraphs": (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>X</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/></w:r>'
        + r("甲")
        + "</w:p><w:p>"
        + r("乙")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        "甲\n乙",
    ),
    "enclosed character": (f"<w:p>{r('甲')}{_SEAL}</w:p>", "甲印"),
    "ruby as a field": (
        f"<w:p>{_RUBY}{r('市')}</w:p>",
        "旭川市",
    ),
    "text box once": (
        f"<w:p>{r('甲')}<w:r><mc:AlternateContent><mc:Choice>{_BOX.format(p('箱'))}</mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{p('箱')}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r></w:p>{p('乙')}".replace("<mc:Choice>", "<mc:Choice><w:drawing>").replace(
            "</mc:Choice>", "</w:drawing></mc:Choice>"
        ),
        "甲\n箱\n乙",
    ),
    "formula": ("<w:p><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>", "a+b"),
    "table": (
        table(cell("取組") + cell("内容"), cell("甲") + f"<w:tc>{p('乙')}{p('丙')}</w:tc>"),
        "取組|内容\n甲|乙/丙",
    ),
    "spans": (
        table(cell("甲", '<w:gridSpan w:val="2"/>') + cell("乙"), cell("丙") + cell("丁") + cell("戊")),
        "甲||乙\n丙|丁|戊",
    ),
    "vertical merge": (
        table(cell("甲", '<w:vMerge w:val="restart"/>') + cell("乙"), cell("", "<w:vMerge/>") + cell("丙")),
        "甲|乙\n|丙",
    ),
    "columns that do not meet": (
        table(cell("甲", '<w:gridSpan w:val="3"/>') + cell("乙"), cell("丙", '<w:gridSpan w:val="3"/>') + cell("丁")),
        "甲|乙\n丙|丁",
    ),
    "row that begins late": (
        table(
            cell("甲") + cell("乙") + cell("丙"), '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("丁") + cell("戊")
        ),
        "甲|乙|丙\n|丁|戊",
    ),
    "table in a table": (
        table(cell("左") + f"<w:tc>{table(cell('甲') + cell('乙'))}{p('後')}</w:tc>"),
        "左\n甲|乙\n後",
    ),
    "frame of one cell": (table(f"<w:tc>{p('第1条 甲')}{p('第2条 乙')}</w:tc>"), "第1条 甲\n第2条 乙"),
    "control around a table": (
        f"<w:sdt><w:sdtContent>{table(cell('甲') + cell('乙'))}</w:sdtContent></w:sdt>",
        "甲|乙",
    ),
}


@pytest.mark.parametrize(("body", "expected"), PRINTED.values(), ids=PRINTED)
def test_printed(body: str, expected: str) -> None:
    assert words(body) == expected


def test_hidden_character_style() -> None:
    styles = '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = f'<w:p>{r("甲")}<w:r><w:rPr><w:rStyle w:val="H"/></w:rPr><w:t>隠</w:t></w:r></w:p>'
    assert words(body, styles=styles) == "甲"


def test_headers_footers_and_contents_are_furniture() -> None:
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="r_header1"/>'
        '<w:footerReference w:type="default" r:id="r_footer1"/></w:sectPr>'
    )
    contents = "<w:p>" + _FIELD.format(" TOC \\o ", r("第1条 1")) + "</w:p>"
    gallery = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('目次')}</w:sdtContent></w:sdt>"
    )
    data = docx(gallery + contents + p("第1条 甲は") + section, header1=p("例規集"), footer1=p("- 1 -"))
    source = source_of(data, name="a.docx")
    assert source.text == "例規集\n目次\n第1条 1\n第1条 甲は\n- 1 -\n"
    assert [source.text[s.start : s.end] for s in source.furniture] == ["例規集\n目次\n第1条 1", "- 1 -"]
    assert source.media_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_notes_stand_at_the_end() -> None:
    body = "<w:p>" + r("甲") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r("は") + "</w:p>" + p("乙")
    notes = f'<w:footnote w:id="0">{p("―")}</w:footnote><w:footnote w:id="2">{p("注")}</w:footnote>'
    assert words(body, footnotes=notes) == "甲は\n乙\n注"


def test_strict_documents() -> None:
    parts = {
        name: xml.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, xml in document_parts(numbered("甲"), numbering=abstract(level(0, "第%1条")) + num()).items()
    }
    assert source_of(package(parts), name="a.docx").text == "第1条 甲\n"

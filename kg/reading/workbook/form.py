"""The form of the workbook: its sheets, what the cells of each are for, and what may be chosen.

Reader and writer both follow it; :data:`AGREEMENT_ITEMS` and the columns are what the sheet 説明 explains.
"""

from __future__ import annotations

from dataclasses import dataclass

AGREEMENT, PROVISIONS, INITIATIVES, EXPLANATION, CHOICES = "協定", "条文", "取組", "説明", "選択肢"
#: Sheets that hold something of the agreement; the others are for the person who fills them.
READ = (AGREEMENT, PROVISIONS, INITIATIVES)
#: Marks a row that only shows how to fill the sheet.
EXAMPLE = "記入例"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item or a column: what the program calls it, its heading, and what it is for."""

    key: str
    heading: str
    heading_en: str
    about_ja: str
    about_en: str


def _entry(key: str, heading: str, heading_en: str, about_ja: str, about_en: str) -> Entry:
    return Entry(key=key, heading=heading, heading_en=heading_en, about_ja=about_ja, about_en=about_en)


#: Columns of the sheet 協定.
ITEM, VALUE, CODE, HOMEPAGE, HINT = "項目", "内容", "団体コード", "ホームページ", "書き方"
AGREEMENT_COLUMNS = (ITEM, VALUE, CODE, HOMEPAGE, HINT)

TITLE, KIND, SIGNED, EFFECTIVE, BASIS = "title", "kind", "signed_on", "effective_on", "legal_basis"
PARTY, CODE_OF, HOMEPAGE_OF, INITIATIVE = "party", "code", "homepage", "initiative"
#: Items that say where the document came from, and what the sidecar calls them.
METADATA = {
    "meta_title": "title",
    **{name: name for name in ("retrieved_from", "retrieved_on", "retrieval_note", "terms", "terms_url")},
}
PARTY_HEADING = "当事者"
DESIGNATIONS = "甲乙丙丁戊己庚辛"
#: Items of the sheet 協定 but for the parties, whose rows are headed by their designations.
AGREEMENT_ITEMS = (
    _entry(
        TITLE,
        "標題",
        "Title",
        "協約・協定の標題。必ず書く。条文シートに標題があるときは同じに。",
        "The title; required. The same as on the sheet 条文, where it stands there.",
    ),
    _entry(
        KIND,
        "協定の種類",
        "Kind",
        "一覧から選ぶ。空でもよい（本文から判断する）。",
        "From the list; may be left empty, as the text says it.",
    ),
    _entry(
        SIGNED,
        "締結日",
        "Signed on",
        "日付（2022/1/12）か和暦（令和4年1月12日）。書かれていなければ空。",
        "A date or a Japanese era date; empty where the text has none.",
    ),
    _entry(
        EFFECTIVE,
        "施行日",
        "Effective on",
        "効力が生じる日。書かれていなければ空。",
        "The day of effect; empty where the text has none.",
    ),
    _entry(
        BASIS,
        "根拠条文",
        "Legal basis",
        "例: 地方自治法（昭和22年法律第67号）第252条の2第1項",
        "The provision it is concluded under.",
    ),
    _entry("meta_title", "資料名", "Name of the document", "出典の資料の名前。空でもよい。", "May be left empty."),
    _entry(
        "retrieved_from", "出典URL", "Source address", "公表しているページのURL（http…）。", "Where it is published."
    ),
    _entry("retrieved_on", "入手日", "Retrieved on", "原文を入手した日。", "The day the document was retrieved."),
    _entry("retrieval_note", "入手の経緯", "Note", "原文をどう入手したか。", "How the document was retrieved."),
    _entry("terms", "利用条件", "Terms", "原文の利用条件。", "Terms of use of the document."),
    _entry("terms_url", "利用条件のURL", "Address of the terms", "利用条件のページのURL。", "Where the terms stand."),
)
ABOUT_PARTY = _entry(
    PARTY,
    "甲、乙、… または 当事者",
    "Party",
    "1行に1団体。内容に団体の正式名称（旭川市）、団体コードに6桁のコード（なくてもよい）。"
    "複数の団体が一緒に「乙」になるときは「乙」の行を続ける。甲・乙などの略称がなければ「当事者」とする。",
    "One body to a row: its official name, its 6-digit code if known. Several rows 乙 where several bodies are 乙 "
    "together; 当事者 where the text uses no 甲 and 乙.",
)

#: Columns of the sheet 条文.
LINE_KIND, WORDS, MORE_WORDS = "区分", "本文", "表の続きの列"
PROVISION_COLUMNS = (
    _entry(
        "line_kind",
        LINE_KIND,
        "Kind of line",
        "一覧から選ぶ。空でもよい。「別表」の行のすぐ下に、取組シートの行が入る。「表」の行は、右の列も表のマスとして読む。",
        "From the list; may be left empty. The rows of the sheet 取組 stand right below a row 別表. In a row 表 the "
        "cells to the right are cells of a table too.",
    ),
    _entry(
        "words",
        WORDS,
        "Words",
        "原文のとおりに、1行に1つ（見出し、条、項、号など）。条番号・項番号も書く（第1条　…、2　…、(1)　…）。",
        "As in the document, one caption, article, paragraph or item to a row, with its number.",
    ),
)
ARTICLE, TABLE_HEADING, TABLE_ROW = "条", "別表", "表"
LINE_KINDS = (
    "標題",
    "日付",
    "前文",
    "見出し",
    ARTICLE,
    "項",
    "号",
    "附則",
    "締結文",
    "署名",
    TABLE_HEADING,
    TABLE_ROW,
    "その他",
)

#: Columns of the sheet 取組, but for those of the roles and of other labels.
TABLE, NUMBER, NAME, CONTENT = "別表", "番号", "取組の名称", "取組の内容"
FIELD = "政策分野"
FIELDS = tuple(f"{FIELD}{level}" for level in (1, 2, 3, 4))
ROLE_ENDING = "の役割"
INITIATIVE_COLUMNS = (
    _entry(
        "table",
        TABLE,
        "Appended table",
        "どの別表の取組か。条文シートの「別表」の行の本文と同じに書く。別表が1つなら空でよい。",
        "Which appended table it stands in: the words of the row 別表 on the sheet 条文. Empty where there is one.",
    ),
    _entry("number", NUMBER, "Number", "取組の番号。なければ空。", "Number of the initiative, if it has one."),
    *(
        _entry(
            f"field_{level}",
            heading,
            f"Policy heading {level}",
            "取組の上に印刷された分野の見出し。大きいものから順に。上の行と同じなら空でよい。",
            "The policy headings it stands under, outermost first. Empty where it is that of the row above.",
        )
        for level, heading in enumerate(FIELDS, start=1)
    ),
    _entry("name", NAME, "Initiative", "取組の名称。必ず書く。", "Name of the initiative; required."),
    _entry("content", CONTENT, "Content", "取組の内容。", "What is done."),
    _entry(
        "role",
        f"甲{ROLE_ENDING}、乙{ROLE_ENDING}、…",
        "Role of each party",
        "当事者ごとに1列。当事者が多いときは「丙の役割」の列を足す。",
        "One column for each party; add 丙の役割 and so on where there are more.",
    ),
    _entry(
        "other",
        "費用負担、備考 など",
        "Other",
        "ほかの欄があれば、その見出しのまま列を足す。",
        "Further columns under the headings of the document.",
    ),
)

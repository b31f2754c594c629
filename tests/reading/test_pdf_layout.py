"""What a PDF's layout means: lines, tables, columns, furniture, directions of writing."""

from __future__ import annotations

from kg.model.text import Box, Span
from kg.reading.extraction import Extraction
from kg.reading.pdf import read_pdf
from tests.reading.pdf_pages import HEIGHT, PdfPage, pdf_bytes

PROSE = (
    "甲及び乙は、圏域における持続可能な地域社会の形成を図るため、相互に連携し、役割を分担して、"
    "次条に規定する取組を推進するものとし、その実施に必要な事項については協議して定める。"
)


def read(*pages: PdfPage) -> Extraction:
    return read_pdf(pdf_bytes(*pages), name="a.pdf")


def set_lines(page: PdfPage, x: float, y: float, words: str, *, count: int, pitch: float = 16.0) -> float:
    """Words broken into lines of ``count`` characters; where the next line would stand."""
    for start in range(0, len(words), count):
        page.text(x, y, words[start : start + count])
        y += pitch
    return y


def furniture_of(found: Extraction) -> list[str]:
    return [found.text[span.start : span.end] for span in found.furniture]


def test_lines_in_reading_order_whatever_the_order_in_the_file() -> None:
    page = PdfPage()
    page.text(72, 140, "第2条　甲は協力する。")
    page.text(72, 100, "（目的）")
    page.text(72, 120, "第1条　この協約は、発展を目的とする。")
    assert read(page).text == "（目的）\n第1条　この協約は、発展を目的とする。\n第2条　甲は協力する。\n"


def test_letters_set_apart_are_no_columns() -> None:
    page = PdfPage()
    page.text(200, 60, "協定書", size=16, spread=32)
    page.text(72, 120, "第1条　甲は協力する。")
    assert read(page).text.startswith("協　定　書\n")


def test_gaps_between_latin_letters_and_kanji_are_no_spaces() -> None:
    """Word processors leave a quarter of an em there."""
    page = PdfPage()
    x = 72.0
    for words in ("令和", "4", "年", "1", "月", "12", "日に", "ICT", "を活用し"):
        page.text(x, 100, words)
        x += sum(10 if ord(char) > 255 else 5 for char in words) + 2.5
    assert read(page).text == "令和4年1月12日にICTを活用し\n"


def test_gaps_beside_brackets_are_no_measure_of_those_beside_digits() -> None:
    page = PdfPage()
    page.text(72, 100, "白鷺町、みなと町及び川下村(以下「町村」という。)は(次の条において同じ。)とする。")
    page.text(72, 120, "(3) 前")
    page.text(72 + 5 * 4 + 10 + 2, 120, "2")
    page.text(72 + 5 * 5 + 10 + 4, 120, "号に掲げるもの")
    assert "(3) 前2号に" in read(page).text


def test_a_space_that_is_only_a_gap() -> None:
    """Browsers draw no glyph for a space."""
    page = PdfPage()
    for number in range(1, 4):
        page.text(72, 80 + 20 * number, str(number))
        page.text(79.5, 80 + 20 * number, "甲及び乙は、令和4年度から協力する。")
    assert read(page).text == "".join(f"{n} 甲及び乙は、令和4年度から協力する。\n" for n in range(1, 4))


def test_bold_print_made_by_printing_twice_is_read_once() -> None:
    page = PdfPage()
    page.text(72, 100, "別表")
    page.text(72.4, 100, "別表")
    assert read(page).text == "別表\n"


def test_lines_of_a_paragraph_are_joined_where_they_fill_the_line() -> None:
    page = PdfPage()
    below = set_lines(page, 72, 100, "2　" + PROSE, count=30)
    page.text(72, below, "（費用の負担）")
    page.text(72, below + 16, "第4条　費用は、甲が負担する。")
    page.text(72, below + 32, "乙は、負担しない。")
    assert read(page).text == f"2　{PROSE}\n（費用の負担）\n第4条　費用は、甲が負担する。\n乙は、負担しない。\n"


def test_lines_that_open_an_item_are_not_joined() -> None:
    page = PdfPage()
    lines = [
        "甲の役割は次のとおりとし、その実施に必要な事項は、甲及び乙が協議",
        "(1) 圏域の情報を収集し、これを整理して広く住民に提供することとし、",
        "ア 甲は、関係機関との連絡調整を行うとともに必要な経費を負担する。",
        "第2条　乙は、前条に定めるもののほか、圏域の発展のため協力をする。",
    ]
    for number, words in enumerate(lines):
        page.text(400 - 10 * sum(1 if ord(c) > 255 else 0.5 for c in words), 100 + 16 * number, words)
    assert read(page).text.split("\n")[:-1] == lines


def ruled_table() -> PdfPage:
    """A table of one initiative over two rows: the first cell spans both."""
    page = PdfPage()
    columns, rows = [72.0, 132.0, 176.0, 390.0], [100.0, 150.0, 220.0]
    for x in columns:
        page.rule(x, rows[0], x, rows[-1])
    for y in (rows[0], rows[-1]):
        page.rule(columns[0], y, columns[-1], y)
    page.rule(columns[1], rows[1], columns[-1], rows[1])
    page.text(77, 114, "地域医療")
    page.text(77, 128, "の充実")
    page.text(137, 114, "取組の")
    page.text(137, 128, "内容")
    page.text(181, 114, "病院群輪番制により、救急医療の体制を維持")
    page.text(181, 128, "する。")
    page.text(137, 164, "甲の役割")
    page.text(181, 164, "経費を負担する。")
    page.text(181, 178, "(1) 医師を派遣する。")
    page.text(181, 192, "(2) 乙と協力する。")
    return page


def test_rows_of_a_ruled_table() -> None:
    assert read(ruled_table()).text == (
        "地域医療の充実\t取組の内容\t病院群輪番制により、救急医療の体制を維持する。\n"
        "\t甲の役割\t経費を負担する。\u2028(1) 医師を派遣する。\u2028(2) 乙と協力する。\n"
    )


def test_a_table_without_outer_borders_that_the_page_cuts() -> None:
    first, second = PdfPage(), PdfPage()
    for page in (first, second):
        page.text(77, 84, "取組")
        page.text(200, 84, "内容")
    first.rule(72, 70, 400, 70)
    first.rule(72, 90, 400, 90)
    first.rule(190, 70, 190, 780)
    first.text(77, 770, "救急医療")
    first.text(200, 770, "病院群輪番制の")
    second.rule(72, 90, 400, 90)
    second.rule(190, 60, 190, 130)
    second.rule(72, 130, 400, 130)
    second.text(200, 104, "運営を支援する。")
    assert read(first, second).text == ("取組\t内容\n救急医療\t病院群輪番制の\n取組\t内容\n\t運営を支援する。\n")


def test_a_row_that_the_page_cuts_inside_its_label() -> None:
    columns = [72.0, 160.0, 240.0, 500.0]

    def page_of(number: int, top: float, *rows: tuple[str, ...]) -> PdfPage:
        page = PdfPage()
        page.grid(columns, [top + 16 * index for index in range(len(rows) + 1)])
        for index, row in enumerate(rows):
            for x, words in zip(columns, row, strict=False):
                page.text(x + 4, top + 12 + 16 * index, words)
        page.text(290, 810, f"- {number} -")
        return page

    header = ("取組", "項目", "内容")
    first = page_of(
        1, 700, header, ("救急医療", "取組の内容", "体制を維持する。"), ("の充実", "甲の", "医師を派遣し、輪")
    )
    second = page_of(2, 40, header, ("", "役割", "番制の経費を負担する。"), ("", "乙の役割", "経費を負担する。"))
    found = read(first, second)
    assert found.text == (
        "取組\t項目\t内容\n救急医療\t取組の内容\t体制を維持する。\n"
        "の充実\t甲の役割\t医師を派遣し、輪番制の経費を負担する。\n- 1 -\n"
        "取組\t項目\t内容\n\t乙の役割\t経費を負担する。\n- 2 -\n"
    )
    place = found.text.index("番制の経費")
    assert [box.page for box in found.boxes if box.span.start <= place < box.span.end] == [2]


def test_tables_that_touch_keep_their_own_columns() -> None:
    page = PdfPage()
    page.grid([72, 150, 400], [100, 120, 140])
    page.grid([72, 250, 300, 400], [140, 160, 180])
    for y, words in ((114, "ア"), (134, "イ"), (154, "ウ"), (174, "エ")):
        page.text(77, y, words)
    page.text(155, 114, "一")
    page.text(155, 134, "二")
    for y in (154, 174):
        page.text(255, y, "三")
        page.text(305, y, "四")
    assert read(page).text == "ア\t一\nイ\t二\nウ\t三\t四\nエ\t三\t四\n"


def test_a_frame_around_text_is_no_table() -> None:
    page = PdfPage()
    page.grid([60, 500], [60, 700])
    page.text(72, 100, "第1条　甲は協力する。")
    page.rule(72, 103, 150, 103)
    assert read(page).text == "第1条　甲は協力する。\n"


def test_columns_that_only_blanks_divide() -> None:
    page = PdfPage()
    for x, words in ((72, "取組"), (160, "内容"), (280, "甲の役割"), (400, "乙の役割")):
        page.text(x, 100, words)
    page.text(72, 130, "救急医療")
    page.text(72, 144, "の充実")
    page.text(160, 130, "病院群輪番制に")
    page.text(160, 144, "取り組む。")
    page.text(280, 130, "経費を負担する。")
    page.text(400, 130, "医師を派遣する。")
    page.text(72, 174, "観光振興")
    page.text(160, 174, "誘客を図る。")
    page.text(280, 174, "宣伝を行う。")
    page.text(400, 174, "情報を提供する。")
    page.text(60, 230, "附則")
    assert read(page).text == (
        "取組\t内容\t甲の役割\t乙の役割\n"
        "救急医療の充実\t病院群輪番制に取り組む。\t経費を負担する。\t医師を派遣する。\n"
        "観光振興\t誘客を図る。\t宣伝を行う。\t情報を提供する。\n"
        "附則\n"
    )


def test_rows_that_begin_with_labels_need_no_lines() -> None:
    page = PdfPage()
    for y, words in ((100, "取組の内容"), (132, "甲の役割"), (148, "乙の役割")):
        page.text(72, y, words)
    page.text(160, 100, "病院群輪番制を維持し、休日の救急医療を確保")
    page.text(160, 116, "する。")
    page.text(160, 132, "経費を負担する。")
    page.text(160, 148, "医師を派遣する。")
    assert read(page).text == (
        "取組の内容\t病院群輪番制を維持し、休日の救急医療を確保する。\n"
        "甲の役割\t経費を負担する。\n乙の役割\t医師を派遣する。\n"
    )


def test_columns_of_lines_that_stand_far_apart() -> None:
    """Prints of a text with a blank after each line; the number of a page is no row, and its table goes on after it."""
    page = PdfPage()
    rows = (
        ("取組", "内容", "甲の役割", "乙の役割"),
        None,
        ("創業の支援", "創業を志す者の相談に", "相談窓口を設け、専門", "希望者を相談窓口へ案"),
        ("", "応じる。", "家を置く。", "内する。"),
        None,
        ("- 9 -",),
        ("広域観光", "観光資源を結ぶ。", "案内する。", "情報を提供する。"),
    )
    y = 100.0
    for row in rows:
        for x, words in zip((62, 142, 262, 382), row or (), strict=False):
            page.text(x, y, words)
        y += 28.6
    assert read(page).text == (
        "取組\t内容\t甲の役割\t乙の役割\n"
        "創業の支援\t創業を志す者の相談に応じる。\t相談窓口を設け、専門家を置く。\t希望者を相談窓口へ案内する。\n"
        "- 9 -\n"
        "広域観光\t観光資源を結ぶ。\t案内する。\t情報を提供する。\n"
    )


def test_a_title_over_several_labelled_rows() -> None:
    page = PdfPage()
    rows = (
        ("救急医療", "取組の内容", "救急医療を続ける。"),
        ("", "甲の役割", "病院を運営する。"),
        ("図書館の", "取組の内容", "資料を相互に貸し出す。"),
        ("相互利用", "甲及び乙の役割", "目録を公開する。"),
        ("消防", "取組の内容", "応援する。"),
    )
    for number, row in enumerate(rows):
        for x, words in zip((72, 137, 217), row, strict=True):
            page.text(x, 100 + 15 * number, words)
    assert read(page).text == (
        "救急医療\t取組の内容\t救急医療を続ける。\n\t甲の役割\t病院を運営する。\n"
        "図書館の相互利用\t取組の内容\t資料を相互に貸し出す。\n\t甲及び乙の役割\t目録を公開する。\n"
        "消防\t取組の内容\t応援する。\n"
    )


def test_a_signature_block_is_no_table() -> None:
    page = PdfPage()
    page.text(280, 100, "甲")
    page.text(280, 148, "乙")
    for y, words in ((100, "札幌市中央区北1条西2丁目"), (116, "札幌市長　秋元克広"), (148, "岩見沢市")):
        page.text(320, y, words)
    assert read(page).text == "甲　札幌市中央区北1条西2丁目\n札幌市長　秋元克広\n乙　岩見沢市\n"


def test_two_columns_of_prose_left_first() -> None:
    page = PdfPage()
    page.text(200, 60, "広報　第12号")
    left = [f"第{number}条　甲は、圏域の発展のため、関係する機関と協力す" for number in range(1, 9)]
    right = [f"第{number}条　乙は、住民の福祉のため、必要な措置を講じて" for number in range(9, 17)]
    for number, (one, other) in enumerate(zip(left, right, strict=True)):
        page.text(60, 100 + 16 * number, one)
        page.text(340, 104 + 16 * number, other)
    closing = "この協約の締結を証するため、本書2通を作成し、甲及び乙がそれぞれ1通を保有する。"
    page.text(60, 300, closing)
    assert read(page).text.split("\n")[:-1] == ["広報　第12号", *left, *right, closing]


def test_headers_footers_and_page_numbers_are_marked_and_headings_are_not() -> None:
    pages = []
    for number in range(1, 4):
        page = PdfPage()
        page.text(400, 40, "甲市例規集　第3編")
        page.text(72, 80, f"別表第{number}（第3条関係）")
        page.text(72, 110, f"圏域の取組その{'一二三'[number - 1]}")
        page.text(290, 810, f"- {number} -")
        pages.append(page)
    found = read(*pages)
    assert furniture_of(found) == [words for n in range(1, 4) for words in ("甲市例規集　第3編", f"- {n} -")]
    assert "別表第2（第3条関係）\n" in found.text


def test_what_stands_on_several_pages_by_chance_is_no_furniture() -> None:
    """The date of the cover and of the signatures, a line below one of the text, the titles of three agreements."""
    pages = []
    for number in range(1, 4):
        page = PdfPage()
        page.text(72, 40, "協定書" if number < 3 else "本書2通を作成する。", size=14 if number < 3 else 10)
        page.text(72, 80, "令和4年1月12日")
        page.text(72, 160, f"第{number}条　甲は{'一二三'[number - 1]}に協力する。")
        page.text(72, 180, "乙は、その費用の一部を負担する。")
        pages.append(page)
    assert read(*pages).furniture == ()
    dates = []
    for number in range(1, 3):
        page = PdfPage()
        page.text(72, 40, "令和4年1月12日")
        page.text(72, 100, f"第{number}条　甲は{'一二三'[number - 1]}に協力する。")
        dates.append(page)
    assert read(*dates).furniture == ()


def test_a_label_at_the_end_of_a_line_of_a_cell_keeps_its_space() -> None:
    page = PdfPage()
    page.grid([72, 150, 250], [40, 120])
    page.text(77, 54, "甲の役割")
    page.text(155, 54, "経費を負担する。イ", size=9.5)
    page.text(155, 70, "案内所を運営する。")
    page.text(155, 86, "市民に知らせる。ア", size=9.5)
    page.text(155, 102, "クセス路を設ける。")
    text = read(page).text
    assert "負担する。イ 案内所" in text
    assert "知らせる。アクセス路" in text


def test_a_narrow_cell_cuts_an_abbreviation_but_not_between_words() -> None:
    page = PdfPage()
    page.grid([72, 150, 172], [40, 160])
    page.text(77, 54, "内容")
    for number, words in enumerate(("市のIC", "Tの活用", "とWi", "Fi", "網")):
        page.text(155, 54 + 16 * number, words, size=5)
    text = read(page).text
    assert "ICTの活用" in text
    assert "Wi Fi" in text


def test_the_repeated_header_of_a_table_is_no_furniture() -> None:
    pages = []
    for number in range(3):
        page = PdfPage()
        page.grid([72, 150, 400], [40, 60, 80])
        for x, words in ((77, "取組"), (155, "内容")):
            page.text(x, 54, words)
        page.text(77, 74, "一二三"[number])
        page.text(155, 74, "行う。")
        pages.append(page)
    assert read(*pages).furniture == ()


def test_vertical_writing() -> None:
    page = PdfPage()
    page.downwards(500, 60, "第一条　この協約は、（目的）とする。")
    page.downwards(480, 60, "第二条　甲及び乙は、協力する。")
    found = read(page)
    assert found.text == "第一条　この協約は、（目的）とする。\n第二条　甲及び乙は、協力する。\n"
    assert found.boxes[1] == Box(Span(1, 2), 1, 495.0, 70.0, 505.0, 80.0)


def test_a_cover_of_one_character_to_a_line() -> None:
    page = PdfPage()
    for number, char in enumerate("連携協約書"):
        page.text(290, 200 + 40 * number, char, size=24)
    assert read(page).text == "連 携 協 約 書\n"


def test_turned_words_and_turned_pages() -> None:
    turned, page = PdfPage(), PdfPage(rotate=90)
    turned.turned(500, 60, "第1条 甲は")
    turned.turned(480, 60, "第2条 乙は")
    page.text(72, 100, "第3条 丙は")
    page.text(72, 120, "第4条 丁は")
    found = read(turned, page)
    assert found.text == "第1条 甲は\n第2条 乙は\n第3条 丙は\n第4条 丁は\n"
    start = found.text.index("第3条")
    box = next(box for box in found.boxes if box.span.start == start)
    assert (box.page, box.left, box.top) == (2, HEIGHT - 100 - 1.2, 72.0)


def test_ruby_is_marked_and_stands_before_its_line() -> None:
    page = PdfPage()
    page.text(72, 100, "美瑛町は、旭川市と協力する。")
    page.text(72, 90.5, "びえい", size=5)
    found = read(page)
    assert found.text == "びえい\n美瑛町は、旭川市と協力する。\n"
    assert furniture_of(found) == ["びえい"]


def test_look_alikes_are_read_as_the_characters_they_show() -> None:
    page = PdfPage()
    page.text(72, 100, "⼈⼝の減少と神⼾市、⻑期")
    assert read(page).text == "人口の減少と神戸市、長期\n"


def test_every_character_has_its_place() -> None:
    found = read(ruled_table())
    covered = {offset for box in found.boxes for offset in range(box.span.start, box.span.end)}
    assert covered == {offset for offset, char in enumerate(found.text) if not char.isspace()}
    ends = [box.span.end for box in found.boxes]
    assert ends == sorted(ends)


def test_names_set_apart_keep_their_spaces() -> None:
    page = PdfPage()
    page.text(72, 80, "甲及び乙は、この協定に署名する。")
    page.text(72, 100, "湖北市長")
    page.text(114.5, 100, "山田太郎印", spread=2.5)
    assert read(page).text.split("\n")[1] == "湖北市長 山 田 太 郎 印"


def test_a_justified_line_has_no_spaces() -> None:
    page = PdfPage()
    page.text(72, 100, "甲及び乙は圏域の発展のため相互に協力する", spread=2.4)
    assert read(page).text == "甲及び乙は圏域の発展のため相互に協力する\n"


def test_one_line_that_ends_inside_a_sentence_shows_the_margin() -> None:
    page = PdfPage()
    set_lines(page, 72, 100, PROSE, count=44)
    assert read(page).text == PROSE + "\n"


def test_lines_with_all_characters_set_apart_say_nothing_about_others() -> None:
    page = PdfPage()
    for number in range(8):
        page.text(72, 100 + 20 * number, "第1条令和4年度から12月まで甲及び乙は協力する", spread=2.4)
    page.text(72, 300, "2")
    page.text(79.5, 300, "甲及び乙は、協議する。")
    assert read(page).text.split("\n")[8] == "2 甲及び乙は、協議する。"


def test_a_sentence_that_ends_with_its_line_ends_the_paragraph() -> None:
    """Without an indent another paragraph looks just like its next line."""
    page = PdfPage()
    sentence = "この規約は、甲及び乙が協議して定める日から施行する。"
    for number in range(4):
        page.text(72, 100 + 16 * number, sentence)
    assert read(page).text == f"{sentence}\n" * 4


def test_a_list_with_labels_is_no_table() -> None:
    page = PdfPage()
    set_lines(
        page,
        72,
        100,
        "甲の役割　休日及び夜間の救急医療に関する事業を企画するとともに，関係機関との連絡調整を行う。",
        count=32,
    )
    set_lines(
        page,
        72,
        132,
        "乙の役割　甲と連携し，休日及び夜間の救急医療に関する事業に必要な情報を提供することとする。",
        count=32,
    )
    assert read(page).text == (
        "甲の役割　休日及び夜間の救急医療に関する事業を企画するとともに，関係機関との連絡調整を行う。\n"
        "乙の役割　甲と連携し，休日及び夜間の救急医療に関する事業に必要な情報を提供することとする。\n"
    )

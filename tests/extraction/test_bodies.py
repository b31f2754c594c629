"""Names of public bodies in running text: never cut, never made up, never a generic word."""

from __future__ import annotations

import pytest

from kg.extraction.bodies import bodies_ending, bodies_listed
from kg.registries.municipalities import load_municipalities

#: A text and the names it ends with; a prefecture printed before a name after a slash.
ENDINGS = [
    ("四日市市", "四日市市"),
    ("廿日市市と野々市市", "廿日市市 野々市市"),
    ("十日町市及び町田市", "十日町市 町田市"),
    ("、村上市・市川市・大町市", "村上市 市川市 大町市"),
    ("つくば市、いなべ市及びまんのう町", "つくば市 いなべ市 まんのう町"),
    ("龍ヶ崎市", "龍ヶ崎市"),
    ("東山市・四日町市・十日野町", "東山市 四日町市 十日野町"),
    ("新宮崎市", "新宮崎市"),
    ("東村山市", "東村山市"),
    ("西谷消防組合", "西谷消防組合"),
    ("岡山県市町村総合事務組合", "岡山県市町村総合事務組合"),
    ("旭川市外3町衛生組合", "旭川市外3町衛生組合"),
    ("東町・西町衛生組合", "東町・西町衛生組合"),
    ("湖北市及び東町・西町・南村衛生組合", "湖北市 東町・西町・南村衛生組合"),
    ("湖北市・東町外3町衛生組合", "湖北市 東町外3町衛生組合"),
    ("湖北市・東部衛生組合", "湖北市 東部衛生組合"),
    ("湖北市・東地区消防組合", "湖北市 東地区消防組合"),
    ("湖北市・岡山県市町村総合事務組合", "湖北市 岡山県市町村総合事務組合"),
    ("みどり野市とみなと町", "みどり野市 みなと町"),
    ("川ノ辺町", "川ノ辺町"),
    ("ひばりが丘市", "ひばりが丘市"),
    ("中心市宣言をした湖北市", "湖北市"),
    ("圏域を構成する府中市", "府中市"),
    ("連携中枢都市である倉敷市", "倉敷市"),
    ("みどり市(群馬県)と桐生市", "みどり市 桐生市"),
    ("北海道上川郡美瑛町", "美瑛町/北海道"),
    ("員弁郡東員町、同郡朝日町", "東員町 朝日町"),
    ("山形県A市及び同県B町", "A市/山形県 B町/山形県"),
    ("A町長佐藤一郎", "A町"),
    ("xx町", "xx町"),
    ("xxxx地域広域連合", "xxxx地域広域連合"),
    ("●●町と○○市", "●●町 ○○市"),
    ("旭川市教育委員会", "旭川市教育委員会"),
    ("廣島市", "廣島市"),
    ("規約第　号湖北市", "湖北市"),
    ("県知事届出蓮田市", "蓮田市"),
    ("締結する協定北海道伊達市", "伊達市/北海道"),
    ("つくば市、谷町村及び町ノ内村", "つくば市 谷町村 町ノ内村"),
]

#: Words that are no names of bodies.
NO_BODIES = [
    "次に掲げる市町及び一部事務組合",
    "関係市町",
    "事務を委託する市",
    "相互に応援する町",
    "両市",
    "2市",
    "関東地方の市町村",
    "圏域",
    "北部地区",
    "みなみ農業協同組合",
    "東京都の区域内の",
    "",
]


@pytest.mark.parametrize(("text", "expected"), ENDINGS, ids=[text for text, _ in ENDINGS])
def test_names_a_text_ends_with(text: str, expected: str) -> None:
    found = bodies_ending(text, load_municipalities())
    assert " ".join(f"{body.name}/{body.prefecture}" if body.prefecture else body.name for body in found) == expected
    assert all(text[body.start : body.end] == body.name for body in found)


@pytest.mark.parametrize("text", NO_BODIES, ids=lambda text: text or "empty")
def test_other_words_are_no_bodies(text: str) -> None:
    assert bodies_ending(text, load_municipalities()) == ()


def test_the_head_of_a_body_is_kept_apart_from_its_name() -> None:
    (body,) = bodies_ending("A県知事 山田太郎", load_municipalities())
    assert (body.name, body.person) == ("A県", "山田太郎")


def test_a_list_is_nothing_but_names() -> None:
    registry = load_municipalities()
    assert [body.name for body in bodies_listed("東山市・四日町市・十日野町", registry)] == [
        "東山市",
        "四日町市",
        "十日野町",
    ]
    assert bodies_listed("会長は、東山市", registry) == ()


def test_every_registered_name_is_found_whole() -> None:
    registry = load_municipalities()
    for name in registry.names:
        if not name.endswith("区"):
            assert [body.name for body in bodies_ending(f"締結した{name}", registry)] == [name]
            assert [body.name for body in bodies_ending(f"湖北市及び{name}", registry)] == ["湖北市", name]

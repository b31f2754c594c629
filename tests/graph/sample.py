"""A hand-made agreement with what the shipped ones do not have: items, a party of two bodies, bodies without code."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kg.identifiers import Iris
from kg.model.agreement import (
    Agreement,
    Body,
    Capacity,
    Citation,
    DefinedTerm,
    Duty,
    DutyTyping,
    FieldMapping,
    FoundBy,
    Initiative,
    Party,
    Reference,
    Remark,
    Report,
    Role,
    Signatory,
    SourceMetadata,
    StatedDate,
)
from kg.model.drafting import (
    AppendedTable,
    Article,
    Instrument,
    Item,
    Paragraph,
    Preamble,
    SupplementaryProvisions,
)
from kg.model.text import Fragment, Passage, Repair, SourceText

IRIS = Iris("https://example.jp/")

TEXT = """○見本協約
旭川市（以下「甲」という。）と某町及び某広域組合（以下「乙」という。）は、法第252条の2第1項により協約を結ぶ。
（目的）
第１条 甲及び乙は、次の事項に取 り組む。
(1) 福祉
ア 子育て
第７条の２ 前条のほか、要綱第4による。
２ この協約は、令和4年4月1日から施行する。
別表（第１条関係）
費用は甲及び乙が負担する。
令和4年1月12日 甲 旭川市長 今津
"""

ASAHIKAWA = Body(name="旭川市", code="012041")
TOWN = Body(name="某町", code=None)
UNION = Body(name="某広域組合", code=None)


def words(text: str) -> Passage:
    """The words at their first place in the text."""
    return Passage.plain(text, start=TEXT.index(text))


def _repaired() -> Passage:
    """取り組む, with the space that extraction put in."""
    start = TEXT.index("甲及び乙は、次")
    before, after = "甲及び乙は、次の事項に取", "り組む。"
    return Passage(
        (
            Fragment(start, before, before),
            Fragment(start + len(before), " ", "", Repair.INNER_SPACE),
            Fragment(start + len(before) + 1, after, after),
        )
    )


_SUBITEM = Item(label=words("ア"), words=words("子育て"))
_ITEM = Item(label=words("(1)"), words=words("福祉"), items=(_SUBITEM,))

TREE = Instrument(
    (
        Preamble(
            words(
                "旭川市（以下「甲」という。）と某町及び某広域組合（以下「乙」という。）は、法第252条の2第1項により協約を結ぶ。"
            )
        ),
        Article(
            number=(1,),
            label=words("第１条"),
            caption=words("（目的）"),
            paragraphs=(Paragraph(number=1, label=None, words=_repaired(), items=(_ITEM,)),),
        ),
        Article(
            number=(7, 2),
            label=words("第７条の２"),
            caption=None,
            paragraphs=(
                Paragraph(number=1, label=None, words=words("前条のほか、要綱第4による。")),
                Paragraph(number=2, label=words("２ "), words=words("この協約は、令和4年4月1日から施行する。")),
            ),
        ),
        SupplementaryProvisions(
            heading=None,
            paragraphs=(Paragraph(number=1, label=None, words=words("この協約は、令和4年4月1日から施行する。")),),
        ),
        AppendedTable(heading=words("別表（第１条関係）"), number=None, related=(1,), children=()),
    )
)

_LAW = Citation(
    words=words("法第252条の2第1項"),
    law="地方自治法",
    law_number="昭和22年法律第67号",
    law_id="322AC0000000067",
    article="252の2",
    paragraph="1",
    item=None,
    resolved_from="法",
    legal_basis=True,
)
_GUIDELINE = Citation(
    words=words("要綱第4"),
    law="推進要綱",
    law_number=None,
    law_id=None,
    article=None,
    paragraph=None,
    item="4",
    resolved_from=None,
    legal_basis=False,
)
_SUPPLEMENTARY = replace(
    _GUIDELINE,
    article="3",
    subitem="イ",
    appended_table="別表第1",
    division="第2章",
    supplementary=True,
    clause="ただし書",
    ranged="to",
    applied_through=words("福祉"),
)
_COST = DutyTyping(duty_type="bear-cost", rule="costs", words=words("費用は甲及び乙が負担する。"))

AGREEMENT = Agreement(
    instrument_tree=TREE,
    title=words("見本協約"),
    instrument="renkei-kyoyaku",
    signed_on=StatedDate(value=date(2022, 1, 12), words=words("令和4年1月12日")),
    effective_on=None,
    printed_on=None,
    parties=(
        Party(
            designation="甲",
            bodies=(ASAHIKAWA,),
            capacity=Capacity.CORE_CITY,
            words=words("旭川市"),
            capacity_rule="follows",
            capacity_words=None,
        ),
        Party(
            designation=None,
            bodies=(TOWN, UNION),
            capacity=Capacity.PARTNER,
            words=words("某町及び某広域組合"),
            capacity_rule="named-second",
            capacity_words=words("某町"),
        ),
    ),
    initiatives=(
        Initiative(
            headings=(words("福祉"), words("子育て")),
            title=words("子育て"),
            content=None,
            field=FieldMapping(slug="renkei-c-a-b", rule="heading", words=words("福祉")),
            remarks=(Remark(label="備考", words=words("福祉")),),
            roles=(
                Role(
                    designation="甲及び乙",
                    designations=("甲", "乙"),
                    bodies=(ASAHIKAWA, TOWN, UNION),
                    bearer=FoundBy("bearer-named", words("甲及び乙")),
                    words=words("費用は甲及び乙が負担する。"),
                    duties=(
                        Duty(
                            words=words("費用は甲及び乙が負担する。"),
                            typings=(_COST, replace(_COST, rule="more-costs")),
                        ),
                    ),
                ),
            ),
        ),
    ),
    citations=(_LAW, _GUIDELINE, _SUPPLEMENTARY),
    references=(
        Reference(words=words("前条"), target="article/1"),
        Reference(words=words("別表"), target=None),
    ),
    defined_terms=(DefinedTerm(term="甲", words=words("甲")),),
    signatories=(
        Signatory(
            designation="甲",
            body=None,
            address=None,
            title="旭川市長",
            name=None,
            parts=(words("甲 旭川市長"), words("今津")),
        ),
        Signatory(designation=None, body="某町", address=None, title=None, name="某", parts=(words("某町"),)),
    ),
)

REPORT = Report(
    source=SourceText(name="sample.txt", text=TEXT, sha256="0" * 64, encoding="utf-8"),
    metadata=SourceMetadata(homepages=(("某町", "https://town.example.jp/"),), terms="出典を示せば使える"),
    agreements=(AGREEMENT,),
    ignored=(),
    unclaimed=(),
    diagnostics=(),
)

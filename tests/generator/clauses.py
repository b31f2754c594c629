"""Articles as they are drafted: captions and paragraphs, with slots for the parties and the instrument.

{A} and {B} are the parties as the text calls them, {a} and {b} their heads, {K} the instrument (規約, 協定, 連携協約).
"""

from __future__ import annotations

from tests.generator.choices import Choices
from tests.generator.forms import Form
from tests.generator.writer import Clause, Para


def one(caption: str, *templates: str, key: str = "") -> Clause:
    """An article of plain paragraphs."""
    return Clause(caption, tuple(Para(template) for template in templates), key=key)


def listed(caption: str, lead: str, items: tuple[str, ...], *after: str, key: str = "") -> Clause:
    """An article whose first paragraph has items."""
    return Clause(caption, (Para(lead, items), *(Para(text) for text in after)), key=key)


DELEGATION_COSTS = (
    one(
        "経費の負担及び予算",
        "委託事務の管理及び執行に要する経費は、{A}の負担とし、{A}は、これを{B}に交付する。",
        "‹前項›の経費の額及び交付の時期は、{a}と{b}とが協議して定める。この場合において、{b}は、あらかじめ委託事務に要する経費の見積りに関する書類を{a}に送付しなければならない。",
        key="costs",
    ),
    one(
        "経費の負担",
        "‹前条›の規定による委託事務に要する経費は、{A}が負担する。",
        "{b}は、毎年度12月末日までに、翌年度の経費の見積書を{a}に提出するものとする。",
        "‹第1項›の規定により{A}が負担する経費の支払の時期及び方法は、両者が協議して定める。",
        key="costs",
    ),
)
DELEGATION = (
    one(
        "管理及び執行の方法",
        "委託事務の管理及び執行については、{B}の条例、規則その他の規程(以下「条例等」という。)の定めるところによるものとする。",
        key="method",
    ),
    one(
        "収入の帰属",
        "委託事務の管理及び執行に伴い徴収する使用料、手数料その他の収入は、全て{B}の収入とする。",
        key="income",
    ),
    one(
        "収入及び支出の経理",
        "{b}は、委託事務の管理及び執行に係る収入及び支出については、{B}の歳入歳出予算において分別して計上するものとする。",
        key="budget",
    ),
    Clause(
        None,
        (
            Para(
                "{b}は、各年度において、その委託事務の管理及び執行に係る予算に残額がある場合においては、これを翌年度における委託事務の管理及び執行に要する経費として繰り越して使用するものとする。"
            ),
            Para(
                "‹前項›の場合においては、{b}は、繰越金の生じた理由を付した計算書を、当該年度の出納閉鎖後速やかに{a}に提出しなければならない。"
            ),
        ),
        shares=True,
        key="surplus",
    ),
    one(
        "決算の場合の措置",
        "{b}は、«地方自治法|233|6»の規定により決算の要領を公表したときは、同時に当該決算の委託事務に関する部分を{a}に通知するものとする。",
        key="accounts",
    ),
    one(
        "連絡会議",
        "{b}は、委託事務の管理及び執行について連絡調整を図るため、年1回定期に連絡会議を開くものとする。ただし、臨時に必要があるときは、臨時会議を開くことができる。",
        key="meeting",
    ),
    one(
        "条例等の制定改廃の通知",
        "委託事務の管理及び執行について適用される条例等の全部又は一部を改正しようとする場合においては、{b}は、あらかじめ{a}に通知しなければならない。",
        "{b}は、‹前項›の規定による通知に係る条例等が公布されたときは、直ちにその旨を{a}に通知するものとする。",
        "{a}は、‹前2項›の規定による通知があったときは、直ちに当該条例等を公表しなければならない。",
        key="bylaws",
    ),
    listed(
        "実施状況の報告",
        "{b}は、次に掲げる事項を、毎年度終了後2月以内に{a}に報告するものとする。",
        ("委託事務の処理の件数", "委託事務に要した経費の額", "‹前2号›に掲げるもののほか、{a}が必要と認める事項"),
        "{a}は、‹前項第2号›の額に疑義があるときは、{b}に説明を求めることができる。",
        key="report",
    ),
    one(
        "委託事務の廃止に伴う措置",
        "委託事務の全部又は一部を廃止する場合においては、当該委託事務の管理及び執行に係る収支は、廃止の日をもって打ち切り、{b}がこれを決算する。",
        "‹前項›の規定による決算に伴って生ずる剰余金は、速やかに{A}に還付しなければならない。",
        key="end",
    ),
)
MORE_DELEGATION = (
    one(
        "告示",
        "{A}及び{B}は、この{K}を変更したときは、«地方自治法|252の14|3»において準用する«同法|252の2の2|2+3»の規定により、その旨を告示するものとする。",
        key="notice",
    ),
    one(
        "使用料",
        "委託事務に係る使用料の額は、«@{NB}使用料条例|昭和27年{NB}条例第4号|5|1»に定めるところによる。",
        key="fees",
    ),
    one("手数料", "委託事務に係る手数料の額は、«@{NB}手数料条例||2»に定める額とする。", key="charges"),
    one(
        "書類の様式",
        "委託事務に係る書類の様式は、«戸籍法施行規則|66|1»の例による。この場合において、«住民基本台帳法|12|1||»の規定による請求については、別に定める。",
        key="papers",
    ),
    one(
        "審査の権限",
        "委託事務に係る権限のうち、«介護保険法|38|2»及び«行政不服審査法|81|1»に定めるもの並びに«地方自治法|96|1|15»に規定するものは、{B}が行う。",
        key="powers",
    ),
    one(
        "施設の管理の協力",
        "{b}は、必要があると認めるときは、委託事務に係る施設の管理を{LATE}(以下「丙」という。)に行わせることができる。",
        "‹前項›の場合において、丙は、施設の管理の状況を{b}に報告するものとする。",
        key="late",
    ),
)
RULES = one(
    "補則",
    "この{K}に定めるもののほか、委託事務の管理及び執行に関し必要な事項は、{a}と{b}とが協議して定める。",
    key="rules",
)
DOUBT = one(
    "疑義の解決",
    "この{K}に定めのない事項及びこの{K}に関し疑義が生じたときは、{A}及び{B}が協議して定めるものとする。",
    key="doubt",
)

COOPERATION = (
    one(
        "基本方針",
        "{A}及び{B}は、‹前条›の目的を達成するため、‹次条›に規定する取組について、相互に役割を分担し、連携を図るものとする。",
        key="policy",
    ),
    one(
        "基本方針",
        "{A}及び{B}は、圏域の将来像を共有し、次に掲げるものとは別に、必要な施策を講ずるよう努めるものとする。",
        "‹前項›の施策は、「住んでよし、訪れてよし」の理念に基づくものでなければならない。",
        key="policy",
    ),
)
WITH = (
    one(
        "事務執行に当たっての連携及び負担",
        "{A}及び{B}は、‹別表›に定める取組を推進するため、相互に役割を分担して連携し、事務の執行に当たるものとする。",
        "‹前項›の規定により必要となる手続又は人員に係る負担については、その都度{A}及び{B}が協議して別に定めるものとする。",
        "{A}及び{B}は、‹別表›に規定するもののほか必要な費用が生じるときは、相互の受益の程度を勘案し、当該費用を負担するものとする。",
        key="carry",
    ),
    one(
        "費用分担",
        "‹前条›の取組に係る事務を処理するために必要な費用の分担は、{A}及び{B}が協議の上、別に定める。",
        key="share",
    ),
    one(
        "定期的な協議",
        "{A}及び{B}は、この{K}の推進に関し必要な連絡調整を図るため、毎年度1回以上、定期的に協議を行うものとする。",
        key="talks",
    ),
    listed(
        "連絡会議の設置",
        "{A}及び{B}は、次に掲げる事項を協議するため、連絡会議(以下「推進会議」という。)を置く。",
        ("取組の実施に関する事項", "取組に要する費用の負担に関する事項", "その他取組の推進に必要な事項"),
        "推進会議は、{a}及び{b}をもって組織する。",
        "‹第1項›の推進会議の庶務は、{A}において処理する。",
        key="council",
    ),
)
CHANGE = (
    one(
        "変更等",
        "この{K}を変更し、又は廃止しようとする場合は、{A}及び{B}の協議によるものとする。この場合において、{A}及び{B}は、あらかじめ、議会の議決を経なければならない。",
        key="change",
    ),
    one(
        "{K}の変更",
        "{A}及び{B}は、この{K}を変更しようとするときは、協議の上これを定めるものとする。この場合において、{A}及び{B}は、あらかじめ議会の議決を経るものとする。",
        key="change",
    ),
)


def delegation_clauses(choices: Choices, most: int) -> list[Clause]:
    """Articles of a delegation after the first, in the usual order."""
    middle = [choices.pick(DELEGATION_COSTS), *DELEGATION]
    chosen = [clause for clause in middle if choices.chance(55)][:most] or [middle[0]]
    if choices.chance(40):
        chosen.append(choices.pick(MORE_DELEGATION))
    chosen = [c for i, c in enumerate(chosen) if not c.shares or (i and chosen[i - 1].key == "budget")]
    if choices.chance(50):
        chosen.append(choices.pick((RULES, DOUBT)))
    elif choices.uses(Form.CAPTION_SAME_TWICE, 20):
        chosen += [RULES, one("補則", "この{K}の施行に関し必要な書類の様式は、{a}が定める。", key="more")]
    return chosen

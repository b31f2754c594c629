"""Texts of any length for the benchmarks, each one instrument that grows in one direction."""

from __future__ import annotations

_FRONT = """○みどり野市と川ノ辺町との間の火葬に関する事務の委託に関する規約

平成20年3月14日

告示第12号

"""


def long_delegation(times: int) -> str:
    """A delegation with ten articles for each of ``times``."""
    articles = "".join(
        f"(管理及び執行の方法その{n})\n\n第{n}条 川ノ辺町(以下「甲」という。)は、地方自治法(昭和22年法律第67号)"
        f"第252条の14第1項の規定により、事務をみどり野市(以下「乙」という。)に委託する。\n\n"
        f"2 前項の額は、次に掲げる事項を勘案し、甲及び乙の長が協議して定める。\n\n"
        "(1) 処理した件数\n\n(2) 前号に係る経費\n\n"
        for n in range(1, 10 * times + 1)
    )
    return f"{_FRONT}{articles}附 則\n\nこの規約は、平成20年4月1日から施行する。\n"


def long_schedule(times: int) -> str:
    """An agreement whose table holds ten initiatives for each of ``times``."""
    rows = "".join(
        f"救急医療の確保その{n}\t取組の内容\t休日及び夜間の急病患者の診療体制を確保する。\n"
        "\t甲の役割\t乙と連携し、当番医制を運営する。 費用の一部を負担する。\n"
        "\t乙の役割\t甲に対し、応分の経費を負担する。\n"
        for n in range(1, 10 * times + 1)
    )
    return (
        "連携中枢都市圏形成に係る連携協約\n\n旭川市（以下「甲」という。）と美瑛町（以下「乙」という。）は、"
        "地方自治法（昭和22年法律第67号）第252条の2第1項の規定に基づき、次のとおり連携協約を締結する。\n\n"
        f"（目的）\n第１条 取組は、別表のとおりとする。\n\n別表（第1条関係）\n\n1 生活機能の強化\n\n{rows}"
    )


def statute(articles: int) -> str:
    """A text that the parser of statutes and the reader of agreements both take."""
    body = "\n".join(
        f"（管理その{n}）\n第{n}条　この規約は、"
        "甲が地方自治法第二百五十二条の十四の規定により事務を委託することを定める。\n"
        "２　前項の事務は、乙が管理し、及び執行する。\n"
        for n in range(1, articles + 1)
    )
    return f"火葬に関する事務の委託に関する規約\n\n{body}"

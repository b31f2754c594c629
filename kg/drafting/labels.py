"""Labels of initiatives: 取組の内容, 甲の役割 and the like, as cells of tables or as headings of running text."""

from __future__ import annotations

import re

#: Labels of rows and columns: 取組の内容, 甲の役割, 旭川市の役割分担及び費用分担 …
CONTENT_LABEL = re.compile(r"(?:連携する)?(?:取組|取り組み|事業|連携)?の?(?:内容|概要)")
ROLE_LABEL = re.compile(r"(?P<bearer>[^。\s|｜]{1,30}?)の役割(?:分担)?(?:(?:及び|・|、)費用(?:分担|負担))?(?:等)?")
TITLE_LABEL = re.compile(
    r"(?:連携する)?(?:取組|取り組み|事業|項目|施策|区分|取組事項|分野|事務|取組名|事業名)(?:の名称|名)?"
)
#: A heading that only groups role labels below it.
ROLES_LABEL = re.compile(r"役割(?:分担)?|(?:取組の)?役割分担等?")
_LABEL_LINE = re.compile(
    rf"(?P<label>{CONTENT_LABEL.pattern}|{ROLE_LABEL.pattern})(?:(?P<gap>[\s:：]+)(?P<rest>\S.*)?)?", re.DOTALL
)


def is_label(text: str) -> bool:
    """Whether a text is a label of content or of a role.

    >>> is_label("乙の役割"), is_label("取組の内容"), is_label("を提供する。")
    (True, True, False)
    """
    return bool(CONTENT_LABEL.fullmatch(text) or ROLE_LABEL.fullmatch(text))


def label_at(text: str) -> tuple[int, int] | None:
    """End of the label a line begins with and start of the words after it; None where it begins with no label.

    >>> label_at("取組の内容 当番医制を続ける。"), label_at("甲の役割"), label_at("甲の役割を定める。")
    ((5, 6), (4, 4), None)
    """
    match = _LABEL_LINE.fullmatch(text)
    if match is None:
        return None
    end = match.end("label")
    return end, match.start("rest") if match["rest"] else len(text)

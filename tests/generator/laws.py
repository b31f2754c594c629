"""Acts and notices that agreements cite, and how they are printed.

Numbers and e-Gov identifiers are from e-Gov's list of laws (the digit after AC is 1 or 2 for a member's bill).
A template says a citation as «act|article|paragraph|item», with * as the last field where it is the legal basis.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.generator.choices import Choices
from tests.generator.forms import Form
from tests.generator.truth import Citation, Reference, Words

LAWS: dict[str, tuple[str, str | None]] = {
    "地方自治法": ("昭和22年法律第67号", "322AC0000000067"),
    "地方公務員法": ("昭和25年法律第261号", "325AC0000000261"),
    "学校教育法": ("昭和22年法律第26号", "322AC0000000026"),
    "消防組織法": ("昭和22年法律第226号", "322AC0000000226"),
    "介護保険法": ("平成9年法律第123号", "409AC0000000123"),
    "戸籍法": ("昭和22年法律第224号", "322AC0000000224"),
    "住民基本台帳法": ("昭和42年法律第81号", "342AC0000000081"),
    "地方財政法": ("昭和23年法律第109号", "323AC0000000109"),
    "行政不服審査法": ("平成26年法律第68号", "426AC0000000068"),
    "地方自治法施行令": ("昭和22年政令第16号", "322CO0000000016"),
    "戸籍法施行規則": ("昭和22年司法省令第94号", "322M40000010094"),
}
#: Names, numbers and the bodies that gave them: 要綱.
NOTICES = {
    "連携中枢都市圏構想推進要綱": ("平成26年8月25日", "総行市第200号", "総務省自治行政局長通知"),
    "定住自立圏構想推進要綱": ("平成20年12月26日", "総行応第39号", "総務事務次官通知"),
}
_MARK = re.compile(r"«([^»]*)»|‹([^›]*)›|(以下「([^」]*)」という)")
Resolve = Callable[[str], Reference]


def printed_provision(article: str | None, paragraph: str | None = None, item: str | None = None) -> str:
    """第252条の14第1項."""
    text = ""
    if article:
        number, *branches = article.split("の")
        text = f"第{number}条" + "".join("の" + branch for branch in branches)
    return text + (f"第{paragraph}項" if paragraph else "") + (f"第{item}号" if item else "")


@dataclass(slots=True)
class LawBook:
    """What one document has cited so far: acts in full are known by name later, or as 法."""

    choices: Choices
    known: set[str] = field(default_factory=set)
    short: str | None = None
    last: tuple[str, str] = ("", "")
    owner: str = ""

    def enter(self, owner: str) -> None:
        """Begins an element: 同法 and 同条 never reach over its edge."""
        if owner != self.owner:
            self.owner, self.last = owner, ("", "")

    def words(self, template: str, resolve: Resolve, terms: bool = True) -> Words:
        """The words of a template: «citations», ‹references› and terms defined in it."""
        found, place = Words(), 0
        for mark in _MARK.finditer(template):
            found += Words(template[place : mark.start()])
            place = mark.end()
            if mark[1] is not None:
                found += self._cite(mark[1], found.text)
            elif mark[2] is not None:
                reference = resolve(mark[2])
                found += Words(reference.text, references=(reference,))
            else:
                found += Words(mark[3], terms=(mark[4],) if terms else ())
        return found + Words(template[place:])

    def _cite(self, mark: str, before: str = "") -> Words:
        fields = mark.split("|")
        basis = fields[-1] == "*"
        name, article, paragraph, item = ([f or None for f in fields[: -1 if basis else None]] + [None] * 4)[:4]
        assert name
        if name.startswith("@"):
            return self._ordinance(name[1:], article, printed_provision(paragraph, item), paragraph, item)
        if name in NOTICES:
            return self._notice(name, article or "4")
        name, printed = self._name(name)
        if name != "同条":
            self.last = (name, article or "")
        tail, citations = "", []
        paragraphs: list[str | None] = [*paragraph.split("+")] if paragraph else [None]
        for index, one in enumerate(paragraphs):
            own = printed_provision(None if index else article, one, item)
            if printed == "同条":
                own = printed_provision(None, one, item)
            tail += ("及び" if index else "") + own
            number, law_id = LAWS.get(self.last[0], (None, None))
            citations.append(Citation(own, self.last[0], number, law_id, self.last[1], one, item, basis))
        if printed == "同法" and "準用" in before[-6:]:
            self.choices.mark(Form.CITE_JUNYO)
        if len(paragraphs) > 1:
            self.choices.mark(Form.CITE_ELLIPTIC)
        if item:
            self.choices.mark(Form.CITE_ITEMS)
        return Words(printed + tail, citations=tuple(citations))

    def _ordinance(self, name: str, number: str | None, tail: str, article: str | None, paragraph: str | None) -> Words:
        self.choices.mark(Form.CITE_ORDINANCE)
        self.last = ("", "")
        printed = name + (f"({number})" if number else "") + tail
        return Words(printed, citations=(Citation(tail, name, number, None, article, paragraph),))

    def _name(self, name: str) -> tuple[str, str]:
        if name == "同条":
            self.choices.mark(Form.CITE_DOJO)
            return name, name
        if name == "同法":
            self.choices.mark(Form.CITE_DOHO)
            return self.last[0], name
        if name in self.known:
            if name == self.short:
                self.choices.mark(Form.CITE_HO)
                return name, "法"
            if self.last[0] == name and self.choices.uses(Form.CITE_DOHO, 30):
                return name, "同法"
            self.choices.mark(Form.CITE_AGAIN)
            return name, name
        self.known.add(name)
        self.choices.mark(Form.CITE_FULL)
        number, _ = LAWS[name]
        if "省令" in number:
            self.choices.mark(Form.CITE_RULE)
        if name == "地方自治法" and self.short is None and self.choices.uses(Form.CITE_HO, 35):
            self.short = name
            return name, f"{name}({number}。以下「法」という。)"
        return name, f"{name}({number})"

    def _notice(self, name: str, item: str) -> Words:
        day, number, giver = NOTICES[name]
        form = self.choices.form({Form.CITE_NOTICE_DATED: 30, Form.CITE_NOTICE_NESTED: 30}, Form.CITE_NOTICE)
        printed = {
            Form.CITE_NOTICE_DATED: f"{name}({day}付け{number}{giver})",
            Form.CITE_NOTICE_NESTED: f"{name}({day}({number}))",
        }.get(form or Form.CITE_NOTICE, f"{name}({day}{number}{giver})")
        citation = Citation(f"第{item}", name, day + number, None, None, None, item)
        return Words(f"{printed}第{item}", citations=(citation,))

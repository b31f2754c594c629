"""``renkei check`` for people: what was read, how much of the source it covers, what to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.tree import Tree

from kg.cli.check_history import event_line, force_line
from kg.cli.language import Language, Words, spoken
from kg.publication.excerpt import excerpt, line_start
from kg.registries.diagnostic_codes import load_diagnostic_codes

Checked = Mapping[str, Any]

_NOTHING = Words("No agreement was found in this document.", "この文書に協約は見つかりませんでした。")
_CONFORMS = Words("conforms", "適合")
_CONFORMS_NOT = Words("DOES NOT CONFORM", "不適合")
_SIGNED = Words("signed on", "締結日")
_EFFECTIVE = Words("effective on", "発効日")
_NOT_STATED = Words("not stated", "記載なし")
_PARTIES = Words("Parties", "当事者")
_ARTICLES = Words("Articles", "条文")
_SUPPLEMENTARY = Words("Supplementary provisions ({})", "附則（{}）")
_INITIATIVES = Words("Initiatives ({})", "取組（{}）")
_CITATIONS = Words("Citations", "引用")
_LEGAL_BASIS = Words("legal basis", "根拠規定")
_SIGNATORIES = Words("Signatories", "署名者")
_EVENTS = Words("Events", "出来事")
_FORCE = Words("In force", "効力")
_ARTICLE = Words(
    "Article {number} ({caption})  paragraphs: {paragraphs}", "第{number}条（{caption}） 項数: {paragraphs}"
)
_DUTIES = Words("{designation} (duties: {duties})", "{designation}（義務: {duties}）")
_TERMS = Words("Defined terms", "定義された語")
_REFERENCES = Words("Internal references", "内部参照")
_COVERAGE = Words("Coverage", "網羅")
_CLAIMED = Words("in elements", "要素")
_UNCLAIMED = Words("unclaimed", "未帰属")

_COUNTS = Words("{error} errors, {warning} warnings, {info} notes", "エラー{error}、警告{warning}、注記{info}")
_REMEDY = Words("what to do", "対処")
_MORE = Words("{count} more of {code} (--all shows them)", "{code} ほか{count}件（--all で全部表示）")
_SEVERITIES = {"error": Words("error", "エラー"), "warning": Words("warning", "警告"), "info": Words("note", "注記")}
_IGNORED = {
    "white-space": Words("white space", "空白"),
    "page-number": Words("page numbers", "ページ番号"),
    "table-rule": Words("rules of tables", "表の罫線"),
    "markup": Words("markup", "タグ"),
    "running-header": Words("running headers, navigation", "柱・ナビゲーション"),
}

#: Notes of one code that are shown; there can be hundreds of the same repair.
_NOTES_SHOWN = 3
_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}


def write_text(checked: Checked, text: str, console: Console, *, notes_shown: int | None = _NOTES_SHOWN) -> None:
    """Print the outline of a check (the object of ``--format json``) and the places in its source text.

    Of notes with one code the first ``notes_shown`` are shown, all where it is None; errors and warnings always.
    """
    for agreement in checked["agreements"]:
        console.print(_agreement_tree(agreement))
    if not checked["agreements"]:
        console.print(str(_NOTHING))
    console.print()
    console.print(escape(f"{_COVERAGE}: {checked['source']['path']}"), soft_wrap=True)
    console.print(_coverage_table(checked))
    _write_places(checked, text, console, notes_shown)


def _agreement_tree(agreement: Checked) -> Tree:
    state = f"[green]{_CONFORMS}[/]" if agreement["conforms"] else f"[bold red]{_CONFORMS_NOT}[/]"
    tree = Tree(f"[bold]{escape(agreement['title'])}[/] ({agreement['instrument']}) {state}")
    tree.add(escape(agreement["iri"]))
    signed, effective = (agreement[key] or _NOT_STATED for key in ("signed_on", "effective_on"))
    tree.add(f"{_SIGNED}: {signed} · {_EFFECTIVE}: {effective}")
    _add_lines(tree, str(_PARTIES), [_party_line(party) for party in agreement["parties"]])
    _add_lines(tree, str(_ARTICLES), [_article_line(article) for article in agreement["articles"]])
    if agreement["supplementary_provisions"]:
        tree.add(_SUPPLEMENTARY.format(len(agreement["supplementary_provisions"])))
    _add_initiatives(tree, agreement["initiatives"])
    _add_lines(tree, str(_CITATIONS), [_citation_line(citation) for citation in agreement["citations"]])
    _add_lines(
        tree, str(_REFERENCES), [f"{found['text']} → {found['target'] or '?'}" for found in agreement["references"]]
    )
    _add_lines(tree, str(_TERMS), agreement["defined_terms"])
    _add_lines(tree, str(_SIGNATORIES), [_signatory_line(signatory) for signatory in agreement["signatories"]])
    _add_lines(tree, str(_EVENTS), [event_line(event) for event in agreement["events"]])
    _add_lines(tree, str(_FORCE), [force_line(period) for period in agreement["force"]])
    return tree


def _add_lines(tree: Tree, heading: str, lines: Sequence[str]) -> None:
    if lines:
        branch = tree.add(heading)
        for line in lines:
            branch.add(escape(line))


def _party_line(party: Checked) -> str:
    bodies = (f"{name} {code or '?'}" for name, code in zip(party["names"], party["codes"], strict=True))
    return f"{party['designation'] or '–'}  {'・'.join(bodies)}  {party['capacity']}"


def _article_line(article: Checked) -> str:
    return _ARTICLE.format(
        number=article["number"], caption=article["caption"] or "–", paragraphs=len(article["paragraphs"])
    )


def _citation_line(citation: Checked) -> str:
    basis = f"  [{_LEGAL_BASIS}]" if citation["legal_basis"] else ""
    places = [citation[key] for key in ("article", "paragraph", "item")]
    place = "/".join(place or "–" for place in places)
    return f"{citation['text']} → {citation['law']} {place} {citation['law_id'] or ''}{basis}"


def _signatory_line(signatory: Checked) -> str:
    return "  ".join(signatory[key] or "?" for key in ("designation", "title", "name"))


def _add_initiatives(tree: Tree, initiatives: Sequence[Checked]) -> None:
    """One branch per heading, nested as in the document."""
    top = tree.add(_INITIATIVES.format(len(initiatives))) if initiatives else tree
    branches: dict[tuple[str, ...], Tree] = {(): top}
    for initiative in initiatives:
        path = tuple(initiative["path"])
        for depth in range(1, len(path) + 1):
            if path[:depth] not in branches:
                branches[path[:depth]] = branches[path[: depth - 1]].add(escape(path[depth - 1]))
        branches[path].add(escape(_initiative_line(initiative)))


def _initiative_line(initiative: Checked) -> str:
    roles = (
        _DUTIES.format(designation=role["designation"], duties=len(role["duties"])) for role in initiative["roles"]
    )
    return f"{initiative['title']}  [{initiative['policy_field'] or '?'}]  {' · '.join(roles)}"


def _coverage_table(checked: Checked) -> Table:
    source = checked["source"]
    total = source["characters"]
    unclaimed = sum(stretch["end"] - stretch["start"] for stretch in checked["unclaimed"])
    claimed = total - unclaimed - sum(source["ignored"].values())
    table = Table(show_header=False)
    table.add_column(justify="left")
    table.add_column(justify="right")
    table.add_column(justify="right")
    for name, count in ((str(_CLAIMED), claimed), *_ignored(source), (str(_UNCLAIMED), unclaimed)):
        table.add_row(name, f"{count:,}", f"{100 * count / total:.1f} %" if total else "")
    return table


def _ignored(source: Checked) -> Iterator[tuple[str, int]]:
    for kind, count in source["ignored"].items():
        yield str(_IGNORED[kind]), count


def _write_places(checked: Checked, text: str, console: Console, notes_shown: int | None) -> None:
    """Every diagnostic as good compilers print them: place, severity, message, the line with the words underlined."""
    seen: Counter[str] = Counter()
    hidden: Counter[str] = Counter()
    for diagnostic in checked["diagnostics"]:
        code = diagnostic["code"]
        seen[code] += 1
        if diagnostic["severity"] == "info" and notes_shown is not None and seen[code] > notes_shown:
            hidden[code] += 1
            continue
        _write_diagnostic(checked["source"]["path"], text, diagnostic, console, with_remedy=seen[code] == 1)
    if hidden:
        console.print()
    for code, count in sorted(hidden.items()):
        console.print(f"[{_STYLES['info']}]+[/] {_MORE.format(code=code, count=count)}")
    counts = Counter(diagnostic["severity"] for diagnostic in checked["diagnostics"])
    console.print(f"\n{_COUNTS.format(**{severity: counts[severity] for severity in _STYLES})}")


def _write_diagnostic(path: str, text: str, diagnostic: Checked, console: Console, *, with_remedy: bool) -> None:
    """One diagnostic; what to do about its code is said once."""
    code, severity, start, end = (diagnostic[key] for key in ("code", "severity", "start", "end"))
    message = diagnostic["message_ja" if spoken() is Language.JA else "message"]
    style = _STYLES[severity]
    place = f"{path}:{diagnostic['line']}:{_column(text, start)}"
    console.print(
        f"\n{escape(place)}: [{style}]{_SEVERITIES[severity]}[/] {escape(f'{message} [{code}]')}", soft_wrap=True
    )
    number = str(diagnostic["line"])
    line, marks = excerpt(text, start, end, width=min(console.width, 120) - len(number) - 4)
    gutter = " " * len(number)
    console.print(f" {number} | {escape(line)}\n {gutter} | [{style}]{marks}[/]", soft_wrap=True)
    if with_remedy and code in load_diagnostic_codes():
        entry = load_diagnostic_codes()[code]
        console.print(f" {gutter} = {_REMEDY}: {escape(str(Words(entry.remedy_en, entry.remedy_ja)))}", soft_wrap=True)


def _column(text: str, offset: int) -> int:
    """Column of an offset in its line, from 1."""
    return offset - line_start(text, offset) + 1

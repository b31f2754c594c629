"""What a build says when it is done."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from kg.cli.language import Words
from kg.cli.release_option import DEFAULT_RELEASE
from kg.model.text import Severity
from kg.publication.building import BuildOutcome, Notice
from kg.publication.manifest import Manifest, SetAside, Warned

_PUBLISHED = Words("Release {id} published: {directory}", "公開版 {id} を作りました: {directory}")
_REUSED = Words(
    "Release {id} was there already, nothing has changed: {directory}",
    "公開版 {id} は作成済みで変更はありません: {directory}",
)
_NOTHING = Words("Nothing was published.", "何も公開しませんでした。")
_NEXT = Words("To serve it: {}", "配信するには: {}")
_SET_ASIDE = Words("set aside", "除外")
_WARNING = Words("warning", "警告")
_NOTE = Words("note", "注意")

_COUNTS = {
    "agreements": Words("agreements", "協約"),
    "parties": Words("parties", "当事者"),
    "municipalities": Words("municipalities", "市区町村"),
    "articles": Words("articles", "条"),
    "initiatives": Words("initiatives", "取組"),
    "roles": Words("roles", "役割"),
    "triples": Words("triples", "トリプル"),
}


def write_summary(outcome: BuildOutcome, *, results: Console, remarks: Console) -> None:
    """Counts and agreements to ``results``; set aside, warnings and notices to ``remarks``."""
    for entry in outcome.set_aside:
        remarks.print(f"[bold red]{_SET_ASIDE}[/]: {escape(_set_aside_line(entry))}")
    for warned in outcome.warnings:
        remarks.print(f"[yellow]{_WARNING}[/]: {escape(_warning_line(warned))}")
    for notice in outcome.notices:
        remarks.print(f"{_notice_kind(notice)}: {escape(str(Words(notice.message, notice.message_ja)))}")
    if outcome.manifest is None:
        remarks.print(str(_NOTHING))
        return
    results.print(_agreement_table(outcome.manifest))
    results.print(_count_table(outcome))
    said = _REUSED if outcome.reused else _PUBLISHED
    results.print(said.format(id=outcome.release_id, directory=outcome.directory), soft_wrap=True)
    if outcome.directory is not None:
        remarks.print(escape(_NEXT.format(_serve_command(outcome.directory.parents[1]))))


def _notice_kind(notice: Notice) -> str:
    return f"[yellow]{_WARNING}[/]" if notice.severity is Severity.WARNING else f"[cyan]{_NOTE}[/]"


def _serve_command(out: Path) -> str:
    """The command that serves the live release of an output folder.

    >>> _serve_command(Path("build")), _serve_command(Path("elsewhere"))
    ('renkei serve', 'renkei serve --release elsewhere/current')
    """
    return "renkei serve" if out == DEFAULT_RELEASE.parent else f"renkei serve --release {out / DEFAULT_RELEASE.name}"


def _set_aside_line(entry: SetAside) -> str:
    where = f"{entry.path} ({entry.slug})" if entry.slug else entry.path
    return f"{where}: {Words(entry.reason, entry.reason_ja)}"


def _warning_line(warned: Warned) -> str:
    where = f"{warned.path}:{warned.line}" if warned.line else warned.path
    return f"{where}: {Words(warned.message, warned.message_ja)} [{warned.code}]"


def _agreement_table(manifest: Manifest) -> Table:
    table = Table(str(_COUNTS["agreements"]), "IRI")
    for entry in manifest.agreements:
        table.add_row(escape(str(Words(entry.title_en, entry.title))), entry.iri)
    return table


def _count_table(outcome: BuildOutcome) -> Table:
    """What was published in numbers, then what was set aside and warned of."""
    counts = outcome.manifest.counts if outcome.manifest else {}
    table = Table(show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for name, words in _COUNTS.items():
        table.add_row(str(words), f"{counts[name]:,}")
    table.add_row(str(_SET_ASIDE), f"{len(outcome.set_aside):,}")
    table.add_row(str(_WARNING), f"{len(outcome.warnings):,}")
    return table

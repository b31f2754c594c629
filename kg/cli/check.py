"""``renkei check``: what is read from one document, before anything is published."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from kg.cli.check_html import html_page
from kg.cli.check_text import write_text
from kg.cli.checking import CheckedDocument, check_document
from kg.cli.commands import Argument, Command, Option
from kg.cli.console import result_console
from kg.cli.failures import NONCONFORMANT, OK
from kg.cli.language import Words
from kg.cli.setting_options import base_iri_option, settings_from
from kg.formats import HTML, RESULTS_CSV, TURTLE
from kg.publication.dumps import dump_quads, sorted_quads
from kg.publication.finding_files import findings_csv

_TEXT = "text"
_JSON = "json"


@click.command(
    cls=Command,
    words=Words(
        "Show what is read from a document, and every place that needs a look.\n"
        "Nothing is published. Exit code 1: it holds no agreement, or one that does not conform.",
        "文書から何が読み取られるか、どこを確かめるべきかを示す。\n"
        "何も公開しない。終了コード1: 協約が含まれないか、適合しない。",
    ),
    params=[
        Argument(["path"], type=Path, words=Words("The document.", "文書のファイル。")),
        Option(
            ["--format", "format_name"],
            type=click.Choice([_TEXT, _JSON, TURTLE.extension, HTML.extension, RESULTS_CSV.extension]),
            default=_TEXT,
            show_default=True,
            words=Words(
                "Outline, whole reading as JSON, graph as Turtle, a page with the source beside the reading, or "
                "the findings as a table.",
                "概要、読み取り全体のJSON、グラフのTurtle、原文と読み取りを並べたページ、所見の表のいずれか。",
            ),
        ),
        Option(
            ["--all", "show_all"],
            is_flag=True,
            words=Words(
                "Show every note, also where there are many of one kind.", "注記を、同じ種類が多くても全部表示する。"
            ),
        ),
        base_iri_option(),
    ],
)
def check(path: Path, format_name: str, show_all: bool, **flags: str | int | float | None) -> int:
    checked = check_document(path, settings=settings_from(flags))
    if format_name == _TEXT:
        shown = {"notes_shown": None} if show_all else {}
        write_text(checked.json, checked.report.source.text, result_console(), **shown)
    else:
        sys.stdout.buffer.write(_written(checked, format_name))
    return OK if checked.conforms else NONCONFORMANT


def _written(checked: CheckedDocument, format_name: str) -> bytes:
    if format_name == TURTLE.extension:
        return dump_quads(sorted_quads(checked.quads), TURTLE)
    if format_name == HTML.extension:
        return html_page(checked.json, checked.report.source.text).encode()
    if format_name == RESULTS_CSV.extension:
        return findings_csv(checked.explained)
    return json.dumps(checked.json, ensure_ascii=False, indent=2).encode() + b"\n"

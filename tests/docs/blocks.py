"""The parts of the documentation that the code says itself, one function per block name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import click

from kg.cli import program
from kg.cli.language import Language, Words, speak, spoken
from kg.cli.setting_options import flag
from kg.formats import AKOMA_NTOSO, ASK_FORMATS, DATASET_FORMATS, RDF_FORMATS, SELECT_FORMATS
from kg.registries.diagnostic_codes import load_diagnostic_codes
from kg.settings import SETTINGS, Setting, Settings, Use
from kg.web import create_app
from tests.labels.agreement import report
from tests.labels.reading import LABELLED, read_labels, read_texts

_WIDTH = 100


def command_line() -> str:
    """Help of every command."""
    return "\n\n".join(f"## `{ctx.command_path}`\n\n```text\n{ctx.get_help()}\n```" for ctx in _contexts())


def _contexts() -> Iterator[click.Context]:
    top = program.make_context("renkei", ["help"], terminal_width=_WIDTH, max_content_width=_WIDTH)
    yield top
    yield from _contexts_below(top, program)


def _contexts_below(above: click.Context, group: click.Group) -> Iterator[click.Context]:
    for name in group.list_commands(above):
        command = group.get_command(above, name)
        assert command is not None
        context = click.Context(command, parent=above, info_name=name)
        yield context
        if isinstance(command, click.Group):
            yield from _contexts_below(context, command)


def settings() -> str:
    """Every setting with its flag, its environment variable and its default."""
    head = Words("| Setting | Environment variable | Default | Meaning |", "| 設定 | 環境変数 | 既定値 | 意味 |")
    rows = (
        f"| {_flag(s)} | `{s.environment_variable}` | {_code(s.default)} | {Words(s.help, s.help_ja)} |"
        for s in SETTINGS
    )
    return "\n".join((str(head), "|---|---|---|---|", *rows))


def _flag(setting: Setting) -> str:
    return "–" if setting.use in {Use.STORE, Use.KEY} else f"`{flag(setting)}`"


def _code(value: str | float) -> str:
    return f"`{value}`" if value != "" else "–"


def formats() -> str:
    """Every format, what it is for, its media type and its extension."""
    head = Words("| For | Format | Media type | Extension |", "| 用途 | 形式 | メディアタイプ | 拡張子 |")
    uses = (
        (Words("documents, CONSTRUCT, downloads", "文書、CONSTRUCT、ダウンロード"), RDF_FORMATS),
        (Words("downloads with named graphs", "名前付きグラフごとのダウンロード"), DATASET_FORMATS),
        (Words("agreements", "協定等"), (AKOMA_NTOSO,)),
        (Words("SELECT", "SELECT"), SELECT_FORMATS),
        (Words("ASK", "ASK"), ASK_FORMATS),
    )
    rows = (f"| {use} | {f.label} | `{f.media_type}` | `.{f.extension}` |" for use, offered in uses for f in offered)
    return "\n".join((str(head), "|---|---|---|---|", *rows))


def routes() -> str:
    """Every route of the web application with what it says of itself."""
    head = Words("| Route | Method | What it answers |", "| 経路 | メソッド | 内容 |")
    paths: dict[str, dict[str, dict[str, str]]] = create_app(Path("unread"), Settings()).openapi()["paths"]
    rows = (
        f"| `{path}` | {method.upper()} | {operation['summary']} |"
        for path, operations in paths.items()
        for method, operation in operations.items()
    )
    return "\n".join((str(head), "|---|---|---|", *rows))


def diagnostics() -> str:
    """Every code of a diagnostic, what it means and what to do."""
    head = Words("| Code | Meaning | What to do |", "| コード | 意味 | 対処 |")
    rows = (
        f"| `{entry.code}` | {Words(entry.meaning_en, entry.meaning_ja)} | {Words(entry.remedy_en, entry.remedy_ja)} |"
        for entry in load_diagnostic_codes().values()
    )
    return "\n".join((str(head), "|---|---|---|", *rows))


def duty_agreement() -> str:
    """What ``python -m tests.labels.agreement`` prints; column heads are the same in both languages."""
    ones, others = (read_labels(path) for path in LABELLED[:2])
    return report(ones, others, read_texts()).rstrip("\n")


BLOCKS: dict[str, Callable[[], str]] = {
    "command-line": command_line,
    "settings": settings,
    "formats": formats,
    "routes": routes,
    "diagnostics": diagnostics,
    "duty-agreement": duty_agreement,
}


def block_in(name: str, language: Language) -> str:
    """A block in one language."""
    before = spoken()
    speak(language)
    try:
        return BLOCKS[name]()
    finally:
        speak(before)

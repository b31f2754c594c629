"""Commands and options whose help exists in both languages, and a group that imports a command when it is called."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from kg.cli.failures import show_tracebacks
from kg.cli.language import Language, Words, speak, spoken

_ARGUMENTS_HEADING = Words("Arguments", "引数")
_COMMANDS_HEADING = Words("Commands", "コマンド")
_OPTIONS_HEADING = Words("Options", "オプション")
_DEFAULT = Words("default", "既定")
#: Options that click adds by itself, in English only.
_SHOWN_BY_CLICK = {
    "--help": Words("Show this message and exit.", "この説明を表示して終わる。"),
    "--version": Words("Show the version and exit.", "版を表示して終わる。"),
}


class Option(click.Option):
    """An option with help in both languages."""

    def __init__(self, declarations: list[str], *, words: Words, **settings: Any) -> None:
        super().__init__(declarations, **settings)
        self.words = words

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        self.help = str(self.words)
        record = super().get_help_record(ctx)
        return record and (record[0], record[1].replace("[default: ", f"[{_DEFAULT}: "))


class Argument(click.Argument):
    """An argument with help in both languages."""

    def __init__(self, declarations: list[str], *, words: Words, **settings: Any) -> None:
        super().__init__(declarations, **settings)
        self.words = words

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        return self.make_metavar(ctx), str(self.words)


class Command(click.Command):
    """A command with help in both languages that also takes ``--lang`` and ``--traceback``."""

    def __init__(self, name: str | None = None, *, words: Words, **settings: Any) -> None:
        super().__init__(name, **settings)
        self.words = words
        self.params.extend(shared_options())

    def get_short_help_str(self, limit: int = 100) -> str:
        return str(self.words).partition("\n")[0]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_help(self.words, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_options(self, ctx, formatter)


class LazyGroup(click.Group):
    """A group of commands named as ``"module:attribute"`` and imported when asked for.

    A server needs no parser and a build no web framework, so neither pays for the other at start-up.
    """

    def __init__(self, name: str, *, words: Words, lazy: Mapping[str, str], **settings: Any) -> None:
        super().__init__(name, **settings)
        self.words = words
        self.lazy = lazy
        self.params.extend(shared_options())

    def get_short_help_str(self, limit: int = 100) -> str:
        return str(self.words).partition("\n")[0]

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.lazy:
            return None
        module, _, attribute = self.lazy[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_help(self.words, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_options(self, ctx, formatter)
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section(str(_COMMANDS_HEADING)):
            formatter.write_dl([(name, command.get_short_help_str()) for name, command in commands if command])


def _write_help(words: Words, formatter: click.HelpFormatter) -> None:
    formatter.write_paragraph()
    with formatter.indentation():
        for paragraph in str(words).split("\n"):
            formatter.write_text(paragraph)


def _write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    parameters = command.get_params(ctx)
    arguments = [parameter.get_help_record(ctx) for parameter in parameters if isinstance(parameter, Argument)]
    if arguments:
        with formatter.section(str(_ARGUMENTS_HEADING)):
            formatter.write_dl(arguments)
    with formatter.section(str(_OPTIONS_HEADING)):
        formatter.write_dl(
            [
                (record[0], str(_SHOWN_BY_CLICK.get(parameter.opts[-1], record[1])))
                for parameter in parameters
                if isinstance(parameter, click.Option) and (record := parameter.get_help_record(ctx))
            ]
        )


def shared_options() -> list[click.Parameter]:
    """The options of every command."""
    return [
        Option(
            ["--lang"],
            words=Words("Language of messages (default: the locale's).", "メッセージの言語（既定はロケールによる）。"),
            type=click.Choice([language.value for language in Language]),
            expose_value=False,
            is_eager=True,
            callback=_set_language,
        ),
        Option(
            ["--traceback"],
            words=Words(
                "Show where an internal error was raised (also RENKEI_TRACEBACK=1).",
                "内部エラーの発生箇所を示す（RENKEI_TRACEBACK=1 でも可）。",
            ),
            is_flag=True,
            expose_value=False,
            is_eager=True,
            callback=_set_traceback,
        ),
    ]


def _set_language(_ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    speak(Language(value) if value else spoken())


def _set_traceback(_ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:
        show_tracebacks(True)

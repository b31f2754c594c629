"""How a command ends: the one mapping from what was raised to an exit code and a message.

0 ok · 1 something does not conform or was set aside · 2 usage or missing file · 3 internal error; and, as every Unix
tool has them, 130 after Ctrl-C and 141 when the reader of a pipe has gone.
"""

from __future__ import annotations

import os
import sys
import traceback
from contextvars import ContextVar
from types import TracebackType

import click
from rich.markup import escape

from kg.cli.console import work_console
from kg.cli.language import Words, words_of
from kg.errors import RenkeiError

OK = 0
NONCONFORMANT = 1
USAGE = 2
INTERNAL = 3
INTERRUPTED = 130
PIPE_CLOSED = 141

_TRACEBACK: ContextVar[bool] = ContextVar("traceback", default=False)

_ERROR = Words("Error", "エラー")
_INTERNAL = Words(
    "Internal error: {}\nThis is a fault of renkei or of the machine, not of your input. --traceback (or "
    "RENKEI_TRACEBACK=1) shows where it was raised; please send that with your report.",
    "内部エラー: {}\n入力ではなく renkei か機械の不具合です。--traceback（または RENKEI_TRACEBACK=1）で発生箇所が"
    "表示されます。報告の際に添えてください。",
)
_INTERRUPTED = Words("Interrupted.", "中断しました。")


def show_tracebacks(wanted: bool) -> None:
    """Whether an internal error shows where it was raised."""
    _TRACEBACK.set(wanted)


class Ending:
    """Context manager that turns whatever is raised inside it into ``exit_code`` and a message on stderr."""

    def __init__(self) -> None:
        self.exit_code = OK

    def __enter__(self) -> Ending:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _traceback: TracebackType | None
    ) -> bool:
        if error is None or not isinstance(error, (Exception, KeyboardInterrupt)):
            return False
        self.exit_code = end_of(error)
        return True


def end_of(error: Exception | KeyboardInterrupt) -> int:
    """Say what happened; return the exit code."""
    match error:
        case click.exceptions.Exit():
            return error.exit_code
        case click.ClickException():
            return _end_click(error)
        case click.Abort() | KeyboardInterrupt():
            return _say(str(_INTERRUPTED), INTERRUPTED)
        case BrokenPipeError():
            return _end_pipe()
        case RenkeiError():
            return _say(str(words_of(error)), error.exit_code)
        case _:
            return _end_internal(error)


def _say(message: str, code: int) -> int:
    work_console().print(f"[bold red]{_ERROR}[/]: {escape(message)}")
    return code


def _end_click(error: click.ClickException) -> int:
    """Wrong usage: how it is right, and what was wrong; without any argument the help alone."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        work_console().print(escape(error.format_message()))
    elif isinstance(error, click.UsageError):
        if error.ctx is not None:
            work_console().print(escape(error.ctx.get_usage()))
        _say(str(_usage_words(error)), USAGE)
    else:
        _say(error.format_message(), USAGE)
    return USAGE


def _usage_words(error: click.UsageError) -> Words:
    """Click's message, which exists in English only, and what it says in Japanese."""
    english = error.format_message()
    match error:
        case click.NoSuchOption():
            return Words(english, f"オプション {error.option_name} はありません。")
        case click.MissingParameter():
            name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
            return Words(english, f"{name} を指定してください。")
        case click.BadParameter():
            name = "/".join(error.param.opts) if error.param else ""
            return Words(english, f"{name} の値が正しくありません（{error.message}）")
        case _:
            return Words(english, f"使い方が正しくありません（{english}）")


def _end_pipe() -> int:
    """The reader has gone: keep Python from complaining when it flushes stdout at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return PIPE_CLOSED


def _end_internal(error: BaseException) -> int:
    if _TRACEBACK.get():
        traceback.print_exception(error)
    return _say(_INTERNAL.format(f"{type(error).__name__}: {error}"), INTERNAL)

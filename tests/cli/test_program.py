"""Usage, languages and endings of the program as a whole."""

from __future__ import annotations

import subprocess
from pathlib import Path

import click
import pytest

import kg
from kg.cli import program
from kg.cli.failures import end_of, show_tracebacks
from kg.cli.language import Language, speak
from kg.errors import InputError, NonconformanceError, ReleaseError
from tests.running import RENKEI, environment, run_renkei

COMMANDS = ("build", "check", "serve", "query", "push", "workbook")


def test_version() -> None:
    done = run_renkei("--version")
    assert (done.returncode, done.stdout.split()[-1]) == (0, kg.__version__)


def test_the_commands_are_those_of_the_contract_and_those_added() -> None:
    assert tuple(program.list_commands(click.Context(program))) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_command_explains_itself(command: str, language: str) -> None:
    done = run_renkei("--lang", language, command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert ("オプション" in done.stdout) == (language == "ja")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nonsense",),
        ("check",),
        ("check", "--nonsense"),
        ("check", "x", "--format", "docx"),
        ("build", "--jobs", "x"),
    ],
)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_wrong_usage_ends_with_2(arguments: tuple[str, ...], language: str) -> None:
    done = run_renkei(*arguments, env={"LANG": f"{language}.UTF-8"})
    assert (done.returncode, done.stdout) == (2, "")
    assert ("エラー" if language == "ja" else "Error") in done.stderr or not arguments


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (InputError("x", "x"), 2),
        (NonconformanceError("x", "x"), 1),
        (ReleaseError("x", "x"), 1),
        (ZeroDivisionError("x"), 3),
        (OSError("x"), 3),
        (KeyboardInterrupt(), 130),
        (click.Abort(), 130),
    ],
)
def test_each_error_has_its_exit_code(error: Exception | KeyboardInterrupt, code: int) -> None:
    assert end_of(error) == code


def test_an_error_speaks_the_language_in_use(capsys: pytest.CaptureFixture[str]) -> None:
    speak(Language.JA)
    end_of(InputError("no such file", "ファイルがありません"))
    speak(Language.EN)
    end_of(InputError("no such file", "ファイルがありません"))
    japanese, english = capsys.readouterr().err.splitlines()
    assert (japanese, english) == ("エラー: ファイルがありません", "Error: no such file")


def test_an_internal_error_shows_its_origin_only_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    end_of(ZeroDivisionError("division"))
    assert "Traceback" not in capsys.readouterr().err
    show_tracebacks(True)
    end_of(ZeroDivisionError("division"))
    show_tracebacks(False)
    assert "ZeroDivisionError: division" in capsys.readouterr().err


def test_a_reader_that_leaves_early_is_no_error() -> None:
    source = Path(kg.__file__).parents[1] / "data" / "agreements" / "asahikawa-biei.txt"
    command = f"set -o pipefail; '{RENKEI}' check '{source}' --format html | head -c 1"
    done = subprocess.run(["bash", "-c", command], env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode in {0, 141}
    assert done.stderr == ""

"""``renkei build``: from source documents to the live release."""

from __future__ import annotations

import os
from pathlib import Path

import click
from rich.progress import Progress, TaskID

from kg.bundled import bundled
from kg.cli.build_summary import write_summary
from kg.cli.commands import Argument, Command, Option
from kg.cli.console import result_console, work_console, work_progress
from kg.cli.language import Language, Words, spoken
from kg.cli.release_option import DEFAULT_RELEASE
from kg.cli.setting_options import BUILDING, setting_options, settings_from
from kg.errors import InputError
from kg.publication.building import build_release
from kg.publication.progress import Stage

AGREEMENTS = Path("data", "agreements")
WITHDRAWN = Path("data", "withdrawn.csv")

_BUNDLED = Words(
    "There is no {}: building from the agreements bundled with renkei.",
    "{} がないため、renkei に同梱の協約から作ります。",
)


@click.command(
    cls=Command,
    words=Words(
        "Read, validate and publish agreements as a new release.\n"
        "What does not conform is set aside and the rest is published (exit code 1).",
        "協約を読み、検証し、新しい公開版を作る。\n適合しないものは除外し、残りを公開する（終了コード1）。",
    ),
    params=[
        Argument(
            ["paths"],
            metavar="[PATH]…",
            nargs=-1,
            type=Path,
            words=Words(
                f"Files, or folders of text files (default: {AGREEMENTS}, else those bundled).",
                f"ファイル、またはテキストファイルのフォルダ（既定は {AGREEMENTS}、なければ同梱のもの）。",
            ),
        ),
        Option(
            ["--out"],
            metavar="DIR",
            type=Path,
            default=DEFAULT_RELEASE.parent,
            show_default=True,
            words=Words("Folder of the releases.", "公開版を置くフォルダ。"),
        ),
        Option(
            ["--jobs"],
            metavar="N",
            type=click.IntRange(min=1),
            words=Words("Processes to use (default: one per processor).", "使うプロセス数（既定はプロセッサ数）。"),
        ),
        Option(
            ["--strict"],
            is_flag=True,
            words=Words(
                "Publish nothing if anything is set aside or warned of.", "除外や警告が一つでもあれば何も公開しない。"
            ),
        ),
        Option(
            ["--withdrawn"],
            metavar="FILE",
            type=Path,
            words=Words(
                f"Table of agreements that are no longer published (default: {WITHDRAWN} where it is there).",
                f"公開をやめた協定等の表（既定は {WITHDRAWN}、あれば）。",
            ),
        ),
        Option(
            ["--sign-key"],
            metavar="FILE",
            type=Path,
            words=Words(
                "Sign the release with this secret key of minisign.", "この minisign の秘密鍵で公開版に署名する。"
            ),
        ),
        Option(
            ["--keep"],
            metavar="N",
            type=click.IntRange(min=1),
            words=Words(
                "Keep N releases, the new one among them, and remove older ones that nobody uses.",
                "新しい版を含め N 個の公開版を残し、使われていない古い版を削除する。",
            ),
        ),
        *setting_options(BUILDING),
    ],
)
def build(
    *,
    paths: tuple[Path, ...],
    out: Path,
    jobs: int | None,
    strict: bool,
    withdrawn: Path | None,
    sign_key: Path | None,
    keep: int | None,
    **flags: str | int | float | None,
) -> int:
    settings = settings_from(flags)
    with work_progress() as bars:
        outcome = build_release(
            _paths(paths),
            out=out,
            settings=settings,
            jobs=jobs or len(os.sched_getaffinity(0)),
            strict=strict,
            progress=StageBars(bars),
            source_date_epoch=_source_date_epoch(),
            sign_key=sign_key,
            keep=keep,
            withdrawn=withdrawn or (WITHDRAWN if WITHDRAWN.is_file() else None),
        )
    write_summary(outcome, results=result_console(), remarks=work_console())
    return outcome.exit_code


def _paths(given: tuple[Path, ...]) -> tuple[Path, ...]:
    """What to build from. An installed package without a checkout has its own copy of the agreements."""
    if given or AGREEMENTS.is_dir():
        return given or (AGREEMENTS,)
    work_console().print(_BUNDLED.format(AGREEMENTS))
    return (bundled(*AGREEMENTS.parts),)


def _source_date_epoch() -> int | None:
    """Seconds of ``SOURCE_DATE_EPOCH``, None where it is not set."""
    value = os.environ.get("SOURCE_DATE_EPOCH")
    if value is None:
        return None
    if not value.isdecimal():
        raise InputError(
            f"SOURCE_DATE_EPOCH: found {value!r}, expected seconds since 1970",
            f"SOURCE_DATE_EPOCH: {value!r} は1970年からの秒数ではありません",
        )
    return int(value)


class StageBars:
    """Shows each stage of a build as a bar of its own."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._tasks: dict[Stage, TaskID] = {}

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        if stage not in self._tasks:
            label = stage.label_ja if spoken() is Language.JA else stage.value
            self._tasks[stage] = self._bars.add_task(label)
        self._bars.update(self._tasks[stage], completed=done, total=total)

"""``renkei workbook``: a workbook to fill in, or one of an agreement as it was read."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.commands import Argument, Command, LazyGroup, Option
from kg.cli.console import result_console
from kg.cli.failures import OK
from kg.cli.language import Words
from kg.cli.release_option import open_release, release_option
from kg.errors import InputError
from kg.extraction import read_report
from kg.formats import XLSX
from kg.model.agreement import Agreement, Report
from kg.workbook import Form, agreement_workbook, template

_FORMS = {
    Form.INITIATIVES: Words("one row for each initiative", "取組は1行に1つ"),
    Form.TABLES: Words(
        "no initiatives in appended tables that rows could hold: they stand on the sheet 条文",
        "別表の取組で1行に1つにできるものがないため、すべて「条文」シートにあります",
    ),
    Form.LINES: Words(
        "every line as printed on the sheet 条文: rows of initiatives would change what is read",
        "内容が変わらないよう、すべての行を印刷どおり「条文」シートに書きました",
    ),
}


def _out_argument() -> Argument:
    return Argument(["out"], type=Path, words=Words("The workbook to write (.xlsx).", "書き出すファイル（.xlsx）。"))


@click.command(
    "template",
    cls=Command,
    words=Words(
        "Write an empty workbook for one agreement, with explanations and lists to choose from.",
        "協定1件分の空のワークブックを書き出す。説明と選択肢が付く。",
    ),
    params=[_out_argument()],
)
def write_template(out: Path) -> int:
    _write(out, template())
    return OK


@click.command(
    "export",
    cls=Command,
    words=Words(
        "Write the workbook of an agreement as it was read from its document, to be corrected.\n"
        "Reading the workbook gives the same graph; where that cannot be, nothing is written and the exit code is 1.",
        "文書から読み取った協定を、直すためのワークブックとして書き出す。\n"
        "ワークブックを読み取ると同じグラフになる。できないときは何も書かず、終了コード1。",
    ),
    params=[
        Argument(
            ["source"],
            words=Words(
                "The document, or the last part of the IRI of an agreement in the release.",
                "文書のファイル、または公開版にある協定の IRI の末尾。",
            ),
        ),
        _out_argument(),
        Option(
            ["--agreement"],
            type=click.IntRange(min=1),
            words=Words(
                "Which agreement of the document, from 1, where it holds several.",
                "文書に複数の協定があるとき、何番目か（1から）。",
            ),
        ),
        release_option(),
    ],
)
def export(source: str, out: Path, agreement: int | None, release: Path) -> int:
    path = Path(source)
    if not path.exists():
        _write(out, _released(source, release))
        return OK
    report = read_report(path)
    made = agreement_workbook(report, _chosen(report, agreement, source))
    _write(out, made.data)
    result_console().print(f"{out}: {_FORMS[made.form]}", soft_wrap=True, markup=False)
    return OK


def _chosen(report: Report, number: int | None, source: str) -> Agreement:
    found = report.agreements
    if number is None and len(found) == 1:
        return found[0]
    if number is not None and number <= len(found):
        return found[number - 1]
    titles = "; ".join(f"{place} {agreement.title.text}" for place, agreement in enumerate(found, start=1))
    raise InputError(
        f"{source}: found {len(found)} agreements ({titles or 'none'}), expected one, or --agreement with its number",
        f"{source}: 協定が {len(found)} 件あります（{titles or 'なし'}）。"
        "1件にするか、--agreement で番号を指定してください",
    )


def _released(slug: str, folder: Path) -> bytes:
    """The workbook of an agreement of a release. Raises InputError where there is none."""
    release = open_release(folder)
    file = release.directory / "agreements" / f"{slug}.{XLSX.extension}"
    if "/" in slug or not file.is_file():
        raise InputError(
            f"{slug}: neither a file nor an agreement with a workbook in {folder}",
            f"{slug}: ファイルでも、{folder} にあるワークブック付きの協定でもありません",
        )
    return file.read_bytes()


def _write(out: Path, data: bytes) -> None:
    """Write a file that does not exist yet: somebody may have filled in the one that does."""
    if out.suffix.lower() != f".{XLSX.extension}":
        raise InputError(
            f"{out}: expected a name that ends in .{XLSX.extension}",
            f"{out}: 名前の末尾を .{XLSX.extension} にしてください",
        )
    try:
        with out.open("xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise InputError(
            f"{out}: exists already and is not overwritten; give another name",
            f"{out}: 既にあるため上書きしません。別の名前にしてください",
        ) from error
    except OSError as error:
        raise InputError(
            f"{out}: cannot be written: {error.strerror}", f"{out}: 書けません（{error.strerror}）"
        ) from error


workbook = LazyGroup(
    "workbook",
    words=Words(
        "Workbooks (XLSX) to fill in or correct an agreement.",
        "協定を書き込む・直すためのワークブック（XLSX）。",
    ),
    lazy={"template": "kg.cli.workbook:write_template", "export": "kg.cli.workbook:export"},
)

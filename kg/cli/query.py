"""``renkei query``: ask a release a SPARQL query, under the same guard and limits as the public endpoint."""

from __future__ import annotations

import asyncio
import sys
from contextlib import closing
from pathlib import Path

import click

from kg.cli.commands import Argument, Command, Option
from kg.cli.console import result_console
from kg.cli.failures import OK
from kg.cli.language import Words
from kg.cli.query_table import write_table
from kg.cli.release_option import open_release, release_option
from kg.cli.setting_options import QUERYING, setting_options, settings_from
from kg.errors import InputError
from kg.formats import ASK_FORMATS, RDF_FORMATS, RESULTS_CSV, RESULTS_JSON, SELECT_FORMATS, TURTLE, Format
from kg.settings import Settings
from kg.store.guard import GuardedQuery, QueryForm, guard_query
from kg.store.limits import Limits
from kg.store.path_direction import with_paths_from_constants
from kg.store.pool import ProcessPoolEvaluator
from kg.store.query import QueryRequest
from kg.store.release import Release
from kg.store.text_index import TextIndex
from kg.store.text_search import with_searches

TABLE = "table"
_RESULTS = {format_.name: format_ for format_ in SELECT_FORMATS}
_GRAPHS = {format_.extension: format_ for format_ in RDF_FORMATS}


@click.command(
    cls=Command,
    words=Words(
        "Ask a release a SPARQL query.\n"
        "Results are a table on a terminal and CSV in a pipe; graphs are Turtle. The endpoint's limits hold.",
        "公開版に SPARQL で問い合わせる。\n"
        "結果は端末では表、パイプでは CSV、グラフは Turtle。公開エンドポイントと同じ制限が掛かる。",
    ),
    params=[
        Argument(
            ["query"],
            required=False,
            words=Words("SELECT, ASK, CONSTRUCT or DESCRIBE.", "SELECT、ASK、CONSTRUCT、DESCRIBE のいずれか。"),
        ),
        Option(
            ["--file", "-f"],
            metavar="F",
            type=Path,
            words=Words(
                "Read the query from a file (- is standard input).", "クエリをファイルから読む（- は標準入力）。"
            ),
        ),
        Option(
            ["--format", "format_name"],
            type=click.Choice([TABLE, *_RESULTS, *_GRAPHS]),
            words=Words("Format of the answer.", "答えの形式。"),
        ),
        release_option(),
        *setting_options(QUERYING),
    ],
)
def query(
    query: str | None, file: Path | None, format_name: str | None, release: Path, **flags: str | int | float | None
) -> int:
    guarded = guard_query(_query_text(query, file))
    chosen = _chosen_format(guarded.form, format_name)
    settings = settings_from(flags)
    answer = asyncio.run(_answer(open_release(release), guarded, chosen or RESULTS_JSON, settings))
    if chosen is None:
        write_table(answer, result_console())
    else:
        sys.stdout.buffer.write(answer)
    return OK


def _query_text(query: str | None, file: Path | None) -> str:
    if (query is None) == (file is None):
        raise InputError("expected either QUERY or --file F", "QUERY か --file F のどちらか一方を指定してください")
    if file is None:
        return query or ""
    if str(file) == "-":
        return sys.stdin.read()
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{file}: {error}; expected a query as UTF-8 text",
            f"{file}: UTF-8 のクエリとして読めません（{error}）",
        ) from error


def _chosen_format(form: QueryForm, name: str | None) -> Format | None:
    """The format to answer in, None for the table. Raises InputError for one that such an answer does not have."""
    if name is None:
        name = TABLE if sys.stdout.isatty() else _piped(form)
    if form.gives_graph:
        offered = {TABLE: TURTLE, **_GRAPHS}
    else:
        offered = {f.name: f for f in (ASK_FORMATS if form is QueryForm.ASK else SELECT_FORMATS)}
        if name == TABLE:
            return None
    if name not in offered:
        raise InputError(
            f"--format {name}: expected one of {', '.join(offered)} for {form.value}",
            f"--format {name}: {form.value} の答えの形式は {', '.join(offered)} のいずれかです",
        )
    return offered[name]


def _piped(form: QueryForm) -> str:
    return RESULTS_CSV.name if form is QueryForm.SELECT else TABLE


async def _answer(release: Release, guarded: GuardedQuery, chosen: Format, settings: Settings) -> bytes:
    limits = Limits.of(settings)
    with closing(TextIndex(release.text_index)) as index:
        query = with_paths_from_constants(await with_searches(guarded, index))
    async with ProcessPoolEvaluator(release.store, limits, datatypes=release.manifest.datatypes) as evaluator:
        return (await evaluator.evaluate(QueryRequest(query=query, format=chosen))).body

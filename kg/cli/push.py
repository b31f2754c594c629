"""``renkei push``: load a release into another SPARQL 1.1 store."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import click
from rich.table import Table

from kg.cli.commands import Argument, Command, Option
from kg.cli.console import result_console, work_console, work_progress
from kg.cli.failures import NONCONFORMANT, OK
from kg.cli.language import Words
from kg.cli.release_option import open_release, release_option
from kg.cli.setting_options import ENGINE, setting_options
from kg.errors import InputError, RenkeiError
from kg.settings import load_settings
from kg.store.pushing import PushedGraph, PushedState, cargo_of
from kg.store.pushing import push as push_graphs
from kg.store.remote.connection import Connection, find_store
from kg.store.remote.credentials import Credentials

_STATES = {
    PushedState.UNCHANGED: Words("already there", "変更なし"),
    PushedState.REPLACED: Words("replaced, verified", "置換・照合済み"),
    PushedState.REMOVED: Words("of an earlier release, removed", "以前の公開版のもの・削除済み"),
    PushedState.DIFFERENT: Words("DIFFERS after the push ({} triples found)", "送信後も不一致（{}トリプル）"),
}
_GRAPH = Words("Graph", "グラフ")
_TRIPLES = Words("Triples", "トリプル数")
_STATE = Words("State", "状態")
_INCOMPLETE = Words(
    "The store now holds a part of the release ({done} graphs are right) and no catalog, so `renkei serve` refuses it."
    " The same command again goes on from there.",
    "ストアには公開版の一部だけが入っています（{done} グラフは照合済み）。カタログがないので `renkei serve` は"
    "受け付けません。同じコマンドをもう一度実行すると続きから再開します。",
)


@click.command(
    cls=Command,
    words=Words(
        "Load a release into another SPARQL 1.1 store.\n"
        "Each graph is compared with the store's, replaced where it differs and compared again; then graphs of earlier"
        " releases are removed. Graphs of others are left alone. User and password, or a bearer token, are taken from"
        " RENKEI_STORE_USER, RENKEI_STORE_PASSWORD and RENKEI_STORE_TOKEN.",
        "公開版を別の SPARQL 1.1 ストアへ送る。\n"
        "グラフごとに比較し、違うものだけを置き換えて再び照合し、最後に以前の公開版のグラフを削除する。他者のグラフには"
        "触れない。認証は RENKEI_STORE_USER と RENKEI_STORE_PASSWORD、または RENKEI_STORE_TOKEN による。",
    ),
    params=[
        Argument(
            ["endpoint"],
            metavar="SPARQL-ENDPOINT",
            words=Words("URL that answers SPARQL queries.", "SPARQL 問い合わせに答えるURL。"),
        ),
        release_option(),
        *setting_options(ENGINE),
        Option(
            ["--update-endpoint"],
            metavar="URL",
            words=Words(
                "Where updates go (default: where the engine has it); graphs then travel by SPARQL Update.",
                "更新の送り先（既定はエンジンごとの場所）。指定するとグラフも SPARQL Update で送る。",
            ),
        ),
        Option(
            ["--graph-store"],
            metavar="URL",
            words=Words(
                "Where the Graph Store Protocol is (default: where the engine has it, if it has).",
                "Graph Store Protocol のURL（既定はエンジンごとの場所。あれば使う）。",
            ),
        ),
        Option(
            ["--timeout"],
            type=click.FloatRange(min=0, min_open=True),
            default=300.0,
            show_default=True,
            metavar="SECONDS",
            words=Words("Seconds that one request may take.", "1回の要求に許す秒数。"),
        ),
    ],
)
def push(
    endpoint: str,
    release: Path,
    *,
    update_endpoint: str | None,
    graph_store: str | None,
    timeout: float,
    sparql_engine: str | None,
) -> int:
    _check_url(endpoint, "SPARQL-ENDPOINT")
    settings = load_settings(os.environ, sparql_engine=sparql_engine)
    cargo = cargo_of(open_release(release))
    store = find_store(
        endpoint,
        engine=settings.sparql_engine,
        credentials=Credentials.of(settings),
        update=update_endpoint,
        graph_store=graph_store,
        seconds=timeout,
    )
    pushed: list[PushedGraph] = []
    with Connection(store) as target, _said_if_incomplete(pushed), work_progress() as progress:
        for graph in progress.track(push_graphs(cargo, target), total=len(cargo.graphs())):
            pushed.append(graph)
    result_console().print(_table(pushed))
    return NONCONFORMANT if any(graph.state is PushedState.DIFFERENT for graph in pushed) else OK


@contextmanager
def _said_if_incomplete(pushed: Sequence[PushedGraph]) -> Iterator[None]:
    """Say in what state the store is where the push ends before its end."""
    try:
        yield
    except (RenkeiError, KeyboardInterrupt):
        if any(graph.state is not PushedState.UNCHANGED for graph in pushed):
            work_console().print(_INCOMPLETE.format(done=len(pushed)))
        raise


def _check_url(url: str, name: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise InputError(
            f"{name}: found {url!r}, expected an http(s) URL", f"{name}: {url!r} は http(s) のURLではありません"
        )
    if parts.username or parts.password:
        raise InputError(
            f"{name}: found a user or password in the URL, where everybody on this machine can read it; expected"
            " RENKEI_STORE_USER and RENKEI_STORE_PASSWORD",
            f"{name}: URLに利用者名やパスワードを書くと他の利用者に見えます。RENKEI_STORE_USER と"
            " RENKEI_STORE_PASSWORD を使ってください",
        )


def _table(pushed: Sequence[PushedGraph]) -> Table:
    table = Table(str(_GRAPH), str(_TRIPLES), str(_STATE))
    table.columns[1].justify = "right"
    for graph in pushed:
        table.add_row(graph.graph, f"{graph.triples:,}", _STATES[graph.state].format(graph.found))
    return table

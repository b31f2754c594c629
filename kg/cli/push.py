"""``renkei push``: load a release into another SPARQL 1.1 store."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import click
from rich.table import Table

from kg.cli.commands import Argument, Command, Option
from kg.cli.console import result_console, work_progress
from kg.cli.failures import NONCONFORMANT, OK
from kg.cli.language import Words
from kg.cli.release_option import open_release, release_option
from kg.errors import InputError
from kg.store.pushing import PushedGraph, PushedState, SparqlTarget, push_release, release_graphs

_STATES = {
    PushedState.UNCHANGED: Words("already there", "変更なし"),
    PushedState.REPLACED: Words("replaced, verified", "置換・照合済み"),
    PushedState.DIFFERENT: Words("DIFFERS after the push ({} triples found)", "送信後も不一致（{}トリプル）"),
}
_GRAPH = Words("Graph", "グラフ")
_TRIPLES = Words("Triples", "トリプル数")
_STATE = Words("State", "状態")


@click.command(
    cls=Command,
    words=Words(
        "Load a release into another SPARQL 1.1 store.\n"
        "Each graph is compared with the store's, replaced where it differs and compared again. Graphs of the store "
        "that the release does not have are left alone.",
        "公開版を別の SPARQL 1.1 ストアへ送る。\n"
        "グラフごとに比較し、違うものだけを置き換えて再び照合する。公開版にないグラフには触れない。",
    ),
    params=[
        Argument(
            ["endpoint"],
            metavar="SPARQL-ENDPOINT",
            words=Words("URL that answers SPARQL queries.", "SPARQL 問い合わせに答えるURL。"),
        ),
        release_option(),
        Option(
            ["--update-endpoint"],
            metavar="URL",
            words=Words(
                "Where updates go (default: the endpoint, with a last segment query turned into update).",
                "更新の送り先（既定はエンドポイント。末尾が query なら update に替える）。",
            ),
        ),
        Option(
            ["--graph-store"],
            metavar="URL",
            words=Words(
                "Replace graphs over the Graph Store Protocol at this URL instead of SPARQL Update.",
                "SPARQL Update の代わりに、このURLの Graph Store Protocol でグラフを置き換える。",
            ),
        ),
    ],
)
def push(endpoint: str, release: Path, update_endpoint: str | None, graph_store: str | None) -> int:
    _check_url(endpoint, "SPARQL-ENDPOINT")
    target = SparqlTarget(
        query_endpoint=endpoint,
        update_endpoint=update_endpoint or default_update_endpoint(endpoint),
        graph_store=graph_store,
    )
    with work_progress() as progress:
        folder = open_release(release).directory
        pushed = list(progress.track(push_release(folder, target), total=len(release_graphs(folder))))
    result_console().print(_table(pushed))
    return NONCONFORMANT if any(graph.state is PushedState.DIFFERENT for graph in pushed) else OK


def default_update_endpoint(endpoint: str) -> str:
    """Where a store takes updates if it takes queries there.

    >>> default_update_endpoint("http://localhost:7878/query"), default_update_endpoint("https://example.jp/sparql")
    ('http://localhost:7878/update', 'https://example.jp/sparql')
    """
    base, _, last = endpoint.rpartition("/")
    return f"{base}/update" if last == "query" else endpoint


def _check_url(url: str, name: str) -> None:
    if urlsplit(url).scheme not in {"http", "https"}:
        raise InputError(
            f"{name}: found {url!r}, expected an http(s) URL", f"{name}: {url!r} は http(s) のURLではありません"
        )


def _table(pushed: Sequence[PushedGraph]) -> Table:
    table = Table(str(_GRAPH), str(_TRIPLES), str(_STATE))
    table.columns[1].justify = "right"
    for graph in pushed:
        table.add_row(graph.graph, f"{graph.triples:,}", _STATES[graph.state].format(graph.found))
    return table

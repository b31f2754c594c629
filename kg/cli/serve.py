"""``renkei serve``: the portal, the endpoint and everything else of a release, on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.commands import Command, Option
from kg.cli.console import work_console
from kg.cli.failures import OK
from kg.cli.language import Words
from kg.cli.release_option import open_release, release_option
from kg.cli.setting_options import SERVING, setting_options, settings_from
from kg.web import serve as serve_web

_SERVING = Words("Serving {release} on {url} (Ctrl-C ends)", "{release} を {url} で公開中（Ctrl-C で終了）")


@click.command(
    cls=Command,
    words=Words(
        "Serve a release: pages, SPARQL endpoint, downloads, catalog.\n"
        "Nothing is read but the release; a new one is served after a restart.",
        "公開版を配信する: ページ、SPARQL エンドポイント、ダウンロード、カタログ。\n"
        "読むのは公開版だけで、新しい版は再起動後に配信される。",
    ),
    params=[
        release_option(),
        Option(
            ["--host"],
            default="127.0.0.1",
            show_default=True,
            words=Words("Address to listen on.", "待ち受けるアドレス。"),
        ),
        Option(
            ["--port"],
            type=click.IntRange(0, 65535),
            default=8000,
            show_default=True,
            words=Words("Port to listen on.", "待ち受けるポート。"),
        ),
        *setting_options(SERVING),
    ],
)
def serve(release: Path, host: str, port: int, **flags: str | int | float | None) -> int:
    settings = settings_from(flags)
    opened = open_release(release)
    work_console().print(_SERVING.format(release=opened.directory, url=f"http://{host}:{port}/"))
    serve_web(release, settings, host=host, port=port)
    return OK

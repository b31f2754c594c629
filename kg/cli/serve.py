"""``renkei serve``: the portal, the endpoint and everything else of a release, on this machine."""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import click

from kg.cli.commands import Command, Option
from kg.cli.console import work_console
from kg.cli.failures import OK
from kg.cli.language import Words
from kg.cli.release_option import open_release, release_option
from kg.cli.setting_options import SERVING, setting_options, settings_from
from kg.errors import InputError
from kg.settings import Settings
from kg.web import serve as serve_web

_SERVING = Words("Serving {release} on {url} (Ctrl-C ends)", "{release} を {url} で公開中（Ctrl-C で終了）")

_ANOTHER_PORT = Words(
    "warning: the IRIs of the release begin with {base}, another port; to follow them, build with"
    " --base-iri http://localhost:{port}/",
    "警告: 公開版のIRIは別のポートの {base} で始まります。IRIをたどれるようにするには"
    " --base-iri http://localhost:{port}/ を付けてビルドしてください",
)


@click.command(
    cls=Command,
    words=Words(
        "Serve a release: pages, SPARQL endpoint, downloads, catalog.\n"
        "Nothing is read but the release. A new one that the folder's name leads to is served without a restart.",
        "公開版を配信する: ページ、SPARQL エンドポイント、ダウンロード、カタログ。\n"
        "読むのは公開版だけ。フォルダ名の先が新しい版に変わると、再起動なしに切り替わる。",
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
            type=click.IntRange(1, 65535),
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
    _check_free(host, port)

    def say_where() -> None:
        work_console().print(_SERVING.format(release=opened.directory, url=_url(host, port)))
        if _names_another_port(opened.iris.base, port):
            work_console().print(_ANOTHER_PORT.format(base=opened.iris.base, port=port))

    with suppress(KeyboardInterrupt):  # before it listens; later an interrupt ends it without one
        serve_web(release, settings, host=host, port=port, on_listening=say_where)
    return OK


def _names_another_port(base_iri: str, port: int) -> bool:
    """Whether the IRIs name this machine at a port where nothing of this release answers.

    >>> _names_another_port("http://localhost:8000/", 9000), _names_another_port("https://data.example.jp/", 9000)
    (True, False)
    """
    return Settings(base_iri=base_iri).is_local and (urlsplit(base_iri).port or 80) != port


def _check_free(host: str, port: int) -> None:
    """Raise InputError where nobody can listen at that address."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.create_server((host, port), family=family):
            pass
    except OSError as error:
        raise InputError(
            f"{host}:{port}: cannot listen here ({error.strerror or error}); expected a free port of this machine",
            f"{host}:{port}: 待ち受けられません（{error.strerror or error}）。--port で空きポートを指定してください",
        ) from error


def _url(host: str, port: int) -> str:
    """The URL to open.

    >>> _url("127.0.0.1", 8000), _url("::1", 8000)
    ('http://127.0.0.1:8000/', 'http://[::1]:8000/')
    """
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"

"""Settings: one table feeds flags, environment variables, defaults and docs.

Importing reads no environment; :func:`load_settings` does, and its frozen value is handed on.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_network
from urllib.parse import urlsplit

from kg.errors import SettingError
from kg.identifiers import is_web_iri

#: The characters of a mail address that need no escape in a mailto: IRI (RFC 6068), around one @.
_EMAIL = re.compile(r"[A-Za-z0-9.!$&'*+/=_~-]+@[A-Za-z0-9.-]+")


class Use(StrEnum):
    """What a setting is for: a release when it is built, queries wherever they are asked, or the server.

    Those of stores that are pushed to or asked say who we are there, and that of a key opens it; they have no flag: a
    command line can be read by everybody on the machine.
    """

    BUILD = "build"
    QUERY = "query"
    SERVE = "serve"
    STORE = "store"
    KEY = "key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting. Its environment variable is ``RENKEI_`` + the name in capitals; ``choices`` are all its values."""

    name: str
    default: str | int | float
    help: str
    help_ja: str
    use: Use = Use.BUILD
    choices: tuple[str, ...] = ()

    @property
    def environment_variable(self) -> str:
        return f"RENKEI_{self.name.upper()}"


SETTINGS = (
    Setting(
        name="base_iri",
        default="http://localhost:8000/",
        help="Base of every published data IRI; ends in a slash.",
        help_ja="公開する全データIRIの基底。末尾はスラッシュ。",
    ),
    Setting(
        name="publisher_name",
        default="Renkei KG",
        help="Name of the publisher in catalog and pages.",
        help_ja="カタログとページに示す公開者名。",
    ),
    Setting(
        name="publisher_homepage",
        default="",
        help="Web site of the publisher.",
        help_ja="公開者のウェブサイト。",
    ),
    Setting(
        name="publisher_type",
        default="",
        help="Kind of the publisher in the ADMS list that catalogs use, e.g. LocalAuthority; empty: not stated.",
        help_ja="公開者の種類（ADMSの一覧、例: LocalAuthority）。空なら示さない。",
    ),
    Setting(
        name="contact_email",
        default="",
        help="Mail address for error reports, used where contact_url is empty.",
        help_ja="誤り報告の宛先メール。contact_url が空のときに使う。",
    ),
    Setting(
        name="contact_url",
        default="",
        help="Page for error reports (tracker or form), before contact_email; without either, a page explains how.",
        help_ja="誤り報告のページ（課題管理やフォーム）。contact_email より優先。どちらもなければ報告方法を説明する。",
    ),
    Setting(
        name="query_timeout",
        default=10.0,
        help="Seconds after which a query is ended.",
        help_ja="クエリを打ち切るまでの秒数。",
        use=Use.QUERY,
    ),
    Setting(
        name="query_workers",
        default=2,
        help="Worker processes that evaluate queries.",
        help_ja="クエリを評価するプロセス数。",
        use=Use.QUERY,
    ),
    Setting(
        name="query_memory_mb",
        default=1024,
        help="Memory cap of a worker process in MiB.",
        help_ja="評価プロセスのメモリ上限（MiB）。",
        use=Use.QUERY,
    ),
    Setting(
        name="store_memory_mb",
        default=256,
        help="MiB for a query store in memory; a larger one is read from disk by each query; 0: always.",
        help_ja="メモリに置くクエリ用ストアの上限（MiB）。超えるものは問い合わせごとにディスクから読む。0 なら常に。",
        use=Use.SERVE,
    ),
    Setting(
        name="query_queue",
        default=64,
        help="Queries that may wait before new ones are refused.",
        help_ja="待ち行列の上限。",
        use=Use.QUERY,
    ),
    Setting(
        name="service_endpoints",
        default="",
        help="SPARQL endpoints that queries may ask by SERVICE, their IRIs in full with spaces; empty: none.",
        help_ja="SERVICE で問い合わせてよい SPARQL エンドポイントのIRI（空白区切り）。空なら不可。",
        use=Use.SERVE,
    ),
    Setting(
        name="answer_cache_mb",
        default=64,
        help="Memory for answers of the endpoint that are given again, in MiB; 0: none is kept.",
        help_ja="エンドポイントの回答を再利用のために保持するメモリ（MiB）。0 なら保持しない。",
        use=Use.SERVE,
    ),
    Setting(
        name="release_poll_seconds",
        default=1.0,
        help="Seconds between two looks at whether there is a new release; 0: only at SIGHUP.",
        help_ja="新しい公開版の有無を確かめる間隔（秒）。0 なら SIGHUP のときだけ。",
        use=Use.SERVE,
    ),
    Setting(
        name="drain_seconds",
        default=8.0,
        help="Seconds that requests have to finish after SIGTERM.",
        help_ja="SIGTERM の後、処理中のリクエストを待つ秒数。",
        use=Use.SERVE,
    ),
    Setting(
        name="drain_delay_seconds",
        default=0.0,
        help="Seconds after SIGTERM for which requests are still taken while /readyz says 503.",
        help_ja="SIGTERM の後、/readyz を 503 にしたままリクエストを受け続ける秒数。",
        use=Use.SERVE,
    ),
    Setting(
        name="trusted_proxies",
        default="",
        help="Addresses and networks, with commas, of reverse proxies whose X-Forwarded-For is believed.",
        help_ja="X-Forwarded-For を信用するリバースプロキシのアドレスやネットワーク（コンマ区切り）。",
        use=Use.SERVE,
    ),
    Setting(
        name="client_seconds",
        default=20.0,
        help="Seconds that a client has to send a request's head, its body, or to take more of an answer.",
        help_ja="クライアントがヘッダー、本文を送る、または応答を受け取り進めるまでの秒数。",
        use=Use.SERVE,
    ),
    Setting(
        name="max_connections",
        default=500,
        help="Connections that may be open; beyond, those that have asked nothing for longest are closed.",
        help_ja="同時接続の上限。超えると、最も長く何も尋ねていない接続から閉じる。",
        use=Use.SERVE,
    ),
    Setting(
        name="log_format",
        default="text",
        help="How events are logged on standard error: text, or json (one object a line).",
        help_ja="標準エラーへのログの形: text か json（1行1オブジェクト）。",
        use=Use.SERVE,
        choices=("text", "json"),
    ),
    Setting(
        name="log_requests",
        default="no",
        help="Whether each request is logged: no, yes, or queries (with the text of SPARQL queries). Never addresses.",
        help_ja="リクエストごとの記録: no、yes、queries（SPARQL の本文も）。アドレスは記録しない。",
        use=Use.SERVE,
        choices=("no", "yes", "queries"),
    ),
    Setting(
        name="verify_key",
        default="",
        help="File of a minisign public key; only releases that are signed with it are served; empty: all are.",
        help_ja="minisign の公開鍵のファイル。その鍵で署名された公開版だけを配信する。空なら確かめない。",
        use=Use.SERVE,
    ),
    Setting(
        name="sparql_endpoint",
        default="",
        help="URL of another SPARQL engine, asked instead of the release's own store; it holds the same release.",
        help_ja="公開版のストアの代わりに問い合わせる別の SPARQL エンジンのURL。同じ公開版が入っていること。",
        use=Use.SERVE,
    ),
    Setting(
        name="sparql_engine",
        default="auto",
        help="Which engine that is: auto, oxigraph, virtuoso, fuseki, graphdb, neptune, qlever or generic.",
        help_ja="そのエンジンの種類: auto、oxigraph、virtuoso、fuseki、graphdb、neptune、qlever、generic。",
        use=Use.SERVE,
    ),
    Setting(
        name="store_user",
        default="",
        help="User at that engine and at the store of renkei push.",
        help_ja="そのエンジンと renkei push の送り先での利用者名。",
        use=Use.STORE,
    ),
    Setting(
        name="store_password",
        default="",
        help="Password of that user.",
        help_ja="その利用者のパスワード。",
        use=Use.STORE,
    ),
    Setting(
        name="store_token",
        default="",
        help="Bearer token for the same, instead of user and password.",
        help_ja="利用者名とパスワードの代わりの Bearer トークン。",
        use=Use.STORE,
    ),
    Setting(
        name="sign_key_password",
        default="",
        help="Password of the signing key of renkei build --sign-key, where it has one.",
        help_ja="renkei build --sign-key の署名鍵のパスワード（あれば）。",
        use=Use.KEY,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The values of :data:`SETTINGS`."""

    base_iri: str = "http://localhost:8000/"
    publisher_name: str = "Renkei KG"
    publisher_homepage: str = ""
    publisher_type: str = ""
    contact_email: str = ""
    contact_url: str = ""
    query_timeout: float = 10.0
    query_workers: int = 2
    query_memory_mb: int = 1024
    store_memory_mb: int = 256
    query_queue: int = 64
    service_endpoints: str = ""
    answer_cache_mb: int = 64
    release_poll_seconds: float = 1.0
    drain_seconds: float = 8.0
    drain_delay_seconds: float = 0.0
    trusted_proxies: str = ""
    client_seconds: float = 20.0
    max_connections: int = 500
    log_format: str = "text"
    log_requests: str = "no"
    verify_key: str = ""

    @property
    def services(self) -> frozenset[str]:
        """The endpoints that queries may ask."""
        return frozenset(self.service_endpoints.split())

    @property
    def proxies(self) -> tuple[str, ...]:
        """The trusted proxies one by one."""
        return tuple(str(network) for network in _networks(self.trusted_proxies))

    sparql_endpoint: str = ""
    sparql_engine: str = "auto"
    store_user: str = ""
    store_password: str = field(default="", repr=False)
    store_token: str = field(default="", repr=False)
    sign_key_password: str = field(default="", repr=False)

    @property
    def is_local(self) -> bool:
        """Whether the base IRI names the reader's own machine, so that nothing published under it dereferences."""
        return urlsplit(self.base_iri).hostname in {"localhost", "127.0.0.1", "::1"}


def load_settings(environment: Mapping[str, str], **flags: str | int | float | None) -> Settings:
    """Flags over environment over defaults. Raises SettingError for a value of the wrong kind."""
    values: dict[str, str | int | float] = {}
    for setting in SETTINGS:
        given = flags.get(setting.name)
        if given is None:
            given = environment.get(setting.environment_variable, setting.default)
        values[setting.name] = _converted(setting, given)
    settings = Settings(**values)  # type: ignore[arg-type]
    _check_base_iri(settings.base_iri)
    _check_addresses(settings)
    _check_seconds(settings)
    _networks(settings.trusted_proxies)
    _check_services(settings)
    return settings


def _converted(setting: Setting, value: str | int | float) -> str | int | float:
    try:
        converted = type(setting.default)(value)
    except ValueError as error:
        expected = type(setting.default).__name__
        raise _impossible(setting.environment_variable, value, expected) from error
    if setting.choices and converted not in setting.choices:
        raise _impossible(setting.environment_variable, value, " / ".join(setting.choices))
    return converted


def _impossible(place: str, value: object, expected: str) -> SettingError:
    return SettingError(
        f"{place}: found {value!r}, expected {expected}", f"{place}: 値 {value!r} は {expected} ではありません"
    )


def _check_services(settings: Settings) -> None:
    for endpoint in settings.services:
        parts = urlsplit(endpoint)
        if not is_web_iri(endpoint) or parts.fragment or parts.username is not None:
            raise _impossible("service_endpoints", endpoint, "http(s) IRI")


def _check_seconds(settings: Settings) -> None:
    """Times are none or some, and clients have some."""
    for name in ("release_poll_seconds", "drain_seconds", "drain_delay_seconds"):
        if not 0 <= getattr(settings, name) < math.inf:
            raise _impossible(name, getattr(settings, name), "0 ≤ seconds")
    if not 0 < settings.client_seconds < math.inf:
        raise _impossible("client_seconds", settings.client_seconds, "0 < seconds")
    if settings.max_connections < 1:
        raise _impossible("max_connections", settings.max_connections, "1 ≤ connections")


def _networks(text: str) -> list[IPv4Network | IPv6Network]:
    """Addresses and networks of a list with commas. Raises SettingError."""
    try:
        return [ip_network(part.strip()) for part in text.split(",") if part.strip()]
    except ValueError as error:
        raise SettingError(
            f"trusted_proxies: {error}; expected addresses or networks like 10.0.0.0/8, with commas between",
            f"trusted_proxies: {text!r} は 10.0.0.0/8 のようなアドレスやネットワークのコンマ区切りではありません",
        ) from error


def _check_addresses(settings: Settings) -> None:
    """What becomes an IRI of the catalog has to be one, and what is asked over HTTP."""
    parts = urlsplit(settings.sparql_endpoint)
    if parts.username or parts.password:
        raise SettingError(
            "sparql_endpoint: found a user or password in the URL, where others on this machine can read it; expected"
            " RENKEI_STORE_USER and RENKEI_STORE_PASSWORD",
            "sparql_endpoint: URLに利用者名やパスワードを書くと他の利用者に見えます。RENKEI_STORE_USER と"
            " RENKEI_STORE_PASSWORD を使ってください",
        )
    for name in ("publisher_homepage", "contact_url", "sparql_endpoint"):
        value = getattr(settings, name)
        if value and not is_web_iri(value):
            raise SettingError(
                f"{name}: found {value!r}, expected an http(s) IRI", f"{name}: {value!r} は http(s) のIRIではありません"
            )
    if settings.contact_email and not _EMAIL.fullmatch(settings.contact_email):
        raise SettingError(
            f"contact_email: found {settings.contact_email!r}, expected a mail address",
            f"contact_email: {settings.contact_email!r} はメールアドレスではありません",
        )


def _check_base_iri(base_iri: str) -> None:
    parts = urlsplit(base_iri)
    if not is_web_iri(base_iri) or not base_iri.endswith("/") or parts.query:
        raise SettingError(
            f"base_iri: found {base_iri!r}, expected an http(s) IRI that ends in a slash",
            f"base_iri: {base_iri!r} は末尾がスラッシュの http(s) IRI ではありません",
        )

"""Settings: one table feeds flags, environment variables, defaults and docs.

Importing reads no environment; :func:`load_settings` does, and its frozen value is handed on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.errors import SettingError
from kg.identifiers import is_web_iri

#: The characters of a mail address that need no escape in a mailto: IRI (RFC 6068), around one @.
_EMAIL = re.compile(r"[A-Za-z0-9.!$&'*+/=_~-]+@[A-Za-z0-9.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting. Its environment variable is ``RENKEI_`` + the name in capitals."""

    name: str
    default: str | int | float
    help: str
    help_ja: str

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
    ),
    Setting(
        name="query_workers",
        default=2,
        help="Worker processes that evaluate queries.",
        help_ja="クエリを評価するプロセス数。",
    ),
    Setting(
        name="query_memory_mb",
        default=2048,
        help="Memory cap of a worker process in MiB.",
        help_ja="評価プロセスのメモリ上限（MiB）。",
    ),
    Setting(
        name="query_queue",
        default=64,
        help="Queries that may wait before new ones are refused.",
        help_ja="待ち行列の上限。",
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
    query_memory_mb: int = 2048
    query_queue: int = 64

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
    return settings


def _converted(setting: Setting, value: str | int | float) -> str | int | float:
    try:
        return type(setting.default)(value)
    except ValueError as error:
        expected = type(setting.default).__name__
        raise SettingError(
            f"{setting.environment_variable}: found {value!r}, expected {expected}",
            f"{setting.environment_variable}: 値 {value!r} は {expected} ではありません",
        ) from error


def _check_addresses(settings: Settings) -> None:
    """What becomes an IRI of the catalog has to be one."""
    for name in ("publisher_homepage", "contact_url"):
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

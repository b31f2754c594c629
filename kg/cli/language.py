"""Which language the command line speaks, and words that exist in both."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum

from kg.errors import RenkeiError
from kg.model.text import Diagnostic


class Language(StrEnum):
    JA = "ja"
    EN = "en"


_LANGUAGE: ContextVar[Language] = ContextVar("language", default=Language.EN)


def system_language(environment: Mapping[str, str]) -> Language:
    """Japanese where the locale is Japanese, else English; the variables are read in POSIX's order.

    >>> system_language({"LANG": "ja_JP.UTF-8"}), system_language({"LC_ALL": "C", "LANG": "ja_JP.UTF-8"})
    (<Language.JA: 'ja'>, <Language.EN: 'en'>)
    """
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(variable):
            return Language.JA if environment[variable].startswith("ja") else Language.EN
    return Language.EN


def speak(language: Language) -> None:
    """Use that language from here on."""
    _LANGUAGE.set(language)


def spoken() -> Language:
    """The language in use."""
    return _LANGUAGE.get()


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in both languages; ``str()`` gives the one in use.

    >>> speak(Language.JA); str(Words("yes", "はい"))
    'はい'
    >>> speak(Language.EN); str(Words("yes", "はい"))
    'yes'
    """

    en: str
    ja: str

    def __str__(self) -> str:
        return self.ja if spoken() is Language.JA else self.en

    def format(self, *values: object, **named: object) -> str:
        """The words in use with their places filled."""
        return str(self).format(*values, **named)


def words_of(said: RenkeiError | Diagnostic) -> Words:
    """What an error or a diagnostic says."""
    return Words(said.message, said.message_ja)

"""Flags made from :data:`kg.settings.SETTINGS`: no setting is named twice."""

from __future__ import annotations

import os
from collections.abc import Sequence

from kg.cli.commands import Option
from kg.cli.language import Words
from kg.settings import SETTINGS, Setting, Settings, Use, load_settings

#: Settings of a release, fixed when it is built; those of queries; and all that the server takes. Secrets have no flag.
BUILDING = tuple(setting for setting in SETTINGS if setting.use is Use.BUILD)
QUERYING = tuple(setting for setting in SETTINGS if setting.use is Use.QUERY)
SERVING = tuple(setting for setting in SETTINGS if setting.use in {Use.QUERY, Use.SERVE})
#: Which engine the other end of `renkei push` is.
ENGINE = tuple(setting for setting in SETTINGS if setting.name == "sparql_engine")


def flag(setting: Setting) -> str:
    """The flag of a setting.

    >>> flag(BUILDING[0])
    '--base-iri'
    """
    return f"--{setting.name.replace('_', '-')}"


def setting_options(settings: Sequence[Setting]) -> list[Option]:
    """One option per setting; the environment variable and the default are in its help."""
    return [
        Option(
            [flag(setting)],
            words=Words(
                f"{setting.help} [{setting.environment_variable}; default: {setting.default or 'none'}]",
                f"{setting.help_ja}［{setting.environment_variable}、既定: {setting.default or 'なし'}］",
            ),
            type=type(setting.default),
        )
        for setting in settings
    ]


def base_iri_option() -> Option:
    """The one setting of a build that also matters where nothing is published."""
    return setting_options([setting for setting in BUILDING if setting.name == "base_iri"])[0]


def settings_from(flags: dict[str, str | int | float | None]) -> Settings:
    """The values of all settings: flags over environment over defaults."""
    return load_settings(os.environ, **flags)

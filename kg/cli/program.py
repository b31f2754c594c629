"""The program ``renkei``."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

import click

from kg import __version__
from kg.cli.commands import LazyGroup
from kg.cli.failures import Ending, show_tracebacks
from kg.cli.language import Words, speak, system_language

program = LazyGroup(
    "renkei",
    words=Words(
        "Linked open data of agreements between Japanese local governments.",
        "自治体間の連携協約等をリンクト・オープン・データとして公開する。",
    ),
    lazy={
        "build": "kg.cli.build:build",
        "check": "kg.cli.check:check",
        "serve": "kg.cli.serve:serve",
        "query": "kg.cli.query:query",
        "push": "kg.cli.push:push",
        "workbook": "kg.cli.workbook:workbook",
    },
    context_settings={"help_option_names": ["-h", "--help"]},
)
click.version_option(__version__, prog_name="renkei")(program)

#: A command makes many records and hardly a cycle: looking for cycles as often as Python does by itself (700) takes a
#: tenth of a build. In between there may be some tens of MB that nobody needs any more.
_ALLOCATIONS_BEFORE_COLLECTION = 100_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command (default: what the process was called with) and return its exit code."""
    gc.set_threshold(_ALLOCATIONS_BEFORE_COLLECTION)
    speak(system_language(os.environ))
    show_tracebacks(os.environ.get("RENKEI_TRACEBACK") == "1")
    with Ending() as ending:
        given = sys.argv[1:] if arguments is None else list(arguments)
        with program.make_context("renkei", given) as ctx:
            ending.exit_code = program.invoke(ctx)
        sys.stdout.flush()
    return ending.exit_code

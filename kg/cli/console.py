"""Where the command line writes: results to stdout, everything about the work to stderr."""

from __future__ import annotations

from rich.console import Console


def result_console() -> Console:
    """Results. Wide where nobody looks, so that a pipe gets whole lines."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=10_000)


def work_console() -> Console:
    """Progress, summaries, warnings and errors."""
    return Console(stderr=True, highlight=False, soft_wrap=True)

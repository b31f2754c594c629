"""Where the command line writes: results to stdout, everything about the work to stderr."""

from __future__ import annotations

from rich.console import Console
from rich.progress import Progress


def result_console() -> Console:
    """Results. Wide where nobody looks, so that a pipe gets whole lines."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=10_000)


def work_console() -> Console:
    """Progress, summaries, warnings and errors."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def work_progress() -> Progress:
    """A progress bar on stderr that goes away when done; nothing where nobody looks."""
    console = work_console()
    return Progress(console=console, transient=True, disable=not console.is_terminal)

"""The command line: ``renkei build | check | serve | query | push``. The only room that prints."""

from kg.cli.program import main, program

__all__ = ["main", "program"]

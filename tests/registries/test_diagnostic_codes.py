"""Every code of a diagnostic is explained in the table, and the table explains nothing else."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from kg.model.text import Ignorable, Repair
from kg.registries.diagnostic_codes import load_diagnostic_codes
from tests.source_tree import modules

#: What makes a diagnostic, by the name it is called by; the code is its first argument or its keyword ``code``.
_MAKERS = {"Diagnostic", "info", "warning", "_info", "_warning", "_said"}
#: Codes that are put together: repairs by their kind, text that is left out by its class (white space in silence).
_COMPOSED = {repair.value for repair in Repair} | {f"ignored-{kind}" for kind in Ignorable if kind != "white-space"}


def _literal_codes() -> Iterator[str]:
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and _name(node.func) in _MAKERS:
                named = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
                for value in (*named, *node.args[:1]):
                    if isinstance(value, ast.Constant) and isinstance(value.value, str):
                        yield value.value


def _name(function: ast.expr) -> str:
    """The name of a function that is called by its bare name; ``logger.warning`` makes no diagnostic."""
    return function.id if isinstance(function, ast.Name) else ""


def test_every_code_is_explained() -> None:
    codes = set(_literal_codes())
    assert len(codes) > 30
    assert (codes | _COMPOSED) - set(load_diagnostic_codes()) == set()


def test_every_explanation_has_its_code() -> None:
    said = {value for module in modules() for _, value in module.literals()}
    assert set(load_diagnostic_codes()) - said - _COMPOSED == set()

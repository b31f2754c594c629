"""The package's source as the architecture tests see it: modules, their imports, their string literals."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import kg

PACKAGE = Path(kg.__file__).parent

_FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_IMPORT = (ast.Import, ast.ImportFrom)


@dataclass(frozen=True)
class Module:
    """One source file; ``room`` is its folder below ``kg``, or its own name where it stands flat."""

    path: Path
    name: str
    room: str
    tree: ast.Module

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the tree."""
        return tuple(ast.walk(self.tree))

    def __str__(self) -> str:
        return self.name

    def imported(self) -> Iterator[str]:
        """Full names of what is imported from this package, ``from kg.x import y`` as ``kg.x.y``."""
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "kg")
            elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "kg":
                yield from (f"{node.module}.{alias.name}" for alias in node.names)

    def late_imports(self) -> Iterator[int]:
        """Lines of imports inside functions."""
        for function in self.nodes:
            if isinstance(function, _FUNCTION):
                yield from (node.lineno for node in ast.walk(function) if isinstance(node, _IMPORT))

    def relative_imports(self) -> Iterator[int]:
        """Lines of imports that begin with a dot."""
        for node in self.nodes:
            if isinstance(node, ast.ImportFrom) and node.level:
                yield node.lineno

    def literals(self) -> Iterator[tuple[int, str]]:
        """Line and value of every string that is not a docstring."""
        for node in self._outside_docstrings:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.lineno, node.value

    def formatted(self) -> Iterator[tuple[int, str]]:
        """Line and text of every f-string, with ``{}`` for each of its values."""
        for node in self._outside_docstrings:
            if isinstance(node, ast.JoinedStr):
                yield node.lineno, "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values)

    @cached_property
    def _outside_docstrings(self) -> tuple[ast.AST, ...]:
        alone = {id(n.value) for n in self.nodes if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)}
        return tuple(node for node in self.nodes if id(node) not in alone)


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the package, by name."""
    return tuple(_module(path) for path in sorted(PACKAGE.rglob("*.py")))


def _module(path: Path) -> Module:
    parts = ("kg", *path.relative_to(PACKAGE).with_suffix("").parts)
    name = ".".join(parts).removesuffix(".__init__")
    room = parts[1] if len(parts) > 1 else "__init__"
    return Module(path, name, room, ast.parse(path.read_text(encoding="utf-8"), filename=str(path)))


def module_graph() -> dict[str, set[str]]:
    """Which module imports which, by name."""
    names = {module.name for module in modules()}
    return {module.name: {_owner(target, names) for target in module.imported()} for module in modules()}


def _owner(target: str, names: set[str]) -> str:
    """The module that an imported name is or stands in."""
    while target not in names:
        target = target.rpartition(".")[0]
    return target

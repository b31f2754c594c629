"""How the code is laid out: which room may import which, and which facts have one home."""

from __future__ import annotations

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

from tests.running_order import missing_files
from tests.source_tree import PACKAGE, Module, module_graph, modules

#: Modules that stand flat at the bottom, and the records: everything may import them.
BOTTOM = {
    "__init__",
    "bundled",
    "errors",
    "folding",
    "formats",
    "head_writer",
    "identifiers",
    "lease",
    "live_times",
    "model",
    "numerals",
    "old_forms",
    "packing",
    "rdf_xml",
    "sealing",
    "settings",
    "turtle",
    "vocabulary",
    "workers",
}

#: What each room may import besides the bottom and itself. The build half and the serve half meet only in files.
ROOMS: dict[str, set[str]] = {
    "registries": set(),
    "reading": set(),
    "drafting": {"reading"},
    "extraction": {"registries", "reading", "drafting"},
    "corrections": {"registries", "reading", "drafting", "extraction"},
    "consolidation": {"registries", "reading", "drafting", "extraction"},
    "graph": {"registries", "reading", "drafting", "extraction", "consolidation"},
    "akoma_ntoso": {"registries", "reading", "drafting", "extraction", "consolidation", "graph"},
    "workbook": {"registries", "reading", "drafting", "extraction"},
    "validation": {"registries", "reading", "drafting", "extraction", "consolidation", "graph"},
    "publication": {
        "registries",
        "reading",
        "drafting",
        "extraction",
        "corrections",
        "consolidation",
        "graph",
        "akoma_ntoso",
        "workbook",
        "validation",
    },
    "store": set(),
    "web": {"store"},
    "cli": {
        "registries",
        "reading",
        "drafting",
        "extraction",
        "corrections",
        "consolidation",
        "graph",
        "akoma_ntoso",
        "workbook",
        "validation",
        "publication",
        "store",
        "web",
    },
}
BUILD_HALF = {
    "reading",
    "drafting",
    "extraction",
    "corrections",
    "consolidation",
    "graph",
    "akoma_ntoso",
    "workbook",
    "validation",
    "publication",
}
SERVE_HALF = {"store", "web"}

_MEDIA_TYPE = re.compile(r"(?:text|application|image|font)/[a-z][a-z0-9.+-]*")
#: Media types that stand elsewhere, with the reason. An entry that no longer occurs fails.
MEDIA_TYPES_ELSEWHERE: dict[tuple[str, str], str] = {
    ("kg.model.text", "text/plain"): "the bottom record of a source document; formats.py is about what is offered",
}
_IRI_BUILT = re.compile(r"(?:^|/|\{\})(?:id|doc)/(?:\{\}|[a-z-]+/)")
_QUERY = re.compile(r"(?:SELECT|CONSTRUCT|DESCRIBE|ASK)\b[^.]*\{\s*(?:GRAPH\b|\?|<|\w+:)")
_EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "handler"}
_LONGEST_FILE = 400


def test_the_table_names_every_room() -> None:
    assert {module.room for module in modules()} <= BOTTOM | set(ROOMS)
    assert {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()} - {"model"} == set(ROOMS)


def test_the_table_keeps_the_halves_apart() -> None:
    for room in BUILD_HALF:
        assert not ROOMS[room] & (SERVE_HALF | {"cli"})
    for room in SERVE_HALF:
        assert not ROOMS[room] & (BUILD_HALF | {"cli"})


def test_imports_follow_the_table() -> None:
    for module in modules():
        allowed = BOTTOM if module.room in BOTTOM else BOTTOM | {module.room} | ROOMS[module.room]
        rooms = {_room(target) for target in module.imported()}
        assert rooms <= allowed, f"{module} imports {sorted(rooms - allowed)}"


def _room(target: str) -> str:
    part = target.split(".")[1]
    return part if part in BOTTOM | set(ROOMS) else "__init__"


def test_no_cycles() -> None:
    graph = {
        name: {target for target in targets if target != name and not _is_package_of(target, name)}
        for name, targets in module_graph().items()
    }
    list(TopologicalSorter(graph).static_order())


def _is_package_of(package: str, module: str) -> bool:
    return package != "kg" and module.startswith(f"{package}.")


def test_imports_stand_at_the_top() -> None:
    for module in modules():
        assert list(module.late_imports()) == [], module
        assert list(module.relative_imports()) == [], module


def test_media_types_have_one_home() -> None:
    found = {
        (module.name, value)
        for module in modules()
        for _, value in module.literals()
        if module.name != "kg.formats" and _MEDIA_TYPE.fullmatch(value.partition(";")[0].strip())
    }
    assert found == set(MEDIA_TYPES_ELSEWHERE)


def test_iris_are_minted_in_one_place() -> None:
    for module in modules():
        if module.name != "kg.identifiers":
            assert [(line, text) for line, text in module.formatted() if _IRI_BUILT.search(text)] == [], module
            assert [(line, value) for line, value in module.literals() if "w3id.org/renkei" in value] == [], module


def test_queries_stand_in_files() -> None:
    for module in modules():
        texts = (*module.literals(), *module.formatted())
        assert [(line, value) for line, value in texts if _QUERY.search(value)] == [], module


def test_files_are_small() -> None:
    for module in modules():
        assert len(module.path.read_text(encoding="utf-8").splitlines()) <= _LONGEST_FILE, module
        assert not set(module.name.split(".")) & _EMPTY_NAMES, module


def test_every_test_file_is_collected() -> None:
    tests = Path(__file__).parent
    written = [path for path in tests.rglob("*.py") if not {".venv", ".packages", "node_modules"} & {*path.parts}]
    for path in written:
        if re.search(r"^(?:async )?def test_", path.read_text(encoding="utf-8"), re.MULTILINE):
            assert path.name.startswith("test_"), f"{path} holds tests that nobody collects"
    folders = {path.parent for path in written if path.name.startswith("test_")}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def test_the_files_that_begin_are_there() -> None:
    assert missing_files() == []


_BAD = """
from . import here
def f(x):
    import late
    query = f"SELECT ?s WHERE {{ ?s ?p {x} }}"
    return f"{x}doc/agreement/{x}", f"{x}id/{x}", "text/turtle; charset=utf-8", "SELECT * { GRAPH ?g { } }"
"""
_GOOD = '''
"""text/turtle, f"{base}id/x", SELECT * { ?s ?p ?o }"""
def f(x):
    return f"{x} (see doc {x})", "select a concept { x }", "and/or", "/id/{path:path}"
'''


def test_the_rules_can_fail() -> None:
    bad = Module(Path("bad.py"), "kg.bad", "bad", ast.parse(_BAD))
    assert (list(bad.relative_imports()), list(bad.late_imports())) == ([2], [4])
    assert sum(bool(_IRI_BUILT.search(text)) for _, text in bad.formatted()) == 2
    assert {line for line, text in (*bad.literals(), *bad.formatted()) if _QUERY.search(text)} == {5, 6}
    assert sum(bool(_MEDIA_TYPE.fullmatch(text.partition(";")[0])) for _, text in bad.literals()) == 1


def test_the_rules_let_through_what_is_right() -> None:
    good = Module(Path("good.py"), "kg.good", "good", ast.parse(_GOOD))
    texts = [text for _, text in (*good.literals(), *good.formatted())]
    assert not [text for text in texts if _MEDIA_TYPE.fullmatch(text) or _QUERY.search(text)]
    assert not [text for _, text in good.formatted() if _IRI_BUILT.search(text)]

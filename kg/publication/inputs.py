"""The inputs of a release: source files, their sidecars, and the fingerprint that names the release.

The id of a release is a hash of everything its files follow from: inputs, settings, version and code of the build half,
the bundled ontology, shapes and registries, and the date where ``SOURCE_DATE_EPOCH`` gives it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from kg import __version__
from kg.bundled import bundled
from kg.corrections.reading import CORRECTIONS
from kg.errors import InputError
from kg.extraction.sidecar import SIDECAR
from kg.formats import SOURCE_FORMATS

#: Extensions of source files in a folder, in any case; a file that is named itself may have any.
_SOURCE_SUFFIXES = (*(f".{source.extension}" for source in SOURCE_FORMATS), ".htm")
#: How names begin that nobody expects to be read: hidden files, and what Excel and Word keep beside an open file.
_UNSEEN = (".", "~$")
_BUNDLED_FOLDERS = (("ontology",), ("shapes",), ("data", "registry"), ("data", "catalog"))
_BUNDLED_FILES = (("data", "municipality-changes.csv"),)
_SERVE_HALF = ("store", "web", "cli")
_ID_DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """A file the release was made from. ``path`` is relative to the folder that holds all inputs."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A source file, where it is and what the release calls it; its sidecar and corrections where it has them."""

    file: Path
    source: InputFile
    sidecar: InputFile | None
    corrections: InputFile | None = None

    @property
    def path(self) -> str:
        """Its name in manifest and messages."""
        return self.source.path


def collect_inputs(paths: Sequence[Path]) -> tuple[Input, ...]:
    """The source files under the paths, each once, in the order of their names.

    Of a folder all files with the extension of a source format are taken, at any depth, but for hidden ones;
    :func:`skipped_files` names the others. Raises InputError where a path is missing or nothing is found.
    """
    found = {file.resolve(): file.parent.resolve() / file.name for path in paths for file in _files(path)}
    files = sorted(found.values())
    if not files:
        named = ", ".join(map(str, paths))
        raise InputError(
            f"{named}: no source file found, expected files that end in {' '.join(_SOURCE_SUFFIXES)}",
            f"{named}: 原文のファイル（{' '.join(_SOURCE_SUFFIXES)}）がありません",
        )
    root = Path(os.path.commonpath([file.parent for file in files]))
    return tuple(_input(file, root) for file in files)


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (file for file in _visible_files(path) if _is_source(file))
    elif path.exists():
        yield path
    else:
        raise InputError(f"{path}: no such file or folder", f"{path}: ファイルもフォルダもありません")


def skipped_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files in the folders among the paths that are not read, sorted: neither sources nor sidecars of one.

    Hidden files and what is in hidden folders are left out of it: nobody expects them to be read.
    """
    named = {path.resolve() for path in paths if not path.is_dir()}
    found = (file for path in paths if path.is_dir() for file in _visible_files(path) if file.resolve() not in named)
    return tuple(sorted({file for file in found if not _is_source(file) and not _is_sidecar(file)}))


def _visible_files(folder: Path) -> Iterator[Path]:
    for file in folder.rglob("*"):
        if file.is_file() and not any(part.startswith(_UNSEEN) for part in file.relative_to(folder).parts):
            yield file


def _is_source(file: Path) -> bool:
    return file.suffix.lower() in _SOURCE_SUFFIXES


def _is_sidecar(file: Path) -> bool:
    """Whether it stands beside the file that it is the sidecar or the corrections of."""
    return any(kind.source_of(file).is_file() and kind.source_of(file) != file for kind in (SIDECAR, CORRECTIONS))


def _input(file: Path, root: Path) -> Input:
    sidecar, corrections = SIDECAR.beside(file), CORRECTIONS.beside(file)
    return Input(
        file=file,
        source=_input_file(file, root),
        sidecar=_input_file(sidecar, root) if sidecar.is_file() else None,
        corrections=_input_file(corrections, root) if corrections.is_file() else None,
    )


def _input_file(file: Path, root: Path) -> InputFile:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise InputError(
            f"{file}: cannot be read: {error.strerror}", f"{file}: 読めません（{error.strerror}）"
        ) from error
    path = file.relative_to(root).as_posix()
    return InputFile(path=path, size=len(data), sha256=hashlib.sha256(data).hexdigest())


def input_files(inputs: Iterable[Input]) -> tuple[InputFile, ...]:
    """Every file that was read: sources, sidecars and corrections, by path."""
    files = (file for entry in inputs for file in (entry.source, entry.sidecar, entry.corrections) if file)
    return tuple(sorted(files, key=lambda file: file.path))


def release_id(
    inputs: Iterable[Input],
    *,
    settings: dict[str, str],
    source_date_epoch: int | None,
    withdrawn: InputFile | None = None,
) -> str:
    """16 hexadecimal digits that are the same for the same inputs, settings and software, and for nothing else."""
    content = {
        "inputs": [(file.path, file.sha256) for file in input_files(inputs)],
        "settings": settings,
        "withdrawn": withdrawn.sha256 if withdrawn else None,
        "source_date_epoch": source_date_epoch,
        "version": __version__,
        "engine": version("pyoxigraph"),
        "software": _digest(_code_files()),
        "bundled": _digest(_bundled_files()),
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:_ID_DIGITS]


def rule_files() -> tuple[InputFile, ...]:
    """Ontology, shapes, tables of rules and words of the catalog, by path: what the software knows beside its code."""
    found = ((name, file.read_bytes()) for name, file in sorted(_bundled_files()))
    return tuple(InputFile(path=name, size=len(data), sha256=hashlib.sha256(data).hexdigest()) for name, data in found)


def _digest(files: Iterable[tuple[str, Path]]) -> str:
    """One hash over named files, in the order of their names."""
    names = {name: hashlib.sha256(file.read_bytes()).hexdigest() for name, file in files}
    return hashlib.sha256(json.dumps(sorted(names.items())).encode()).hexdigest()


def _code_files() -> Iterator[tuple[str, Path]]:
    """The code that makes releases, so that a changed checkout never passes an old release off as its own."""
    package = Path(__file__).parents[1]
    for file in package.rglob("*.py"):
        name = file.relative_to(package)
        if name.parts[0] not in _SERVE_HALF:
            yield name.as_posix(), file


def _bundled_files() -> Iterator[tuple[str, Path]]:
    yield from (("/".join(parts), bundled(*parts)) for parts in _BUNDLED_FILES)
    for parts in _BUNDLED_FOLDERS:
        folder = bundled(*parts)
        for file in folder.rglob("*"):
            if file.is_file() and file.suffix != ".pyc":
                yield "/".join((*parts, file.relative_to(folder).as_posix())), file

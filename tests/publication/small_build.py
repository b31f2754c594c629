"""A quick build for tests that build often: few municipalities, no SHACL, and where it is ``bare`` few concepts.

Run as a program it is killed, and bare.

``python -m tests.publication.small_build OUT POINT FILE…`` says when it begins to build, and sends itself SIGKILL when
it reaches POINT.
"""

from __future__ import annotations

import functools
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from unittest import mock

from kg.graph import dataset, ontology
from kg.publication import BuildOutcome, Stage, build_release, building, release, selection
from kg.publication.progress import Progress, unreported
from kg.registries.municipalities import MunicipalityRegistry, load_municipalities
from kg.settings import Settings
from kg.validation import Partition, ValidationReport
from tests.publication.conftest import SETTINGS

_CODES = ("010006", "011002", "012041", "012106", "014591")

#: Where a build is killed: before anything is written, between the steps of writing, at the steps of the switch.
POINTS = (
    f"{Stage.READING}:0",
    f"{Stage.WRITING}:1",
    f"{Stage.WRITING}:3",
    f"{Stage.STORING}:1",
    "before-name",
    "before-switch",
    "before-link",
)
#: Points after which the new release is the live one already.
LATE_POINTS = (f"{Stage.PUBLISHING}:1",)


def _conforming(partitions: Iterable[Partition], **_: object) -> tuple[ValidationReport, ...]:
    return tuple(ValidationReport(slug=partition.slug, results=()) for partition in partitions)


@contextmanager
def small_data(*, validated: bool = False, codes: Iterable[str] = _CODES) -> Iterator[None]:
    """Publish a few municipalities instead of all 1,741, and unless ``validated`` take it that everything conforms."""
    registry = load_municipalities()
    few = MunicipalityRegistry(registry.by_code(code) for code in codes)
    with (
        mock.patch.object(building, "load_municipalities", return_value=few),
        nullcontext() if validated else mock.patch.object(selection, "validate_agreements", new=_conforming),
    ):
        yield


@contextmanager
def bare_data() -> Iterator[None]:
    """Publish the kinds of instrument and our own terms only: most of a small release are concepts and rules."""
    with (
        mock.patch.object(ontology, "SCHEME_FILES", ("instrument.ttl",)),
        mock.patch.object(ontology, "ONTOLOGY_FILES", ("renkei.ttl",)),
        mock.patch.object(dataset, "load_rules", return_value=()),
    ):
        yield


def small_build(
    *paths: Path,
    out: Path,
    settings: Settings = SETTINGS,
    strict: bool = False,
    validated: bool = False,
    bare: bool = False,
    progress: Progress = unreported,
    source_date_epoch: int | None = None,
    sign_key: Path | None = None,
    keep: int | None = None,
    withdrawn: Path | None = None,
    codes: Iterable[str] = _CODES,
) -> BuildOutcome:
    """Build, with the example settings unless others are given."""
    with small_data(validated=validated, codes=codes), bare_data() if bare else nullcontext():
        return build_release(
            paths,
            out=out,
            settings=settings,
            strict=strict,
            progress=progress,
            source_date_epoch=source_date_epoch,
            sign_key=sign_key,
            keep=keep,
            withdrawn=withdrawn,
        )


#: For tests to which it does not matter what terms and concepts a release has: it takes half of the time. Not for what
#: is validated, as the shapes ask for concepts.
bare_build = functools.partial(small_build, bare=True)


def _kill(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def killed_at(point: str) -> Iterator[Progress]:
    """Progress that kills this process at a point, or the steps of the switch patched so that they do."""

    def progress(stage: Stage, done: int, total: int) -> None:
        del total
        if f"{stage}:{done}" == point:
            _kill()

    steps = {"before-name": "_flush_folder", "before-switch": "make_current"}
    with mock.patch.object(release, steps[point], new=_kill) if point in steps else _link_killed(point):
        yield progress


@contextmanager
def _link_killed(point: str) -> Iterator[None]:
    """Kill between making the new link and putting it in the place of the old one."""
    if point == "before-link":
        with mock.patch.object(Path, "replace", new=_kill):
            yield
    else:
        yield


if __name__ == "__main__":
    target, where, *files = sys.argv[1:]
    sys.stdout.write("building\n")
    sys.stdout.flush()
    with killed_at(where) as told:
        bare_build(*map(Path, files), out=Path(target), progress=told)

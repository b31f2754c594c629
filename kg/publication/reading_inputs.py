"""Read the inputs of a build, in several processes where there are several jobs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.corrections import read_corrected_report
from kg.errors import InputError
from kg.model.agreement import Report
from kg.publication.inputs import Input
from kg.publication.progress import Progress, Stage
from kg.workers import worker_pool

#: Starting a process costs as much as reading some files: fewer than this are not worth one.
_FILES_PER_PROCESS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a file could not be read."""

    reason: str
    reason_ja: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An input and what came of reading it."""

    input: Input
    result: Report | Failure


def read_inputs(inputs: Sequence[Input], *, jobs: int, progress: Progress) -> tuple[Reading, ...]:
    """Read every input, in their order. A file that cannot be read gives a Failure and does not stop the others."""
    files = [entry.file for entry in inputs]
    progress(Stage.READING, 0, len(files))
    processes = min(jobs, len(files) // _FILES_PER_PROCESS)
    if processes < 2:
        results = _collected(map(_read, files), len(files), progress)
    else:
        with worker_pool(processes) as pool:
            results = _collected(pool.map(_read, files), len(files), progress)
    return tuple(Reading(input=entry, result=result) for entry, result in zip(inputs, results, strict=True))


def _collected(results: Iterable[Report | Failure], total: int, progress: Progress) -> list[Report | Failure]:
    done = []
    for result in results:
        done.append(result)
        progress(Stage.READING, len(done), total)
    return done


def _read(file: Path) -> Report | Failure:
    try:
        return read_corrected_report(file)
    except InputError as error:
        return Failure(reason=_published(error.message, file), reason_ja=_published(error.message_ja, file))


def _published(message: str, file: Path) -> str:
    """A message without the folder of the file and of what stands beside it: that of the publisher's machine is no
    business of readers, and a release does not depend on it."""
    return message.replace(str(file), file.name)

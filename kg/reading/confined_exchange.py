"""What the reading process and the one that started it say to each other: frames of JSON and bytes over a socket."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from kg.model.text import Box, CellPlace, Diagnostic, Severity, Span, StatedFact
from kg.reading.extraction import Extraction

LENGTH_BYTES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A file to read: by which module of this package, the file's name, seconds of processor time, the bytes."""

    module: str
    name: str
    seconds: int
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a file cannot be read, in both languages."""

    message: str
    message_ja: str


def frame(content: bytes) -> bytes:
    """A frame: its length, then its content."""
    return len(content).to_bytes(LENGTH_BYTES, "big") + content


def read_frame(receive: Callable[[int], bytes], *, limit: int) -> bytes:
    """The next frame; empty where the other side has ended. Raises ValueError for a frame over the limit."""
    head = _exactly(receive, LENGTH_BYTES)
    length = int.from_bytes(head, "big")
    if length > limit:
        raise ValueError(f"frame of {length} bytes, expected at most {limit}")
    return _exactly(receive, length) if head else b""


def _exactly(receive: Callable[[int], bytes], count: int) -> bytes:
    parts: list[bytes] = []
    while count:
        part = receive(min(count, 1 << 20))
        if not part:
            return b""
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def task_content(task: Task) -> bytes:
    """A task as the content of a frame: one line of JSON, then the file."""
    head = {"module": task.module, "name": task.name, "seconds": task.seconds}
    return json.dumps(head).encode() + b"\n" + task.data


def parse_task(content: bytes) -> Task:
    """The task of a frame."""
    head, _, data = content.partition(b"\n")
    return Task(data=data, **json.loads(head))


def answer_content(answer: Extraction | Refusal) -> bytes:
    """An answer as the content of a frame."""
    if isinstance(answer, Refusal):
        return json.dumps({"refused": [answer.message, answer.message_ja]}).encode()
    return json.dumps(
        {
            "text": answer.text,
            "media_type": answer.media_type,
            "furniture": [[span.start, span.end] for span in answer.furniture],
            "boxes": [[b.span.start, b.span.end, b.page, b.left, b.top, b.right, b.bottom] for b in answer.boxes],
            "notes": [_note(note) for note in answer.notes],
            "cells": [[place.span.start, place.span.end, place.cell] for place in answer.cells],
            "facts": [[fact.key, fact.value, fact.cell, fact.of] for fact in answer.facts],
        }
    ).encode()


def parse_answer(content: bytes) -> Extraction | Refusal:
    """The answer of a frame."""
    answer = json.loads(content)
    if "refused" in answer:
        return Refusal(message=answer["refused"][0], message_ja=answer["refused"][1])
    return Extraction(
        text=answer["text"],
        media_type=answer["media_type"],
        furniture=tuple(Span(start, end) for start, end in answer["furniture"]),
        boxes=tuple(Box(Span(start, end), *place) for start, end, *place in answer["boxes"]),
        notes=tuple(_parse_note(note) for note in answer["notes"]),
        cells=tuple(CellPlace(Span(start, end), cell) for start, end, cell in answer["cells"]),
        facts=tuple(StatedFact(key=key, value=value, cell=cell, of=of) for key, value, cell, of in answer["facts"]),
    )


def _note(note: Diagnostic) -> dict[str, Any]:
    said = {field.name: getattr(note, field.name) for field in fields(note)}
    return said | {"severity": note.severity.value, "span": [note.span.start, note.span.end]}


def _parse_note(said: dict[str, Any]) -> Diagnostic:
    return Diagnostic(**(said | {"severity": Severity(said["severity"]), "span": Span(*said["span"])}))

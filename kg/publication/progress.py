"""What a build says of its progress, to whoever shows it."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol


class Stage(StrEnum):
    """A stage of a build, in the order they come."""

    READING = "reading"
    MAPPING = "mapping"
    VALIDATING = "validating"
    WRITING = "writing"
    STORING = "storing"
    PUBLISHING = "publishing"

    @property
    def label_ja(self) -> str:
        """The stage in Japanese."""
        return _LABELS_JA[self]


_LABELS_JA = {
    Stage.READING: "原文を読む",
    Stage.MAPPING: "グラフに写す",
    Stage.VALIDATING: "検証する",
    Stage.WRITING: "ファイルを書く",
    Stage.STORING: "クエリ用ストアを作る",
    Stage.PUBLISHING: "公開版を切り替える",
}


class Progress(Protocol):
    """Told how far a stage is: ``done`` of ``total`` steps; called at least once in each stage."""

    def __call__(self, stage: Stage, done: int, total: int) -> None: ...


def unreported(stage: Stage, done: int, total: int) -> None:
    """Progress that nobody wants to see."""
    del stage, done, total

"""Answers to queries kept in memory: a release never changes, so an answer holds as long as the release is served.

An answer is found in two ways. By its question: the normal form of the query, the graphs it is asked of and the format
of the answer. And by the very words of a request that it was given to before, which need not be read again.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime

from kg.store.query import QueryRequest
from kg.web.answers import Coded, code_answer
from kg.web.codings import GZIP_CODING, WORTH_CODING_BYTES, gzipped

#: A request as it was sent: method class, query string, headers that matter, body. See kg/web/direct.py.
Asked = tuple[bytes | None, ...]
#: What is asked, of which graphs, in which format.
Question = tuple[str, tuple[str, ...], tuple[str, ...], str]
#: Part of the cache that one answer may fill.
_LARGEST_PART = 8
#: Wordings that one answer is found by; what a record weighs in memory beside the bytes it names.
_MOST_WORDINGS = 16
_RECORD_BYTES = 600


@dataclass(slots=True)
class Answer:
    """A complete answer in the content codings that were asked for so far.

    ``question`` is None where it is not kept.
    """

    body: bytes
    content_type: str
    modified: datetime
    question: Question | None = None
    zipped: Coded | None = None
    _plain: Coded | None = None

    @property
    def plain(self) -> Coded:
        """It as it is."""
        if self._plain is None:
            self._plain = code_answer(self.body, self.content_type, self.modified, coding=None)
        return self._plain

    @property
    def is_worth_coding(self) -> bool:
        """Whether gzip makes it shorter by enough to matter."""
        return len(self.body) >= WORTH_CODING_BYTES

    def in_gzip(self) -> Coded:
        """It in gzip."""
        return code_answer(gzipped(self.body), self.content_type, self.modified, coding=GZIP_CODING)


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer as it went out: its first line, its head from after the date on, its body; what is counted of it."""

    first: bytes
    rest: bytes
    body: bytes
    method: str
    status: int


@dataclass(slots=True)
class _Kept:
    answer: Answer
    size: int
    wordings: dict[Asked | bytes, int] = field(default_factory=dict)


def question_of(request: QueryRequest) -> Question:
    """The question of a request. Graphs have no order."""
    return (
        request.query.normal,
        tuple(sorted(set(request.default_graphs))),
        tuple(sorted(set(request.named_graphs))),
        request.format.name,
    )


class AnswerCache:
    """The answers used last, up to so many bytes; with 0 bytes, none."""

    def __init__(self, max_bytes: int) -> None:
        self.hits = 0
        self.misses = 0
        self._max_bytes = max_bytes
        self._bytes = 0
        self._kept: OrderedDict[Question, _Kept] = OrderedDict()
        self._by_wording: dict[Asked | bytes, Question] = {}
        self._sent: dict[bytes, Sent] = {}

    @property
    def held_bytes(self) -> int:
        """What the answers and the requests they are found by hold in memory."""
        return self._bytes

    def find(self, asked: Asked) -> Answer | None:
        """The answer that was given to this very request before."""
        question = self._by_wording.get(asked)
        if question is None:
            return None
        self.hits += 1
        self._kept.move_to_end(question)
        return self._kept[question].answer

    def get(self, question: Question) -> Answer | None:
        """The answer to a question."""
        kept = self._kept.get(question)
        if kept is None:
            self.misses += 1
            return None
        self.hits += 1
        self._kept.move_to_end(question)
        return kept.answer

    def keep(self, question: Question, answer: Answer) -> None:
        """Keep an answer; drop those that were used least lately."""
        self._drop(question)
        size = len(answer.body) + sum(map(len, (question[0], *question[1], *question[2]))) + _RECORD_BYTES
        if size > self._max_bytes // _LARGEST_PART:
            return
        answer.question = question
        self._kept[question] = _Kept(answer, size)
        self._bytes += size
        self._shrink()

    def keep_zipped(self, answer: Answer, coded: Coded) -> None:
        """Keep the coded form of an answer beside it, if it is kept itself."""
        kept = self._kept_of(answer)
        if kept is not None and answer.zipped is None:
            answer.zipped = coded
            self._grow(kept, len(coded.body))

    def find_by(self, asked: Asked, answer: Answer) -> None:
        """Find an answer by this request from now on, if it is kept."""
        self._know(asked, _RECORD_BYTES + sum(len(part) for part in asked if part), answer)

    def replay(self, raw: bytes) -> Sent | None:
        """What was sent to these bytes of a request before."""
        sent = self._sent.get(raw)
        if sent is not None:
            self.hits += 1
            self._kept.move_to_end(self._by_wording[raw])
        return sent

    def replay_by(self, raw: bytes, sent: Sent, answer: Answer) -> None:
        """Send this to these bytes of a request from now on, as long as the answer is kept."""
        if self._know(raw, _RECORD_BYTES + len(raw) + len(sent.rest), answer):
            self._sent[raw] = sent

    def _know(self, wording: Asked | bytes, size: int, answer: Answer) -> bool:
        kept = self._kept_of(answer)
        if kept is None or answer.question is None or wording in self._by_wording:
            return False
        if len(kept.wordings) == _MOST_WORDINGS:
            oldest = next(iter(kept.wordings))
            self._forget(oldest)
            self._grow(kept, -kept.wordings.pop(oldest))
        kept.wordings[wording] = size
        self._by_wording[wording] = answer.question
        self._grow(kept, size)
        return wording in self._by_wording

    def _forget(self, wording: Asked | bytes) -> None:
        del self._by_wording[wording]
        if isinstance(wording, bytes):
            self._sent.pop(wording, None)

    def _kept_of(self, answer: Answer) -> _Kept | None:
        kept = self._kept.get(answer.question) if answer.question else None
        return kept if kept is not None and kept.answer is answer else None

    def _drop(self, question: Question) -> None:
        dropped = self._kept.pop(question, None)
        if dropped is not None:
            self._bytes -= dropped.size
            for wording in dropped.wordings:
                self._forget(wording)

    def _grow(self, kept: _Kept, size: int) -> None:
        kept.size += size
        self._bytes += size
        self._shrink()

    def _shrink(self) -> None:
        while self._bytes > self._max_bytes:
            self._drop(next(iter(self._kept)))

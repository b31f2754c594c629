"""Why an action is not done, in CKAN's own kinds of error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class Refusal(Exception):
    """An action that is not done: the status and the ``error`` of CKAN's envelope."""

    def __init__(self, status: int, error: Mapping[str, object]) -> None:
        super().__init__(str(error))
        self.status = status
        self.error = dict(error)


def not_found(what: str) -> Refusal:
    """Nothing has that id or name."""
    return Refusal(404, {"message": f"Not found: {what} / 見つかりません: {what}", "__type": "Not Found Error"})


def invalid(**fields: Sequence[str]) -> Refusal:
    """Parameters that are missing or wrong, each with the reasons."""
    return Refusal(409, {**{name: list(reasons) for name, reasons in fields.items()}, "__type": "Validation Error"})


def bad_search(reason: str, reason_ja: str) -> Refusal:
    """A search that cannot be understood."""
    return Refusal(400, {"message": f"Search Query is invalid: {reason} / {reason_ja}", "__type": "Search Query Error"})

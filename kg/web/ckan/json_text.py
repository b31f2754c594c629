"""JSON that clients send."""

from __future__ import annotations

import json


def read_json(text: str) -> object:
    """What JSON says. Raises ValueError where it is none or is nested too deeply, and for halves of surrogate pairs:
    escapes can write them, but they are no characters, so neither the index nor an answer can hold them.

    >>> read_json('["a"]')
    ['a']
    """
    try:
        read: object = json.loads(text)
        json.dumps(read, ensure_ascii=False).encode()
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return read

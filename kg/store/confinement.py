"""What a worker process can no longer do once it is confined: reach a network, write a file, start a program.

Two mechanisms of Linux, both without privileges and neither to be undone by the process:

- a *seccomp* filter, a list of the system calls that evaluation needs. Every other one fails as if the kernel did not
  have it (``ENOSYS``, what libraries are prepared for): sockets, io_uring, processes, programs, signals to others,
  changes of files. Files open for reading only, memory never becomes code.
- *Landlock* where the kernel has it (5.13): files outside of the query store cannot even be read.

The filter is the table of :mod:`kg.store.system_calls` as a program for the kernel (``man 2 seccomp``). It checks the
architecture first, because numbers mean other calls on another one.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.store.system_calls import ALLOWED, ARCHITECTURES, Architecture, Condition, SystemCall

_PR_SET_NO_NEW_PRIVS = 38
_SET_MODE_FILTER = 1
_TO_ALL_THREADS = 1  # SECCOMP_FILTER_FLAG_TSYNC

_INSTRUCTION = struct.Struct("=HBBI")
_LOAD = 0x20  # BPF_LD | BPF_W | BPF_ABS
_IF_EQUAL = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_IF_ANY_BIT = 0x45  # BPF_JMP | BPF_JSET | BPF_K
_RETURN = 0x06  # BPF_RET | BPF_K
_ALLOW = 0x7FFF0000
_KILL = 0x80000000
_FAIL = 0x00050000 | 38  # SECCOMP_RET_ERRNO with ENOSYS, which has this number on both architectures

#: Offsets in ``struct seccomp_data``.
_AT_NUMBER = 0
_AT_ARCHITECTURE = 4
_AT_ARGUMENTS = 16

_LANDLOCK_CREATE_RULESET, _LANDLOCK_ADD_RULE, _LANDLOCK_RESTRICT_SELF = 444, 445, 446  # on every architecture
_GET_VERSION = 1
_RULE_PATH_BENEATH = 1
_READ_FILE, _READ_DIRECTORY = 1 << 2, 1 << 3
#: How many kinds of file access each version of Landlock knows; the last stands for later ones.
_KINDS_OF_ACCESS = (13, 14, 15, 15, 16)


@dataclass(frozen=True, slots=True)
class Confinement:
    """What holds this process. ``calls``: no network, no programs, no writing; ``files``: nothing else is read."""

    calls: bool
    files: bool


def architecture() -> Architecture | None:
    """The architecture of this process where a filter is written for it; None elsewhere, and outside of Linux."""
    if not sys.platform.startswith("linux") or ctypes.sizeof(ctypes.c_void_p) != 8 or sys.byteorder != "little":
        return None
    return ARCHITECTURES.get(platform.machine())


def confine_files(readable: Path) -> bool:
    """Leave this thread, and those it starts, nothing but reading below a directory; whether the kernel could.

    To be called before other threads start: Landlock binds the calling one. Files that are open stay open.
    """
    if architecture() is None:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), _GET_VERSION)
    if version < 1:
        return False
    kinds = _KINDS_OF_ACCESS[min(version, len(_KINDS_OF_ACCESS)) - 1]
    handled = struct.pack("=Q", (1 << kinds) - 1)
    ruleset = libc.syscall(_LANDLOCK_CREATE_RULESET, handled, ctypes.c_size_t(len(handled)), 0)
    if ruleset < 0:
        return False
    directory = os.open(readable, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        rule = struct.pack("=Qi", _READ_FILE | _READ_DIRECTORY, directory)
        failed = (
            libc.syscall(_LANDLOCK_ADD_RULE, ruleset, _RULE_PATH_BENEATH, rule, 0)
            or libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
            or libc.syscall(_LANDLOCK_RESTRICT_SELF, ruleset, 0)
        )
        return not failed
    finally:
        os.close(directory)
        os.close(ruleset)


def confine_calls() -> bool:
    """Leave every thread of this process the system calls of the table; whether the platform could."""
    here = architecture()
    if here is None:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    program = b"".join(_INSTRUCTION.pack(*instruction) for instruction in filter_program(here, process=os.getpid()))
    instructions = ctypes.create_string_buffer(program, len(program))
    length = len(program) // _INSTRUCTION.size
    described = struct.pack("@HP", length, ctypes.addressof(instructions))
    installed: int = libc.syscall(here.seccomp, _SET_MODE_FILTER, _TO_ALL_THREADS, described)
    return installed == 0


def filter_program(here: Architecture, *, process: int) -> list[tuple[int, int, int, int]]:
    """The filter as instructions of classic BPF: (code, steps if true, steps if false, operand).

    ``process`` is the id of the process that it is for, the only one it may send signals to.
    """
    program = [
        (_LOAD, 0, 0, _AT_ARCHITECTURE),
        (_IF_EQUAL, 1, 0, here.audit),
        (_RETURN, 0, 0, _KILL),
    ]
    for call in ALLOWED:
        number = call.number(here)
        if number is not None:
            program += _allowed(call, number, process)
    return [*program, (_RETURN, 0, 0, _FAIL)]


def _allowed(call: SystemCall, number: int, process: int) -> Iterator[tuple[int, int, int, int]]:
    """Allow one system call where its condition holds. The accumulator holds the number again for the next one."""
    checks = [*_checks(call.condition, process)]
    yield (_LOAD, 0, 0, _AT_NUMBER)
    yield (_IF_EQUAL, 0, len(checks) + 1, number)
    yield from checks
    yield (_RETURN, 0, 0, _ALLOW)


def _checks(condition: Condition | None, process: int) -> Iterator[tuple[int, int, int, int]]:
    """Instructions that go on where a condition holds and fail the call where it does not.

    Arguments are 64 bits wide and compared in halves of 32.
    """
    if condition is None:
        return
    at = _AT_ARGUMENTS + 8 * condition.argument
    yield (_LOAD, 0, 0, at)
    if condition.no_bit_of:
        yield (_IF_ANY_BIT, 0, 1, condition.no_bit_of)
        yield (_RETURN, 0, 0, _FAIL)
        return
    values = (process,) if condition.own_process else condition.one_of
    for steps, value in zip(range(len(values), 0, -1), values, strict=True):
        yield (_IF_EQUAL, steps, 0, value)
    yield (_RETURN, 0, 0, _FAIL)

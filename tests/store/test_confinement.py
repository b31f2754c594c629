"""A confined process really cannot: it tries, and a listener waits for what must not come."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.formats import RESULTS_JSON
from kg.store.confinement import architecture, filter_program
from kg.store.guard import guard_query
from kg.store.limits import Limits
from kg.store.pool import ProcessPoolEvaluator
from kg.store.query import QueryRequest
from kg.store.system_calls import ALLOWED, ARM64, X86_64, Architecture
from tests.web.release_fixture import write_release

needs_linux = pytest.mark.skipif(architecture() is None, reason="no filter of system calls on this platform")

#: Tries each thing in a confined process and prints the names of those that it could do.
PROGRAM = """
import ctypes, json, os, resource, signal, socket, subprocess, sys, threading
from pathlib import Path
from kg.store.confinement import confine_calls, confine_files

inside, outside, port, before = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), threading.Event()
libc = ctypes.CDLL(None, use_errno=True)

def system_call(number, *arguments):
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), "refused")

def connect():
    with socket.socket() as end:
        end.connect(("127.0.0.1", port))

def connect_early():
    early.connect(("127.0.0.1", port))

def in_thread():
    before.set()
    other.join()
    if worked:
        return
    raise OSError("refused")

def connect_in_other_thread():
    before.wait()
    try:
        connect()
        worked.append(True)
    except OSError:
        pass

TRIALS = {
    "connect": connect,
    "connect a socket from before": connect_early,
    "connect in a thread from before": in_thread,
    "local socket": lambda: socket.socket(socket.AF_UNIX),
    "socket pair": socket.socketpair,
    "io_uring": lambda: system_call(425, 1, ctypes.create_string_buffer(120)),
    "fork": os.fork,
    "thread": lambda: threading.Thread(target=print).start(),
    "run": lambda: subprocess.run(["/bin/true"]),
    "execute": lambda: os.execv("/bin/true", ["true"]),
    "signal": lambda: os.kill(os.getppid(), 0),
    "priority": lambda: os.setpriority(os.PRIO_PROCESS, os.getppid(), 1),
    "limits": lambda: resource.setrlimit(resource.RLIMIT_DATA, (1 << 40, 1 << 40)),
    "create": lambda: (inside / "new").write_text("x"),
    "append": lambda: (inside / "file").open("a").close(),
    "remove": lambda: (inside / "file").unlink(),
    "rename": lambda: (inside / "file").rename(inside / "other"),
    "link": lambda: (inside / "link").symlink_to("file"),
    "directory": lambda: (inside / "folder").mkdir(),
    "mode": lambda: (inside / "file").chmod(0o777),
    "code": lambda: __import__("mmap").mmap(-1, 4096, prot=7),
    "read outside": lambda: (outside / "file").read_text(),
    "read inside": lambda: (inside / "file").read_text(),
}
import mmap
early, worked = socket.socket(), []
other = threading.Thread(target=connect_in_other_thread, daemon=True)
files = confine_files(inside)
other.start()
calls = confine_calls()
done = []
for name, attempt in TRIALS.items():
    try:
        attempt()
    except (OSError, RuntimeError, ValueError):
        continue
    done.append(name)
print(json.dumps({"calls": calls, "files": files, "done": done}), flush=True)
os._exit(0)
"""


@pytest.fixture
def listener() -> socket.socket:
    """A socket that listens and answers nothing."""
    end = socket.create_server(("127.0.0.1", 0))
    end.settimeout(0.2)
    return end


@needs_linux
def test_nothing_but_reading_is_left(tmp_path: Path, listener: socket.socket) -> None:
    for folder in ("inside", "outside"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "file").write_text("text")
    arguments = [str(tmp_path / "inside"), str(tmp_path / "outside"), str(listener.getsockname()[1])]
    command = [sys.executable, "-c", PROGRAM, *arguments]
    ended = subprocess.run(command, capture_output=True, timeout=60, check=True)
    found = json.loads(ended.stdout)
    assert found["calls"]
    expected = {"read inside"} if found["files"] else {"read inside", "read outside"}
    assert set(found["done"]) == expected
    with listener, pytest.raises(TimeoutError):
        listener.accept()


@needs_linux
def test_a_query_that_passes_the_guard_reaches_no_service(tmp_path: Path, listener: socket.socket) -> None:
    store = write_release(tmp_path / "release") / "store"
    endpoint = f"http://127.0.0.1:{listener.getsockname()[1]}/sparql"
    passed = replace(guard_query("ASK {}"), text=f"ASK {{ SERVICE <{endpoint}> {{ ?s ?p ?o }} }}")

    async def use() -> None:
        async with ProcessPoolEvaluator(store, Limits(workers=1)) as pool:
            assert pool.confined
            with pytest.raises(QueryError, match="not implemented"):
                await pool.evaluate(QueryRequest(query=passed, format=RESULTS_JSON))

    asyncio.run(use())
    with listener, pytest.raises(TimeoutError):
        listener.accept()


def decide(program: list[tuple[int, int, int, int]], audit: int, number: int, *arguments: int) -> int:
    """What the kernel would return for a system call: the filter, run."""
    padded = [*arguments, *[0] * (6 - len(arguments))]
    data = struct.pack("<iIQ6Q", number, audit, 0, *padded)
    at = accumulator = 0
    while True:
        code, if_true, if_false, operand = program[at]
        if code == 0x06:
            return operand
        if code == 0x20:
            accumulator = struct.unpack_from("<I", data, operand)[0]
            at += 1
            continue
        holds = accumulator == operand if code == 0x15 else bool(accumulator & operand)
        at += 1 + (if_true if holds else if_false)


ALLOW, FAIL, KILL = 0x7FFF0000, 0x00050026, 0x80000000


@pytest.mark.parametrize(("here", "there"), [(X86_64, ARM64), (ARM64, X86_64)], ids=["x86-64", "arm64"])
def test_the_filter_decides_by_number_and_arguments(here: Architecture, there: Architecture) -> None:
    program = filter_program(here, process=4321)
    numbers = {call.name: call.number(here) for call in ALLOWED}

    def outcome(name: str, *arguments: int) -> int:
        number = numbers[name]
        assert number is not None
        return decide(program, here.audit, number, *arguments)

    assert outcome("read") == ALLOW
    assert outcome("openat", 0, 0, 0o2000000) == ALLOW
    assert {outcome("openat", 0, 0, flag) for flag in (0o1, 0o2, 0o101, 0o1000, 0o102)} == {FAIL}
    assert (outcome("mmap", 0, 0, 3), outcome("mmap", 0, 0, 7), outcome("mprotect", 0, 0, 4)) == (ALLOW, FAIL, FAIL)
    assert (outcome("tgkill", 4321), outcome("tgkill", 4322)) == (ALLOW, FAIL)
    assert [outcome("fcntl", 0, command) for command in (1, 3, 4, 8)] == [ALLOW, ALLOW, FAIL, FAIL]
    sockets = {X86_64: (41, 42, 49, 53), ARM64: (198, 203, 200, 199)}[here]
    processes = {X86_64: (56, 57, 58, 59, 322, 435, 101), ARM64: (220, 221, 281, 435, 117)}[here]
    for number in (*sockets, *processes, 425, 437, 999, 0x40000000 | 41):
        assert decide(program, here.audit, number) == FAIL
    assert decide(program, there.audit, 0) == KILL
    assert len(program) < 4096, "the kernel's limit"


def test_the_table_names_each_call_once() -> None:
    for here in (X86_64, ARM64):
        numbers = [number for call in ALLOWED if (number := call.number(here)) is not None]
        assert len(numbers) == len(set(numbers))

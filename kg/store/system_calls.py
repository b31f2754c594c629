"""The system calls that evaluation needs, with their numbers (arch/x86/entry/syscalls/syscall_64.tbl of Linux for
x86-64, include/uapi/asm-generic/unistd.h for arm64), those first that are called most.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Architecture:
    """A processor architecture: ``audit`` is its number in ``linux/audit.h``, ``seccomp`` that of the call."""

    name: str
    audit: int
    seccomp: int


X86_64 = Architecture("x86-64", 0xC000003E, 317)
ARM64 = Architecture("arm64", 0xC00000B7, 277)
#: By the name that the system gives its machine.
ARCHITECTURES = {"x86_64": X86_64, "aarch64": ARM64}


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What an argument (counted from 0) has to be: one of some values, this process, or without some bits."""

    argument: int
    one_of: tuple[int, ...] = ()
    own_process: bool = False
    no_bit_of: int = 0


@dataclass(frozen=True, slots=True)
class SystemCall:
    """One system call; None where the architecture does not have it."""

    name: str
    x86_64: int | None
    arm64: int | None
    condition: Condition | None = None

    def number(self, architecture: Architecture) -> int | None:
        """The call's number there."""
        return self.x86_64 if architecture is X86_64 else self.arm64


# O_WRONLY, O_RDWR, O_CREAT and O_TRUNC, the same on both architectures.
_WRITING = 0o1 | 0o2 | 0o100 | 0o1000
_EXECUTABLE = Condition(argument=2, no_bit_of=0x4)  # PROT_EXEC
_LOOKING_AT_FLAGS = Condition(argument=1, one_of=(1, 2, 3))  # F_GETFD, F_SETFD, F_GETFL

ALLOWED = (
    SystemCall("pread64", 17, 67),
    SystemCall("read", 0, 63),
    SystemCall("write", 1, 64),
    SystemCall("futex", 202, 98),
    SystemCall("madvise", 28, 233),
    SystemCall("mmap", 9, 222, _EXECUTABLE),
    SystemCall("munmap", 11, 215),
    SystemCall("mremap", 25, 216),
    SystemCall("mprotect", 10, 226, _EXECUTABLE),
    SystemCall("brk", 12, 214),
    SystemCall("setitimer", 38, 103),
    SystemCall("openat", 257, 56, Condition(argument=2, no_bit_of=_WRITING)),
    SystemCall("open", 2, None, Condition(argument=1, no_bit_of=_WRITING)),
    SystemCall("close", 3, 57),
    SystemCall("lseek", 8, 62),
    SystemCall("readv", 19, 65),
    SystemCall("preadv", 295, 69),
    SystemCall("writev", 20, 66),
    SystemCall("fadvise64", 221, 223),
    SystemCall("readahead", 187, 213),
    SystemCall("fstat", 5, 80),
    SystemCall("newfstatat", 262, 79),
    SystemCall("statx", 332, 291),
    SystemCall("stat", 4, None),
    SystemCall("access", 21, None),
    SystemCall("faccessat", 269, 48),
    SystemCall("readlink", 89, None),
    SystemCall("readlinkat", 267, 78),
    SystemCall("getdents64", 217, 61),
    SystemCall("getcwd", 79, 17),
    SystemCall("fcntl", 72, 25, _LOOKING_AT_FLAGS),
    SystemCall("clock_gettime", 228, 113),
    SystemCall("clock_getres", 229, 114),
    SystemCall("clock_nanosleep", 230, 115),
    SystemCall("gettimeofday", 96, 169),
    SystemCall("nanosleep", 35, 101),
    SystemCall("sched_yield", 24, 124),
    SystemCall("sched_getaffinity", 204, 123),
    SystemCall("getcpu", 309, 168),
    SystemCall("getrandom", 318, 278),
    SystemCall("getpid", 39, 172),
    SystemCall("gettid", 186, 178),
    SystemCall("getrusage", 98, 165),
    SystemCall("membarrier", 324, 283),
    SystemCall("rt_sigaction", 13, 134),
    SystemCall("rt_sigprocmask", 14, 135),
    SystemCall("rt_sigreturn", 15, 139),
    SystemCall("sigaltstack", 131, 132),
    SystemCall("restart_syscall", 219, 128),
    SystemCall("tgkill", 234, 131, Condition(argument=0, own_process=True)),
    SystemCall("rseq", 334, 293),
    SystemCall("set_robust_list", 273, 99),
    SystemCall("exit", 60, 93),
    SystemCall("exit_group", 231, 94),
)

"""Take from this process whatever parsing a file does not need."""

from __future__ import annotations

import os
import sys
from typing import Any

MEMORY = 512 * 2**20
"""Bytes that a file may take on top of what the program has when it begins."""
_FORBIDDEN = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn",
    "os.startfile", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink",
    "os.truncate", "os.chmod", "os.chown", "shutil.", "ftplib.", "smtplib.", "urllib.Request",
    "webbrowser.", "winreg.", "ctypes.dlopen", "tempfile.",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


def confine() -> None:
    """Cap memory, forbid writing, programs and the network; there is no way back."""
    if sys.platform == "win32":
        _cap_on_windows()
    else:
        _cap_on_posix()
    sys.addaudithook(_refuse)


def _refuse(event: str, args: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(event)
    if event == "open":
        mode, flags = args[1], args[2]
        writes = bool(set(mode) & set("wax+")) if isinstance(mode, str) else False
        if writes or (isinstance(flags, int) and flags & _WRITING):
            raise PermissionError(event)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _JOB_MEMORY_AND_PROCESSES = 0x100 | 0x8
    _EXTENDED = 9

    class _Limits(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

        _fields_ = (
            ("process_time", ctypes.c_int64), ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD), ("least", ctypes.c_size_t), ("most", ctypes.c_size_t),
            ("processes", wintypes.DWORD), ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD), ("scheduling", wintypes.DWORD),
            ("counters", ctypes.c_uint64 * 6), ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t), ("peak_process", ctypes.c_size_t),
            ("peak_job", ctypes.c_size_t),
        )  # fmt: skip

    def _cap_on_windows() -> None:
        """A job object of its own: so much memory, one process."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
        limits = _Limits(flags=_JOB_MEMORY_AND_PROCESSES, processes=1, process_memory=2 * MEMORY)
        size = ctypes.sizeof(limits)
        if not kernel.SetInformationJobObject(job, _EXTENDED, ctypes.byref(limits), size):
            raise ctypes.WinError(ctypes.get_last_error())
        if not kernel.AssignProcessToJobObject(job, wintypes.HANDLE(kernel.GetCurrentProcess())):
            raise ctypes.WinError(ctypes.get_last_error())

else:
    import resource
    from pathlib import Path

    def _cap_on_posix() -> None:
        """Memory above today's, no file may grow, no core dump."""
        try:
            pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        except OSError:
            pages = 0  # Without /proc the program itself counts towards the cap.
        used = pages * resource.getpagesize()
        for kind, most in (
            (resource.RLIMIT_AS, used + MEMORY),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.setrlimit(kind, (most, most))

"""What a server asks of the machine before it starts."""

from __future__ import annotations

import subprocess
import sys

import pytest

# Threads that hold memory at the same time, then what the C library says of its pools.
_POOLS = """
import ctypes, sys, threading
from commands.serving import share_memory
if sys.argv[1] == "shared":
    share_memory()
libc, met = ctypes.CDLL(None), threading.Barrier(4)
libc.malloc.restype, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
libc.fdopen.restype, libc.fflush.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
libc.malloc_info.argtypes = [ctypes.c_int, ctypes.c_void_p]
def hold():
    held = libc.malloc(5000)
    met.wait()
    libc.free(held)
threads = [threading.Thread(target=hold) for _ in range(4)]
[one.start() for one in threads], [one.join() for one in threads]
out = libc.fdopen(1, b"w")
libc.malloc_info(0, out)
libc.fflush(out)
"""


def _pools(how: str) -> int:
    told = subprocess.run(
        [sys.executable, "-c", _POOLS, how], check=True, capture_output=True, text=True
    )
    return told.stdout.count("<heap nr=")


@pytest.mark.skipif(sys.platform != "linux", reason="pools of memory are the GNU C library's")
def test_threads_of_a_server_share_one_pool_of_memory() -> None:
    assert _pools("shared") == 1
    assert _pools("each") > 1

"""Keeps what is in memory out of core dumps: keys and words of chats are there in the clear while the program runs."""

from __future__ import annotations

import ctypes
import sys
from typing import Final

_PR_SET_DUMPABLE: Final = 4


def turn_off() -> None:
    """No core dump of this process, whatever the system does with them, and no debugger of another user on it.

    The limit is inherited by programs that it starts. Where the system has neither, nothing happens.
    """
    try:
        import resource  # not on Windows
    except ModuleNotFoundError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # A limit of 0 does not stop a dump that is piped into a program, as most distributions do; this does.
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)

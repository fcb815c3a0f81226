"""Gives the memory that a start needed and no longer needs back to the system, which the C library would keep."""

from __future__ import annotations

import ctypes
import gc


def give_back() -> bool:
    """Collect what nobody holds and return free pages. False where the C library cannot: only glibc has this call."""
    gc.collect()
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # musl and macOS have no such function, Windows no such library
        return False
    trim.argtypes, trim.restype = [ctypes.c_size_t], ctypes.c_int
    trim(0)
    return True

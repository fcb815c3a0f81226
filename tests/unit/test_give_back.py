"""Memory goes back to the system where the C library can do it, and nothing breaks where it cannot."""

from __future__ import annotations

import ctypes
import subprocess
import sys

import pytest

from bot.give_back import give_back

# Small pieces, as parsing leaves them, with one kept above: the C library alone would hold on to all below it.
USED = """
from bot.give_back import give_back
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4096
pieces = [bytearray(5000) for _ in range(20_000)]
kept = bytearray(5000)
full = resident()
del pieces
held = resident()
assert give_back()
print(full - held, held - resident())
"""


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="only glibc can")
def test_what_is_no_longer_needed_is_given_back() -> None:
    told = subprocess.run([sys.executable, "-c", USED], capture_output=True, text=True, check=True)
    by_itself, given = map(int, told.stdout.split())
    assert given > 50_000_000
    assert by_itself < given


@pytest.mark.parametrize("fault", [AttributeError, OSError, TypeError])
def test_another_c_library_is_no_fault(monkeypatch: pytest.MonkeyPatch, fault: type[Exception]) -> None:
    def missing(_: object) -> None:
        raise fault

    monkeypatch.setattr(ctypes, "CDLL", missing)
    assert not give_back()

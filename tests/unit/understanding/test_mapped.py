"""Arrays that are read where they lie: the same as were written, or none."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from bot.understanding.mapped import read_mapped, write_mapped

ARRAYS = {
    "table": np.arange(30_000, dtype=np.uint8).reshape(300, 100),
    "weights": np.linspace(-1, 1, 777, dtype=np.float32).reshape(7, 111),
    "eps": np.asarray(1e-6),
    "nothing": np.zeros((0, 4), dtype=np.float16),
}

KNOWN = "4012ed825101ff4593dd7a11bcce0decfa82e5edde2f67002812ad1e11b0cac5"  # the SHA-256 of their file: the same on every machine


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that is whole, in a folder that is made for it."""
    path = tmp_path / "kept/some.weights"
    assert write_mapped(path, ARRAYS) == KNOWN
    return path


def test_what_is_read_is_what_was_written(path: Path) -> None:
    found = read_mapped(path, KNOWN)
    assert found is not None
    assert list(found.arrays) == list(ARRAYS)
    for name, array in ARRAYS.items():
        np.testing.assert_array_equal(found.arrays[name], array, strict=True)
    found.let_go()
    np.testing.assert_array_equal(found.arrays["table"], ARRAYS["table"])


def test_nobody_can_change_what_all_share(path: Path) -> None:
    found = read_mapped(path, KNOWN)
    assert found is not None
    with pytest.raises(ValueError, match="read-only"):
        found.arrays["table"][0, 0] = 1


def test_every_array_begins_where_it_is_read_fast(path: Path) -> None:
    found = read_mapped(path, KNOWN)
    assert found is not None
    assert [array.ctypes.data % 64 for array in found.arrays.values() if array.size] == [0, 0, 0]


def test_a_file_that_is_whole_but_not_the_expected_one_is_none(path: Path) -> None:
    assert read_mapped(path, hashlib.sha256(b"other weights").hexdigest()) is None


@pytest.mark.parametrize("at", [0, 9, 20, 300, -1], ids=["magic", "length", "header", "array", "hash"])
def test_one_changed_bit_anywhere_is_seen(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 4
    path.write_bytes(content)
    assert read_mapped(path, KNOWN) is None


@pytest.mark.parametrize("length", [0, 5, 40, 20_000, -1])
def test_a_file_that_was_cut_is_none(path: Path, length: int) -> None:
    path.write_bytes(path.read_bytes()[:length])
    assert read_mapped(path, KNOWN) is None


def test_a_missing_file_is_none(tmp_path: Path) -> None:
    assert read_mapped(tmp_path / "none", KNOWN) is None


def test_who_has_the_old_file_open_keeps_it(path: Path) -> None:
    old = read_mapped(path, KNOWN)
    newer = write_mapped(path, {"table": np.ones(9)})
    assert old is not None
    old.let_go()
    np.testing.assert_array_equal(old.arrays["table"], ARRAYS["table"])
    assert read_mapped(path, newer) is not None


def test_a_write_that_fails_leaves_nothing_half(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OSError, match="full"):
        write_mapped(path, {"table": np.ones(9)})
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert read_mapped(path, KNOWN) is not None

"""A sealed file gives its lines back as they were, or nothing."""

from __future__ import annotations

import io
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.sealed_file import SealedFileError, SealedWriter, read_lines

KEY = secrets.token_bytes(32)


@given(st.lists(st.binary(max_size=200).filter(lambda line: b"\n" not in line), max_size=30), st.integers(0, 3))
def test_lines_come_back_as_they_were_whatever_the_size(lines: list[bytes], pieces: int) -> None:
    file, lines = io.BytesIO(), [*lines, b"x" * (pieces * 64 * 1024)]
    writer = SealedWriter(file, KEY, {})
    for line in lines:
        writer.line(line)
    writer.close()
    assert list(read_lines(file, KEY)) == lines


def test_pieces_cannot_change_places() -> None:
    file = io.BytesIO()
    writer = SealedWriter(file, KEY, {})
    for letter in (b"a", b"b", b"c"):
        writer.line(letter * (64 * 1024 - 1))
    writer.close()
    whole, piece = file.getvalue(), 64 * 1024 + 16
    start = whole.index(b"}\n") + 2
    swapped = whole[:start] + whole[start + piece : start + 2 * piece] + whole[start : start + piece] + whole[start + 2 * piece :]
    assert len(list(read_lines(io.BytesIO(whole), KEY))) == 3
    for changed in (swapped, whole[: start + piece], whole[: start + 2 * piece]):
        with pytest.raises(SealedFileError):
            list(read_lines(io.BytesIO(changed), KEY))

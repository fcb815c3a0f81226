"""The published file of the multilingual encoder is read as it is written."""

from __future__ import annotations

import struct

import numpy as np
import pytest

from bot.understanding.packed import BLOCK, in_full, read_packed


def written(pieces: list[str], forms: dict[int, str], full: np.ndarray, blocks: bytes) -> bytes:
    """A file of this kind with two tensors, written step by step as its description says."""
    spelt = [piece.encode() for piece in pieces]
    ends = np.cumsum([0, *map(len, spelt)])
    content = b"E5S1" + struct.pack("<I7ifi", 1, 384, 12, 12, 1536, len(pieces), 512, 2, 1e-12, BLOCK)
    content += struct.pack("<5iQ", len(pieces), 0, 2, 1, 3, int(ends[-1]))
    content += struct.pack(f"<{len(ends)}I", *ends) + struct.pack(f"<{len(pieces)}f", *range(0, -len(pieces), -1))
    content += b"".join(spelt)
    spelling = b"".join(struct.pack("<IB", character, len(form)) + form.encode("utf-32-le") for character, form in forms.items())
    content += struct.pack("<iI", len(forms), len(spelling)) + spelling
    begin = len(content) + 4 + sum(2 + len(name) + struct.calcsize("<BIQQ") for name in ("bias", "matrix"))
    content += struct.pack("<i", 2)
    for name, kind, numbers, place, size in (
        ("bias", 0, len(full), begin, full.nbytes),
        ("matrix", 1, len(blocks) // 18 * BLOCK, begin + full.nbytes, len(blocks)),
    ):
        content += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", kind, numbers, place, size)
    return content + full.tobytes() + blocks


PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁miedo", "ñ", "😭"]
FORMS = {0xFF21: "A", 0x200B: "", 0x2026: "..."}
BIAS = np.array([0.5, -1.0, 2.0], dtype=np.float32)


def test_pieces_scores_forms_and_numbers_come_back() -> None:
    halves = bytes(range(16))
    packed = read_packed(written(PIECES, FORMS, BIAS, struct.pack("<e", 0.5) + halves))
    assert packed.pieces == PIECES
    assert packed.scores.tolist() == [0, -1, -2, -3, -4, -5, -6]
    assert packed.forms == FORMS
    np.testing.assert_array_equal(packed.tensors["bias"], BIAS)
    blocks = packed.tensors["matrix"]
    (numbers,) = in_full(blocks["step"][:, np.newaxis], blocks["halves"][:, np.newaxis])
    # The lower half of each byte comes first: 0 to 15; then the higher ones, all 0. What stands for 0 is 8.
    np.testing.assert_array_equal(numbers, [(n - 8) / 2 for n in range(16)] + [-4.0] * 16)


def test_blocks_of_a_row_follow_each_other() -> None:
    steps = np.array([[1.0, 2.0], [3.0, 4.0]], dtype=np.float16)
    halves = np.full((2, 2, 16), 0x99, dtype=np.uint8)  # nine everywhere: one above zero
    found = in_full(steps, halves)
    assert found.shape == (2, 64)
    np.testing.assert_array_equal(found, np.repeat(steps, 32, axis=1))


def test_another_kind_of_file_is_refused() -> None:
    with pytest.raises(ValueError, match="no file of a packed encoder"):
        read_packed(b"PK\x03\x04 something else")

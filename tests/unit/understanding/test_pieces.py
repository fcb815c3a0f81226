"""A vocabulary becomes a file that SentencePiece reads, with every number where it was."""

from __future__ import annotations

import pytest
from sentencepiece import SentencePieceProcessor

from bot.understanding.pieces import BEGIN, END, MASK, PADDING, UNKNOWN, sentencepiece_model

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁mi", "edo", "▁miedo", "▁", "m", "😭", "▁" + "x" * 200, MASK]
SCORES = [0.0, 0.0, 0.0, 0.0, -2.0, -2.0, -3.0, -1.0, -5.0, -4.0, -1.0, 0.0]


@pytest.fixture(scope="module")
def pieces() -> SentencePieceProcessor:
    return SentencePieceProcessor(model_proto=sentencepiece_model(PIECES, SCORES))


def test_every_piece_keeps_its_number_and_its_score(pieces: SentencePieceProcessor) -> None:
    assert [pieces.id_to_piece(n) for n in range(pieces.get_piece_size())] == PIECES
    assert [pieces.get_score(n) for n in range(len(PIECES))] == SCORES
    assert (pieces.bos_id(), pieces.pad_id(), pieces.eos_id(), pieces.unk_id()) == (BEGIN, PADDING, END, UNKNOWN)


def test_the_likeliest_cut_is_taken(pieces: SentencePieceProcessor) -> None:
    assert pieces.encode("miedo", out_type=str) == ["▁miedo"]  # -3, and -4 in two pieces
    assert pieces.encode("mi 😭", out_type=str) == ["▁mi", "▁", "😭"]


def test_what_is_in_no_piece_is_unknown(pieces: SentencePieceProcessor) -> None:
    assert UNKNOWN in pieces.encode("日")


def test_a_piece_of_many_bytes_is_whole(pieces: SentencePieceProcessor) -> None:
    assert pieces.encode("x" * 200, out_type=str) == ["▁" + "x" * 200]


def test_what_looks_like_a_control_piece_is_text(pieces: SentencePieceProcessor) -> None:
    assert not {BEGIN, PADDING, END, PIECES.index(MASK)} & set(pieces.encode("<s> </s> <pad> <mask>"))

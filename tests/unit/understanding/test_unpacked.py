"""The weights on disk as they are used: the same vectors to the bit, and no harm where they are missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from bot.understanding import eight_bits, encoder, multilingual, unpacked
from bot.understanding.encoder import MiniLM, shared_encoder
from bot.understanding.mapped import read_mapped
from bot.understanding.multilingual import Multilingual, shared_multilingual, weights_as_used
from bot.understanding.weights import MINILM, MULTILINGUAL, NEAR_GRAPH, NEAR_MATRICES, WIDE_GRAPH, WIDE_MATRICES

TEXTS = ["hi", "he wants money or my mum sees it", "", "tengo miedo", "日本語 😭", "word " * 400]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for them, and no encoder that is loaded already."""
    for room in (encoder, unpacked):
        monkeypatch.setattr(room, "UNPACKED_NEAR", tmp_path / "near.weights")
    for room in (multilingual, unpacked):
        monkeypatch.setattr(room, "UNPACKED_WIDE", tmp_path / "wide.weights")
    return tmp_path


def test_mapped_weights_give_the_same_vectors_to_the_bit(folder: Path) -> None:
    assert not unpacked.is_unpacked()
    assert unpacked.keep_unpacked()
    assert unpacked.is_unpacked()
    wide = shared_multilingual.__wrapped__()
    assert not wide._halves.flags.writeable, "it lies in the file"
    unmapped = Multilingual(WIDE_GRAPH.find(), weights_as_used(MULTILINGUAL.find(), WIDE_MATRICES.find()))
    assert unmapped._halves.flags.writeable
    np.testing.assert_array_equal(wide.encode(TEXTS), unmapped.encode(TEXTS))
    near = shared_encoder.__wrapped__()
    alone = MiniLM(MINILM.find(), NEAR_GRAPH.find(), eight_bits.load(NEAR_MATRICES.find()))
    np.testing.assert_array_equal(near.encode(TEXTS), alone.encode(TEXTS))


@pytest.mark.parametrize(
    ("name", "load"), [("near", shared_encoder.__wrapped__), ("wide", shared_multilingual.__wrapped__)], ids=["near", "wide"]
)
def test_without_the_file_or_with_a_damaged_one_a_process_unpacks_for_itself(
    folder: Path, name: str, load: Callable[[], MiniLM | Multilingual]
) -> None:
    without = load().encode(TEXTS)
    unpacked.keep_unpacked()
    file = folder / f"{name}.weights"
    file.write_bytes(file.read_bytes()[:-1])
    np.testing.assert_array_equal(load().encode(TEXTS), without)


def test_a_whole_file_is_left_and_a_damaged_one_is_made_again(folder: Path) -> None:
    unpacked.keep_unpacked()
    near, wide = folder / "near.weights", folder / "wide.weights"
    whole = near.stat().st_ino
    wide.write_bytes(b"")
    assert unpacked.keep_unpacked()
    assert near.stat().st_ino == whole
    assert read_mapped(wide, multilingual.MADE_FROM) is not None


def test_weights_made_from_other_ones_are_made_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unpacked.keep_unpacked()
    monkeypatch.setattr(encoder, "MADE_FROM", "other matrices")
    assert not unpacked.is_unpacked()
    unpacked.keep_unpacked()
    assert unpacked.is_unpacked()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_the_way = tmp_path / "a_file"
    in_the_way.touch()
    monkeypatch.setattr(unpacked, "UNPACKED_NEAR", in_the_way / "near.weights")
    assert not unpacked.keep_unpacked()

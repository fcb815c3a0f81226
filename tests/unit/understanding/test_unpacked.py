"""The weights on disk as they are used: the same vectors to the bit, and no harm where they are missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.understanding import eight_bits, encoder, multilingual, unpacked
from bot.understanding.encoder import NEAR_AS_USED, MiniLM, shared_encoder
from bot.understanding.mapped import read_mapped, write_mapped
from bot.understanding.multilingual import WIDE_AS_USED, Multilingual, shared_multilingual, weights_as_used
from bot.understanding.weights import MINILM, MULTILINGUAL, NEAR_GRAPH, NEAR_MATRICES, WIDE_GRAPH, WIDE_MATRICES, WeightsError

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


def test_the_pinned_hashes_are_those_of_what_unpacking_gives(tmp_path: Path) -> None:
    assert write_mapped(tmp_path / "near", eight_bits.load(NEAR_MATRICES.find())) == NEAR_AS_USED
    assert write_mapped(tmp_path / "wide", weights_as_used(MULTILINGUAL.find(), WIDE_MATRICES.find())) == WIDE_AS_USED


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
    assert read_mapped(wide, WIDE_AS_USED) is not None


def test_a_file_that_is_whole_but_not_the_pinned_one_is_not_used_and_is_made_again(folder: Path) -> None:
    """Its own hash at its end is right: whoever wrote it wrote that too."""
    without = shared_encoder.__wrapped__().encode(TEXTS)
    changed = {name: array[::-1].copy() if array.ndim else array for name, array in eight_bits.load(NEAR_MATRICES.find()).items()}
    write_mapped(folder / "near.weights", changed)
    assert not unpacked.is_unpacked()
    np.testing.assert_array_equal(shared_encoder.__wrapped__().encode(TEXTS), without)
    assert unpacked.keep_unpacked()
    assert unpacked.is_unpacked()


@pytest.mark.parametrize(
    ("ours", "load"),
    [("near", shared_encoder.__wrapped__), ("wide", shared_multilingual.__wrapped__)],
    ids=["near", "wide"],
)
def test_our_own_damaged_file_stops_the_start_though_its_weights_lie_unpacked(
    folder: Path, monkeypatch: pytest.MonkeyPatch, ours: str, load: Callable[[], MiniLM | Multilingual]
) -> None:
    unpacked.keep_unpacked()
    room, name = (encoder, "NEAR_MATRICES") if ours == "near" else (multilingual, "WIDE_MATRICES")
    monkeypatch.setattr(room, name, replace(getattr(room, name), expected="0" * 64))
    with pytest.raises(WeightsError, match=rf"damaged or was changed. Cure: restore it with `git checkout .*{ours}.npz`"):
        load()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_the_way = tmp_path / "a_file"
    in_the_way.touch()
    monkeypatch.setattr(unpacked, "UNPACKED_NEAR", in_the_way / "near.weights")
    assert not unpacked.keep_unpacked()

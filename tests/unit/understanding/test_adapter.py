"""The adapter: a low-rank change of some of the encoder's matrices, in a file of numbers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.understanding.adapter import Change, averaged, changed, load_changes, save_changes
from bot.understanding.weights import MINILM, find_adapter

CHANCE = np.random.default_rng(5)
MATRICES = [CHANCE.normal(size=(6, 4)).astype(np.float32), CHANCE.normal(size=(4, 8)).astype(np.float32)]


def change(name: str, offset: int, matrix: np.ndarray, rank: int = 2) -> Change:
    inputs, outputs = matrix.shape
    down, up = CHANCE.normal(size=(inputs, rank)), CHANCE.normal(size=(rank, outputs))
    return Change(name, offset, down.astype(np.float16).astype(np.float32), up.astype(np.float16).astype(np.float32))


CHANGES = (change("first", 0, MATRICES[0]), change("second", MATRICES[0].nbytes, MATRICES[1]))


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    path = tmp_path / "weights"
    path.write_bytes(b"".join(matrix.tobytes() for matrix in MATRICES))
    return path


def test_each_named_matrix_is_changed_by_its_own_product(weights: Path) -> None:
    found = dict(changed(CHANGES, weights))
    assert list(found) == ["first", "second"]
    for one, base in zip(CHANGES, MATRICES, strict=True):
        np.testing.assert_allclose(found[one.name], base + one.down @ one.up, atol=1e-5)


def test_the_file_of_weights_itself_stays_as_it_is(weights: Path) -> None:
    before = weights.read_bytes()
    list(changed(CHANGES, weights))
    assert weights.read_bytes() == before


def test_saved_changes_are_read_back(tmp_path: Path) -> None:
    save_changes(tmp_path / "adapter.npz", CHANGES)
    for again, one in zip(load_changes(tmp_path / "adapter.npz"), CHANGES, strict=True):
        assert (again.name, again.offset) == (one.name, one.offset)
        np.testing.assert_array_equal(again.down, one.down)
        np.testing.assert_array_equal(again.up, one.up)


def test_a_file_that_holds_code_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "adapter.npz", about=np.array([print], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        load_changes(tmp_path / "adapter.npz")


def test_the_adapter_that_is_shipped_fits_the_encoder() -> None:
    changes, data = load_changes(find_adapter()), MINILM.find() / "onnx/model.onnx_data"
    assert len({one.name for one in changes}) == len(changes) > 0
    for one in changes:
        assert one.down.shape[1] == one.up.shape[0]
        assert 0 <= one.offset <= data.stat().st_size - 4 * one.down.shape[0] * one.up.shape[1]
        assert one.offset % 4 == 0
        assert np.isfinite(one.down).all()
        assert np.isfinite(one.up).all()
    assert all(np.isfinite(matrix).all() for _, matrix in changed(changes[:2], data))


def test_the_average_changes_each_matrix_by_the_mean_of_the_changes(weights: Path) -> None:
    other = tuple(change(one.name, one.offset, matrix, rank=3) for one, matrix in zip(CHANGES, MATRICES, strict=True))
    found = dict(changed(averaged([CHANGES, other]), weights))
    for first, second, base in zip(CHANGES, other, MATRICES, strict=True):
        np.testing.assert_allclose(found[first.name], base + (first.down @ first.up + second.down @ second.up) / 2, atol=1e-5)


def test_adapters_of_different_encoders_have_no_mean() -> None:
    with pytest.raises(ValueError, match="different encoders"):
        averaged([CHANGES, tuple(reversed(CHANGES))])
    with pytest.raises(ValueError, match="shorter"):
        averaged([CHANGES, CHANGES[:1]])

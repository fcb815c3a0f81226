"""Remembered vectors: read once, the same ever after, and a broken file costs time and nothing else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.understanding.remembered import Remembered
from tests.unit.understanding.fakes import WordEncoder

TEXTS = ["he has my pics", "hello you", "pay him"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "encoded.npz"


def remembered(path: Path, about: str = "weights") -> tuple[Remembered, WordEncoder]:
    encoder = WordEncoder()
    return Remembered(encoder, path, about), encoder


def test_a_text_is_read_once_and_its_vector_stays_the_same(path: Path) -> None:
    first, _ = remembered(path)
    vectors = first.encode(TEXTS)
    first.save()
    second, encoder = remembered(path)
    assert np.array_equal(second.encode(TEXTS[::-1]), vectors[::-1])
    assert encoder.heard == []


def test_only_what_is_new_is_read(path: Path) -> None:
    first, _ = remembered(path)
    first.encode(TEXTS[:2])
    first.save()
    second, encoder = remembered(path)
    assert np.array_equal(second.encode(TEXTS), WordEncoder().encode(TEXTS))
    assert encoder.heard == TEXTS[2:]


def test_what_was_not_asked_for_again_is_forgotten(path: Path) -> None:
    for texts in (TEXTS, TEXTS[:1]):
        encoder, _ = remembered(path)
        encoder.encode(texts)
        encoder.save()
    last, heard = remembered(path)
    last.encode(TEXTS)
    assert heard.heard == TEXTS[1:]


def test_other_weights_read_everything_again(path: Path) -> None:
    first, _ = remembered(path)
    first.encode(TEXTS)
    first.save()
    second, encoder = remembered(path, about="other weights")
    second.encode(TEXTS)
    assert encoder.heard == TEXTS


@pytest.mark.parametrize("broken", [b"", b"not an archive", b"PK\x03\x04 cut short"])
def test_a_broken_file_is_as_good_as_none(path: Path, broken: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(broken)
    encoder, heard = remembered(path)
    encoder.encode(TEXTS)
    encoder.save()
    again, heard_again = remembered(path)
    again.encode(TEXTS)
    assert (heard.heard, heard_again.heard) == (TEXTS, [])


def test_the_file_holds_no_text(path: Path) -> None:
    encoder, _ = remembered(path)
    encoder.encode(TEXTS)
    encoder.save()
    content = path.read_bytes()
    assert not any(text.encode() in content for text in TEXTS)


def test_no_text_gives_no_vector(path: Path) -> None:
    encoder, _ = remembered(path)
    assert encoder.encode([]).shape[0] == 0

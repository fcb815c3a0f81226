"""The trained model on disk: the newest is used, and a broken one is told with its cure."""

from __future__ import annotations

import os
import random
import tarfile
from pathlib import Path

import numpy as np
import pytest

from bot.safety.situations import load_situations
from bot.understanding.archive import NoModelError, load_reader, newest
from bot.understanding.encoders import Encoders
from bot.understanding.model_file import FILE_NAME, save_reader
from bot.understanding.reader import Reader
from tests.unit.understanding.fakes import word_encoders, word_reader

SITUATIONS = load_situations(Path(__file__).parents[3] / "data/risk/situations.yml")


def test_the_newest_archive_is_used_whatever_its_name(tmp_path: Path) -> None:
    for age, name in enumerate(["b.tar.gz", "a.tar.gz", "c.tar.gz"]):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    (tmp_path / "fingerprint").touch()
    assert newest(tmp_path).name == "b.tar.gz"


@pytest.mark.parametrize("folder", [".", "none"])
def test_without_an_archive_the_cure_is_told(tmp_path: Path, folder: str) -> None:
    with pytest.raises(NoModelError, match="bot train"):
        newest(tmp_path / folder)


def test_the_reader_inside_is_whole(reader: Reader) -> None:
    assert len(reader.intents) > 30
    assert set(reader.situation_of) <= set(reader.intents)
    assert set(reader.cuts) - {"urgent"} <= set(SITUATIONS)
    assert set(reader.situations) <= set(SITUATIONS)
    assert reader.urgent <= set(SITUATIONS)
    assert reader.read(["hello there"]).intent == "greet"


def test_two_parts_of_a_process_share_one_copy(model: Path, encoders: Encoders, reader: Reader) -> None:
    assert load_reader(model, encoders) is load_reader(model, encoders)


def test_a_reader_of_another_version_is_told_with_its_cure(encoders: Encoders, tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(old_reader(tmp_path))
    with tarfile.open(tmp_path / "old.tar.gz", "w:gz") as tar:
        tar.add(tmp_path / FILE_NAME, f"train_reader/{FILE_NAME}")
    with pytest.raises(NoModelError, match=r"old\.tar\.gz is damaged or of another version. Cure: delete it and run `bot train`"):
        load_reader(tmp_path / "old.tar.gz", encoders)


def test_the_reader_is_found_wherever_it_is_in_the_archive(tmp_path: Path) -> None:
    save_reader(word_reader(), tmp_path / FILE_NAME)
    with tarfile.open(tmp_path / "new.tar.gz", "w:gz") as tar:
        tar.add(tmp_path / FILE_NAME, f"components/train_reader/{FILE_NAME}")
    assert load_reader(tmp_path / "new.tar.gz", word_encoders()).read(["i could die"]).pieces[0][0].situation == "H02"


def old_reader(folder: Path) -> bytes:
    """A reader as an earlier version wrote it."""
    np.savez(folder / "old.npz", about=np.frombuffer(b'{"format": 1}', dtype=np.uint8))
    return (folder / "old.npz").read_bytes()


def damaged(archive: bytes, seed: int) -> bytes:
    """The archive cut off somewhere, or with a few bytes changed somewhere."""
    chosen = random.Random(seed)
    at = chosen.randrange(len(archive) - 100)
    return archive[:at] if seed % 2 else archive[:at] + chosen.randbytes(40) + archive[at + 40 :]


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_archive_is_told_with_its_cure(model: Path, encoders: Encoders, tmp_path: Path, seed: int) -> None:
    broken = tmp_path / "broken.tar.gz"
    broken.write_bytes(damaged(model.read_bytes(), seed))
    with pytest.raises(NoModelError, match="Cure: delete it and run `bot train`"):
        load_reader(broken, encoders)


@pytest.mark.parametrize("content", [b"", b"not an archive", b"\x1f\x8b"])
def test_a_file_that_is_no_archive_is_told_too(encoders: Encoders, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "odd.tar.gz").write_bytes(content)
    with pytest.raises(NoModelError):
        load_reader(tmp_path / "odd.tar.gz", encoders)


def test_an_archive_without_a_reader_is_told(encoders: Encoders, tmp_path: Path) -> None:
    (tmp_path / "metadata.json").write_text("{}")
    with tarfile.open(tmp_path / "other.tar.gz", "w:gz") as tar:
        tar.add(tmp_path / "metadata.json", "metadata.json")
    with pytest.raises(NoModelError, match="holds no reader"):
        load_reader(tmp_path / "other.tar.gz", encoders)

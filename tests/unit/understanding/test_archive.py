"""The trained model on disk: the newest is used, and a broken one is told with its cure."""

from __future__ import annotations

import os
import random
import tarfile
from pathlib import Path

import pytest

from bot.understanding.archive import NoModelError, load_reader, newest
from bot.understanding.encoder import MiniLM
from bot.understanding.reader import Reader


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
    assert set(reader.situations) <= set(reader.intents)
    assert reader.read("hello there").intent == "greet"


def damaged(archive: bytes, seed: int) -> bytes:
    """The archive cut off somewhere, or with a few bytes changed somewhere."""
    chosen = random.Random(seed)
    at = chosen.randrange(len(archive) - 100)
    return archive[:at] if seed % 2 else archive[:at] + chosen.randbytes(40) + archive[at + 40 :]


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_archive_is_told_with_its_cure(model: Path, encoder: MiniLM, tmp_path: Path, seed: int) -> None:
    broken = tmp_path / "broken.tar.gz"
    broken.write_bytes(damaged(model.read_bytes(), seed))
    with pytest.raises(NoModelError, match="Cure: delete it and run `bot train`"):
        load_reader(broken, encoder)


@pytest.mark.parametrize("content", [b"", b"not an archive", b"\x1f\x8b"])
def test_a_file_that_is_no_archive_is_told_too(encoder: MiniLM, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "odd.tar.gz").write_bytes(content)
    with pytest.raises(NoModelError):
        load_reader(tmp_path / "odd.tar.gz", encoder)


def test_an_archive_without_a_reader_is_told(encoder: MiniLM, tmp_path: Path) -> None:
    (tmp_path / "metadata.json").write_text("{}")
    with tarfile.open(tmp_path / "other.tar.gz", "w:gz") as tar:
        tar.add(tmp_path / "metadata.json", "metadata.json")
    with pytest.raises(NoModelError, match="holds no reader"):
        load_reader(tmp_path / "other.tar.gz", encoder)

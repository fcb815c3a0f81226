"""The reader as a file: it reads as before, holds no code, and a file that is none says so."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from pathlib import Path

import numpy as np
import pytest

from bot.understanding.model_file import FORMAT, load_reader_file, reader_from, save_reader
from bot.understanding.ngrams import NGrams
from bot.understanding.reader import Reader
from tests.unit.understanding.fakes import word_encoders, word_letters, word_reader

TEXTS = ["hello there", "he has my pics. pay up", "i could dy 💀", "qwfp", "日本語", "pay " * 300]
# What `archive.load_reader` takes for a broken file.
BROKEN = (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile, zlib.error)


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    save_reader(word_reader(cuts={"H02": 0.3, "urgent": 0.6}, unsure_below=0.25), tmp_path / "reader.npz")
    return tmp_path / "reader.npz"


def test_a_saved_reader_reads_as_before(stored: Path) -> None:
    letters = word_letters()
    plain = NGrams(letters.vocabulary, letters.idf)
    before = word_reader(cuts={"H02": 0.3, "urgent": 0.6}, unsure_below=0.25, ngrams=plain)
    after = load_reader_file(stored, word_encoders())
    for text in TEXTS:
        was, now = before.read([text, text[:9]]), after.read([text, text[:9]])
        assert now.intent == was.intent
        assert now.confidence == pytest.approx(was.confidence, abs=0.002)  # half precision on disk
        assert now.urgency == pytest.approx(was.urgency, abs=0.002)
        assert [[(one.situation, one.like) for one in piece] for piece in now.pieces] == [
            [(one.situation, one.like) for one in piece] for piece in was.pieces
        ]


def test_everything_but_the_encoders_comes_back(stored: Path) -> None:
    before, after = word_reader(cuts={"H02": 0.3, "urgent": 0.6}, unsure_below=0.25), load_reader_file(stored, word_encoders())
    for name in ("intents", "situation_of", "situations", "urgent", "everyday", "cuts", "unsure_below"):
        assert getattr(after, name) == getattr(before, name)
    assert after.wording.as_json() == before.wording.as_json()


def test_the_trained_reader_survives_another_save(reader: Reader, tmp_path: Path) -> None:
    save_reader(reader, tmp_path / "reader.npz")
    again = load_reader_file(tmp_path / "reader.npz", reader.encoders)
    assert [again.read([text]) for text in TEXTS] == [reader.read([text]) for text in TEXTS]


def test_a_saved_file_holds_no_code(stored: Path) -> None:
    with np.load(stored, allow_pickle=False) as arrays:
        assert all(arrays[name].dtype.kind in "fiu" for name in arrays.files)


def test_a_file_that_holds_code_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "reader.npz", about=np.array([print], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        load_reader_file(tmp_path / "reader.npz", word_encoders())


@pytest.mark.parametrize("version", [FORMAT - 1, FORMAT + 1])
def test_a_file_of_another_version_says_the_cure(tmp_path: Path, version: int) -> None:
    np.savez(tmp_path / "reader.npz", about=np.frombuffer(f'{{"format": {version}}}'.encode(), dtype=np.uint8))
    with pytest.raises(ValueError, match="another version. Cure: run `bot train`"):
        load_reader_file(tmp_path / "reader.npz", word_encoders())


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_file_is_refused(stored: Path, seed: int) -> None:
    whole, chosen = stored.read_bytes(), random.Random(seed)
    at = chosen.randrange(len(whole) - 100)
    broken = whole[:at] if seed % 2 else whole[:at] + chosen.randbytes(40) + whole[at + 40 :]
    with pytest.raises(Exception) as error:  # noqa: PT011 - which one depends on the byte
        load_reader_file(io.BytesIO(broken), word_encoders())
    assert isinstance(error.value, BROKEN)


def test_the_same_content_is_one_reader_and_another_replaces_it(stored: Path, tmp_path: Path) -> None:
    encoders, first = word_encoders(), stored.read_bytes()
    save_reader(word_reader(unsure_below=0.9), tmp_path / "other.npz")
    once = reader_from(first, encoders)
    assert reader_from(first, encoders) is once
    assert reader_from((tmp_path / "other.npz").read_bytes(), encoders).unsure_below == 0.9
    assert reader_from(first, encoders) is not once

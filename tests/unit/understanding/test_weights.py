"""The encoders' files are the ones that were measured, or the cure is told."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from bot.understanding.weights import MINILM, MULTILINGUAL, OURS, Ours, Pinned, WeightsError, pins

CONTENT = {"onnx/model.onnx": b"a model of a few bytes", "tokenizer.json": b"{}"}
EXPECTED = {name: hashlib.sha256(content).hexdigest() for name, content in CONTENT.items()}
SMALL = Pinned("the small encoder", "a_package_that_nobody_has", Path("resources"), EXPECTED)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """All files of the small encoder."""
    return write(tmp_path / "files")


def write(folder: Path) -> Path:
    for name, content in CONTENT.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize("pinned", [MINILM, MULTILINGUAL], ids=lambda pinned: pinned.name)
def test_the_installed_files_are_the_expected_ones(pinned: Pinned) -> None:
    folder = pinned.find()
    assert all((folder / name).is_file() for name in pinned.expected)


def test_the_folder_of_verified_files_is_told(folder: Path) -> None:
    assert SMALL.find(folder) == folder


def test_only_the_files_that_are_named_are_looked_at(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()
    assert SMALL.find(folder, ["onnx/model.onnx"]) == folder
    with pytest.raises(WeightsError, match="is missing"):
        SMALL.find(folder, ["tokenizer.json"])


@pytest.mark.parametrize("name", EXPECTED)
def test_a_missing_file_is_named_with_its_cure(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(WeightsError, match=rf"The small encoder's file {name} is missing. Cure: .*`make setup`"):
        SMALL.find(folder)


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize(
    "damage", [lambda whole: whole[:-1], lambda whole: b"b" + whole[1:], lambda _: b""], ids=["cut", "changed", "empty"]
)
def test_a_damaged_file_is_named_with_its_cure(folder: Path, name: str, damage) -> None:
    (folder / name).write_bytes(damage(CONTENT[name]))
    with pytest.raises(WeightsError, match=rf"{name} is damaged or was changed. Cure: .*`make setup`"):
        SMALL.find(folder)


def test_a_missing_package_is_told_with_its_cure() -> None:
    with pytest.raises(WeightsError, match="The package of the small encoder is not installed. Cure: run `make setup`"):
        SMALL.find()


def test_nothing_of_the_package_is_run_to_find_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "a_trap"
    write(package / "resources")
    (package / "__init__.py").write_text("raise SystemExit\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert Pinned("the trap", "a_trap", Path("resources"), EXPECTED).find() == package / "resources"


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.name)
def test_each_shipped_file_is_the_expected_one(file: Ours) -> None:
    assert file.find().name == file.name


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.name)
@pytest.mark.parametrize("content", [None, b"", b"something else"], ids=["missing", "empty", "changed"])
def test_a_missing_or_damaged_file_of_ours_says_how_to_restore_it(tmp_path: Path, content: bytes | None, file: Ours) -> None:
    if content is not None:
        (tmp_path / "file").write_bytes(content)
    told = "is missing" if content is None else "is damaged or was changed"
    cure = f"restore it with `git checkout bot/understanding/{file.name}`"
    with pytest.raises(WeightsError, match=f"{file.what[1:]} {told}. Cure: {cure}"):
        file.find(tmp_path / "file")


def test_every_hash_that_reading_depends_on_is_among_the_pins() -> None:
    expected = [*MINILM.expected.values(), *MULTILINGUAL.expected.values(), *(file.expected for file in OURS)]
    assert sorted(pins()) == sorted(expected)
    assert len(set(pins())) == 7

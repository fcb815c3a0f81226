"""The encoder's files are the ones that were measured, or the cure is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.understanding import weights
from bot.understanding.weights import EXPECTED, WeightsError, find


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """All files; the large ones are links, so that nothing big is copied."""
    real = weights._package_folder()
    (tmp_path / "onnx").mkdir()
    for name in EXPECTED:
        (tmp_path / name).symlink_to(real / name)
    return tmp_path


def test_the_installed_files_are_the_expected_ones(folder: Path) -> None:
    files = find(folder)
    assert (files.model, files.tokenizer) == (folder / "onnx/model.onnx", folder / "tokenizer.json")


@pytest.mark.parametrize("name", EXPECTED)
def test_a_missing_file_is_named_with_its_cure(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(WeightsError, match=rf"{name} is missing. Cure: run `make setup`"):
        find(folder)


@pytest.mark.parametrize("name", ["onnx/model.onnx", "tokenizer.json"])
@pytest.mark.parametrize("damage", ["cut", "changed"])
def test_a_damaged_file_is_named_with_its_cure(folder: Path, name: str, damage: str) -> None:
    whole = (folder / name).read_bytes()
    (folder / name).unlink()
    (folder / name).write_bytes(whole[:-1] if damage == "cut" else bytes([whole[0] ^ 1]) + whole[1:])
    with pytest.raises(WeightsError, match=rf"{name} is damaged or was changed. Cure: "):
        find(folder)


def test_an_empty_file_is_damaged(folder: Path) -> None:
    (folder / "onnx/model.onnx_data").unlink()
    (folder / "onnx/model.onnx_data").touch()
    with pytest.raises(WeightsError, match="damaged"):
        find(folder)


def test_a_missing_package_is_told_with_its_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "PACKAGE", "a_package_that_nobody_has")
    with pytest.raises(WeightsError, match="not installed. Cure: run `make setup`"):
        find()


def test_nothing_of_the_package_is_run_to_find_its_files(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "packages" / "trap"
    (package / weights.FOLDER).parent.mkdir(parents=True)
    shutil.copytree(folder, package / weights.FOLDER, symlinks=True, ignore=shutil.ignore_patterns("packages"))
    (package / "__init__.py").write_text("raise SystemExit\n")
    monkeypatch.syspath_prepend(package.parent)
    monkeypatch.setattr(weights, "PACKAGE", "trap")
    assert find().model.is_file()

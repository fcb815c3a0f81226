"""The model is trained when what it is made from has changed, and only then."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.brain import classifier
from bot.brain.training import FINGERPRINT, SOURCES, TrainingFailedError, ensure_trained, fingerprint
from bot.commands.errors import CURABLE
from bot.understanding.archive import NoModelError


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    """A copy of what a model is made from."""
    for name in SOURCES:
        source, copy = root / name, tmp_path / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy)
        else:
            shutil.copy(source, copy)
    return tmp_path


def test_the_same_files_have_the_same_fingerprint_wherever_they_are(project: Path, root: Path) -> None:
    assert fingerprint(project) == fingerprint(root)


@pytest.mark.parametrize("name", ["config.yml", "domain/slots.yml", "data/rules/threats.yml", "data/stories/first_talk.yml"])
def test_a_change_in_any_source_is_seen(project: Path, name: str) -> None:
    before = fingerprint(project)
    with (project / name).open("a") as file:
        file.write("# a remark\n")
    assert fingerprint(project) != before


def test_a_new_a_moved_and_a_deleted_file_are_seen(project: Path) -> None:
    file, seen = project / "data/nlu/en/new.yml", {fingerprint(project)}
    file.write_text("nlu: []\n")
    seen.add(fingerprint(project))
    file.rename(file.with_name("moved.yml"))
    seen.add(fingerprint(project))
    next(file.parent.glob("t*.yml")).unlink()
    assert len(seen | {fingerprint(project)}) == 4


def test_a_change_in_the_readers_code_is_seen(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, code = fingerprint(project), tmp_path / "code"
    shutil.copytree(Path(classifier.bot.understanding.__file__).parent, code)
    monkeypatch.setattr(classifier.bot.understanding, "__file__", str(code / "__init__.py"))
    assert fingerprint(project) == before
    with (code / "windows.py").open("a") as file:
        file.write("# a remark\n")
    assert fingerprint(project) != before


def test_a_fresh_model_is_used_as_it_is(project: Path, tmp_path: Path) -> None:
    models = tmp_path / "models"
    models.mkdir()
    archive = models / "a.tar.gz"
    archive.write_bytes(b"not looked into")
    (models / FINGERPRINT).write_text(fingerprint(project))
    said: list[str] = []
    trained = ensure_trained(project, models, say=said.append)
    assert (trained.model, trained.was_fresh, said) == (archive, True, [])


def test_a_failed_training_is_told_to_people_as_a_cure() -> None:
    assert issubclass(TrainingFailedError, NoModelError)
    assert issubclass(TrainingFailedError, CURABLE)

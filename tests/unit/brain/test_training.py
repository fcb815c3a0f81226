"""The model is trained when what it is made from has changed, and only then."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from rasa.model_training import TrainingResult

from bot.brain import classifier, progress
from bot.brain import training as room
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


@pytest.mark.parametrize("name", ["situations/cuts.yml", "risk/en/words.yml"])
def test_a_change_in_what_situations_are_learned_from_is_seen(
    project: Path, root: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    data = project / "data"
    shutil.copytree(root / "data/situations", data / "situations")
    shutil.copytree(root / "data/risk", data / "risk")
    monkeypatch.setattr(classifier, "DATA", data)
    before = fingerprint(project)
    with (data / name).open("a") as file:
        file.write("# a remark\n")
    assert fingerprint(project) != before


def test_a_model_without_its_note_is_trained_again_and_one_with_a_note_but_no_model_too(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What training says is heard; Rasa itself is left out."""
    models = tmp_path / "models"
    models.mkdir()
    said: list[str] = []
    anew: list[bool] = []

    def train(*_: object, output: str, force_training: bool) -> TrainingResult:
        progress.say("Learning letters")
        anew.append(force_training)
        (Path(output) / "new.tar.gz").touch()
        return TrainingResult(str(Path(output) / "new.tar.gz"), 0)

    monkeypatch.setattr("rasa.model_training.train", train)
    (models / FINGERPRINT).write_text(fingerprint(project))
    first = ensure_trained(project, models, say=said.append)
    assert (first.model, first.was_fresh) == (models / "new.tar.gz", False)
    assert said[1:] == ["Learning letters"]
    assert "data/situations" in said[0]
    assert ensure_trained(project, models, say=said.append).was_fresh
    assert not ensure_trained(project, models, force=True, say=said.append).was_fresh
    (models / FINGERPRINT).unlink()
    assert not ensure_trained(project, models, say=said.append).was_fresh
    assert anew == [False, True, False]  # what has been learned is learned anew only when asked for
    assert fingerprint(project) == (models / FINGERPRINT).read_text()


def test_a_training_that_rasa_refuses_leaves_no_note_and_says_the_cure(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rasa.model_training.train", lambda *_, **__: TrainingResult(None, 1))
    with pytest.raises(TrainingFailedError, match="Cure: run `bot rasa data validate`"):
        ensure_trained(project, tmp_path, say=lambda _: None)
    assert not (tmp_path / FINGERPRINT).exists()


def test_a_fresh_model_is_used_as_it_is(project: Path, tmp_path: Path) -> None:
    models = tmp_path / "models"
    models.mkdir()
    archive = models / "a.tar.gz"
    archive.write_bytes(b"not looked into")
    (models / FINGERPRINT).write_text(fingerprint(project))
    said: list[str] = []
    trained = ensure_trained(project, models, say=said.append)
    assert (trained.model, trained.was_fresh, said) == (archive, True, [])


def test_the_weights_are_unpacked_also_where_the_model_is_fresh(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(room, "keep_unpacked", lambda: asked.append(True) or len(asked) == 1)
    (tmp_path / "a.tar.gz").touch()
    (tmp_path / FINGERPRINT).write_text(fingerprint(project))
    said: list[str] = []
    assert ensure_trained(project, tmp_path, say=said.append).was_fresh
    assert said == []
    assert ensure_trained(project, tmp_path, say=said.append).was_fresh
    assert said == ["The folder .rasa cannot be written: each process will unpack the encoders for itself."]


def test_a_failed_training_is_told_to_people_as_a_cure() -> None:
    assert issubclass(TrainingFailedError, NoModelError)
    assert issubclass(TrainingFailedError, CURABLE)

"""Rasa's classifier component, trained alone on three intents and two situations: no server, no config, no full model."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.brain import classifier as room
from bot.brain import progress
from bot.brain.classifier import SituationClassifier
from bot.understanding.encoders import shared_encoders
from bot.understanding.model_file import FILE_NAME
from bot.understanding.reader import UNSURE
from tests.unit.understanding.examples import LESSONS, SITUATIONS

WHERE = Resource("reader")
CONTEXT = ExecutionContext(GraphSchema({}), node_name="reader")
CONFIG = {**SituationClassifier.get_default_config(), "unsure_below": 0.6}


def example(text: str, intent: str) -> Message:
    about = {"intent": {"situation": SITUATIONS[intent]}} if intent in SITUATIONS else {}
    return Message({TEXT: text, INTENT: intent, METADATA: about})


@pytest.fixture(scope="module")
def data(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the examples of two situations."""
    data = tmp_path_factory.mktemp("data")
    (data / "risk/en").mkdir(parents=True)
    for name in ("risk/situations.yml", "risk/en/words.yml"):
        shutil.copy(root / "data" / name, data / name)
    (data / "situations/en").mkdir(parents=True)
    for situation in SITUATIONS.values():
        said = "".join(f"  - {one.text}\n" for one in LESSONS.examples if situation in one.situations)
        (data / f"situations/en/{situation}_said.yml").write_text(f"situation: {situation}\nsaid: |\n{said}")
    return data


@pytest.fixture(scope="module")
def quick(data: Path) -> Iterator[pytest.MonkeyPatch]:
    """Training reads the small data folder, with the encoders that are loaded already."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "DATA", data)
        patch.setattr(room, "ENCODED", data.parent / "kept")  # what a real training has kept would be forgotten
        patch.setattr(room, "shared_encoders", shared_encoders)
        yield patch


@pytest.fixture(scope="module")
def said() -> list[str]:
    """What training has said."""
    return []


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory, quick: pytest.MonkeyPatch, said: list[str]) -> LocalModelStorage:
    storage = LocalModelStorage(tmp_path_factory.mktemp("model"))
    classifier = SituationClassifier.create(CONFIG, storage, WHERE, CONTEXT)
    with progress.heard_by(said.append):
        trained = classifier.train(TrainingData([example(text, intent) for text, intent in LESSONS.intents]))
    assert trained == WHERE
    return storage


@pytest.fixture(scope="module")
def classifier(storage: LocalModelStorage) -> SituationClassifier:
    return SituationClassifier.load(CONFIG, storage, WHERE, CONTEXT)


def read(classifier: SituationClassifier, text: str, **metadata: object) -> Message:
    (message,) = classifier.process([Message({TEXT: text, METADATA: metadata})])
    return message


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("hello there", "greet"),
        ("hes gonna leak my pics", "report_threat_to_share"),
        ("should i just pay", "ask_if_i_should_pay"),
    ],
)
def test_what_was_trained_is_read_after_a_load(classifier: SituationClassifier, text: str, intent: str) -> None:
    message = read(classifier, text)
    assert message.get(INTENT)["name"] == intent
    assert message.get("intent_ranking") == [message.get(INTENT)]


def test_the_situations_of_the_examples_metadata_are_in_the_model(classifier: SituationClassifier) -> None:
    assert classifier._reader is not None
    assert classifier._reader.situation_of == SITUATIONS


def test_the_situations_of_data_are_in_the_model_beside_the_intents(classifier: SituationClassifier) -> None:
    assert classifier._reader is not None
    assert set(classifier._reader.situations) == set(SITUATIONS.values())
    assert classifier._reader.unsure_below == 0.6
    best = classifier._reader.read(["hes gonna leak my pics"]).pieces[0][0]
    assert (best.situation, bool(best.like)) == ("A01", True)


def test_what_training_is_doing_is_said(storage: LocalModelStorage, said: list[str]) -> None:
    assert said
    assert said[-1] == "Learning intents and situations"


def test_a_change_in_an_example_asks_for_a_new_training(quick: pytest.MonkeyPatch, data: Path) -> None:
    before = SituationClassifier.fingerprint_addon(CONFIG)
    assert SituationClassifier.fingerprint_addon(CONFIG) == before
    path = data / "situations/en/A01_said.yml"
    was = path.read_text()
    path.write_text(f"{was}  - he will show my nan\n")
    changed = SituationClassifier.fingerprint_addon(CONFIG)
    path.write_text(was)
    assert changed != before
    assert SituationClassifier.fingerprint_addon(CONFIG) == before


def test_another_encoder_asks_for_a_new_training(monkeypatch: pytest.MonkeyPatch) -> None:
    before = SituationClassifier.fingerprint_addon(CONFIG)
    monkeypatch.setattr(room, "pins", lambda: ("another hash",))
    assert SituationClassifier.fingerprint_addon(CONFIG) != before


def test_a_guess_is_called_not_understood(classifier: SituationClassifier) -> None:
    assert read(classifier, "qwfp 77 zxcv").get(INTENT)["name"] == UNSURE


def test_what_the_screen_has_read_is_not_read_again(classifier: SituationClassifier) -> None:
    message = read(classifier, "hello there", intent="express_shame", confidence=0.7)
    assert message.get(INTENT) == {"name": "express_shame", "confidence": 0.7}


def test_a_screen_that_read_nothing_is_believed_too(classifier: SituationClassifier) -> None:
    assert read(classifier, "hello there", intent=None, confidence=0.0).get(INTENT) == {"name": None, "confidence": 0.0}


def test_a_missing_file_in_the_model_is_an_error_and_not_an_untrained_classifier(tmp_path: Path) -> None:
    storage = LocalModelStorage(tmp_path)
    with storage.write_to(WHERE) as folder:
        (folder / "other").touch()
    with pytest.raises(FileNotFoundError, match=FILE_NAME):
        SituationClassifier.load(CONFIG, storage, WHERE, CONTEXT)


def test_an_untrained_classifier_says_the_cure(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="bot train"):
        read(SituationClassifier.create(CONFIG, LocalModelStorage(tmp_path), WHERE, CONTEXT), "hello")

"""Rasa's NLU component: trains the reader on data/nlu, and gives each message its intent."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

import bot.understanding
from bot.brain import progress
from bot.understanding import encoder, multilingual
from bot.understanding.encoders import shared_encoders
from bot.understanding.lessons import lesson_files, load_lessons
from bot.understanding.model_file import FILE_NAME, reader_from, save_reader
from bot.understanding.reader import Reader
from bot.understanding.remembered import Remembered
from bot.understanding.weights import pins

DATA = Path(__file__).resolve().parents[2] / "data"
ENCODED = DATA.parent / ".rasa"  # what the encoders have read before; may be deleted at any time


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class SituationClassifier(GraphComponent):
    """A sentence encoder and character n-grams, voting. The safety screen reads with the same weights."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, reader: Reader | None = None) -> None:
        self._unsure_below = float(config["unsure_below"])
        self._storage = storage
        self._resource = resource
        self._reader = reader

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        # Below this confidence the intent is `nlu_fallback`: the conversation asks again gently.
        return {"unsure_below": 0.25}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Rasa's cache sees this class only: without this, a change in the examples or the reader's files would not retrain."""
        digest = hashlib.sha256(repr(pins()).encode())
        for path in [*sorted(Path(bot.understanding.__file__).parent.glob("*.py")), *lesson_files(DATA)]:
            digest.update(path.read_bytes())
        return digest.hexdigest()

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> SituationClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> SituationClassifier:
        with model_storage.read_from(resource) as folder:
            reader = reader_from((folder / FILE_NAME).read_bytes(), shared_encoders())
        return cls(config, model_storage, resource, reader)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit the reader: intents from data/nlu, whose `metadata` names their situation; situations from data/situations."""
        from bot.understanding.training import train  # late: only training needs scikit-learn, which takes 37 MB

        examples = [message for message in training_data.intent_examples if message.get(TEXT)]
        situations: dict[str, str] = {}
        for message in examples:
            about = (message.get(METADATA) or {}).get("intent") or {}
            if "situation" in about:
                situations[message.get(INTENT)] = about["situation"]
        pairs = [(message.get(TEXT), message.get(INTENT)) for message in examples]
        shared = shared_encoders()
        near = Remembered(shared.near, ENCODED / "encoded_near.npz", repr((encoder.MADE_FROM, *pins())))
        wide = Remembered(shared.wide, ENCODED / "encoded_wide.npz", repr((multilingual.MADE_FROM, *pins())))
        remembering = replace(shared, near=near, wide=wide)
        reader = train(load_lessons(DATA, pairs, situations), remembering, unsure_below=self._unsure_below, say=progress.say)
        near.save()
        wide.save()
        self._reader = replace(reader, encoders=shared)
        with self._storage.write_to(self._resource) as folder:
            save_reader(self._reader, folder / FILE_NAME)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set `intent` and `intent_ranking`. A reading that the screen has made already is used as it is."""
        for message in messages:
            name, confidence = self._read(message)
            intent = {"name": name, "confidence": confidence}
            message.set("intent", intent, add_to_output=True)
            message.set("intent_ranking", [intent], add_to_output=True)
        return messages

    def _read(self, message: Message) -> tuple[str | None, float]:
        screened = message.get(METADATA) or {}
        if "intent" in screened:
            return screened["intent"], float(screened.get("confidence", 0.0))
        if self._reader is None:
            raise RuntimeError("The classifier has not been trained. Cure: run `bot train`.")
        reading = self._reader.read([message.get(TEXT) or ""])
        return reading.intent, reading.confidence

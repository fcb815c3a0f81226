"""Trains the Rasa model when what it is made from has changed, and says what it is doing."""

from __future__ import annotations

import hashlib
import time
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import rasa

from bot.brain import classifier, progress
from bot.logs import quiet_libraries
from bot.understanding import archive
from bot.understanding.unpacked import keep_unpacked

FINGERPRINT = "fingerprint"
# What a model is made from. Words and risk rules are read at start and need no training.
SOURCES = ("config.yml", "domain", "data/nlu", "data/rules", "data/stories")


class TrainingFailedError(archive.NoModelError):
    """Rasa could not make a model from the data."""


@dataclass(frozen=True, slots=True)
class Trained:
    """The model to use, and whether it was made just now."""

    model: Path
    seconds: float
    was_fresh: bool


def fingerprint(root: Path) -> str:
    """A hash of everything a model is made from, the classifier's own code included."""
    digest = hashlib.sha256(rasa.__version__.encode())
    digest.update(classifier.SituationClassifier.fingerprint_addon({}).encode())
    for path in _files(root):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(root: Path) -> Iterable[Path]:
    for name in SOURCES:
        source = root / name
        yield from [source] if source.is_file() else sorted(source.rglob("*.yml"))


def ensure_trained(root: Path, models: Path, *, force: bool = False, say: Callable[[str], None] = print) -> Trained:
    """Train only when needed, and leave the encoders' weights unpacked. Raises TrainingFailedError, WeightsError."""
    if not keep_unpacked():
        say("The folder .rasa cannot be written: each process will unpack the encoders for itself.")
    wanted = fingerprint(root)
    note = models / FINGERPRINT
    if not force and note.is_file() and note.read_text() == wanted:
        try:
            return Trained(archive.newest(models), 0.0, was_fresh=True)
        except archive.NoModelError:
            pass  # somebody deleted the model and left the note: train again
    say("Training the model from data/nlu, data/situations and data/rules: a few minutes, seconds where no example has changed.")
    quiet_libraries()
    started = time.monotonic()
    with warnings.catch_warnings(record=True):  # its old dependencies speak of their own future
        from rasa.model_training import train  # late: half a second that a fresh model does not need

        # Rasa keeps what each component has learned (.rasa/cache). The classifier names all it learns from, so a new reply or
        # rule leaves it as it is; `force` learns anew.
        with progress.heard_by(say):
            result = train(
                str(root / "domain"), str(root / "config.yml"), [str(root / "data")], output=str(models), force_training=force
            )
    if result.code or result.model is None:
        raise TrainingFailedError("Rasa could not train a model. Cure: run `bot rasa data validate` and read what it says.")
    note.write_text(wanted)
    return Trained(Path(result.model), time.monotonic() - started, was_fresh=False)

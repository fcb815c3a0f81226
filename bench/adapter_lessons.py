"""What an encoder is adapted with: all examples, each time typed another way, now and then two in one message."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import yaml
from torch import Tensor

from bot.understanding.examples import load_examples
from bot.understanding.mistyping import mistype

ROOT = Path(__file__).resolve().parent.parent
JOINED = 0.2  # of the batches: each message is read together with another one
JOINED_UP_TO = 160  # characters: a longer message tells several things by itself
GLUE = (" ", ". ", ", ", " and ")


def flatten(text: str, chance: random.Random) -> str:
    """As typed in a hurry: no capitals, often no punctuation."""
    text = text.lower()
    return re.sub(r"[^\w\s]", "", text) if chance.random() < 0.5 else text  # noqa: PLR2004 - half of them


def varied(text: str, chance: random.Random) -> str:
    """A third as it is, a third in a hurry, a third mistyped."""
    return chance.choice([lambda same, _: same, flatten, mistype])(text, chance)


def joined(text: str, other: str, chance: random.Random) -> str:
    """Two messages as one, in either order."""
    parts = [text, other]
    chance.shuffle(parts)
    return chance.choice(GLUE).join(parts)


@dataclass(frozen=True)
class Lesson:
    """Texts (n), their situations (n, s), whether those are known (n,), and the intent's number (n,), -1 where unknown."""

    texts: list[str]
    situations: Tensor
    known: Tensor
    intents: Tensor

    def at(self, rows: Tensor) -> Lesson:
        """These of them."""
        return Lesson([self.texts[n] for n in rows.tolist()], self.situations[rows], self.known[rows], self.intents[rows])


class Lessons:
    """Texts with both kinds of labels; a missing kind is not learned from."""

    def __init__(self, *languages: str) -> None:
        """Those of these languages."""
        self.texts: list[str] = []
        self.situations: list[tuple[str, ...] | None] = []
        self.intents: list[str | None] = []
        for language in languages:
            self._read(language)
        catalogue = yaml.safe_load((ROOT / "data/risk/situations.yml").read_text(encoding="utf-8"))["situations"]
        self._tier = {id_: about["tier"] for id_, about in catalogue.items()}
        # Beside the situations, how urgent the most urgent of them is: what matters most is learned most.
        tiers = sorted(set(self._tier.values()))
        self.situation_names = [*sorted({name for carried in self.situations for name in carried or ()}), *tiers]
        self._column = {name: n for n, name in enumerate(self.situation_names)}
        self.intent_names = sorted({name for name in self.intents if name})

    def _read(self, language: str) -> None:
        for example in load_examples(ROOT / "data/situations" / language):
            self._add(example.text, example.situations, None)
        for path in sorted((ROOT / "data/nlu" / language).glob("*.yml")):
            for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
                for line in block["examples"].splitlines():
                    if line.strip():
                        neutral = () if "metadata" not in block else None
                        self._add(line.strip().removeprefix("- "), neutral, block["intent"])

    def _add(self, text: str, situations: tuple[str, ...] | None, intent: str | None) -> None:
        self.texts.append(text)
        self.situations.append(situations)
        self.intents.append(intent)

    def lesson(self, batch: Sequence[int], chance: random.Random) -> Lesson:
        """A batch as it is learned from this time."""
        texts, told, asked = [], [], []
        joining = chance.random() < JOINED  # all of a batch or none: one long text would make every other as long
        for n in batch:
            text, carried, intent = varied(self.texts[n], chance), self.situations[n], self.intents[n]
            other = chance.choice(batch)
            more = self.situations[other]
            if joining and carried is not None and more and other != n and len(text) < JOINED_UP_TO:
                text, intent = joined(text, varied(self.texts[other], chance), chance), None
                carried = tuple({*carried, *more})
            texts.append(text)
            told.append(carried)
            asked.append(intent)
        return Lesson(
            texts,
            torch.stack([self._row(carried or ()) for carried in told]),
            torch.tensor([carried is not None for carried in told]),
            torch.tensor([self.intent_names.index(intent) if intent else -1 for intent in asked]),
        )

    def _row(self, carried: Sequence[str]) -> Tensor:
        row = torch.zeros(len(self.situation_names))
        tier = [min(self._tier[name] for name in carried)] if carried else []
        row[[self._column[name] for name in (*carried, *tier)]] = 1
        return row

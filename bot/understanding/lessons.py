"""Everything there is to learn from, and the files it is read from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from bot.safety.rules import read_words
from bot.safety.situations import load_situations
from bot.safety.tiers import Tier
from bot.understanding.examples import Example, load_examples

_CATALOGUE = "risk/situations.yml"
_SITUATIONS, _CUTS, _WORDS = "situations", "situations/cuts.yml", "words.yml"


@dataclass(frozen=True)
class Lessons:
    """What the reader is trained on."""

    intents: Sequence[tuple[str, str]]  # (text, intent)
    situation_of: Mapping[str, str]  # intent -> the situation it tells
    examples: Sequence[Example]
    urgent: frozenset[str] = frozenset()  # the situations of T0 and T1
    everyday: frozenset[str] = frozenset()  # those of T4: talk in which nothing is wrong
    cuts: Mapping[str, float] = field(default_factory=dict)  # probability from which a situation counts
    short_forms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)


def load_lessons(
    data: Path, intents: Sequence[tuple[str, str]], situation_of: Mapping[str, str], language: str = "en"
) -> Lessons:
    """The lessons of data/situations beside the intents that Rasa hands over. Raises ExampleFileError, RiskFileError."""
    words = read_words(data / "risk" / language / _WORDS)
    cuts = data / _CUTS
    catalogue = load_situations(data / _CATALOGUE)
    return Lessons(
        intents=intents,
        situation_of=situation_of,
        examples=[example for folder in _folders(data) for example in load_examples(folder)],
        urgent=frozenset(id_ for id_, situation in catalogue.items() if situation.tier.needs_person),
        everyday=frozenset(id_ for id_, situation in catalogue.items() if situation.tier is Tier.T4),
        cuts=yaml.safe_load(cuts.read_text(encoding="utf-8"))["cuts"] if cuts.is_file() else {},
        short_forms=words["short_forms"],
        pictures=words["pictures"],
    )


def lesson_files(data: Path) -> Iterable[Path]:
    """Every file whose change asks for a new training, besides data/nlu."""
    return [*sorted((data / _SITUATIONS).rglob("*.yml")), *sorted((data / "risk").glob(f"*/{_WORDS}")), data / _CATALOGUE]


def _folders(data: Path) -> list[Path]:
    return sorted(folder for folder in (data / _SITUATIONS).iterdir() if folder.is_dir())

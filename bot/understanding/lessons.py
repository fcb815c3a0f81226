"""Everything there is to learn from, and the files it is read from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.safety.fast_yaml import read_yaml
from bot.safety.rules import read_words
from bot.safety.situations import load_situations
from bot.safety.tiers import Tier
from bot.understanding.encoders import NEAR_LANGUAGE
from bot.understanding.examples import Example, load_examples

_CATALOGUE = "risk/situations.yml"
_SITUATIONS, _NLU, _CUTS, _WORDS = "situations", "nlu", "situations/cuts.yml", "words.yml"


@dataclass(frozen=True)
class Lessons:
    """What the reader is trained on."""

    intents: Sequence[tuple[str, str]]  # (text, intent)
    situation_of: Mapping[str, str]  # intent -> the situation it tells
    examples: Sequence[Example]
    urgent: frozenset[str] = frozenset()  # the situations of T0 and T1
    everyday: frozenset[str] = frozenset()  # those of T4: talk in which nothing is wrong
    cuts: Mapping[str, float] = field(default_factory=dict)  # probability from which a situation counts
    foreign: frozenset[str] = frozenset()  # texts in other languages than the exact encoder's
    short_forms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)


def load_lessons(
    data: Path, intents: Sequence[tuple[str, str]], situation_of: Mapping[str, str], language: str = "en"
) -> Lessons:
    """The lessons of data/situations beside the intents that Rasa hands over. Raises ExampleFileError, RiskFileError."""
    words = read_words(data / "risk" / language / _WORDS)
    cuts = data / _CUTS
    catalogue = load_situations(data / _CATALOGUE)
    examples = {folder.name: load_examples(folder) for folder in _folders(data / _SITUATIONS)}
    asked = {folder.name: _lines(folder) for folder in _folders(data / _NLU)}
    texts = {name: {*asked.get(name, ()), *(example.text for example in examples.get(name, ()))} for name in {*asked, *examples}}
    near = texts.pop(NEAR_LANGUAGE, set())
    return Lessons(
        intents=intents,
        situation_of=situation_of,
        examples=[example for told in examples.values() for example in told],
        urgent=frozenset(id_ for id_, situation in catalogue.items() if situation.tier.needs_person),
        everyday=frozenset(id_ for id_, situation in catalogue.items() if situation.tier is Tier.T4),
        cuts=read_yaml(cuts)["cuts"] if cuts.is_file() else {},
        foreign=frozenset().union(*texts.values()) - near,
        short_forms=words["short_forms"],
        pictures=words["pictures"],
    )


def lesson_files(data: Path) -> Iterable[Path]:
    """Every file whose change asks for a new training, besides data/nlu."""
    return [*sorted((data / _SITUATIONS).rglob("*.yml")), *sorted((data / "risk").glob(f"*/{_WORDS}")), data / _CATALOGUE]


def _folders(data: Path) -> list[Path]:
    """One for each language."""
    return sorted(folder for folder in data.iterdir() if folder.is_dir()) if data.is_dir() else []


def _lines(folder: Path) -> set[str]:
    """Every example of Rasa's files in one language's folder. Rasa has checked them, and forgets which folder each is from."""
    files = [read_yaml(path) for path in sorted(folder.glob("*.yml"))]
    blocks = [block["examples"] for file in files for block in file.get("nlu") or () if "intent" in block]
    return {line.removeprefix("- ").strip() for block in blocks for line in block.splitlines() if line.strip()}

"""Whatever can be passed on has plain words, in every language."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.conversation.heard import NO_STEPS
from bot.conversation.picture import Fact, Noted, Picture
from bot.conversation.said import steps
from bot.guidance.copybook import CopyBook
from bot.safety.situations import load_situations

DATA = Path(__file__).parents[3] / "data"
LANGUAGES = sorted(folder.name for folder in (DATA / "copy").iterdir() if folder.is_dir())
AS_SAID = {"age", "amount", "country", "deadline"}  # a number, a time, a name: said as it is
ASKED = {"suicide_answer_no", "suicide_answer_thoughts", "suicide_answer_today"}


def _facts() -> list[Fact]:
    """All that a picture can hold."""
    files = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in DATA.glob("risk/*/mentions*.yml")]
    mentions = {(kind, value) for file in files for kind, values in file["risk"]["mentions"].items() for value in values}
    said = [Noted(mentions=[one]) for one in sorted(mentions)]
    said += [Noted(mentions=[one]) for one in (("age", "12"), ("age", "15"), ("age", "20"), ("country", "GB"))]
    said += [Noted(situations=[(situation, 1.0)]) for situation in load_situations(DATA / "risk/situations.yml")]
    said.append(Noted(situations=[("B01", 1.0)], mentions=[("amount", "50 GBP"), ("deadline", "by 8")]))
    return [fact for noted in said for fact in Picture().after(noted).facts]


def labels() -> set[str]:
    """The names of all facts that can be passed on."""
    return {"suicide_answer", "safe_now", "step_done", "step_declined", *(fact.label for fact in _facts())}


def _possible() -> set[str]:
    """The names of all labels and values."""
    facts = _facts()
    values = {f"{fact.label}_{fact.value}" for fact in facts if isinstance(fact.value, str) and fact.label not in AS_SAID}
    taken = {f"step_{step}" for step in steps().values() if not step.startswith(NO_STEPS)}
    return {"yes", "no", *ASKED, *taken, *values, *labels()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_has_words_and_every_word_a_fact(language: str) -> None:
    words = CopyBook.load(DATA, language).words()
    assert {name.removeprefix("fact_") for name in words if name.startswith("fact_")} == _possible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_few(language: str) -> None:
    words = CopyBook.load(DATA, language).words()
    facts = {name: text for name, text in words.items() if name.startswith("fact_")}
    assert facts
    assert all(len(text.split()) <= 8 and not text.endswith(".") for text in facts.values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["code", "code_wait", "fact"])
def test_every_new_refusal_has_its_sentence(language: str, code: str) -> None:
    assert CopyBook.load(DATA, language).words()[f"error_{code}"].endswith(".")

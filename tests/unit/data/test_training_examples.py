"""The training examples load, say one thing once, are many enough, and hold nothing that could identify or upset anyone."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from tests.unit.data.forbidden import FORBIDDEN, as_heard

FOLDER = Path(__file__).parents[3] / "data" / "nlu" / "en"

# The fewest examples: of a situation that is urgent, of any other, and of the everyday talk that must raise no alarm.
URGENT, OTHER = 60, 40
# The answers to one question of ours are few, and are mostly tapped.
AT_LEAST = {"out_of_scope": 150, "use_death_idiom": 120, "say_only_anger": 25, "say_might_hurt_someone": 25}

DOMAIN_INTENTS = set(yaml.safe_load((FOLDER.parents[2] / "domain/intents.yml").read_text(encoding="utf-8"))["intents"])
TIERS = {
    id_: about["tier"]
    for id_, about in yaml.safe_load((FOLDER.parents[1] / "risk/situations.yml").read_text(encoding="utf-8"))[
        "situations"
    ].items()
}


class Example(NamedTuple):
    intent: str
    text: str


def intents() -> Iterator[tuple[str, dict[str, object]]]:
    for path in sorted(FOLDER.glob("*.yml")):
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert loaded["version"] == "3.1", path.name
        for block in loaded["nlu"]:
            yield path.name, block


@cache
def examples() -> tuple[Example, ...]:
    return tuple(
        Example(str(block["intent"]), line.removeprefix("- "))
        for _, block in intents()
        for line in str(block["examples"]).splitlines()
        if line.strip()
    )


def test_every_line_is_one_example() -> None:
    for name, block in intents():
        lines = [line for line in str(block["examples"]).splitlines() if line.strip()]
        wrong = [line for line in lines if not re.fullmatch(r"- \S(?:.*\S)?", line)]
        assert not wrong, (name, block["intent"], wrong)


BLOCKS = {str(block["intent"]): block for _, block in intents()}


def situation_of(intent: str) -> str | None:
    return (BLOCKS[intent].get("metadata") or {}).get("situation")


def test_the_intents_are_exactly_the_ones_of_the_domain_each_in_one_place() -> None:
    found = Counter(str(block["intent"]) for _, block in intents())
    assert found == Counter(dict.fromkeys(DOMAIN_INTENTS, 1))


@pytest.mark.parametrize("intent", BLOCKS)
def test_metadata_holds_a_situation_of_the_catalogue_and_nothing_else(intent: str) -> None:
    metadata = BLOCKS[intent].get("metadata")
    assert metadata is None or (metadata.keys() == {"situation"} and metadata["situation"] in TIERS)


@pytest.mark.parametrize("intent", BLOCKS)
def test_an_intent_has_enough_examples(intent: str) -> None:
    urgent = TIERS.get(situation_of(intent) or "", "T4") in {"T0", "T1"}
    wanted = AT_LEAST.get(intent, URGENT if urgent else OTHER)
    assert sum(example.intent == intent for example in examples()) >= wanted


def test_nothing_is_said_twice_in_one_intent_or_two() -> None:
    heard: dict[str, Example] = {}
    twice = []
    for example in examples():
        key = as_heard(example.text)
        if key in heard:
            twice.append((example, heard[key]))
        heard[key] = example
    assert not twice


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_example_holds(what: str) -> None:
    assert not [example for example in examples() if FORBIDDEN[what].search(example.text)]


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a phone or card number", "ring me on 0000 000 000"),
        ("a link or mail address", "its on example.com/me"),
        ("a handle", "his name is @someone"),
        ("a graphic word", "he called it porn"),
    ],
)
def test_the_ban_would_notice(what: str, text: str) -> None:
    assert FORBIDDEN[what].search(text)


def test_the_words_that_frighten_elsewhere_also_have_harmless_examples() -> None:
    harmless = " ".join(example.text for example in examples() if example.intent in {"out_of_scope", "use_death_idiom"})
    wanted = ("blackmail", "exposed", "leak", "nude", "shoot", "pic", "send", "kill", "die", "deadline", "paid", "threatened")
    assert not [word for word in wanted if word not in harmless]

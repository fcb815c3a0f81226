"""What a young person reads is in data/copy, where it was approved; numbers and addresses are in data/helplines."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

from dotenv import dotenv_values

from bot.settings import Settings
from tests.architecture.sources import ROOT, files, name_of, strings
from tests.each import each

# Rooms that speak to young people. Everything in them is a key, never a sentence.
ROOMS = ("actions", "bot/conversation", "bot/brain")
# In the brain's room, but for the one who runs it: the training's progress and Rasa's own command line.
FOR_STAFF = {"bot/brain/training.py", "bot/brain/rasa_cli.py"}
MOST_WORDS = 2

WORD = re.compile(r"[A-Za-z][a-z'’]*")
PHONE = re.compile(r"(?<![\w.#-])\+?\d(?:[\s().-]?\d){6,}(?![\w-])")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
ADDRESS = re.compile(r"(?:https?://|www\.)\w", re.IGNORECASE)
EMERGENCY = frozenset("000 110 111 112 116000 116111 116123 118 119 911 933 988 999 741741 85258".split())
# The page that Leave opens is a setting with a documented default; nothing else may lead anywhere.
DOCUMENTED = {Settings.model_fields["exit_url"].default}

SPOKEN = [path for room in ROOMS for path in files(".py", under=room) if name_of(path) not in FOR_STAFF]
CODE = [path for room in ("actions", "bot", "bench") for path in files(".py", under=room)]


def sentences(path: Path) -> list[tuple[int, str]]:
    return [(line, text) for line, text in strings(path) if is_sentence(text)]


def is_sentence(text: str) -> bool:
    """Words with spaces between them; keys, globs and patterns have none."""
    return len(re.findall(r"(?:^|(?<=\s))[A-Za-z][a-z'’]*(?=[\s.,!?:;]|$)", text)) > MOST_WORDS


def numbers(path: Path) -> list[tuple[int, str]]:
    return [(line, text) for line, text in strings(path) if PHONE.search(DATE.sub("", text)) or text.strip() in EMERGENCY]


def addresses(path: Path) -> list[tuple[int, str]]:
    return [(line, text) for line, text in strings(path) if text not in DOCUMENTED and ADDRESS.search(text)]


@each(SPOKEN, name=name_of)
def test_no_sentence_is_in_the_code_that_speaks_to_young_people(path: Path) -> None:
    assert sentences(path) == []


@each(CODE, name=name_of)
def test_no_telephone_number_and_no_web_address_is_in_code(path: Path) -> None:
    assert numbers(path) == []
    assert addresses(path) == []


def test_the_search_finds_what_it_looks_for(tmp_path: Path) -> None:
    file = tmp_path / "speaks.py"
    file.write_text(
        '"""A docstring of many words."""\n'
        'say("You are not alone, talk to me")\n'
        'say(f"Please call {number} right now please")\n'
        'call = "999"\n'
        'text = "ring 0800 123 4567"\n'
        'url = "https://example.org"\n'
        'raise ValueError("this is for us and not for them")\n'
        'key = "utter_threat_to_share"\n'
    )
    assert [line for line, _ in sentences(file)] == [2, 3]
    assert [line for line, _ in numbers(file)] == [4, 5]
    assert [line for line, _ in addresses(file)] == [6]


def test_the_rooms_are_where_they_are_thought_to_be() -> None:
    assert {name_of(path).rpartition("/")[0] for path in SPOKEN} >= set(ROOMS)
    assert all((ROOT / path).is_file() for path in FOR_STAFF)


def test_the_example_of_env_names_every_setting_with_its_default_and_no_other() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    set_free = "\n".join(line.removeprefix("# ") for line in lines if re.match(r"# UNHOOK_[A-Z_]+=", line))
    named = dotenv_values(stream=StringIO(set_free))  # as the program would read them
    defaults = {f"UNHOOK_{name.upper()}": about.default for name, about in Settings.model_fields.items()}
    assert named.keys() == defaults.keys()
    assert {name: value.lower() for name, value in named.items() if value and name != "UNHOOK_MASTER_KEY"} == {
        name: str(default).lower()
        for name, default in defaults.items()
        if default is not None and str(default) and name != "UNHOOK_MASTER_KEY"
    }


def test_the_example_of_env_changes_nothing_when_it_is_copied() -> None:
    assert dotenv_values(ROOT / ".env.example") == {}

"""Practice scripts are read with a word for each mistake, and a broken one never stops the others."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.guidance.practice import FOLDER, load_practice
from tests.each import each

RISK = Path(__file__).parents[3] / "data/risk"
GOOD: dict[str, Any] = {
    "title": "A title",
    "tier": "T2",
    "learn": ["a point"],
    "opening": ["hello", {"say": "help", "pause": 7}],
    "replies": ["first"],
    "any_reply": ["ok"],
    "still_there": "are you there?",
    "answers": {"suicide": "no"},
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "risk").symlink_to(RISK)
    write(tmp_path, "questions", {"questions": {"suicide": ["end your life"]}})
    return tmp_path


def write(data: Path, name: str, content: Any) -> None:
    folder = data / FOLDER / "en"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yml").write_text(yaml.safe_dump(content), encoding="utf-8")


def fault(data: Path, content: Any) -> str:
    write(data, "broken", content)
    write(data, "good", {"practice": GOOD})
    practice = load_practice(data, ["en"])
    assert list(practice.scripts) == ["en/good"]
    (found,) = practice.faults
    return f"{found.file.name}: {found.place}: {found.problem}"


def test_a_script_is_read_with_the_pauses_that_it_has(data: Path) -> None:
    write(data, "good", {"practice": GOOD})
    practice = load_practice(data, ["en", "fr"])
    script = practice.scripts["en/good"]
    assert practice.faults == ()
    assert [line.pause for line in script.opening] == [pytest.approx(4.8, abs=0.1), 7]
    assert script.still_there.pause == 45
    assert practice.asked(script)("Are you thinking about ending your life?") == set()
    assert practice.asked(script)("could you end ur life") == {"suicide"}


def test_a_mistake_is_told_with_file_and_key(data: Path) -> None:
    wrong = [
        ({"surprise": "no key"}, "broken.yml: practice: Unknown or missing: surprise."),
        ({"tier": "T9"}, "broken.yml: tier: There is no tier T9."),
        ({"opening": []}, "broken.yml: opening: This must be a list"),
        ({"replies": ["yes", False]}, "broken.yml: replies, entry 2: This must be a text."),
        ({"opening": [{"say": "a", "pause": 0}]}, "broken.yml: opening, entry 1: The pause is not from 1 to 300 seconds."),
        ({"opening": [{"say": "a", "pause": True}]}, "broken.yml: opening, entry 1: The pause"),
        ({"opening": [{"say": "a"}]}, "broken.yml: opening, entry 1: A line is a text"),
        ({"answers": {"shoe_size": "no"}}, "broken.yml: answers: shoe_size: Nothing recognises this question."),
        ({"answers": ["no"]}, "broken.yml: answers: This must be questions"),
        ({"learn": " "}, "broken.yml: learn: This must be a list"),
        ({"title": None}, "broken.yml: title: This must be a text."),
    ]
    for change, told in wrong:
        assert fault(data, {"practice": copy.deepcopy(GOOD) | change}).startswith(told)


def test_what_is_missing_and_what_is_no_script_at_all_are_told(data: Path) -> None:
    assert "missing: still_there" in fault(data, {"practice": {key: GOOD[key] for key in GOOD if key != "still_there"}})
    assert "The one key at the top" in fault(data, {"practise": GOOD})


def test_a_name_that_could_not_be_kept_with_the_conversation_is_told(data: Path) -> None:
    write(data, "a_name_that_is_far_too_long_to_be_kept", {"practice": GOOD})
    assert [found.place for found in load_practice(data, ["en"]).faults] == ["name of the file"]


def test_without_its_questions_a_language_has_no_practice(data: Path) -> None:
    write(data, "good", {"practice": GOOD})
    write(data, "questions", {"questions": {"suicide": ["(end your life"]}})
    practice = load_practice(data, ["en"])
    assert practice.scripts == {}
    assert [found.file.name for found in practice.faults] == ["questions.yml"]
    assert "add `)`" in str(practice.faults[0])


@each(["en", "es"])
def test_the_direct_questions_of_the_guidance_are_recognised(language: str) -> None:
    practice = load_practice(RISK.parent, [language])
    rules = yaml.safe_load((RISK.parent / f"copy/{language}/wording.yml").read_text(encoding="utf-8"))["wording"]
    direct = {"suicide_thoughts": "suicide", "suicide_today": "suicide_today", "hurt_or_alone": "alone", "safe_now": "safe"}
    for name, question in direct.items():
        assert question in practice.questions[language].asked(rules["word_for_word"][name])

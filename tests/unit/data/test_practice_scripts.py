"""The practice conversations are whole, invented, and hold nothing that nobody should read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.conversation.practice import Script
from bot.guidance.practice import load_practice
from bot.guidance.wording import load_wording
from bot.guidance.wording_check import never_said
from bot.safety.tiers import Tier
from tests.each import each
from tests.unit.data.forbidden import FORBIDDEN

DATA = Path(__file__).parents[3] / "data"
FEWEST = {"en": 10, "es": 4}
PRACTICE = load_practice(DATA, FEWEST)
SCRIPTS = list(PRACTICE.scripts.values())
LONGEST = 200  # characters, as people write on a telephone


def lines(script: Script) -> Iterator[tuple[str, str]]:
    """Each place that a trainer wrote, and what is said there."""
    for key in ("opening", "replies", "any_reply", "returned"):
        for number, line in enumerate(getattr(script, key), start=1):
            yield f"{key}, entry {number}", line.text
    yield "still_there", script.still_there.text
    yield from ((f"answers: {name}", line.text) for name, line in script.answers.items())


def test_every_script_can_be_played() -> None:
    assert [str(fault) for fault in PRACTICE.faults] == []
    for language, fewest in FEWEST.items():
        assert sum(script.language == language for script in SCRIPTS) >= fewest


@each(SCRIPTS, name=lambda script: script.id)
def test_nothing_in_a_script_is_graphic_or_could_be_real(script: Script) -> None:
    told = [(place, text) for place, text in lines(script)] + [("title", script.title)]
    told += [(f"learn, entry {number}", text) for number, text in enumerate(script.learn, start=1)]
    wrong = [f"{script.id}.yml: {place}: {name}" for place, text in told for name, what in FORBIDDEN.items() if what.search(text)]
    assert wrong == []
    assert [f"{script.id}.yml: {place}: too long" for place, text in lines(script) if len(text) > LONGEST] == []


@each(SCRIPTS, name=lambda script: script.id)
def test_what_is_learnt_breaks_no_rule_of_the_bots_own_words(script: Script) -> None:
    rules = load_wording(DATA / "copy" / script.language)
    about_suicide = "a mention of ending a life outside the direct question"  # here it is taught to ask
    wrong = [
        f"{script.id}.yml: learn, entry {number}: {name}"
        for number, text in enumerate(script.learn, start=1)
        for name in never_said(text, rules)
        if name != about_suicide
    ]
    assert wrong == []


@each(SCRIPTS, name=lambda script: script.id)
def test_every_young_person_can_be_asked_about_suicide(script: Script) -> None:
    assert "suicide" in script.answers


def test_the_scripts_cover_what_a_new_counsellor_meets() -> None:
    english = [script for script in SCRIPTS if script.language == "en"]
    assert {script.tier for script in english} == {Tier.T0, Tier.T1, Tier.T2}
    assert any(script.returned for script in english)
    assert len({script.title for script in SCRIPTS if script.language == "en"}) == len(english)

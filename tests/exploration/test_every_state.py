"""From every state of the dialogue, whatever is said or tapped: an answer that helps, and a way on."""

from __future__ import annotations

import re
from functools import cache

import pytest

from bot.conversation.crisis_replies import CRISIS_REPLIES
from bot.safety.tiers import Tier
from tests.exploration.explore import COPY, Step, Walk, walk
from tests.unit.actions.talk import Talk

pytestmark = pytest.mark.timeout(300)  # the walk is one long breath; a busy machine takes it slowly
DEPTH = 3
NOTHING_TO_TAP = {"utter_act_normal", "utter_still_normal"}  # somebody may be reading along
DANGER_NOW = {"suicide", "danger"}


@cache
def explored() -> Walk:
    """Everything within three messages of a first hello, of somebody whose age and country are known, and of a child."""
    whole = Walk()
    for start in (Talk(), Talk(age=15, country="GB"), Talk(age=9, country="US", counsellors_here=0)):
        part = walk(start, depth=DEPTH)
        whole.states += part.states
        whole.steps += part.steps
        whole.seconds += part.seconds
    return whole


def told(steps: list[Step]) -> str:
    """A few of the steps that broke a rule, as somebody can follow them."""
    lines = [f"{step.before.turns[-1:]} | {step.said.name} -> {step.reply}" for step in steps[:8]]
    return f"{len(steps)} steps, such as:\n" + "\n".join(lines)


@pytest.mark.slow
def test_the_dialogue_was_explored(capsys: pytest.CaptureFixture[str]) -> None:
    found = explored()
    with capsys.disabled():
        print(f"\nexplored {found.states:,} states and {len(found.steps):,} steps in {found.seconds:.0f} s")
    assert found.states > 500
    assert found.seconds < 300


@pytest.mark.slow
def test_every_step_is_answered_in_one_or_two_bubbles() -> None:
    wrong = [step for step in explored().steps if not 1 <= len(step.reply) <= 2]
    assert not wrong, told(wrong)


@pytest.mark.slow
def test_danger_now_gets_the_emergency_number_in_the_next_message() -> None:
    def says_it(step: Step) -> bool:
        return any("emergency" in " ".join([*COPY[key]["text"], *COPY[key].get("buttons", [])]) for key in step.reply)

    urgent = [step for step in explored().steps if Tier[step.said.tier] is Tier.T0]
    wrong = [step for step in urgent if not says_it(step)]
    assert urgent
    assert not wrong, told(wrong)


@pytest.mark.slow
def test_what_needs_a_person_is_answered_as_a_crisis_or_with_its_own_reply() -> None:
    def about_it(step: Step) -> bool:
        mine = {COPY[key].get("situation") for key in step.reply}
        return bool(CRISIS_REPLIES & set(step.reply)) or bool(mine & set(step.said.situations))

    first = [step for step in explored().steps if step.said.needs_person and step.said.concern in DANGER_NOW]
    wrong = [step for step in first if not about_it(step)]
    assert first
    assert not wrong, told(wrong)


@pytest.mark.slow
def test_no_reply_is_a_dead_end() -> None:
    def leads_on(step: Step) -> bool:
        return any(COPY[key].get("buttons") or COPY[key].get("helplines") for key in step.reply)

    wrong = [step for step in explored().steps if not leads_on(step) and not NOTHING_TO_TAP & set(step.reply)]
    assert not wrong, told(wrong)


@pytest.mark.slow
def test_a_person_is_one_tap_away_after_every_reply() -> None:
    def one_tap(step: Step) -> bool:
        buttons = {button for key in step.reply for button in COPY[key].get("buttons") or ()}
        return bool(buttons & {"ask_for_person", "call_emergency"})

    wrong = [step for step in explored().steps if not one_tap(step) and not NOTHING_TO_TAP & set(step.reply)]
    assert not wrong, told(wrong)


@pytest.mark.slow
def test_the_same_crisis_sentence_never_comes_twice_in_a_row() -> None:
    def wordings(key: str) -> int:
        """The fewest there are for any age. They go round, so two are enough."""
        return min(len(texts) for texts in (COPY[key]["text"], *COPY[key].get("text_for", {}).values()))

    def again(step: Step) -> bool:
        last = set(step.before.turns[-1]) if step.before.turns else set()
        return any(wordings(key) == 1 for key in last & set(step.reply) & CRISIS_REPLIES)

    wrong = [step for step in explored().steps if again(step)]
    assert not wrong, told(wrong)


@pytest.mark.slow
def test_one_question_a_turn() -> None:
    def questions(step: Step) -> int:
        conditions = r"(In danger|Not there right now|Are you somewhere else|Or are you far from there)\?"
        return sum("?" in re.sub(conditions, "", COPY[key]["text"][0]) for key in step.reply)

    wrong = [step for step in explored().steps if questions(step) > 1]
    assert not wrong, told(wrong)

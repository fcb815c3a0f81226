"""The replies' wording: approved texts only, and never the same crisis sentence twice in a row."""

from __future__ import annotations

import pytest

from bot.brain.agent import Dialogue
from bot.guidance.library import Library
from tests.unit.brain.turns import metadata, turn

T1 = {"tier": "T1", "concern": "suicide", "conversation_tier": "T1", "owner": "waiting"}
T0 = {"tier": "T0", "concern": "suicide", "conversation_tier": "T0", "owner": "waiting"}


@pytest.mark.parametrize(
    ("urgency", "key"), [(T0, "utter_emergency_life"), ({**T0, "concern": "danger"}, "utter_emergency_danger")]
)
def test_the_same_crisis_reply_twice_in_a_row_has_two_wordings(
    dialogue: Dialogue, library: Library, urgency: dict[str, str], key: str
) -> None:
    state, variants = None, []
    for seq in (2, 9, 11):  # `last_keys` stays empty: so it is the same key each time
        said, state = turn(dialogue, "a message", metadata("report_attempt", "H04", seq=seq, **urgency), state)
        assert [one.key for one in said] == [key]
        variants.append(said[0].variant)
    texts = [library.book().entry(key).text[variant % len(library.book().entry(key).text)] for variant in variants]
    assert texts[0] != texts[1] != texts[2] != texts[0]


def test_the_first_wording_differs_between_moments_of_a_conversation(dialogue: Dialogue) -> None:
    first = turn(dialogue, "hi", metadata("greet", seq=2))[0][0].variant
    second = turn(dialogue, "hi", metadata("greet", seq=3))[0][0].variant
    assert first != second


def test_values_of_a_reply_reach_the_one_who_renders_it(dialogue: Dialogue) -> None:
    about = metadata("ask_for_person", "L03", owner="waiting", queue_place=3, counsellors_here=1, person_just_called=True)
    said, _ = turn(dialogue, "can i talk to a person", about)
    assert said[0].values == {"queue_place": "3"}

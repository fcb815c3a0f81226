"""How the call for a person is worded."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.case import CaseFacts
from bot.conversation.offer import offer
from bot.conversation.person import owes_word_of_call, person_reply


@pytest.mark.parametrize(
    ("metadata", "reply"),
    [
        ({"counsellors_here": 2, "queue_place": 3, "person_just_called": True}, ("utter_person_asked", {"queue_place": "3"})),
        ({"counsellors_here": 2, "queue_place": 3, "person_just_called": False}, ("utter_person_already_asked", {})),
        ({"counsellors_here": 0, "queue_place": 1, "person_just_called": True}, ("utter_person_none_here", {})),
        ({"counsellors_here": 1, "queue_place": None, "person_just_called": True}, ("utter_person_already_asked", {})),
        ({}, ("utter_person_none_here", {})),
    ],
)
def test_only_what_is_true_is_said_about_the_wait(metadata: dict[str, Any], reply: tuple[str, dict[str, str]]) -> None:
    assert person_reply(metadata) == reply


def test_who_was_just_put_in_the_queue_hears_that_before_any_step() -> None:
    metadata = {"counsellors_here": 1, "queue_place": 1, "person_just_called": True}
    facts = CaseFacts(situations=frozenset({"B04"}))
    assert offer(metadata, facts)[0] == "utter_person_asked"
    assert offer({**metadata, "person_just_called": False}, facts)[0] == "utter_ask_coping"


def test_the_offer_of_a_person_is_not_repeated_word_for_word() -> None:
    facts = CaseFacts(
        situations=frozenset({"A04"}),
        safety_asked=True,
        steps_given=("stop_replying", "keep_and_block", "safe_word", "tell_adult", "report_police"),
    )
    assert offer({}, facts)[0] == "utter_step_person"
    assert offer({"last_keys": ["utter_step_person"]}, facts)[0] == "utter_helplines"


CALLED = {"person_just_called": True, "live_person": True, "tier": "T2"}


@pytest.mark.parametrize(("tier", "live_person"), [("T1", True), ("T1", False), ("T2", True), ("T3", True)])
def test_who_did_not_ask_for_a_person_hears_that_one_was_called(tier: str, *, live_person: bool) -> None:
    assert owes_word_of_call(["utter_deadline"], {**CALLED, "tier": tier, "live_person": live_person})


@pytest.mark.parametrize(
    ("turn", "metadata"),
    [
        (["utter_deadline"], {**CALLED, "person_just_called": False}),  # they wait already
        (["utter_deadline"], {**CALLED, "live_person": False}),  # asked for
        (["utter_deadline"], {**CALLED, "watched": True}),
        (["utter_emergency_life"], {**CALLED, "tier": "T0"}),  # the number comes first
        (["utter_demand_money", "utter_person_asked"], CALLED),
        (["utter_person_asked"], CALLED),
        (["utter_not_okay", "utter_ask_suicide_thoughts"], CALLED),  # two bubbles are the most, and the question must stay
    ],
)
def test_it_is_said_once_and_never_on_a_screen_that_is_seen(turn: list[str], metadata: dict[str, Any]) -> None:
    assert not owes_word_of_call(turn, metadata)

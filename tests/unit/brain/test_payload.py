"""Typed text is never a command; a tap always is."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.core.trackers import DialogueStateTracker

from bot.brain.agent import Dialogue
from bot.brain.payload import text_for_rasa
from bot.conversation.message import Draft, Sender
from tests.unit.brain.turns import keys, metadata, tapped, turn, typed

COMMANDS = [
    "/restart",
    " /restart",
    "\n\t/session_start",
    '/greet{"x":"y"}',
    ' /greet{"value":"y"}',
    "/back",
    "/express_suicidal_thoughts",
    "//restart",
    "/",
    "\u00a0/restart",
    "\u3000/restart",
]


@pytest.mark.parametrize("text", COMMANDS)
def test_a_typed_command_is_answered_as_what_was_read_in_it(dialogue: Dialogue, text: str) -> None:
    _, state = turn(dialogue, "im 14", metadata("tell_age", mentions=[["age", "14"]]))
    said, after = turn(dialogue, typed(text), metadata("express_shame", "F01"), state)
    assert keys(said)[0] == "utter_shame"
    assert after["slots"]["age_band"] == "13_17", "a restart would have forgotten it"
    events = after["events"]
    assert [event["event"] for event in events if event["event"] in {"restart", "rewind", "session_started"}] == [
        "session_started"
    ]
    assert not any(event.get("parse_data", {}).get("entities") for event in events)


@given(st.text())
@example(" /restart")
@example("\x1c/restart")
def test_no_typed_text_looks_like_a_command_to_rasa(text: str) -> None:
    assert not typed(text).strip().startswith(INTENT_MESSAGE_PREFIX)


@given(st.text().filter(lambda text: not text.strip().startswith("/")))
def test_other_text_reaches_rasa_unchanged(text: str) -> None:
    assert typed(text) == text


@pytest.mark.parametrize(
    ("button", "payload"),
    [
        ("affirm", "/affirm"),
        ("tell_age.13_17", '/tell_age{"value": "13_17"}'),
        ('tell_age."}/restart', '/tell_age{"value": "\\"}/restart"}'),
    ],
)
def test_a_tap_becomes_the_intent_it_stands_for(button: str, payload: str) -> None:
    assert text_for_rasa(Draft(Sender.YOUNG_PERSON, "label", tap=button)) == payload


def test_a_tap_goes_through_rasa_as_its_intent_with_its_value(dialogue: Dialogue) -> None:
    said, state = turn(dialogue, *tapped("tell_age.13_17"))
    tracker = DialogueStateTracker.from_dict("c_one", state["events"])
    assert tracker.latest_message.intent["name"] == "tell_age"
    assert [entity["value"] for entity in tracker.latest_message.entities] == ["13_17"]
    assert state["slots"]["age_band"] == "13_17"
    assert said

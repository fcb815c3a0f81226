"""Rasa behind one method: a turn goes in, replies and a new state come out, or TurnFailedError and the old state stays good."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from bot.brain.agent import Dialogue, TurnFailedError
from bot.brain.tracker_store import State
from tests.unit.brain.turns import keys, metadata, turn

THREAT = metadata("report_threat_to_share", "A01", tier="T2")


@pytest.fixture
def told(dialogue: Dialogue) -> State:
    """The state after a first message."""
    return turn(dialogue, "he will send it to everyone", THREAT)[1]


async def raises(*_: Any) -> list[dict[str, Any]]:
    raise ZeroDivisionError("secret words")


async def says_nothing(*_: Any) -> list[dict[str, Any]]:
    return []


@pytest.fixture
def broken_goodbye(dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch) -> None:
    break_goodbye(dialogue, monkeypatch, raises)


def break_goodbye(dialogue: Dialogue, patch: pytest.MonkeyPatch, run: Callable[..., Any]) -> None:
    """Put a fault into one real action, where Rasa's executor keeps it."""
    registered = dialogue._actions._executor.actions
    assert "action_say_goodbye" in registered
    patch.setitem(registered, "action_say_goodbye", run)


def test_a_reply_carries_its_copy_key_and_all_it_takes_to_render_it_again(dialogue: Dialogue) -> None:
    told = {**THREAT, "mentions": [["age", "14"], ["country", "IE"]], "writes_in": "ga"}
    said, _ = turn(dialogue, "he will send it to everyone", told)
    assert said
    assert all(one.key.startswith("utter_") and isinstance(one.variant, int) for one in said)
    person = {"country": "IE", "age_band": "13_17", "age": 14, "writes_in": "ga", "simple_words": False}
    assert all(one.person == person for one in said)


def test_a_turn_has_at_most_two_bubbles(dialogue: Dialogue, told: State) -> None:
    for intent in [
        "greet",
        "ask_what_next",
        "ask_how",
        "express_shame",
        "feel_okay",
        "feel_not_okay",
        "out_of_scope",
        "nlu_fallback",
    ]:
        said, _ = turn(dialogue, "ok", metadata(intent), told)
        assert 1 <= len(said) <= 2, intent


def test_the_state_is_plain_json(dialogue: Dialogue, told: State) -> None:
    assert json.loads(json.dumps(told)) == told
    assert told["slots"]["situations_seen"] == ["A01"]


def test_an_action_that_raises_fails_the_turn_by_its_name_only(dialogue: Dialogue, told: State, broken_goodbye: None) -> None:
    with pytest.raises(TurnFailedError, match="^ZeroDivisionError$"):
        turn(dialogue, "bye", metadata("say_goodbye"), told)


def test_after_a_failed_turn_the_old_state_answers_as_if_nothing_had_happened(
    dialogue: Dialogue, told: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = copy.deepcopy(told)
    expected = turn(dialogue, "bye", metadata("say_goodbye"), told)[0]
    with monkeypatch.context() as patch:
        break_goodbye(dialogue, patch, raises)
        with pytest.raises(TurnFailedError):
            turn(dialogue, "bye", metadata("say_goodbye"), told)
    assert told == before
    assert turn(dialogue, "bye", metadata("say_goodbye"), told)[0] == expected


def test_an_action_that_says_nothing_fails_the_turn(dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch) -> None:
    break_goodbye(dialogue, monkeypatch, says_nothing)
    with pytest.raises(TurnFailedError, match="no reply"):
        turn(dialogue, "bye", metadata("say_goodbye"))


def test_a_failure_of_one_turn_is_not_counted_against_the_next(dialogue: Dialogue, broken_goodbye: None) -> None:
    with pytest.raises(TurnFailedError):
        turn(dialogue, "bye", metadata("say_goodbye"), conversation="c_failed")
    assert keys(turn(dialogue, "hi", metadata("greet"), conversation="c_failed")[0]) == ["utter_greet"]


def test_nothing_of_one_conversation_reaches_another(dialogue: Dialogue, told: State) -> None:
    marked = {**metadata("express_shame", "F01"), "mentions": [["age", "11"], ["country", "US"]]}
    turn(dialogue, "a marked sentence", marked, told, conversation="c_theirs")
    for conversation in ("c_other", "c_theirs"):  # also the same id starts anew when no state is brought
        said, state = turn(dialogue, "hi", metadata("greet"), None, conversation=conversation)
        assert "marked" not in json.dumps(state)
        assert "country" not in state["slots"]
        nobody = {"country": None, "age_band": None, "age": None, "writes_in": None, "simple_words": False}
        assert said[0].person == nobody


def test_a_failed_turn_leaves_no_state_behind(dialogue: Dialogue, told: State, broken_goodbye: None) -> None:
    with pytest.raises(TurnFailedError):
        turn(dialogue, "bye", metadata("say_goodbye"), told, conversation="c_gone")
    _, state = turn(dialogue, "hi", metadata("greet"), None, conversation="c_gone")
    assert "A01" not in json.dumps(state)


def test_a_state_that_cannot_be_read_fails_and_does_not_start_a_new_conversation(dialogue: Dialogue) -> None:
    with pytest.raises(KeyError):
        turn(dialogue, "hi", metadata("greet"), {"format": 1, "slots": {}})


def test_no_word_of_a_turn_is_printed(dialogue: Dialogue, told: State, capfd: pytest.CaptureFixture[str]) -> None:
    turn(dialogue, "zebra crossing", metadata("express_shame", "F01"), told)
    assert capfd.readouterr() == ("", "")

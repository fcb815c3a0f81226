"""An action's result is held to Rasa's schema: what is quick says the same as the schema itself."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError
from rasa.core.actions.action import RemoteAction

from bot.brain import action_runner as room
from bot.brain.action_runner import check_result, is_plain_slot

SCHEMA = Draft202012Validator(RemoteAction.action_response_format_spec())
SLOT = {"event": "slot", "timestamp": None, "name": "age", "value": 15}
EVENTS: list[Any] = [
    SLOT,
    {"event": "slot", "name": "age", "value": None},
    {**SLOT, "value": {"a": [1, None]}},
    {**SLOT, "timestamp": 3.5},
    {**SLOT, "timestamp": 3},
    {**SLOT, "timestamp": True},
    {**SLOT, "timestamp": "now"},
    {**SLOT, "metadata": {"a": 1}},
    {**SLOT, "metadata": []},
    {**SLOT, "more": 1},
    {**SLOT, "name": None},
    {**SLOT, "name": 3},
    {"event": "slot", "name": "age"},
    {"event": "slot", "value": 3},
    {"name": "age", "value": 3},
    {"event": "no such event"},
    {"event": None, "name": "age", "value": 3},
    {"event": "followup", "timestamp": None, "name": "action_listen"},
    {"event": "session_started"},
    {"event": "entities"},
    [],
    None,
    "slot",
    {},
]
OTHERS: list[Any] = [
    {},
    {"events": []},
    {"responses": []},
    {"events": [SLOT, SLOT], "responses": []},
    {"events": [SLOT], "responses": [{"text": "a"}]},
    {"events": [SLOT], "responses": ["a"]},
    {"events": [SLOT], "responses": None},
    {"events": [SLOT], "responses": {}},
    {"events": [SLOT], "responses": 0},
    {"events": None},
    {"events": {}},
    {"events": (SLOT,)},
    {"events": [SLOT, {"event": "no such event"}]},
    {"events": [{"event": "restart"}, SLOT, {"event": "slot", "name": 3, "value": 3}]},
    [],
    None,
    "events",
]


@pytest.mark.parametrize("result", [*({"events": [event], "responses": []} for event in EVENTS), *OTHERS], ids=repr)
def test_the_check_says_what_the_schema_says(result: Any) -> None:
    try:
        check_result(result)
    except ValidationError:
        assert not SCHEMA.is_valid(result)
    else:
        assert SCHEMA.is_valid(result)


@pytest.mark.parametrize("event", EVENTS, ids=repr)
def test_a_plain_slot_is_one_for_the_schema_too(event: Any) -> None:
    assert not is_plain_slot(event) or SCHEMA.is_valid({"events": [event]})


def test_slots_alone_never_reach_the_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_RESULT", None)
    check_result({"events": [SLOT] * 30, "responses": []})
    with pytest.raises(AttributeError):
        check_result({"events": [{"event": "restart"}], "responses": []})


def test_what_is_checked_is_what_rasa_asks() -> None:
    with pytest.raises(ValidationError):
        RemoteAction("action_any", None)._validate_action_result({"events": [{"event": "no such event"}]})

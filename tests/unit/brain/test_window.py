"""The tracker's window: small for ever, and nothing that is known is lost."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.brain.agent import Dialogue
from bot.brain.window import TURNS, bounded
from tests.unit.brain.turns import metadata, turn

LISTEN = {"event": "action", "name": "action_listen"}
NAMES = st.sampled_from(["country", "age_band", "asked"])
VALUES = st.one_of(st.none(), st.integers(0, 9), st.just(["A01"]))
LOOPS = st.builds(lambda name: {"event": "active_loop", "name": name}, st.sampled_from(["one_form", "other_form", None]))
EVENTS = st.one_of(
    st.just(LISTEN),
    st.just(LISTEN),
    st.builds(lambda text: {"event": "user", "text": text}, st.text(max_size=3)),
    st.builds(lambda text: {"event": "bot", "text": text}, st.text(max_size=3)),
    st.builds(lambda name, value: {"event": "slot", "name": name, "value": value}, NAMES, VALUES),
    LOOPS,
    st.just({"event": "action", "name": "utter_greet"}),
)
HISTORIES = st.lists(EVENTS, max_size=80)


def listens(events: list[dict[str, Any]]) -> int:
    return sum(event.get("name") == "action_listen" for event in events)


def slots(events: list[dict[str, Any]]) -> dict[str, Any]:
    return {event["name"]: event["value"] for event in events if event["event"] == "slot"}


def loop(events: list[dict[str, Any]]) -> str | None:
    names = [event["name"] for event in events if event["event"] == "active_loop"]
    return names[-1] if names else None


@given(HISTORIES, st.integers(1, 6))
def test_no_more_than_the_last_turns_are_kept(events: list[dict[str, Any]], turns: int) -> None:
    assert listens(bounded(events, turns)) <= turns + 1


@given(HISTORIES, st.integers(1, 6))
def test_what_was_learned_is_the_same_after_the_cut(events: list[dict[str, Any]], turns: int) -> None:
    kept = bounded(events, turns)
    assert slots(kept) == slots(events)
    assert loop(kept) == loop(events)


@given(HISTORIES, st.integers(1, 6))
def test_the_newest_events_are_untouched_and_in_order(events: list[dict[str, Any]], turns: int) -> None:
    kept = bounded(events, turns)
    recent = len(kept) - next((index for index, event in enumerate(kept) if event == LISTEN), 0)
    assert kept[-recent:] == events[-recent:]


@given(HISTORIES, st.integers(1, 6))
def test_cutting_twice_is_cutting_once(events: list[dict[str, Any]], turns: int) -> None:
    once = bounded(events, turns)
    assert bounded(once, turns) == once


@given(HISTORIES.filter(lambda events: listens(events) <= TURNS + 1))
def test_a_short_history_is_left_alone(events: list[dict[str, Any]]) -> None:
    assert bounded(events) == events


def test_the_window_is_the_same_as_if_it_had_been_kept_all_along() -> None:
    """The worker cuts after every turn, never the whole history at once."""
    kept: list[dict[str, Any]] = []
    whole: list[dict[str, Any]] = []
    for number in range(30):
        new = [LISTEN, {"event": "user", "text": str(number)}, {"event": "slot", "name": f"s{number % 3}", "value": number}]
        kept, whole = bounded([*kept, *new]), [*whole, *new]
    assert slots(kept) == slots(whole)
    assert [event for event in kept if event["event"] == "user"] == [event for event in whole if event["event"] == "user"][
        -TURNS - 1 :
    ]


def test_sixty_turns_weigh_no_more_than_twenty(dialogue: Dialogue) -> None:
    state, sizes = None, []
    intents = ["report_threat_to_share", "ask_what_next", "ask_how", "express_shame", "feel_okay"]
    for number in range(60):
        about = metadata(intents[number % len(intents)], "A01", tier="T2", seq=2 * number + 2)
        _, state = turn(dialogue, "he says he will send it to everyone i know", about, state)
        sizes.append(len(json.dumps(state)))
    assert max(sizes[20:]) < 40_000
    assert max(sizes[40:]) < 1.1 * max(sizes[15:40])

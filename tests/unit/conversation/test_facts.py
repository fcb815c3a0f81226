"""What one message adds to what is known."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.facts import facts_from


def message(**more: Any) -> dict[str, Any]:
    return {"intent": "report_threat_to_share", "situations": [], "tier": "T2", "last_keys": [], "mentions": [], **more}


def test_situations_add_up_in_the_order_they_were_told() -> None:
    facts = facts_from(message(situations=[["B01", 0.9], ["A01", 0.5]]), {"situations_seen": ["A01", "G01"]})
    assert facts["situations_seen"] == ["A01", "G01", "B01"]


@pytest.mark.parametrize("situation", ["D02", "D03", "D04", "D05", "B07"])
def test_a_known_offender_stays_known(situation: str) -> None:
    facts = facts_from(message(situations=[[situation, 0.9]]), {"offender_known": None})
    later = facts_from(message(situations=[["D01", 0.9]]), facts)
    assert (facts["offender_known"], later["offender_known"]) == (True, True)


def test_a_stranger_is_noted_as_one() -> None:
    assert facts_from(message(situations=[["D01", 0.9]]), {})["offender_known"] is False


@pytest.mark.parametrize(
    ("more", "band"),
    [
        ({"tap": "tell_age.13_17"}, "13_17"),
        ({"tap": "tell_age.18_plus"}, "18_plus"),
        ({"mentions": [["age", "12"]]}, "under_13"),
        ({"mentions": [["age", "13"]]}, "13_17"),
        ({"mentions": [["age", "17"]]}, "13_17"),
        ({"mentions": [["age", "18"]]}, "18_plus"),
        ({"situations": [["E01", 0.9]]}, "under_13"),
        ({"situations": [["E06", 0.9]]}, "18_plus"),
        ({"tap": "tell_age.grown"}, None),
        ({"tap": "affirm"}, None),
        ({}, None),
    ],
)
def test_the_age_band_is_what_was_said_or_tapped(more: dict[str, Any], band: str | None) -> None:
    assert facts_from(message(**more), {})["age_band"] == band


def test_an_age_that_was_told_is_not_overwritten_by_a_guess() -> None:
    told = facts_from(message(mentions=[["age", "14"]]), {})
    assert facts_from(message(situations=[["E01", 0.6]]), told)["age_band"] == "13_17"


@pytest.mark.parametrize(
    ("more", "country"),
    [
        ({"tap": "tell_country.IE"}, "IE"),
        ({"tap": "tell_country.ZZ"}, "ZZ"),
        ({"mentions": [["country", "US"]]}, "US"),
        ({}, "GB"),
    ],
)
def test_the_latest_country_counts(more: dict[str, Any], country: str) -> None:
    told = facts_from(message(mentions=[["country", "GB"]]), {})
    assert facts_from(message(**more), told)["country"] == country


def test_a_tapped_country_is_not_overwritten_by_a_word() -> None:
    told = facts_from(message(tap="tell_country.IE"), {})
    assert facts_from(message(mentions=[["country", "US"]]), told)["country"] == "IE"


def test_the_picture_is_kept_from_message_to_message() -> None:
    first = facts_from(message(situations=[["A01", 1.0]], mentions=[["platform", "snapchat"]]), {})
    then = facts_from(message(situations=[["B01", 0.8]], mentions=[["amount", "50 GBP"]]), first)
    assert then["picture"]["facts"] == [
        ["platform", "snapchat", "said"],
        ["threat", "share_with_contacts", "said"],
        ["amount", "50 GBP", "said"],
        ["demand", "money", "inferred"],
    ]


def test_every_slot_can_be_stored() -> None:
    facts = facts_from(message(situations=[["D02", 0.9]], mentions=[["age", "14"]], tap="tell_country.IE"), {})
    assert json.loads(json.dumps(facts)) == facts


def test_the_question_that_is_open_is_the_last_one_of_the_bots_last_turn() -> None:
    asking = message(last_keys=["utter_not_okay", "utter_ask_suicide_thoughts", "utter_no_one_yet"])
    facts = facts_from(asking, {})
    assert (facts["asked"], facts["safety_asked"]) == ("suicide_thoughts", True)
    after = facts_from(message(last_keys=["utter_privacy"]), facts)
    assert (after["asked"], after["safety_asked"]) == (None, True)


def test_asking_for_an_age_is_no_safety_check() -> None:
    assert facts_from(message(last_keys=["utter_ask_age"]), {})["safety_asked"] is False


def test_the_steps_of_the_last_turn_are_given_and_the_newest_stands_last() -> None:
    facts = facts_from(
        message(last_keys=["utter_step_praise", "utter_step_keep_and_block"]),
        {"steps_given": ["keep_and_block", "stop_replying"]},
    )
    assert facts["steps_given"] == ["stop_replying", "keep_and_block"]


def test_a_reply_that_says_a_step_has_given_it() -> None:
    assert facts_from(message(last_keys=["utter_money_demand"]), {})["steps_given"] == ["do_not_pay"]


def test_crisis_replies_and_reassurance_are_read_back_from_the_last_turn() -> None:
    facts = facts_from(
        message(last_keys=["utter_stay_close", "utter_threat_may_be_hollow"]),
        {"crisis_said": ["utter_stay_close", "utter_ask_safe_now"]},
    )
    assert facts["crisis_said"] == ["utter_ask_safe_now", "utter_stay_close"]
    assert facts["reassured"] is True


@pytest.mark.parametrize(
    ("intent", "asked", "seen", "count"),
    [
        ("say_something_unclear", [], [], 3.0),
        ("nlu_fallback", [], ["A01"], 3.0),
        ("affirm", [], [], 3.0),
        ("affirm", ["utter_ask_coping"], [], 0.0),
        ("affirm", [], ["A01"], 0.0),
        ("report_money_demand", [], [], 0.0),
    ],
)
def test_unclear_messages_are_counted_until_one_is_understood(
    intent: str, asked: list[str], seen: list[str], count: float
) -> None:
    facts = facts_from(message(intent=intent, last_keys=asked), {"unclear_count": 2.0, "situations_seen": seen})
    assert facts["unclear_count"] == count


@pytest.mark.parametrize(
    ("more", "answer"),
    [
        ({"intent": "affirm", "last_keys": ["utter_ask_suicide_thoughts"]}, "thoughts"),
        ({"intent": "deny", "last_keys": ["utter_ask_suicide_thoughts"]}, "no"),
        ({"intent": "deny", "last_keys": ["utter_ask_suicide_today"]}, "thoughts"),
        ({"intent": "affirm", "last_keys": ["utter_ask_suicide_today"]}, "today"),
        ({"situations": [["H02", 0.9]], "tier": "T1", "concern": "suicide"}, "thoughts"),
        ({"situations": [["H04", 0.9]], "tier": "T0", "concern": "suicide"}, "today"),
        ({"intent": "affirm", "last_keys": ["utter_ask_coping"]}, None),
    ],
)
def test_what_was_answered_about_suicide_is_kept(more: dict[str, Any], answer: str | None) -> None:
    facts = facts_from(message(**more), {})
    assert facts["suicide_answer"] == answer
    assert facts_from(message(), facts)["suicide_answer"] == answer


@given(st.dictionaries(st.sampled_from(["tap", "intent", "mentions", "situations", "last_keys", "tier", "concern"]), st.none()))
def test_missing_pieces_are_no_error(metadata: dict[str, Any]) -> None:
    assert facts_from(metadata, {})["situations_seen"] == []


def test_what_was_said_to_be_wrong_leaves_every_slot_once() -> None:
    first = facts_from(message(mentions=[["country", "GB"], ["age", "15"]], situations=[["C02", 1.0], ["D01", 0.9]]), {})
    assert (first["country"], first["age_band"], first["offender_known"]) == ("GB", "13_17", False)
    wrong: list[list[Any]] = [["country", "GB"], ["age", "15"], ["paid", True], ["offender", "stranger"]]
    then = facts_from(message(corrections=wrong), first)
    assert (then["country"], then["age_band"], then["offender_known"], then["situations_seen"]) == (None, None, None, [])
    assert then["picture"]["facts"] == []
    again = facts_from(message(mentions=[["country", "GB"]], situations=[["C02", 0.9]], corrections=wrong), then)
    assert again["country"] == "GB", "they said it again, after the correction"
    assert again["picture"]["facts"] == [["country", "GB", "said"]], "a guess brings nothing back"
    assert facts_from(message(corrections=wrong), again)["country"] == "GB", "a correction is made once"


def test_what_an_older_conversation_remembers_can_be_wrong_too() -> None:
    older = {"country": "GB", "picture": [["age_band", "13_17", "tapped"]], "age_band": "13_17"}
    facts = facts_from(message(corrections=[["country", "GB"]]), older)
    assert (facts["country"], facts["age_band"]) == (None, "13_17")


@pytest.mark.parametrize("more", [{"situations": [["E04", 0.7]]}, {"simple_words": True}])
def test_a_wish_for_simple_words_stays(more: dict[str, Any]) -> None:
    facts = facts_from(message(**more), {})
    assert facts["simple_words"] is True
    assert facts_from(message(), facts)["simple_words"] is True


def test_without_such_a_wish_words_stay_as_they_are() -> None:
    assert facts_from(message(), {})["simple_words"] is False

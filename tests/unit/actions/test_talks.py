"""Whole talks through the real rules, actions and crisis decision."""

from __future__ import annotations

import pytest

from tests.unit.actions.talk import Talk


def test_a_threat_is_believed_then_asked_about_then_met_step_by_step() -> None:
    talk = Talk()
    assert talk.say("greet", "L01", tier="T4") == ["utter_greet"]
    assert talk.say("report_threat_to_share", "A01") == ["utter_threat_to_share", "utter_ask_coping"]
    assert talk.say("feel_okay", tier="T4") == ["utter_glad_okay", "utter_step_stop_replying"]
    assert talk.tap("ask_how") == ["utter_how_stop_replying"]
    assert talk.tap("report_step_done") == ["utter_step_praise", "utter_step_keep_and_block"]
    assert talk.tap("ask_what_next") == ["utter_step_safe_word"]
    assert talk.tap("ask_what_next") == ["utter_step_hide_friends"]
    assert talk.say("affirm", tier="T4") == ["utter_ask_age"]
    assert talk.tap("tell_age.13_17") == ["utter_noted", "utter_ask_country"]
    assert talk.tap("tell_country.GB") == ["utter_noted", "utter_step_report_remove"]
    assert talk.tap("ask_how") == ["utter_report_remove_limits", "utter_how_hash"]
    assert talk.say("thank", "L05", tier="T4") == ["utter_thank"]


def test_a_deadline_with_money_is_slowed_down_first() -> None:
    talk = Talk()
    assert talk.say("report_deadline", "A05", "B01") == ["utter_deadline"]
    assert talk.say("deny", tier="T4") == ["utter_nobody_near", "utter_ask_coping"]
    assert talk.say("feel_okay", tier="T4") == ["utter_threat_may_be_hollow", "utter_step_stop_replying"]
    assert talk.say("report_deadline", "A05") == ["utter_deadline_again", "utter_step_do_not_pay"]


def test_money_that_was_spoken_of_is_not_advised_about_twice() -> None:
    talk = Talk()
    assert talk.say("report_money_demand", "B01") == ["utter_money_demand", "utter_ask_coping"]
    said = [key for _ in range(8) for key in talk.tap("ask_what_next")]
    assert "utter_step_keep_and_block" in said
    assert "utter_step_do_not_pay" not in said


def test_somebody_who_is_not_okay_is_asked_in_order_and_kept_company() -> None:
    talk = Talk()
    talk.say("report_threat_to_share", "A01")
    assert talk.say("feel_not_okay") == ["utter_not_okay", "utter_ask_suicide_thoughts"]
    assert talk.say("affirm", "H02", tier="T1", concern="suicide") == ["utter_person_called", "utter_ask_suicide_today"]
    assert talk.say("deny", tier="T1", concern="suicide") == ["utter_suicide_not_today"]
    assert talk.say("affirm", tier="T4") == ["utter_stay_close"]
    assert talk.say("nlu_fallback", tier="T4") == ["utter_person_already_asked"]
    assert talk.say("ask_if_i_should_pay", "G02") == ["utter_should_i_pay", "utter_step_stop_replying"]
    assert talk.say("say_goodbye", "L04", tier="T4") == ["utter_goodbye_check"]
    assert talk.say("affirm", tier="T4") == ["utter_goodbye"]


def test_an_attempt_gets_the_number_first_and_no_step() -> None:
    talk = Talk()
    assert talk.say("report_attempt", "H04", tier="T0", concern="suicide") == ["utter_emergency_life"]
    assert talk.tap("with_someone") == ["utter_with_someone"]
    assert talk.say("deny", tier="T4") == ["utter_stay_close"]


def test_a_no_to_the_suicide_question_is_accepted_and_the_talk_goes_on() -> None:
    talk = Talk()
    assert talk.say("report_already_shared", "C01") == ["utter_already_shared"]
    assert talk.say("deny", "H07") == ["utter_denial_accepted", "utter_step_stop_replying"]


def test_a_meeting_is_answered_with_its_own_reply_and_the_truth_about_the_wait() -> None:
    talk = Talk(counsellors_here=0)
    assert talk.say("report_meeting_demand", "B04", tier="T1", concern="danger") == [
        "utter_meeting_demand",
        "utter_person_none_here",
    ]
    assert talk.say("report_meeting_demand", "B04", tier="T1", concern="danger") == ["utter_ask_safe_now"]
    assert talk.say("deny", "I01", tier="T0", concern="danger") == ["utter_with_abuser_now"]


def test_a_child_gets_one_short_reply_and_then_what_they_ask() -> None:
    talk = Talk(age=10)
    assert talk.say("tell_under_thirteen", "E01", tier="T1", concern="child") == ["utter_under_thirteen_hello"]
    assert talk.say("report_money_demand", "B01", tier="T1", concern="child") == ["utter_money_demand", "utter_ask_coping"]


def test_an_ex_is_never_met_with_the_hopeful_line() -> None:
    talk = Talk()
    talk.say("report_ex_partner", "D02", tap="report_ex_partner")
    assert talk.say("report_threat_to_share", "A01")[0] == "utter_will_they_share_known"
    assert talk.say("ask_if_they_will_share", "G01")[0] == "utter_will_they_share_known"


def test_who_may_be_hurt_at_home_is_never_sent_to_a_parent() -> None:
    talk = Talk()
    assert talk.say("express_fear_of_parents", "F03") == ["utter_fear_of_parents"]
    assert talk.say("say_parents_might_hurt", "I04", tier="T1", concern="danger") == [
        "utter_person_called",
        "utter_parents_might_hurt",
    ]
    assert talk.say("affirm", tier="T4") == ["utter_safe_for_now"]
    said = [key for _ in range(10) for key in talk.tap("ask_what_next")]
    assert "utter_step_tell_other_adult" in said
    assert "utter_step_tell_adult" not in said


def test_a_person_is_asked_for_once_and_the_wait_is_told_again() -> None:
    talk = Talk()
    first = talk.say("ask_for_person", "L03", owner="waiting", person_just_called=True, queue_place=1)
    second = talk.say("ask_for_person", "L03", owner="waiting", person_just_called=False, queue_place=1)
    assert (first, second) == (["utter_person_asked"], ["utter_person_already_asked"])


def test_what_is_not_understood_three_times_is_handed_to_a_person() -> None:
    talk = Talk()
    said = [talk.say("nlu_fallback", tier="T4") for _ in range(5)]
    assert said == [
        ["utter_unclear_first"],
        ["utter_unclear_second"],
        ["utter_unclear_third"],
        ["utter_helplines"],
        ["utter_unclear_third"],
    ]


@pytest.mark.parametrize("start", ["A01", "A04", "A05", "B01", "B02", "C02", "C03", "D02"])
def test_a_safety_check_comes_by_the_third_blackmail_turn(start: str) -> None:
    intents = {
        "A01": "report_threat_to_share",
        "A04": "report_chat_threat",
        "A05": "report_deadline",
        "B01": "report_money_demand",
        "B02": "report_image_demand",
        "C02": "report_already_paid",
        "C03": "report_sent_more",
        "D02": "report_ex_partner",
    }
    talk = Talk()
    said = [key for _ in range(3) for key in talk.say(intents[start], start)]
    assert "utter_ask_coping" in said

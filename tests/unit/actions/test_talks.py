"""Whole talks through the real rules, actions and crisis decision."""

from __future__ import annotations

from itertools import pairwise

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
        ["utter_grounding"],
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


def test_who_says_no_and_no_again_is_not_asked_the_same_for_ever() -> None:
    talk = Talk()
    said = [talk.say("deny", tier="T4") for _ in range(9)]
    assert said[:5] == [
        ["utter_unclear_first"],
        ["utter_unclear_second"],
        ["utter_not_okay", "utter_ask_suicide_thoughts"],
        ["utter_denial_accepted", "utter_invite"],
        ["utter_no_rush"],
    ]
    assert all(one != other for one, other in pairwise(said))


def test_somebody_who_shared_a_picture_never_hears_that_they_are_blackmailed() -> None:
    talk = Talk()
    assert talk.say("tell_situation", "K03", tier="T3") == ["utter_shared_someones_picture"]
    assert talk.say("ask_what_happens_after_report", "G07", "F04", tier="T3") == ["utter_harm_police"]
    assert talk.say("tell_situation", "F04", tier="T3") == ["utter_harm_repair"]
    assert talk.tap("ask_what_next") == ["utter_harm_tell_adult"]
    assert talk.tap("report_step_done") == ["utter_step_praise", "utter_harm_sorry"]
    assert talk.tap("ask_what_next") == ["utter_helplines"]
    assert talk.tap("ask_what_next") == ["utter_harm_sorry"]


def test_who_was_made_to_share_it_hears_that_it_is_blackmail() -> None:
    talk = Talk()
    talk.say("tell_situation", "K03", tier="T3")
    assert talk.say("report_money_demand", "B01") == ["utter_money_demand", "utter_ask_coping"]


def test_an_adult_who_does_it_gets_the_line_for_them_and_no_other_advice() -> None:
    talk = Talk()
    assert talk.say("tell_situation", "K04", tier="T3") == ["utter_adult_offender"]
    assert talk.say("tell_situation", "F04", tier="T3") == ["utter_offender_police"]
    assert talk.say("nlu_fallback", tier="T4") == ["utter_offender_next"]
    assert talk.tap("ask_for_helplines") == ["utter_offender_helplines"]


def test_a_parent_is_answered_as_a_parent() -> None:
    talk = Talk()
    assert talk.say("report_threat_to_share", "A01", "J03") == ["utter_parent_asking"]
    assert talk.say("ask_if_i_should_pay", "G02") == ["utter_parent_pay"]
    assert talk.say("tell_situation", "J03", tier="T3") == ["utter_parent_phone"]
    assert talk.say("tell_situation", "J02", tier="T1", concern="suicide") == ["utter_child_suicidal"]
    assert talk.say("tell_situation", "I02", tier="T1", concern="danger") == ["utter_child_danger"]
    assert talk.say("express_suicidal_thoughts", "H02", tier="T1", concern="suicide") == ["utter_ask_suicide_today"]


def test_a_professional_is_not_asked_whether_they_are_safe() -> None:
    talk = Talk()
    told = talk.say("report_threat_to_share", "A01", "J04", tier="T1", concern="danger", ask=True)
    assert told == ["utter_person_called", "utter_professional_asking"]
    assert talk.say("ask_how_to_tell", "J03", "G10", tier="T3") == ["utter_professional_parents"]
    assert talk.slots["age_band"] is None
    assert talk.say("tell_age", tier="T3", mentions=[["age", "14"]]) == ["utter_professional_talk"]
    assert talk.slots["age_band"] is None


def test_who_has_told_of_a_threat_to_themselves_is_not_taken_for_a_parent_on_a_guess() -> None:
    talk = Talk()
    talk.say("report_threat_to_share", "A01")
    talk.say("tell_situation", "J03", tier="T3")
    assert talk.slots["standpoint"] is None


def test_whatever_is_said_while_somebody_reads_along_is_answered_neutrally() -> None:
    talk = Talk()
    talk.say("report_money_demand", "B01")
    assert talk.say("tell_situation", "L10") == ["utter_act_normal"]
    assert talk.tap("affirm") == ["utter_still_normal"]
    assert talk.say("make_small_talk", tier="T4") == ["utter_act_normal"]
    assert talk.say("ask_for_person", "L03") == ["utter_still_normal"]
    assert talk.say("nlu_fallback", tier="T4") == ["utter_act_normal"]
    assert talk.say("tell_situation", "L10") == ["utter_still_normal"]
    assert talk.say("nlu_fallback", tier="T4", mentions=[["watched", "over"]]) == ["utter_free_again"]
    assert talk.tap("ask_what_next") == ["utter_step_stop_replying"]


@pytest.mark.parametrize(
    ("intent", "situations", "reply"),
    [("greet", ("L01",), ["utter_free_again"]), ("report_image_demand", ("B02",), ["utter_image_demand", "utter_ask_coping"])],
)
def test_hello_or_what_nobody_tells_with_somebody_behind_them_ends_it(
    intent: str, situations: tuple[str, ...], reply: list[str]
) -> None:
    talk = Talk()
    talk.say("tell_situation", "L10")
    assert talk.say(intent, *situations) == reply


def test_danger_while_somebody_reads_along_is_still_danger() -> None:
    talk = Talk()
    talk.say("tell_situation", "L10")
    assert talk.say("deny", "I01", tier="T0", concern="danger") == ["utter_with_abuser_now"]
    assert talk.say("ask_what_next", tier="T4") != ["utter_still_normal"]


def test_who_comes_back_is_not_asked_again_what_it_is_about() -> None:
    talk = Talk()
    talk.say("report_threat_to_share", "A01")
    talk.say("say_goodbye", "L04", tier="T4")
    assert talk.say("greet", "L01", tier="T4") == ["utter_free_again"]


def test_a_question_is_answered_where_danger_is_only_guessed_at() -> None:
    talk = Talk()
    talk.say("report_threat_to_share", "A01")
    reply = talk.say("ask_if_they_will_share", "G01", "A01", tier="T1", concern="danger", ask=True)
    assert reply[0] == "utter_will_they_share"


def test_a_parent_in_danger_now_gets_the_number_without_what_only_fits_a_child() -> None:
    talk = Talk()
    talk.say("tell_situation", "J03", tier="T3")
    assert talk.say("nlu_fallback", "I01", tier="T0", concern="danger") == ["utter_emergency_danger"]


def test_who_asks_for_a_friend_is_not_answered_as_a_parent() -> None:
    talk = Talk()
    talk.say("tell_situation", "J01", tier="T3")
    assert talk.say("tell_situation", "J03", tier="T3") == ["utter_friend_tell"]
    assert talk.say("tell_situation", "J02", tier="T1", concern="others")[-1] == "utter_friend_suicidal"

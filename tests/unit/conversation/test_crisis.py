"""Which reply a message about life or danger gets."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.crisis import CrisisFacts, crisis_facts_from, crisis_reply, crisis_turn
from bot.conversation.crisis_replies import CRISIS_REPLIES, HELPLINES, PERSON_ALREADY_ASKED
from bot.conversation.owner import Owner
from bot.safety.tiers import Concern, Tier

CALM = CrisisFacts(conversation_tier=Tier.T1, owner=Owner.WAITING, situations_seen=frozenset({"I02"}))
THINKING = replace(CALM, tier=Tier.T1, concern=Concern.SUICIDE, situations=frozenset({"H01"}), intent="express_passive_ideation")
ACTIVE = replace(THINKING, situations=frozenset({"H02"}), intent="express_suicidal_thoughts")


def answer(asked: str, intent: str, tier: Tier = Tier.T4, concern: Concern | None = None, **more: object) -> str | None:
    facts = replace(CALM, asked=asked, intent=intent, tier=tier, concern=concern)
    return crisis_reply(replace(facts, **more))  # type: ignore[arg-type]


def test_not_wanting_to_be_here_is_asked_about_directly() -> None:
    assert crisis_reply(THINKING) == "utter_ask_suicide_thoughts"


def test_who_has_said_it_is_asked_about_today() -> None:
    assert crisis_reply(ACTIVE) == "utter_ask_suicide_today"


def test_the_three_questions_come_in_order_and_no_other() -> None:
    said: tuple[str, ...] = ()
    for _ in range(3):
        reply = crisis_reply(replace(THINKING, said=said, just_said=frozenset(said[-1:])))
        assert reply is not None
        said = (*said, reply)
    assert said == ("utter_ask_suicide_thoughts", "utter_ask_suicide_today", "utter_ask_hurt_or_alone")


@pytest.mark.parametrize(
    ("asked", "intent", "reply"),
    [
        ("suicide_thoughts", "affirm", "utter_ask_suicide_today"),
        ("suicide_thoughts", "say_something_unclear", "utter_ask_suicide_today"),
        ("suicide_thoughts", "feel_not_okay", "utter_ask_suicide_today"),
        ("suicide_thoughts", "feel_okay", "utter_denial_accepted"),
        ("suicide_thoughts", "deny", "utter_denial_accepted"),
        ("suicide_thoughts", "deny_suicidal", "utter_denial_accepted"),
        ("suicide_today", "affirm", "utter_emergency_life"),
        ("suicide_today", "say_something_unclear", "utter_emergency_life"),
        ("suicide_today", "deny", "utter_suicide_not_today"),
        ("hurt_or_alone", "affirm", "utter_stay_close"),
        ("hurt_or_alone", "deny", "utter_stay_close"),
        ("safe_now", "affirm", "utter_safe_for_now"),
        ("safe_now", "feel_okay", "utter_safe_for_now"),
        ("safe_now", "feel_not_okay", "utter_emergency_danger"),
        ("safe_now", "deny", "utter_emergency_danger"),
        ("safe_now", "say_something_unclear", "utter_emergency_danger"),
        ("safe_tonight", "affirm", "utter_goodbye"),
        ("safe_tonight", "deny", "utter_ask_safe_now"),
        ("medical_help", "affirm", "utter_emergency_life"),
        ("medical_help", "deny", "utter_ask_suicide_thoughts"),
    ],
)
def test_an_answer_to_a_fixed_question_has_one_reply(asked: str, intent: str, reply: str) -> None:
    assert answer(asked, intent) == reply


@pytest.mark.parametrize(
    ("asked", "intent", "tier", "concern", "reply"),
    [
        ("suicide_thoughts", "affirm", Tier.T1, Concern.SUICIDE, "utter_ask_suicide_today"),
        ("suicide_thoughts", "nlu_fallback", Tier.T1, Concern.SUICIDE, "utter_ask_suicide_today"),
        ("suicide_today", "affirm", Tier.T0, Concern.SUICIDE, "utter_emergency_life"),
        ("suicide_today", "deny", Tier.T1, Concern.SUICIDE, "utter_suicide_not_today"),
        ("safe_now", "deny", Tier.T0, Concern.DANGER, "utter_emergency_danger"),
        ("medical_help", "affirm", Tier.T0, Concern.SELF_HARM, "utter_emergency_life"),
    ],
)
def test_the_screens_verdict_on_an_answer_leads_to_the_same_reply(
    asked: str, intent: str, tier: Tier, concern: Concern, reply: str
) -> None:
    assert answer(asked, intent, tier, concern, situations=frozenset({"H02"})) == reply


def test_somebody_at_risk_who_does_not_feel_safe_tonight_is_asked_about_today() -> None:
    assert answer("safe_tonight", "deny", situations_seen=frozenset({"H02"})) == "utter_ask_suicide_today"


def test_suicidal_words_in_answer_to_the_danger_question_are_asked_about() -> None:
    assert answer("safe_now", "feel_not_okay", Tier.T1, Concern.SUICIDE) == "utter_ask_suicide_thoughts"


def test_a_no_that_takes_itself_back_is_not_accepted() -> None:
    assert (
        answer("suicide_thoughts", "deny", Tier.T1, Concern.SUICIDE, said=("utter_ask_suicide_thoughts",))
        == "utter_ask_suicide_today"
    )


def test_a_no_before_any_crisis_goes_on_with_the_next_step() -> None:
    assert crisis_reply(CrisisFacts(asked="suicide_thoughts", intent="deny", conversation_tier=Tier.T2)) is None


@pytest.mark.parametrize(
    ("intent", "situation", "concern", "right_now"),
    [
        ("report_violence_threat", "A07", Concern.DANGER, "utter_emergency_danger"),
        ("report_image_demand", "B02", Concern.ABUSE, "utter_emergency_danger"),
        ("report_camera_demand", "B03", Concern.ABUSE, "utter_camera_now"),
        ("report_meeting_demand", "B04", Concern.DANGER, "utter_meeting_now"),
        ("tell_under_thirteen", "E01", Concern.CHILD, "utter_emergency_danger"),
    ],
)
def test_a_situation_with_its_own_reply_keeps_it(intent: str, situation: str, concern: Concern, right_now: str) -> None:
    facts = replace(CALM, tier=Tier.T1, concern=concern, situations=frozenset({situation, "A01"}), intent=intent)
    assert crisis_reply(facts) is None
    assert crisis_reply(replace(facts, concern=Concern.SUICIDE)) == "utter_ask_suicide_thoughts"
    assert crisis_reply(replace(facts, tier=Tier.T0)) == right_now


def test_where_a_person_is_called_on_a_guess_what_was_told_is_answered() -> None:
    facts = replace(CALM, tier=Tier.T1, concern=None, situations=frozenset({"A02"}), intent="tell_situation")
    assert crisis_reply(facts) is None


def test_that_a_person_was_called_is_said_once_before_the_first_direct_question() -> None:
    facts = replace(CALM, tier=Tier.T1, concern=Concern.SUICIDE, situations=frozenset({"H01"}), person_just_called=True)
    assert crisis_turn(facts) == ("utter_person_called", "utter_ask_suicide_thoughts")
    assert crisis_turn(replace(facts, person_just_called=False)) == ("utter_ask_suicide_thoughts",)
    assert crisis_turn(replace(facts, tier=Tier.T0)) == ("utter_emergency_life",)
    assert crisis_turn(CALM) == ()


@pytest.mark.parametrize(
    ("concern", "situation", "reply"),
    [
        (Concern.SELF_HARM, "H06", "utter_self_harm"),
        (Concern.DANGER, "I02", "utter_ask_safe_now"),
        (Concern.DANGER, "I04", "utter_parents_might_hurt"),
        (Concern.ABUSE, "D05", "utter_abuse_believed"),
        (Concern.OTHERS, "B05", "utter_others_at_risk"),
        (Concern.CHILD, "B01", "utter_under_thirteen"),
        (Concern.CHILD, "E01", "utter_under_thirteen_hello"),
    ],
)
def test_every_concern_gets_one_direct_reply(concern: Concern, situation: str, reply: str) -> None:
    facts = replace(CALM, tier=Tier.T1, concern=concern, situations=frozenset({situation}), intent="report_threat_to_share")
    assert crisis_reply(facts) == reply


@pytest.mark.parametrize("concern", [Concern.CHILD, Concern.ABUSE, Concern.OTHERS, Concern.DANGER])
def test_a_fact_that_raises_every_message_is_answered_once_and_then_the_message_itself(concern: Concern) -> None:
    facts = replace(CALM, tier=Tier.T1, concern=concern, situations=frozenset({"B01"}), intent="report_money_demand")
    first = crisis_reply(facts)
    assert first is not None
    assert crisis_reply(replace(facts, said=(first,), just_said=frozenset({first}))) is None


@pytest.mark.parametrize("concern", [Concern.SUICIDE, Concern.SELF_HARM, Concern.DANGER, Concern.CHILD, None])
def test_danger_now_shows_the_number_at_least_every_second_time(concern: Concern | None) -> None:
    facts = replace(CALM, tier=Tier.T0, concern=concern)
    said: list[str] = []
    for _ in range(6):
        said.append(str(crisis_reply(replace(facts, said=tuple(said), just_said=frozenset(said[-1:])))))
    number = "utter_emergency_life" if concern in {Concern.SUICIDE, Concern.SELF_HARM} else "utter_emergency_danger"
    assert said[::2] == [number] * 3
    assert number not in said[1::2]


@pytest.mark.parametrize("intent", ["affirm", "deny", "say_something_unclear", "nlu_fallback", "thank", "greet"])
def test_after_a_crisis_the_bot_stays_close_and_varies(intent: str) -> None:
    facts = replace(CALM, intent=intent)
    assert crisis_reply(facts) == "utter_stay_close"
    assert crisis_reply(replace(facts, just_said=frozenset({"utter_stay_close"}))) == PERSON_ALREADY_ASKED
    assert crisis_reply(replace(facts, just_said=frozenset({"utter_stay_close"}), owner=Owner.BOT)) == HELPLINES


def test_who_did_something_by_themselves_in_danger_is_not_sent_on_to_the_next_step() -> None:
    told = replace(CALM, intent="report_step_done", conversation_tier=Tier.T0)  # "ok i told my mum"
    assert crisis_reply(told) == "utter_stay_close"
    assert crisis_reply(replace(told, just_said=frozenset({"utter_step_stop_replying"}))) is None
    assert crisis_reply(replace(told, conversation_tier=Tier.T1)) is None


@pytest.mark.parametrize("intent", ["affirm", "nlu_fallback", "thank"])
def test_a_child_who_only_told_their_age_is_not_given_an_emergency_number(intent: str) -> None:
    assert crisis_reply(replace(CALM, intent=intent, situations_seen=frozenset({"E01"}))) is None


@pytest.mark.parametrize("intent", ["ask_if_i_should_pay", "ask_about_privacy", "ask_what_next", "ask_for_person", "tell_age"])
def test_after_a_crisis_a_real_question_gets_its_own_answer(intent: str) -> None:
    assert crisis_reply(replace(CALM, intent=intent)) is None


@pytest.mark.parametrize("asked", ["coping", "age", "someone_near", "cross_or_hurt"])
def test_after_a_crisis_the_answer_to_an_ordinary_question_is_still_heard(asked: str) -> None:
    assert crisis_reply(replace(CALM, asked=asked, intent="affirm")) is None


@pytest.mark.parametrize(
    ("concern", "situations", "reply"),
    [
        (None, {"A01"}, "utter_ask_suicide_thoughts"),
        (Concern.DANGER, {"F03"}, "utter_ask_safe_now"),
        (None, {"H09"}, "utter_idiom_check"),
        (Concern.SUICIDE, {"H07"}, "utter_denial_check"),
    ],
)
def test_what_the_screen_is_not_sure_of_is_asked_once(concern: Concern | None, situations: set[str], reply: str) -> None:
    facts = CrisisFacts(tier=Tier.T2, ask=True, concern=concern, situations=frozenset(situations), intent="out_of_scope")
    assert crisis_reply(facts) == reply
    assert crisis_reply(replace(facts, said=(reply,))) is None


def test_a_likely_joke_that_may_be_meant_earns_one_light_question_and_no_other() -> None:
    facts = CrisisFacts(tier=Tier.T2, ask=True, concern=Concern.SUICIDE, situations=frozenset({"H02"}), intent="use_death_idiom")
    assert crisis_reply(facts) == "utter_idiom_check"
    assert crisis_reply(replace(facts, said=("utter_idiom_check",))) is None
    assert crisis_reply(replace(facts, ask=False)) is None


def test_ordinary_messages_are_none_of_its_business() -> None:
    assert crisis_reply(CrisisFacts(tier=Tier.T2, intent="report_money_demand", conversation_tier=Tier.T2)) is None


FACTS = st.builds(
    CrisisFacts,
    tier=st.sampled_from(Tier),
    concern=st.sampled_from([None, *Concern]),
    ask=st.booleans(),
    situations=st.frozensets(st.sampled_from(["A01", "A07", "B03", "B04", "E01", "H01", "H02", "H04", "H06", "I04"])),
    intent=st.sampled_from(["affirm", "deny", "greet", "nlu_fallback", "report_camera_demand", "express_suicidal_thoughts"]),
    asked=st.sampled_from(
        [None, "coping", "suicide_thoughts", "suicide_today", "hurt_or_alone", "safe_now", "safe_tonight", "medical_help"]
    ),
    said=st.lists(st.sampled_from(sorted(CRISIS_REPLIES)), unique=True).map(tuple),
    suicide_answer=st.sampled_from([None, "no", "thoughts", "today"]),
    conversation_tier=st.sampled_from(Tier),
    owner=st.sampled_from([Owner.BOT, Owner.WAITING]),
)


@given(FACTS)
def test_danger_now_is_never_left_to_the_rules(facts: CrisisFacts) -> None:
    assert crisis_reply(replace(facts, tier=Tier.T0)) in CRISIS_REPLIES


@given(FACTS)
def test_suicidal_words_always_get_a_crisis_reply(facts: CrisisFacts) -> None:
    assert crisis_reply(replace(facts, tier=Tier.T1, concern=Concern.SUICIDE)) is not None


def test_the_facts_come_from_the_message_and_the_slots() -> None:
    metadata = {
        "tier": "T1",
        "concern": "suicide",
        "ask": True,
        "intent": "affirm",
        "situations": [["H02", 0.9]],
        "conversation_tier": "T1",
        "owner": "waiting",
        "last_keys": ["utter_ask_suicide_thoughts"],
    }
    slots = {
        "asked": "suicide_thoughts",
        "crisis_said": ["utter_ask_suicide_thoughts"],
        "suicide_answer": "thoughts",
        "situations_seen": ["H02"],
    }
    assert crisis_facts_from(metadata, slots) == CrisisFacts(
        tier=Tier.T1,
        concern=Concern.SUICIDE,
        ask=True,
        situations=frozenset({"H02"}),
        situations_seen=frozenset({"H02"}),
        intent="affirm",
        asked="suicide_thoughts",
        said=("utter_ask_suicide_thoughts",),
        just_said=frozenset({"utter_ask_suicide_thoughts"}),
        suicide_answer="thoughts",
        conversation_tier=Tier.T1,
        owner=Owner.WAITING,
    )


def test_a_tap_is_its_own_intent() -> None:
    assert crisis_facts_from({"tap": "tell_age.13_17", "intent": "deny"}, {}).intent == "tell_age"


@pytest.mark.parametrize("intent", ["express_passive_ideation", "express_suicidal_thoughts", "report_attempt"])
def test_suicidal_words_that_the_screen_did_not_rate_are_still_asked_about(intent: str) -> None:
    assert crisis_reply(CrisisFacts(tier=Tier.T2, intent=intent)) == "utter_ask_suicide_thoughts"


def test_nothing_known_is_no_crisis() -> None:
    assert crisis_reply(crisis_facts_from({}, {})) is None

"""Which step comes next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.case import CaseFacts
from bot.conversation.steps import Step, how_replies, next_step, reply_for

SITUATIONS = st.sampled_from(
    [
        "A01",
        "A02",
        "A03",
        "A04",
        "A05",
        "A07",
        "B01",
        "B02",
        "C01",
        "C02",
        "C03",
        "D02",
        "D04",
        "E01",
        "E03",
        "F01",
        "F03",
        "G01",
        "G02",
        "G08",
        "H01",
        "I04",
        "L09",
    ]
)
CASES = st.builds(
    CaseFacts,
    situations=st.frozensets(SITUATIONS),
    age_band=st.sampled_from([None, "under_13", "13_17", "18_plus"]),
    country=st.sampled_from([None, "GB", "IE", "US", "ZZ"]),
    safety_asked=st.booleans(),
)


def walk(situations: set[str], **known: object) -> list[Step]:
    """All steps, each given as soon as it is offered."""
    given_steps: list[Step] = []
    while not given_steps or given_steps[-1] not in {Step.PERSON, Step.INVITE}:
        facts = CaseFacts(situations=frozenset(situations), steps_given=tuple(given_steps), **known)  # type: ignore[arg-type]
        given_steps.append(next_step(facts))
    return given_steps


def test_the_first_steps_come_in_the_order_of_the_guidance() -> None:
    assert walk({"A01"}, age_band="13_17", country="GB") == [
        Step.ASK_COPING,
        Step.STOP_REPLYING,
        Step.KEEP_AND_BLOCK,
        Step.SAFE_WORD,
        Step.HIDE_FRIENDS,
        Step.REPORT_REMOVE,
        Step.TELL_ADULT,
        Step.REPORT_POLICE,
        Step.PERSON,
    ]


def test_nothing_is_advised_before_anything_was_told() -> None:
    assert walk({"G08", "L01"}) == [Step.INVITE]


@pytest.mark.parametrize(
    ("age_band", "country", "tool"),
    [
        ("13_17", "GB", Step.REPORT_REMOVE),
        ("under_13", "GB", Step.REPORT_REMOVE),
        ("13_17", "IE", Step.TAKE_IT_DOWN),
        ("under_13", "US", Step.TAKE_IT_DOWN),
        ("18_plus", "GB", Step.STOPNCII),
        ("18_plus", None, Step.STOPNCII),
        (None, "GB", Step.REPORT_REMOVE),
        (None, None, Step.TAKE_IT_DOWN),
    ],
)
def test_the_image_tool_fits_age_and_country(age_band: str | None, country: str | None, tool: Step) -> None:
    tools = {Step.REPORT_REMOVE, Step.TAKE_IT_DOWN, Step.STOPNCII}
    assert [step for step in walk({"A01"}, age_band=age_band, country=country) if step in tools] == [tool]


def test_age_and_country_are_asked_once_each_before_the_tool() -> None:
    steps = walk({"B02"})
    asked = steps.index(Step.ASK_AGE)
    assert steps[asked : asked + 3] == [Step.ASK_AGE, Step.ASK_COUNTRY, Step.TAKE_IT_DOWN]


def test_words_alone_need_no_image_tool_and_no_age() -> None:
    assert not {Step.TAKE_IT_DOWN, Step.REPORT_REMOVE, Step.ASK_AGE} & set(walk({"A04"}))


def test_words_and_a_picture_do_need_the_image_tool() -> None:
    assert Step.TAKE_IT_DOWN in walk({"A04", "C01"})


@pytest.mark.parametrize("situation", ["D04", "E02", "E03", "E05", "I04"])
def test_nobody_is_sent_to_an_adult_at_home_who_may_hurt_them(situation: str) -> None:
    steps = walk({"A01", situation})
    assert Step.TELL_OTHER_ADULT in steps
    assert Step.TELL_ADULT not in steps


def test_a_home_that_turns_out_unsafe_changes_the_advice_already_given() -> None:
    facts = CaseFacts(
        situations=frozenset({"A04", "I04"}),
        safety_asked=True,
        steps_given=("stop_replying", "keep_and_block", "safe_word", "tell_adult"),
    )
    assert next_step(facts) is Step.TELL_OTHER_ADULT


def test_an_adult_is_not_told_to_find_a_grown_up() -> None:
    assert Step.TELL_SOMEONE in walk({"A01"}, age_band="18_plus")


def test_nobody_is_told_to_block_a_partner_who_controls_them() -> None:
    steps = walk({"B07", "D02"})
    assert {Step.STOP_REPLYING, Step.KEEP_AND_BLOCK, Step.HIDE_FRIENDS}.isdisjoint(steps)
    assert Step.TELL_ADULT in steps


def test_a_child_finds_a_grown_up_before_doing_anything_else_alone() -> None:
    steps = walk({"A01"}, age_band="under_13")
    assert steps.index(Step.TELL_ADULT) < steps.index(Step.KEEP_AND_BLOCK)


@pytest.mark.parametrize("situation", ["B01", "C02", "G02", "A05"])
def test_money_comes_before_evidence(situation: str) -> None:
    steps = walk({situation})
    assert steps.index(Step.DO_NOT_PAY) < steps.index(Step.KEEP_AND_BLOCK)


def test_who_has_paid_is_sent_to_the_bank_and_who_has_not_is_not() -> None:
    assert Step.TELL_BANK in walk({"C02"})
    assert Step.TELL_BANK not in walk({"B01"})


@given(CASES)
def test_no_step_is_given_twice_and_the_last_one_is_a_person(facts: CaseFacts) -> None:
    steps = walk(set(facts.situations), age_band=facts.age_band, country=facts.country, safety_asked=facts.safety_asked)
    assert len(steps) == len(set(steps))
    assert steps[-1] in {Step.PERSON, Step.INVITE}


@given(CASES)
def test_somebody_who_was_not_asked_how_they_are_is_asked_first(facts: CaseFacts) -> None:
    if facts.is_blackmail and not facts.safety_asked:
        assert next_step(facts) is Step.ASK_COPING


def test_a_question_and_a_step_have_their_own_kind_of_key() -> None:
    assert (reply_for(Step.ASK_AGE), reply_for(Step.TELL_ADULT)) == ("utter_ask_age", "utter_step_tell_adult")


@pytest.mark.parametrize(
    ("given_steps", "replies"),
    [
        ((), ("utter_how_other",)),
        (("stop_replying",), ("utter_how_stop_replying",)),
        (("stop_replying", "keep_and_block"), ("utter_how_keep_and_block", "utter_how_on_other")),
        (("keep_and_block", "ask_age", "find_someone_near"), ("utter_how_keep_and_block", "utter_how_on_other")),
        (("keep_and_block", "hide_friends"), ("utter_how_other",)),
        (("report_remove",), ("utter_report_remove_limits", "utter_how_hash")),
        (("tell_other_adult",), ("utter_how_tell_adult",)),
    ],
)
def test_how_explains_the_step_given_last(given_steps: tuple[str, ...], replies: tuple[str, ...]) -> None:
    assert how_replies(CaseFacts(steps_given=given_steps)) == replies


@pytest.mark.parametrize(("platform", "reply"), [("snapchat", "utter_how_on_snapchat"), ("messenger", "utter_how_on_facebook")])
def test_how_to_block_is_told_for_the_app_they_named(platform: str, reply: str) -> None:
    assert how_replies(CaseFacts(steps_given=("keep_and_block",), platform=platform))[1] == reply


@pytest.mark.parametrize("given_steps", [(), ("stop_replying",), ("keep_and_block", "hide_friends")])
def test_how_to_block_is_told_whichever_step_came_last_where_they_ask_for_it(given_steps: tuple[str, ...]) -> None:
    facts = CaseFacts(situations=frozenset({"A01"}), steps_given=given_steps, platform="snapchat")
    assert how_replies(facts, {"G03"}) == ("utter_how_keep_and_block", "utter_how_on_snapchat")


@pytest.mark.parametrize("given_steps", [(), ("keep_and_block",)])
def test_nobody_is_shown_how_to_block_a_partner_who_controls_them(given_steps: tuple[str, ...]) -> None:
    facts = CaseFacts(situations=frozenset({"A01", "B07"}), steps_given=given_steps, platform="snapchat")
    assert how_replies(facts, {"G03"}) == ("utter_should_i_block",)

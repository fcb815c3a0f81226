"""What answers and taps tell a counsellor."""

from __future__ import annotations

from bot.conversation.heard import heard
from bot.conversation.message import Draft, Message, Sender
from bot.safety.assessment import Assessment
from tests.unit.conversation.test_brief import log

SAFE, TONIGHT = Draft(Sender.BOT, "?", "utter_ask_safe_now"), Draft(Sender.BOT, "?", "utter_goodbye_check")
STEP, OTHER = Draft(Sender.BOT, ".", "utter_step_stop_replying"), Draft(Sender.BOT, ".", "utter_step_keep_and_block")
COPING = Draft(Sender.BOT, "?", "utter_ask_coping")


def tap(id_: str) -> Draft:
    """A tapped button."""
    return Draft(Sender.YOUNG_PERSON, "x", tap=id_)


def types(intent: str) -> Draft:
    """A typed message, as it was understood."""
    return Draft(Sender.YOUNG_PERSON, "x", assessment=Assessment(intent=intent))


def told(*drafts: Draft) -> list[tuple[str, str | bool, str]]:
    return [(one.fact.label, one.fact.value, one.fact.how) for one in heard(log(*drafts))]


def test_an_answer_to_are_you_safe_says_so_and_how_it_was_given() -> None:
    assert told(SAFE, tap("affirm")) == [("safe_now", True, "tapped")]
    assert told(SAFE, types("deny")) == [("safe_now", False, "said")]


def test_the_last_answer_counts_and_says_which_message_it_was() -> None:
    found = heard(log(SAFE, tap("affirm"), TONIGHT, tap("deny")))
    assert [(one.seq, one.fact.value) for one in found] == [(4, False)]


def test_a_yes_to_another_question_says_nothing_about_safety() -> None:
    assert told(COPING, tap("affirm")) == []
    assert told(tap("affirm")) == []


def test_what_was_asked_before_a_counsellor_spoke_is_not_answered_after() -> None:
    assert told(SAFE, Draft(Sender.COUNSELLOR, "hello"), tap("affirm")) == []


def test_a_step_that_was_done_is_the_one_given_last() -> None:
    assert told(STEP, types("thank"), OTHER, tap("report_step_done")) == [("step_done", "keep_and_block", "tapped")]
    assert told(STEP, types("thank"), types("report_step_done")) == [("step_done", "stop_replying", "said")]


def test_a_no_to_a_step_is_a_guess_and_doing_it_later_takes_it_back() -> None:
    assert told(STEP, tap("deny")) == [("step_declined", "stop_replying", "inferred")]
    assert told(STEP, tap("deny"), types("report_step_done")) == [("step_done", "stop_replying", "said")]


def test_a_no_to_a_question_beside_a_step_declines_nothing() -> None:
    assert told(STEP, COPING, tap("deny")) == []


def test_a_message_without_an_assessment_is_no_error() -> None:
    assert heard([*log(SAFE, Draft(Sender.YOUNG_PERSON, "x"))]) == ()
    assert heard(list[Message]()) == ()

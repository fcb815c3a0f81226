"""The brief in one glance."""

from __future__ import annotations

from bot.conversation.brief import Brief, build_brief
from bot.conversation.brief_lines import LINES, in_lines
from bot.conversation.message import Draft, Sender
from bot.conversation.picture import Correction, Fact
from bot.safety.tiers import Tier
from tests.unit.conversation.test_brief import log, theirs
from tests.unit.conversation.test_heard import SAFE, STEP, tap
from tests.unit.data.test_passed_on_words import labels


def _brief(*drafts: Draft, corrections: tuple[Correction, ...] = (), code: bool = False, **slots: object) -> Brief:
    return build_brief(
        log(*drafts),
        slots,
        tier=Tier.T2,
        concern=None,
        language="es",
        corrections=corrections,
        simple_words=True,
        can_come_back=code,
    )


def _lines(brief: Brief) -> dict[str, list[tuple[str, str | bool]]]:
    return {line.name: [fact.told for fact in line.facts] for line in brief.lines}


def test_there_are_at_most_twelve_lines_and_every_fact_has_exactly_one() -> None:
    assert len(LINES) <= 12
    all_labels = [label for labels in LINES.values() for label in labels]
    assert len(all_labels) == len(set(all_labels))
    assert labels() <= set(all_labels)


def test_the_lines_stand_in_the_order_of_the_guidance_whatever_was_told_first() -> None:
    brief = _brief(theirs(C02=1.0), theirs(B01=1.0), theirs(mentions=(("country", "GB"),)), SAFE, tap("affirm"))
    assert [line.name for line in brief.lines] == ["safe", "age", "country", "demand", "happened", "language"]
    assert _lines(brief)["safe"] == [("safe_now", True)]


def test_what_is_not_known_of_safety_age_and_country_is_said_and_nothing_else_is_empty() -> None:
    assert [(line.name, line.facts) for line in in_lines(())] == [("safe", ()), ("age", ()), ("country", ())]
    assert all(line.facts for line in _brief(theirs(F03=0.9)).lines if line.name not in {"safe", "age", "country"})


def test_fears_wishes_steps_and_who_must_not_be_told_have_their_lines() -> None:
    lines = _lines(_brief(theirs(F04=0.8), theirs(I04=1.0), theirs(G06=1.0), STEP, tap("report_step_done")))
    assert lines["fear"] == [("fear", "police")]
    assert lines["adults"] == [("must_not_tell", "family")]
    assert lines["wish"] == [("wish", "removal")]
    assert lines["steps"] == [("step_done", "stop_replying")]


def test_language_access_and_the_device_are_told_too() -> None:
    lines = _lines(_brief(writes_in="en", watched=True, code=True))
    assert lines["language"] == [("language", "es"), ("language", "en"), ("access", "simple_words")]
    assert lines["device"] == [("watched", True), ("reach", "come_back_code")]
    assert "device" not in _lines(_brief())


def test_an_answer_that_was_taken_back_is_gone_until_it_is_given_again() -> None:
    wrong = Correction(2, "safe_now", False)
    taken_back = _brief(SAFE, tap("deny"), corrections=(wrong,))
    assert "safe_now" not in [fact.label for fact in taken_back.facts]
    assert taken_back.corrected == (Fact("safe_now", False, "said"),)
    again = _brief(SAFE, tap("deny"), SAFE, tap("deny"), corrections=(wrong,))
    assert ("safe_now", False) in [fact.told for fact in again.facts]
    assert again.corrected == ()


def test_what_a_counsellor_reads_of_the_chat_itself_is_not_among_what_is_passed_on() -> None:
    brief = _brief(Draft(Sender.BOT, "hi", "utter_welcome"), watched=True, code=True)
    assert brief.facts == ()

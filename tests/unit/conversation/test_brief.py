"""The brief: what a counsellor should know before the first word."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.conversation.brief import Brief, build_brief
from bot.conversation.message import Draft, Message, Sender
from bot.safety.assessment import Assessment, Mention, Reason, ScoredSituation
from bot.safety.tiers import Concern, Tier

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def log(*drafts: Draft) -> list[Message]:
    """Messages a minute apart."""
    return [Message("c_1", seq, START + timedelta(minutes=seq), draft) for seq, draft in enumerate(drafts, 1)]


def theirs(
    text: str = "x",
    *,
    tap: str | None = None,
    reasons: tuple[Reason, ...] = (),
    mentions: tuple[tuple[str, str], ...] = (),
    **situations: float,
) -> Draft:
    """Something the young person said."""
    scored = tuple(ScoredSituation(name, score) for name, score in situations.items())
    said = tuple(Mention(*mention) for mention in mentions)
    return Draft(Sender.YOUNG_PERSON, text, tap=tap, assessment=Assessment(reasons=reasons, situations=scored, mentions=said))


def brief_of(*drafts: Draft, **slots: object) -> Brief:
    """The brief of a log."""
    return build_brief(log(*drafts), slots, tier=Tier.T1, concern=Concern.DANGER, language="en")


def test_an_empty_log_gives_an_empty_brief() -> None:
    empty = brief_of()
    assert replace(empty, lines=()) == Brief(Tier.T1, Concern.DANGER, (), (), (), (), (), "en")


def test_the_most_urgent_reason_is_first_then_the_newest_and_none_twice() -> None:
    def say(tier: Tier, words: str) -> Draft:
        return theirs(reasons=(Reason("rule", words, tier, words),))

    raised = brief_of(say(Tier.T2, "a"), say(Tier.T1, "b"), say(Tier.T2, "c"), say(Tier.T3, "d"), say(Tier.T1, "b")).raised_by
    assert [(one.words, one.tier) for one in raised] == [("b", Tier.T1), ("c", Tier.T2), ("a", Tier.T2)]
    assert raised[0].at == START + timedelta(minutes=5)


def facts_of(*drafts: Draft, **slots: object) -> list[tuple[str, str | bool, str]]:
    return [(fact.label, fact.value, fact.how) for fact in brief_of(*drafts, **slots).facts]


def test_each_fact_says_how_it_is_known() -> None:
    drafts = (theirs(tap="tell_age.13_17"), theirs(mentions=(("country", "GB"),)), theirs(D02=0.7), theirs(B01=1.0))
    assert facts_of(*drafts, asked="coping") == [
        ("age_band", "13_17", "tapped"),
        ("country", "GB", "said"),
        ("offender", "ex_or_partner", "inferred"),
        ("offender_known", True, "inferred"),
        ("demand", "money", "said"),
    ]


def test_a_fact_that_is_false_is_told_and_one_that_is_unknown_is_not() -> None:
    assert ("offender_known", False, "inferred") in facts_of(theirs(D01=0.7))
    assert facts_of(theirs(), country=None, suicide_answer=None) == []


def test_what_the_model_only_suspects_is_no_fact() -> None:
    assert facts_of(theirs(B01=0.49)) == []
    assert facts_of(theirs(B01=0.5)) == [("demand", "money", "inferred")]


def test_what_others_said_is_no_fact_and_a_message_without_an_assessment_is_no_error() -> None:
    told = Assessment(situations=(ScoredSituation("B01", 1.0),))
    assert facts_of(Draft(Sender.COUNSELLOR, "x", assessment=told), Draft(Sender.YOUNG_PERSON, "x")) == []


def test_the_answer_about_suicide_stands_last() -> None:
    assert facts_of(theirs(B01=1.0), suicide_answer="thoughts")[-1] == ("suicide_answer", "thoughts", "said")


def test_each_situation_is_there_once_at_its_best_the_surest_first() -> None:
    situations = brief_of(theirs(A01=0.4, B01=0.7), theirs(A01=0.9)).situations
    assert [(one.id, one.score) for one in situations] == [("A01", 0.9), ("B01", 0.7)]


def test_a_faint_reading_is_noise_and_not_shown() -> None:
    assert [one.id for one in brief_of(theirs(A01=0.29, B01=0.3)).situations] == ["B01"]


def test_advice_is_listed_once_in_order_and_only_the_bots() -> None:
    def bot(key: str) -> Draft:
        return Draft(Sender.BOT, key, key)

    said = ["utter_welcome", "utter_step_tell_adult", "utter_how_tell_adult", "utter_step_tell_adult", "utter_helplines"]
    advised = brief_of(*[bot(key) for key in said], Draft(Sender.SYSTEM, "x", "utter_step_person")).advised
    assert advised == ("utter_step_tell_adult", "utter_how_tell_adult", "utter_helplines")

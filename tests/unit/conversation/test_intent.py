"""What the dialogue acts on when rules and model disagree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation.intent import settled_intent
from bot.safety.assessment import Assessment, Mention, ScoredSituation

SITUATIONS = {
    "report_threat_to_share": "A01",
    "report_already_shared": "C01",
    "use_death_idiom": "H09",
    "greet": "L01",
    "make_small_talk": "L01",
    "tell_under_thirteen": "E01",
}


def heard(intent: str, confidence: float, *situations: tuple[str, float]) -> Assessment:
    return Assessment(intent=intent, confidence=confidence, situations=tuple(ScoredSituation(*one) for one in situations))


@pytest.mark.parametrize(
    ("found", "acted_on"),
    [
        (heard("report_already_shared", 0.9, ("A01", 1.0)), "report_already_shared"),
        (heard("report_already_shared", 0.34, ("A01", 1.0), ("C01", 0.34)), "report_threat_to_share"),
        (heard("report_already_shared", 0.34, ("C01", 0.34)), "report_already_shared"),
        (heard("report_violence_threat", 0.56, ("H09", 1.0)), "use_death_idiom"),
        (heard("feel_not_okay", 0.45), "feel_not_okay"),
        (heard("greet", 0.4, ("L01", 0.4)), "greet"),
        (heard("greet", 0.9, ("L01", 0.9)), "greet"),
        (heard("nlu_fallback", 0.2, ("L01", 0.9)), "make_small_talk"),
        (heard("feel_not_okay", 0.4, ("J02", 1.0)), "tell_situation"),
        (heard("report_threat_to_share", 0.9, ("A06", 0.8)), "tell_situation"),
        (heard("report_threat_to_share", 0.9, ("A01", 0.8), ("A06", 0.7)), "report_threat_to_share"),
        (heard("report_threat_to_share", 0.9, ("A01", 0.9), ("D05", 0.7)), "tell_situation"),
        (heard("report_threat_to_share", 0.9, ("A01", 1.0), ("E02", 0.7)), "tell_situation"),
        (heard("affirm", 0.9, ("D05", 0.9)), "affirm"),
        (heard("ask_how", 0.9, ("G06", 0.9)), "tell_situation"),
        (heard("ask_how", 0.9, ("A01", 0.9)), "ask_how"),
        (heard("tell_situation", 0.5, ("E05", 0.9), ("A01", 1.0)), "tell_situation"),
        (heard("report_already_shared", 0.5, ("C01", 0.9), ("A01", 1.0)), "report_already_shared"),
        (heard("tell_situation", 0.5, ("C01", 0.9), ("A01", 1.0)), "report_threat_to_share"),
        (Assessment(), None),
    ],
)
def test_the_surer_of_rules_and_model_decides(found: Assessment, acted_on: str | None) -> None:
    assert settled_intent(found, SITUATIONS) == acted_on


def test_once_something_was_told_a_guess_at_small_talk_is_asked_about() -> None:
    guess = heard("nlu_fallback", 0.1, ("L01", 0.7))
    assert settled_intent(guess, SITUATIONS, in_trouble=False) == "make_small_talk"
    assert settled_intent(guess, SITUATIONS, in_trouble=True) == "nlu_fallback"
    assert settled_intent(heard("make_small_talk", 0.9, ("L01", 0.9)), SITUATIONS, in_trouble=True) == "make_small_talk"


@pytest.mark.parametrize(("confidence", "acted_on"), [(0.45, "nlu_fallback"), (0.55, "feel_not_okay")])
def test_an_answer_to_a_question_about_safety_must_be_clear(confidence: float, acted_on: str) -> None:
    assert settled_intent(heard("feel_not_okay", confidence), SITUATIONS, asked="safe_now") == acted_on


@pytest.mark.parametrize(("age", "acted_on"), [("12", "tell_under_thirteen"), ("13", "tell_age"), ("15", "tell_age")])
def test_who_says_they_are_thirteen_is_not_answered_as_a_child(age: str, acted_on: str) -> None:
    found = replace(heard("tell_under_thirteen", 0.9), mentions=(Mention("age", age, 0, 5),))
    assert settled_intent(found, SITUATIONS) == acted_on


def test_once_something_was_told_a_guess_of_which_the_screen_sees_nothing_is_none() -> None:
    guess = heard("report_threat_to_share", 0.45, ("L01", 0.5))
    assert settled_intent(guess, SITUATIONS, in_trouble=True) == "nlu_fallback"
    assert settled_intent(guess, SITUATIONS) == "report_threat_to_share"
    seen = heard("report_threat_to_share", 0.45, ("L01", 0.5), ("A01", 0.3))
    assert settled_intent(seen, SITUATIONS, in_trouble=True) == "report_threat_to_share"
    assert settled_intent(heard("report_threat_to_share", 0.8), SITUATIONS, in_trouble=True) == "report_threat_to_share"


def test_a_question_of_theirs_is_heard_while_one_of_ours_about_safety_is_open() -> None:
    assert settled_intent(heard("ask_how", 0.7, ("G06", 0.96)), SITUATIONS, "safe_now") == "tell_situation"


@pytest.mark.parametrize("about", [Mention("confidant", "nobody", 3, 24), Mention("denied", "paid", 3, 12)])
def test_a_no_about_something_else_answers_no_question_about_life_or_safety(about: Mention) -> None:
    found = replace(heard("deny", 0.9), mentions=(about,))
    assert settled_intent(found, SITUATIONS, "safe_now") == "nlu_fallback"
    assert settled_intent(heard("deny", 0.9), SITUATIONS, "safe_now") == "deny"


def test_what_has_not_happened_is_not_answered_as_if_it_had() -> None:
    found = replace(heard("report_already_shared", 0.9, ("C01", 0.4)), mentions=(Mention("denied", "shared", 0, 10),))
    assert settled_intent(found, SITUATIONS) == "tell_situation"
    assert settled_intent(found, SITUATIONS, "suicide_thoughts") == "nlu_fallback", "it is no answer to that: asked again gently"
    threatened = replace(found, situations=(ScoredSituation("A01", 1.0), *found.situations))
    assert settled_intent(threatened, SITUATIONS) == "report_threat_to_share"
    elsewhere = replace(found, situations=(ScoredSituation("C01", 1.0),))
    assert settled_intent(elsewhere, SITUATIONS) == "report_already_shared", "posted here, not yet sent there"

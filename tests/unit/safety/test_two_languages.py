"""A service may serve several languages at once: the full rules of each hear every message, and none disturbs another."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bot.evaluation.cases import Case, read_cases
from bot.safety.rules import load_rules
from bot.safety.screen import Screen
from bot.safety.situations import load_situations
from bot.safety.tiers import Tier
from tests.unit.safety.conftest import RISK, no_model

UNDERSTANDING = Path(__file__).parents[2] / "understanding"

# They stand under what the rules alone reach today. Raise a floor when they stay above it; never lower one to let a change through.
RECALL, EXACT_T0, FALSE_ALARMS, IDIOMS = 0.95, 0.9, 0.03, 0.07


@cache
def spanish() -> tuple[Case, ...]:
    return read_cases(UNDERSTANDING / "languages")


@pytest.fixture(scope="module")
def english_alone() -> Screen:
    situations = load_situations(RISK / "situations.yml")
    return Screen([rules for rules in load_rules(RISK, situations) if rules.language == "en"], situations, no_model)


def share(cases: list[Case], screen: Screen, least: Tier, language: str = "es") -> float:
    return sum(screen.assess(case.text, context=case.context, language=language).tier >= least for case in cases) / len(cases)


@pytest.mark.parametrize("language", ["es", "en"])
def test_spanish_urgency_is_heard_in_a_chat_of_either_language(screen: Screen, language: str) -> None:
    urgent = [case for case in spanish() if case.tier.needs_person]
    assert share(urgent, screen, Tier.T1, language) >= RECALL
    assert share([case for case in urgent if case.tier is Tier.T0], screen, Tier.T0, language) >= EXACT_T0


def test_spanish_everyday_talk_and_figures_of_speech_call_nobody(screen: Screen) -> None:
    assert share([case for case in spanish() if case.kind == "ordinary"], screen, Tier.T1) <= FALSE_ALARMS
    assert share([case for case in spanish() if case.kind == "idiom"], screen, Tier.T1) <= IDIOMS


def test_english_urgency_is_heard_in_a_spanish_chat(screen: Screen) -> None:
    assert screen.assess("i want to kill myself", language="es").tier is Tier.T1
    assert screen.assess("im at his house he wont let me leave", language="es").tier is Tier.T0


def test_spanish_rules_leave_english_as_it_was_read(screen: Screen, english_alone: Screen) -> None:
    changed = [
        case.text
        for case in read_cases(UNDERSTANDING / "validation")
        if "L06" not in case.situations  # what is in another language is for that language's rules
        and screen.assess(case.text, context=case.context).tier is not english_alone.assess(case.text, context=case.context).tier
    ]
    assert not changed


@pytest.mark.parametrize("text", ["x", "q", "u r t", "k", "ns", "im d", "toy story", "pa system", "hes ama"])
def test_a_short_form_of_one_language_means_nothing_in_another(screen: Screen, text: str) -> None:
    assert screen.assess(text).tier < Tier.T2


@pytest.mark.parametrize(
    ("question", "answer", "tier"),
    [
        ("¿Estás a salvo ahora mismo?", "no sé", Tier.T1),
        ("¿Estás a salvo ahora mismo?", "no", Tier.T0),
        ("¿Estás a salvo ahora mismo?", "nope", Tier.T0),
        ("¿Estás pensando en quitarte la vida?", "simón", Tier.T1),
        ("¿Estás pensando en quitarte la vida?", "yeah", Tier.T1),
        ("¿Estás pensando en quitarte la vida?", "no", Tier.T2),
        ("Are you thinking about ending your life?", "sí", Tier.T1),
        ("Are you safe right now?", "no", Tier.T0),
        ("¿Va todo bien?", "no", Tier.T0),
        ("¿Va todo bien?", "sí", Tier.T4),
    ],
)
def test_an_answer_is_heard_in_the_language_of_the_question_first(screen: Screen, question: str, answer: str, tier: Tier) -> None:
    assert screen.assess(answer, context=[question], language="es").tier is tier


def test_a_tap_answers_a_question_in_any_language(screen: Screen) -> None:
    assert screen.assess("Sí", context=["¿Estás pensando en quitarte la vida?"], tap="affirm").tier is Tier.T1


@pytest.mark.parametrize(
    ("text", "chat", "language"),
    [
        ("hola, necesito ayuda con unas fotos", "en", "es"),
        ("hola, necesito ayuda con unas fotos", "es", None),
        ("hey can you help me with something", "es", "en"),
        ("hey can you help me with something", "en", None),
    ],
)
def test_another_language_is_told_by_the_language_of_the_chat(screen: Screen, text: str, chat: str, language: str | None) -> None:
    assert screen.assess(text, language=chat).language == language
    assert ("L06" in {situation.id for situation in screen.assess(text, language=chat).situations}) == (language is not None)

"""Rules OR model: either may raise the tier, and the model may fail."""

from __future__ import annotations

from bot.safety.assessment import Reading, ScoredSituation
from bot.safety.screen import Screen
from bot.safety.tiers import Concern, Tier
from tests.unit.safety.conftest import screen_with


def _screen(readings: dict[str, tuple[str, float]]) -> Screen:
    def read(text: str) -> Reading:
        found = [ScoredSituation(id_, score) for words, (id_, score) in readings.items() if words in text]
        return Reading("an_intent", 0.9, tuple(found))

    return screen_with(read)


def test_a_clear_reading_calls_a_person_without_any_rule() -> None:
    verdict = _screen({"lanterns": ("H02", 0.7)}).assess("the lanterns go out soon")
    assert (verdict.tier, verdict.concern, verdict.ask, verdict.intent) == (Tier.T1, Concern.SUICIDE, True, "an_intent")
    assert verdict.reasons[0].source == "model"


def test_an_unsure_reading_of_danger_only_asks() -> None:
    verdict = _screen({"lanterns": ("H02", 0.55)}).assess("the lanterns go out soon")
    assert (verdict.tier, verdict.ask) == (Tier.T2, True)


def test_a_faint_reading_raises_nothing() -> None:
    assert _screen({"lanterns": ("H02", 0.4)}).assess("the lanterns go out soon").tier is Tier.T4


def test_beside_an_idiom_the_model_must_be_surer() -> None:
    joke = "this homework is killing me"
    assert _screen({"homework": ("H02", 0.7)}).assess(joke).tier is Tier.T4
    assert _screen({"homework": ("H02", 0.9)}).assess(joke).tier is Tier.T1


def test_an_idiom_does_not_shield_the_next_sentence() -> None:
    screen = _screen({"lanterns": ("H02", 0.7)})
    assert screen.assess("this homework is killing me. the lanterns go out soon").tier is Tier.T1


def test_one_sentence_in_a_long_message_is_heard() -> None:
    def read(text: str) -> Reading:
        return Reading("talk", 0.9, (ScoredSituation("H02", 0.9),) if text == "The lanterns go out soon." else ())

    long = "We went to town today. " * 20 + "The lanterns go out soon. " + "Then we had chips and went home. " * 20
    assert screen_with(read).assess(long).tier is Tier.T1


def test_the_model_reads_no_wish_into_an_offenders_line() -> None:
    screen = _screen({"lanterns": ("H02", 0.9)})
    assert screen.assess("them: u have no choice\nthem: lanterns\nme: stop pls").tier is not Tier.T1
    assert screen.assess("them: u have no choice\nme: lanterns\nme: stop pls").tier is Tier.T1


def test_facts_raise_what_the_model_reads() -> None:
    verdict = _screen({"lanterns": ("B02", 0.8)}).assess("lanterns again", context=["im 11"])
    assert (verdict.tier, verdict.concern) == (Tier.T1, Concern.CHILD)


def test_what_a_rule_found_comes_first_and_once() -> None:
    verdict = _screen({"kms": ("H02", 0.8), "hey": ("L01", 0.9)}).assess("hey i wanna kms")
    assert [(found.id, found.score) for found in verdict.situations] == [("H02", 1.0), ("L01", 0.9)]


def test_when_the_model_fails_the_rules_decide_alone() -> None:
    def broken(_text: str) -> Reading:
        raise RuntimeError

    screen = screen_with(broken)
    verdict = screen.assess("i wanna kms")
    assert (verdict.tier, verdict.intent) == (Tier.T1, None)
    assert ("model", "unavailable") in {(reason.source, reason.name) for reason in verdict.reasons}
    assert screen.assess("hey").tier is Tier.T4

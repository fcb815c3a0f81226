"""Rules OR model: either may raise the tier, and the model may fail."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from bot.safety.assessment import Read, Reading
from bot.safety.screen import Screen
from bot.safety.tiers import Concern, Tier
from tests.unit.safety.conftest import screen_with

LIKE = "the candles go out soon"


def reads(found: Mapping[str, Sequence[tuple[str, float]]], urgent: Mapping[str, float]) -> Callable[[Sequence[str]], Reading]:
    """A model that knows some words by heart."""

    def read(texts: Sequence[str]) -> Reading:
        pieces = tuple(
            tuple(Read(id_, score, LIKE) for words, several in found.items() if words in text for id_, score in several)
            for text in texts
        )
        urgency = tuple(max((score for words, score in urgent.items() if words in text), default=0.4) for text in texts)
        return Reading("an_intent", 0.9, pieces, urgency)

    return read


def _screen(readings: Mapping[str, tuple[str, float]], urgent: Mapping[str, float] | None = None) -> Screen:
    return screen_with(reads({words: [one] for words, one in readings.items()}, urgent or {}))


def test_a_clear_reading_calls_a_person_without_any_rule() -> None:
    verdict = _screen({"lanterns": ("H02", 0.7)}).assess("the lanterns go out soon")
    assert (verdict.tier, verdict.concern, verdict.ask, verdict.intent) == (Tier.T1, Concern.SUICIDE, True, "an_intent")
    assert verdict.reasons[0].source == "model"


def test_the_nearest_example_travels_with_the_reason() -> None:
    (reason,) = _screen({"lanterns": ("H02", 0.7)}).assess("the lanterns go out soon").reasons
    assert (reason.name, reason.words, reason.like) == ("H02", "the lanterns go out soon", LIKE)


def test_an_unsure_reading_of_danger_only_asks() -> None:
    verdict = _screen({"lanterns": ("H02", 0.48)}).assess("the lanterns go out soon")
    assert (verdict.tier, verdict.ask) == (Tier.T2, True)


def test_a_faint_reading_raises_nothing() -> None:
    assert _screen({"lanterns": ("H02", 0.35)}).assess("the lanterns go out soon").tier is Tier.T4


def test_beside_an_idiom_the_model_must_be_surer() -> None:
    joke = "this homework is killing me"
    assert _screen({"homework": ("H02", 0.7)}).assess(joke).tier is Tier.T4
    assert _screen({"homework": ("H02", 0.9)}).assess(joke).tier is Tier.T1


def test_an_idiom_does_not_shield_the_next_sentence() -> None:
    screen = _screen({"lanterns": ("H02", 0.7)})
    assert screen.assess("this homework is killing me. the lanterns go out soon").tier is Tier.T1


def test_the_whole_is_read_first_and_then_each_sentence_all_at_once() -> None:
    asked: list[list[str]] = []

    def read(texts: Sequence[str]) -> Reading:
        asked.append(list(texts))
        return Reading()

    screen_with(read).assess("We went to town. The lanterns go out soon.")
    assert asked == [["We went to town. The lanterns go out soon.", "We went to town.", "The lanterns go out soon."]]


def test_one_sentence_in_a_long_message_is_heard() -> None:
    def read(texts: Sequence[str]) -> Reading:
        heard = tuple((Read("H02", 0.9),) if text == "The lanterns go out soon." else () for text in texts)
        return Reading("talk", 0.9, heard, tuple(0.9 if one else 0.0 for one in heard))

    long = "We went to town today. " * 20 + "The lanterns go out soon. " + "Then we had chips and went home. " * 20
    verdict = screen_with(read).assess(long)
    assert verdict.tier is Tier.T1
    assert verdict.reasons[0].words == "The lanterns go out soon."


def test_the_model_reads_no_wish_into_an_offenders_line() -> None:
    screen = _screen({"lanterns": ("H02", 0.9)}, {"lanterns": 0.9})
    assert screen.assess("them: u have no choice\nthem: lanterns\nme: stop pls").tier is not Tier.T1
    assert screen.assess("them: u have no choice\nme: lanterns\nme: stop pls").tier is Tier.T1


def test_the_model_does_read_a_demand_in_an_offenders_line() -> None:
    verdict = _screen({"lanterns": ("B01", 0.9)}).assess("them: u have no choice\nthem: lanterns\nme: stop pls")
    assert "B01" in {found.id for found in verdict.situations}


def test_facts_raise_what_the_model_reads() -> None:
    verdict = _screen({"lanterns": ("B02", 0.8)}).assess("lanterns again", context=["im 11"])
    assert (verdict.tier, verdict.concern) == (Tier.T1, Concern.CHILD)


def test_what_a_rule_found_comes_first_and_once() -> None:
    verdict = _screen({"kms": ("H02", 0.8), "hey": ("L01", 0.9)}).assess("hey i wanna kms")
    assert [(found.id, found.score) for found in verdict.situations] == [("H02", 1.0), ("L01", 0.9)]


# Urgency: sure that it is grave, unsure which of the grave ones it is.


def test_urgency_alone_calls_a_person_with_the_likeliest_grave_situation() -> None:
    screen = screen_with(reads({"lanterns": [("L01", 0.3), ("F06", 0.25), ("H02", 0.2)]}, {"lanterns": 0.6}))
    verdict = screen.assess("the lanterns go out soon")
    assert (verdict.tier, verdict.concern, verdict.ask) == (Tier.T1, Concern.SUICIDE, True)
    assert [(reason.name, reason.like) for reason in verdict.reasons] == [("F06", LIKE)]


@pytest.mark.parametrize("situation", ["H03", "H04", "I01"])
def test_urgency_alone_never_calls_t0_by_a_guess_which_one_it_is(situation: str) -> None:
    verdict = _screen({"lanterns": (situation, 0.3)}, {"lanterns": 0.99}).assess("the lanterns go out soon")
    assert (verdict.tier, verdict.ask) == (Tier.T1, True)
    assert _screen({"lanterns": (situation, 0.6)}).assess("the lanterns go out soon").tier is Tier.T0


def test_a_t0_that_facts_raise_is_not_called_by_urgency_either() -> None:
    screen = _screen({"lanterns": ("B04", 0.3)}, {"lanterns": 0.9})
    assert _screen({"lanterns": ("B04", 0.6)}).assess("the lanterns go out tonight").tier is Tier.T0
    assert screen.assess("the lanterns go out tonight").tier is Tier.T1


@pytest.mark.parametrize(
    ("found", "urgency"),
    [(("H02", 0.3), 0.4), (("L01", 0.3), 0.9), (("A99", 0.3), 0.9)],
    ids=["not urgent enough", "nothing grave in it", "not of the catalogue"],
)
def test_without_both_urgency_and_a_grave_reading_nobody_is_called(found: tuple[str, float], urgency: float) -> None:
    assert not _screen({"lanterns": found}, {"lanterns": urgency}).assess("the lanterns go out soon").tier.needs_person


def test_beside_an_idiom_urgency_must_be_surer_too() -> None:
    joke = "this homework is killing me"
    assert not _screen({"homework": ("H02", 0.3)}, {"homework": 0.7}).assess(joke).tier.needs_person
    assert _screen({"homework": ("H02", 0.3)}, {"homework": 0.9}).assess(joke).tier is Tier.T1


@pytest.mark.parametrize(
    ("text", "urgency", "tier"),
    [
        ("the lanterns go out soon this winter", 0.59, Tier.T4),
        ("the lanterns go out soon this winter", 0.6, Tier.T1),
        ("the lanterns go out soon this cold winter", 0.5, Tier.T1),
    ],
    ids=["seven words, less urgent", "seven words, more urgent", "eight words"],
)
def test_few_words_need_more_urgency(text: str, urgency: float, tier: Tier) -> None:
    assert _screen({"lanterns": ("I04", 0.3)}, {"lanterns": urgency}).assess(text).tier is tier


@pytest.mark.parametrize(("urgency", "tier"), [(0.52, Tier.T2), (0.7, Tier.T1)])
def test_beside_what_calls_nobody_for_sure_urgency_must_be_a_little_surer(urgency: float, tier: Tier) -> None:
    heard = {"lanterns": [("A01", 0.9), ("H02", 0.3)]}
    assert screen_with(reads(heard, {"lanterns": urgency})).assess("the lanterns go out soon").tier is tier


# A stated age rules out what the model only guesses about it.


@pytest.mark.parametrize(
    ("text", "guess"), [("im 14", "E01"), ("im 14", "E06"), ("im 17", "E06"), ("im 11", "E06"), ("im 20", "E01")]
)
def test_a_stated_age_rules_out_another_guess(text: str, guess: str) -> None:
    screen = _screen({"im ": (guess, 0.95)}, {"im ": 0.9})
    assert guess in {found.id for found in screen.assess("im not that old").situations}
    assert guess not in {found.id for found in screen.assess(text).situations}


def test_at_fourteen_nobody_is_called_for_a_guessed_child() -> None:
    assert _screen({"im ": ("E01", 0.95)}, {"im ": 0.9}).assess("im 14").tier is Tier.T4


@pytest.mark.parametrize(("besides", "tier"), [(0.1, Tier.T4), (0.29, Tier.T4), (0.3, Tier.T1)])
def test_in_few_words_urgency_of_a_guessed_child_calls_nobody_where_next_to_nothing_is_told_besides(
    besides: float, tier: Tier
) -> None:
    screen = screen_with(reads({"years": [("E01", 0.46), ("H02", besides)]}, {"years": 0.7}))
    assert screen.assess("so many years old").tier is Tier.T1
    assert screen.assess("im 14 years old mate").tier is tier
    assert screen.assess("im 14 years old and i do not know what to say to you").tier is Tier.T1, "many words"


def test_several_grave_readings_outlive_a_guessed_child() -> None:
    heard = {"lanterns": [("E01", 0.46), ("I04", 0.45), ("I05", 0.45), ("D04", 0.45)]}
    screen = screen_with(reads(heard, {"lanterns": 0.95}))
    assert screen.assess("im 14 and the lanterns go out").tier is Tier.T1


@pytest.mark.parametrize("told", ["H02", "I05"])
def test_a_guessed_child_in_the_whole_never_calms_a_part(told: str) -> None:
    def read(texts: Sequence[str]) -> Reading:
        whole, part = (Read("E01", 0.45), Read(told, 0.39)), (Read(told, 0.7),)
        pieces = tuple(whole if text.startswith("im 14. ") else part if "lanterns" in text else () for text in texts)
        return Reading("talk", 0.9, pieces, tuple(0.8 if "lanterns" in text else 0.1 for text in texts))

    assert screen_with(read).assess("im 14. the lanterns go out soon this cold winter").tier is Tier.T1


def test_a_stated_age_does_not_rule_out_what_it_says() -> None:
    verdict = _screen({"im ": ("E01", 0.95)}).assess("im 11")
    assert (verdict.tier, verdict.concern) == (Tier.T1, Concern.CHILD)
    assert verdict.situations[0].id == "E01"


def test_the_age_of_somebody_else_rules_out_nothing() -> None:
    assert _screen({"hes ": ("E01", 0.95)}).assess("hes 45 and i play with dolls").tier is Tier.T1


@pytest.mark.parametrize("text", ["ok shes gone", "hes gone out", "im alone again"])
def test_whoever_says_that_nobody_looks_any_more_is_not_taken_to_be_watched(text: str) -> None:
    guess = {"shes": ("L10", 0.95), "hes": ("L10", 0.95), "im": ("L10", 0.95)}
    assert "L10" not in {found.id for found in _screen(guess).assess(text).situations}
    assert "L10" in {found.id for found in _screen(guess).assess("shes looking at me").situations}


def test_when_the_model_fails_the_rules_decide_alone() -> None:
    def broken(_texts: Sequence[str]) -> Reading:
        raise RuntimeError

    screen = screen_with(broken)
    verdict = screen.assess("i wanna kms")
    assert (verdict.tier, verdict.intent) == (Tier.T1, None)
    assert ("model", "unavailable") in {(reason.source, reason.name) for reason in verdict.reasons}
    assert screen.assess("hey").tier is Tier.T4


def test_a_model_that_reads_fewer_pieces_than_it_was_given_is_no_error() -> None:
    screen = screen_with(lambda _texts: Reading("talk", 0.9, ((Read("H02", 0.9),),), (0.9,)))
    assert screen.assess("The lanterns go out soon. And then we went to town.").tier is Tier.T1


def test_what_is_said_not_to_have_happened_is_no_guess_of_the_models() -> None:
    screen = screen_with(
        lambda texts: Reading("an_intent", 0.9, ((Read("C02", 0.9),),) * len(texts), (0.0,) * len(texts), (0.0,))
    )
    assert "C02" not in {one.id for one in screen.assess("i didnt pay").situations}
    assert "C02" in {one.id for one in screen.assess("i paid him 50 yesterday").situations}

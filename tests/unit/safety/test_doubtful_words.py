"""Words that are often everyday talk: by themselves they ask, beside anything serious they call a person as ever."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.safety.assessment import Read, Reading
from bot.safety.screen import Screen
from bot.safety.tiers import Concern, Tier
from tests.unit.safety.conftest import screen_with

GIVEN_AWAY = "gave my hoodie to my friend"  # H05 by a rule that is marked doubtful


def _screen(everyday: float, gravity: float = 0.0, *, name: str = "L01") -> Screen:
    """With a model that reads everything as everyday talk, so surely and so grave."""

    def read(texts: Sequence[str]) -> Reading:
        n = len(texts)
        return Reading("an_intent", 0.9, ((Read(name, everyday),),) * n, (0.0,) * n, (gravity,) * n)

    return screen_with(read)


@pytest.mark.parametrize("name", ["L01", "H09"])
def test_everyday_talk_for_sure_is_asked_about_and_calls_nobody(name: str) -> None:
    verdict = _screen(0.9, name=name).assess(GIVEN_AWAY)
    assert (verdict.tier, verdict.concern, verdict.ask) == (Tier.T2, Concern.SUICIDE, True)
    (reason,) = [one for one in verdict.reasons if one.source == "rule"]
    assert (reason.name, reason.tier) == ("goodbye", Tier.T2)
    assert next(one.score for one in verdict.situations if one.id == "H05") < 0.5


@pytest.mark.parametrize(
    "joke", ["that spin class was suicide", "im ready to die on this hill", "my sister threatens me over her hairbrush"]
)
def test_the_words_themselves_do_not_make_a_chat_serious(joke: str) -> None:
    assert _screen(0.9, name="H09").assess(joke).tier < Tier.T1


def test_what_no_question_is_made_for_is_not_asked_about() -> None:
    verdict = _screen(0.9).assess("my friend posted a goodbye story")
    assert (verdict.tier, verdict.ask) == (Tier.T2, False)


@pytest.mark.parametrize(("everyday", "gravity"), [(0.59, 0.0), (0.9, 0.25)], ids=["not sure of it", "a piece is grave"])
def test_a_model_in_doubt_leaves_the_rule_as_it_is(everyday: float, gravity: float) -> None:
    assert _screen(everyday, gravity).assess(GIVEN_AWAY).tier is Tier.T0


@pytest.mark.parametrize("beside", ["i wanna kms", "he wants 50 quid", "can i talk to someone real", "im 10"])
def test_beside_anything_serious_the_words_are_not_doubtful(beside: str) -> None:
    assert _screen(0.9).assess(f"{GIVEN_AWAY}. {beside}").tier is Tier.T0


@pytest.mark.parametrize(
    "before",
    [
        "young_person: someone is blackmailing me",
        "young_person: i want to die",
        "bot: Are you thinking about ending your life?",
    ],
)
def test_after_anything_serious_the_words_are_not_doubtful(before: str) -> None:
    assert _screen(0.9).assess(GIVEN_AWAY, context=(before,)).tier is Tier.T0


def test_a_model_that_fails_softens_nothing() -> None:
    def fails(_: object) -> Reading:
        raise RuntimeError

    assert screen_with(fails).assess(GIVEN_AWAY).tier is Tier.T0
    assert screen_with(lambda _: Reading()).assess(GIVEN_AWAY).tier is Tier.T0


@pytest.mark.parametrize(
    "text", ["i wanna kms", "hes making me do stuff on cam he says hell post it", "im 10", "how many pills would it take"]
)
def test_plain_words_call_a_person_whatever_the_model_makes_of_them(text: str) -> None:
    assert _screen(0.99).assess(text).tier.needs_person


def _told(text: str, id_: str, read: float) -> tuple[Tier, float]:
    """The tier, and the score of a situation, with a model that reads everything as trouble, and the situation so surely."""
    screen = screen_with(
        lambda texts: Reading("an_intent", 0.9, tuple((Read("F05", 0.7), Read(id_, read)) for _ in texts), (0.5,) * len(texts))
    )
    verdict = screen.assess(text)
    return verdict.tier, next(one.score for one in verdict.situations if one.id == id_)


@pytest.mark.parametrize(("read", "sure"), [(0.1, False), (0.3, True)])
def test_where_the_model_sees_nothing_of_it_doubtful_words_call_a_person_and_are_shown_as_a_guess(
    read: float, sure: bool
) -> None:
    tier, score = _told(GIVEN_AWAY, "H05", read)
    assert tier is Tier.T0
    assert (score >= 0.5) is sure


@pytest.mark.parametrize(("read", "sure"), [(0.1, False), (0.3, True)])
def test_words_of_two_meanings_are_asked_about_and_shown_as_a_guess(read: float, sure: bool) -> None:
    tier, score = _told("i want it to end", "F06", read)
    assert tier is Tier.T2
    assert (score >= 0.5) is sure


def test_words_that_are_never_everyday_talk_need_no_model_beside_them() -> None:
    assert _told("i want to kill myself", "H02", 0.05) == (Tier.T1, 1.0)


LONG = "then we had maths and a supply who cant spell and jess got moved and then {} and after lunch it was pe again"


def _drowning(grave: float) -> Screen:
    """With a model to which a long text is everyday talk, and a short one that grave."""

    def read(texts: Sequence[str]) -> Reading:
        n, alone = len(texts), len(texts[0]) < len(LONG) - 20
        return Reading("an_intent", 0.9, ((Read("L01", 0.9),),) * n, (0.0,) * n, (grave if alone else 0.0,) * n)

    return screen_with(read)


def test_in_a_long_run_without_a_full_stop_the_words_are_read_where_they_stand() -> None:
    text = LONG.format(GIVEN_AWAY)
    assert _drowning(0.6).assess(text).tier is Tier.T0
    assert _drowning(0.1).assess(text).tier is Tier.T2


def test_in_a_text_that_is_too_long_to_take_in_at_once_they_are_not_doubtful() -> None:
    assert _drowning(0.0).assess(f"{LONG.format(GIVEN_AWAY)} {LONG} {LONG}").tier is Tier.T0


def test_a_model_that_fails_there_softens_nothing() -> None:
    def read(texts: Sequence[str]) -> Reading:
        if len(texts) == 1 and len(texts[0]) < len(LONG) - 20:
            raise RuntimeError
        n = len(texts)
        return Reading("an_intent", 0.9, ((Read("L01", 0.9),),) * n, (0.0,) * n, (0.0,) * n)

    assert screen_with(read).assess(LONG.format(GIVEN_AWAY)).tier is Tier.T0

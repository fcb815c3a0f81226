"""Where a short message is hardly graver than everyday talk, the model alone calls nobody: it asks."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.safety.assessment import Assessment, Read, Reading
from bot.safety.tiers import Tier
from tests.unit.safety.conftest import screen_with

FEW, MORE = "the lanterns go out", "the lanterns go out and then the kettle sings all evening"
TALK, GRAVE = 0.32, 0.33


def _assess(
    text: str, grave: str, *, gravity: float, so_grave: float = 0.7, urgency: float = 0.7, context: Sequence[str] = ()
) -> Assessment:
    """Of a message whose every piece a model reads so surely as something grave, beside that much of everyday talk."""

    def read(texts: Sequence[str]) -> Reading:
        n = len(texts)
        return Reading("an_intent", 0.9, ((Read(grave, so_grave),),) * n, (urgency,) * n, (gravity,) * n)

    return screen_with(read).assess(text, context=context)


@pytest.mark.parametrize("text", [FEW, MORE])
def test_what_is_hardly_graver_than_talk_calls_nobody(text: str) -> None:
    assert _assess(text, "H03", gravity=GRAVE).tier is Tier.T0
    assert _assess(text, "H03", gravity=TALK).tier is Tier.T2


@pytest.mark.parametrize("gravity", [TALK, 0.0])
def test_however_urgent_it_sounds_without_telling_what(gravity: float) -> None:
    assert _assess(MORE, "H05", gravity=GRAVE, so_grave=0.3, urgency=0.95).tier is Tier.T1
    assert _assess(MORE, "H05", gravity=gravity, so_grave=0.3, urgency=0.95).tier is Tier.T2


def test_talk_does_not_outweigh_a_part_that_is_grave() -> None:
    def assess(part: float) -> Tier:
        def read(texts: Sequence[str]) -> Reading:
            pieces = ((Read("L01", 0.75),), *(((Read("H04", 0.6),),) * (len(texts) - 1)))
            return Reading("an_intent", 0.9, pieces, (0.6,) * len(texts), (0.1, *[part] * (len(texts) - 1)))

        text = "the lanterns go out all along the river. then the kettle sings all evening and nobody hears"
        return screen_with(read).assess(text).tier

    assert assess(GRAVE) is Tier.T0
    assert assess(TALK) is Tier.T2


def test_a_reading_that_does_not_say_how_grave_it_is_is_grave() -> None:
    def read(texts: Sequence[str]) -> Reading:
        return Reading("an_intent", 0.9, ((Read("H03", 0.7),),) * len(texts), (0.7,) * len(texts))

    assert screen_with(read).assess(FEW).tier is Tier.T0


def test_in_a_language_of_which_the_model_knows_little_nothing_is_talk() -> None:
    def assess(other_language: float) -> Tier:
        def read(texts: Sequence[str]) -> Reading:
            n = len(texts)
            return Reading("an_intent", 0.9, ((Read("H03", 0.7), Read("L06", other_language)),) * n, (0.7,) * n, (TALK,) * n)

        return screen_with(read).assess(FEW).tier

    assert assess(0.5) is Tier.T0
    assert assess(0.49) is Tier.T2


def test_what_only_a_known_fact_makes_grave_is_no_talk() -> None:
    """A demand for pics is blackmail of a child where somebody said that they are ten."""
    assert _assess(FEW, "B02", gravity=0.0).tier is Tier.T2
    assert _assess(FEW, "B02", gravity=0.0, context=["im 10"]).tier is Tier.T1


def test_what_might_be_about_life_is_asked_about_and_shown_as_a_guess() -> None:
    found = _assess(FEW, "H03", gravity=TALK)
    assert found.ask
    assert {one.id: one.score for one in found.situations}["H03"] < 0.5


def test_what_a_rule_heard_calls_as_ever() -> None:
    assert _assess("i want to kill myself tonight", "H02", gravity=0.0).tier is Tier.T0


@pytest.mark.parametrize("before", ["i want to die", "he has my nudes", "Are you thinking about ending your life?"])
def test_where_it_is_serious_nothing_is_everyday_talk(before: str) -> None:
    assert _assess(FEW, "H03", gravity=0.0, context=[before]).tier is Tier.T0


def test_of_a_long_message_each_part_counts() -> None:
    assert _assess(f"{MORE}. " * 6, "H03", gravity=0.0).tier is Tier.T0

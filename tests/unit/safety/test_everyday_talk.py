"""Where the whole of a short message is everyday talk, the model alone calls nobody: it asks."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.safety.assessment import Assessment, Read, Reading
from bot.safety.tiers import Tier
from tests.unit.safety.conftest import screen_with

FEW, MORE = "the lanterns go out", "the lanterns go out and then the kettle sings all evening"


def _assess(
    text: str, grave: str, *, talk: float, name: str = "L01", so_grave: float = 0.7, context: Sequence[str] = ()
) -> Assessment:
    """Of a message that a model reads so surely as something grave, and so surely as everyday talk."""

    def read(texts: Sequence[str]) -> Reading:
        return Reading("an_intent", 0.9, ((Read(grave, so_grave), Read(name, talk)),) * len(texts), (0.7,) * len(texts))

    return screen_with(read).assess(text, context=context)


@pytest.mark.parametrize("name", ["L01", "L05", "H09"])
def test_in_few_words_it_is_enough_that_talk_is_found(name: str) -> None:
    assert _assess(FEW, "H03", talk=0.49, name=name).tier is Tier.T0
    assert _assess(FEW, "H03", talk=0.5, name=name).tier is Tier.T2


@pytest.mark.parametrize(
    ("so_grave", "talk", "tier"),
    [
        pytest.param(0.2, 0.59, Tier.T1, id="not found for sure"),
        pytest.param(0.2, 0.6, Tier.T2, id="far likelier"),
        pytest.param(0.5, 0.79, Tier.T0, id="hardly likelier than what is found"),
        pytest.param(0.6, 0.95, Tier.T2, id="far likelier than what is found"),
        pytest.param(0.7, 0.95, Tier.T0, id="as good as sure, and the grave thing nearly too"),
    ],
)
def test_in_more_words_it_must_be_found_and_stand_out_from_everything_grave(so_grave: float, talk: float, tier: Tier) -> None:
    assert _assess(MORE, "H05", talk=talk, so_grave=so_grave).tier is tier


@pytest.mark.parametrize(
    ("so_grave", "urgency", "tier"),
    [
        pytest.param(0.2, 0.89, Tier.T2, id="no part is grave"),
        pytest.param(0.6, 0.7, Tier.T0, id="a part tells something grave"),
        pytest.param(0.3, 0.9, Tier.T1, id="a part is urgent, whatever it tells"),
    ],
)
def test_talk_does_not_outweigh_what_a_part_of_it_tells(so_grave: float, urgency: float, tier: Tier) -> None:
    def read(texts: Sequence[str]) -> Reading:
        whole = (Read("L01", 0.75), Read("H04", 0.2))
        parts = ((Read("H04", so_grave), Read("L01", 0.2)),) * (len(texts) - 1)
        return Reading("an_intent", 0.9, (whole, *parts), (0.4, *[urgency] * len(parts)))

    text = "the lanterns go out all along the river. then the kettle sings all evening and nobody hears"
    assert screen_with(read).assess(text).tier is tier


def test_what_might_be_about_life_is_asked_about_and_shown_as_a_guess() -> None:
    found = _assess(FEW, "H03", talk=0.6)
    assert found.ask
    assert {one.id: one.score for one in found.situations}["H03"] < 0.5


def test_no_other_talk_outweighs_anything() -> None:
    assert _assess(FEW, "H03", talk=0.95, name="L04").tier is Tier.T0
    assert _assess(MORE, "H03", talk=0.95, name="L04", so_grave=0.5).tier is Tier.T0


def test_what_a_rule_heard_calls_as_ever() -> None:
    assert _assess("i want to kill myself tonight", "H02", talk=0.95).tier is Tier.T0


@pytest.mark.parametrize("before", ["i want to die", "he has my nudes", "Are you thinking about ending your life?"])
def test_where_it_is_serious_nothing_is_everyday_talk(before: str) -> None:
    assert _assess(FEW, "H03", talk=0.95, context=[before]).tier is Tier.T0


def test_of_a_long_message_each_part_counts() -> None:
    assert _assess(f"{MORE}. " * 6, "H03", talk=0.95).tier is Tier.T0

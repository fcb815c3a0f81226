"""What must hold for every text: total, only raising, places inside the text, time that grows no faster than the text."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.safety.rules import load_rules
from bot.safety.screen import load_screen
from bot.safety.situations import load_situations
from bot.safety.tiers import Tier
from tests.examples import examples
from tests.unit.safety.conftest import DATA, RISK, no_model

SCREEN = load_screen(DATA, no_model)
VIEWS = [rules.views for rules in load_rules(RISK, load_situations(RISK / "situations.yml"))]

CRISIS = [
    "i wanna kms",
    "i want to die",
    "k m s",
    "i took loads of pills",
    "hes outside my house right now",
    "im 10 and scared",
    "my dad hits me",
    "i cut myself again",
    "me quiero morir",
    "ya me las tomé todas",
    "mi papá me pega",
]
CALM = [
    "hey",
    "lol ok",
    "dying of laughter",
    "im not gonna kms dw",
    "jk jk im fine",
    "this homework is killing me",
    "my mum made tea",
    "what do i do now",
    "10 out of 10",
    "he told me to report it",
]
texts = st.text(max_size=300)
calm_texts = st.lists(st.sampled_from(CALM), max_size=4).map(". ".join)
some = settings(deadline=None, max_examples=examples(150), suppress_health_check=[HealthCheck.too_slow])


@some
@given(text=texts, context=st.lists(texts, max_size=3), tap=st.none() | st.sampled_from(["affirm", "deny", "nonsense"]))
def test_every_text_gives_an_assessment_with_places_inside_it(text: str, context: list[str], tap: str | None) -> None:
    verdict = SCREEN.assess(text, context=context, tap=tap)
    assert isinstance(verdict.tier, Tier)
    for reason in verdict.reasons:
        assert 0 <= reason.start <= reason.end <= len(text)
        assert reason.words == text[reason.start : reason.end]
    for mention in verdict.mentions:
        assert 0 <= mention.start < mention.end <= len(text)


@some
@given(before=calm_texts, crisis=st.sampled_from(CRISIS), after=calm_texts, joint=st.sampled_from([". ", "\n", "! "]))
def test_a_crisis_phrase_inside_any_calm_text_never_lowers_the_tier(before: str, crisis: str, after: str, joint: str) -> None:
    assert SCREEN.assess(f"{before}{joint}{crisis}{joint}{after}").tier >= SCREEN.assess(crisis).tier


@some
@given(before=texts, crisis=st.sampled_from(CRISIS), after=texts)
def test_nor_does_any_other_text_around_it(before: str, crisis: str, after: str) -> None:
    # A colon or quotation mark may make it the line of somebody else in a pasted chat.
    around = [part.translate(dict.fromkeys(map(ord, ':"“”>'), " ")) for part in (before, after)]
    assert SCREEN.assess(f"{around[0]}.\n{crisis}.\n{around[1]}").tier >= SCREEN.assess(crisis).tier


@some
@given(
    text=st.sampled_from(CRISIS + CALM),
    context=st.lists(st.sampled_from(CRISIS + CALM + ["Are you safe right now?", "he has my nudes"]), max_size=6),
)
def test_more_context_never_lowers(text: str, context: list[str]) -> None:
    assert SCREEN.assess(text, context=context).tier >= SCREEN.assess(text).tier


@some
@given(text=texts)
def test_every_word_of_every_view_stands_in_the_text(text: str) -> None:
    for view in (view for views in VIEWS for view in views.of(text)):
        assert all(0 <= word.start <= word.end <= len(text) for word in view.words)
        assert len(view.places) == len(view.words) + 1


@pytest.mark.parametrize(
    "unit", ["i want to ", "kms lmao ", "k.", "!", " ", "a", "😂💀", "he:\n", '"', 'he said "', "i ", "1", "*k", ".\n", "é"]
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    def seconds(characters: int) -> float:
        text = (unit * characters)[:characters]

        def once() -> float:
            begun = time.process_time()
            SCREEN.assess(text)
            return time.process_time() - begun

        return min(once() for _ in range(3))  # a busy machine makes one slow, not three

    seconds(1_000)
    assert seconds(40_000) < 20 * max(seconds(10_000), 0.05)

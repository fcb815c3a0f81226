"""Messages as bytes: everything comes back, whatever was said."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.message import Button, Draft, Sender, Style
from bot.safety.assessment import Assessment, Mention, Reason, ScoredSituation
from bot.safety.tiers import Concern, Tier
from bot.store.codec import UnknownVersionError, decode, encode

any_text = st.text(st.characters(exclude_categories=()), max_size=40)  # half surrogate pairs too
maybe_text = st.none() | any_text
scores = st.floats(0, 1)
json_values = st.recursive(st.none() | st.booleans() | st.integers() | any_text, lambda deeper: st.lists(deeper, max_size=3))

assessments = st.builds(
    Assessment,
    tier=st.sampled_from(Tier),
    concern=st.none() | st.sampled_from(Concern),
    ask=st.booleans(),
    intent=maybe_text,
    confidence=scores,
    situations=st.lists(st.builds(ScoredSituation, any_text, scores), max_size=3).map(tuple),
    reasons=st.lists(
        st.builds(Reason, any_text, any_text, st.sampled_from(Tier), any_text, st.integers(0), st.integers(0), any_text),
        max_size=3,
    ).map(tuple),
    mentions=st.lists(st.builds(Mention, any_text, any_text, st.integers(0), st.integers(0)), max_size=3).map(tuple),
    language=maybe_text,
    live_person=st.booleans(),
)
drafts = st.builds(
    Draft,
    sender=st.sampled_from(Sender),
    text=any_text,
    key=maybe_text,
    buttons=st.lists(st.builds(Button, any_text, any_text, maybe_text, maybe_text), max_size=3).map(tuple),
    helplines=st.lists(st.dictionaries(any_text, json_values, max_size=3), max_size=2).map(tuple),
    style=st.sampled_from(Style),
    tap=maybe_text,
    assessment=st.none() | assessments,
    author=maybe_text,
)


@given(drafts)
def test_everything_that_was_said_comes_back(draft: Draft) -> None:
    assert decode(encode(draft)) == draft


@given(drafts)
def test_every_row_names_its_version(draft: Draft) -> None:
    assert json.loads(encode(draft))["v"] == 1


def test_a_row_of_a_newer_program_is_refused_with_advice() -> None:
    with pytest.raises(UnknownVersionError, match="Update the program"):
        decode(b'{"v": 2, "sender": "bot"}')


FULL = Draft(
    Sender.YOUNG_PERSON,
    "im 14 and he wants £50",
    assessment=Assessment(
        Tier.T2,
        situations=(ScoredSituation("B01", 0.9),),
        reasons=(Reason("model", "B01", Tier.T2, "he wants £50", 10, 22, "he wants 20 quid"),),
        mentions=(Mention("age", "14", 0, 5), Mention("amount", "50 GBP", 19, 22)),
        language="es",
    ),
)


def row(**changes: object) -> bytes:
    """The row of FULL as another version wrote it: with other fields of its assessment, or without them."""
    stored = json.loads(encode(FULL))
    assessment = {name: value for name, value in {**stored["assessment"], **changes}.items() if value is not ...}
    return json.dumps({**stored, "assessment": assessment}).encode()


def test_mentions_language_and_the_nearest_example_survive() -> None:
    assert decode(encode(FULL)) == FULL


def test_a_row_from_before_mentions_and_languages_still_loads() -> None:
    assessment = decode(row(mentions=..., language=..., live_person=...)).assessment
    assert assessment is not None
    assert (assessment.mentions, assessment.language, assessment.live_person) == ((), None, False)
    assert (assessment.tier, assessment.situations, assessment.reasons) == (
        Tier.T2,
        FULL.assessment.situations,
        FULL.assessment.reasons,
    )


def test_a_reason_from_before_nearest_examples_still_loads() -> None:
    assessment = decode(row(reasons=[["rule", "money_demanded", "T2", "he wants", 10, 18]])).assessment
    assert assessment is not None
    assert assessment.reasons == (Reason("rule", "money_demanded", Tier.T2, "he wants", 10, 18, ""),)

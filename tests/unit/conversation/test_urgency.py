"""How urgent a conversation becomes: only ever more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.urgency import raised, why_person_is_called
from bot.safety.assessment import Assessment, ScoredSituation
from bot.safety.tiers import Concern, Tier

TIERS = st.sampled_from(Tier)
CONCERNS = st.none() | st.sampled_from(Concern)


@given(TIERS, CONCERNS, TIERS, CONCERNS)
def test_no_message_lowers_the_tier_or_takes_a_concern_away(
    tier: Tier, concern: Concern | None, found_tier: Tier, found_concern: Concern | None
) -> None:
    after, what = raised(tier, concern, Assessment(found_tier, found_concern))
    assert after == max(tier, found_tier)
    assert concern is None or what is not None


@pytest.mark.parametrize(
    ("tier", "found", "expected"),
    [
        (Tier.T2, Assessment(Tier.T0, Concern.SUICIDE), Concern.SUICIDE),
        (Tier.T0, Assessment(Tier.T1, Concern.SUICIDE), Concern.DANGER),
        (Tier.T1, Assessment(Tier.T0), Concern.DANGER),
        (Tier.T1, Assessment(Tier.T1, Concern.SUICIDE), Concern.DANGER),
    ],
)
def test_the_concern_of_the_more_urgent_message_counts(tier: Tier, found: Assessment, expected: Concern) -> None:
    assert raised(tier, Concern.DANGER, found)[1] is expected


@pytest.mark.parametrize(
    ("found", "tap", "reason"),
    [
        (Assessment(Tier.T0), None, "tier_t0"),
        (Assessment(Tier.T1), "ask_for_person", "tier_t1"),
        (Assessment(Tier.T2), None, None),
        (Assessment(Tier.T2, live_person=True), None, "live_person"),
        (Assessment(Tier.T1, live_person=True), None, "tier_t1"),
        (Assessment(Tier.T2, live_person=True), "ask_for_person", "asked"),
        (Assessment(), "ask_for_person", "asked"),
        (Assessment(intent="ask_for_person"), None, "asked"),
        (Assessment(situations=(ScoredSituation("L03", 0.6),)), None, "asked"),
        (Assessment(situations=(ScoredSituation("L03", 0.44),)), None, None),
        (Assessment(situations=(ScoredSituation("A01", 0.7), ScoredSituation("L03", 0.6))), None, None),
        (Assessment(), "affirm", None),
    ],
)
def test_a_person_is_called_for_danger_for_what_cannot_wait_and_when_asked_for(
    found: Assessment, tap: str | None, reason: str | None
) -> None:
    assert why_person_is_called(found, tap) == reason

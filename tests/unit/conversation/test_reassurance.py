"""Where the hopeful line may be said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.case import CaseFacts
from bot.conversation.reassurance import (
    HOLLOW,
    PLAN,
    THREAT_TO_SHARE,
    WILL_THEY,
    WILL_THEY_KNOWN,
    answer_threat_to_share,
    answer_will_they_share,
    due_reassurance,
)

HOPEFUL = {HOLLOW, THREAT_TO_SHARE, WILL_THEY}
SITUATIONS = st.frozensets(st.sampled_from(["A01", "A05", "C01", "D01", "D02", "D03", "D04", "D05", "G01"]))


@given(SITUATIONS, st.booleans(), st.sampled_from([None, True, False]))
def test_no_hope_is_given_about_somebody_they_know_or_once_it_is_shared(
    situations: frozenset[str], reassured: bool, known: bool | None
) -> None:
    facts = CaseFacts(situations=situations, reassured=reassured, offender_known=known)
    said = {answer_will_they_share(facts), answer_threat_to_share(facts), due_reassurance(facts)}
    if known or situations & {"C01", "D02", "D03", "D04", "D05"}:
        assert not said & HOPEFUL


@pytest.mark.parametrize(
    ("facts", "reply"),
    [
        (CaseFacts(situations=frozenset({"A01"})), THREAT_TO_SHARE),
        (CaseFacts(situations=frozenset({"A01"}), reassured=True), PLAN),
        (CaseFacts(situations=frozenset({"A01", "D03"})), WILL_THEY_KNOWN),
        (CaseFacts(situations=frozenset({"A01", "D03"}), reassured=True), PLAN),
        (CaseFacts(situations=frozenset({"A01", "C01"})), PLAN),
    ],
)
def test_a_threat_is_believed_first_and_planned_for_when_it_comes_back(facts: CaseFacts, reply: str) -> None:
    assert answer_threat_to_share(facts) == reply


def test_who_asks_again_is_answered_again() -> None:
    assert answer_will_they_share(CaseFacts(situations=frozenset({"G01"}), reassured=True)) == WILL_THEY


def test_a_deadline_still_owes_the_truth_about_threats_once() -> None:
    facts = CaseFacts(situations=frozenset({"A05"}))
    assert due_reassurance(facts) == HOLLOW
    assert due_reassurance(CaseFacts(situations=frozenset({"A05"}), reassured=True)) is None


def test_no_threat_no_reassurance() -> None:
    assert due_reassurance(CaseFacts(situations=frozenset({"B01"}))) is None

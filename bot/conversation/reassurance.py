"""When the one hopeful line about threats may be said, and what is said in its place (guidance b1, b2, D02)."""

from __future__ import annotations

from typing import Final

from bot.conversation.case import CaseFacts

HOLLOW: Final = "utter_threat_may_be_hollow"
PLAN: Final = "utter_plan_in_case_shared"
WILL_THEY: Final = "utter_will_they_share"
WILL_THEY_KNOWN: Final = "utter_will_they_share_known"
THREAT_TO_SHARE: Final = "utter_threat_to_share"  # believes them, and holds the hopeful line as well
REASSURANCES: Final = frozenset({HOLLOW, PLAN, WILL_THEY, WILL_THEY_KNOWN, THREAT_TO_SHARE})

_THREATS_TO_SHARE: Final = ("A01", "A02", "A03", "A05")


def may_be_hollow(facts: CaseFacts) -> bool:
    """Often threats are empty - of strangers. Not of somebody they know, and never once it has been shared."""
    return not facts.offender_known and not facts.saw("C01", "D02", "D03", "D04", "D05")


def answer_will_they_share(facts: CaseFacts) -> str:
    """G01, each time it is asked."""
    if facts.saw("C01"):
        return PLAN
    return WILL_THEY if may_be_hollow(facts) else WILL_THEY_KNOWN


def answer_threat_to_share(facts: CaseFacts) -> str:
    """A01. The hopeful line comes once; who comes back to the threat gets a plan for it."""
    if not may_be_hollow(facts):
        return PLAN if facts.reassured or facts.saw("C01") else WILL_THEY_KNOWN
    return PLAN if facts.reassured else THREAT_TO_SHARE


def due_reassurance(facts: CaseFacts) -> str | None:
    """The reassurance that is still owed to somebody who was threatened, or None."""
    if facts.reassured or not facts.saw(*_THREATS_TO_SHARE):
        return None
    return HOLLOW if may_be_hollow(facts) else PLAN

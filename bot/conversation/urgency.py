"""How urgent a conversation is: as urgent as its most urgent message. Pure."""

from __future__ import annotations

from bot.safety.assessment import Assessment
from bot.safety.findings import FOUND
from bot.safety.tiers import Concern, Tier

ASK_FOR_PERSON = "ask_for_person"  # the intent, and the id of the button that every screen offers
ASKED = "asked"  # the reason key of a person who was wished for
_ASKS_FOR_PERSON = "L03"


def raised(tier: Tier, concern: Concern | None, found: Assessment) -> tuple[Tier, Concern | None]:
    """The tier and concern after one more message. Never lower: a calm sentence cancels nothing."""
    if found.tier > tier:
        return found.tier, found.concern or concern
    if found.tier == tier and concern is None:
        return tier, found.concern
    return tier, concern


def why_person_is_called(found: Assessment, tap: str | None) -> str | None:
    """The reason key to call a person after this message, or None.

    T0 and T1 do so without being asked, and so does what cannot wait for the next offer: a countdown, or a picture that is out.
    """
    if found.tier.needs_person:
        return f"tier_{found.tier.name.lower()}"
    first = next((one.id for one in found.situations[:1] if one.score >= FOUND), None)
    if ASK_FOR_PERSON in {tap, found.intent} or first == _ASKS_FOR_PERSON:
        return ASKED
    return "live_person" if found.live_person else None

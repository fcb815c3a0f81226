"""Changing how urgent a conversation is, by hand."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import AfterValidator, Field

from bot.console.access import ONE, ReadableConversation
from bot.console.cards import card_for
from bot.console.face import TheFace
from bot.console.session import TheCounsellor
from bot.edge.wire import Body, CleanText
from bot.safety.tiers import Tier
from bot.services.queue import card
from bot.services.set_tier import set_tier

router = APIRouter(tags=["tier"])


def _tier_name(name: str) -> str:
    if name not in Tier.__members__:
        raise ValueError
    return name


class TierBody(Body):
    """The new tier, and why."""

    tier: Annotated[CleanText, AfterValidator(_tier_name)]
    reason: Annotated[CleanText, Field(max_length=2000)] = ""


@router.post(f"{ONE}/tier")
def change_tier(body: TierBody, face: TheFace, counsellor: TheCounsellor, conversation: ReadableConversation) -> dict[str, Any]:
    """Raise it, or lower it with a reason."""
    return card_for(card(face.deps, set_tier(face.deps, conversation.id, counsellor, Tier[body.tier], body.reason)), counsellor)

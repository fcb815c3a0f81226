"""Second readings. Nothing that was found in a conversation leaves the server before the reader has rated it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BeforeValidator

from bot.console.access import ConversationId
from bot.console.face import TheFace
from bot.console.permission import needs
from bot.console.session import TheCounsellor
from bot.conversation.message import Message
from bot.edge.wire import Body
from bot.safety.tiers import Tier
from bot.services.permissions import Permission
from bot.services.reviews import rate, read_again, reviews_for

router = APIRouter(tags=["supervision"], dependencies=[needs(Permission.REVIEW)])


def _tier(value: object) -> object:
    return Tier.__members__.get(value) if isinstance(value, str) else None


class RatingBody(Body):
    """How urgent the reader finds it: "T0" … "T4"."""

    tier: Annotated[Tier, BeforeValidator(_tier)]


@router.get("/api/reviews")
def list_reviews(face: TheFace, counsellor: TheCounsellor) -> dict[str, Any]:
    """Those that this reader may read: not their own."""
    return {
        "reviews": [
            {
                "id": one.conversation_id,
                "language": one.language,
                "drawn_at": one.drawn_at.isoformat(),
                "messages": one.messages,
            }
            for one in reviews_for(face.deps, counsellor)
        ]
    }


@router.get("/api/reviews/{conversation_id}")
def read_review(face: TheFace, counsellor: TheCounsellor, conversation_id: ConversationId) -> dict[str, Any]:
    """Only who said what, and when."""
    found = read_again(face.deps, conversation_id, counsellor)
    return {"id": conversation_id, "messages": [_bare(message) for message in found]}


@router.post("/api/reviews/{conversation_id}")
def rate_review(body: RatingBody, face: TheFace, counsellor: TheCounsellor, conversation_id: ConversationId) -> dict[str, Any]:
    """Keep the rating, and say now what had been found."""
    rated = rate(face.deps, conversation_id, counsellor, body.tier)
    return {"found": rated.found_tier.name, "rated": body.tier.name, "missed": rated.missed}


def _bare(message: Message) -> dict[str, Any]:
    """Written down one by one: what is added to a message later must not slip in here."""
    return {
        "seq": message.seq,
        "sender": message.said.sender.value,
        "text": message.said.text,
        "sent_at": message.sent_at.isoformat(),
    }

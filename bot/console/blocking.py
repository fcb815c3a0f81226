"""Blocking and unblocking."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field

from bot.console.access import ONE, ReadableConversation
from bot.console.cards import card_for
from bot.console.face import TheFace
from bot.console.session import TheCounsellor
from bot.edge.wire import Body
from bot.services.block import MOST_HOURS, BlockReason, block, unblock
from bot.services.queue import card

router = APIRouter(tags=["blocking"])


class BlockBody(Body):
    """Why, and for how many hours."""

    reason: BlockReason
    hours: Annotated[int, Field(ge=1, le=MOST_HOURS)]


@router.post(f"{ONE}/block")
def block_it(body: BlockBody, face: TheFace, counsellor: TheCounsellor, conversation: ReadableConversation) -> dict[str, Any]:
    """No person is called to it for a while, but for T0 and T1."""
    return card_for(card(face.deps, block(face.deps, conversation.id, counsellor, body.reason, body.hours)), counsellor)


@router.post(f"{ONE}/unblock")
def unblock_it(face: TheFace, counsellor: TheCounsellor, conversation: ReadableConversation) -> dict[str, Any]:
    """People are called again."""
    return card_for(card(face.deps, unblock(face.deps, conversation.id, counsellor)), counsellor)

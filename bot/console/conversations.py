"""Reading a conversation, and answering in it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from bot.console.access import ConversationId, ReadableConversation
from bot.console.beside import beside_json, tier_change_json
from bot.console.cards import brief_json, card_for, found_message_json
from bot.console.face import TheFace
from bot.console.session import TheCounsellor
from bot.conversation.content_note import content_note
from bot.edge.keystrokes import Typist, tell_typing
from bot.edge.wire import Body, CleanText, ClientId, TypingBody
from bot.services.counsellor_reply import counsellor_reply
from bot.services.errors import NotOwnerError
from bot.services.open_conversation import open_conversation
from bot.services.queue import card
from bot.services.typing import note_typing

router = APIRouter(tags=["conversations"])
_ONE = "/api/conversations/{conversation_id}"


class ReplyBody(Body):
    """What a counsellor writes."""

    client_id: ClientId
    text: CleanText


@router.get(_ONE)
def read(face: TheFace, counsellor: TheCounsellor, conversation: ReadableConversation) -> dict[str, Any]:
    """The whole conversation. From now on this counsellor's stream follows it."""
    before = conversation.id in face.opened.of(counsellor.id)
    opened = open_conversation(face.deps, conversation.id, counsellor, opened_before=before)
    face.opened.add(counsellor.id, conversation.id)
    by_hand = opened.tier_set_by_hand
    return {
        "card": card_for(card(face.deps, opened.conversation), counsellor),
        "messages": [found_message_json(one, face.situation_names, face.veil) for one in opened.messages],
        "brief": {
            **brief_json(opened.brief, face.situation_names),
            "tier_set_by": tier_change_json(by_hand, opened.names) if by_hand else None,
        },
        "content_note": content_note(opened.brief.situations),
        "promised": [],  # only approved sentences are said, and none of them promises anything
        **beside_json(opened),
    }


@router.post(f"{_ONE}/messages", status_code=201)
def reply(
    body: ReplyBody, response: Response, face: TheFace, counsellor: TheCounsellor, conversation_id: ConversationId
) -> dict[str, int]:
    """Answer: 201, or 200 with the same number when an earlier try had stored it."""
    received = counsellor_reply(face.deps, conversation_id, counsellor, client_id=body.client_id, text=body.text)
    if received.duplicate:
        response.status_code = 200
    return {"seq": received.message.seq}


@router.post(f"{_ONE}/typing", status_code=204)
def typing(body: TypingBody, face: TheFace, counsellor: TheCounsellor, conversation: ReadableConversation) -> Response:
    """Show the young person that their counsellor is writing. Nobody else may seem to be there."""
    if conversation.counsellor_id != counsellor.id:
        raise NotOwnerError
    if body.typing:
        note_typing(face.deps, conversation.id, counsellor)
    tell_typing(face.deps, conversation.id, Typist.COUNSELLOR, typing=body.typing)
    return Response(status_code=204)

"""Reading a conversation, accepting it, answering in it, handing it back."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from bot.console.access import ConversationId, ReadableConversation
from bot.console.beside import beside_json, tier_change_json
from bot.console.cards import brief_json, conversation_json, found_message_json, queue_json
from bot.console.face import TheFace
from bot.console.session import TheCounsellor
from bot.edge.keystrokes import Typist, tell_typing
from bot.edge.wire import Body, CleanText, ClientId, TypingBody
from bot.services.close import close
from bot.services.counsellor_reply import counsellor_reply
from bot.services.errors import NotOwnerError
from bot.services.open_conversation import open_conversation
from bot.services.queue import queue
from bot.services.return_to_bot import return_to_bot
from bot.services.take_over import take_over

router = APIRouter(tags=["conversations"])
_ONE = "/api/conversations/{conversation_id}"


class ReplyBody(Body):
    """What a counsellor writes."""

    client_id: ClientId
    text: CleanText


@router.get("/api/queue")
def read_queue(face: TheFace, counsellor: TheCounsellor) -> dict[str, Any]:
    """Who waits, whom they have, who talks with the bot."""
    return queue_json(queue(face.deps), counsellor)


@router.get(_ONE)
def read(face: TheFace, counsellor: TheCounsellor, conversation: ReadableConversation) -> dict[str, Any]:
    """The whole conversation. From now on this counsellor's stream follows it."""
    before = conversation.id in face.opened.of(counsellor.id)
    opened = open_conversation(face.deps, conversation.id, counsellor, opened_before=before)
    face.opened.add(counsellor.id, conversation.id)
    by_hand = opened.tier_set_by_hand
    return {
        "card": conversation_json(opened.conversation),
        "messages": [found_message_json(one, face.situation_names) for one in opened.messages],
        "brief": {
            **brief_json(opened.brief, face.situation_names),
            "tier_set_by": tier_change_json(by_hand, opened.names) if by_hand else None,
        },
        "promised": [],  # only approved sentences are said, and none of them promises anything
        **beside_json(opened),
    }


@router.post(f"{_ONE}/claim")
def claim(face: TheFace, counsellor: TheCounsellor, conversation_id: ConversationId) -> dict[str, Any]:
    """Accept it: exactly one can, the others learn who."""
    taken = take_over(face.deps, conversation_id, counsellor)
    face.opened.add(counsellor.id, conversation_id)
    return conversation_json(taken)


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
    tell_typing(face.deps, conversation.id, Typist.COUNSELLOR, typing=body.typing)
    return Response(status_code=204)


@router.post(f"{_ONE}/return")
def give_back(face: TheFace, counsellor: TheCounsellor, conversation_id: ConversationId) -> dict[str, Any]:
    """Let the bot answer again."""
    return conversation_json(return_to_bot(face.deps, conversation_id, counsellor))


@router.post(f"{_ONE}/close")
def end(face: TheFace, counsellor: TheCounsellor, conversation_id: ConversationId) -> dict[str, Any]:
    """End the conversation."""
    return conversation_json(close(face.deps, conversation_id, counsellor))

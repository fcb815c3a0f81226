"""What a young person may wish of the chat itself: short words, and to say whether it helped."""

from __future__ import annotations

from fastapi import APIRouter, Response
from pydantic import StrictBool

from bot.conversation.feedback import Answer
from bot.edge.wire import Body
from bot.services.feedback import give_feedback
from bot.services.simple_words import simple_words
from bot.web.face import TheFace
from bot.web.session import ActingConversation

router = APIRouter(prefix="/api/conversations/{conversation_id}", tags=["wishes"])


class SimpleWordsBody(Body):
    """On or off."""

    on: StrictBool


class FeedbackBody(Body):
    """One of three answers."""

    answer: Answer


@router.post("/simple-words", status_code=204)
def use_simple_words(body: SimpleWordsBody, face: TheFace, conversation: ActingConversation) -> Response:
    """Word later replies shortly, or as usual."""
    simple_words(face.deps, conversation.id, on=body.on)
    return Response(status_code=204)


@router.post("/feedback", status_code=204)
def feedback(body: FeedbackBody, face: TheFace, conversation: ActingConversation) -> Response:
    """Count the answer, apart from everything that was said. A second one is not counted."""
    give_feedback(face.deps, conversation.id, body.answer)
    return Response(status_code=204)

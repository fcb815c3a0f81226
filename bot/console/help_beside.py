"""The help beside a chat: what the bot would say, short replies, helplines that are open."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from bot.console.access import ONE, ReadableConversation
from bot.console.face import TheFace
from bot.conversation.brief import Brief
from bot.guidance.choice import Choice
from bot.guidance.guide import Reader
from bot.services.brief import brief
from bot.services.records import Conversation

router = APIRouter(tags=["help"])


@router.get(f"{ONE}/help")
def read_help(face: TheFace, conversation: ReadableConversation) -> dict[str, Any]:
    """What there is for this young person, in their language."""
    if face.guide is None:
        return {"cards": [], "saved": [], "helplines": []}
    now = face.deps.clock()
    known = brief(face.deps, conversation.id)
    situations = [one.id for one in known.situations]
    reader = _reader(conversation, known)
    return {
        "cards": [
            {
                "key": card.key,
                "situation": card.situation,
                "title": face.situation_names.get(card.situation, card.situation),
                "text": card.text,
                "language": card.language,
            }
            for card in face.guide.cards(situations, reader, now)
        ],
        "saved": [{"id": id_, "text": text} for id_, text in face.guide.saved_replies(reader, now)],
        "helplines": [
            _helpline(one, face.guide.card_of(one, reader, now)) for one in face.guide.helplines(situations, reader, now)
        ],
    }


def _reader(conversation: Conversation, known: Brief) -> Reader:
    said = {fact.label: fact.value for fact in known.facts}
    age, band = said.get("age"), said.get("age_band")
    return Reader(
        language=conversation.language,
        country=conversation.country,
        age_band=str(band) if band else None,
        age=int(age) if age else None,
        simple_words=conversation.simple_words,
    )


def _helpline(one: Choice, card: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": card["name"],
        "phone": card["phone"],
        "text_to": card["sms"],
        "url": one.helpline.chat_url or one.helpline.url,
        "hours": card["hours"],
        "open_now": one.open,
        "need": one.need.value,
        "why": list(one.why),
    }

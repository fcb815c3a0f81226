"""The help beside a chat: what the bot would say, short replies, helplines that are open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter

from bot.console.access import ONE, ReadableConversation
from bot.console.face import TheFace
from bot.console.session import TheCounsellor
from bot.conversation.brief import SURE, Brief
from bot.conversation.case import CaseFacts
from bot.conversation.standpoint import standpoint_after
from bot.conversation.steps import Step, how_replies, reply_for, steps_for
from bot.guidance.choice import Choice
from bot.guidance.guide import Reader
from bot.services.brief import brief
from bot.services.records import Conversation

router = APIRouter(tags=["help"])


@router.get(f"{ONE}/help")
def read_help(face: TheFace, counsellor: TheCounsellor, conversation: ReadableConversation) -> dict[str, Any]:
    """What there is for this young person, in their language."""
    guide, now = face.guide, face.deps.clock()
    if guide is None:
        return {"cards": [], "saved": [], "helplines": []}
    known = brief(face.deps, conversation.id)
    situations, reader = [one.id for one in known.situations], _reader(conversation, known)
    steps = {key: guide.word(word, face.settings.language) for key, word in _steps(known, reader)}
    return {
        "cards": [
            {
                "key": card.key,
                "situation": card.situation,
                "title": face.situation_names.get(card.situation, card.situation) if card.situation else steps[card.key],
                "text": card.text,
                "language": card.language,
                "said": card.key in known.advised,
            }
            for card in guide.cards(situations, list(steps), reader, now)
        ],
        "saved": [{"id": id_, "text": text} for id_, text in guide.saved_replies(reader, now, counsellor.name)],
        "helplines": [_helpline(one, card) for one, card in guide.helplines(situations, reader, now)],
    }


def _reader(conversation: Conversation, known: Brief) -> Reader:
    told = {fact.label: fact.value for fact in known.facts}
    age, band = told.get("age"), told.get("age_band")
    return Reader(
        language=conversation.language,
        country=conversation.country,
        age_band=str(band) if band else None,
        age=int(age) if age else None,
        simple_words=conversation.simple_words,
    )


def _steps(known: Brief, reader: Reader) -> Iterator[tuple[str, str]]:
    """The steps that the bot would give in this case, given already or not: reply key, and the interface word that names it."""
    sure = [(one.id, one.score) for one in known.situations if one.score >= SURE]
    platform = next((str(fact.value) for fact in reversed(known.facts) if fact.label == "platform"), None)
    facts = CaseFacts(
        situations=frozenset(id_ for id_, _ in sure),
        steps_given=(Step.KEEP_AND_BLOCK,),  # so that the way to do it is asked for
        age_band=reader.age_band,
        country=reader.country,
        platform=platform,
        standpoint=standpoint_after(None, sure, (), None),
        safety_asked=True,
    )
    for step in steps_for(facts):
        yield reply_for(step), f"fact_step_{step}"
        if step is Step.KEEP_AND_BLOCK and platform:
            yield how_replies(facts)[-1], f"fact_platform_{platform}"


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

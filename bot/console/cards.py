"""The shapes that only counsellors see: cards, the queue, messages with what was found in them, the brief."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bot.conversation.brief import Brief
from bot.conversation.message import Message
from bot.conversation.picture import Fact
from bot.edge.wire import message_json
from bot.safety.assessment import Reason, ScoredSituation
from bot.services.ports import Conversation, Counsellor
from bot.services.practice import may_be_given
from bot.services.queue import Card, Queue

Names = Mapping[str, str]


def counsellor_json(counsellor: Counsellor) -> dict[str, Any]:
    """Who is signed in."""
    return {"id": counsellor.id, "name": counsellor.name, "role": counsellor.role.value}


def card_json(card: Card) -> dict[str, Any]:
    """One conversation in a list."""
    one = card.conversation
    return {
        "id": one.id,
        "label": one.label,
        "owner": one.owner.value,
        "tier": one.tier.name,
        "concern": one.concern.value if one.concern else None,
        "waiting_since": _time(one.waiting_since),
        "counsellor": one.counsellor_name,
        "last_at": _time(one.last_at),
        "corrected_at": _time(one.corrected_at),
        "away": one.ended_at is not None,
        "practice": one.practice,
        "preview_words": list(card.preview_words),
        "unread": card.unread,
    }


def conversation_json(conversation: Conversation, unread: int = 0) -> dict[str, Any]:
    """The card of a conversation that is being looked at."""
    return card_json(Card(conversation, unread))


def queue_json(queue: Queue, counsellor: Counsellor) -> dict[str, Any]:
    """The queue as one counsellor sees it: what colleagues hold is not in it."""
    return {
        "waiting": [card_json(card) for card in queue.waiting if may_be_given(card.conversation, counsellor)],
        "mine": [card_json(card) for card in queue.mine(counsellor.id)],
        "open": [card_json(card) for card in queue.open if may_be_given(card.conversation, counsellor)],
        "counsellors_here": queue.counsellors_here,
    }


def found_message_json(message: Message, names: Names) -> dict[str, Any]:
    """A message with its assessment; a counsellor's and the bot's have none."""
    found = message.said.assessment
    return {
        **message_json(message),
        "tap": message.said.tap,
        "tier": found.tier.name if found else None,
        "concern": found.concern.value if found and found.concern else None,
        "reasons": [_reason(one, names) for one in (found.reasons if found else ())],
        "situations": _situations(found.situations if found else (), names),
    }


def brief_json(brief: Brief, names: Names) -> dict[str, Any]:
    """What a counsellor should know before the first word."""
    return {
        "tier": brief.tier.name,
        "concern": brief.concern.value if brief.concern else None,
        "raised_by": [
            {
                "words": one.words,
                "tier": one.tier.name,
                "at": _time(one.at),
                "name": names.get(one.name, one.name),
                "like": one.like,
            }
            for one in brief.raised_by
        ],
        "facts": [_fact(one) for one in brief.facts],
        "corrected": [_fact(one) for one in brief.corrected],
        "situations": _situations(brief.situations, names),
        "advised": list(brief.advised),
        "language": brief.language,
    }


def _fact(one: Fact) -> dict[str, Any]:
    return {"label": one.label, "value": one.value, "how": one.how}


def _reason(one: Reason, names: Names) -> dict[str, Any]:
    return {
        "source": one.source,
        "name": names.get(one.name, one.name),  # the model's reasons go by situation, a rule's by its own name
        "tier": one.tier.name,
        "words": one.words,
        "start": one.start,
        "end": one.end,
        "like": one.like,
    }


def _situations(found: Iterable[ScoredSituation], names: Names) -> list[dict[str, Any]]:
    return [{"id": one.id, "name": names.get(one.id, one.id), "score": round(one.score, 3)} for one in found]


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None

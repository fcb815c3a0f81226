"""The shapes that only counsellors see: cards, the queue, messages with what was found in them, the brief."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bot.conversation.brief import Brief
from bot.conversation.message import Message, Sender
from bot.conversation.owner import Owner
from bot.conversation.picture import Fact
from bot.conversation.routing import Colleague
from bot.edge.wire import message_json
from bot.guidance.veil import Veil
from bot.safety.assessment import Reason, ScoredSituation
from bot.services.permissions import Permission, may
from bot.services.ports import Counsellor
from bot.services.queue import Card, OpenEmergency, Queue

Names = Mapping[str, str]


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
        "offered_to": card.offered_to,
        "rings": one.owner is Owner.WAITING and one.tier.needs_person,
        "counsellor": one.counsellor_name,
        "answered": one.answered_at is not None,
        "language": one.language,
        "practice": one.practice,
        "blocked_until": _time(one.blocked_until),
        "last_at": _time(one.last_at),
        "corrected_at": _time(one.corrected_at),
        "away": one.ended_at is not None,
        "preview_words": list(card.preview_words),
        "unread": card.unread,
    }


def queue_json(queue: Queue, counsellor: Counsellor) -> dict[str, Any]:
    """The queue as one counsellor sees it: what colleagues hold, and what the bot has, only where the role reads all."""
    reads_all = may(counsellor, Permission.READ_ALL)
    me = queue.staff.get(counsellor.id)
    held = {"held": [card_json(card) for card in queue.held]} if reads_all else {}
    return {
        "waiting": [card_json(card) for card in queue.waiting],
        "mine": [card_json(card) for card in queue.mine(counsellor.id)],
        "open": [card_json(card) for card in queue.open] if reads_all else [],
        "open_count": len(queue.open),
        "counsellors_here": queue.counsellors_here,
        "emergencies": [_wanted(one, counsellor) for one in queue.second_wanted],
        "next": queue.next_for(counsellor.id),
        "me": me_json(me) if me else None,
        "staff": [_colleague(one) for one in queue.staff.values()],
        "hours": {"open": queue.opening.open, "opens_at": _time(queue.opening.opens_at)},
        **held,
    }


def _wanted(one: OpenEmergency, counsellor: Counsellor) -> dict[str, Any]:
    """An emergency that wants a second person. Why is not told here: whoever opens the conversation reads it."""
    emergency = one.emergency
    return {
        "conversation": emergency.conversation_id,
        "label": one.label,
        "number": emergency.number,
        "opened_by": one.opened_by_name,
        "opened_at": _time(emergency.opened_at),
        "mine": emergency.opened_by == counsellor.id,
    }


def me_json(me: Colleague) -> dict[str, Any]:
    """How much one counsellor has in hand, and whether a break is due."""
    return {
        "has": me.has,
        "capacity": me.capacity,
        "paused_at": _time(me.paused_at),
        "pause_kind": me.pause_kind,
        "hard_in_a_row": me.hard,
        "break_due": me.break_due,
        "rest_first": me.must_rest(),
    }


def found_message_json(message: Message, names: Names, veil: Veil) -> dict[str, Any]:
    """A message with its assessment; a counsellor's and the bot's have none.

    Of a young person's text some words are veiled until somebody looks, but never what made it T0 or T1.
    """
    found = message.said.assessment
    urgent = [(one.start, one.end) for one in (found.reasons if found else ()) if one.tier.needs_person]
    theirs = message.said.sender is Sender.YOUNG_PERSON
    return {
        **message_json(message),
        "tap": message.said.tap,
        "tier": found.tier.name if found else None,
        "concern": found.concern.value if found and found.concern else None,
        "reasons": [_reason(one, names) for one in (found.reasons if found else ())],
        "situations": _situations(found.situations if found else (), names),
        "veiled": [list(span) for span in veil.spans(message.said.text, urgent)] if theirs else [],
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
        "lines": [{"line": line.name, "facts": [_fact(one) for one in line.facts]} for line in brief.lines],
        "corrected": [_fact(one) for one in brief.corrected],
        "situations": _situations(brief.situations, names),
        "advised": list(brief.advised),
        "language": brief.language,
    }


def _colleague(one: Colleague) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "here": one.here,
        "paused": one.paused,
        "has": one.has,
        "capacity": one.capacity,
        "languages": list(one.languages),
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

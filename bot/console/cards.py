"""The shapes that only counsellors see: cards, the queue, messages with what was found in them, the brief."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bot.conversation.alarm import rings_for
from bot.conversation.brief import Brief
from bot.conversation.message import Message, Sender
from bot.conversation.picture import Fact
from bot.conversation.routing import Colleague
from bot.conversation.skills import names_of_skills
from bot.edge.wire import message_json
from bot.guidance.veil import Veil
from bot.safety.assessment import Reason, ScoredSituation
from bot.services.channel_records import InApp
from bot.services.permissions import Permission, may
from bot.services.ports import Counsellor
from bot.services.queue import Card, OpenEmergency

Names = Mapping[str, str]


def card_json(card: Card) -> dict[str, Any]:
    """One conversation in a list, without what differs from reader to reader: `rings`."""
    one = card.conversation
    return {
        "id": one.id,
        "label": one.label,
        "owner": one.owner.value,
        "tier": one.tier.name,
        "concern": one.concern.value if one.concern else None,
        "waiting_since": moment(one.waiting_since),
        "offered_to": card.offered_to,
        "counsellor": one.counsellor_name,
        "answered": one.answered_at is not None,
        "language": one.language,
        "wants": names_of_skills(one.wants),
        "practice": one.practice,
        "blocked_until": moment(one.blocked_until),
        "last_at": moment(one.last_at),
        "corrected_at": moment(one.corrected_at),
        "away": one.ended_at is not None,
        "preview_words": list(card.preview_words),
        "unread": card.unread,
        "app": _app_json(card.app) if card.app else None,
    }


def _app_json(app: InApp) -> dict[str, Any]:
    """Where they write, when it is not our own chat, and how far what was written has come there."""
    return {
        "channel": app.channel,
        "reach": app.reach.value,
        "held": app.held_at is not None,
        "answer_until": moment(app.answer_until),
        "sent_seq": app.sent_seq,
        "delivered_seq": app.delivered_seq,
        "read_seq": app.read_seq,
    }


def card_for(card: Card, me: Counsellor) -> dict[str, Any]:
    """The same for one reader."""
    return {**card_json(card), "rings": rings(card, me)}


def rings(card: Card, me: Counsellor) -> bool:
    """Whether it rings in the consoles of one member of staff."""
    if card.alarm is None:
        return False
    supervises, paused = may(me, Permission.STEP_IN), me.paused_at is not None
    practice, first = card.conversation.practice, card.rings_first_for
    return rings_for(card.alarm, me.id, supervises=supervises, paused=paused, practice=practice, first=first)


def wanted_json(one: OpenEmergency, counsellor: Counsellor) -> dict[str, Any]:
    """An emergency that wants a second person. Why is not told here: whoever opens the conversation reads it."""
    emergency = one.emergency
    return {
        "conversation": emergency.conversation_id,
        "label": one.label,
        "number": emergency.number,
        "opened_by": one.opened_by_name,
        "opened_at": moment(emergency.opened_at),
        "mine": emergency.opened_by == counsellor.id,
    }


def me_json(me: Colleague) -> dict[str, Any]:
    """How much one counsellor has in hand, and whether a break is due."""
    return {
        "has": me.has,
        "capacity": me.capacity,
        "paused_at": moment(me.paused_at),
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
        "withdrawn": message.said.withdrawn,
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
                "at": moment(one.at),
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


def colleague_json(one: Colleague) -> dict[str, Any]:
    """Who is here, and how much they have."""
    return {
        "id": one.id,
        "name": one.name,
        "here": one.here,
        "paused": one.paused,
        "has": one.has,
        "capacity": one.capacity,
        "languages": list(one.languages),
        "skills": names_of_skills(one.skills),
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


def moment(at: datetime | None) -> str | None:
    """As JSON has it."""
    return at.isoformat() if at else None

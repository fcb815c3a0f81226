"""The shapes of what staff write about a conversation: notes, changed tiers, emergencies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.conversation.forms import Field, emergency_form
from bot.services.open_conversation import Opened
from bot.services.records_counselling import Emergency, Note, TierChange

Names = Mapping[str, str]  # of staff, by id


def beside_json(opened: Opened) -> dict[str, Any]:
    """What is shown beside a conversation."""
    names, emergency = opened.names, opened.emergency
    return {
        "notes": [note_json(one, names) for one in opened.notes],
        "tier_changes": [tier_change_json(one, names) for one in opened.tier_changes],
        "emergency": emergency_json(emergency, names, opened.alone_from) if emergency else None,
    }


def note_json(note: Note, names: Names) -> dict[str, Any]:
    """One note or whisper."""
    return {
        "number": note.number,
        "kind": note.kind.value,
        "at": note.at.isoformat(),
        "by": names.get(note.by, ""),
        "text": note.text,
    }


def tier_change_json(change: TierChange, names: Names) -> dict[str, Any]:
    """Who changed the tier, and why."""
    return {
        "at": change.at.isoformat(),
        "by": names.get(change.by, ""),
        "from": change.from_tier.name,
        "to": change.to_tier.name,
        "reason": change.reason,
    }


def emergency_json(emergency: Emergency, names: Names, alone_from: datetime | None = None) -> dict[str, Any]:
    """An emergency, open or not, with its checklist. `alone_from`: then whoever opened it need not wait for a second person."""
    return {
        "number": emergency.number,
        "opened_by": names.get(emergency.opened_by, ""),
        "opened_at": emergency.opened_at.isoformat(),
        "reason": emergency.reason,
        "confirmed_by": names.get(emergency.confirmed_by or "") or None,
        "confirmed_at": _time(emergency.confirmed_at),
        "alone": emergency.alone,
        "alone_from": _time(alone_from),
        "ended_by": names.get(emergency.ended_by or "") or None,
        "ended_at": _time(emergency.ended_at),
        "outcome": emergency.outcome.value if emergency.outcome else None,
        "text": emergency.done,
        "checklist": [{**field_json(one), "value": emergency.answers.get(one.id)} for one in emergency_form().values()],
    }


def field_json(field: Field) -> dict[str, Any]:
    """One field of a form of data/staff."""
    return {
        "id": field.id,
        "kind": field.kind,
        "label": field.label,
        "choices": [{"id": id_, "label": label} for id_, label in field.choices.items()],
        "fixed": field.fixed,
    }


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None

"""The shapes of what staff write about a conversation: notes, changed tiers, emergencies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.services.reading import Beside
from bot.services.records_counselling import Emergency, Note, TierChange

Names = Mapping[str, str]  # of staff, by id


def beside_json(beside: Beside) -> dict[str, Any]:
    """What is shown beside a conversation."""
    names = beside.names
    return {
        "notes": [note_json(one, names) for one in beside.notes],
        "tier_changes": [tier_change_json(one, names) for one in beside.tier_changes],
        "emergency": emergency_json(beside.emergency, names) if beside.emergency else None,
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


def emergency_json(emergency: Emergency, names: Names) -> dict[str, Any]:
    """An emergency, open or not."""
    return {
        "number": emergency.number,
        "opened_by": names.get(emergency.opened_by, ""),
        "opened_at": emergency.opened_at.isoformat(),
        "reason": emergency.reason,
        "confirmed_by": names.get(emergency.confirmed_by or "") or None,
        "confirmed_at": _time(emergency.confirmed_at),
        "alone": emergency.alone,
        "ended_by": names.get(emergency.ended_by or "") or None,
        "ended_at": _time(emergency.ended_at),
        "outcome": emergency.outcome.value if emergency.outcome else None,
        "text": emergency.done,
    }


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None

"""The board, and the incidents on it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from bot.console.face import TheFace
from bot.console.permission import needs
from bot.console.session import TheCounsellor
from bot.conversation.routing import Colleague
from bot.conversation.skills import names_of_skills
from bot.services.board import Board, TierWait, board
from bot.services.incident_list import Listed, all_incidents, see_incident
from bot.services.permissions import Permission
from bot.services.queue import OpenEmergency, queue

router = APIRouter(tags=["supervision"], dependencies=[needs(Permission.REVIEW)])


@router.get("/api/board")
def read_board(face: TheFace) -> dict[str, Any]:
    """What the stream's event `board` says, at this moment."""
    return board_json(board(face.deps, queue(face.deps)))


@router.get("/api/incidents")
def read_incidents(face: TheFace, counsellor: TheCounsellor) -> dict[str, Any]:
    """The newest first, seen or not."""
    return {"incidents": [_incident(one) for one in all_incidents(face.deps, counsellor)]}


@router.post("/api/incidents/{number}/seen", status_code=204)
def see(number: int, face: TheFace, counsellor: TheCounsellor) -> Response:
    """Take it off the board."""
    see_incident(face.deps, number, counsellor)
    return Response(status_code=204)


def board_json(found: Board) -> dict[str, Any]:
    """Moments, not durations: the page counts on by itself, and the event is sent only when something has changed."""
    return {
        "waiting": [_wait(one) for one in found.waiting],
        "held": found.held,
        "with_bot": {tier.name: count for tier, count in sorted(found.with_bot.items(), reverse=True)},
        "staff": [_colleague(one) for one in found.staff],
        "second_wanted": [_wanted(one) for one in found.second_wanted],
        "incidents": [_incident(one) for one in found.incidents],
        "to_read": found.to_read,
    }


def _wait(one: TierWait) -> dict[str, Any]:
    return {
        "tier": one.tier.name,
        "count": one.count,
        "since": one.since.isoformat() if one.since else None,
        "late": one.late,
        "target_s": int(one.target.total_seconds()) if one.target else None,
    }


def _colleague(one: Colleague) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "here": one.here,
        "paused_at": one.paused_at.isoformat() if one.paused_at else None,
        "pause_kind": one.pause_kind,
        "has": one.has,
        "capacity": one.capacity,
        "hard_in_a_row": one.hard,
        "break_due": one.break_due,
        "languages": list(one.languages),
        "skills": names_of_skills(one.skills),
    }


def _wanted(one: OpenEmergency) -> dict[str, Any]:
    return {
        "conversation": one.emergency.conversation_id,
        "label": one.label,
        "opened_by": one.opened_by_name,
        "opened_at": one.emergency.opened_at.isoformat(),
    }


def _incident(one: Listed) -> dict[str, Any]:
    found = one.incident
    return {
        "id": found.number,
        "at": found.at.isoformat(),
        "kind": found.kind,
        "conversation": found.conversation_id,
        "label": one.label,
        "counsellor": one.counsellor,
        "seen_at": found.seen_at.isoformat() if found.seen_at else None,
        "seen_by": one.seen_by,
    }

"""Writing beside a conversation, for staff alone."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from bot.console.access import ONE, ReadableConversation
from bot.console.beside import note_json
from bot.console.face import TheFace
from bot.console.session import TheCounsellor
from bot.edge.wire import Body, CleanText
from bot.services.add_note import add_note
from bot.services.records_counselling import NoteKind

router = APIRouter(tags=["notes"])


class NoteBody(Body):
    """A note for everybody who reads it, or a whisper for whoever has it."""

    kind: NoteKind
    text: CleanText


@router.post(f"{ONE}/notes", status_code=201)
def write_note(body: NoteBody, face: TheFace, counsellor: TheCounsellor, conversation: ReadableConversation) -> dict[str, Any]:
    """Write one."""
    note = add_note(face.deps, conversation.id, counsellor, body.kind, body.text)
    return note_json(note, {counsellor.id: counsellor.name})

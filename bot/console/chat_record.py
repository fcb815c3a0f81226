"""The record after a chat."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field

from bot.console.access import ONE, ConversationId
from bot.console.beside import field_json
from bot.console.face import TheFace
from bot.console.session import TheCounsellor
from bot.conversation.forms import record_form
from bot.edge.wire import Body, CleanText
from bot.services import chat_record
from bot.services.chat_record import RecordView

router = APIRouter(tags=["record"])
_HERE = f"{ONE}/record"


class RecordBody(Body):
    """What the counsellor wrote, by field."""

    record: dict[str, str | bool | list[str] | None]


class LineBody(Body):
    """A line below a signed record."""

    text: Annotated[CleanText, Field(max_length=2000)]


@router.get("/api/records")
def due(face: TheFace, counsellor: TheCounsellor) -> dict[str, Any]:
    """Which records this counsellor still has to sign."""
    found = chat_record.records_due(face.deps, counsellor)
    return {
        "due": [
            {"conversation": one.conversation_id, "label": one.label, "last_at": one.last_at.isoformat(), "begun": one.begun}
            for one in found
        ]
    }


@router.get(_HERE)
def read(face: TheFace, counsellor: TheCounsellor, conversation_id: ConversationId) -> dict[str, Any]:
    """The record, filled in as far as the conversation knows."""
    return record_json(chat_record.read_record(face.deps, conversation_id, counsellor))


@router.put(_HERE)
def save(body: RecordBody, face: TheFace, counsellor: TheCounsellor, conversation_id: ConversationId) -> dict[str, Any]:
    """Keep what was written."""
    return record_json(chat_record.save_record(face.deps, conversation_id, counsellor, body.record))


@router.post(f"{_HERE}/sign")
def sign(face: TheFace, counsellor: TheCounsellor, conversation_id: ConversationId) -> dict[str, Any]:
    """Sign it: from here on it is only read."""
    return record_json(chat_record.sign_record(face.deps, conversation_id, counsellor))


@router.post(f"{_HERE}/lines")
def add_line(body: LineBody, face: TheFace, counsellor: TheCounsellor, conversation_id: ConversationId) -> dict[str, Any]:
    """Correct a signed record by a line below it."""
    return record_json(chat_record.add_line(face.deps, conversation_id, counsellor, body.text))


def record_json(view: RecordView) -> dict[str, Any]:
    """The record with its fields, each with where its value is from."""
    saved = view.saved
    signed = saved if saved and saved.signed_at else None
    return {
        "fields": [field_json(one) for one in record_form().values()],
        "record": {
            name: {"value": value, "from": "counsellor" if name in view.by_hand else "conversation"}
            for name, value in view.values.items()
        },
        "signed_at": signed.signed_at.isoformat() if signed and signed.signed_at else None,
        "signed_by": view.names.get(signed.signed_by or "") if signed else None,
        "lines": [{"at": line.at.isoformat(), "by": view.names.get(line.by, ""), "text": line.text} for line in saved.added]
        if saved
        else [],
    }

"""The audit log, for those who may read it. Reading it is a line in it, too."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from pydantic import AwareDatetime

from bot.console.face import TheFace
from bot.console.permission import needs
from bot.console.session import TheCounsellor
from bot.services.audit import Action, note_in_audit
from bot.services.permissions import Permission
from bot.services.read_audit import NamedLine, read_audit
from bot.services.records import AuditQuery

router = APIRouter(tags=["audit"], dependencies=[needs(Permission.AUDIT)])
_PAGE: Final = 100


@router.get("/api/audit")
def read(
    face: TheFace,
    counsellor: TheCounsellor,
    before: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
    since: AwareDatetime | None = None,
    by: Annotated[str | None, Query(max_length=64)] = None,
    conversation: Annotated[str | None, Query(max_length=100)] = None,
) -> dict[str, Any]:
    """A page of 100 lines, newest first; `next` is the `before` of the page after it."""
    lines = read_audit(face.deps, AuditQuery(before, since, by, conversation), _PAGE)
    if before is None:
        with face.deps.store.write() as tx:
            note_in_audit(tx, counsellor, Action.AUDIT_READ, face.deps.clock())
    return {"lines": [_line(one) for one in lines], "next": lines[-1].line.number if len(lines) == _PAGE else None}


def _line(named: NamedLine) -> dict[str, Any]:
    line = named.line
    return {
        "number": line.number,
        "at": line.at.isoformat(),
        "by": line.by,
        "by_name": named.by_name,
        "action": line.action,
        "conversation": line.conversation_id,
        "label": named.label,
        "about": line.about,
        "about_name": named.about_name,
    }

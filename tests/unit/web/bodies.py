"""What each route that takes a body is sent, by how its path ends: as the page sends it."""

from __future__ import annotations

from typing import Any

BODIES: dict[str, dict[str, Any]] = {
    "/messages": {"client_id": "m9", "text": "hello"},
    "/person": {"client_id": "p9"},
    "/typing": {"typing": True},
    "/code": {"kind": "words"},
    "/passed-on/wrong": {"id": "offender_known"},
    "/simple-words": {"on": True},
    "/feedback": {"answer": "helped"},
    "/api/rejoin": {"code": "no such code"},
    "/api/moved": {"link": "no such link"},
}

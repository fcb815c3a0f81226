"""The page of the console, and the description of its API for administrators."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from bot.console.permission import needs
from bot.services.permissions import Permission

router = APIRouter(tags=["documents"])
open_router = APIRouter(tags=["documents"])


@open_router.get("/")
@open_router.head("/", include_in_schema=False)
async def page(request: Request) -> HTMLResponse:
    """The empty page: it holds nothing until somebody has signed in."""
    return HTMLResponse(request.app.state.page)


@router.get("/api/openapi.json", dependencies=[needs(Permission.DESCRIBE)])
def describe(request: Request) -> dict[str, Any]:
    """What this API offers."""
    document: dict[str, Any] = request.app.openapi()
    return document

"""Says whether the process is alive, and whether it can serve."""

from __future__ import annotations

import logging
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse

from bot.edge.refusals import RefusedError
from bot.services.ports import Deps

_log = logging.getLogger(__name__)
router = APIRouter(tags=["health"])


async def deps_of(request: Request) -> Deps:
    """What the use cases are given, from the app that serves this request."""
    deps: Deps = request.app.state.deps
    return deps


TheDeps = Annotated[Deps, Depends(deps_of)]


@router.get("/livez")
async def livez() -> JSONResponse:
    """The event loop turns."""
    return JSONResponse({"live": True})


@router.get("/readyz")
def readyz(deps: TheDeps) -> JSONResponse:
    """The database answers."""
    try:
        with deps.store.read() as tx:
            tx.has_work(deps.clock())
    except Exception as fault:  # noqa: BLE001 - whatever it is, the answer is no
        _log.error("not_ready", extra={"error": type(fault).__name__})
        raise RefusedError(503, "not_ready") from None
    return JSONResponse({"ready": True})

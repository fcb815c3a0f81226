"""Serves what other sites take from us: the loader of the chat's button. And the operator's colour, to our own pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from fastapi import APIRouter, Request, Response

from bot.web.face import Face, TheFace

router = APIRouter(tags=["page"])

_PLACE: Final = '"__UNHOOK__"'  # in the built file, where what differs between installations goes
_WORDS: Final = ("embed_open", "embed_close", "embed_own_page")


def read_loader(path: Path, face: Face) -> str:
    """The built loader with the operator's words, colours and exit address. Raises ValueError where it has no place for them."""
    loader = path.read_text(encoding="utf-8")
    if loader.count(_PLACE) != 1:
        raise ValueError(f"{path.name} needs exactly one {_PLACE}. Cure: make ui")
    words = face.words(face.offered.own.code)
    chosen = [*(words.get(word, "") for word in _WORDS), face.theme.accent, face.theme.on_accent, face.settings.exit_url]
    return loader.replace(_PLACE, json.dumps(chosen, separators=(",", ":")).replace("<", "\\u003c"))


@router.get("/embed.js")
@router.head("/embed.js", include_in_schema=False)
async def loader(request: Request) -> Response:
    """The only file that other sites may take. Whether they may show the chat is another question: UNHOOK_FRAME_ANCESTORS."""
    headers = {"Cross-Origin-Resource-Policy": "cross-origin", "Cache-Control": "public, max-age=3600"}
    return Response(request.app.state.embed, media_type="text/javascript", headers=headers)


@router.get("/theme.css")
async def theme(face: TheFace) -> Response:
    """The operator's colour as custom properties that come after those of the page."""
    return Response(face.theme.css, media_type="text/css", headers={"Cache-Control": "no-cache"})

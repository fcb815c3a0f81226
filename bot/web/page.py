"""Serves the page and the words on it."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from bot.web.face import Face, TheFace

router = APIRouter(tags=["page"])

_EXIT: Final = re.compile(r'(<meta\s+name="exit-url"\s+content=")[^"]*(")')
_THEME: Final = re.compile(r'\s*<link\s+rel="stylesheet"\s+href="/theme\.css"\s*/?>')
# Words of pages that the server draws: half of all, and the chat on a slow network needs none of them.
_OF_OTHER_PAGES: Final = ("plain_", "poster_", "embed_", "safety_")
_WEB_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>]+")


def read_page(path: Path, exit_url: str, *, themed: bool = True) -> str:
    """The built page with its exit address filled in, and without the operator's colour where there is none.

    Fails at start, not in front of somebody who wants to leave.

    Raises FileNotFoundError, or ValueError when the address is no web address or the page has no place for it.
    """
    if not _WEB_ADDRESS.fullmatch(exit_url):
        raise ValueError("the exit address must begin with http:// or https://")
    escaped = html.escape(exit_url, quote=True)
    page, places = _EXIT.subn(lambda found: found[1] + escaped + found[2], path.read_text(encoding="utf-8"))
    if places != 1:
        raise ValueError('the page needs exactly one <meta name="exit-url" content="...">')
    return page if themed else _THEME.sub("", page)


@router.get("/")
@router.head("/", include_in_schema=False)
async def page(request: Request) -> HTMLResponse:
    """The chat."""
    return HTMLResponse(request.app.state.page)


@router.get("/api/words")
def words(face: TheFace, lang: Annotated[str, Query(max_length=35)] = "") -> dict[str, Any]:
    """The words of the chat, in the language asked for where there is one, and the operator's name."""
    language, found = words_in(face, lang)
    needed = {key: text for key, text in found.items() if not key.startswith(_OF_OTHER_PAGES)}
    return {"language": language, "words": needed, "operator": face.settings.name}


def words_in(face: Face, asked: str) -> tuple[str, Mapping[str, str]]:
    """The language that can be had of the one asked for, and its words."""
    known = re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", asked)
    for language in (asked, asked.partition("-")[0]) if known else ():
        try:
            if found := face.words(language):
                return language, found
        except LookupError:
            continue
    return face.settings.language, face.words(face.settings.language)

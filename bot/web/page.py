"""Serves the page and the words on it."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Final

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import HTMLResponse

from bot.guidance.text_direction import direction
from bot.web.face import TheFace
from bot.web.passed_on import FACT
from bot.web.wanted_languages import wanted_languages

router = APIRouter(tags=["page"])

_EXIT: Final = re.compile(r'(<meta\s+name="exit-url"\s+content=")[^"]*(")')
_BLANK: Final = re.compile(r"\{\{(\w+)\}\}")
_THEME: Final = re.compile(r'\s*<link\s+rel="stylesheet"\s+href="/theme\.css"\s*/?>')
# Words that the chat itself never says: of pages that the server draws, and names of facts. A slow network is spared them.
_OF_OTHER_PAGES: Final = ("plain_", "poster_", "embed_", "safety_", FACT)
# Language tags, the dearest first: what the address asks for, then what the browser was told.
Wanted = Annotated[Sequence[Annotated[str, Query(max_length=35)]], Query(max_length=20)]
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
    page = page.replace("{{exit_url}}", escaped)
    return page if themed else _THEME.sub("", page)


def page_in(page: str, language: str, words: Mapping[str, str]) -> str:
    """The page as it is before its script has come, or where none comes. Raises ValueError for a word that is not there."""
    values = {**words, "language": language, "direction": direction(language)}
    if missing := sorted(set(_BLANK.findall(page)) - values.keys()):
        raise ValueError(f"the page asks for words that are not in data/copy/{language}: {', '.join(missing)}")
    return _BLANK.sub(lambda found: html.escape(values[found[1]], quote=True), page)


@router.get("/")
@router.head("/", include_in_schema=False)
async def page(request: Request, face: TheFace, lang: str = "", accept_language: Annotated[str, Header()] = "") -> HTMLResponse:
    """The chat. Its script asks for the words again: they may be in the language of a conversation that goes on."""
    return HTMLResponse(request.app.state.pages[face.offered.best(wanted_languages(lang, accept_language)).code])


@router.get("/api/words")
def words(face: TheFace, lang: Wanted = ()) -> dict[str, Any]:
    """The words of the chat in the first language that is wanted and offered; which others there are, and the operator's name."""
    chosen = face.offered.best(lang)
    return {
        "language": chosen.code,
        "draft": chosen.draft,
        "languages": [{"code": one.code, "name": one.name} for one in face.offered.languages],
        "words": {name: text for name, text in face.words(chosen.code).items() if not name.startswith(_OF_OTHER_PAGES)},
        "operator": face.settings.name,
    }

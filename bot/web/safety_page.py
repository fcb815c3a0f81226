"""Serves how to stay safe with the chat: as a plain page, and for the panel that keeps a chat open meanwhile."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final

from fastapi import APIRouter, Header, Query
from fastapi.responses import HTMLResponse

from bot.web.face import TheFace
from bot.web.markup import tag
from bot.web.sheet import Sheet, sheet_in
from bot.web.wanted_languages import wanted_languages

router = APIRouter(tags=["page"])

_SECTION: Final = re.compile(r"safety_([a-z]+)_title")


@router.get("/safety")
@router.head("/safety", include_in_schema=False)
def safety(
    face: TheFace, lang: Annotated[str, Query(max_length=35)] = "", accept_language: Annotated[str, Header()] = ""
) -> HTMLResponse:
    """The page. It needs no script and no session."""
    return HTMLResponse(safety_page(sheet_in(face, face.offered.best(wanted_languages(lang, accept_language)).code)))


@router.get("/api/safety")
def sections(face: TheFace, lang: Annotated[str, Query(max_length=35)] = "") -> dict[str, Any]:
    """The same words. Few read them, so the chat asks for them only then."""
    words = face.words(face.offered.best([lang]).code)
    return {"sections": [{"title": title, "lines": lines} for title, lines in sections_of(words)]}


def safety_page(sheet: Sheet) -> str:
    """Every section of the copy, in its order, and the way out always in sight."""
    title = tag("div", tag("p", sheet.say("title"), class_="top-title"), class_="top-words")
    main = tag(
        "main",
        tag("h1", sheet.say("safety_title"), class_="welcome-title"),
        sheet.run_by(),
        *(
            tag("section", tag("h2", title), *(tag("p", line) for line in lines), class_="chapter")
            for title, lines in sections_of(sheet.words)
        ),
        tag("p", tag("a", sheet.say("plain_back"), class_="button button-outline button-wide", href=f"/?lang={sheet.language}")),
        class_="plain-welcome",
    )
    return sheet.page(tag("div", tag("header", title, sheet.leave_link(), class_="top"), main, class_="sheet"))


def sections_of(words: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Each heading with its lines, in the order of the copy."""
    for section in filter(None, map(_SECTION.fullmatch, words)):
        yield words[section[0]], [text for key, text in words.items() if re.fullmatch(rf"safety_{section[1]}_\d", key)]

"""Serves /safety: how to stay safe with the chat, as a plain page of data/copy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Final

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from bot.web.face import TheFace
from bot.web.markup import Markup, tag
from bot.web.sheet import Sheet, sheet_in

router = APIRouter(tags=["page"])

_SECTION: Final = re.compile(r"safety_([a-z]+)_title")


@router.get("/safety")
@router.head("/safety", include_in_schema=False)
def safety(face: TheFace, lang: Annotated[str, Query(max_length=35)] = "") -> HTMLResponse:
    """The page. It needs no script and no session."""
    return HTMLResponse(safety_page(sheet_in(face, face.offered.best([lang]).code)))


def safety_page(sheet: Sheet) -> str:
    """Every section of the copy, in its order, and the way out always in sight."""
    title = tag("div", tag("p", sheet.say("title"), class_="top-title"), class_="top-words")
    main = tag(
        "main",
        tag("h1", sheet.say("safety_title"), class_="welcome-title"),
        sheet.run_by(),
        *_sections(sheet),
        tag("p", tag("a", sheet.say("plain_back"), class_="button button-outline button-wide", href="/")),
        class_="plain-welcome reading",
    )
    return sheet.page(tag("div", tag("header", title, sheet.leave_link(), class_="top"), main, class_="sheet"))


def _sections(sheet: Sheet) -> Iterator[Markup]:
    for section in filter(None, map(_SECTION.fullmatch, sheet.words)):
        lines = [text for key, text in sheet.words.items() if re.fullmatch(rf"safety_{section[1]}_\d", key)]
        yield tag("section", tag("h2", sheet.say(section[0])), *(tag("p", line) for line in lines))

"""How long it may take until a counsellor comes, said as far as it is known and not a word further."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation.owner import Owner
from bot.web.markup import Markup, tag
from bot.web.sheet import Sheet


def drawn_wait(sheet: Sheet, state: Mapping[str, Any]) -> Markup | None:
    """The place in the line and the wait. `state`: as bot.web.view.state_json gives it."""
    if state["owner"] != Owner.WAITING:
        return None
    place = tag("p", _place(sheet, state["queue_place"]), class_="waiting-place")
    told = tag("div", place, tag("p", _wait(sheet, state), class_="waiting-words"), class_="waiting-told")
    return tag("div", told, class_="waiting waiting-bare")


def _place(sheet: Sheet, place: int | None) -> str:
    key = "queue_waiting" if place is None else "queue_next" if place == 1 else "queue_place"
    return sheet.say(key, place=str(place))


def _wait(sheet: Sheet, state: Mapping[str, Any]) -> str:
    if not state["staffed"]:
        return sheet.say("wait_no_staff")
    if state["wait"] is None:
        return sheet.say("wait_unknown")
    start, end = state["wait"]["from"], state["wait"]["to"]
    if end <= 1:
        return sheet.say("wait_soon")
    values = {"from": str(max(start, 1)), "to": str(end)}
    return sheet.say("wait_range" if start < end else "wait_about", **values)

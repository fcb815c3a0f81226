"""The parts that the pages of the chat without JavaScript have in common: bar, form, buttons, what went wrong."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.conversation.message import Message
from bot.conversation.owner import Owner
from bot.web.markup import Child, Markup, joined, open_tag, tag
from bot.web.plain_form import LEAVE
from bot.web.plain_log import NEWEST
from bot.web.sheet import Sheet

PATH: Final = "/plain"
_WHO: Final = {"waiting": "who_waiting", "closed": "who_closed"}


@dataclass(frozen=True, slots=True)
class Talk:
    """One moment of a conversation, and what its form must carry on."""

    conversation: str
    token: str
    log: Sequence[Message]
    state: Mapping[str, Any]  # as bot.web.view.state_json gives it
    draft: str = ""  # typed and not sent
    notice: str = ""  # the code of what went wrong
    showing: bool = False  # the page goes on growing
    rated: bool = False  # whether it helped has just been said

    @property
    def is_closed(self) -> bool:
        """Nothing can be added."""
        return bool(self.state["owner"] == Owner.CLOSED)

    @property
    def is_waiting(self) -> bool:
        """A person has been called, and has not come yet."""
        return bool(self.state["owner"] == Owner.WAITING)

    @property
    def is_neutral(self) -> bool:
        """Somebody may be reading along."""
        return bool(self.state["neutral"])


def form_begins(sheet: Sheet) -> Markup:
    """The form that is a whole page."""
    return open_tag("form", class_="sheet", **_back_to_us(sheet))


def small_form(sheet: Sheet, *content: Child) -> Markup:
    """One that is only a part of its page."""
    return tag("form", *content, **_back_to_us(sheet))


def _back_to_us(sheet: Sheet) -> dict[str, str]:
    # The language is for a refusal, which knows nothing of what was sent. No autocomplete: the browser must neither keep what was
    # typed nor put an old form's id into a new one.
    action = f"{PATH}?lang={sheet.language}#{NEWEST}"
    return {"method": "post", "action": action, "accept_charset": "utf-8", "autocomplete": "off"}


def hidden(**fields: str) -> Markup:
    """What a form carries on, and an id of its own."""
    named = {"form": secrets.token_urlsafe(18), **fields}
    return joined(tag("input", type="hidden", name=name, value=value) for name, value in named.items())


def carried(talk: Talk, **more: str) -> Markup:
    """The hidden fields of a form that goes on in a conversation."""
    return hidden(conversation=talk.conversation, token=talk.token, showing="1" if talk.showing else "", **more)


def bar(sheet: Sheet, leave: Markup, state: Mapping[str, Any] | None = None) -> Markup:
    """The neutral title, who answers now, and the way out."""
    who = tag("p", _who(sheet, state), class_="who") if state else None
    title = tag("div", tag("h1", sheet.say("title"), class_="top-title"), who, class_="top-words")
    return joined([tag("header", title, leave, class_="top"), sheet.draft_note()])


def leave_button(sheet: Sheet) -> Markup:
    """The way out of a conversation: it ends the session first. In a frame the page around it goes too."""
    return tag("button", sheet.say("leave"), class_="leave", type="submit", name="do", value=LEAVE, formtarget="_top")


def button(label: str, do: str, kind: str, *, disabled: bool = False) -> Markup:
    """One that sends its form."""
    return tag("button", label, class_=kind, type="submit", name="do", value=do, disabled=disabled)


def start_again(sheet: Sheet) -> Markup:
    """The way to a new chat, in the same language."""
    return tag("a", sheet.say("start_again"), class_="button button-wide", href=f"{PATH}?lang={sheet.language}")


def notice(sheet: Sheet, code: str) -> Markup | None:
    """What went wrong, in words, with a number to call."""
    if not code:
        return None
    words = sheet.say(f"error_{code}") or sheet.say("error_other")
    call = tag("p", sheet.say("call_instead"), class_="problem-call")
    return tag("div", tag("p", words), call, class_="problem", role="alert")


def _who(sheet: Sheet, state: Mapping[str, Any]) -> str:
    if state["owner"] == Owner.COUNSELLOR:
        return str(state["counsellor"] or sheet.say("who_person"))
    return sheet.say(_WHO.get(str(state["owner"]), "who_bot"))

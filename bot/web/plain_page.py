"""Draws the chat as plain forms: the first screen, the conversation, a refusal, and the page that leads away."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.conversation.message import Message
from bot.conversation.owner import Owner
from bot.web.markup import Child, Markup, joined, open_tag, tag
from bot.web.plain_form import DELETE, KEEP_SHOWING, LEAVE, PERSON, SEND, SHOW, START
from bot.web.plain_log import NEWEST, drawn_answers, drawn_log
from bot.web.plain_wait import drawn_wait
from bot.web.sheet import CLOSED, Sheet

PATH: Final = "/plain"
_TO_NEWEST: Final = f"{PATH}#{NEWEST}"
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

    @property
    def is_closed(self) -> bool:
        """Nothing can be added."""
        return bool(self.state["owner"] == Owner.CLOSED)

    @property
    def is_neutral(self) -> bool:
        """Somebody may be reading along."""
        return bool(self.state["neutral"])


def welcome_page(sheet: Sheet, notice: str = "") -> str:
    """What this is, who answers, what stays private, how to leave: and nothing to fill in."""
    told, private = (
        tag("ul", *(tag("li", sheet.say(key)) for key in keys), class_="plain-lines")
        for keys in (("intro_what", "intro_bot"), ("intro_private_name", "intro_private"))
    )
    main = tag(
        "main",
        _other_languages(sheet),
        tag("h2", sheet.say("intro_title"), class_="welcome-title"),
        sheet.run_by(),
        told,
        tag("h3", sheet.say("privacy_title")),
        private,
        tag("p", sheet.say("plain_leave"), class_="quiet"),
        tag("p", sheet.say("plain_how"), class_="quiet"),
        tag("p", tag("a", sheet.say("safety_link"), href="/safety"), class_="quiet"),
        _notice(sheet, notice),
        class_="plain-welcome",
    )
    foot = tag(
        "div",
        _hidden(form=secrets.token_urlsafe(18), lang=sheet.language),
        _button(sheet.say("start"), START, "button button-wide"),
        _button(sheet.say("talk_to_person"), PERSON, "button button-outline button-wide"),
        class_="plain-foot",
    )
    return sheet.page(tag("div", _bar(sheet, sheet.leave_link()), main, tag("form", foot, **_form()), class_="sheet"))


def talk_page(sheet: Sheet, talk: Talk) -> str:
    """The conversation as one form, so that no button loses what is being typed."""
    return joined([talk_begins(sheet, talk), _foot(sheet, talk), _END])


def talk_begins(sheet: Sheet, talk: Talk) -> Markup:
    """The page as far as the log goes."""
    leave = tag("button", sheet.say("leave"), class_="leave", type="submit", name="do", value=LEAVE, formtarget="_top")
    return joined(
        [
            sheet.opened(),
            open_tag("form", class_="sheet", **_form()),
            _hidden(
                conversation=talk.conversation,
                token=talk.token,
                form=secrets.token_urlsafe(18),
                showing="1" if talk.showing else "",
            ),
            _bar(sheet, leave, None if talk.is_neutral else talk.state),
            open_tag("main", class_="plain-talk"),
            tag(
                "div",
                drawn_log(sheet, talk.log, neutral=talk.is_neutral),
                class_="log",
                role="log",
                aria_label=sheet.say("chat_log"),
            ),
            drawn_answers(sheet, talk.log),
            drawn_wait(sheet, talk.state),
            None if talk.is_closed else _notice(sheet, talk.notice),
            Markup("</main>"),
        ]
    )


def talk_goes_on(sheet: Sheet, talk: Talk) -> Markup:
    """The field, and the place where new messages will be written: after it in the page, above it for the eye."""
    new = open_tag("div", class_="log plain-new", role="log", aria_label=sheet.say("new_message"))
    return joined([_foot(sheet, talk), new, tag("p", sheet.say("plain_showing"), class_="system")])


def talk_rests(sheet: Sheet) -> Markup:
    """The end of a page that has grown for long enough."""
    return joined([tag("p", sheet.say("plain_shown"), class_="system"), Markup("</div>"), _END])


_END: Final = joined([Markup("</form>"), CLOSED])


def refusal_page(sheet: Sheet, code: str) -> str:
    """What went wrong, a number, and the way back."""
    again = tag("a", sheet.say("start_again"), class_="button button-wide", href=PATH)
    main = tag("main", _notice(sheet, code), class_="plain-welcome")
    return sheet.page(tag("div", _bar(sheet, sheet.leave_link()), main, tag("div", again, class_="plain-foot"), class_="sheet"))


def deleted_page(sheet: Sheet) -> str:
    """It is gone: what that does not clear, a number, and a way to begin again."""
    told = (tag("p", sheet.say(key)) for key in ("history_stays", "call_instead"))
    main = tag("main", tag("h2", sheet.say("deleted"), class_="panel-title"), *told, class_="plain-welcome")
    again = tag("a", sheet.say("start_again"), class_="button button-wide", href=PATH)
    return sheet.page(tag("div", _bar(sheet, sheet.leave_link()), main, tag("div", again, class_="plain-foot"), class_="sheet"))


def left_page(sheet: Sheet) -> str:
    """Blank, and away at once, in the place of this page in the history.

    No redirect: it would lead to another site, and browsers hold even that to the policy for forms.
    """
    head = [tag("meta", charset="utf-8"), tag("title", "\u200b"), tag("meta", name="referrer", content="no-referrer")]
    away = tag("meta", http_equiv="refresh", content=f"0;url={sheet.exit_url}")
    link = tag("a", sheet.say("plain_left"), href=sheet.exit_url, rel="noreferrer")
    return joined([Markup("<!doctype html>"), tag("html", tag("head", *head, away), tag("body", link), lang=sheet.language)])


def _foot(sheet: Sheet, talk: Talk) -> Markup:
    if talk.is_closed:
        again = tag("a", sheet.say("start_again"), class_="button button-wide", href=PATH)
        return tag("div", tag("p", sheet.say("closed")), again, class_="plain-foot")
    field = tag(
        "textarea",
        Markup("\n"),  # the first line break after the tag is not part of the text
        talk.draft,
        id="text",
        name="text",
        rows="2",
        maxlength="4000",
        placeholder=sheet.say("message_hint"),
        spellcheck="false",
    )
    asked = talk.state["owner"] == Owner.WAITING
    person = None if talk.state["owner"] == Owner.COUNSELLOR else _button(
        sheet.say("person_asked" if asked else "talk_to_person"), PERSON, "button button-outline button-wide", disabled=asked
    )  # fmt: skip
    return tag(
        "div",
        tag("label", sheet.say("message_label"), for_="text", class_="unseen"),
        field,
        _button(sheet.say("send"), SEND, "button button-wide"),
        person,
        tag(
            "div",
            _button(sheet.say("plain_show"), SHOW, "button button-quiet"),
            None if talk.showing else _button(sheet.say("plain_keep_showing"), KEEP_SHOWING, "button button-quiet"),
            class_="plain-buttons",
        ),
        _delete(sheet),
        class_="plain-foot",
    )


def _delete(sheet: Sheet) -> Markup:
    """What deleting means is read before the button to do it can be pressed."""
    means = (tag("p", sheet.say(key), class_="quiet") for key in ("delete_what", "delete_never", "history_stays"))
    go = _button(sheet.say("delete_go"), DELETE, "button button-danger button-wide")
    return tag("details", tag("summary", sheet.say("menu_delete"), class_="plain-summary"), *means, go, class_="plain-delete")


def _other_languages(sheet: Sheet) -> Markup | None:
    others = [one for one in sheet.languages if one.code != sheet.language]
    links = (tag("a", one.name, class_="language", href=f"{PATH}?lang={one.code}", lang=one.code) for one in others)
    return tag("nav", *links, class_="languages", aria_label=sheet.say("choose_language")) if others else None


def _bar(sheet: Sheet, leave: Markup, state: Mapping[str, Any] | None = None) -> Markup:
    who = tag("p", _who(sheet, state), class_="who") if state else None
    title = tag("div", tag("h1", sheet.say("title"), class_="top-title"), who, class_="top-words")
    return joined([tag("header", title, leave, class_="top"), sheet.draft_note()])


def _who(sheet: Sheet, state: Mapping[str, Any]) -> str:
    if state["owner"] == Owner.COUNSELLOR:
        return str(state["counsellor"] or sheet.say("who_person"))
    return sheet.say(_WHO.get(str(state["owner"]), "who_bot"))


def _notice(sheet: Sheet, code: str) -> Markup | None:
    if not code:
        return None
    words = sheet.say(f"error_{code}") or sheet.say("error_other")
    call = tag("p", sheet.say("call_instead"), class_="problem-call")
    return tag("div", tag("p", words), call, class_="problem", role="alert")


def _button(label: str, do: str, kind: str, *, disabled: bool = False) -> Markup:
    return tag("button", label, class_=kind, type="submit", name="do", value=do, disabled=disabled)


def _hidden(**fields: str) -> Child:
    return joined(tag("input", type="hidden", name=name, value=value) for name, value in fields.items())


def _form() -> dict[str, str]:
    # No autocomplete: the browser must neither keep what was typed nor put an old form's id into a new one.
    return {"method": "post", "action": _TO_NEWEST, "accept_charset": "utf-8", "autocomplete": "off"}

"""Draws what stands under a conversation without JavaScript: the field, the way to a person, and the menu."""

from __future__ import annotations

from typing import Final

from bot.conversation.feedback import Answer
from bot.conversation.owner import Owner
from bot.web.markup import Markup, tag
from bot.web.plain_form import CODE, DELETE, HELPED, PASSED_ON, PERSON, SEND, SHOW, SIMPLE_OFF, SIMPLE_ON
from bot.web.plain_parts import Talk, button, start_again
from bot.web.sheet import Sheet

_ANSWERS: Final = {Answer.HELPED: "feedback_helped", Answer.A_BIT: "feedback_a_bit", Answer.NOT: "feedback_not"}


def drawn_foot(sheet: Sheet, talk: Talk) -> Markup:
    """The field, the way to a person and the menu, in sight wherever the log is scrolled to."""
    if talk.is_closed:
        told = tag("p", sheet.say("closed"))
        return tag("div", told, _feedback(sheet, talk), start_again(sheet), class_="plain-foot")
    return tag(
        "div",
        tag("label", sheet.say("message_label"), for_="text", class_="unseen"),
        tag("div", _field(sheet, talk), button(sheet.say("send"), SEND, "button"), class_="plain-composer"),
        tag(
            "div",
            person_button(sheet, talk),
            button(sheet.say("plain_show"), SHOW, "button button-quiet"),
            class_="plain-buttons",
        ),
        _menu(sheet, talk),
        class_="plain-foot",
    )


def person_button(sheet: Sheet, talk: Talk) -> Markup | None:
    """The one tap to a person; none where one is there."""
    label = sheet.say("person_asked" if talk.is_waiting else "talk_to_person")
    is_there = talk.state["owner"] == Owner.COUNSELLOR
    return None if is_there else button(label, PERSON, "button button-outline", disabled=talk.is_waiting)


def _field(sheet: Sheet, talk: Talk) -> Markup:
    return tag(
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


def _menu(sheet: Sheet, talk: Talk) -> Markup:
    simple = bool(talk.state["simple_words"])
    switch = tag("span", sheet.say("on" if simple else "off"), class_="switch", aria_hidden="true")
    rows = (
        _row(sheet, CODE, "menu_code"),
        _row(sheet, PASSED_ON, "menu_passed_on"),
        _row(sheet, SIMPLE_OFF if simple else SIMPLE_ON, "menu_simple", switch, pressed="true" if simple else "false"),
        _delete(sheet),
    )
    summary = tag("summary", sheet.say("menu"), class_="plain-summary")
    return tag("details", summary, tag("ul", *(tag("li", row) for row in rows), class_="menu"), class_="plain-menu")


def _row(sheet: Sheet, do: str, name: str, mark: Markup | None = None, *, pressed: str | None = None) -> Markup:
    words = tag(
        "span",
        tag("span", sheet.say(name), class_="menu-name"),
        tag("span", sheet.say(f"{name}_hint"), class_="menu-hint"),
        class_="menu-words",
    )
    return tag("button", words, mark, class_="menu-row", type="submit", name="do", value=do, aria_pressed=pressed)


def _delete(sheet: Sheet) -> Markup:
    """What deleting means is read before the button to do it can be pressed."""
    means = (tag("p", sheet.say(key), class_="quiet") for key in ("delete_what", "delete_never", "history_stays"))
    go = button(sheet.say("delete_go"), DELETE, "button button-danger button-wide")
    summary = tag("summary", sheet.say("menu_delete"), class_="plain-summary plain-grave")
    return tag("details", summary, *means, go, class_="plain-delete")


def _feedback(sheet: Sheet, talk: Talk) -> Markup:
    """One question that can be left alone."""
    if talk.rated:
        return tag("p", sheet.say("feedback_thanks"), role="status")
    answers = (button(sheet.say(key), HELPED + answer, "button button-outline") for answer, key in _ANSWERS.items())
    return tag(
        "div",
        tag("p", sheet.say("feedback_ask"), id="feedback-ask"),
        tag("div", *answers, class_="plain-buttons"),
        tag("p", sheet.say("feedback_private"), class_="quiet"),
        role="group",
        aria_labelledby="feedback-ask",
    )

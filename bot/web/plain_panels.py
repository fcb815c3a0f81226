"""Draws what the menu opens where there is no JavaScript: a page of its own, with the way back to the chat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bot.web.markup import Child, Markup, joined, tag
from bot.web.plain_foot import person_button
from bot.web.plain_form import CODE_DIGITS, CODE_STOP, CODE_WORDS, SHOW, WRONG
from bot.web.plain_parts import Talk, bar, button, carried, form_begins, leave_button
from bot.web.sheet import CLOSED, Sheet

_HOW: Final = {"said": "how_said", "tapped": "how_tapped", "inferred": "how_inferred"}


def code_page(sheet: Sheet, talk: Talk, code: str = "", told: str = "") -> str:
    """A code that opens this chat again: made, shown this once, stopped. `told`: the word for what has just been done."""
    has = bool(talk.state["has_code"])
    keys = ("code_once", "code_care") if code else ("code_has", "code_replace") if has else ("code_what", "code_care")
    make = (
        button(sheet.say("code_words"), CODE_WORDS, "button button-wide"),
        button(sheet.say("code_digits"), CODE_DIGITS, "button button-outline button-wide"),
        tag("p", sheet.say("code_digits_hint"), class_="quiet"),
    )
    return _panel(
        sheet,
        talk,
        "menu_code",
        tag("p", sheet.say(told), role="status") if told else None,
        *(tag("p", sheet.say(key)) for key in keys),
        _the_code(sheet, code) if code else None,
        *(() if code else make),
        button(sheet.say("code_withdraw"), CODE_STOP, "button button-quiet button-wide") if has else None,
    )


def passed_on_page(sheet: Sheet, talk: Talk, facts: Sequence[Mapping[str, str]], told: str = "") -> str:
    """What a counsellor is told, each line with a way to say that it is not right. `facts`: as bot.web.passed_on tells them."""
    return _panel(
        sheet,
        talk,
        "menu_passed_on",
        tag("p", sheet.say(told), role="status") if told else None,
        tag("p", sheet.say("passed_on_what")),
        tag("ul", *(_fact(sheet, fact) for fact in facts), class_="facts") if facts else tag("p", sheet.say("passed_on_empty")),
    )


def _panel(sheet: Sheet, talk: Talk, title: str, *content: Child) -> str:
    foot = tag(
        "div",
        button(sheet.say("plain_back"), SHOW, "button button-wide"),
        person_button(sheet, talk),
        class_="plain-foot",
    )
    return joined(
        [
            sheet.opened(),
            form_begins(sheet),
            carried(talk, text=talk.draft),
            bar(sheet, leave_button(sheet), None if talk.is_neutral else talk.state),
            tag("main", tag("h2", sheet.say(title), class_="panel-title"), *content, class_="plain-welcome", tabindex="0"),
            foot,
            Markup("</form>"),
            CLOSED,
        ]
    )


def _the_code(sheet: Sheet, code: str) -> Markup:
    name = tag("p", sheet.say("code_yours"), class_="code-name")
    return tag("div", name, tag("p", code, class_="code-itself", dir="ltr"), class_="code")


def _fact(sheet: Sheet, fact: Mapping[str, str]) -> Markup:
    words = tag(
        "div",
        tag("span", fact["label"], class_="fact-label"),
        tag("span", fact["value"], class_="fact-value"),
        tag("span", sheet.say(_HOW[fact["how"]]), class_="fact-how"),
        class_="fact-words",
    )
    label = joined([sheet.say("not_right"), tag("span", f": {fact['label']}", class_="unseen")])
    wrong = tag("button", label, class_="fact-button", type="submit", name="do", value=WRONG + fact["id"])
    return tag("li", words, wrong, class_="fact")

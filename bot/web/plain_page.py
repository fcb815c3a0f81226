"""Draws the chat as plain forms: the first screen, the conversation, a refusal, and the page that leads away."""

from __future__ import annotations

from bot.web.markup import Markup, joined, open_tag, tag
from bot.web.plain_foot import drawn_foot
from bot.web.plain_form import KEEP_SHOWING, PERSON, REJOIN, START
from bot.web.plain_log import drawn_answers, drawn_log
from bot.web.plain_parts import (
    PATH,
    Talk,
    bar,
    button,
    carried,
    form_begins,
    hidden,
    leave_button,
    notice,
    small_form,
    start_again,
)
from bot.web.plain_wait import drawn_wait
from bot.web.sheet import CLOSED, Sheet


def welcome_page(sheet: Sheet, wrong_code: str = "") -> str:
    """What this is, who answers, what stays private, how to leave: and nothing to fill in.

    `wrong_code`: why the code that somebody came with opened nothing.
    """
    told, private = (
        tag("ul", *(tag("li", sheet.say(key)) for key in keys), class_="plain-lines")
        for keys in (("intro_what", "intro_bot"), ("intro_private_name", "intro_private"))
    )
    main = tag(
        "main",
        _other_languages(sheet),
        notice(sheet, wrong_code),
        tag("h2", sheet.say("intro_title"), class_="welcome-title"),
        sheet.run_by(),
        told,
        tag("h3", sheet.say("privacy_title")),
        private,
        tag("p", sheet.say("plain_leave"), class_="quiet"),
        tag("p", sheet.say("plain_how"), class_="quiet"),
        class_="plain-welcome",
    )
    foot = tag(
        "div",
        hidden(lang=sheet.language),
        button(sheet.say("start"), START, "button button-wide"),
        button(sheet.say("talk_to_person"), PERSON, "button button-outline button-wide"),
        class_="plain-foot",
    )
    seldom = tag(
        "div",
        _come_back(sheet, is_open=bool(wrong_code)),
        tag("a", sheet.say("safety_link"), class_="plain-summary", href=f"/safety?lang={sheet.language}"),
        class_="plain-seldom",
    )
    return sheet.page(tag("div", bar(sheet, sheet.leave_link()), main, small_form(sheet, foot), seldom, class_="sheet"))


def talk_page(sheet: Sheet, talk: Talk) -> str:
    """The conversation as one form, so that no button loses what is being typed."""
    return joined([talk_begins(sheet, talk), drawn_foot(sheet, talk), _END])


def talk_begins(sheet: Sheet, talk: Talk) -> Markup:
    """The page as far as the log goes."""
    return joined(
        [
            sheet.opened(),
            form_begins(sheet),
            carried(talk),
            bar(sheet, leave_button(sheet), None if talk.is_neutral else talk.state),
            open_tag("main", class_="plain-talk", tabindex="0"),  # it scrolls, and may hold nothing that takes the keyboard
            tag(
                "div",
                drawn_log(sheet, talk.log, neutral=talk.is_neutral),
                class_="log",
                role="log",
                aria_label=sheet.say("chat_log"),
            ),
            None if talk.is_closed else drawn_answers(sheet, talk.log, asked=talk.is_waiting),
            drawn_wait(sheet, talk.state),
            None if talk.is_closed else notice(sheet, talk.notice),
            None if talk.is_closed or talk.showing else _keep_showing(sheet),
            Markup("</main>"),
        ]
    )


def talk_goes_on(sheet: Sheet, talk: Talk) -> Markup:
    """The field, and the place where new messages will be written: after it in the page, above it for the eye."""
    new = [
        open_tag("div", class_="plain-new", tabindex="0"),
        open_tag("div", class_="log", role="log", aria_label=sheet.say("new_message")),
    ]
    return joined([drawn_foot(sheet, talk), *new, tag("p", sheet.say("plain_showing"), class_="system")])


def talk_rests(sheet: Sheet) -> Markup:
    """The end of a page that has grown for long enough."""
    return joined([tag("p", sheet.say("plain_shown"), class_="system"), Markup("</div></div>"), _END])


_END = joined([Markup("</form>"), CLOSED])


def refusal_page(sheet: Sheet, code: str) -> str:
    """What went wrong, a number, and the way back."""
    return _ending(sheet, notice(sheet, code))


def deleted_page(sheet: Sheet) -> str:
    """It is gone: what that does not clear, a number, and a way to begin again."""
    told = (tag("p", sheet.say(key)) for key in ("history_stays", "call_instead"))
    return _ending(sheet, tag("h2", sheet.say("deleted"), class_="panel-title"), *told)


def left_page(sheet: Sheet) -> str:
    """Blank, and away at once, in the place of this page in the history.

    No redirect: it would lead to another site, and browsers hold even that to the policy for forms.
    """
    head = [tag("meta", charset="utf-8"), tag("title", "\u200b"), tag("meta", name="referrer", content="no-referrer")]
    away = tag("meta", http_equiv="refresh", content=f"0;url={sheet.exit_url}")
    link = tag("a", sheet.say("plain_left"), href=sheet.exit_url, rel="noreferrer")
    return joined([Markup("<!doctype html>"), tag("html", tag("head", *head, away), tag("body", link), lang=sheet.language)])


def _keep_showing(sheet: Sheet) -> Markup:
    return button(sheet.say("plain_keep_showing"), KEEP_SHOWING, "text-button button-wide")


def _ending(sheet: Sheet, *content: Markup | None) -> str:
    main = tag("main", *content, class_="plain-welcome")
    foot = tag("div", start_again(sheet), class_="plain-foot")
    return sheet.page(tag("div", bar(sheet, sheet.leave_link()), main, foot, class_="sheet"))


def _other_languages(sheet: Sheet) -> Markup | None:
    others = [one for one in sheet.languages if one.code != sheet.language]
    links = (tag("a", one.name, class_="text-button language", href=f"{PATH}?lang={one.code}", lang=one.code) for one in others)
    return tag("nav", *links, class_="languages", aria_label=sheet.say("choose_language")) if others else None


def _come_back(sheet: Sheet, *, is_open: bool) -> Markup:
    """A form of its own: Enter in its field opens the chat of the code, and begins no other."""
    field = tag(
        "input",
        id="code",
        class_="field",
        name="code",
        dir="auto",
        maxlength="200",
        autocapitalize="none",
        spellcheck="false",
        aria_describedby="code-hint",
    )
    form = small_form(
        sheet,
        hidden(lang=sheet.language),
        tag("label", sheet.say("enter_code_label"), class_="field-label", for_="code"),
        tag("p", sheet.say("enter_code_hint"), class_="quiet", id="code-hint"),
        field,
        button(sheet.say("enter_code_go"), REJOIN, "button button-outline button-wide"),
    )
    summary = tag("summary", sheet.say("have_code"), class_="plain-summary")
    return tag("details", summary, form, class_="plain-come-back", open=is_open)

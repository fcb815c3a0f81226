"""Draws messages and quick answers as the chat does, without its script (bot/ui/src/chat/bubble.tsx, turn.ts)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from bot.conversation.message import Button, Message, Sender, Style
from bot.conversation.taps import few, last_offer
from bot.conversation.urgency import ASK_FOR_PERSON
from bot.conversation.watched import watched_since
from bot.web.markup import Markup, joined, tag
from bot.web.sheet import Sheet

TAP: Final = "tap."  # a button of the form that stands for a quick answer
NEWEST: Final = "newest"  # where the browser scrolls to


def drawn_log(sheet: Sheet, log: Sequence[Message], *, neutral: bool = False) -> Markup:
    """All messages; where the last turn begins, or its number to call, is the mark to which the browser scrolls.

    `neutral`: somebody may be reading along, so there is nothing that was said before, and no notes, names or helplines after it.
    """
    if neutral:
        since = watched_since(log)
        log = [message for message in log if message.seq > since]
    turn = newest(log)
    return joined(drawn_message(sheet, message, marked=at == turn, neutral=neutral) for at, message in enumerate(log))


def drawn_message(sheet: Sheet, message: Message, *, marked: bool = False, neutral: bool = False) -> Markup:
    """One message, with whoever says it in words for those who see no colours."""
    mark = NEWEST if marked else None
    said = message.said
    if neutral and said.sender is Sender.SYSTEM:
        return Markup("")
    if neutral and said.sender is Sender.COUNSELLOR:
        return tag("div", _bubble("bot", sheet.say("sender_bot"), said.text), class_="row group", id=mark)
    if said.sender is Sender.SYSTEM:
        line = tag("p", _unseen(sheet.say("sender_note")), said.text, class_="system", id=mark)
        return joined([line, *_helplines(sheet, said.helplines)])
    if said.sender is Sender.YOUNG_PERSON:
        return _bubble("own", sheet.say("sender_you"), said.text, mark)
    if said.sender is Sender.COUNSELLOR:
        name = said.author or sheet.say("who_person")
        by = tag("p", name, class_="author", aria_hidden="true")
        return tag(
            "div", by, _bubble("counsellor", sheet.say("sender_person", name=name), said.text), class_="row group", id=mark
        )
    words = _crisis(sheet, message) if said.style is Style.CRISIS else _bubble("bot", sheet.say("sender_bot"), said.text)
    return tag("div", words, *_helplines(sheet, () if neutral else said.helplines), class_="row group", id=mark)


def drawn_news(sheet: Sheet, news: Sequence[Message], *, neutral: bool = False, asked: bool = False) -> Markup:
    """Messages for a page that is open already, with what can be tapped after them."""
    return joined(
        [*(drawn_message(sheet, message, neutral=neutral) for message in news), drawn_answers(sheet, news, asked=asked)]
    )


def drawn_answers(sheet: Sheet, log: Sequence[Message], *, asked: bool = False) -> Markup | None:
    """The quick answers of the last turn; nothing where there are none. `asked`: a person has been called already."""
    open_now = [button for button in open_answers(log) if not (asked and button.id == ASK_FOR_PERSON)]
    answers = [answer for answer in map(_answer, open_now) if answer]
    return tag("div", *answers, class_="answers", role="group", aria_label=sheet.say("quick_answers")) if answers else None


def open_answers(log: Sequence[Message]) -> list[Button]:
    """What can be tapped now. The way to a person stands last."""
    message = last_offer(log)
    if message is None:
        return []
    return list(few([button for button in message.said.buttons if button != _main_call(message)]))


def newest(log: Sequence[Message]) -> int:
    """What must be in sight: the number to call in the last turn, else the young person's last words, or what came first."""
    begins = next((at for at in reversed(range(len(log))) if log[at].said.sender is Sender.YOUNG_PERSON), 0)
    return next((at for at in range(begins, len(log)) if log[at].said.style is Style.CRISIS), begins)


def tel_href(phone: str) -> str | None:
    """The first number in it: "112, or 911 in the US" run together would be a number that nobody answers."""
    found = re.search(r"[+*#]?\d[\d ()./*#-]*", phone)
    return "tel:" + re.sub(r"[^\d+*#]", "", found[0]) if found else None


def _answer(button: Button) -> Markup | None:
    """A quick answer: a link that calls or opens a page, or a button of the form."""
    if button.tel is not None:
        href = tel_href(button.tel)
        return tag("a", button.label, class_="answer answer-call", href=href) if href else None
    if button.url is not None:
        return _page_link(button.label, button.url, "answer")
    kind = "answer answer-person" if button.id == ASK_FOR_PERSON else "answer"
    return tag("button", button.label, class_=kind, type="submit", name="do", value=TAP + button.id)


def _sms_href(number: str) -> str | None:
    found = re.search(r"\+?\d[\d ]{2,}", number)
    return "sms:" + found[0].replace(" ", "") if found else None


def _main_call(message: Message) -> Button | None:
    if message.said.style is not Style.CRISIS:
        return None
    return next((button for button in message.said.buttons if button.tel), None)


def _bubble(kind: str, by: str, text: str, mark: str | None = None) -> Markup:
    return tag("div", _unseen(by), text, class_=f"bubble bubble-{kind}", id=mark)


def _crisis(sheet: Sheet, message: Message) -> Markup:
    call = _main_call(message)
    href = tel_href(call.tel) if call and call.tel else None
    button = tag("a", call.label, class_="button button-danger crisis-call", href=href) if call and href else None
    return tag(
        "section", tag("p", _unseen(sheet.say("sender_bot")), message.said.text, class_="crisis-words"), button, class_="crisis"
    )


def _helplines(sheet: Sheet, cards: Sequence[Mapping[str, Any]]) -> Iterator[Markup]:
    if cards:
        yield tag("ul", *(_helpline(sheet, card) for card in cards), class_="helplines")


def _helpline(sheet: Sheet, card: Mapping[str, Any]) -> Markup:
    lines = [tag("p", str(card[line]), class_=f"helpline-{line}") for line in ("hours", "note") if card.get(line)]
    phone, sms, url = (str(card.get(way) or "") for way in ("phone", "sms", "url"))
    call, text = tel_href(phone), _sms_href(sms)
    ways = [
        tag("a", sheet.say("helpline_call", phone=phone), class_="way", href=call) if call else None,
        tag("a", sheet.say("helpline_text", sms=sms), class_="way", href=text) if text else None,
        _page_link(sheet.say("helpline_website"), url, "way way-page"),
    ]
    return tag(
        "li", tag("h2", str(card["name"]), class_="helpline-name"), *lines, tag("p", *ways, class_="ways"), class_="helpline"
    )


def _page_link(label: str, url: str, kind: str) -> Markup | None:
    if not url.startswith("https://"):
        return None
    return tag("a", label, class_=kind, href=url, target="_blank", rel="noopener noreferrer")


def _unseen(who: str) -> Markup:
    return tag("span", f"{who}: ", class_="unseen")

"""Whether a tapped button was on the screen, and what it says. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from bot.conversation.message import Button, Message, Sender
from bot.conversation.urgency import ASK_FOR_PERSON

_MOST: Final = 4


def offered(recent: Sequence[Message], tap: str) -> Button | None:
    """The button, if it was offered since the young person's last message. `recent` is in order, oldest first."""
    shown: list[Message] = []
    for message in reversed(recent):
        if message.said.sender is Sender.YOUNG_PERSON:
            break
        shown.append(message)
    return find_button((button for message in shown for button in message.said.buttons), tap)


def open_buttons(recent: Sequence[Message]) -> tuple[Button, ...]:
    """The quick answers on the screen."""
    message = last_offer(recent)
    return message.said.buttons if message else ()


def few(buttons: Sequence[Button]) -> tuple[Button, ...]:
    """As many as a telephone's screen has room for; the way to a person stands last, and is never left out."""
    person = [button for button in buttons if button.id == ASK_FOR_PERSON]
    return (*[button for button in buttons if button not in person][: _MOST - len(person)], *person)


def last_offer(recent: Sequence[Message]) -> Message | None:
    """The newest message with quick answers, until anybody says something. bot/ui/src/chat/turn.ts says the same.

    A note of who is here ends what the bot offered before it: nobody answers a bot that has left. What the note offers is open.
    """
    for message in reversed(recent):
        if message.said.sender in {Sender.YOUNG_PERSON, Sender.COUNSELLOR}:
            return None
        if message.said.buttons:
            return message
        if message.said.sender is Sender.SYSTEM:
            return None
    return None


def shown_before(recent: Sequence[Message], tap: str) -> Button | None:
    """The newest button with this id anywhere in these messages."""
    return find_button((button for message in reversed(recent) for button in message.said.buttons), tap)


def find_button(buttons: Iterable[Button], tap: str) -> Button | None:
    """The first button with this id. One that opens a call or a page says nothing to us."""
    return next((button for button in buttons if button.id == tap and button.tel is None and button.url is None), None)

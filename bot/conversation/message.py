"""One message of the log: who sent it, what it says, what can be tapped under it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.safety.assessment import Assessment


class Sender(StrEnum):
    """Who a message is from."""

    YOUNG_PERSON = "young_person"
    BOT = "bot"
    COUNSELLOR = "counsellor"
    SYSTEM = "system"  # "A person has joined": said by neither


class Style(StrEnum):
    """How a message is drawn."""

    PLAIN = "plain"
    CRISIS = "crisis"  # the red-edged card with the telephone button


@dataclass(frozen=True, slots=True)
class Button:
    """A quick answer. `id` is what a tap sends back; `tel` or `url` instead opens a call or a page on the device."""

    id: str
    label: str
    tel: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What is said, before the log gives it a number."""

    sender: Sender
    text: str
    key: str | None = None  # the copy key, for approved sentences
    buttons: tuple[Button, ...] = ()
    helplines: tuple[dict[str, Any], ...] = ()  # rows as Helpline.as_card() gives them
    style: Style = Style.PLAIN
    tap: str | None = None  # the button id, when the young person tapped instead of typing
    assessment: Assessment | None = None  # for the young person's messages
    author: str | None = None  # a counsellor's first name
    withdrawn: bool = False  # the young person deleted it where they wrote it: the words are gone


@dataclass(frozen=True, slots=True)
class Message:
    """One numbered message. `seq` counts from 1 within its conversation and is the resume cursor."""

    conversation_id: str
    seq: int
    sent_at: datetime
    said: Draft
    client_id: str | None = None
    handled: bool = True  # False: the brain still owes an answer

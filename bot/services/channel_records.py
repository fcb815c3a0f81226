"""What came from a messaging app, and who is reached there: plain values, the same for every app."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

EDIT: Final = "~"  # in the key of a message that was changed there: the message's id, this, and what tells its versions apart


class EventKind(StrEnum):
    """What happened in an app, in words of ours whatever the platform calls it."""

    MESSAGE = "message"
    TAP = "tap"
    MEDIA = "media"  # a picture, a voice message, a file: not even downloaded
    UNREADABLE = "unreadable"  # they sent something that this channel cannot hold: a sticker, a place, a contact
    WITHDRAWN = "withdrawn"  # they deleted a message of theirs
    STOPPED = "stopped"  # the platform says that they want to hear no more
    DELIVERED = "delivered"
    READ = "read"
    BEGUN = "begun"  # they opened the chat, and have said nothing yet
    GROUP = "group"  # we were put among several people: no place to talk about this
    FAILED = "failed"  # the platform took a message, and could not deliver it


@dataclass(frozen=True, slots=True)
class ChannelEvent:
    """One thing that happened. Whoever reads a log or an error never meets it: it holds words and a number."""

    kind: EventKind
    key: str  # the platform's own id of it: the same thing told twice has the same
    address: str = field(repr=False)  # what the platform needs to write back
    text: str = field(default="", repr=False)
    tap: str | None = None  # the id of a button
    message_id: str = ""  # the platform's id of the message that it is about
    at: datetime | None = None  # when it happened there
    language: str | None = None  # what the platform says their app speaks
    handle: str = field(default="", repr=False)  # what the platform needs to end a tap or leave a group, once


@dataclass(frozen=True, slots=True)
class Delivery:
    """An event that was accepted and waits to be handled."""

    number: int  # given by the store; the order of arrival
    channel: str
    event: ChannelEvent
    tries: int = 0  # with this one


class Reach(StrEnum):
    """Whether a contact is written to."""

    OPEN = "open"
    MOVED = "moved"  # they went on in the web chat; nothing more may appear in the app
    STOPPED = "stopped"  # they want to hear no more
    UNREACHABLE = "unreachable"  # the platform refuses: they blocked us, or the account is gone


@dataclass(frozen=True, slots=True)
class InApp:
    """What staff see of a contact: never the address."""

    channel: str
    reach: Reach
    held_at: datetime | None
    answer_until: datetime | None
    sent_seq: int
    delivered_seq: int
    read_seq: int


@dataclass(frozen=True, slots=True)
class Contact:
    """A conversation's other end in an app. The address goes with the conversation's key."""

    conversation_id: str
    channel: str
    address: str = field(repr=False)
    wrote_at: datetime  # their last message there
    answer_until: datetime | None = None  # some platforms let us answer only for a while after their last message
    reach: Reach = Reach.OPEN
    sent_seq: int = 0  # everything up to this message has been taken by the platform …
    sent_parts: int = 0  # … and so many parts of the next one
    next_at: datetime | None = None  # nothing is sent before that
    tries: int = 0  # failed sends in a row
    held_at: datetime | None = None  # since when the platform lets nothing be sent until they write again
    delivered_seq: int = 0
    read_seq: int = 0
    stop_after_seq: int | None = None  # this is the last message that is still sent
    heard_id: str = field(default="", repr=False)  # the platform's id of their last message, where it wants that to show typing
    delete_at: datetime | None = None  # they asked for it: destroyed when the last words were sent, at this moment at the latest

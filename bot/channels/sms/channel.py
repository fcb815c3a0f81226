"""Text messages: the same for every provider. No buttons, no typing mark; what was deleted on a phone nobody tells us."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final, Protocol

from bot.channels.capabilities import Capabilities
from bot.channels.channel import Answer, Call, Part
from bot.channels.sms.gsm import cheapest
from bot.services.channel_records import ChannelEvent, Contact

_PHONE: Final = re.compile(r"\+?([1-9]\d{6,14})", re.ASCII)


class Provider(Protocol):
    """Who carries text messages. Addresses are telephone numbers with + before them, whatever the provider writes."""

    @property
    def answer(self) -> Answer:
        """What its webhooks are answered."""

    def verify(self, call: Call) -> None:
        """Prove that a request is the provider's. Raises BadSignatureError."""

    def events(self, call: Call) -> Sequence[ChannelEvent]:
        """What happened. Total, as Channel.events."""

    def send(self, number: str, words: str) -> Sequence[str]:
        """Send one text; returns the provider's id of it. Raises SendError."""

    def came_since(self, moment: datetime) -> Sequence[ChannelEvent]:
        """What people wrote since then, where the provider gives up telling it; else nothing. Raises SendError."""

    def who_am_i(self) -> str:
        """Whose key this is. Raises SendError."""

    def close(self) -> None:
        """Close the connections."""


class Sms:
    """Implements bot.channels.channel.Channel and bot.channels.lines.ListsWhatCame."""

    def __init__(self, capabilities: Capabilities, provider: Provider) -> None:
        self.capabilities = capabilities
        self._provider = provider

    def handshake(self, call: Call) -> Answer | None:
        """No provider asks anything."""
        del call
        return None

    def verify(self, call: Call) -> None:
        """Raises BadSignatureError."""
        self._provider.verify(call)

    def events(self, call: Call) -> Sequence[ChannelEvent]:
        """Messages, and how far ours have come."""
        return self._provider.events(call)

    def acknowledge(self) -> Answer:
        """What the provider wants to read."""
        return self._provider.answer

    def send(self, address: str, part: Part) -> Sequence[str]:
        """Send one part. Raises SendError."""
        return self._provider.send(address, cheapest(part.text))

    def handled(self, event: ChannelEvent) -> None:
        """No provider wants to know."""

    def show_typing(self, contact: Contact) -> None:
        """A text message has no such mark."""

    def came_since(self, moment: datetime) -> Sequence[ChannelEvent]:
        """What people wrote since then and the provider tells no more. Raises SendError."""
        return self._provider.came_since(moment)

    def who_am_i(self) -> str:
        """Raises SendError."""
        return self._provider.who_am_i()

    def close(self) -> None:
        """Close the connections."""
        self._provider.close()


def phone(told: str) -> str:
    """A whole telephone number with + before it; empty for what cannot be answered: a name, a short number, another app."""
    found = _PHONE.fullmatch(told)
    return f"+{found[1]}" if found else ""

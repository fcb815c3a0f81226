"""What a messaging app must be able to do. The rest is the same for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, Protocol

from bot.channels.capabilities import Capabilities
from bot.conversation.message import Button
from bot.services.channel_records import ChannelEvent, Contact

TIMEOUT: Final = 10.0  # seconds for one request to a platform


@dataclass(frozen=True, slots=True)
class Call:
    """A request of a platform's, as it came."""

    url: str  # in full, as the platform asked for it
    headers: Mapping[str, str]  # names in small letters
    query: Mapping[str, str]
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Part:
    """What is sent at once: a text that fits, and the quick answers that the app shows as buttons."""

    text: str = field(repr=False)
    answers: tuple[Button, ...] = ()
    reference: str = ""  # ours: where a platform takes one, the same part sent twice arrives once, or is told apart


@dataclass(frozen=True, slots=True)
class Answer:
    """What a webhook is answered."""

    body: str = ""
    content_type: str = "text/plain; charset=utf-8"


class BadChannelSettingError(Exception):
    """An app is set half, or wrongly. The message never repeats a value."""

    def __init__(self, setting: str, problem: str, cure: str) -> None:
        super().__init__(f"UNHOOK_{setting.upper()} {problem}. Cure: {cure}.")


class BadSignatureError(Exception):
    """The request is not from the platform, or was changed, or is too old."""


class SendError(Exception):
    """A message was not taken. No text of it is in any of these."""


class TryLaterError(SendError):
    """Not now: too much at once, a fault over there, or no way through. `after`: when the platform says so itself."""

    def __init__(self, after: timedelta | None = None) -> None:
        super().__init__()
        self.after = after


class WindowClosedError(SendError):
    """The platform lets nothing be sent until they write again."""


class UnreachableError(SendError):
    """They blocked us, or the account is gone: no later try will help."""


class RefusedMessageError(UnreachableError):
    """Refused with a reason that we do not know: more likely a fault of ours than of whoever is written to."""

    def __init__(self, status: int) -> None:
        super().__init__()
        self.status = status  # of HTTP


class RefusedKeyError(SendError):
    """The platform does not take our key. Nothing is lost, and nothing is sent until an operator sets the right one."""


class Channel(Protocol):
    """One messaging app. All methods may be called from several threads at once; none logs what it is given."""

    @property
    def capabilities(self) -> Capabilities:
        """What the app can show, and its name: data/channels/<name>.yml."""

    def handshake(self, call: Call) -> Answer | None:
        """Answer the platform's own question whether this webhook is ours; None when it is not its question."""

    def verify(self, call: Call) -> None:
        """Prove, before anything is read, that the request is the platform's. Raises BadSignatureError."""

    def events(self, call: Call) -> Sequence[ChannelEvent]:
        """What happened, in order. Total: whatever the body holds, what is not understood is left out. Never raises."""

    def acknowledge(self) -> Answer:
        """What an accepted webhook is answered."""

    def send(self, address: str, part: Part) -> Sequence[str]:
        """Send one part; returns the platform's ids of it. Raises SendError."""

    def handled(self, event: ChannelEvent) -> None:
        """Tell the platform that an event was handled, where it wants to know. It may take its time: nobody waits for it.

        Raises SendError, which changes nothing.
        """

    def show_typing(self, contact: Contact) -> None:
        """Show for a few seconds that a counsellor types, where the app can. Raises SendError, which changes nothing."""

    def who_am_i(self) -> str:
        """Ask the platform whose key this is; returns a line for the operator. Raises SendError."""

    def close(self) -> None:
        """Close the connections. Nothing is called after that."""

"""What Messenger and Instagram share as channels: both are messages to a Page, and differ in what they are called."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

from bot.channels.channel import Call, Part, RefusedKeyError
from bot.channels.meta.app import MetaApp
from bot.channels.meta.page_events import events_of
from bot.channels.reading import identifier, json_of, objects
from bot.services.channel_records import ChannelEvent, Contact

_ME: Final = "me"  # the Page whose token it is
_NOT_TOLD: Final = "but its messages are told to nobody: subscribe the Page to the app, see its page in docs/channels"


class PageChannel(MetaApp, ABC):
    """Implements bot.channels.channel.Channel for both."""

    platform: ClassVar[str]  # what webhooks call the app

    def events(self, call: Call) -> Sequence[ChannelEvent]:
        """What all entries of a bundle tell."""
        return events_of(json_of(call.body), self.platform, self._account)

    def send(self, address: str, part: Part) -> Sequence[str]:
        """Send a text, with the quick answers as quick replies. Raises SendError."""
        message: dict[str, Any] = {"text": part.text}
        if part.answers:
            replies = [{"content_type": "text", "title": one.label, "payload": one.id} for one in part.answers]
            message["quick_replies"] = replies
        sent = self._to(address, {"messaging_type": "RESPONSE", "message": message})
        return [mid] if (mid := identifier(sent, "message_id")) else []

    def show_typing(self, contact: Contact) -> None:
        """Shown until a message comes, for some seconds at most. Raises SendError."""
        self._to(contact.address, {"sender_action": "typing_on"})

    def who_am_i(self) -> str:
        """The account whose token it is, and whether its messages are told to an app: Meta ends that when calls fail for long.

        Raises SendError; RefusedKeyError also when token and account do not fit together.
        """
        account, name = self._account_of_token()
        if account != self._account:
            raise RefusedKeyError
        subscribed = any(objects(self._graph.look_up(f"{_ME}/subscribed_apps", "subscribed_fields"), "data"))
        return name if subscribed else f"{name}, {_NOT_TOLD}"

    @abstractmethod
    def _account_of_token(self) -> tuple[str, str]:
        """Its id, and its name for the operator."""

    def _look_up(self, fields: str) -> Mapping[str, Any]:
        return self._graph.look_up(_ME, fields)

    def _to(self, address: str, what: Mapping[str, Any]) -> Mapping[str, Any]:
        return self._graph.tell(_ME, {"recipient": {"id": address}, **what})

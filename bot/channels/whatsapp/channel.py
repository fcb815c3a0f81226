"""Speaks WhatsApp's Cloud API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.channels.capabilities import Capabilities
from bot.channels.channel import Answer, Call, Part
from bot.channels.meta.graph import Graph
from bot.channels.meta.hook import Hook
from bot.channels.reading import identifier, json_of, objects, text
from bot.channels.whatsapp.events import events_of
from bot.services.channel_records import ChannelEvent


class WhatsApp:
    """Implements bot.channels.channel.Channel."""

    def __init__(
        self, capabilities: Capabilities, *, token: str, secret: str, verify_token: str, account: str, api: str = ""
    ) -> None:
        """`token`: of a system user; `secret`: of the app; `account`: the id of our number, not the number."""
        self.capabilities = capabilities
        self._number_id = account
        self._hook = Hook(secret=secret, verify_token=verify_token)
        self._graph = Graph(api or capabilities.api, token=token, secret=secret)

    def handshake(self, call: Call) -> Answer | None:
        """Asked once, when the webhook is entered in the dashboard."""
        return self._hook.handshake(call)

    def verify(self, call: Call) -> None:
        """Raises BadSignatureError."""
        self._hook.verify(call)

    def events(self, call: Call) -> Sequence[ChannelEvent]:
        """What all entries of a bundle tell."""
        return events_of(json_of(call.body), self._number_id)

    def acknowledge(self) -> Answer:
        """Meta looks at the status only."""
        return Answer()

    def send(self, address: str, part: Part) -> Sequence[str]:
        """Send a text, with the quick answers as reply buttons. Raises SendError."""
        to = {"to": address} if address.isdecimal() else {"recipient": address}
        what = {"messaging_product": "whatsapp", "recipient_type": "individual", **to, **_content(part)}
        if part.reference:
            what["biz_opaque_callback_data"] = part.reference
        sent = self._graph.tell(self._number_id, what)
        return [id_ for message in objects(sent, "messages") if (id_ := identifier(message, "id"))]

    def handled(self, event: ChannelEvent) -> None:
        """Meta asks for nothing; blue ticks would say that a person has read it."""
        del event

    def show_typing(self, address: str) -> None:
        """WhatsApp ties it to marking their last message as read, which is not ours to say."""
        del address

    def who_am_i(self) -> str:
        """The number's name, and what Meta thinks of its quality. Raises SendError."""
        number = self._graph.look_up(self._number_id, "verified_name,quality_rating")
        return f"{text(number, 'verified_name')}, quality {text(number, 'quality_rating') or 'unknown'}"

    def close(self) -> None:
        """Close the connections."""
        self._graph.close()


def _content(part: Part) -> Mapping[str, Any]:
    if not part.answers:
        return {"type": "text", "text": {"body": part.text, "preview_url": False}}
    buttons = [{"type": "reply", "reply": {"id": one.id, "title": one.label}} for one in part.answers]
    return {"type": "interactive", "interactive": {"type": "button", "body": {"text": part.text}, "action": {"buttons": buttons}}}

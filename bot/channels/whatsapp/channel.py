"""Speaks WhatsApp's Cloud API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.channels.channel import Call, Part
from bot.channels.meta.app import MetaApp
from bot.channels.reading import identifier, json_of, objects, text
from bot.channels.whatsapp.events import events_of
from bot.services.channel_records import ChannelEvent, Contact


class WhatsApp(MetaApp):
    """Implements bot.channels.channel.Channel."""

    def events(self, call: Call) -> Sequence[ChannelEvent]:
        """What all entries of a bundle tell."""
        return events_of(json_of(call.body), self._account)

    def send(self, address: str, part: Part) -> Sequence[str]:
        """Send a text, with the quick answers as reply buttons. Raises SendError."""
        to = {"to": address} if address.isdecimal() else {"recipient": address}
        what = {"messaging_product": "whatsapp", "recipient_type": "individual", **to, **_content(part)}
        if part.reference:
            what["biz_opaque_callback_data"] = part.reference
        sent = self._graph.tell(self._account, what)
        return [id_ for message in objects(sent, "messages") if (id_ := identifier(message, "id"))]

    def show_typing(self, contact: Contact) -> None:
        """Under their last message, which is marked as read by it: somebody who answers has read it. Raises SendError."""
        if contact.heard_id:
            read = {"messaging_product": "whatsapp", "status": "read", "message_id": contact.heard_id}
            self._graph.tell(self._account, read | {"typing_indicator": {"type": "text"}})

    def who_am_i(self) -> str:
        """The number's name, and what Meta thinks of its quality. Raises SendError."""
        number = self._graph.look_up(self._account, "verified_name,quality_rating")
        return f"{text(number, 'verified_name')}, quality {text(number, 'quality_rating') or 'unknown'}"


def _content(part: Part) -> Mapping[str, Any]:
    if not part.answers:
        return {"type": "text", "text": {"body": part.text, "preview_url": False}}
    buttons = [{"type": "reply", "reply": {"id": one.id, "title": one.label}} for one in part.answers]
    return {"type": "interactive", "interactive": {"type": "button", "body": {"text": part.text}, "action": {"buttons": buttons}}}

"""The shapes that travel to both faces, and the fields that come from them."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictStr

from bot.conversation.message import Message


def _clean(value: object) -> object:
    """Drop null characters and halves of surrogate pairs: a keyboard that cuts an emoji in two must not cost the message."""
    if not isinstance(value, str):
        return value
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")


CleanText = Annotated[StrictStr, BeforeValidator(_clean)]
ClientId = Annotated[StrictStr, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
CONVERSATION_ID: Final = re.compile(r"c_[A-Za-z0-9_-]{8,64}")
TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{16,128}")

Cursor = Annotated[int, Field(ge=0, le=2**31 - 1)]


class Body(BaseModel):
    """A JSON body. Unknown fields are ignored, so that an old tab and a new server still understand each other."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class TypingBody(Body):
    """Whether they type."""

    typing: StrictBool


def message_json(message: Message) -> dict[str, Any]:
    """A message as both faces see it. The assessment is not in it: a young person is never shown a tier."""
    said = message.said
    return {
        "seq": message.seq,
        "sender": said.sender.value,
        "text": said.text,
        "key": said.key,
        "style": said.style.value,
        "buttons": [{"id": one.id, "label": one.label, "tel": one.tel, "url": one.url} for one in said.buttons],
        "helplines": [dict(card) for card in said.helplines],
        "author": said.author,
        "client_id": message.client_id,
        "sent_at": message.sent_at.isoformat(),
    }

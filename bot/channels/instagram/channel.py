"""Instagram: the account is the professional one that belongs to a Page."""

from __future__ import annotations

from typing import ClassVar

from bot.channels.meta.page import PageChannel
from bot.channels.reading import identifier, mapping, text


class Instagram(PageChannel):
    """Implements bot.channels.channel.Channel."""

    platform: ClassVar[str] = "instagram"

    def _account_of_token(self) -> tuple[str, str]:
        found = mapping(self._look_up("instagram_business_account{id,username}"), "instagram_business_account")
        return identifier(found, "id"), f"@{text(found, 'username')}"

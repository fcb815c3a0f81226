"""Messenger: the Page itself is the account."""

from __future__ import annotations

from typing import ClassVar

from bot.channels.meta.page import PageChannel
from bot.channels.reading import identifier, text


class Messenger(PageChannel):
    """Implements bot.channels.channel.Channel."""

    platform: ClassVar[str] = "page"

    def _account_of_token(self) -> tuple[str, str]:
        page = self._look_up("id,name")
        return identifier(page, "id"), f"the Page {text(page, 'name')}"

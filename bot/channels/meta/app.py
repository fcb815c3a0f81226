"""What all of Meta's apps share as channels: how they are made, the handshake, the signature, and what a webhook is answered."""

from __future__ import annotations

from bot.channels.capabilities import Capabilities
from bot.channels.channel import Answer, Call
from bot.channels.meta.graph import Graph
from bot.channels.meta.hook import Hook
from bot.services.channel_records import ChannelEvent


class MetaApp:
    """The half of bot.channels.channel.Channel that does not differ."""

    def __init__(
        self, capabilities: Capabilities, *, token: str, secret: str, verify_token: str, account: str, api: str = ""
    ) -> None:
        """`token`: of a system user or a Page; `secret`: of the app; `account`: the id of ours that webhooks name."""
        self.capabilities = capabilities
        self._account = account
        self._hook = Hook(secret=secret, verify_token=verify_token)
        self._graph = Graph(api or capabilities.api, token=token, secret=secret)

    def handshake(self, call: Call) -> Answer | None:
        """Asked once, when the webhook is entered in the dashboard."""
        return self._hook.handshake(call)

    def verify(self, call: Call) -> None:
        """Raises BadSignatureError."""
        self._hook.verify(call)

    def acknowledge(self) -> Answer:
        """Meta looks at the status only."""
        return Answer()

    def handled(self, event: ChannelEvent) -> None:
        """Meta asks for nothing; "seen", or blue ticks, would say that a person has read it."""
        del event

    def close(self) -> None:
        """Close the connections."""
        self._graph.close()

"""The rows of messaging apps: what came in, who is reached there, what was sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from bot.services.channel_records import ChannelEvent, Contact, Delivery, InApp


class InboxRows(Protocol):
    """Events that were accepted and not handled yet. Their words are encrypted, and gone once they are handled."""

    def add_deliveries(self, channel: str, events: Sequence[ChannelEvent], now: datetime) -> int:
        """Store those whose key was never seen before, and say how many that were."""

    def claim_inbox(self, lease_id: str, now: datetime, lease_until: datetime, most: int) -> Sequence[Delivery]:
        """Lease what waits of one sender, in the order it happened; nothing when there is nothing to do."""

    def end_delivery(self, number: int) -> None:
        """It was handled: nothing of it is kept but the hash of its key."""

    def put_off_delivery(self, number: int, until: datetime) -> None:
        """Look at one again then. The same sender's other events do not wait for it."""

    def release_inbox(self, lease_id: str, until: datetime) -> None:
        """Leave what is left of a lease alone until then."""

    def count_inbox(self) -> int:
        """How much waits."""

    def forget_keys_before(self, moment: datetime) -> None:
        """Forget the hashes of keys that came before then."""


class ContactRows(Protocol):
    """Who is reached in an app, and how far."""

    def add_contact(self, contact: Contact) -> None:
        """Store it. Another conversation with the same address is found by it no longer."""

    def contact(self, conversation_id: str) -> Contact | None:
        """The contact of a conversation; in a writing transaction the row stays locked until the end."""

    def in_app(self, conversation_id: str) -> InApp | None:
        """What staff see of one that is in an app."""

    def in_apps(self, bot_since: datetime) -> dict[str, InApp]:
        """The same for all open conversations, as `open_conversations` reads them."""

    def conversation_at(self, channel: str, address: str) -> str | None:
        """The conversation of an address."""

    def update_contact(self, conversation_id: str, **changes: Any) -> None:
        """Change fields of a contact, but for who it is."""

    def claim_outbox(
        self, channels: Sequence[str], lease_id: str, now: datetime, lease_until: datetime, most: int
    ) -> Sequence[Contact]:
        """Lease contacts for which messages wait that may be sent now."""

    def renew_outbox(self, conversation_id: str, lease_id: str, until: datetime) -> None:
        """Keep a lease for longer, where nobody else has it meanwhile."""

    def release_outbox(self, conversation_id: str, lease_id: str) -> None:
        """Give a lease back."""

    def add_sent(self, channel: str, platform_id: str, conversation_id: str, seq: int, asked_at: datetime) -> None:
        """Note which message of ours the platform's id stands for, and when the platform was asked to send it."""

    def sent(self, channel: str, platform_id: str) -> tuple[str, int] | None:
        """Conversation and number of the message that the platform's id stands for."""

    def sent_until(self, conversation_id: str, moment: datetime) -> int:
        """The last message of ours that the platform was asked to send before then; 0: none."""

    def contacts_to_delete(self, now: datetime) -> Sequence[Contact]:
        """Those that asked to be deleted, and wait for nothing more."""

    def contacts_since(self, channel: str, moment: datetime) -> Sequence[Contact]:
        """Those of a channel that have written since then, where no later conversation has their address."""

    def last_heard(self, channel: str) -> datetime | None:
        """When somebody wrote there last; None: nobody ever did whose conversation is still there."""

    def count_contacts(self) -> dict[str, int]:
        """How many are reached, for each channel that has any."""


class ChannelRows(InboxRows, ContactRows, Protocol):
    """All of them."""

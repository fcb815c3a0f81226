"""What can be done with alarms inside one transaction. Implemented by bot.store.alarms; no method decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from bot.conversation.alarm import Alarm, Hearers
from bot.safety.tiers import Tier


class AlarmRows(Protocol):
    """From the first ring to a person's "I have it"."""

    def add_alarm(self, conversation_id: str, tier: Tier, at: datetime, counsellor_id: str | None = None) -> Alarm:
        """Open an alarm under the next number of the conversation; with `counsellor_id` for this one alone."""

    def open_alarm(self, conversation_id: str) -> Alarm | None:
        """The one that rings; in a writing transaction the row stays locked until the end."""

    def last_alarm(self, conversation_id: str) -> Alarm | None:
        """The newest of those for everybody, whether it rings or not."""

    def alarms(self, conversation_id: str) -> Sequence[Alarm]:
        """All of one conversation, the oldest first."""

    def update_alarm(self, alarm: Alarm, **changes: Any) -> Alarm:
        """Change fields by the names of `Alarm`, and return the new row."""

    def ringing(self) -> Sequence[Alarm]:
        """Every open alarm, the oldest first."""

    def ringing_for_real(self) -> Sequence[Alarm]:
        """The same without practice."""

    def waiting_unheard(self) -> Sequence[str]:
        """Ids of conversations with a T0 or T1 that wait and have no open alarm for everybody: there should be none."""

    def rings_between(self, since: datetime, until: datetime) -> Sequence[Alarm]:
        """The alarms for everybody that rang from `since` on and before `until`, the oldest first, without practice."""

    def hearers(self, seen_since: datetime) -> Hearers:
        """How many of the staff are at their console and not paused."""

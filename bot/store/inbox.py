"""The rows of what came from messaging apps: sealed until they are handled, then gone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, delete, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.services.channel_records import ChannelEvent, Delivery, EventKind
from bot.store.rows import Rows
from bot.store.schema_channels import inbox, seen_events

_COLUMNS: Final = (inbox.c.number, inbox.c.channel, inbox.c.sender_hash, inbox.c.tries, inbox.c.body)

_CLAIM_LOCK: Final = 7_310_055  # any number that is nobody else's


class Inbox(Rows):
    """Implements bot.services.transaction_channels.InboxRows."""

    def add_deliveries(self, channel: str, events: Sequence[ChannelEvent], now: datetime) -> int:
        """Store those whose key was never seen before, under any master key, and say how many that were."""
        return sum(self._add(channel, event, now) for event in events)

    def _add(self, channel: str, event: ChannelEvent, now: datetime) -> bool:
        current, *older = self._master_keys.app_hashes(channel, f"event|{event.key}")
        if older and self._connection.execute(select(seen_events.c.key_hash).where(seen_events.c.key_hash.in_(older))).first():
            return False
        fresh = self._connection.execute(self._unless_there().values(key_hash=current, seen_at=now))
        if fresh.rowcount == 0:
            return False
        sender = self._master_keys.app_hash(channel, event.address)
        plain = json.dumps(_as_json(event), separators=(",", ":")).encode("ascii")
        row = {
            "channel": channel,
            "sender_hash": sender,
            "happened_at": event.at or now,
            "body": self._master_keys.seal_incoming(plain, incoming_place(channel, sender)),
        }
        self._connection.execute(insert(inbox), row)
        return True

    def claim_inbox(self, lease_id: str, now: datetime, lease_until: datetime, most: int) -> Sequence[Delivery]:
        """Lease what waits of one sender. Somebody else's lease on any of it keeps all of it: order is more than speed."""
        if self._connection.dialect.name == "postgresql":  # one claims at a time: no two may begin with the same sender
            self._connection.execute(select(func.pg_advisory_xact_lock(_CLAIM_LOCK)))
        other = inbox.alias()
        due = or_(inbox.c.due_at.is_(None), inbox.c.due_at <= now)
        held = select(other.c.number).where(other.c.sender_hash == inbox.c.sender_hash, other.c.lease_until > now)
        free = select(inbox.c.sender_hash).where(due, ~held.exists()).order_by(inbox.c.number).limit(1)
        sender = self._connection.execute(free).scalar_one_or_none()
        if sender is None:
            return []
        query = select(inbox.c.number).where(inbox.c.sender_hash == sender, due)
        numbers = self._connection.execute(query.order_by(inbox.c.happened_at, inbox.c.number).limit(most)).scalars().all()
        leased = update(inbox).where(inbox.c.number.in_(numbers))
        leased = leased.values(lease_id=lease_id, lease_until=lease_until, tries=inbox.c.tries + 1)
        rows = {row.number: row for row in self._connection.execute(leased.returning(*_COLUMNS))}
        return [self._delivery(rows[number]) for number in numbers]

    def end_delivery(self, number: int) -> None:
        """It was handled."""
        self._connection.execute(delete(inbox).where(inbox.c.number == number))

    def put_off_delivery(self, number: int, until: datetime) -> None:
        """Look at one again then. The same sender's other events do not wait for it."""
        put_off = update(inbox).where(inbox.c.number == number)
        self._connection.execute(put_off.values(due_at=until, lease_id=None, lease_until=None))

    def release_inbox(self, lease_id: str, until: datetime) -> None:
        """Leave what is left of a lease alone until then."""
        self._connection.execute(update(inbox).where(inbox.c.lease_id == lease_id).values(lease_until=until))

    def count_inbox(self) -> int:
        """How much waits."""
        return int(self._connection.execute(select(func.count()).select_from(inbox)).scalar_one())

    def forget_keys_before(self, moment: datetime) -> None:
        """Forget the hashes of keys that came before then."""
        self._connection.execute(delete(seen_events).where(seen_events.c.seen_at < moment))

    def _unless_there(self) -> Any:
        dialect = sqlite if self._connection.dialect.name == "sqlite" else postgresql
        return dialect.insert(seen_events).on_conflict_do_nothing()

    def _delivery(self, row: Row[Any]) -> Delivery:
        plain = self._master_keys.unseal_incoming(row.body, incoming_place(row.channel, row.sender_hash))
        return Delivery(row.number, row.channel, _event(json.loads(plain)), row.tries)


def incoming_place(channel: str, sender_hash: bytes) -> str:
    """Where an event belongs: moved to another sender, it opens no more."""
    return f"inbox|{channel}|{sender_hash.hex()}"


def _as_json(event: ChannelEvent) -> dict[str, Any]:
    fields = {name: value for name, value in asdict(event).items() if value}
    return fields | {"at": event.at.isoformat() if event.at else None}


def _event(fields: dict[str, Any]) -> ChannelEvent:
    at = fields.pop("at", None)
    kind = EventKind(fields.pop("kind"))
    return ChannelEvent(kind=kind, at=datetime.fromisoformat(at) if at else None, **{"address": "", **fields})

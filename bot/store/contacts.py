"""The rows of who is reached in a messaging app, and how far."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import fields
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, Update, and_, delete, func, insert, or_, select, text, update

from bot.services.channel_records import Contact, InApp, Reach
from bot.store import schema
from bot.store.conversations import is_open
from bot.store.keys import DamagedError
from bot.store.rows import Rows
from bot.store.schema_channels import UNSENT, contacts, sent_messages

_SEALED: Final = {"address": contacts.c.body, "heard_id": contacts.c.heard_body}  # with the conversation's key
_ADDRESS, _HEARD = range(2)  # the places that they are sealed for
_COLUMNS: Final = tuple(_SEALED[one.name] if one.name in _SEALED else contacts.c[one.name] for one in fields(Contact))
_SEEN: Final = tuple(contacts.c[one.name] for one in fields(InApp))


class Contacts(Rows):
    """Implements bot.services.transaction_channels.ContactRows."""

    def add_contact(self, contact: Contact) -> None:
        """Store it. Another conversation with the same address is found by it no longer."""
        hashes = self._master_keys.app_hashes(contact.channel, contact.address)
        self._connection.execute(update(contacts).where(contacts.c.address_hash.in_(hashes)).values(address_hash=None))
        row = {one.name: getattr(contact, one.name) for one in fields(contact) if one.name not in _SEALED}
        row |= {"reach": contact.reach.value, "address_hash": hashes[0]}
        row["body"] = self._seal(contact.conversation_id, _ADDRESS, contact.address)
        row["heard_body"] = self._seal(contact.conversation_id, _HEARD, contact.heard_id)
        self._connection.execute(insert(contacts), row)

    def contact(self, conversation_id: str) -> Contact | None:
        """The contact of a conversation; in a writing transaction the row stays locked until the end."""
        query = select(*_COLUMNS).where(contacts.c.conversation_id == conversation_id)
        row = self._connection.execute(query.with_for_update() if self._writes else query).one_or_none()
        return self._contact(row) if row else None

    def in_app(self, conversation_id: str) -> InApp | None:
        """What staff see of one that is in an app: nothing is decrypted for it."""
        row = self._connection.execute(select(*_SEEN).where(contacts.c.conversation_id == conversation_id)).one_or_none()
        return _in_app(row) if row else None

    def in_apps(self, bot_since: datetime) -> dict[str, InApp]:
        """The same for all open conversations, as `open_conversations` reads them."""
        query = select(contacts.c.conversation_id, *_SEEN).join(schema.conversations).where(is_open(bot_since))
        return {row[0]: _in_app(row[1:]) for row in self._connection.execute(query)}

    def conversation_at(self, channel: str, address: str) -> str | None:
        """The conversation of an address."""
        known = contacts.c.address_hash.in_(self._master_keys.app_hashes(channel, address))
        return self._connection.execute(select(contacts.c.conversation_id).where(known)).scalar_one_or_none()

    def update_contact(self, conversation_id: str, **changes: Any) -> None:
        """Change fields of a contact, but for who it is."""
        values = {name: value.value if isinstance(value, Reach) else value for name, value in changes.items()}
        if "heard_id" in values:
            values["heard_body"] = self._seal(conversation_id, _HEARD, values.pop("heard_id"))
        self._connection.execute(update(contacts).where(contacts.c.conversation_id == conversation_id).values(**values))

    def claim_outbox(
        self, channels: Sequence[str], lease_id: str, now: datetime, lease_until: datetime, most: int
    ) -> Sequence[Contact]:
        """Lease contacts for which messages wait that may be sent now; who wrote longest ago comes first."""
        free = or_(contacts.c.lease_until.is_(None), contacts.c.lease_until <= now)
        due = or_(contacts.c.next_at.is_(None), contacts.c.next_at <= now)
        query = (
            select(contacts.c.conversation_id)
            .where(text(UNSENT), contacts.c.channel.in_(channels), free, due)
            .order_by(contacts.c.wrote_at)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        ids = self._connection.execute(query).scalars().all()
        if not ids:
            return []
        leased = update(contacts).where(contacts.c.conversation_id.in_(ids))
        rows = self._connection.execute(leased.values(lease_id=lease_id, lease_until=lease_until).returning(*_COLUMNS))
        return [self._contact(row) for row in rows]

    def renew_outbox(self, conversation_id: str, lease_id: str, until: datetime) -> None:
        """Keep a lease for longer, where nobody else has it meanwhile."""
        self._connection.execute(_leased(conversation_id, lease_id).values(lease_until=until))

    def release_outbox(self, conversation_id: str, lease_id: str) -> None:
        """Give a lease back."""
        self._connection.execute(_leased(conversation_id, lease_id).values(lease_id=None, lease_until=None))

    def add_sent(self, channel: str, platform_id: str, conversation_id: str, seq: int, asked_at: datetime) -> None:
        """Note which message of ours the platform's id stands for, and when the platform was asked to send it."""
        id_hash = self._master_keys.app_hash(channel, f"sent|{platform_id}")
        self._connection.execute(delete(sent_messages).where(sent_messages.c.id_hash == id_hash))
        row = {"id_hash": id_hash, "conversation_id": conversation_id, "seq": seq, "asked_at": asked_at}
        self._connection.execute(insert(sent_messages), row)

    def sent(self, channel: str, platform_id: str) -> tuple[str, int] | None:
        """Conversation and number of the message that the platform's id stands for."""
        known = sent_messages.c.id_hash.in_(self._master_keys.app_hashes(channel, f"sent|{platform_id}"))
        row = self._connection.execute(select(sent_messages.c.conversation_id, sent_messages.c.seq).where(known)).first()
        return (row[0], row[1]) if row else None

    def sent_until(self, conversation_id: str, moment: datetime) -> int:
        """The last message of ours that the platform was asked to send before then; 0: none."""
        last = select(func.coalesce(func.max(sent_messages.c.seq), 0))
        until = and_(sent_messages.c.conversation_id == conversation_id, sent_messages.c.asked_at <= moment)
        return int(self._connection.execute(last.where(until)).scalar_one())

    def contacts_to_delete(self, now: datetime) -> Sequence[Contact]:
        """Those that asked to be deleted, and wait for nothing more."""
        said_all = contacts.c.last_seq <= contacts.c.sent_seq
        query = select(*_COLUMNS).where(contacts.c.delete_at.is_not(None), or_(contacts.c.delete_at <= now, said_all))
        return [self._contact(row) for row in self._connection.execute(query)]

    def rehash_addresses(self, conversation_ids: Collection[str]) -> None:
        """Hash these addresses with the current master key: whoever writes again is found when the old key is gone."""
        query = select(*_COLUMNS).where(contacts.c.conversation_id.in_(conversation_ids), contacts.c.address_hash.is_not(None))
        for row in self._connection.execute(query.with_for_update()).all():
            with suppress(DamagedError):  # nobody can write back there: the address cannot be read
                contact = self._contact(row)
                fresh = self._master_keys.app_hash(contact.channel, contact.address)
                here = contacts.c.conversation_id == contact.conversation_id
                self._connection.execute(update(contacts).where(here).values(address_hash=fresh))

    def contacts_since(self, channel: str, moment: datetime) -> Sequence[Contact]:
        """Those of a channel that have written since then, where no later conversation has their address."""
        query = select(*_COLUMNS).where(contacts.c.channel == channel, contacts.c.address_hash.is_not(None))
        return [self._contact(row) for row in self._connection.execute(query.where(contacts.c.wrote_at >= moment))]

    def last_heard(self, channel: str) -> datetime | None:
        """When somebody wrote there last; None: nobody ever did whose conversation is still there."""
        last = select(contacts.c.wrote_at).where(contacts.c.channel == channel).order_by(contacts.c.wrote_at.desc()).limit(1)
        return self._connection.execute(last).scalar_one_or_none()

    def count_contacts(self) -> dict[str, int]:
        """How many are reached, for each channel that has any."""
        reached = select(contacts.c.channel, func.count()).where(contacts.c.reach == Reach.OPEN.value)
        return {row[0]: row[1] for row in self._connection.execute(reached.group_by(contacts.c.channel))}

    def _contact(self, row: Row[Any]) -> Contact:
        values = dict(row._mapping)  # noqa: SLF001 - its public name is this
        values["address"] = self._unseal(row.conversation_id, _ADDRESS, values.pop("body"))
        values["heard_id"] = self._unseal(row.conversation_id, _HEARD, values.pop("heard_body"))
        return Contact(**values | {"reach": Reach(row.reach)})

    def _seal(self, conversation_id: str, place: int, what: str) -> bytes | None:
        return self._data_key(conversation_id).seal(contacts.name, place, what.encode()) if what else None

    def _unseal(self, conversation_id: str, place: int, sealed: bytes | None) -> str:
        return self._data_key(conversation_id).unseal(contacts.name, place, sealed).decode() if sealed else ""


def _in_app(row: Sequence[Any]) -> InApp:
    return InApp(row[0], Reach(row[1]), *row[2:])


def _leased(conversation_id: str, lease_id: str) -> Update:
    return update(contacts).where(contacts.c.conversation_id == conversation_id, contacts.c.lease_id == lease_id)

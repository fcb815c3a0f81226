"""What is still to be sent to messaging apps. The log is the outbox: a contact remembers how far the platform has taken it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.conversation.message import Message, Sender
from bot.services.channel_records import Contact, Reach
from bot.services.forget import forget
from bot.services.ports import Deps
from bot.services.transaction import Transaction

_MOST_MESSAGES: Final = 10  # of one contact at a time
_FIRST_PAUSE: Final = timedelta(seconds=1)
_LONGEST_PAUSE: Final = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What one contact is to be sent now, in order. `parts_sent` of the first message were taken already."""

    contact: Contact
    messages: Sequence[Message]
    watched: bool  # somebody may be reading along: no notes, no helplines, no names of counsellors
    language: str
    lease_id: str


def claim_outgoing(deps: Deps, channels: Sequence[str], lease_id: str, most: int) -> Sequence[Outgoing]:
    """Lease what may be sent now.

    What comes too late is held, not lost: it goes out when they write again, and the counsellor sees that.
    """
    now = deps.clock()
    with deps.store.write() as tx:
        claimed = tx.claim_outbox(channels, lease_id, now, now + deps.settings.app_lease, most)
    due = []
    for contact in claimed:
        if contact.answer_until is not None and now > contact.answer_until:
            _mark(deps, contact, held_at=now, lease_id=None, lease_until=None)
        else:
            due.append(contact)
    with deps.store.read() as tx:  # a writer would lock conversations after contacts: everybody else does it the other way
        return [one for contact in due if (one := _outgoing(tx, contact, lease_id))]


@dataclass(frozen=True, slots=True)
class Taken:
    """What the platform took: part number `part` (from 1) of so many, under these ids of its own, asked for at this moment."""

    part: int
    of: int
    platform_ids: Sequence[str]
    asked_at: datetime


def note_sent(deps: Deps, outgoing: Outgoing, message: Message, taken: Taken) -> bool:
    """Note what the platform took, and renew the lease. Returns whether more of this contact may be sent."""
    contact, done = outgoing.contact, taken.part >= taken.of
    with deps.store.write() as tx:
        now_there = tx.contact(contact.conversation_id)
        if now_there is None:
            return False
        for platform_id in taken.platform_ids:
            tx.add_sent(contact.channel, platform_id, contact.conversation_id, message.seq, taken.asked_at)
        if message.seq <= now_there.sent_seq:
            return False  # set back or forward meanwhile: stopped, deleted, or gone on elsewhere
        tx.renew_outbox(contact.conversation_id, outgoing.lease_id, deps.clock() + deps.settings.app_lease)
        changes = {"sent_seq": message.seq, "sent_parts": 0} if done else {"sent_parts": taken.part}
        stops = done and now_there.stop_after_seq is not None and message.seq >= now_there.stop_after_seq
        tx.update_contact(
            contact.conversation_id, tries=0, next_at=None, **changes, **({"reach": Reach.STOPPED} if stops else {})
        )
    return now_there.reach is Reach.OPEN and not stops


def skip(deps: Deps, contact: Contact, seq: int) -> None:
    """Nothing is to be sent up to this message: it is the young person's own, or not for eyes that read along."""
    with deps.store.write() as tx:
        now_there = tx.contact(contact.conversation_id)
        if now_there and now_there.sent_seq < seq:
            tx.update_contact(contact.conversation_id, sent_seq=seq, sent_parts=0)


def put_off(deps: Deps, contact: Contact, after: timedelta | None = None) -> None:
    """A send failed, and is tried again: when the platform says, or after longer and longer pauses."""
    with deps.store.write() as tx:
        now_there = tx.contact(contact.conversation_id)
        if now_there:
            pause = after or min(_FIRST_PAUSE * 2 ** min(now_there.tries, 10), _LONGEST_PAUSE)
            tx.update_contact(contact.conversation_id, tries=now_there.tries + 1, next_at=deps.clock() + pause)


def hold(deps: Deps, contact: Contact) -> None:
    """The platform lets nothing be sent until they write again."""
    _mark(deps, contact, held_at=deps.clock())


def give_up(deps: Deps, contact: Contact) -> None:
    """The platform says that this contact cannot be reached any more: they blocked us, or are gone."""
    _mark(deps, contact, reach=Reach.UNREACHABLE)


def delete_asked(deps: Deps) -> int:
    """Destroy the conversations whose young person asked for it in an app and was told so; says how many."""
    with deps.store.read() as tx:
        due = tx.contacts_to_delete(deps.clock())
    for contact in due:
        forget(deps, contact.conversation_id)
    return len(due)


def _outgoing(tx: Transaction, contact: Contact, lease_id: str) -> Outgoing | None:
    conversation = tx.conversation(contact.conversation_id)
    if conversation is None:
        return None
    messages = tx.messages(contact.conversation_id, after=contact.sent_seq, limit=_MOST_MESSAGES)
    if contact.stop_after_seq is not None:
        messages = [message for message in messages if message.seq <= contact.stop_after_seq]
    return Outgoing(contact, messages, conversation.watched, conversation.language, lease_id)


def _mark(deps: Deps, contact: Contact, **changes: object) -> None:
    with deps.store.write() as tx:
        tx.update_contact(contact.conversation_id, **changes)
    deps.doorbell.ring("log", contact.conversation_id, 0)
    deps.doorbell.ring("queue", contact.conversation_id, 0)


def is_sent(message: Message, *, watched: bool) -> bool:
    """Whether a message of the log appears in the app."""
    if message.said.sender is Sender.YOUNG_PERSON:
        return False
    return not (watched and message.said.sender is Sender.SYSTEM)

"""Notes how far what we wrote has come in a messaging app: taken, delivered, read, or refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from bot.conversation.message import Sender
from bot.services.channel_records import ChannelEvent, Contact, EventKind, Reach
from bot.services.ports import Deps
from bot.services.transaction import Transaction

WINDOW_CLOSED: Final = "window_closed"  # the `text` of an event that failed because they wrote too long ago

_SIGHT: Final = 50  # how far back ours are looked for, where a receipt tells a moment only
_LAST_OF_IT: Final = timedelta(microseconds=999)  # such moments are told in whole milliseconds: all of the last one is meant


class TooEarlyError(Exception):
    """A receipt is about a message of which it is not noted yet that the platform took it. Look at it again a little later."""


def note_receipt(deps: Deps, channel: str, event: ChannelEvent) -> None:
    """Move the marks that the counsellor sees. They never go back, whatever the order of the receipts. Raises TooEarlyError."""
    with deps.store.write() as tx:
        found = _message_of(tx, channel, event)
        if found is None:
            return
        contact, seq, whole = found
        read = event.kind is EventKind.READ
        delivered_seq, read_seq = max(contact.delivered_seq, seq), max(contact.read_seq, seq if read else 0)
        moved = (delivered_seq, read_seq) != (contact.delivered_seq, contact.read_seq)
        if moved:
            tx.update_contact(contact.conversation_id, delivered_seq=delivered_seq, read_seq=read_seq)
    if moved:
        deps.doorbell.ring("queue", contact.conversation_id, seq)
    if not whole:
        raise TooEarlyError


def note_failed(deps: Deps, channel: str, event: ChannelEvent) -> None:
    """The platform took a message, and could not deliver it. It is sent again where that can help, and shown where not.

    Raises TooEarlyError.
    """
    with deps.store.write() as tx:
        found = _message_of(tx, channel, event)
        if found is None:
            return
        contact, seq, _ = found
        back = min(contact.sent_seq, seq - 1)
        if event.text == WINDOW_CLOSED:
            tx.update_contact(contact.conversation_id, held_at=deps.clock(), sent_seq=back, sent_parts=0)
        else:
            tx.update_contact(contact.conversation_id, reach=Reach.UNREACHABLE)
    deps.doorbell.ring("log", contact.conversation_id, seq)
    deps.doorbell.ring("queue", contact.conversation_id, seq)


def _message_of(tx: Transaction, channel: str, event: ChannelEvent) -> tuple[Contact, int, bool] | None:
    """Which message of ours it is about, and whether that is the whole of it; None when it is about none.

    By the platform's id; or, where it tells a moment only, the last one that it was asked to send before that: one that is on
    its way just then may be meant too. Raises TooEarlyError.
    """
    if event.message_id:
        sent = tx.sent(channel, event.message_id)
        if sent is None:
            raise TooEarlyError
        contact = tx.contact(sent[0])
        return (contact, sent[1], True) if contact else None
    conversation_id = tx.conversation_at(channel, event.address)
    contact = tx.contact(conversation_id) if conversation_id else None
    if contact is None or event.at is None:
        return None
    until = event.at + _LAST_OF_IT
    seq = tx.sent_until(contact.conversation_id, until)
    later = (one for one in tx.messages(contact.conversation_id, last=_SIGHT) if seq < one.seq and one.sent_at <= until)
    return contact, seq, all(one.said.sender is Sender.YOUNG_PERSON for one in later)

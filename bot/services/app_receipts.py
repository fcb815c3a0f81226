"""Notes how far what we wrote has come in a messaging app: taken, delivered, read, or refused."""

from __future__ import annotations

from typing import Final

from bot.conversation.message import Sender
from bot.services.channel_records import ChannelEvent, Contact, EventKind, Reach
from bot.services.ports import Deps
from bot.services.transaction import Transaction

WINDOW_CLOSED: Final = "window_closed"  # the `text` of an event that failed because they wrote too long ago


def note_receipt(deps: Deps, channel: str, event: ChannelEvent) -> None:
    """Move the marks that the counsellor sees. They never go back, whatever the order of the receipts."""
    with deps.store.write() as tx:
        found = _message_of(tx, channel, event)
        if found is None:
            return
        contact, seq = found
        read = event.kind is EventKind.READ
        delivered_seq, read_seq = max(contact.delivered_seq, seq), max(contact.read_seq, seq if read else 0)
        if (delivered_seq, read_seq) == (contact.delivered_seq, contact.read_seq):
            return
        tx.update_contact(contact.conversation_id, delivered_seq=delivered_seq, read_seq=read_seq)
    deps.doorbell.ring("queue", contact.conversation_id, seq)


def note_failed(deps: Deps, channel: str, event: ChannelEvent) -> None:
    """The platform took a message, and could not deliver it. It is sent again where that can help, and shown where not."""
    with deps.store.write() as tx:
        found = _message_of(tx, channel, event)
        if found is None:
            return
        contact, seq = found
        back = min(contact.sent_seq, seq - 1)
        if event.text == WINDOW_CLOSED:
            tx.update_contact(contact.conversation_id, held_at=deps.clock(), sent_seq=back, sent_parts=0)
        else:
            tx.update_contact(contact.conversation_id, reach=Reach.UNREACHABLE)
    deps.doorbell.ring("log", contact.conversation_id, seq)
    deps.doorbell.ring("queue", contact.conversation_id, seq)


def _message_of(tx: Transaction, channel: str, event: ChannelEvent) -> tuple[Contact, int] | None:
    """Which message of ours it is about: by the platform's id, or, where it tells a moment only, the last one before that."""
    if event.message_id:
        sent = tx.sent(channel, event.message_id)
        contact = tx.contact(sent[0]) if sent else None
        return (contact, sent[1]) if sent and contact else None
    conversation_id = tx.conversation_at(channel, event.address)
    contact = tx.contact(conversation_id) if conversation_id else None
    if contact is None or event.at is None:
        return None
    ours = (one for one in tx.messages(contact.conversation_id, last=50) if one.said.sender is not Sender.YOUNG_PERSON)
    seqs = [one.seq for one in ours if one.sent_at <= event.at and one.seq <= contact.sent_seq]
    return (contact, max(seqs)) if seqs else None

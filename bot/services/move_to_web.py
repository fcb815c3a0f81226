"""A link, good once, by which a young person goes on in our own chat what they began in a messaging app."""

from __future__ import annotations

from bot.services.account_records import Purpose, Ticket
from bot.services.channel_records import Reach
from bot.services.errors import UnknownLinkError
from bot.services.ports import Deps
from bot.services.records import Conversation
from bot.services.tokens import hash_of, new_token
from bot.services.transaction import Transaction

FRAGMENT = "#go="  # after the address: browsers send it to nobody, and our page takes it out of the address at once


def make_link(deps: Deps, tx: Transaction, conversation_id: str, base: str) -> str:
    """A link to our own chat at `base`; in the database is only a hash, and which conversation it opens, sealed."""
    token = new_token()
    now = deps.clock()
    tx.end_tickets_before(now)
    ticket = Ticket(hash_of(token), Purpose.MOVE_TO_WEB, None, now + deps.settings.app_link, conversation_id.encode())
    tx.add_ticket(ticket)
    return f"{base.rstrip('/')}/{FRAGMENT}{token}"


def move_to_web(deps: Deps, link_token: str) -> tuple[Conversation, str]:
    """Open the conversation in a new session; from here on nothing more appears in the app. Raises UnknownLinkError.

    Wrong, used, expired, closed or deleted: which of these is not told.
    """
    token = new_token()
    with deps.store.write() as tx:
        ticket = tx.ticket(hash_of(link_token), Purpose.MOVE_TO_WEB)
        conversation = tx.conversation(ticket.secret.decode()) if ticket and ticket.expires_at > deps.clock() else None
        if ticket is None or conversation is None:
            raise UnknownLinkError
        tx.end_ticket(ticket.token_hash)
        tx.renew_session(conversation.id, hash_of(token))
        tx.update_contact(conversation.id, reach=Reach.MOVED)
        conversation = tx.update_conversation(conversation.id, ended_at=None)
    deps.doorbell.ring("log", conversation.id, conversation.last_seq)
    deps.doorbell.ring("queue", conversation.id, conversation.last_seq)
    return conversation, token

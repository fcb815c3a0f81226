"""Tickets: what leads from one step to the next. Kept on the server, short-lived, good for one purpose and few tries."""

from __future__ import annotations

from bot.services.account_errors import TicketOverError
from bot.services.account_records import Purpose, Ticket
from bot.services.ports import Deps
from bot.services.tokens import hash_of, new_token
from bot.services.transaction import Transaction


def issue_ticket(
    deps: Deps, tx: Transaction, purpose: Purpose, counsellor_id: str | None, secret: bytes = b"", *, token: str = ""
) -> str:
    """Make a ticket; returns its token, made here unless it was before. `secret` is what the next step is checked against."""
    token, now = token or new_token(), deps.clock()
    tx.end_tickets_before(now)
    tx.add_ticket(Ticket(hash_of(token), purpose, counsellor_id, now + deps.settings.ticket, secret))
    return token


def try_ticket(deps: Deps, tx: Transaction, token: str, purpose: Purpose, counsellor_id: str | None = None) -> Ticket:
    """The ticket, with this try counted. Raises TicketOverError.

    `counsellor_id`: whose it must be, where that is known already. The caller ends it once the try was right, and must not
    raise inside the transaction when it was wrong: the count would be undone with it.
    """
    ticket = tx.ticket(hash_of(token), purpose)
    if ticket is None or ticket.expires_at <= deps.clock() or ticket.tries >= deps.settings.ticket_tries:
        raise TicketOverError
    if counsellor_id is not None and ticket.counsellor_id != counsellor_id:
        raise TicketOverError
    tx.count_ticket_try(ticket.token_hash)
    return ticket

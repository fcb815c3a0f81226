"""The rows of what is good once: tickets between two steps, and invitations."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from bot.services.account_records import Invitation, Purpose, Ticket
from bot.store.rows import Rows
from bot.store.schema_accounts import invitations, tickets


class Tickets(Rows):
    """Implements bot.services.transaction_accounts.TicketRows and InvitationRows."""

    def add_ticket(self, ticket: Ticket) -> None:
        """Store one."""
        row = {
            "token_hash": ticket.token_hash,
            "purpose": ticket.purpose.value,
            "counsellor_id": ticket.counsellor_id,
            "secret": self._master_keys.seal_secret(ticket.secret, ticket_place(ticket.token_hash)),
            "tries": ticket.tries,
            "expires_at": ticket.expires_at,
        }
        self._connection.execute(insert(tickets), row)

    def ticket(self, token_hash: bytes, purpose: Purpose) -> Ticket | None:
        """The ticket, expired or not; in a writing transaction the row stays locked until the end."""
        query = select(tickets).where((tickets.c.token_hash == token_hash) & (tickets.c.purpose == purpose.value))
        row = self._connection.execute(query.with_for_update() if self._writes else query).one_or_none()
        if row is None:
            return None
        secret = self._master_keys.unseal_secret(row.secret, ticket_place(token_hash))
        return Ticket(token_hash, Purpose(row.purpose), row.counsellor_id, row.expires_at, secret, row.tries)

    def count_ticket_try(self, token_hash: bytes) -> None:
        """Note one more try."""
        self._connection.execute(update(tickets).where(tickets.c.token_hash == token_hash).values(tries=tickets.c.tries + 1))

    def end_ticket(self, token_hash: bytes) -> None:
        """Make it worthless."""
        self._connection.execute(delete(tickets).where(tickets.c.token_hash == token_hash))

    def end_tickets_before(self, moment: datetime) -> None:
        """Delete those that expired before then."""
        self._connection.execute(delete(tickets).where(tickets.c.expires_at <= moment))

    def end_tickets_of(self, counsellor_id: str) -> None:
        """Delete all tickets of one member of staff."""
        self._connection.execute(delete(tickets).where(tickets.c.counsellor_id == counsellor_id))

    def set_invitation(self, invitation: Invitation) -> None:
        """Store one, instead of any other for the same account."""
        self.end_invitation_for(invitation.counsellor_id)
        row = {name: getattr(invitation, name) for name in Invitation.__dataclass_fields__}
        self._connection.execute(insert(invitations), row)

    def invitation(self, token_hash: bytes) -> Invitation | None:
        """The invitation, expired or not; in a writing transaction the row stays locked until the end."""
        query = select(invitations).where(invitations.c.token_hash == token_hash)
        row = self._connection.execute(query.with_for_update() if self._writes else query).one_or_none()
        return _invitation(row) if row else None

    def invitation_for(self, counsellor_id: str) -> Invitation | None:
        """The one that is out for an account, expired or not."""
        query = select(invitations).where(invitations.c.counsellor_id == counsellor_id)
        row = self._connection.execute(query).one_or_none()
        return _invitation(row) if row else None

    def end_invitation_for(self, counsellor_id: str) -> None:
        """Make the link worthless."""
        self._connection.execute(delete(invitations).where(invitations.c.counsellor_id == counsellor_id))


def ticket_place(token_hash: bytes) -> str:
    """Where what is secret in a ticket belongs."""
    return f"ticket|{token_hash.hex()}"


def _invitation(row: Row[Any]) -> Invitation:
    return Invitation(row.token_hash, row.counsellor_id, row.created_at, row.expires_at)

"""The store: transactions over an engine, with the keys to what is in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, tzinfo
from threading import Lock
from typing import Final

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import OperationalError

from bot.services.ports import Transaction
from bot.store import engine as engines
from bot.store import schema
from bot.store.alarms import Alarms
from bot.store.audit import Audit
from bot.store.chat_records import ChatRecords
from bot.store.come_back_codes import ComeBackCodes
from bot.store.contacts import Contacts
from bot.store.corrections import Corrections
from bot.store.deletions import DeletionList
from bot.store.emergencies import Emergencies
from bot.store.factors import SecondFactors, totp_place
from bot.store.feedback import Feedback
from bot.store.inbox import Inbox
from bot.store.incidents import Incidents
from bot.store.keys import DamagedError, MasterKeys, WrongKeyError, kid_of_secret
from bot.store.last_look import LastLook
from bot.store.notes import Notes
from bot.store.origins import Origins
from bot.store.reviews import Reviews
from bot.store.sessions import Sessions
from bot.store.staff import Staff
from bot.store.statistics import Statistics
from bot.store.tickets import Tickets
from bot.store.work import WorkQueue

_SEALED_SECRETS: Final = select(schema.counsellors.c.id, schema.counsellors.c.totp_secret).where(
    schema.counsellors.c.totp_secret.is_not(None)
)


class SqlTransaction(
    ComeBackCodes,
    WorkQueue,
    Staff,
    Sessions,
    SecondFactors,
    Tickets,
    Corrections,
    Feedback,
    Audit,
    Incidents,
    Alarms,
    Notes,
    Emergencies,
    ChatRecords,
    Statistics,
    Reviews,
    Inbox,
    Contacts,
    Origins,
):
    """Everything in one transaction. Implements bot.services.ports.Transaction."""


class Database:
    """Implements bot.services.ports.Store."""

    def __init__(
        self, engine: Engine, master_keys: MasterKeys, zone: tzinfo = UTC, deletions: DeletionList | None = None
    ) -> None:
        """`zone`: the operator's, in which the days of the statistics begin. `deletions`: where each is noted for a restore."""
        self._engine = engine
        self._deletions = deletions
        self._unlisted: list[str] = []
        self._listing = Lock()
        self._zone = zone
        self._master_keys = master_keys
        self._last_look = LastLook()
        self._turn = engines.writers_turn(engine)

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """A transaction that may write; commits at the end, rolls back on an exception. Do not nest it."""
        with self._turn, engines.writing(self._engine) as connection:
            transaction = self._transaction(connection, writes=True)
            yield transaction
            transaction.write_audit()
            self._list_deletions(transaction.forgotten)

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A transaction that sees one moment of the database."""
        with self._engine.connect() as connection, connection.begin():
            yield self._transaction(connection, writes=False)

    def _transaction(self, connection: Connection, *, writes: bool) -> SqlTransaction:
        return SqlTransaction(connection, self._master_keys, writes=writes, last_look=self._last_look, zone=self._zone)

    def close(self) -> None:
        """End every connection that is not in use. The next transaction opens new ones."""
        self._engine.dispose()

    def scrub(self) -> None:
        """Make what was deleted unreadable on the disk too."""
        with self._turn:
            engines.scrub(self._engine)

    def is_away(self, error: Exception) -> bool:
        """Whether the database could not do it now. Both drivers say by this one class: gone, locked, too slow, full."""
        return isinstance(error, OperationalError)

    def _list_deletions(self, forgotten: Sequence[str]) -> None:
        """Note what goes before it is gone. A full disk holds no deletion up: the list is tried again with the next."""
        if self._deletions is None:
            return
        with self._listing:
            self._unlisted += forgotten
            if self._unlisted:
                with suppress(OSError):
                    self._deletions.add(self._unlisted, self._master_keys)
                    self._unlisted.clear()

    def check_keys(self) -> None:
        """Fail at the start, not at the first message, when a master key is missing. Raises WrongKeyError."""
        table = schema.conversation_keys
        with self._engine.connect() as connection, connection.begin():
            for kid in connection.execute(select(table.c.master_kid).distinct()).scalars().all():
                sample = connection.execute(select(table).where(table.c.master_kid == kid).limit(1)).one()
                try:
                    self._master_keys.unwrap(kid, sample.wrapped, sample.conversation_id)
                except DamagedError:
                    raise WrongKeyError(kid) from None
            for row in connection.execute(_SEALED_SECRETS):
                try:
                    self._master_keys.unseal_secret(row.totp_secret, totp_place(row.id))
                except DamagedError:
                    raise WrongKeyError(kid_of_secret(row.totp_secret)) from None

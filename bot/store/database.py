"""The store: transactions over an engine, with the keys to what is in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, select, update

from bot.services.ports import Transaction
from bot.store import engine as engines
from bot.store import schema
from bot.store.alarms import Alarms
from bot.store.audit import Audit
from bot.store.chat_records import ChatRecords
from bot.store.come_back_codes import ComeBackCodes
from bot.store.corrections import Corrections
from bot.store.emergencies import Emergencies
from bot.store.feedback import Feedback
from bot.store.incidents import Incidents
from bot.store.keys import DamagedError, MasterKeys, WrongKeyError
from bot.store.notes import Notes
from bot.store.staff import Staff
from bot.store.work import WorkQueue


class SqlTransaction(
    ComeBackCodes, WorkQueue, Staff, Corrections, Feedback, Audit, Incidents, Alarms, Notes, Emergencies, ChatRecords
):
    """Everything in one transaction. Implements bot.services.ports.Transaction."""


class Database:
    """Implements bot.services.ports.Store."""

    def __init__(self, engine: Engine, master_keys: MasterKeys) -> None:
        self._engine = engine
        self._master_keys = master_keys
        self._turn = engines.writers_turn(engine)

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """A transaction that may write; commits at the end, rolls back on an exception. Do not nest it."""
        with self._turn, engines.writing(self._engine) as connection:
            yield SqlTransaction(connection, self._master_keys, writes=True)

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A transaction that sees one moment of the database."""
        with self._engine.connect() as connection, connection.begin():
            yield SqlTransaction(connection, self._master_keys, writes=False)

    def scrub(self) -> None:
        """Make what was deleted unreadable on the disk too."""
        with self._turn:
            engines.scrub(self._engine)

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

    def rewrap_keys(self) -> int:
        """Wrap every data key with the current master key, and say how many were changed: then the old one can go.

        Come-back codes made under the old one end with it: they are not stored, so they cannot be hashed anew.
        """
        table = schema.conversation_keys
        with self._turn, engines.writing(self._engine) as connection:
            old = connection.execute(select(table).where(table.c.master_kid != self._master_keys.current)).all()
            for row in old:
                data_key = self._master_keys.unwrap(row.master_kid, row.wrapped, row.conversation_id)
                kid, wrapped = self._master_keys.wrap(data_key, row.conversation_id)
                here = table.c.conversation_id == row.conversation_id
                connection.execute(update(table).where(here).values(master_kid=kid, wrapped=wrapped))
        if old:
            self.scrub()
        return len(old)

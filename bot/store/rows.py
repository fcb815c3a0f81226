"""What all repositories share: the connection of the transaction, and the data key of a conversation."""

from __future__ import annotations

from datetime import UTC, tzinfo
from typing import Any, Final

from sqlalchemy import Connection, String, Table, bindparam, func, select

from bot.services.records import AuditLine
from bot.store import schema
from bot.store.keys import DataKey, MasterKeys
from bot.store.last_look import LastLook

_KEYS: Final = schema.conversation_keys.c
# What runs for every message is built once: building a statement takes five times as long as running it.
THIS: Final = bindparam("this", type_=String())
_KEY: Final = select(_KEYS.version, _KEYS.master_kid, _KEYS.wrapped).where(_KEYS.conversation_id == THIS)


class ForgottenError(Exception):
    """The data key of a conversation is gone: what it said cannot be read any more."""


class Rows:
    """One transaction on the database. The repositories are mixed into it, one for each group of tables."""

    def __init__(
        self,
        connection: Connection,
        master_keys: MasterKeys,
        *,
        writes: bool,
        zone: tzinfo = UTC,
        last_look: LastLook | None = None,
    ) -> None:
        self._connection = connection
        self._master_keys = master_keys
        self._writes = writes
        self._last_look = last_look or LastLook()
        self._zone = zone  # the operator's, in which their days begin
        self._data_keys: dict[str, DataKey] = {}  # for this transaction only
        self._audit_to_write: list[AuditLine] = []
        self.forgotten: list[str] = []  # conversations that this transaction destroys

    def _data_key(self, conversation_id: str) -> DataKey:
        if conversation_id not in self._data_keys:
            row = self._connection.execute(_KEY, {"this": conversation_id}).one_or_none()
            if row is None:
                raise ForgottenError
            key = self._master_keys.unwrap(row.master_kid, row.wrapped, conversation_id)
            self._data_keys[conversation_id] = DataKey(conversation_id, row.version, key)
        return self._data_keys[conversation_id]

    def _next_number(self, table: Table, conversation_id: str) -> int:
        """The number of the next row of a conversation in a table with the columns `conversation_id` and `number`."""
        last = select(func.coalesce(func.max(table.c.number), 0)).where(table.c.conversation_id == conversation_id)
        return int(self._connection.execute(last).scalar_one()) + 1

    def _add_data_key(self, conversation_id: str) -> None:
        fresh = DataKey.make(conversation_id)
        kid, wrapped = self._master_keys.wrap(fresh.key, conversation_id)
        row: dict[str, Any] = {
            "conversation_id": conversation_id,
            "version": fresh.version,
            "master_kid": kid,
            "wrapped": wrapped,
        }
        self._connection.execute(schema.conversation_keys.insert(), row)
        self._data_keys[conversation_id] = fresh

"""Wraps everything with the current master key, a few rows at a time while the service runs; killed, it goes on where it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Column, Connection, Engine, Table, func, select, update

from bot.store import engine as engines
from bot.store.contacts import Contacts
from bot.store.factors import totp_place
from bot.store.inbox import incoming_place
from bot.store.keys import DamagedError, MasterKeys, WrongKeyError, kid_of_secret
from bot.store.schema import conversation_keys, conversations, counsellors
from bot.store.schema_accounts import recovery_codes, tickets
from bot.store.schema_channels import contacts, inbox
from bot.store.tickets import ticket_place

BATCH: Final = 200  # rows a transaction: others must be able to write in between

Told = Callable[[int, int], None]  # rows that are through, rows in all


@dataclass(frozen=True, slots=True)
class KeyState:
    """How many rows each master key wraps, by its id; and what is there of codes, which are kept as hashes only."""

    current: str
    known: frozenset[str]
    wraps: Mapping[str, int]
    come_back_codes: int
    recovery_codes: int

    @property
    def to_do(self) -> int:
        """Rows that another key than the current one wraps."""
        return sum(rows for kid, rows in self.wraps.items() if kid != self.current)

    @property
    def missing(self) -> list[str]:
        """Ids of keys that wrap something and are not set."""
        return sorted(self.wraps.keys() - self.known)


@dataclass(frozen=True, slots=True)
class Rewrapped:
    """What a rotation did. `damaged` rows were changed by somebody else, and open with no key; `left` were written meanwhile."""

    rows: int
    damaged: int
    left: int


@dataclass(frozen=True, slots=True)
class _Secrets:
    """A column of small secrets, and how those are opened and sealed."""

    column: Column[bytes]
    key: Column[Any]
    place: Callable[[Any], str]
    unseal: Callable[[bytes, str], bytes]
    seal: Callable[[bytes, str], bytes]


def key_state(engine: Engine, master_keys: MasterKeys) -> KeyState:
    """Look, and change nothing."""
    with engine.connect() as connection, connection.begin():
        wraps: Counter[str] = Counter()
        kid = conversation_keys.c.master_kid
        for row in connection.execute(select(kid, func.count()).group_by(kid)):
            wraps[row[0]] += row[1]
        for secrets in _secrets(master_keys):
            for row in connection.execute(select(secrets.column).where(secrets.column.is_not(None))):
                wraps[kid_of_secret(row[0])] += 1
        codes = connection.execute(select(func.count(conversations.c.code_hash))).scalar_one()
        recovery = connection.execute(select(func.count()).select_from(recovery_codes)).scalar_one()
    return KeyState(master_keys.current, frozenset(master_keys.keys), dict(wraps), codes, recovery)


def rewrap(engine: Engine, master_keys: MasterKeys, told: Told = lambda *_: None) -> Rewrapped:
    """Wrap every data key and secret with the current master key, and hash addresses of apps with it.

    Raises WrongKeyError before anything is changed when a key is missing.
    """
    before = key_state(engine, master_keys)
    if before.missing:
        raise WrongKeyError(before.missing[0])
    done, damaged = 0, 0
    for rows, bad in _all_batches(engine, master_keys):
        done, damaged = done + rows, damaged + bad
        told(done, max(before.to_do, done))
    for batch in _pages(engine, contacts.c.conversation_id, contacts.c.address_hash.is_not(None)):
        with engines.writing(engine) as connection:
            Contacts(connection, master_keys, writes=True).rehash_addresses([row[0] for row in batch])
    if done:
        engines.scrub(engine)
    return Rewrapped(done, damaged, max(0, key_state(engine, master_keys).to_do - damaged))


def _all_batches(engine: Engine, master_keys: MasterKeys) -> Iterator[tuple[int, int]]:
    old = conversation_keys.c.master_kid != master_keys.current
    for batch in _pages(engine, conversation_keys.c.conversation_id, old, *conversation_keys.c):
        with engines.writing(engine) as connection:
            through = [_rewrap_key(connection, master_keys, row) for row in batch]
        yield _sum(through)
    for secrets in _secrets(master_keys):
        table, there = secrets.column.table, secrets.column.is_not(None)
        for batch in _pages(engine, secrets.key, there, *table.c):
            listed = [row for row in batch if kid_of_secret(row._mapping[secrets.column]) != master_keys.current]  # noqa: SLF001 - its public name is this
            with engines.writing(engine) as connection:
                through = [_reseal(connection, secrets, row._mapping) for row in listed]  # noqa: SLF001
            yield _sum(through)


def _pages(engine: Engine, key: Column[Any], where: Any, *columns: Any) -> Iterator[Sequence[Any]]:
    """Rows in the order of their key, a page a transaction: what is read is not held while it is changed."""
    last: Any = None
    while True:
        query = select(*(columns or (key,))).where(where).order_by(key).limit(BATCH)
        with engine.connect() as connection, connection.begin():
            rows = connection.execute(query if last is None else query.where(key > last)).all()
        if not rows:
            return
        yield rows
        last = rows[-1]._mapping[key]  # noqa: SLF001


def _rewrap_key(connection: Connection, master_keys: MasterKeys, row: Any) -> bool:
    try:
        data_key = master_keys.unwrap(row.master_kid, row.wrapped, row.conversation_id)
    except DamagedError:
        return False
    kid, wrapped = master_keys.wrap(data_key, row.conversation_id)
    same = (conversation_keys.c.conversation_id == row.conversation_id) & (conversation_keys.c.wrapped == row.wrapped)
    connection.execute(update(conversation_keys).where(same).values(master_kid=kid, wrapped=wrapped))
    return True


def _reseal(connection: Connection, secrets: _Secrets, row: Any) -> bool:
    place, sealed = secrets.place(row), row[secrets.column]
    try:
        fresh = secrets.seal(secrets.unseal(sealed, place), place)
    except DamagedError:
        return False
    table: Table = secrets.column.table
    same = (secrets.key == row[secrets.key]) & (secrets.column == sealed)
    connection.execute(update(table).where(same).values({secrets.column.name: fresh}))
    return True


def _sum(through: Sequence[bool]) -> tuple[int, int]:
    return sum(through), len(through) - sum(through)


def _secrets(keys: MasterKeys) -> tuple[_Secrets, ...]:
    id_, token, number = counsellors.c.id, tickets.c.token_hash, inbox.c.number
    return (
        _Secrets(counsellors.c.totp_secret, id_, lambda row: totp_place(row[id_]), keys.unseal_secret, keys.seal_secret),
        _Secrets(tickets.c.secret, token, lambda row: ticket_place(row[token]), keys.unseal_secret, keys.seal_secret),
        _Secrets(inbox.c.body, number, _incoming, keys.unseal_incoming, keys.seal_incoming),
    )


def _incoming(row: Any) -> str:
    return incoming_place(row[inbox.c.channel], row[inbox.c.sender_hash])

"""A database in which every table holds something: for whatever moves, keeps or deletes all of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Boolean, Engine, Integer, LargeBinary, Table, func, insert, select

from bot.services.account_records import Purpose, Ticket
from bot.services.audit import Action, note_in_audit
from bot.services.channel_records import ChannelEvent, Contact, EventKind
from bot.services.records_counselling import ChatRecord, Note, NoteKind
from bot.store.instants import Instant
from bot.store.metadata import metadata
from tests.world import World

AT = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)
SECRETS = ("unmistakable words", "chat-of-invented-person", "Invented Name", "a note about it")


def furnish(world: World, talks: int = 3) -> list[str]:
    """Fill every table; the ids of the conversations that were begun. What can be read back is sealed as the program does."""
    sam = world.counsellor("Sam")
    ids = []
    for number in range(talks):
        talk = world.start()
        ids.append(talk.id)
        world.hear(talk, f"T1 {SECRETS[0]} {number} 😭 שלום, I am {SECRETS[2]}")
        with world.store.write() as tx:
            tx.add_note(Note(talk.id, NoteKind.NOTE, AT, sam.id, SECRETS[3]))
            tx.save_record(ChatRecord(talk.id, AT, sam.id, {"asked": ["x"]}))
            tx.add_contact(_contact(talk.id, f"{SECRETS[1]}-{number}"))
            tx.add_sent("telegram", f"m{number}", talk.id, 1, world.clock())
            tx.set_code(talk.id, f"red fox {number}")
    with world.store.write() as tx:
        note_in_audit(tx, sam, Action.READ, AT, conversation_id=ids[0])
        tx.set_totp(sam.id, "JBSWY3DPEHPK3PXP")
        tx.set_recovery_codes(sam.id, ["one"])
        tx.add_ticket(Ticket(bytes(32), next(iter(Purpose)), sam.id, AT, b"challenge"))
        event = ChannelEvent(kind=EventKind.MESSAGE, key="e1", address=SECRETS[1], text=SECRETS[0], at=None)
        tx.add_deliveries("telegram", [event], world.clock())
    _fill_the_rest(world.engine, ids[0], sam.id)
    return ids


def _contact(conversation_id: str, address: str) -> Contact:
    return Contact(conversation_id, "telegram", address, AT)


def _fill_the_rest(engine: Engine, conversation_id: str, counsellor_id: str) -> None:
    ids = {"conversation_id": conversation_id, "counsellor_id": counsellor_id}
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            if connection.execute(select(func.count()).select_from(table)).scalar_one() == 0:
                connection.execute(insert(table), _some_row(table) | {k: v for k, v in ids.items() if k in table.c})


def _some_row(table: Table) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for column in table.c:
        if isinstance(column.type, Instant):
            row[column.name] = AT
        elif isinstance(column.type, Boolean):
            row[column.name] = True
        elif isinstance(column.type, LargeBinary):
            row[column.name] = bytes(range(32))
        elif isinstance(column.type, Integer):
            row[column.name] = 1
        else:
            row[column.name] = "T1"
    return row

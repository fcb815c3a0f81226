"""An export holds everything of one conversation and nothing of another, and is on record before anything is read."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot.conversation.picture import Correction
from bot.services.channel_records import Contact
from bot.services.errors import NotAllowedError, UnknownConversationError
from bot.services.export_conversation import export_conversation
from bot.services.records import Role
from bot.services.records_counselling import ChatRecord, Note, NoteKind
from bot.store.metadata import metadata
from tests.full_house import SECRETS
from tests.world import World

# Each table that belongs to a conversation, and the part that it is in.
WHERE = {
    "conversations": "conversation",
    "messages": "messages",
    "corrections": "corrected",
    "tracker_states": "memory",
    "contacts": "app",
    "origins": "network",
    "moves": "moves",
    "alarms": "alarms",
    "tier_changes": "tier_changes",
    "notes": "notes",
    "emergencies": "emergencies",
    "records": "record",
    "reviews": "review",
    "incidents": "incidents",
    "audit": "readers",
}
NAMED_BESIDES = {
    "conversation_keys",
    "sent_messages",
    "counted",
}  # nothing to read: data/staff/export.yml says that they are there


def test_no_table_of_a_conversation_is_left_out() -> None:
    theirs = {table.name for table in metadata.tables.values() if "conversation_id" in table.c} | {"conversations"}
    assert theirs == WHERE.keys() | NAMED_BESIDES


def test_it_holds_what_was_said_known_written_and_read(world: World) -> None:
    boss = world.counsellor("Robin", Role.ADMINISTRATOR)
    talk, other = world.start(), world.start()
    world.hear(talk, f"T1 {SECRETS[0]}")
    world.hear(other, "T1 of somebody else")
    with world.store.write() as tx:
        tx.add_note(Note(talk.id, NoteKind.WHISPER, world.clock(), boss.id, SECRETS[3]))
        tx.save_record(ChatRecord(talk.id, world.clock(), boss.id, {"asked": ["x"]}))
        tx.add_contact(Contact(talk.id, "telegram", SECRETS[1], world.clock()))
        tx.add_correction(talk.id, Correction(2, "age", "12"))
    held = export_conversation(world.deps, talk.id, boss)
    told = json.dumps(held.parts)
    assert SECRETS[0] in held.parts["messages"][1]["text"]
    assert held.parts["messages"][1]["assessment"]["tier"] == "T1"
    assert held.parts["alarms"][0]["tier"] == "T1"
    assert held.parts["notes"][0]["text"] == SECRETS[3]
    assert held.parts["notes"][0]["by"] == "Robin"
    assert held.parts["record"][0]["values"] == {"asked": ["x"]}
    assert held.parts["app"][0]["address"] == SECRETS[1]
    assert held.parts["corrected"][0]["label"] == "age"
    assert held.parts["moves"][0]["owner"] == "waiting"
    assert held.parts["readers"][-1] == held.parts["readers"][-1] | {"by": "Robin", "action": "export", "about": "whole"}
    assert "of somebody else" not in told
    assert other.id not in told
    assert world.audited()[-1] == (boss.id, "export", talk.id)


def test_a_code_finds_the_conversation(world: World) -> None:
    boss = world.counsellor("Robin", Role.ADMINISTRATOR)
    talk = world.start()
    with world.store.write() as tx:
        tx.set_code(talk.id, "redfoxblueowl")
    assert export_conversation(world.deps, "Red fox, blue owl", boss).conversation_id == talk.id


def test_only_an_administrator_may_and_a_refusal_reads_nothing(world: World) -> None:
    talk = world.start()
    closed = world.counsellor("Kim", Role.ADMINISTRATOR)
    with world.store.write() as tx:
        closed = tx.update_counsellor(closed.id, disabled_at=world.clock() - timedelta(days=1))
    for by in (world.counsellor("Sam"), world.counsellor("Alex", Role.SUPERVISOR), closed):
        with pytest.raises(NotAllowedError):
            export_conversation(world.deps, talk.id, by)
    assert world.audited() == []


def test_one_that_is_gone_is_unknown(world: World) -> None:
    boss = world.counsellor("Robin", Role.ADMINISTRATOR)
    with pytest.raises(UnknownConversationError):
        export_conversation(world.deps, "c_gone", boss)

"""Private notes and whispers."""

from __future__ import annotations

import pytest

from bot.services.add_note import add_note
from bot.services.errors import (
    EmptyMessageError,
    MessageTooLongError,
    NobodyHasItError,
    NotAllowedError,
    UnknownConversationError,
)
from bot.services.forget import forget
from bot.services.ports import Conversation, Role
from bot.services.records_counselling import Note, NoteKind
from bot.services.take_over import take_over
from tests.world import World


def _notes(world: World, *talks: Conversation) -> list[Note]:
    with world.store.read() as tx:
        return list(tx.notes([one.id for one in talks]))


def test_notes_are_numbered_in_their_conversation_and_say_who_wrote_them_when(world: World) -> None:
    one, other, sam = world.start(), world.start(), world.counsellor("Sam")
    add_note(world.deps, other.id, sam, NoteKind.NOTE, "elsewhere")
    add_note(world.deps, one.id, sam, NoteKind.NOTE, " likes to draw ")
    add_note(world.deps, one.id, sam, NoteKind.NOTE, "sister knows")
    assert [(note.number, note.text, note.by, note.at) for note in _notes(world, one)] == [
        (1, "likes to draw", sam.id, world.clock()),
        (2, "sister knows", sam.id, world.clock()),
    ]
    assert len(_notes(world, one, other)) == 3
    assert _notes(world) == []


def test_a_note_rings_for_whoever_has_it_on_the_screen_and_never_in_the_log(world: World) -> None:
    talk, sam = world.start(), world.counsellor("Sam")
    rung: list[tuple[str, str, int]] = []
    for topic in ("note", "log", "queue", "work"):
        world.doorbell.subscribe(topic, lambda id_, seq, topic=topic: rung.append((topic, id_, seq)))  # type: ignore[misc]
    before = world.log(talk)
    add_note(world.deps, talk.id, sam, NoteKind.NOTE, "likes to draw")
    assert rung == [("note", talk.id, 1)]
    assert world.log(talk) == before


def test_a_supervisor_whispers_to_whoever_has_it(world: World) -> None:
    talk, sam, robin = world.start(), world.counsellor("Sam"), world.counsellor("Robin", Role.SUPERVISOR)
    world.hear(talk, "person please")
    take_over(world.deps, talk.id, sam)
    add_note(world.deps, talk.id, robin, NoteKind.WHISPER, "Ask who is near.")
    assert [(note.kind, note.by) for note in _notes(world, talk)] == [(NoteKind.WHISPER, robin.id)]
    assert world.audited()[-1] == (robin.id, "whisper", talk.id)


def test_nobody_whispers_to_themselves_to_nobody_or_without_the_right(world: World) -> None:
    talk, sam, robin = world.start(), world.counsellor("Sam"), world.counsellor("Robin", Role.SUPERVISOR)
    with pytest.raises(NotAllowedError):
        add_note(world.deps, talk.id, sam, NoteKind.WHISPER, "psst")
    with pytest.raises(NobodyHasItError):
        add_note(world.deps, talk.id, robin, NoteKind.WHISPER, "psst")
    world.hear(talk, "person please")
    take_over(world.deps, talk.id, robin)
    with pytest.raises(NotAllowedError):
        add_note(world.deps, talk.id, robin, NoteKind.WHISPER, "psst")
    assert _notes(world, talk) == []


def test_a_note_has_words_and_not_too_many(world: World) -> None:
    talk, sam = world.start(), world.counsellor("Sam")
    with pytest.raises(EmptyMessageError):
        add_note(world.deps, talk.id, sam, NoteKind.NOTE, " \n ")
    with pytest.raises(MessageTooLongError):
        add_note(world.deps, talk.id, sam, NoteKind.NOTE, "x" * 4001)
    with pytest.raises(UnknownConversationError):
        add_note(world.deps, "c_nothing_here", sam, NoteKind.NOTE, "x")


def test_a_note_is_not_readable_in_the_database_and_goes_with_its_conversation(world: World) -> None:
    talk, sam = world.start(), world.counsellor("Sam")
    add_note(world.deps, talk.id, sam, NoteKind.NOTE, "by the harbour")
    assert b"harbour" not in b"".join(file.read_bytes() for file in world.folder.iterdir())
    forget(world.deps, talk.id)
    assert _notes(world, talk) == []

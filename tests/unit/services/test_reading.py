"""Reading is by role, and always logged."""

from __future__ import annotations

import pytest

from bot.safety.tiers import Tier
from bot.services.add_note import add_note
from bot.services.debrief import ask_for_debrief
from bot.services.emergency import open_one
from bot.services.errors import NotReadableError, UnknownConversationError
from bot.services.open_conversation import open_conversation
from bot.services.ports import Role
from bot.services.reading import find_readable
from bot.services.records_counselling import NoteKind
from bot.services.set_tier import set_tier
from bot.services.take_over import take_over
from tests.world import World


def _reads(world: World) -> list[tuple[str, str | None]]:
    with world.store.read() as tx:
        return [(line.action, line.about) for line in tx.audit_lines(limit=1000) if line.action.startswith("read")]


def test_somebody_elses_conversation_is_logged_each_time(world: World) -> None:
    talk, sam, robin = world.start(), world.counsellor("Sam"), world.counsellor("Robin", Role.SUPERVISOR)
    open_conversation(world.deps, talk.id, robin, opened_before=False)
    world.hear(talk, "person please")
    open_conversation(world.deps, talk.id, sam, opened_before=True)
    take_over(world.deps, talk.id, sam)
    open_conversation(world.deps, talk.id, robin, opened_before=True)
    assert _reads(world) == [("read", "bot"), ("read", "waiting"), ("read", "counsellor")]


def test_ones_own_is_logged_once_while_it_stays_open(world: World) -> None:
    talk, sam = world.start(), world.counsellor("Sam")
    world.hear(talk, "person please")
    take_over(world.deps, talk.id, sam)
    for opened_before in (False, True, True):
        open_conversation(world.deps, talk.id, sam, opened_before=opened_before)
    assert _reads(world) == [("read", "own")]


def test_a_refusal_is_logged_and_shows_nothing(world: World) -> None:
    talk, sam = world.start(), world.counsellor("Sam")
    with pytest.raises(NotReadableError):
        find_readable(world.deps, talk.id, sam)
    assert world.audited() == [(sam.id, "read_refused", talk.id)]


def test_what_does_not_exist_is_neither_read_nor_logged(world: World) -> None:
    sam = world.counsellor("Sam")
    with pytest.raises(UnknownConversationError):
        find_readable(world.deps, "c_nothing_here", sam)
    with pytest.raises(UnknownConversationError):
        open_conversation(world.deps, "c_nothing_here", sam, opened_before=False)
    assert world.audited() == []


def test_one_opening_shows_the_log_the_brief_and_what_staff_wrote_with_their_names(world: World) -> None:
    talk, sam, alex = world.start(), world.counsellor("Sam"), world.counsellor("Alex")
    world.hear(talk, "T2 hello")
    world.hear(talk, "person please")
    take_over(world.deps, talk.id, sam)
    add_note(world.deps, talk.id, sam, NoteKind.NOTE, "likes to draw")
    set_tier(world.deps, talk.id, sam, Tier.T1, "They sound worse than it reads.")
    open_one(world.deps, talk.id, alex, "They may be in danger.")
    opened = open_conversation(world.deps, talk.id, sam, opened_before=False)
    assert len(opened.messages) == opened.conversation.last_seq
    assert opened.brief.raised_by[0].words == "T2"
    assert [note.text for note in opened.notes] == ["likes to draw"]
    assert opened.tier_set_by_hand == opened.tier_changes[0]
    assert opened.emergency is not None
    assert opened.alone_from is not None
    assert opened.names == {sam.id: "Sam", alex.id: "Alex"}


def test_a_tier_that_the_machine_raised_since_was_not_set_by_hand(world: World) -> None:
    talk, robin = world.start(), world.counsellor("Robin", Role.SUPERVISOR)
    set_tier(world.deps, talk.id, robin, Tier.T2)
    assert open_conversation(world.deps, talk.id, robin, opened_before=False).tier_set_by_hand is not None
    world.hear(talk, "T1 now")
    assert open_conversation(world.deps, talk.id, robin, opened_before=False).tier_set_by_hand is None


def test_a_wish_to_talk_about_a_chat_reaches_the_supervisors(world: World) -> None:
    talk, sam = world.start(), world.counsellor("Sam")
    ask_for_debrief(world.deps, sam, talk.id)
    ask_for_debrief(world.deps, sam)
    with world.store.read() as tx:
        assert [(one.kind, one.conversation_id, one.counsellor_id) for one in tx.incidents()] == [
            ("debrief", None, sam.id),
            ("debrief", talk.id, sam.id),
        ]
    with pytest.raises(UnknownConversationError):
        ask_for_debrief(world.deps, sam, "c_nothing_here")

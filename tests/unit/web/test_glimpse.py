"""A page to which nothing has happened is not looked at: a glance at all of them shows what is around it."""

from __future__ import annotations

import pytest

from bot.services.ports import Deps
from bot.services.receive import receive
from bot.services.start_conversation import start_conversation
from bot.services.surroundings import glance
from bot.services.tokens import hash_of
from bot.web.session import Session
from bot.web.view import View, glimpse, look


@pytest.fixture
def session(deps: Deps) -> Session:
    conversation, token = start_conversation(deps)
    receive(deps, conversation.id, client_id="m1", text="T1 please")
    return Session(conversation, hash_of(token))


def viewed(deps: Deps, session: Session) -> View:
    return look(deps, session, 0)


def test_where_nothing_happened_the_glimpse_is_the_view_without_its_messages(deps: Deps, session: Session) -> None:
    before = viewed(deps, session)
    same = glimpse(before, glance(deps, [session.conversation.id]), deps.clock())
    assert same
    assert (same.messages, same.state, same.bot_thinks) == ((), before.state, before.bot_thinks)


def test_a_place_that_moves_is_seen_without_a_look(deps: Deps, session: Session) -> None:
    before = viewed(deps, session)
    other, _ = start_conversation(deps)
    receive(deps, other.id, client_id="m1", text="T0 now")
    moved = glimpse(before, glance(deps, [session.conversation.id]), deps.clock())
    assert moved
    assert moved.state["queue_place"] == before.state["queue_place"] + 1


def test_anything_that_happens_to_the_conversation_asks_for_a_look(deps: Deps, session: Session) -> None:
    before = viewed(deps, session)
    receive(deps, session.conversation.id, client_id="m2", text="hello")
    assert glimpse(before, glance(deps, [session.conversation.id]), deps.clock()) is None


def test_a_session_that_ended_asks_for_a_look_which_ends_the_stream(deps: Deps, session: Session) -> None:
    before = viewed(deps, session)
    with deps.store.write() as tx:
        tx.renew_session(session.conversation.id, hash_of("another"))
    assert glimpse(before, glance(deps, [session.conversation.id]), deps.clock()) is None


def test_a_conversation_that_was_deleted_asks_for_a_look(deps: Deps, session: Session) -> None:
    before = viewed(deps, session)
    with deps.store.write() as tx:
        tx.forget(session.conversation.id)
    assert glimpse(before, glance(deps, [session.conversation.id]), deps.clock()) is None


def test_a_glance_at_more_than_a_database_takes_in_one_question(deps: Deps, session: Session) -> None:
    many = [f"c_{number}" for number in range(1200)]
    assert list(glance(deps, [*many, session.conversation.id]).known) == [session.conversation.id]

"""A young person's session: made by the server, opened by its token alone, ended for good."""

from __future__ import annotations

import pytest

from bot.conversation.owner import Owner
from bot.services.claim_work import claim_work
from bot.services.errors import UnknownSessionError
from bot.services.leave import leave
from bot.services.open_session import open_session
from bot.services.start_conversation import start_conversation
from bot.services.take_over import take_over
from tests.world import LEASE, World


def test_a_conversation_begins_with_the_welcome(world: World) -> None:
    talk, _ = start_conversation(world.deps)
    assert world.keys(talk) == ["utter_welcome"]
    assert (talk.last_seq, talk.owner, talk.language) == (1, Owner.BOT, "en")


def test_ids_tokens_and_labels_differ(world: World) -> None:
    started = [start_conversation(world.deps) for _ in range(20)]
    assert len({talk.id for talk, _ in started}) == 20
    assert len({token for _, token in started}) == 20
    assert all(talk.label.startswith("Chat ") and len(talk.label) == 9 for talk, _ in started)


def test_the_token_opens_its_own_conversation_only(world: World) -> None:
    (one, its_token), (other, _) = start_conversation(world.deps), start_conversation(world.deps)
    assert open_session(world.deps, one.id, its_token).id == one.id
    for conversation_id, token in ((other.id, its_token), (one.id, "wrong"), ("c_unknown", its_token), (one.id, "")):
        with pytest.raises(UnknownSessionError):
            open_session(world.deps, conversation_id, token)


def test_the_token_itself_is_not_stored(world: World) -> None:
    _, token = start_conversation(world.deps)
    files = b"".join(path.read_bytes() for path in world.folder.iterdir())
    assert token.encode() not in files


def test_a_session_that_was_left_opens_no_more(world: World) -> None:
    talk, token = start_conversation(world.deps)
    leave(world.deps, talk.id)
    with pytest.raises(UnknownSessionError):
        open_session(world.deps, talk.id, token)
    assert world.now(talk).owner is Owner.CLOSED


def test_after_leaving_the_bot_owes_nothing(world: World) -> None:
    talk = world.start()
    world.hear(talk, "T0 now")
    leave(world.deps, talk.id)
    assert claim_work(world.deps, "worker", LEASE) is None


def test_an_urgent_call_stays_in_the_queue_when_the_page_is_closed(world: World) -> None:
    talk = world.start()
    world.hear(talk, "T0 now")
    leave(world.deps, talk.id)
    assert world.now(talk).owner is Owner.WAITING
    assert take_over(world.deps, talk.id, world.counsellor("Sam")).owner is Owner.COUNSELLOR


def test_a_call_that_was_not_urgent_ends_with_the_session(world: World) -> None:
    talk = world.start()
    world.hear(talk, "person")
    leave(world.deps, talk.id)
    assert world.now(talk).owner is Owner.CLOSED


def test_leaving_twice_changes_nothing(world: World) -> None:
    talk = world.start()
    leave(world.deps, talk.id)
    before = world.now(talk)
    leave(world.deps, talk.id)
    assert world.now(talk).owner is before.owner

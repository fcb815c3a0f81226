"""What a young person asks the operator to delete is gone like what they delete themselves, and somebody answers for it."""

from __future__ import annotations

import pytest

from bot.conversation.owner import Owner
from bot.services.delete_conversation import delete_conversation
from bot.services.errors import NotAllowedError, StillNeededError, UnknownConversationError
from bot.services.records import Role
from bot.services.take_over import take_over
from tests.world import World


def test_it_is_destroyed_and_one_line_says_by_whom(world: World) -> None:
    boss, talk, other = world.counsellor("Robin", Role.ADMINISTRATOR), world.start(), world.start()
    world.hear(talk, "T4 hello")
    gone = delete_conversation(world.deps, talk.id, boss)
    assert gone.id == talk.id
    with world.store.read() as tx:
        assert tx.conversation(talk.id) is None
        assert tx.conversation(other.id) is not None
    assert world.audited()[-1] == (boss.id, "delete", talk.id)


def test_it_is_found_by_its_code(world: World) -> None:
    boss, talk = world.counsellor("Robin", Role.ADMINISTRATOR), world.start()
    with world.store.write() as tx:
        tx.set_code(talk.id, "redfoxblueowl")
    assert delete_conversation(world.deps, "Red fox, blue OWL", boss).id == talk.id


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.SUPERVISOR])
def test_only_an_administrator_may(world: World, role: Role) -> None:
    talk = world.start()
    with pytest.raises(NotAllowedError):
        delete_conversation(world.deps, talk.id, world.counsellor("Alex", role))
    with world.store.read() as tx:
        assert tx.conversation(talk.id) is not None


def test_what_is_gone_already_is_unknown(world: World) -> None:
    with pytest.raises(UnknownConversationError):
        delete_conversation(world.deps, "c_nothing", world.counsellor("Robin", Role.ADMINISTRATOR))


@pytest.mark.parametrize("owner", [Owner.WAITING, Owner.COUNSELLOR])
def test_nobody_is_taken_out_of_the_queue_or_from_a_counsellor(world: World, owner: Owner) -> None:
    boss, talk = world.counsellor("Robin", Role.ADMINISTRATOR), world.start()
    world.hear(talk, "T1 person please")
    if owner is Owner.COUNSELLOR:
        take_over(world.deps, talk.id, world.counsellor("Alex", here=True))
    with pytest.raises(StillNeededError):
        delete_conversation(world.deps, talk.id, boss)
    with world.store.read() as tx:
        found = tx.conversation(talk.id)
    assert found is not None
    assert found.owner is owner

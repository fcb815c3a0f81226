"""Blocking: for a while no person is called, danger always gets through, and it ends by itself."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.conversation.owner import Owner
from bot.safety.assessment import Assessment
from bot.safety.tiers import Tier
from bot.services.block import BlockReason, block, is_blocked, unblock
from bot.services.close import close
from bot.services.errors import ClosedConversationError, NotOwnerError, UrgentError
from bot.services.ports import Conversation, Role
from bot.services.return_to_bot import return_to_bot
from bot.services.set_tier import set_tier
from bot.services.take_over import take_over
from tests.world import World

_numbers = count()  # hypothesis runs many examples in one world, where names are unique


def _blocked(world: World, hours: int = 24, reason: BlockReason = BlockReason.ABUSE) -> Conversation:
    """A conversation whose counsellor has blocked it."""
    talk, sam = world.start(), world.counsellor("Sam")
    world.hear(talk, "person please")
    take_over(world.deps, talk.id, sam)
    return block(world.deps, talk.id, sam, reason, hours)


def test_its_counsellor_hands_it_to_the_bot_and_the_young_person_hears_both(world: World) -> None:
    talk = _blocked(world)
    assert (talk.owner, talk.counsellor_id, talk.blocked_for) == (Owner.BOT, None, "abuse")
    assert world.keys(talk)[-2:] == ["utter_person_left", "utter_blocked_hours"]
    assert world.audited()[-1][1:] == ("block", talk.id)


def test_whoever_wishes_for_a_person_meanwhile_gets_the_fixed_answer_at_once_and_nobody_is_called(world: World) -> None:
    talk = _blocked(world)
    world.hear(talk, "person please")
    world.hear(talk, tap="ask_for_person")
    assert world.now(talk).owner is Owner.BOT
    assert world.keys(talk)[-4:] == [None, "utter_blocked_hours", None, "utter_blocked_hours"]
    assert world.claim() is None  # nothing is owed: it was answered


def test_the_bot_still_answers_everything_else(world: World) -> None:
    talk = _blocked(world)
    world.hear(talk, "T2 please help")
    work = world.claim()
    assert work is not None
    assert work.conversation.id == talk.id


def test_what_calls_a_person_below_danger_is_answered_by_the_bot(world: World) -> None:
    talk = _blocked(world)
    world.screen.verdict = Assessment(Tier.T2, live_person=True)
    world.hear(talk, "he posted it")
    assert world.now(talk).owner is Owner.BOT
    assert world.claim() is not None


@pytest.mark.parametrize("text", ["T0 now", "T1 now"])
def test_danger_gets_through_and_calls_a_person(world: World, text: str) -> None:
    talk = _blocked(world)
    world.hear(talk, text)
    now = world.now(talk)
    assert (now.owner, now.tier.name) == (Owner.WAITING, text[:2])
    assert world.claim() is not None


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.sampled_from(["T2 hey", "T3 hey", "T4 hey", "person please", "hello"]), max_size=6),
    urgent=st.sampled_from(["T0 now", "T1 now"]),
)
def test_whatever_came_before_danger_calls_and_nothing_else_does(world: World, texts: list[str], urgent: str) -> None:
    sam = world.counsellor(f"Sam {next(_numbers)}")
    talk = world.start()
    world.hear(talk, "person please")
    take_over(world.deps, talk.id, sam)
    block(world.deps, talk.id, sam, BlockReason.SPAM, 5)
    for text in texts:
        world.hear(talk, text)
        assert world.now(talk).owner is Owner.BOT
    world.hear(talk, urgent)
    assert world.now(talk).owner is Owner.WAITING
    take_over(world.deps, talk.id, sam)
    close(world.deps, talk.id, sam)  # so that the next example's is the next in the queue


def test_it_ends_by_the_clock(world: World) -> None:
    talk = _blocked(world, hours=2)
    world.clock.pass_by(hours=1, minutes=59)
    assert is_blocked(world.now(talk), world.clock())
    world.clock.pass_by(minutes=1)
    assert not is_blocked(world.now(talk), world.clock())
    world.hear(talk, "person please")
    assert world.now(talk).owner is Owner.WAITING


def test_it_can_be_ended_early_by_a_colleague(world: World) -> None:
    talk, robin = _blocked(world), world.counsellor("Robin", Role.SUPERVISOR)
    after = unblock(world.deps, talk.id, robin)
    assert (after.blocked_until, after.blocked_for) == (None, None)
    assert world.audited()[-1] == (robin.id, "unblock", talk.id)
    unblock(world.deps, talk.id, robin)
    assert len([one for one in world.audited() if one[1] == "unblock"]) == 1


@pytest.mark.parametrize(
    ("hours", "said"),
    [(1, "utter_blocked_hours 2"), (48, "utter_blocked_hours 48"), (49, "utter_blocked_days 3"), (720, "utter_blocked_days 30")],
)
def test_the_young_person_is_told_how_long(world: World, hours: int, said: str) -> None:
    assert world.log(_blocked(world, hours))[-1].said.text == said


def test_an_adult_who_goes_on_hears_of_another_helpline(world: World) -> None:
    assert world.keys(_blocked(world, reason=BlockReason.OFFENDER))[-1] == "utter_blocked_offender"


def test_nobody_is_blocked_in_danger(world: World) -> None:
    talk, sam = world.start(), world.counsellor("Sam")
    world.hear(talk, "T1 now")
    take_over(world.deps, talk.id, sam)
    with pytest.raises(UrgentError):
        block(world.deps, talk.id, sam, BlockReason.ABUSE, 24)
    set_tier(world.deps, talk.id, sam, Tier.T3, "It was meant for a game.")
    assert block(world.deps, talk.id, sam, BlockReason.ABUSE, 24).blocked_until is not None


def test_only_its_counsellor_blocks_and_whoever_may_step_in_where_the_bot_has_it(world: World) -> None:
    talk, sam, alex = world.start(), world.counsellor("Sam"), world.counsellor("Alex")
    robin = world.counsellor("Robin", Role.SUPERVISOR)
    with pytest.raises(NotOwnerError):
        block(world.deps, talk.id, alex, BlockReason.SPAM, 1)
    assert block(world.deps, talk.id, robin, BlockReason.SPAM, 1).owner is Owner.BOT
    unblock(world.deps, talk.id, robin)
    world.hear(talk, "person please")
    with pytest.raises(NotOwnerError):  # it waits: somebody should look first
        block(world.deps, talk.id, robin, BlockReason.SPAM, 1)
    take_over(world.deps, talk.id, sam)
    with pytest.raises(NotOwnerError):
        block(world.deps, talk.id, robin, BlockReason.SPAM, 1)


def test_what_is_over_is_not_blocked(world: World) -> None:
    talk, sam = world.start(), world.counsellor("Sam")
    world.hear(talk, "person please")
    take_over(world.deps, talk.id, sam)
    close(world.deps, talk.id, sam)
    with pytest.raises(ClosedConversationError):
        block(world.deps, talk.id, sam, BlockReason.SPAM, 1)


def test_nothing_appears_unasked_on_a_screen_that_somebody_may_see(world: World) -> None:
    talk, sam = world.start(), world.counsellor("Sam")
    with world.store.write() as tx:
        tx.update_conversation(talk.id, watched=True)
    world.hear(talk, "person please")
    take_over(world.deps, talk.id, sam)
    block(world.deps, talk.id, sam, BlockReason.ABUSE, 3)
    assert world.keys(talk)[-1] == "utter_person_left"


def test_a_conversation_handed_back_without_a_block_still_calls(world: World) -> None:
    talk, sam = world.start(), world.counsellor("Sam")
    world.hear(talk, "person please")
    take_over(world.deps, talk.id, sam)
    return_to_bot(world.deps, talk.id, sam)
    world.hear(talk, "person please")
    assert world.now(talk).owner is Owner.WAITING

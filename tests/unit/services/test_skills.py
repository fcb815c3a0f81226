"""What a conversation wants follows from its situations while a person is wanted, and decides between equals."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.console.cards import card_json, rings
from bot.conversation.owner import Owner
from bot.safety.assessment import Assessment, ScoredSituation
from bot.safety.tiers import Concern, Tier
from bot.services.close import close
from bot.services.ports import Conversation, Counsellor
from bot.services.put_back import put_back
from bot.services.queue import queue
from bot.services.reopen import reopen
from bot.services.return_to_bot import return_to_bot
from bot.services.take_next import take_next
from bot.store.schema import conversations
from tests.world import World


@pytest.fixture
def sam(world: World) -> Counsellor:
    return world.counsellor("Sam", here=True)


@pytest.fixture
def alex(world: World) -> Counsellor:
    return world.counsellor("Alex", here=True, skills=("under_13",))


def tells(world: World, talk: Conversation, situation: str, tier: Tier = Tier.T2, score: float = 0.9) -> None:
    """The young person says what is this situation, and asks for nobody."""
    concern = Concern.CHILD if tier.needs_person else None
    world.screen.verdict = Assessment(tier, concern, situations=(ScoredSituation(situation, score),))
    world.hear(talk, "words")
    world.screen.verdict = None


def young(world: World) -> Conversation:
    """Somebody under 13 who asks for a person, and is no T1."""
    talk = world.start()
    tells(world, talk, "E01")
    world.hear(talk, "person")
    return talk


def stored(world: World, talk: Conversation) -> str:
    with world.engine.connect() as connection:
        return str(connection.execute(select(conversations.c.wants).where(conversations.c.id == talk.id)).scalar_one())


def test_what_was_told_to_the_bot_is_wanted_from_when_a_person_is_called(world: World) -> None:
    talk = world.start()
    tells(world, talk, "E01")
    assert (world.now(talk).wants, stored(world, talk)) == ((), "")  # with the bot it is nobody's business
    world.hear(talk, "person")
    assert (world.now(talk).wants, stored(world, talk)) == (("under_13",), "under_13")


def test_what_is_told_while_waiting_or_to_a_counsellor_is_wanted_too(world: World, sam: Counsellor) -> None:
    talk = young(world)
    tells(world, talk, "E02")
    assert world.now(talk).wants == ("under_13", "lgbtq")
    take_next(world.deps, sam)
    tells(world, talk, "E04")
    assert world.now(talk).wants == ("under_13", "access", "lgbtq")
    tells(world, talk, "E03", score=0.4)  # a guess
    assert world.now(talk).wants == ("under_13", "access", "lgbtq")
    put_back(world.deps, talk.id, sam)
    assert world.now(talk).wants == ("under_13", "access", "lgbtq")


@pytest.mark.parametrize("ends", [return_to_bot, close])
def test_nothing_of_it_is_kept_when_no_person_is_wanted_any_more(world: World, sam: Counsellor, ends) -> None:
    talk = young(world)
    take_next(world.deps, sam)
    ends(world.deps, talk.id, sam)
    assert (world.now(talk).wants, stored(world, talk)) == ((), "")


def test_opened_again_it_wants_the_same(world: World, sam: Counsellor) -> None:
    talk = young(world)
    take_next(world.deps, sam)
    close(world.deps, talk.id, sam)
    reopen(world.deps, talk.id, sam)
    assert world.now(talk).wants == ("under_13",)


def test_between_equals_whoever_knows_it_is_given_it(world: World, sam: Counsellor, alex: Counsellor) -> None:
    first, second = young(world), world.start()
    world.clock.pass_by(seconds=1)
    world.hear(second, "person")
    world.hear(second, "T2 scared")
    assert [card.conversation.id for card in queue(world.deps).waiting] == [first.id, second.id]
    assert queue(world.deps).next_for(sam.id) == second.id
    taken = take_next(world.deps, sam)
    assert taken
    assert taken.id == second.id
    taken = take_next(world.deps, sam)  # alone in the queue it is nobody's privilege
    assert taken
    assert taken.id == first.id
    assert take_next(world.deps, alex) is None


def test_after_half_a_minute_it_goes_to_whoever_is_there(world: World, sam: Counsellor, alex: Counsellor) -> None:
    first, second = young(world), world.start()
    world.clock.pass_by(seconds=1)
    world.hear(second, "person")
    world.clock.pass_by(seconds=30)
    assert queue(world.deps).next_for(alex.id) == first.id
    taken = take_next(world.deps, sam)
    assert taken
    assert (taken.id, taken.owner) == (first.id, Owner.COUNSELLOR)


def test_danger_now_is_first_for_everybody(world: World, sam: Counsellor, alex: Counsellor) -> None:
    talk, other = world.start(), world.start()
    tells(world, talk, "E01", Tier.T0)
    world.clock.pass_by(seconds=1)
    world.hear(other, "T0 now")
    now = queue(world.deps)
    assert (now.next_for(sam.id), now.next_for(alex.id)) == (talk.id, talk.id)
    assert all(rings(card, one) for card in now.waiting for one in (sam, alex))


def test_the_first_ring_is_for_whoever_knows_it_and_then_it_rings_for_all(
    world: World, sam: Counsellor, alex: Counsellor
) -> None:
    talk = world.start()
    tells(world, talk, "E01", Tier.T1)
    (card,) = queue(world.deps).waiting
    assert (rings(card, sam), rings(card, alex)) == (False, True)
    world.clock.pass_by(seconds=8)
    (card,) = queue(world.deps).waiting
    assert (rings(card, sam), rings(card, alex)) == (True, True)


def test_the_card_says_in_words_what_is_wanted(world: World) -> None:
    young(world)
    (card,) = queue(world.deps).waiting
    assert card_json(card)["wants"] == ["Under 13s"]

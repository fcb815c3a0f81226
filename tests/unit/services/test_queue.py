"""What counsellors and young people are shown about a conversation."""

from __future__ import annotations

import pytest

from bot.services.brief import brief
from bot.services.counsellor_reply import counsellor_reply
from bot.services.errors import UnknownConversationError
from bot.services.queue import queue
from bot.services.status import status
from bot.services.take_over import take_over
from bot.services.transcript import transcript
from tests.world import World


def test_the_most_urgent_is_first_then_the_longest_waiting(world: World) -> None:
    talks = {}
    for said in ("person", "T1 a", "T0 b", "T1 c"):
        talks[said] = world.start()
        world.hear(talks[said], said)
        world.clock.pass_by(seconds=1)
    waiting = [card.conversation.id for card in queue(world.deps).waiting]
    assert waiting == [talks[said].id for said in ("T0 b", "T1 a", "T1 c", "person")]
    assert status(world.deps, talks["T1 c"].id).queue_place == 3


def test_each_list_holds_its_own(world: World) -> None:
    sam, alex = world.counsellor("Sam"), world.counsellor("Alex")
    with_bot, waits, held = world.start(), world.start(), world.start()
    world.hear(held, "person")
    take_over(world.deps, held.id, sam)
    world.hear(waits, "person")
    seen = queue(world.deps)
    assert [card.conversation.id for card in seen.waiting] == [waits.id]
    assert [card.conversation.id for card in seen.mine(sam.id)] == [held.id]
    assert seen.mine(alex.id) == ()
    assert with_bot.id in {card.conversation.id for card in seen.open}
    assert status(world.deps, with_bot.id).queue_place is None


def test_a_waiting_card_shows_the_words_that_raised_the_tier(world: World) -> None:
    talk = world.start()
    for said in ("T2 a", "T0 b", "T4 c"):
        world.hear(talk, said)
    (card,) = queue(world.deps).waiting
    assert card.preview_words == ("T0",)


def test_unread_counts_what_came_after_the_counsellors_last_message(world: World) -> None:
    talk, sam = world.start(), world.counsellor("Sam")
    world.hear(talk, "person")
    world.hear(talk, "hello")
    assert queue(world.deps).waiting[0].unread == 2
    take_over(world.deps, talk.id, sam)
    counsellor_reply(world.deps, talk.id, sam, client_id="1", text="Hi")
    assert queue(world.deps).held[0].unread == 0
    world.hear(talk, "thanks")
    assert queue(world.deps).held[0].unread == 1


def test_a_transcript_resumes_after_any_number(world: World) -> None:
    talk = world.start()
    for number in range(120):
        world.hear(talk, f"text {number}")
    assert [message.seq for message in transcript(world.deps, talk.id)] == list(range(1, 122))
    assert [message.seq for message in transcript(world.deps, talk.id, after=118)] == [119, 120, 121]
    assert [message.seq for message in transcript(world.deps, talk.id, after=5, limit=2)] == [6, 7]
    assert transcript(world.deps, talk.id, after=121) == []


def test_a_brief_is_drawn_from_the_log_and_the_slots(world: World) -> None:
    talk = world.start()
    world.hear(talk, "T1 soon")
    work = world.claim()
    assert work
    world.answer(work, "utter_step_tell_adult")
    made = brief(world.deps, talk.id)
    assert [raised.words for raised in made.raised_by] == ["T1"]
    assert made.advised == ("utter_step_tell_adult",)
    assert (made.tier, made.language) == (world.now(talk).tier, "en")


@pytest.mark.parametrize("look", [brief, status, transcript])
def test_an_unknown_conversation_shows_nothing(world: World, look: object) -> None:
    assert callable(look)
    with pytest.raises(UnknownConversationError):
        look(world.deps, "c_unknown")

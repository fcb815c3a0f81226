"""Being given the next one: no picking, no more than anybody can carry, and nobody passed over."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from bot.conversation.owner import Owner
from bot.services.audit import Action
from bot.services.close import close
from bot.services.errors import FullError, NotNextError, PausedError, RestFirstError, ServiceError
from bot.services.pause import PauseKind, pause, resume
from bot.services.ports import Conversation, Counsellor, Role
from bot.services.presence import counsellors_here, presence
from bot.services.queue import queue
from bot.services.start_conversation import start_conversation
from bot.services.status import status
from bot.services.take_next import take_next
from bot.services.take_over import take_over
from tests.world import World


@pytest.fixture
def sam(world: World) -> Counsellor:
    return world.counsellor("Sam", here=True)


def waiting(world: World, *texts: str, language: str = "en") -> list[Conversation]:
    talks = []
    for text in texts:
        talks.append(start_conversation(world.deps, language=language)[0])
        world.hear(talks[-1], text)
        world.clock.pass_by(seconds=1)
    return talks


def taken(world: World, counsellor: Counsellor) -> str | None:
    found = take_next(world.deps, counsellor)
    return found.id if found else None


def test_the_most_urgent_comes_first_then_who_waits_longest(world: World, sam: Counsellor) -> None:
    calm, soon, danger = waiting(world, "person", "T1 soon", "T0 now")
    assert [taken(world, sam) for _ in range(3)] == [danger.id, soon.id, calm.id]
    assert world.now(danger).counsellor_name == "Sam"
    assert taken(world, sam) is None


def test_nobody_picks(world: World, sam: Counsellor) -> None:
    calm, danger = waiting(world, "person", "T0 now")
    with pytest.raises(NotNextError):
        take_over(world.deps, calm.id, sam)
    assert world.now(calm).owner is Owner.WAITING
    assert take_over(world.deps, danger.id, sam).counsellor_id == sam.id
    assert take_over(world.deps, calm.id, sam).counsellor_id == sam.id  # now it is the next


def test_a_supervisor_may_choose(world: World) -> None:
    calm, _ = waiting(world, "person", "T0 now")
    robin = world.counsellor("Robin", Role.SUPERVISOR)
    assert take_over(world.deps, calm.id, robin).counsellor_id == robin.id


def test_the_queue_says_who_would_be_next(world: World, sam: Counsellor) -> None:
    _, danger = waiting(world, "person", "T0 now")
    assert queue(world.deps).next_for(sam.id) == danger.id
    pause(world.deps, sam, PauseKind.BREAK)
    assert queue(world.deps).next_for(sam.id) is None


def test_full_hands_take_one_more_for_danger_now(world: World) -> None:
    sam = world.counsellor("Sam", here=True, capacity=1)
    waiting(world, "T1 soon", "person")
    assert taken(world, sam)
    with pytest.raises(FullError):
        take_next(world.deps, sam)
    (danger,) = waiting(world, "T0 now")
    assert taken(world, sam) == danger.id
    waiting(world, "T0 too")
    with pytest.raises(FullError):
        take_next(world.deps, sam)


def test_two_tabs_at_once_do_not_fill_the_same_free_hand(world: World) -> None:
    sam = world.counsellor("Sam", here=True, capacity=1)
    waiting(world, *["person"] * 8)
    start = Barrier(8)

    def click(_: int) -> bool:
        start.wait()
        try:
            return take_next(world.deps, sam) is not None
        except FullError:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(click, range(8))) == 1


def test_who_speaks_the_language_is_given_it(world: World) -> None:
    reads_english = world.counsellor("Sam", here=True, languages=("en",))
    reads_both = world.counsellor("Alex", here=True, languages=("en", "es"))
    (spanish,), (english,) = waiting(world, "person", language="es"), waiting(world, "person")
    assert taken(world, reads_english) == english.id
    assert taken(world, reads_english) is None
    assert taken(world, reads_both) == spanish.id


def test_who_speaks_it_and_has_gone_home_keeps_nobody_waiting(world: World) -> None:
    reads_english = world.counsellor("Sam", here=True, languages=("en",))
    world.counsellor("Alex", here=True, languages=("es",))
    world.clock.pass_by(seconds=61)
    presence(world.deps, reads_english.id)
    (spanish,) = waiting(world, "person", language="es")
    assert taken(world, reads_english) == spanish.id


def test_who_is_paused_is_given_nothing_and_counts_as_not_here(world: World, sam: Counsellor) -> None:
    (talk,) = waiting(world, "T0 now")
    assert status(world.deps, talk.id).staffed
    pause(world.deps, sam, PauseKind.BREAK)
    assert (counsellors_here(world.deps), status(world.deps, talk.id).staffed) == (0, False)
    with pytest.raises(PausedError):
        take_next(world.deps, sam)
    with pytest.raises(PausedError):
        take_over(world.deps, talk.id, sam)
    resume(world.deps, sam)
    assert counsellors_here(world.deps) == 1
    assert taken(world, sam) == talk.id


def hard_ones(world: World, sam: Counsellor, count: int) -> None:
    """So many hard conversations, one after the other."""
    for text in ["T0 now", "T1 soon"] * count:
        if count == 0:
            return
        (talk,) = waiting(world, text)
        assert taken(world, sam) == talk.id
        close(world.deps, talk.id, sam)
        count -= 1


def test_after_three_hard_ones_a_break_is_due_and_after_five_it_comes_first(world: World, sam: Counsellor) -> None:
    world.counsellor("Alex", here=True)
    hard_ones(world, sam, 2)
    assert not queue(world.deps).staff[sam.id].break_due
    hard_ones(world, sam, 1)
    assert queue(world.deps).staff[sam.id].break_due
    hard_ones(world, sam, 2)
    waiting(world, "T0 now")
    with pytest.raises(RestFirstError):
        take_next(world.deps, sam)


def test_alone_with_danger_now_nobody_is_sent_to_rest(world: World, sam: Counsellor) -> None:
    hard_ones(world, sam, 5)
    waiting(world, "T1 soon")
    with pytest.raises(RestFirstError):
        take_next(world.deps, sam)
    (danger,) = waiting(world, "T0 now")
    assert taken(world, sam) == danger.id


@pytest.mark.parametrize(("kind", "counted"), [(PauseKind.BREAK, 0), (PauseKind.DEBRIEF, 0), (PauseKind.ADMIN, 3)])
def test_a_rest_ends_the_row_and_paperwork_does_not(world: World, sam: Counsellor, kind: PauseKind, counted: int) -> None:
    hard_ones(world, sam, 3)
    pause(world.deps, sam, kind)
    world.clock.pass_by(minutes=10)
    resume(world.deps, sam)
    resume(world.deps, sam)
    assert queue(world.deps).staff[sam.id].hard == counted


def test_going_home_ends_the_row_too(world: World, sam: Counsellor) -> None:
    hard_ones(world, sam, 5)
    world.clock.pass_by(hours=8, seconds=1)
    assert queue(world.deps).staff[sam.id].hard == 0


def test_a_calm_one_that_became_serious_counts_as_hard(world: World, sam: Counsellor) -> None:
    waiting(world, "person")
    taken(world, sam)
    assert queue(world.deps).staff[sam.id].hard == 0
    world.hear(queue(world.deps).held[0].conversation, "T1 soon")
    assert queue(world.deps).staff[sam.id].hard == 1


def test_who_was_disabled_meanwhile_is_given_nothing(world: World) -> None:
    stranger = Counsellor("p_gone", "Gone", Role.COUNSELLOR, world.clock())
    waiting(world, "person")
    with pytest.raises(ServiceError) as refused:
        take_next(world.deps, stranger)
    assert refused.value.code == "no_permission"


def test_accepting_is_in_the_audit_log(world: World, sam: Counsellor) -> None:
    (talk,) = waiting(world, "person")
    take_next(world.deps, sam)
    with world.store.read() as tx:
        line = tx.audit_lines()[-1]
    assert (line.by, line.action, line.conversation_id) == (sam.id, Action.ACCEPT, talk.id)

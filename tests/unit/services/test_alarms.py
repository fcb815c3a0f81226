"""Ringing, stopping and passing on, through the use cases that people and the sweeper call."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.conversation.alarm import Alarm
from bot.conversation.owner import Move
from bot.safety.tiers import Tier
from bot.services.change_owner import Cause, change_owner
from bot.services.change_tier import change_tier
from bot.services.close import close
from bot.services.counsellor_reply import counsellor_reply
from bot.services.errors import NotOwnerError
from bot.services.forget import forget
from bot.services.leave import leave
from bot.services.pass_on_alarms import pass_on_alarms
from bot.services.ports import Conversation, Counsellor, Role
from bot.services.presence import presence
from bot.services.return_to_bot import return_to_bot
from bot.services.ring_times import ring_times
from bot.services.see_alarm import see_alarm
from bot.services.take_over import take_over
from tests.world import World


@pytest.fixture
def sam(world: World) -> Counsellor:
    """A counsellor whose console is open."""
    return here(world, "Sam")


@pytest.fixture
def robin(world: World) -> Counsellor:
    """A supervisor whose console is open."""
    return here(world, "Robin", Role.SUPERVISOR)


@pytest.fixture
def talk(world: World) -> Conversation:
    """Somebody in danger waits for a person."""
    talk = world.start()
    world.hear(talk, "T0 now")
    return talk


def here(world: World, name: str, role: Role = Role.COUNSELLOR) -> Counsellor:
    one = world.counsellor(name, role)
    presence(world.deps, one.id)
    return one


def ringing(world: World) -> list[Alarm]:
    with world.store.read() as tx:
        return list(tx.ringing())


def only(world: World) -> Alarm:
    (alarm,) = ringing(world)
    return alarm


def wait(world: World, *staff: Counsellor, **span: float) -> int:
    """Let time pass while these keep their consoles open; then what the sweeper does."""
    world.clock.pass_by(**span)
    for one in staff:
        presence(world.deps, one.id)
    return pass_on_alarms(world.deps)


def incidents(world: World) -> list[str]:
    with world.store.read() as tx:
        return [one.kind for one in tx.incidents()]


def move(world: World, talk: Conversation, what: Move, by: Counsellor) -> None:
    with world.store.write() as tx:
        change_owner(tx, tx.conversation(talk.id), what, Cause(world.clock(), by, "test"))


def test_danger_rings_from_the_message_on(world: World, talk: Conversation) -> None:
    assert (only(world).conversation_id, only(world).tier, only(world).rang_at) == (talk.id, Tier.T0, world.clock())
    assert only(world).counsellor_id is None


def test_somebody_who_only_asks_for_a_person_rings_nobody_out_of_a_break(world: World) -> None:
    world.hear(world.start(), "person")
    assert ringing(world) == []


def test_who_waits_and_then_is_in_danger_rings(world: World) -> None:
    talk = world.start()
    world.hear(talk, "person")
    world.hear(talk, "T1 soon")
    assert only(world).tier is Tier.T1


def test_more_danger_while_it_rings_is_the_same_alarm_and_everybody_is_told_anew(world: World, robin: Counsellor) -> None:
    talk = world.start()
    world.hear(talk, "T1 soon")
    rang_at = world.clock()
    assert wait(world, robin, seconds=1) == 1  # no counsellor is here: the supervisor is told at once
    world.hear(talk, "T0 now")
    assert (only(world).tier, only(world).rang_at, only(world).supervisors_at) == (Tier.T0, rang_at, None)
    assert wait(world, robin, seconds=1) == 1


def test_a_second_message_in_danger_does_not_ring_twice(world: World, talk: Conversation) -> None:
    world.hear(talk, "T0 again")
    assert only(world).number == 1


def test_accepting_stops_it_and_says_who_and_when(world: World, talk: Conversation, sam: Counsellor) -> None:
    world.clock.pass_by(seconds=20)
    take_over(world.deps, talk.id, sam)
    assert ringing(world) == []
    with world.store.read() as tx:
        alarm = tx.last_alarm(talk.id)
    assert alarm
    assert (alarm.accepted_by, alarm.stopped_at) == (sam.id, world.clock())


def test_lowering_the_tier_by_hand_stops_it_and_raising_it_rings_again(
    world: World, talk: Conversation, robin: Counsellor
) -> None:
    for tier, open_alarms in ((Tier.T3, 0), (Tier.T1, 1)):
        with world.store.write() as tx:
            change_tier(tx, tx.conversation(talk.id), tier, world.clock(), robin.id)
        assert len(ringing(world)) == open_alarms
    assert only(world).tier is Tier.T1


def test_lowering_from_danger_now_to_serious_goes_on_ringing(world: World, talk: Conversation, robin: Counsellor) -> None:
    with world.store.write() as tx:
        change_tier(tx, tx.conversation(talk.id), Tier.T1, world.clock(), robin.id)
    assert (only(world).number, only(world).tier) == (1, Tier.T1)


def test_deleting_the_chat_stops_it(world: World, talk: Conversation) -> None:
    forget(world.deps, talk.id)
    assert ringing(world) == []


def test_leaving_does_not_stop_it_for_they_may_have_closed_the_page_in_a_hurry(world: World, talk: Conversation) -> None:
    leave(world.deps, talk.id)
    assert len(ringing(world)) == 1


@pytest.mark.parametrize("text", ["T0 now", "T1 soon"])
def test_danger_while_a_counsellor_has_it_rings_for_them_until_they_answer(world: World, sam: Counsellor, text: str) -> None:
    talk = world.start()
    world.hear(talk, "person")
    take_over(world.deps, talk.id, sam)
    world.hear(talk, "T2 scared")
    assert ringing(world) == []
    world.hear(talk, text)
    assert (only(world).counsellor_id, only(world).tier) == (sam.id, Tier[text[:2]])
    counsellor_reply(world.deps, talk.id, sam, client_id="r1", text="I am here")
    assert ringing(world) == []


def test_it_rings_with_each_such_message_once_the_last_was_answered(world: World, talk: Conversation, sam: Counsellor) -> None:
    take_over(world.deps, talk.id, sam)
    world.hear(talk, "T1 soon")
    world.hear(talk, "T0 now")
    assert only(world).tier is Tier.T0
    see_alarm(world.deps, talk.id, sam)
    assert ringing(world) == []
    world.hear(talk, "T1 again")
    assert only(world).tier is Tier.T1


def test_only_who_has_the_chat_can_say_that_they_have_seen_it(world: World, talk: Conversation, sam: Counsellor) -> None:
    with pytest.raises(NotOwnerError):
        see_alarm(world.deps, talk.id, sam)
    take_over(world.deps, talk.id, sam)
    world.hear(talk, "T0 now")
    with pytest.raises(NotOwnerError):
        see_alarm(world.deps, talk.id, here(world, "Alex"))
    assert len(ringing(world)) == 1


def test_a_colleague_who_raises_the_tier_rings_for_who_has_it_but_nobody_for_oneself(
    world: World, sam: Counsellor, robin: Counsellor
) -> None:
    talk = world.start()
    world.hear(talk, "person")
    take_over(world.deps, talk.id, sam)
    with world.store.write() as tx:
        change_tier(tx, tx.conversation(talk.id), Tier.T1, world.clock(), sam.id)
    assert ringing(world) == []
    with world.store.write() as tx:
        change_tier(tx, tx.conversation(talk.id), Tier.T0, world.clock(), robin.id)
    assert only(world).counsellor_id == sam.id
    with world.store.write() as tx:
        change_tier(tx, tx.conversation(talk.id), Tier.T3, world.clock(), sam.id)
    assert ringing(world) == []


@pytest.mark.parametrize("end", [return_to_bot, close])
def test_what_is_given_away_or_ended_rings_no_more(world: World, talk: Conversation, sam: Counsellor, end: object) -> None:
    take_over(world.deps, talk.id, sam)
    world.hear(talk, "T0 now")
    assert callable(end)
    end(world.deps, talk.id, sam)
    assert ringing(world) == []


def test_after_a_return_to_the_bot_the_next_danger_is_a_new_alarm(world: World, talk: Conversation, sam: Counsellor) -> None:
    take_over(world.deps, talk.id, sam)
    return_to_bot(world.deps, talk.id, sam)
    world.clock.pass_by(minutes=5)
    world.hear(talk, "T0 now")
    assert (only(world).number, only(world).rang_at) == (2, world.clock())


def test_supervisors_then_the_duty_contact_and_then_it_was_missed(
    world: World, talk: Conversation, sam: Counsellor, robin: Counsellor
) -> None:
    assert wait(world, sam, robin, seconds=50) == 0
    assert wait(world, sam, robin, seconds=10) == 1
    assert only(world).supervisors_at == world.clock()
    assert (only(world).duty_at, incidents(world)) == (None, [])
    assert wait(world, sam, robin, seconds=60) == 1
    assert (only(world).duty_at, only(world).missed_at) == (world.clock(), world.clock())
    assert incidents(world) == ["missed_alarm"]
    assert wait(world, sam, robin, minutes=9) == 0
    assert talk.id == only(world).conversation_id


def test_where_nobody_is_here_the_duty_contact_is_next_at_once(world: World, talk: Conversation) -> None:
    assert wait(world) == 1
    assert only(world).duty_at == world.clock()
    assert (incidents(world), talk.id) == ([], only(world).conversation_id)


def test_after_a_standstill_nobody_outside_is_told_that_nobody_is_here_but_what_is_late_is_passed_on(
    world: World, talk: Conversation
) -> None:
    assert pass_on_alarms(world.deps, sure=False) == 0
    world.clock.pass_by(minutes=2)
    assert pass_on_alarms(world.deps, sure=False) == 1
    assert (only(world).conversation_id, only(world).duty_at) == (talk.id, world.clock())


def test_whoever_is_paused_or_disabled_is_not_here(world: World, sam: Counsellor, robin: Counsellor) -> None:
    with world.store.write() as tx:
        assert tx.hearers(world.clock() - timedelta(seconds=60)) == (hearers := tx.hearers(world.clock() - timedelta(seconds=1)))
    assert (hearers.counsellors, hearers.supervisors) == (1, 1)
    with world.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE counsellors SET paused_at = 1 WHERE id = ?", (sam.id,))
        connection.exec_driver_sql("UPDATE counsellors SET disabled_at = 1 WHERE id = ?", (robin.id,))
    with world.store.read() as tx:
        assert tx.hearers(world.clock() - timedelta(seconds=60)).nobody


def test_a_held_chat_that_rings_unanswered_is_passed_on_too(
    world: World, talk: Conversation, sam: Counsellor, robin: Counsellor
) -> None:
    take_over(world.deps, talk.id, sam)
    counsellor_reply(world.deps, talk.id, sam, client_id="r1", text="I am here")
    world.hear(talk, "T0 now")
    assert wait(world, sam, robin, seconds=60) == 1
    assert (only(world).counsellor_id, only(world).supervisors_at) == (sam.id, world.clock())
    assert wait(world, sam, robin, seconds=60) == 1
    assert incidents(world) == ["missed_alarm"]


def test_practice_is_passed_on_to_nobody_and_counted_nowhere(world: World, talk: Conversation) -> None:
    with world.store.write() as tx:
        tx.update_conversation(talk.id, practice=True)
    assert wait(world, minutes=9) == 0
    assert (only(world).duty_at, incidents(world)) == (None, [])
    assert ring_times(world.deps, world.clock().date(), world.clock().date())[Tier.T0].missed == 0


def test_a_wait_that_some_fault_left_without_an_alarm_rings_with_the_next_sweep(world: World, talk: Conversation) -> None:
    with world.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM alarms")
    assert pass_on_alarms(world.deps) == 1
    assert only(world).conversation_id == talk.id


def test_times_from_the_ring_to_acceptance_are_told_by_tier(world: World, sam: Counsellor) -> None:
    today = world.clock().date()
    for text, seconds in (("T0 now", 40), ("T0 now", 20), ("T1 soon", 90)):
        talk = world.start()
        world.hear(talk, text)
        world.clock.pass_by(seconds=seconds)
        take_over(world.deps, talk.id, sam)
    left = world.start()
    world.hear(left, "T1 soon")
    with world.store.write() as tx:
        change_tier(tx, tx.conversation(left.id), Tier.T2, world.clock(), sam.id)
    world.hear(world.start(), "T1 still ringing")
    times = ring_times(world.deps, today, today)
    assert times[Tier.T0].accepted == (timedelta(seconds=20), timedelta(seconds=40))
    assert (times[Tier.T1].accepted, times[Tier.T1].left, times[Tier.T1].missed) == ((timedelta(seconds=90),), 1, 0)
    assert ring_times(world.deps, today + timedelta(days=1), today + timedelta(days=1))[Tier.T0].accepted == ()


def test_ringing_and_stopping_ring_the_consoles(world: World, sam: Counsellor, robin: Counsellor) -> None:
    heard: list[str] = []
    world.deps.doorbell.subscribe("queue", lambda conversation_id, _: heard.append(conversation_id))
    talk = world.start()
    heard.clear()
    for act in (
        lambda: world.hear(talk, "T0 now"),
        lambda: wait(world, sam, robin, seconds=60),
        lambda: take_over(world.deps, talk.id, sam),
        lambda: world.hear(talk, "T0 again"),
        lambda: see_alarm(world.deps, talk.id, sam),
    ):
        act()
        assert talk.id in heard
        heard.clear()

"""Telling the duty contact: once a way, all in one message, again after pauses, and never of practice."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

import pytest

from bot.safety.tiers import Tier
from bot.services.forget import forget
from bot.services.pass_on_alarms import pass_on_alarms
from bot.services.ports import Conversation
from bot.services.take_over import take_over
from bot.services.tell_duty_contact import Failure, Notice, Told, pause_after, tell_duty_contact
from tests.world import World

MOST = timedelta(minutes=5)


@dataclass
class Way:
    """Remembers what it was to tell, and can be broken."""

    name: str = "email"
    told: Literal["mailed_at", "posted_at"] = "mailed_at"
    broken: bool = False
    notices: list[Notice | None] = field(default_factory=list)

    def tell(self, notice: Notice | None) -> None:
        if self.broken:
            raise ConnectionRefusedError("somebody@example.org")
        self.notices.append(notice)


@pytest.fixture
def mail() -> Way:
    return Way()


@pytest.fixture
def hook() -> Way:
    return Way("webhook", "posted_at")


def danger(world: World, text: str = "T0 now") -> Conversation:
    talk = world.start()
    world.hear(talk, text)
    return talk


def test_nothing_is_told_before_an_alarm_was_passed_on(world: World, mail: Way) -> None:
    danger(world)
    assert tell_duty_contact(world.deps, [mail]) == Told()
    assert mail.notices == []


def test_all_that_rings_is_told_in_one_message_and_once(world: World, mail: Way, hook: Way) -> None:
    began = world.clock()
    danger(world, "T1 soon")
    world.clock.pass_by(seconds=30)
    danger(world)
    pass_on_alarms(world.deps)
    for _ in range(3):
        tell_duty_contact(world.deps, [mail, hook])
        world.clock.pass_by(minutes=6)
    expected = [Notice(2, Tier.T0, began, began + timedelta(seconds=30))]
    assert (mail.notices, hook.notices) == (expected, expected)


def test_a_later_alarm_is_told_with_a_message_of_its_own(world: World, mail: Way) -> None:
    for count in (1, 2):
        danger(world)
        pass_on_alarms(world.deps)
        tell_duty_contact(world.deps, [mail])
        assert [notice.waiting for notice in mail.notices if notice] == list(range(1, count + 1))


def test_a_way_that_fails_is_tried_again_after_longer_pauses_and_the_other_is_not(world: World, mail: Way, hook: Way) -> None:
    mail.broken = True
    danger(world)
    pass_on_alarms(world.deps)
    told = tell_duty_contact(world.deps, [mail, hook])
    assert told == Told(1, (Failure("email", "ConnectionRefusedError"),))
    world.clock.pass_by(seconds=14)
    assert tell_duty_contact(world.deps, [mail, hook]) == Told()
    world.clock.pass_by(seconds=1)
    assert tell_duty_contact(world.deps, [mail, hook]).failures
    world.clock.pass_by(seconds=15)
    assert tell_duty_contact(world.deps, [mail, hook]) == Told()
    world.clock.pass_by(seconds=15)
    mail.broken = False
    tell_duty_contact(world.deps, [mail, hook])
    assert (len(mail.notices), len(hook.notices)) == (1, 1)


def test_the_pauses_grow_up_to_five_minutes() -> None:
    pauses = [pause_after(tries) for tries in range(1, 200)]
    assert pauses[:3] == [timedelta(seconds=15), timedelta(seconds=30), timedelta(seconds=60)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == MOST


def test_a_failure_is_an_incident_for_the_supervisors_once_for_each_outage(world: World, mail: Way) -> None:
    mail.broken = True
    talk = danger(world)
    pass_on_alarms(world.deps)
    for _ in range(4):
        tell_duty_contact(world.deps, [mail])
        world.clock.pass_by(minutes=5)
    with world.store.read() as tx:
        incidents = [(one.kind, one.conversation_id) for one in tx.incidents()]
    assert incidents == [("duty_contact_failed", talk.id)]


def test_what_stopped_in_the_meantime_is_not_told(world: World, mail: Way) -> None:
    talk = danger(world)
    pass_on_alarms(world.deps)
    take_over(world.deps, talk.id, world.counsellor("Sam"))
    assert tell_duty_contact(world.deps, [mail]) == Told()


def test_a_chat_that_is_deleted_while_the_mail_is_on_its_way_does_no_harm(world: World, mail: Way) -> None:
    talk = danger(world)
    pass_on_alarms(world.deps)
    way = Way()
    way.tell = lambda _: forget(world.deps, talk.id)  # type: ignore[method-assign]
    assert tell_duty_contact(world.deps, [way]).ways == 1
    mail.broken = True
    other = danger(world)
    pass_on_alarms(world.deps)
    mail.tell = lambda _: forget(world.deps, other.id) or 1 / 0  # type: ignore[method-assign]
    assert tell_duty_contact(world.deps, [mail]).failures == (Failure("email", "ZeroDivisionError"),)


def test_practice_reaches_nobody_outside(world: World, mail: Way) -> None:
    talk = danger(world)
    with world.store.write() as tx:
        tx.update_conversation(talk.id, practice=True)
    world.clock.pass_by(minutes=10)
    pass_on_alarms(world.deps)
    assert tell_duty_contact(world.deps, [mail]) == Told()


def test_more_danger_in_what_was_told_is_told_again(world: World, mail: Way) -> None:
    talk = danger(world, "T1 soon")
    pass_on_alarms(world.deps)
    tell_duty_contact(world.deps, [mail])
    world.hear(talk, "T0 now")
    pass_on_alarms(world.deps)
    tell_duty_contact(world.deps, [mail])
    assert [notice.tier for notice in mail.notices if notice] == [Tier.T1, Tier.T0]


def test_without_a_way_nothing_is_claimed(world: World) -> None:
    danger(world)
    pass_on_alarms(world.deps)
    assert tell_duty_contact(world.deps, []) == Told()
    with world.store.read() as tx:
        assert [one.duty_tries for one in tx.ringing()] == [0]

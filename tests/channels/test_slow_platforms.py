"""A platform that answers slowly, or not at all, delays nobody but those who are in it; and none of their words."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.channels.every import SETTINGS, load_channels
from bot.channels.sender import AT_ONCE
from bot.conversation.owner import Owner
from tests.channels.stage import DATA, Stage
from tests.fakes.platform import FakePlatform
from tests.fakes.telegram import FakeTelegram
from tests.fakes.twilio import FakeTwilio


def test_while_the_platform_is_slow_others_are_heard_and_called_a_person_at_once(stage: Stage, fake: FakePlatform) -> None:
    me, other = fake.person(1), fake.person(2)
    fake.say(me, "hello")
    heard = fake.wait_for(me, "answer to hello")
    stage.eventually(lambda: stage.contact(me).sent_seq == stage.conversation(me).last_seq)
    fake.moods += [4.0, 4.0]  # seconds, for the mark on the button and for the answer
    if heard.buttons:
        fake.tap(me, heard.buttons[0][0])
    else:
        fake.say(me, "1")
    stage.eventually(lambda: len(fake.moods) < 2)
    began = time.monotonic()
    fake.say(other, "T0 now")
    stage.eventually(lambda: stage.conversation(other).owner is Owner.WAITING)
    assert time.monotonic() - began < 2
    fake.wait_for(me, "answer to Yes")


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Stage, FakeTelegram, FakeTwilio]]:
    """One helpline in two apps."""
    telegram, sms = FakeTelegram(), FakeTwilio()
    stage = Stage(tmp_path, telegram)
    stage.end()
    stage.channels |= load_channels(DATA, dict.fromkeys(SETTINGS, "") | sms.settings())
    sms.calls = f"{stage.server.url}/channels/{sms.name}"
    stage.begin()
    yield stage, telegram, sms
    stage.close()
    telegram.close()
    sms.close()


def test_an_app_that_hangs_for_many_delays_nobody_in_another_app(two: tuple[Stage, FakeTelegram, FakeTwilio]) -> None:
    _, telegram, sms = two
    many = [telegram.person(number) for number in range(3 * AT_ONCE)]
    telegram.moods += [6.0] * len(many)
    for me in many:
        telegram.say(me, "hello")
    time.sleep(1)
    assert len(telegram.moods) < len(many)  # it hangs for as many as may be sent to at once
    began, me = time.monotonic(), sms.person()
    sms.say(me, "hello")
    sms.wait_for(me, "answer to hello")
    assert time.monotonic() - began < 4
    for me in many:  # and they are answered when it is back
        telegram.wait_for(me, "answer to hello", seconds=40)

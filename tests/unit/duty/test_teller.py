"""From a message in danger to a letter and a post, through the thread that serves."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.duty.mail import Mail, MailServer
from bot.duty.teller import DutyTeller
from bot.duty.webhook import Webhook
from bot.logs import Log
from bot.services.pass_on_alarms import pass_on_alarms
from tests.unit.duty.conftest import SENDER, Inbox, PostOffice
from tests.world import World, open_world

SECRET = "the words of somebody"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = open_world(tmp_path)
    yield world
    world.engine.dispose()


def until(what: Callable[[], object]) -> None:
    end = time.monotonic() + 20
    while not what():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_an_alarm_at_night_reaches_the_duty_contact_by_both_ways_without_a_word_of_the_chat(
    world: World, plain_office: PostOffice, inbox: Inbox
) -> None:
    talk = world.start()
    world.hear(talk, f"T0 {SECRET}")
    mail = Mail(MailServer.parse(f"smtp://localhost:{plain_office.port}"), ("duty@example.org",), SENDER)
    lines = io.StringIO()
    teller = DutyTeller(world.deps, [mail, Webhook(inbox.url, SENDER)], Log(lines))
    teller.start()
    pass_on_alarms(world.deps)
    until(lambda: plain_office.letters and inbox.posts)
    until(lambda: "duty_contact_told" in lines.getvalue())
    teller.stop()
    told = plain_office.letters[0].as_string() + json.dumps(inbox.posts)
    for private in (SECRET, talk.id, talk.label, talk.label.removeprefix("Chat ")):
        assert private not in told
    assert len(plain_office.letters) == len(inbox.posts) == 1


def test_a_failure_is_logged_by_its_kind_and_nothing_of_an_address(world: World, inbox: Inbox) -> None:
    inbox.status = 500
    world.hear(world.start(), "T0 now")
    pass_on_alarms(world.deps)
    lines = io.StringIO()
    teller = DutyTeller(world.deps, [Webhook(inbox.url, SENDER)], Log(lines))
    teller.start()
    until(lines.getvalue)
    teller.stop()
    (line,) = [json.loads(line) for line in lines.getvalue().splitlines()]
    del line["at"]
    assert line == {"event": "duty_contact_failed", "name": "webhook", "error": "RefusedError"}


def test_a_database_that_is_gone_for_a_moment_does_not_end_the_thread(world: World, inbox: Inbox) -> None:
    lines = io.StringIO()
    teller = DutyTeller(world.deps, [Webhook(inbox.url, SENDER)], Log(lines))
    with world.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE alarms RENAME TO elsewhere")
    teller.start()
    until(lambda: "sweep_failed" in lines.getvalue())
    with world.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO alarms")
    world.hear(world.start(), "T0 now")
    pass_on_alarms(world.deps)
    until(lambda: inbox.posts)
    teller.stop()
    assert teller.failure is None

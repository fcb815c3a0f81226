"""What only text messages have: networks that keep their own list of who said stop, and texts that do not arrive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.channels.lines import lines
from bot.conversation.message import Draft
from bot.conversation.message import Sender as From
from bot.logs import Log
from bot.services.channel_records import Reach
from tests.channels.stage import Stage
from tests.fakes.platform import FakePlatform
from tests.fakes.twilio import FakeTwilio
from tests.fakes.vonage import FakeVonage


@pytest.fixture
def twilio() -> Iterator[FakeTwilio]:
    platform = FakeTwilio()
    yield platform
    platform.close()


@pytest.fixture
def talk(twilio: FakeTwilio, tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path, twilio)
    yield stage
    stage.close()


def test_where_the_provider_lets_nothing_through_after_stop_it_is_shown_until_they_say_start(
    talk: Stage, twilio: FakeTwilio
) -> None:
    me = twilio.person()
    twilio.filters_stop = True
    twilio.say(me, "hello")
    twilio.wait_for(me, "answer to hello")
    twilio.say(me, "STOP")
    talk.eventually(lambda: talk.contact(me).reach is Reach.UNREACHABLE)  # even our last line is refused
    assert not any("utter_app_stopped" in text for text in twilio.texts(me))
    twilio.say(me, "START")
    twilio.wait_for(me, "answer to START")
    assert talk.contact(me).reach is Reach.OPEN


def test_what_was_written_while_nobody_could_reach_us_is_heard_once(talk: Stage, twilio: FakeTwilio) -> None:
    me = twilio.person()
    twilio.incoming(me, "long before", at=datetime.now(UTC) - timedelta(days=1))
    twilio.say(me, "hello")
    twilio.wait_for(me, "answer to hello")
    late = twilio.webhook_for_text(me, "is anybody there")  # its webhook is answered by nobody
    talk.eventually(lambda: talk.contact(me).sent_seq == talk.conversation(me).last_seq)  # no lease ends by what follows
    talk.later = timedelta(minutes=2)
    (thread,) = lines(talk.deps, talk.channels, Log(talk.log))
    thread.start()
    twilio.wait_for(me, "answer to is anybody there")
    twilio.deliver(late)  # some hear of it again
    twilio.say(me, "more")
    twilio.wait_for(me, "answer to more")
    thread.stop()
    assert talk.said(me) == ["hello", "is anybody there", "more"]
    assert sum("answer to hello" in text for text in twilio.texts(me)) == 1


def test_where_the_provider_says_goodbye_itself_we_say_nothing_more(talk: Stage, twilio: FakeTwilio) -> None:
    me = twilio.person()
    twilio.say(me, "hello")
    twilio.wait_for(me, "answer to hello")
    before = len(twilio.texts(me))
    twilio.deliver(twilio.webhook(twilio.incoming(me, "Stop", OptOutType="STOP")))
    talk.eventually(lambda: talk.contact(me).stop_after_seq is not None)
    twilio.deliver(twilio.webhook(twilio.incoming(me, "Help", OptOutType="HELP")))
    twilio.wait_for(me, "answer to Help")  # a cry for help, whatever networks mean by it
    assert not any("utter_app_stopped" in text for text in twilio.texts(me)[before:])


def test_a_number_that_is_gone_is_shown_and_a_phone_that_is_off_is_written_to_again(talk: Stage, twilio: FakeTwilio) -> None:
    me = twilio.person()
    twilio.say(me, "hello")
    heard = twilio.wait_for(me, "answer to hello")
    talk.eventually(lambda: talk.contact(me).sent_seq == talk.conversation(me).last_seq)
    sid = f"SM{int(heard.id[1:]):032x}"
    twilio.deliver(twilio.status(me, sid, "undelivered", ErrorCode="30003"))
    twilio.deliver(twilio.status(me, sid, "delivered"))
    talk.eventually(lambda: talk.contact(me).delivered_seq > 0)
    assert talk.contact(me).reach is Reach.OPEN
    twilio.deliver(twilio.status(me, sid, "undelivered", ErrorCode="30005"))
    talk.eventually(lambda: talk.contact(me).reach is Reach.UNREACHABLE)


@pytest.mark.parametrize("query", ["", "from=the%20number&again=1"])
def test_a_query_in_the_webhooks_address_is_part_of_what_is_signed(talk: Stage, twilio: FakeTwilio, query: str) -> None:
    me = twilio.person()
    assert twilio.call(twilio.webhook(twilio.incoming(me, "hello"), query=query)) == 200
    assert twilio.call(twilio.webhook(twilio.incoming(me, "hello"), url="https://hooks.example/channels/sms")) == 401


@pytest.mark.parametrize("kind", [FakeTwilio, FakeVonage])
def test_typographic_marks_are_sent_plain(kind: type[FakePlatform], tmp_path: Path) -> None:
    fake = kind()
    stage = Stage(tmp_path, fake)
    stage.reply = lambda _: Draft(From.BOT, "It\u2019s not your fault", "utter_x")
    fake.say(fake.person(), "hello")
    fake.wait_for(fake.person(), "It's not your fault")
    stage.close()
    fake.close()

"""What only Telegram has: groups, which we leave, a waiting mark on a tapped button, and words that were changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.channels.stage import Stage
from tests.fakes.platform import Said
from tests.fakes.telegram import FakeTelegram, too_many

GROUP = -100_900


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    platform = FakeTelegram()
    yield platform
    platform.close()


@pytest.fixture
def talk(telegram: FakeTelegram, tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path, telegram)
    yield stage
    stage.close()


def in_group(telegram: FakeTelegram, text: str) -> dict[str, object]:
    return telegram.message(telegram.person(), text=text) | {"chat": {"id": GROUP, "type": "supergroup", "title": "all"}}


def test_a_group_is_left_and_nothing_is_heard_or_said_there(talk: Stage, telegram: FakeTelegram) -> None:
    us = {"user": {"id": 100200300, "is_bot": True}, "status": "member"}
    member = {"chat": {"id": GROUP, "type": "supergroup"}, "from": {"id": 5}, "date": 1, "new_chat_member": us}
    telegram.deliver(telegram.update(my_chat_member=member))
    talk.eventually(lambda: telegram.left == [GROUP])
    telegram.deliver(telegram.update(message=in_group(telegram, "hello all")))
    talk.eventually(lambda: telegram.left == [GROUP, GROUP])  # we are in it again, or it went wrong
    assert telegram.texts(str(GROUP)) == []
    with talk.deps.store.read() as tx:
        assert tx.conversation_at("telegram", str(GROUP)) is None
    assert talk.waiting() == 0


def test_a_group_that_could_not_be_left_is_left_when_it_speaks_again(talk: Stage, telegram: FakeTelegram) -> None:
    with telegram.in_a_mood(Said(502)):
        telegram.deliver(telegram.update(message=in_group(telegram, "hello all")))
    assert telegram.left == []
    telegram.deliver(telegram.update(message=in_group(telegram, "anybody")))
    talk.eventually(lambda: telegram.left == [GROUP])


def test_the_waiting_mark_of_a_tapped_button_ends(talk: Stage, telegram: FakeTelegram) -> None:
    me = telegram.person()
    telegram.say(me, "hello")
    button = telegram.wait_for(me, "answer to hello").buttons[0]
    telegram.tap(me, button[0])
    telegram.wait_for(me, "answer to Yes")
    talk.eventually(lambda: len(telegram.taps_ended) == 1)


def test_changed_words_are_heard_like_new_ones(talk: Stage, telegram: FakeTelegram) -> None:
    me = telegram.person()
    message = telegram.message(me, text="hello")
    telegram.deliver(telegram.update(message=message))
    telegram.wait_for(me, "answer to hello")
    telegram.deliver(telegram.update(edited_message=message | {"text": "T1 he knows", "edit_date": message["date"]}))
    telegram.wait_for(me, "answer to T1 he knows")
    assert talk.said(me) == ["hello", "T1 he knows"]
    assert talk.conversation(me).tier.name == "T1"


def test_the_pause_that_telegram_tells_in_the_body_is_kept(talk: Stage, telegram: FakeTelegram) -> None:
    me = telegram.person()
    with telegram.in_a_mood(too_many(90)):
        telegram.say(me, "hello")
    talk.eventually(lambda: talk.contact(me).next_at is not None)
    after = talk.contact(me).next_at
    assert after is not None
    assert 80 < (after - talk.deps.clock()).total_seconds() <= 90

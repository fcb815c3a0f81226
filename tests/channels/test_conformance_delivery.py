"""What every messaging app must do: what was written arrives, late or once more, and the counsellor sees how far it is."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

import pytest

from bot.conversation.message import Draft
from bot.conversation.message import Sender as From
from bot.services.channel_records import Reach
from tests.channels.stage import Stage
from tests.fakes.platform import Asked, FakePlatform, Said


def test_receipts_move_the_marks_that_a_counsellor_sees(stage: Stage, fake: FakePlatform) -> None:
    if not fake.tells_receipts:
        assert not stage.channels[fake.name].capabilities.receipts
        return
    me = fake.person()
    fake.say(me, "hello")
    heard = fake.wait_for(me, "answer to hello")
    stage.eventually(lambda: stage.contact(me).sent_seq == stage.conversation(me).last_seq)
    if fake.tells_delivered:
        fake.deliver(fake.webhook_for_receipt(me, heard.id, read=False))
        stage.eventually(lambda: stage.contact(me).delivered_seq == stage.contact(me).sent_seq)
        assert stage.contact(me).read_seq == 0
    fake.deliver(fake.webhook_for_receipt(me, heard.id, read=True))
    stage.eventually(lambda: stage.contact(me).read_seq == stage.contact(me).sent_seq)
    assert stage.contact(me).delivered_seq == stage.contact(me).sent_seq


def test_a_receipt_that_comes_before_the_platform_has_answered_is_not_lost(
    stage: Stage, fake: FakePlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not fake.tells_receipts:
        return
    me, answer = fake.person(), fake.answer

    def told_first(asked: Asked) -> Said:
        before = len(fake.arrived[me])
        said = answer(asked)
        for heard in fake.arrived[me][before:]:
            fake.deliver(fake.webhook_for_receipt(me, heard.id, read=True))
            time.sleep(0.2)  # longer than it takes to look at it
        return said

    monkeypatch.setattr(fake, "answer", told_first)
    fake.say(me, "hello")
    fake.wait_for(me, "answer to hello")
    fake.say(me, "words of theirs")  # which wait for no receipt
    stage.eventually(lambda: stage.said(me) == ["hello", "words of theirs"], 1)
    stage.eventually(lambda: 0 < stage.contact(me).read_seq == stage.contact(me).sent_seq, 20)
    stage.eventually(lambda: stage.waiting() == 0, 40)
    assert "failed" not in stage.log.getvalue()


def test_a_receipt_of_a_message_that_is_not_ours_is_given_up(stage: Stage, fake: FakePlatform) -> None:
    if not fake.tells_receipts:
        return
    me = fake.person()
    fake.say(me, "hello")
    fake.wait_for(me, "answer to hello")
    fake.deliver(fake.webhook_for_receipt(me, "m999999", read=True))
    fake.say(me, "more")
    fake.wait_for(me, "answer to more", seconds=5)
    stage.later = timedelta(seconds=5)
    stage.eventually(lambda: stage.waiting() == 0, 40)
    assert "channel_event" not in stage.log.getvalue()


def test_a_platform_that_fails_delays_and_loses_nothing(stage: Stage, fake: FakePlatform) -> None:
    me = fake.person()
    with fake.in_a_mood(Said(500), Said(503), Said(429, headers={"Retry-After": "1"})):
        fake.say(me, "hello")
    fake.wait_for(me, "answer to hello")
    fake.say(me, "again")
    fake.wait_for(me, "answer to again")
    answers = [text for text in fake.texts(me) if "answer to" in text]
    assert [text.split("\n")[0] for text in answers] == ["answer to hello", "answer to again"]


def test_who_blocked_us_is_written_to_no_more(stage: Stage, fake: FakePlatform) -> None:
    me = fake.person()
    with fake.in_a_mood(fake.blocked()):
        fake.say(me, "hello")
    stage.eventually(lambda: stage.contact(me).reach is Reach.UNREACHABLE)
    assert fake.texts(me) == []


def test_what_comes_too_late_for_the_platform_waits_for_the_next_message(stage: Stage, fake: FakePlatform) -> None:
    window = stage.channels[fake.name].capabilities.window
    if window is None:
        assert fake.name in {"telegram", "sms", "discord"}
        return
    me = fake.person()
    fake.say(me, "hello")
    fake.wait_for(me, "answer to hello")
    stage.later = window + timedelta(minutes=1)
    with stage.deps.store.write() as tx:
        said = tx.append(stage.conversation(me).id, Draft(From.BOT, "late words"), now=stage.deps.clock())
    stage.deps.doorbell.ring("log", said.conversation_id, said.seq)
    stage.eventually(lambda: stage.contact(me).held_at is not None)
    fake.say(me, "are you there")
    fake.wait_for(me, "answer to are you there")
    texts = fake.texts(me)
    late = next(at for at, text in enumerate(texts) if "late words" in text)
    assert late < next(at for at, text in enumerate(texts) if "answer to are you there" in text)


def test_a_restart_in_the_middle_loses_and_doubles_nothing(stage: Stage, fake: FakePlatform) -> None:
    people = [fake.person(number) for number in range(1, 4)]
    stopper = threading.Timer(0.2, stage.end)
    stopper.start()
    for number in range(8):
        for me in people:
            fake.say(me, f"n{number}")
    stopper.join()
    for thread in stage.threads:
        thread.join(10)
    stage.begin()
    for me in people:
        fake.wait_for(me, "answer to n7")
        assert stage.said(me) == [f"n{number}" for number in range(8)]
        answers = [text.split("\n")[0] for text in fake.texts(me) if "answer to" in text]
        assert answers == [f"answer to n{number}" for number in range(8)]


def test_a_refusal_that_we_do_not_know_gives_nobody_up_at_once_and_tells_the_operator(stage: Stage, fake: FakePlatform) -> None:
    me = fake.person()
    with fake.in_a_mood(Said(418, "words that we do not know"), Said(418, "words that we do not know")):
        fake.say(me, "hello")
    fake.wait_for(me, "answer to hello")
    assert stage.log.getvalue().count("channel_message_refused") == 2
    assert "words that" not in stage.log.getvalue()


def test_a_refusal_that_stays_ends_the_sending_and_the_counsellor_sees_it(
    stage: Stage, fake: FakePlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fake, "answer", lambda _: Said(418))
    me = fake.person()
    fake.say(me, "hello")
    for _ in range(stage.deps.settings.app_tries):
        stage.eventually(lambda: stage.contact(me).next_at is not None)
        tries = stage.contact(me).tries
        stage.later += timedelta(minutes=2)
        stage.eventually(lambda: stage.contact(me).tries > tries or stage.contact(me).reach is Reach.UNREACHABLE)  # noqa: B023
    stage.eventually(lambda: stage.contact(me).reach is Reach.UNREACHABLE)
    monkeypatch.undo()
    fake.say(me, "are you there")
    fake.wait_for(me, "answer to are you there")

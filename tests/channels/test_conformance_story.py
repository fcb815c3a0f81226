"""The story of one young person in every messaging app, in one go; and what happens to it when the platform or the brain is away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.conversation.owner import Owner
from bot.services.channel_records import Reach
from bot.services.counsellor_reply import counsellor_reply
from bot.services.cover_silence import cover_silence
from bot.services.return_to_bot import return_to_bot
from bot.services.take_over import take_over
from tests.channels.stage import LINK_BASE, Stage
from tests.fakes.platform import Asked, FakePlatform, Said

OUTAGE = timedelta(minutes=10)


def test_the_whole_story_from_the_first_word_to_the_last(stage: Stage, fake: FakePlatform) -> None:
    me, sam = fake.person(), stage.world.counsellor("Sam", here=True)
    fake.say(me, "hello")
    fake.wait_for(me, "answer to hello")
    assert fake.texts(me)[0].startswith(f"utter_welcome_{fake.name}")
    assert f"{LINK_BASE}/#go=" in fake.texts(me)[1]
    first = stage.conversation(me).id
    for round_ in range(2):  # to a person, back, and to a person again
        fake.say(me, f"person please {round_}")
        stage.eventually(lambda: stage.conversation(me).owner is Owner.WAITING)
        take_over(stage.deps, first, sam)
        counsellor_reply(stage.deps, first, sam, client_id=f"r{round_}", text=f"I am here {round_}")
        assert fake.wait_for(me, f"I am here {round_}").text == f"Sam: I am here {round_}"
        return_to_bot(stage.deps, first, sam)
        fake.say(me, f"more {round_}")
        fake.wait_for(me, f"answer to more {round_}")
    fake.say(me, "delete my chat")
    fake.wait_for(me, "utter_app_delete_ask")
    fake.say(me, "delete my chat")
    fake.wait_for(me, "utter_app_deleted")
    stage.eventually(lambda: _is_forgotten(stage, fake, me))
    before = len(fake.texts(me))
    fake.say(me, "new")
    fake.wait_for(me, "answer to new", after=before)
    assert fake.texts(me)[before].startswith(f"utter_welcome_{fake.name}")


def _is_forgotten(stage: Stage, fake: FakePlatform, person: str) -> bool:
    with stage.deps.store.read() as tx:
        return tx.conversation_at(fake.name, person) is None


def test_an_outage_of_ten_minutes_delays_and_loses_nothing(
    stage: Stage, fake: FakePlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    me, answer = fake.person(), fake.answer

    def away(_: Asked) -> Said:
        return Said(503)

    monkeypatch.setattr(fake, "answer", away)
    for number in range(3):
        fake.say(me, f"n{number}")
    stage.eventually(lambda: stage.said(me) == ["n0", "n1", "n2"] and stage.contact(me).tries > 0)
    while stage.later < OUTAGE:
        before = stage.contact(me).tries
        stage.later += OUTAGE / 4  # longer than the longest pause between two tries
        stage.eventually(lambda: stage.contact(me).tries > before)  # noqa: B023 - looked at before the next round
    assert fake.texts(me) == []
    assert stage.contact(me).reach is Reach.OPEN
    monkeypatch.setattr(fake, "answer", answer)
    stage.later += OUTAGE / 4
    fake.wait_for(me, "answer to n2")
    answers = [text.split("\n")[0] for text in fake.texts(me) if "answer to" in text]
    assert answers == ["answer to n0", "answer to n1", "answer to n2"]


def test_nothing_is_asked_of_a_platform_before_the_moment_that_it_names(stage: Stage, fake: FakePlatform) -> None:
    me = fake.person()
    with fake.in_a_mood(Said(429, headers={"Retry-After": "90"})):
        fake.say(me, "hello")
    stage.eventually(lambda: stage.contact(me).next_at is not None)
    after = stage.contact(me).next_at
    assert after is not None
    assert 80 < (after - stage.deps.clock()).total_seconds() <= 90
    fake.say(fake.person(2), "hello")  # others are written to meanwhile
    fake.wait_for(fake.person(2), "answer to hello")
    assert fake.texts(me) == []
    stage.later = timedelta(seconds=91)
    fake.wait_for(me, "answer to hello")


@pytest.fixture
def unanswered(fake: FakePlatform, tmp_path: Path) -> Callable[[], Stage]:
    """A house whose brain is dead."""
    return lambda: Stage(tmp_path, fake, answers=False)


def test_without_a_brain_the_safe_answer_and_its_helpline_arrive_in_the_app(
    unanswered: Callable[[], Stage], fake: FakePlatform
) -> None:
    stage, me = unanswered(), fake.person()
    fake.say(me, "T0 now")
    stage.eventually(lambda: stage.said(me) == ["T0 now"])
    stage.later = timedelta(seconds=5)
    assert cover_silence(stage.deps) == 1
    arrived = fake.wait_for(me, "utter_safe_answer_crisis").text
    assert "Call now: 000" in arrived
    assert stage.conversation(me).owner is Owner.WAITING
    stage.close()


def test_words_that_are_told_in_another_order_and_again_are_each_there_once(
    unanswered: Callable[[], Stage], fake: FakePlatform
) -> None:
    stage, me = unanswered(), fake.person()
    stage.end()  # so that all of them wait together
    told = [fake.webhook_for_text(me, f"n{number}") for number in range(4)]
    for webhook in (told[2], told[0], told[3], told[1], told[2]):
        fake.deliver(webhook)
    stage.begin()
    stage.eventually(lambda: len(stage.said(me)) == 4)
    stage.eventually(lambda: stage.waiting() == 0)
    assert sorted(stage.said(me)) == ["n0", "n1", "n2", "n3"]
    stage.close()

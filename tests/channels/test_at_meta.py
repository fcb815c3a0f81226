"""What only Meta's apps do, with the real webhook server, store, receiver and sender, and a strict Graph."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx2
import pytest

from bot.conversation.message import Button, Draft
from bot.conversation.message import Sender as From
from bot.services.channel_records import Reach
from tests.channels.stage import NO, YES, Stage
from tests.fakes.meta import FakeGraph
from tests.fakes.pages import FakeInstagram, FakeMessenger, FakePages
from tests.fakes.platform import Webhook
from tests.fakes.whatsapp import MOST_BODY, FakeWhatsApp

DAY = 24 * 60 * 60


@pytest.fixture(params=(FakeWhatsApp, FakeInstagram, FakeMessenger), ids=lambda fake: fake.name)
def graph(request: pytest.FixtureRequest) -> Iterator[FakeGraph]:
    fake = request.param()
    yield fake
    fake.close()


@pytest.fixture
def at_meta(graph: FakeGraph, tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path, graph)
    yield stage
    stage.close()


@pytest.fixture
def whatsapp(tmp_path: Path) -> Iterator[Stage]:
    fake = FakeWhatsApp()
    stage = Stage(tmp_path, fake)
    yield stage
    stage.close()
    fake.close()


@pytest.fixture(params=(FakeInstagram, FakeMessenger), ids=lambda fake: fake.name)
def page(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    fake = request.param()
    stage = Stage(tmp_path, fake)
    yield stage
    stage.close()
    fake.close()


def test_the_handshake_says_the_challenge_to_whoever_knows_our_word(at_meta: Stage, graph: FakeGraph) -> None:
    answer = httpx2.get(f"{graph.calls}?{graph.handshake().query}")
    assert (answer.status_code, answer.text) == (200, "1158201444")
    assert answer.headers["content-type"].startswith("text/plain")
    assert graph.call(graph.handshake("another-word")) == 404
    assert graph.call(Webhook(b"", {}, "GET")) == 404


def test_a_right_signature_over_nonsense_is_harmless(at_meta: Stage, graph: FakeGraph) -> None:
    for body in (None, [], {"object": "page"}, {"object": "instagram", "entry": [None, {"messaging": [3]}]}, "\ud83d"):
        assert graph.call(graph.webhook(body)) == 200
    graph.say(graph.person(), "hello")
    graph.wait_for(graph.person(), "answer to hello")


def test_a_bundle_of_two_people_is_answered_to_each(at_meta: Stage, graph: FakeGraph) -> None:
    people = [graph.person(number) for number in (1, 2)]
    calls = [json.loads(graph.webhook_for_text(me, f"from {number}").body) for number, me in enumerate(people, 1)]
    graph.deliver(graph.webhook({"object": calls[0]["object"], "entry": [call["entry"][0] for call in calls]}))
    for number, me in enumerate(people, 1):
        graph.wait_for(me, f"answer to from {number}")
        assert at_meta.said(me) == [f"from {number}"]


def test_too_many_calls_delay_and_lose_nothing(at_meta: Stage, graph: FakeWhatsApp | FakeInstagram | FakeMessenger) -> None:
    me = graph.person()
    with graph.in_a_mood(graph.too_many()):
        graph.say(me, "hello")
    graph.wait_for(me, "answer to hello")
    assert at_meta.contact(me).reach is Reach.OPEN


def test_what_the_platform_finds_too_late_waits_for_their_next_message(at_meta: Stage, graph: FakeGraph) -> None:
    me = graph.person()
    graph.say(me, "hello")
    graph.wait_for(me, "answer to hello")
    graph.wrote[me] -= DAY + 1  # by the platform's clock, which is the one that counts
    with at_meta.deps.store.write() as tx:
        said = tx.append(at_meta.conversation(me).id, Draft(From.BOT, "late words"), now=at_meta.deps.clock())
    at_meta.deps.doorbell.ring("log", said.conversation_id, said.seq)
    at_meta.eventually(lambda: at_meta.contact(me).held_at is not None)
    assert not any("late words" in text for text in graph.texts(me))
    graph.say(me, "are you there")
    graph.wait_for(me, "answer to are you there")
    assert sum("late words" in text for text in graph.texts(me)) == 1


def test_what_happened_longer_ago_than_keys_are_kept_is_dropped(at_meta: Stage, graph: FakeGraph) -> None:
    me = graph.person()
    graph.deliver(graph.webhook_for_text(me, "a replay", at=int(time.time()) - 9 * DAY))
    graph.say(me, "hello")
    graph.wait_for(me, "answer to hello")
    assert at_meta.said(me) == ["hello"]


def test_nobody_is_asked_for_a_name_and_nothing_is_looked_up(at_meta: Stage, graph: FakeGraph) -> None:
    me = graph.person()
    graph.say(me, "hello")
    graph.wait_for(me, "answer to hello")
    assert set(graph.asked) == {"POST messages"}


def test_a_long_answer_with_buttons_comes_as_texts_and_the_buttons_stand_under_the_last(whatsapp: Stage) -> None:
    sentences = [f"Sentence {number} has its number." for number in range(60)]
    whatsapp.reply = lambda _: Draft(From.BOT, " ".join(sentences), "utter_x", (YES, NO))
    fake = whatsapp.fake
    me = fake.person()
    fake.say(me, "hello")
    last = fake.wait_for(me, sentences[-1])
    pieces = [heard for heard in fake.arrived[me] if "has its number" in heard.text]
    assert MOST_BODY < len(" ".join(sentences)) < whatsapp.channels["whatsapp"].capabilities.text
    assert " ".join(heard.text for heard in pieces) == " ".join(sentences)
    assert [heard for heard in pieces if heard.buttons] == [last]
    assert len(last.text) <= MOST_BODY


def test_a_message_that_whatsapp_took_and_could_not_deliver_is_sent_with_their_next(whatsapp: Stage) -> None:
    fake = whatsapp.fake
    assert isinstance(fake, FakeWhatsApp)
    me = fake.person()
    fake.say(me, "hello")
    heard = fake.wait_for(me, "answer to hello")
    whatsapp.eventually(lambda: whatsapp.contact(me).sent_seq == whatsapp.conversation(me).last_seq)
    fake.deliver(fake.status(me, heard.id, "failed", 131042))  # our account is not paid for: nothing of it is theirs
    whatsapp.eventually(lambda: whatsapp.contact(me).held_at is not None)
    fake.say(me, "again")
    fake.wait_for(me, "answer to again")
    assert sum("answer to hello" in text for text in fake.texts(me)) == 2


def test_who_cannot_be_reached_by_whatsapp_is_shown_so(whatsapp: Stage) -> None:
    fake = whatsapp.fake
    assert isinstance(fake, FakeWhatsApp)
    me = fake.person()
    fake.say(me, "hello")
    heard = fake.wait_for(me, "answer to hello")
    whatsapp.eventually(lambda: whatsapp.contact(me).sent_seq == whatsapp.conversation(me).last_seq)
    fake.deliver(fake.status(me, heard.id, "failed", 131026))
    whatsapp.eventually(lambda: whatsapp.contact(me).reach is Reach.UNREACHABLE)


def test_a_button_that_was_offered_nowhere_is_the_words_on_it(page: Stage) -> None:
    fake = page.fake
    assert isinstance(fake, FakePages)
    me = fake.person()
    fake.deliver(fake.message(me, text="Words on it", quick_reply={"payload": "of_long_ago"}))
    fake.wait_for(me, "answer to Words on it")
    assert page.said(me) == ["Words on it"]


def test_an_edit_is_heard_and_goes_with_the_message_when_that_is_unsent(tmp_path: Path) -> None:
    fake = FakeInstagram()
    stage = Stage(tmp_path, fake)
    me = fake.person()
    webhook = fake.say(me, "first words")
    mid = fake.mid(webhook)
    fake.wait_for(me, "answer to first words")
    fake.deliver(fake.bundle(fake.event(me, message_edit={"mid": mid, "text": "other words", "num_edit": 1})))
    fake.wait_for(me, "answer to other words")
    fake.deliver(fake.unsent(me, mid))
    stage.eventually(lambda: not any("words" in text for text in stage.said(me)))
    stage.close()
    fake.close()


def test_a_part_that_cannot_be_a_button_is_numbered_in_instagrams_bytes(tmp_path: Path) -> None:
    fake = FakeInstagram()
    stage = Stage(tmp_path, fake)
    wide = Button("x", "ñ" * 30)
    stage.reply = lambda _: Draft(From.BOT, "Sí, ahí está. " * 60, "utter_x", (wide, replace(wide, id="y")))
    me = fake.person()
    fake.say(me, "hola")
    fake.wait_for(me, "2. ñ")
    assert all(len(text.encode()) <= 1000 for text in fake.texts(me))
    stage.close()
    fake.close()

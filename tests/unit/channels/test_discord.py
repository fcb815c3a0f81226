"""Discord: what its payloads tell, what it signs, and what is sent to it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.capabilities import load_capabilities
from bot.channels.channel import BadSignatureError, Call, Part, RefusedKeyError, TryLaterError, UnreachableError
from bot.channels.discord.channel import Discord
from bot.channels.discord.events import event_of, id_at, tap
from bot.conversation.message import Button
from bot.services.channel_records import ChannelEvent, Contact, EventKind
from tests.each import each
from tests.fakes.discord import PUBLIC, TOKEN, FakeDiscord, error, too_many
from tests.fakes.platform import Said, Webhook
from tests.unit.channels.recorded import JSON, changed, recorded, told

APP = load_capabilities(Path(__file__).parents[3] / "data", "discord")
PAYLOADS = recorded("discord")
TAP = PAYLOADS["tap"][0]["d"]
QUIET = Discord(APP, token=TOKEN, public_key=PUBLIC)  # asks nothing


def call(webhook: Webhook, body: bytes | None = None, **headers: str) -> Call:
    kept = {name.lower(): value for name, value in webhook.headers.items()}
    changes = {name.replace("_", "-"): value for name, value in headers.items()}
    return Call("https://hooks.example/channels/discord", kept | changes, {}, webhook.body if body is None else body)


@pytest.fixture
def fake() -> Iterator[FakeDiscord]:
    platform = FakeDiscord()
    yield platform
    platform.close()


@pytest.fixture
def speaker(fake: FakeDiscord) -> Iterator[Discord]:
    with closing(Discord(APP, token=TOKEN, public_key=PUBLIC, api=f"{fake.api}/api/v10")) as made:
        yield made


@each(list(PAYLOADS))
def test_every_payload_tells_what_it_should(name: str) -> None:
    payload, expected = PAYLOADS[name]
    assert told(event_of(payload), expected) == expected


@given(JSON)
def test_no_json_breaks_it(payload: Any) -> None:
    for found in (event_of(payload), tap(payload, answered=True)):
        assert found is None or found.key


@given(st.data())
def test_no_changed_payload_breaks_it(data: st.DataObject) -> None:
    found = event_of(data.draw(changed(data.draw(st.sampled_from([payload for payload, _ in PAYLOADS.values()])))))
    assert found is None or found.address


@given(st.binary(), st.text(), st.text())
def test_no_bytes_and_no_headers_break_the_webhook(body: bytes, moment: str, signature: str) -> None:
    asked = Call("", {"x-signature-timestamp": moment, "x-signature-ed25519": signature}, {}, body)
    QUIET.events(asked)
    QUIET.handshake(asked)
    with pytest.raises(BadSignatureError):
        QUIET.verify(asked)


def test_an_id_is_the_time_that_it_was_given() -> None:
    moment = datetime(2026, 1, 1, 14, tzinfo=UTC)
    found = tap({**TAP, "id": id_at(moment)}, answered=True)
    assert found
    assert found.at == moment
    assert id_at(datetime(2000, 1, 1, tzinfo=UTC)) == "0"


def test_a_signed_tap_is_heard_and_needs_no_other_answer(fake: FakeDiscord) -> None:
    asked = call(fake.signed(TAP))
    QUIET.verify(asked)
    (found,) = QUIET.events(asked)
    assert (found.kind, found.tap, found.handle) == (EventKind.TAP, "affirm", "")
    assert QUIET.handshake(asked) is None
    assert json.loads(QUIET.acknowledge().body) == {"type": 6}


def test_the_question_whose_webhook_this_is_is_answered(fake: FakeDiscord) -> None:
    answer = QUIET.handshake(call(fake.signed({"type": 1, "id": "1"})))
    assert answer
    assert (json.loads(answer.body), answer.content_type) == ({"type": 1}, "application/json")


@pytest.mark.parametrize(
    "change",
    [
        {"body": b"{}"},
        {"x_signature_timestamp": "1"},
        {"x_signature_timestamp": ""},
        {"x_signature_timestamp": "\u0661\u0662"},
        {"x_signature_ed25519": ""},
        {"x_signature_ed25519": "00" * 64},
        {"x_signature_ed25519": "zz"},
        {"x_signature_ed25519": "\xff\xfe"},
    ],
    ids=str,
)
def test_a_wrong_signature_is_refused(fake: FakeDiscord, change: dict[str, Any]) -> None:
    right = fake.signed(TAP)
    QUIET.verify(call(right))
    with pytest.raises(BadSignatureError):
        QUIET.verify(call(right, **change))


def test_an_old_or_early_signature_and_one_of_another_key_are_refused(fake: FakeDiscord) -> None:
    other = Ed25519PrivateKey.from_private_bytes(b"\x03" * 32)
    for wrong in (fake.signed(TAP, at=time.time() - 301), fake.signed(TAP, at=time.time() + 310), fake.signed(TAP, signer=other)):
        with pytest.raises(BadSignatureError):
            QUIET.verify(call(wrong))
    QUIET.verify(call(fake.signed(TAP, at=time.time() - 290)))


def test_without_a_public_key_no_webhook_is_taken(fake: FakeDiscord) -> None:
    with pytest.raises(BadSignatureError):
        Discord(APP, token=TOKEN).verify(call(fake.signed(TAP)))


def test_the_same_part_sent_twice_arrives_once(fake: FakeDiscord, speaker: Discord) -> None:
    me = fake.person()
    part = Part("words", reference="a-conversation-with-a-long-id-0123456789.7.1")
    assert speaker.send(me, part) == speaker.send(me, part)
    speaker.send(me, Part("words", reference="a-conversation-with-a-long-id-0123456789.8.1"))
    assert fake.texts(me) == ["words", "words"]


def test_answers_are_buttons_five_in_a_row(fake: FakeDiscord, speaker: Discord) -> None:
    me = fake.person()
    answers = tuple(Button(f"b{number}", f"Answer {number}") for number in range(7))
    speaker.send(me, Part("which", answers))
    assert fake.arrived[me][0].buttons == tuple((one.id, one.label) for one in answers)


def test_a_tap_is_ended_once_and_typing_is_shown(fake: FakeDiscord, speaker: Discord) -> None:
    me = fake.person()
    what = fake.interaction(me, "affirm")
    found = tap(what, answered=False)
    assert found
    speaker.handled(found)
    assert fake.taps_ended == [what["id"]]
    with pytest.raises(UnreachableError):
        speaker.handled(found)
    speaker.handled(ChannelEvent(EventKind.MESSAGE, "1", me))
    speaker.show_typing(Contact("c_1", "discord", me, datetime.now(UTC)))
    assert fake.typing_shown == [me]


REFUSALS: dict[str, tuple[Said, type[Exception]]] = {
    "blocked": (error(403, 50007, "Cannot send messages to this user"), UnreachableError),
    "no server in common": (error(403, 50278, "…"), UnreachableError),
    "no such chat": (error(404, 10003, "Unknown Channel"), UnreachableError),
    "wrong token": (error(401, 0, "401: Unauthorized"), RefusedKeyError),
    "kept out by what stands before it": (Said(403, "a page"), TryLaterError),
    "a fault there": (Said(502, "a page"), TryLaterError),
}


@pytest.mark.parametrize(("said", "kind"), REFUSALS.values(), ids=REFUSALS)
def test_a_refusal_is_understood(fake: FakeDiscord, speaker: Discord, said: Said, kind: type[Exception]) -> None:
    with fake.in_a_mood(said), pytest.raises(kind):
        speaker.send(fake.person(), Part("words"))


@pytest.mark.parametrize(
    ("said", "after"),
    [(too_many(1.5), 1.5), (Said(429, "a page", {"X-RateLimit-Reset-After": "2.25", "Retry-After": "3"}), 2.25)],
)
def test_it_waits_as_long_as_discord_says(fake: FakeDiscord, speaker: Discord, said: Said, after: float) -> None:
    with fake.in_a_mood(said), pytest.raises(TryLaterError) as caught:
        speaker.send(fake.person(), Part("words"))
    assert caught.value.after == timedelta(seconds=after)


def test_it_names_the_bot(speaker: Discord) -> None:
    assert speaker.who_am_i() == "a_bot_of_this_test, by a line to the gateway, taps by webhook"

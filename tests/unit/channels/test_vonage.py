"""Vonage: what its webhooks tell, what it signs, and what its refusals mean."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import jwt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.channel import Call, RefusedKeyError, RefusedMessageError, TryLaterError, UnreachableError
from bot.channels.sms.vonage import Vonage
from bot.channels.sms.vonage_events import event_of
from tests.each import each
from tests.fakes.platform import Said
from tests.fakes.vonage import KEY, OURS, SECRET, SIGNING, FakeVonage, error
from tests.unit.channels.recorded import JSON, changed, recorded, takes, told

NUMBER = str(447_700_900_001)
WEBHOOKS = recorded("sms", "vonage", ours=OURS, person=NUMBER)
BODY = b'{"text":"hello"}'


def vonage(api: str = "http://127.0.0.1:1") -> Vonage:
    return Vonage(api, key=KEY, secret=SECRET, signing_secret=SIGNING, sender=f"+{OURS}")


def token(body: bytes = BODY, secret: str = SIGNING, algorithm: str | None = "HS256", **claims: Any) -> str:
    """As Vonage's page says. A claim that is None is left out."""
    told_ = {"iat": int(time.time()), "jti": "x", "iss": "Vonage", "api_key": KEY, "application_id": "x"}
    told_ |= {"payload_hash": hashlib.sha256(body).hexdigest()} | claims
    return jwt.encode({name: one for name, one in told_.items() if one is not None}, secret, algorithm=algorithm)


def call(header: str | None, body: bytes = BODY) -> Call:
    return Call("https://hooks.example/channels/sms", {} if header is None else {"authorization": header}, {}, body)


@each(list(WEBHOOKS))
def test_every_webhook_tells_what_it_should(name: str) -> None:
    payload, expected = WEBHOOKS[name]
    if expected:
        expected |= {"address": f"+{NUMBER}", "message_id": payload["message_uuid"]}
    assert told(event_of(payload), expected) == expected


@given(JSON)
def test_no_json_breaks_it(payload: Any) -> None:
    found = event_of(payload)
    assert found is None or found.kind


@given(st.data())
def test_no_changed_webhook_breaks_it(data: st.DataObject) -> None:
    found = event_of(data.draw(changed(data.draw(st.sampled_from([payload for payload, _ in WEBHOOKS.values()])))))
    assert found is None or found.key


@given(st.binary(), st.text())
def test_no_bytes_and_no_header_break_it(body: bytes, header: str) -> None:
    vonage().events(call("", body))
    for told_ in (header, f"Bearer {header}"):
        assert not takes(vonage(), call(told_, body))


def test_a_right_signature_is_taken() -> None:
    assert takes(vonage(), call(f"Bearer {token()}"))
    assert takes(vonage(), call(f"bearer {token(iat=time.time() - 290)}"))


WRONG: dict[str, Callable[[], str | None]] = {
    "missing": lambda: None,
    "empty": lambda: "",
    "no token": lambda: "Bearer ",
    "another scheme": lambda: f"Basic {token()}",
    "another secret": lambda: f"Bearer {token(secret=SIGNING[::-1])}",
    "another body": lambda: f"Bearer {token(BODY + b' ')}",
    "another account": lambda: f"Bearer {token(api_key='dcba4321')}",
    "too old": lambda: f"Bearer {token(iat=int(time.time()) - 301)}",
    "from the future": lambda: f"Bearer {token(iat=int(time.time()) + 600)}",
    "without a moment": lambda: f"Bearer {token(iat=None)}",
    "a moment that is none": lambda: f"Bearer {token(iat='now')}",
    "without a hash": lambda: f"Bearer {token(payload_hash=None)}",
    "a hash that is none": lambda: f"Bearer {token(payload_hash=1)}",
    "expired": lambda: f"Bearer {token(exp=1)}",
    "not signed": lambda: f"Bearer {token(secret='', algorithm=None)}",
    "signed in another way": lambda: f"Bearer {token(secret=SIGNING * 2, algorithm='HS512')}",
    "odd bytes": lambda: "Bearer \xff\xfe",
}


@pytest.mark.parametrize("header", WRONG.values(), ids=WRONG)
def test_a_wrong_signature_is_refused(header: Callable[[], str | None]) -> None:
    assert not takes(vonage(), call(header()))


@pytest.fixture
def fake() -> Iterator[FakeVonage]:
    platform = FakeVonage()
    yield platform
    platform.close()


@pytest.fixture
def speaker(fake: FakeVonage) -> Iterator[Vonage]:
    with closing(vonage(fake.api)) as made:
        yield made


REFUSALS: dict[str, tuple[Said, type[Exception]]] = {
    "wrong key": (error(401, "unauthorized", ""), RefusedKeyError),
    "no money": (error(402, "low-balance", ""), RefusedKeyError),
    "may not": (error(403, "forbidden", ""), RefusedKeyError),
    "no number": (error(422, "1170", ""), UnreachableError),
    "said stop": (error(422, "1240", ""), UnreachableError),
    "a reason of tomorrow": (error(422, "1999", ""), RefusedMessageError),
    "too many": (error(429, "1010", ""), TryLaterError),
    "a fault there": (error(500, "1030", ""), TryLaterError),
}


@pytest.mark.parametrize(("said", "kind"), REFUSALS.values(), ids=REFUSALS)
def test_a_refusal_is_understood(fake: FakeVonage, speaker: Vonage, said: Said, kind: type[Exception]) -> None:
    with fake.in_a_mood(said), pytest.raises(kind) as raised:
        speaker.send(f"+{NUMBER}", "words")
    assert type(raised.value) is kind  # one that is not known is another than one who is gone


def test_it_sends_without_the_plus_and_returns_the_id(fake: FakeVonage, speaker: Vonage) -> None:
    assert speaker.send(f"+{NUMBER}", "words") == ["aaaaaaaa-bbbb-4ccc-8ddd-000000000001"]
    assert fake.texts(f"+{NUMBER}") == ["words"]


def test_receipts_are_asked_for_where_it_is_known_how_vonage_reaches_us(fake: FakeVonage) -> None:
    hook = "https://hooks.example/channels/sms"
    made = Vonage(fake.api, key=KEY, secret=SECRET, signing_secret=SIGNING, sender=OURS, receipts=hook)
    with closing(made) as told_of:
        told_of.send(f"+{NUMBER}", "words")
    assert [(what["webhook_url"], what["webhook_version"]) for what in fake.asked_for] == [(hook, "v1")]


def test_it_names_the_account(speaker: Vonage) -> None:
    assert speaker.who_am_i() == f"Vonage, account {KEY}, with 1 secrets"


def test_the_fake_signs_as_the_real_one() -> None:
    platform = FakeVonage()
    webhook = platform.webhook_for_text(platform.person(), "hello")
    platform.close()
    assert takes(vonage(), call(webhook.headers["Authorization"], webhook.body))
    assert json.loads(webhook.body)["text"] == "hello"

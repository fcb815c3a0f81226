"""Whatever comes by a webhook, signed or not: 200, 400 or 401, one count, and never a fault, here or when it is handled."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from schemathesis import Case
from schemathesis.core import NotSet
from starlette.testclient import TestClient

from bot.channels.app import create_app
from bot.channels.discord.events import event_of
from bot.channels.every import SETTINGS, load_channels
from bot.channels.reading import json_of
from bot.channels.sms.twilio_form import fields_of
from bot.conversation.app_words import AppWords
from bot.services.app_receipts import TooEarlyError
from bot.services.from_app import Apps, handle_delivery
from tests.examples import examples
from tests.fakes.discord import FakeDiscord
from tests.fakes.meta import signed
from tests.fakes.pages import FakeInstagram, FakeMessenger
from tests.fakes.platform import FakePlatform, Webhook
from tests.fakes.telegram import HEADER, SECRET, FakeTelegram
from tests.fakes.twilio import OURS, FakeTwilio
from tests.fakes.vonage import FakeVonage
from tests.fakes.whatsapp import FakeWhatsApp
from tests.fuzz.schemas import HEALTH, operations, try_all
from tests.fuzz.shapes import description
from tests.unit.channels.payloads import ROOT, payloads
from tests.unit.channels.recorded import JSON as ANYTHING
from tests.unit.channels.recorded import recorded
from tests.world import World, open_world

APPS = Apps(lambda _: AppWords({}), lambda _: "en")
RECORDED = datetime(2026, 1, 1, tzinfo=UTC)  # before every payload: what is too old is not heard
EACH = 5  # of each payload


def _by_telegram(_: FakePlatform, body: bytes) -> Webhook:
    return Webhook(body, {HEADER: SECRET})


def _by_meta(_: FakePlatform, body: bytes) -> Webhook:
    return Webhook(body, signed(body))


def _by_twilio(fake: FakePlatform, body: bytes) -> Webhook:
    assert isinstance(fake, FakeTwilio)
    return fake.signed(body, dict(fields_of(body)))


def _by_vonage(fake: FakePlatform, body: bytes) -> Webhook:
    assert isinstance(fake, FakeVonage)
    return fake.signed(body)


def as_json(told: Any) -> bytes:
    """What schemathesis made, as it is sent: some of it is no JSON, and some is nothing at all."""
    if isinstance(told, bytes):
        return told
    return b"" if isinstance(told, NotSet) else json.dumps(told).encode()


def as_form(told: Any) -> bytes:
    """The same for a form, which can hold words only."""
    if not isinstance(told, dict):
        return as_json(told)
    return urlencode({_word(name): _word(value) for name, value in told.items()}).encode()


def _word(value: Any) -> str:
    return (value if isinstance(value, str) else as_json(value).decode("latin-1")).encode("utf-8", "replace").decode()


@dataclass(frozen=True)
class Kind:
    """A platform, what it tells, and how it signs."""

    fake: type[FakePlatform]
    payloads: Mapping[str, Any]
    signed: Callable[[FakePlatform, bytes], Webhook]
    written: Callable[[Any], bytes] = as_json


def _recorded(app: str, beginning: str = "") -> dict[str, Any]:
    gaps = {"person": f"+44{7_700_900_001}", "ours": OURS}
    return {name: payload for name, (payload, _) in recorded(app, beginning, **gaps).items()}


KINDS = {
    "telegram": Kind(FakeTelegram, payloads("telegram"), _by_telegram),
    "whatsapp": Kind(FakeWhatsApp, payloads("whatsapp"), _by_meta),
    "instagram": Kind(FakeInstagram, payloads("instagram"), _by_meta),
    "messenger": Kind(FakeMessenger, payloads("messenger"), _by_meta),
    "twilio": Kind(FakeTwilio, _recorded("sms", "twilio"), _by_twilio, as_form),
    "vonage": Kind(FakeVonage, _recorded("sms", "vonage"), _by_vonage),
}


@dataclass
class Door:
    """The webhook of one app, and everything behind it up to the log."""

    world: World
    fake: FakePlatform
    kind: Kind
    answers: list[int] = field(default_factory=list)
    handled: int = 0

    def __post_init__(self) -> None:
        self.world.clock.now = RECORDED
        channels = load_channels(ROOT / "data", dict.fromkeys(SETTINGS, "") | self.fake.settings())
        self.app = create_app(self.world.deps, channels, public_url="http://testserver")
        self.fake.calls = f"http://testserver/channels/{self.fake.name}"
        self.client = TestClient(self.app, raise_server_exceptions=False)

    def take(self, webhook: Webhook, allowed: set[int]) -> None:
        """Call it, look at the answer and the count, and handle what it brought."""
        counts = self.app.state.webhooks.counts
        before = sum(count for name, count in counts.items() if not name.endswith(" accepted"))
        answer = self.client.post(f"/channels/{self.fake.name}", content=webhook.body, headers=dict(webhook.headers))
        assert answer.status_code in allowed
        assert sum(count for name, count in counts.items() if not name.endswith(" accepted")) == before + 1
        self.answers.append(answer.status_code)
        self.handle()

    def handle(self) -> None:
        """What waits, to the end; a fault here would be tried again, and hold up what the same person says."""
        now = self.world.clock()
        while True:
            with self.world.store.write() as tx:
                found = tx.claim_inbox("fuzz", now, now + timedelta(seconds=60), 20)
            if not found:
                break
            for delivery in found:
                with suppress(TooEarlyError):
                    handle_delivery(self.world.deps, APPS, delivery)
                with self.world.store.write() as tx:
                    tx.end_delivery(delivery.number)
                self.handled += 1
        with self.world.store.write() as tx:
            tx.forget_keys_before(now + timedelta(days=1))  # most cases have the ids that were recorded


@pytest.fixture(params=KINDS)
def door(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Door]:
    kind = KINDS[request.param]
    fake, world = kind.fake(), open_world(tmp_path)
    door = Door(world, fake, kind)
    with door.client:
        yield door
    fake.close()
    world.engine.dispose()


@pytest.mark.timeout(0)
def test_a_valid_signature_over_nonsense_is_harmless(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    def check(case: Case) -> None:
        door.take(door.kind.signed(door.fake, door.kind.written(case.body)), {200})

    try_all(operations(description(door.kind.payloads)), check, each=EACH)
    assert len(door.answers) >= 5 * len(door.kind.payloads)
    assert door.handled >= 10  # it gets as far as the log
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.timeout(0)
@settings(max_examples=examples(40), deadline=None, suppress_health_check=HEALTH)
@given(ANYTHING)
def test_any_json_with_a_valid_signature_is_received_and_without_one_refused(door: Door, told: Any) -> None:
    body = door.kind.written(told)
    genuine = door.kind.signed(door.fake, body)
    door.take(genuine, {200})
    door.take(Webhook(body, {}), {401})
    door.take(door.fake.forged(genuine), {401})


@pytest.mark.timeout(0)
def test_nonsense_by_a_line_is_harmless_too(tmp_path: Path) -> None:
    world, fake = open_world(tmp_path), FakeDiscord()
    door = Door(world, fake, Kind(FakeDiscord, _recorded("discord"), _by_telegram))

    def check(case: Case) -> None:
        if event := event_of(json_of(as_json(case.body))):
            with world.store.write() as tx:
                tx.add_deliveries("discord", [event], world.clock())
            door.handle()

    try_all(operations(description(door.kind.payloads)), check, each=EACH)
    assert door.handled >= 10
    fake.close()
    world.engine.dispose()

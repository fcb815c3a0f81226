"""All of them: a new one is tested by standing here."""

from __future__ import annotations

from tests.fakes.discord import FakeDiscord
from tests.fakes.pages import FakeInstagram, FakeMessenger
from tests.fakes.platform import FakePlatform
from tests.fakes.telegram import FakeTelegram
from tests.fakes.twilio import FakeTwilio
from tests.fakes.vonage import FakeVonage
from tests.fakes.whatsapp import FakeWhatsApp

FAKES: tuple[type[FakePlatform], ...] = (
    FakeTelegram,
    FakeWhatsApp,
    FakeInstagram,
    FakeMessenger,
    FakeTwilio,
    FakeVonage,
    FakeDiscord,
)

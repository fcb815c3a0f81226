"""All of them: a new one is tested by standing here."""

from __future__ import annotations

from tests.fakes.platform import FakePlatform
from tests.fakes.telegram import FakeTelegram

FAKES: tuple[type[FakePlatform], ...] = (FakeTelegram,)

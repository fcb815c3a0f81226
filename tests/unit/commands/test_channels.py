"""`bot channels`: what is on, what the others need, and what a platform says to our key."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from rich.console import Console

from bot.channels.every import KINDS
from bot.commands.channels import ChannelOffError, UnknownActError, act, show
from bot.settings import Settings
from tests.fakes.telegram import SECRET, TOKEN, FakeTelegram


@pytest.fixture
def fake() -> Iterator[FakeTelegram]:
    made = FakeTelegram()
    yield made
    made.close()


def settings(folder: Path, fake: FakeTelegram | None = None, token: str = TOKEN) -> Settings:
    about = {"telegram_token": SecretStr(token), "telegram_secret": SecretStr(SECRET), "telegram_api": fake.api} if fake else {}
    return Settings(home=folder, channels_url="https://apps.example", **about)


def told(call: object, *args: object) -> tuple[int, str]:
    out = Console(file=io.StringIO(), width=300)
    code = call(*args, out)  # type: ignore[operator]
    return code, out.file.getvalue()  # type: ignore[attr-defined]


def test_every_app_is_listed_with_what_it_lacks(tmp_path: Path) -> None:
    code, said = told(show, settings(tmp_path))
    assert code == 0
    for name, kind in KINDS.items():
        line = next(line for line in said.splitlines() if f" {name}:" in line)
        assert line.startswith("off")
        assert all(f"UNHOOK_{setting.upper()}" in line for setting in kind.needs)


def test_one_that_is_on_is_told_with_its_webhook(tmp_path: Path, fake: FakeTelegram) -> None:
    assert "on   telegram: Telegram, webhook https://apps.example/channels/telegram" in told(show, settings(tmp_path, fake))[1]


def test_the_platform_is_told_where_we_are_and_says_who_it_takes_us_for(tmp_path: Path, fake: FakeTelegram) -> None:
    set_up = told(act, settings(tmp_path, fake), "set-up", "telegram")
    assert set_up[0] == 0
    assert fake.hook["url"] == "https://apps.example/channels/telegram"
    assert fake.hook["secret_token"] == SECRET
    code, said = told(act, settings(tmp_path, fake), "check", "telegram")
    assert code == 0
    assert "@a_bot_of_this_test, https://apps.example/channels/telegram, 0 updates wait there" in said


def test_a_key_that_is_not_taken_is_said_without_the_key(tmp_path: Path, fake: FakeTelegram) -> None:
    wrong = "1" * 9 + ":" + "B" * 35
    code, said = told(act, settings(tmp_path, fake, wrong), "check", "telegram")
    assert code == 1
    assert "does not take the key" in said
    assert wrong not in said


def test_nobody_there_is_said_with_a_cure(tmp_path: Path, fake: FakeTelegram) -> None:
    fake.close()
    code, said = told(act, settings(tmp_path, fake), "check", "telegram")
    assert (code, "Cure" in said) == (1, True)


def test_what_is_not_there_cannot_be_asked_for(tmp_path: Path, fake: FakeTelegram) -> None:
    with pytest.raises(ChannelOffError, match="pigeon is not on"):
        told(act, settings(tmp_path, fake), "check", "pigeon")
    with pytest.raises(UnknownActError, match="`fly` is not known"):
        told(act, settings(tmp_path, fake), "fly", "telegram")

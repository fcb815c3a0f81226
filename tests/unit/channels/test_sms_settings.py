"""What an operator is told about settings of SMS and Discord that are missing, wrong, or need more than is installed."""

from __future__ import annotations

import importlib.util
from contextlib import closing
from pathlib import Path

import pytest

from bot.channels.channel import BadChannelSettingError
from bot.channels.discord.channel import Discord
from bot.channels.every import SETTINGS, check_libraries, load_channels, missing
from bot.channels.sms.channel import Sms, phone
from tests.each import each
from tests.fakes.discord import TOKEN as DISCORD_TOKEN
from tests.fakes.twilio import ACCOUNT, OURS, TOKEN
from tests.fakes.vonage import KEY, SECRET, SIGNING

DATA = Path(__file__).parents[3] / "data"
NOTHING = dict.fromkeys(SETTINGS, "")
TWILIO = NOTHING | {"sms_provider": "twilio", "sms_account": ACCOUNT, "sms_secret": TOKEN, "sms_from": OURS}
VONAGE = NOTHING | {"sms_provider": "vonage", "sms_account": KEY, "sms_secret": SECRET, "sms_from": OURS}
VONAGE |= {"sms_signing_secret": SIGNING}


@pytest.mark.parametrize("values", [TWILIO, TWILIO | {"sms_from": "MG" + "0c" * 16}, VONAGE], ids=["number", "service", "vonage"])
def test_either_provider_is_one_channel(values: dict[str, str]) -> None:
    with closing(load_channels(DATA, values)["sms"]) as channel:
        assert isinstance(channel, Sms)


@pytest.mark.parametrize(
    ("values", "setting", "what"),
    [
        (TWILIO | {"sms_from": ""}, "UNHOOK_SMS_FROM", "is empty"),
        (TWILIO | {"sms_provider": "pigeon"}, "UNHOOK_SMS_PROVIDER", "no provider that is known"),
        (TWILIO | {"sms_account": KEY}, "UNHOOK_SMS_ACCOUNT", "does not look like one of twilio's"),
        (TWILIO | {"sms_from": "a name"}, "UNHOOK_SMS_FROM", "does not look like one of twilio's"),
        (VONAGE | {"sms_signing_secret": ""}, "UNHOOK_SMS_SIGNING_SECRET", "is empty, and vonage needs it"),
        (VONAGE | {"sms_signing_secret": "short"}, "UNHOOK_SMS_SIGNING_SECRET", "does not look like one of vonage's"),
        (NOTHING | {"discord_token": "nonsense"}, "UNHOOK_DISCORD_TOKEN", "does not look like one"),
        (
            NOTHING | {"discord_token": DISCORD_TOKEN, "discord_public_key": "0"},
            "UNHOOK_DISCORD_PUBLIC_KEY",
            "does not look like",
        ),
    ],
)
def test_what_is_wrong_is_said_without_the_value(values: dict[str, str], setting: str, what: str) -> None:
    with pytest.raises(BadChannelSettingError) as caught:
        load_channels(DATA, values)
    said = str(caught.value)
    assert said.startswith(setting)
    assert what in said
    assert "Cure: " in said
    assert not any(value in said for name, value in values.items() if len(value) > 8)


def test_what_is_off_says_what_it_needs_and_leaves_the_optional_out() -> None:
    assert missing("sms", NOTHING) == ["sms_provider", "sms_account", "sms_secret", "sms_from"]
    assert missing("discord", NOTHING) == ["discord_token"]
    assert load_channels(DATA, NOTHING) == {}


def test_discord_without_its_library_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    channels = load_channels(DATA, NOTHING | {"discord_token": DISCORD_TOKEN})
    assert isinstance(channels["discord"], Discord)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(BadChannelSettingError, match="^UNHOOK_DISCORD_TOKEN is set, .* uv sync --extra discord"):
        check_libraries(channels)
    check_libraries(["telegram", "sms"])
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: object())
    check_libraries(channels)


@each(
    [
        (f"+44{7_700_900_001}", f"+44{7_700_900_001}"),
        (f"44{7_700_900_001}", f"+44{7_700_900_001}"),
        ("12345", ""),
        ("+0123456789", ""),
        ("A bank", ""),
        (f"whatsapp:+44{7_700_900_001}", ""),
        (f"+44{7_700_900_001}\n", ""),
        ("\u0664" * 10, ""),
        ("", ""),
    ]
)
def test_only_a_whole_number_is_somebody(told: str, number: str) -> None:
    assert phone(told) == number

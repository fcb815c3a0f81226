"""Which apps are on, and what is said where one is set wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.channels.capabilities import BadChannelFileError, load_capabilities
from bot.channels.every import KINDS, SETTINGS, BadChannelSettingError, load_channels
from bot.settings import Settings
from tests.fakes.every import FAKES

DATA = Path(__file__).resolve().parents[3] / "data"
OFF = dict.fromkeys(SETTINGS, "")


def test_every_app_has_a_strict_platform_to_be_tested_against() -> None:
    assert {fake.name for fake in FAKES} == set(KINDS)


def test_every_setting_of_an_app_is_a_setting() -> None:
    assert set(SETTINGS) <= set(Settings.model_fields)


def test_without_keys_every_app_is_off() -> None:
    assert load_channels(DATA, OFF) == {}


@pytest.mark.parametrize("name", KINDS)
def test_an_app_that_is_set_half_is_refused_with_the_setting_that_lacks(name: str) -> None:
    first, *others = KINDS[name].needs
    if not others:
        assert load_channels(DATA, OFF | {first: ""}) == {}
        return
    with pytest.raises(BadChannelSettingError, match=f"UNHOOK_{others[0].upper()} is empty"):
        load_channels(DATA, OFF | {first: "a value"})


def test_what_cannot_be_a_token_is_refused_without_being_repeated() -> None:
    with pytest.raises(BadChannelSettingError, match="UNHOOK_TELEGRAM_TOKEN does not look like one") as raised:
        load_channels(DATA, OFF | {"telegram_token": "hunter2", "telegram_secret": "s" * 20})
    assert "hunter2" not in str(raised.value)


@pytest.mark.parametrize("name", KINDS)
def test_every_app_says_what_it_can_show(name: str) -> None:
    app = load_capabilities(DATA, name)
    assert app.text >= 100
    assert all(api.startswith("https://") for api in (app.apis.values() if app.apis else [app.api]))
    assert (app.buttons.most == 0) or app.buttons.label >= 10


@pytest.mark.parametrize("told", ["", "channel: 3", "channel: {title: X}", "channel: [", "{"])
def test_a_file_that_does_not_say_what_it_must_is_named(tmp_path: Path, told: str) -> None:
    (tmp_path / "channels").mkdir()
    (tmp_path / "channels/x.yml").write_text(told)
    with pytest.raises(BadChannelFileError, match=r"x\.yml: .*Cure"):
        load_capabilities(tmp_path, "x")

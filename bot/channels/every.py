"""Every messaging app there is, and which of them are on. A new app is added here, and to data/channels."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.channels.capabilities import Capabilities, load_capabilities
from bot.channels.channel import BadChannelSettingError, Channel
from bot.channels.discord.channel import Discord
from bot.channels.instagram.channel import Instagram
from bot.channels.messenger.channel import Messenger
from bot.channels.sms.providers import make_sms
from bot.channels.telegram.channel import Telegram
from bot.channels.whatsapp.channel import WhatsApp

Values = Mapping[str, str]  # settings by name, without UNHOOK_ and in small letters


@dataclass(frozen=True, slots=True)
class Kind:
    """One app: which settings it needs, which it may have, and how it is made of them."""

    needs: tuple[str, ...]
    make: Callable[[Capabilities, Values], Channel]
    may_have: tuple[str, ...] = ()
    checks: Mapping[str, str] | None = None  # what a value must look like
    library: tuple[str, str] = ("", "")  # one that it needs beside the others: how it is imported, and the extra that has it


def _of_meta(make: Callable[..., Channel], name: str, account: str) -> Kind:
    """One of Meta's apps: the same four things for each, and the account's id, whose name differs."""
    token, secret, verify_token = (f"{name}_{what}" for what in ("token", "app_secret", "verify_token"))
    return Kind(
        needs=(token, secret, verify_token, f"{name}_{account}"),
        may_have=(f"{name}_api",),
        make=lambda app, values: make(
            app,
            token=values[token],
            secret=values[secret],
            verify_token=values[verify_token],
            api=values[f"{name}_api"],
            account=values[f"{name}_{account}"],
        ),
        checks={
            token: r"[\w.|-]{20,}",
            secret: r"[0-9a-f]{32}",
            verify_token: r"[A-Za-z0-9_-]{16,256}",
            f"{name}_{account}": r"\d{5,25}",
        },
    )


KINDS: Final[Mapping[str, Kind]] = {
    "telegram": Kind(
        needs=("telegram_token", "telegram_secret"),
        may_have=("telegram_api",),
        make=lambda app, values: Telegram(
            app, token=values["telegram_token"], secret=values["telegram_secret"], api=values["telegram_api"]
        ),
        checks={"telegram_token": r"\d+:[\w-]{30,}", "telegram_secret": r"[A-Za-z0-9_-]{16,256}"},
    ),
    "whatsapp": _of_meta(WhatsApp, "whatsapp", "number_id"),
    "instagram": _of_meta(Instagram, "instagram", "account"),
    "messenger": _of_meta(Messenger, "messenger", "page"),
    "sms": Kind(
        needs=("sms_provider", "sms_account", "sms_secret", "sms_from"),
        may_have=("sms_signing_secret", "sms_api", "channels_url"),
        make=make_sms,
    ),
    "discord": Kind(
        needs=("discord_token",),
        may_have=("discord_public_key", "discord_api"),
        make=lambda app, values: Discord(
            app, token=values["discord_token"], public_key=values["discord_public_key"], api=values["discord_api"]
        ),
        checks={"discord_token": r"[\w-]{20,}\.[\w-]{5,}\.[\w-]{20,}", "discord_public_key": r"([0-9a-f]{64})?"},
        library=("discord", "discord"),
    ),
}

SETTINGS: Final = tuple(setting for kind in KINDS.values() for setting in (*kind.needs, *kind.may_have))


def missing(name: str, values: Values) -> list[str]:
    """Which settings of an app are empty; all of them: it is off."""
    return [setting for setting in KINDS[name].needs if not values[setting]]


def which_are_on(values: Values) -> list[str]:
    """The names of the apps that are set. Raises BadChannelSettingError."""
    found = []
    for name, kind in KINDS.items():
        lacking = missing(name, values)
        if len(lacking) == len(kind.needs):
            continue
        if lacking:
            raise BadChannelSettingError(lacking[0], f"is empty, and {name} needs it", "set it, or empty the others of this app")
        for setting, form in (kind.checks or {}).items():
            if not re.fullmatch(form, values[setting]):
                raise BadChannelSettingError(setting, "does not look like one", f"see docs/channels/{name}.md")
        found.append(name)
    return found


def load_channels(data: Path, values: Values) -> dict[str, Channel]:
    """The apps that are on, by name. Raises BadChannelSettingError, BadChannelFileError."""
    return {name: KINDS[name].make(load_capabilities(data, name), values) for name in which_are_on(values)}


def check_libraries(names: Iterable[str]) -> None:
    """Raises BadChannelSettingError where an app is set, and the library that it needs is not installed."""
    for name in names:
        library, extra = KINDS[name].library
        if library and importlib.util.find_spec(library) is None:
            problem = f"is set, and the library that speaks with {name} is not installed"
            raise BadChannelSettingError(
                KINDS[name].needs[0], problem, f"install the extra: uv sync --extra {extra}; or empty it"
            )

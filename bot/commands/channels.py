"""`bot channels`: which messaging apps are on and what the others need; `check` and `set-up` speak with a platform."""

from __future__ import annotations

from typing import Final, Protocol, runtime_checkable

from rich.console import Console

from bot.app import DATA, channel_names, channel_values, open_channels
from bot.channels.capabilities import load_capabilities
from bot.channels.channel import Channel, RefusedKeyError, SendError
from bot.channels.every import KINDS, missing
from bot.logs import quiet_libraries
from bot.settings import Settings

CHECK: Final = "check"
SET_UP: Final = "set-up"


@runtime_checkable
class SetsItselfUp(Protocol):
    """A platform that is told by us where its webhook is; others are told by hand."""

    def set_up(self, webhook: str) -> None:
        """Tell it. Raises SendError."""


class UnknownActError(Exception):
    """The command line asks for what there is not."""

    def __init__(self, act: str) -> None:
        super().__init__(f"`{act}` is not known. Cure: `bot channels`, `bot channels check NAME` or `bot channels set-up NAME`.")


class ChannelOffError(Exception):
    """There is no such app, or it is off."""

    def __init__(self, name: str) -> None:
        known = ", ".join(KINDS)
        super().__init__(
            f"{name or 'No app'} is not on. Cure: name one that is, of {known}; `bot channels` says what each needs."
        )


def show(settings: Settings, out: Console) -> int:
    """One line an app. Returns the exit code."""
    on, values = channel_names(settings), channel_values(settings)
    for name in KINDS:
        title = load_capabilities(DATA, name).title
        if name in on:
            out.print(f"[green]on[/]   {name}: {title}, webhook {settings.channels_address}/channels/{name}", soft_wrap=True)
        else:
            lacking = ", ".join(f"UNHOOK_{setting.upper()}" for setting in missing(name, values))
            out.print(f"off  {name}: {title}. To switch it on set {lacking}; docs/channels/{name}.md says how.", soft_wrap=True)
    return 0


def act(settings: Settings, what: str, name: str, out: Console) -> int:
    """Speak with the platform. Returns the exit code. Raises UnknownActError, ChannelOffError."""
    if what not in {CHECK, SET_UP}:
        raise UnknownActError(what)
    quiet_libraries()
    on = open_channels(settings)
    try:
        if name not in on:
            raise ChannelOffError(name)
        said = _check(on[name]) if what == CHECK else _set_up(on[name], f"{settings.channels_address}/channels/{name}")
    except RefusedKeyError:
        return _failed(out, name, f"it does not take the key. Cure: see docs/channels/{name}.md")
    except SendError:
        return _failed(out, name, "it does not answer as it should. Cure: check that this machine may call it, and try again")
    finally:
        for channel in on.values():
            channel.close()
    out.print(f"[green]ok[/]  {name}: {said}", soft_wrap=True)
    return 0


def _check(channel: Channel) -> str:
    return channel.who_am_i()


def _set_up(channel: Channel, webhook: str) -> str:
    if not isinstance(channel, SetsItselfUp):
        return f"nothing to do here: enter {webhook} at the platform, as docs/channels/{channel.capabilities.name}.md says"
    channel.set_up(webhook)
    return f"it sends to {webhook} from now on"


def _failed(out: Console, name: str, why: str) -> int:
    out.print(f"[red]failed[/]  {name}: {why}.", soft_wrap=True)
    return 1

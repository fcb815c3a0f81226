"""What each messaging app can show and allows: data/channels/<name>.yml."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import yaml

from bot.channels.splitting import utf16
from bot.safety.fast_yaml import read_yaml


class BadChannelFileError(Exception):
    """A file of data/channels does not say what it must."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}. Cure: compare it with data/channels/README.md.")


@dataclass(frozen=True, slots=True)
class Buttons:
    """The quick answers that an app shows under a message. What does not fit is numbered in the text instead."""

    most: int  # 0: the app has none
    label: int = 0  # characters
    text: int | None = None  # what a message with buttons may hold, where that is less than one without


@dataclass(frozen=True, slots=True)
class Capabilities:
    """One app."""

    name: str  # the key: a file's name
    title: str  # what people call it
    api: str  # where the platform takes messages
    text: int  # characters of one message
    buttons: Buttons
    window: timedelta | None  # for how long after their last message we may write; None: for ever
    pause: timedelta  # between two messages to one person
    links: bool  # whether an address in a text can be tapped
    typing: bool
    receipts: bool
    typing_needs_id: bool = False  # it is shown under their last message: the platform wants to know which that is
    size: Callable[[str], int] = len  # how long a text is, as the platform counts
    apis: Mapping[str, str] = field(default_factory=dict)  # by provider, where several offer the same app; then `api` is empty


_FIELDS: Final = frozenset({"title", "api", "text", "buttons", "window_hours", "pause_seconds", "links", "typing", "receipts"})
_MAY_HAVE: Final = frozenset({"text_unit", "typing_needs_id"})
_SIZES: Final[Mapping[str, Callable[[str], int]]] = {
    "characters": len,
    "utf16": utf16,
    "bytes": lambda text: len(text.encode("utf-8", "surrogatepass")),
}


def load_capabilities(data: Path, name: str) -> Capabilities:
    """Read one app's file. Raises BadChannelFileError."""
    path = data / "channels" / f"{name}.yml"
    try:
        told: Any = read_yaml(path)["channel"]
        if unknown := (set(told) - _MAY_HAVE) ^ _FIELDS:
            raise BadChannelFileError(path, f"{', '.join(sorted(unknown))} is missing, or not known")
        hours = told["window_hours"]
        apis = {str(one): str(api).rstrip("/") for one, api in told["api"].items()} if isinstance(told["api"], dict) else {}
        return Capabilities(
            name=name,
            title=str(told["title"]),
            api="" if apis else str(told["api"]).rstrip("/"),
            text=int(told["text"]),
            buttons=Buttons(**told["buttons"]),
            window=None if hours is None else timedelta(hours=hours),
            pause=timedelta(seconds=told["pause_seconds"]),
            links=bool(told["links"]),
            typing=bool(told["typing"]),
            receipts=bool(told["receipts"]),
            typing_needs_id=bool(told.get("typing_needs_id", False)),
            size=_SIZES[told.get("text_unit", "characters")],
            apis=apis,
        )
    except (OSError, KeyError, TypeError, ValueError, yaml.YAMLError) as fault:
        raise BadChannelFileError(path, f"it cannot be read ({type(fault).__name__})") from None

"""What platforms send, as their pages describe it, and what each tells: tests/channels/payloads/<app>/*.json."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from hypothesis import strategies as st

from bot.channels.channel import BadSignatureError, Call
from bot.services.channel_records import ChannelEvent

PAYLOADS = Path(__file__).parents[2] / "channels" / "payloads"

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def recorded(app: str, beginning: str = "", **gaps: str) -> dict[str, tuple[Any, dict[str, Any] | None]]:
    """By file name: the payload, and what it tells. `gaps`: what stands in the files as {name}."""
    found = {}
    for file in sorted((PAYLOADS / app).glob(f"{beginning}*.json")):
        text = file.read_text(encoding="utf-8")
        for name, value in gaps.items():
            text = text.replace(f"{{{name}}}", value)
        told = json.loads(text)
        found[file.stem] = (told["payload"], told["tells"])
    assert found
    return found


def told(event: ChannelEvent | None, expected: dict[str, Any] | None) -> dict[str, Any] | None:
    """An event as the files write it, with the fields that are expected, and the others where they are not empty."""
    if event is None:
        return None
    fields = {name: getattr(event, name) for name in ChannelEvent.__dataclass_fields__}
    fields |= {"kind": event.kind.value, "at": event.at.isoformat() if isinstance(event.at, datetime) else None}
    return {name: value for name, value in fields.items() if name in (expected or {}) or value}


class Verifies(Protocol):
    """What can prove whose a request is."""

    def verify(self, call: Call) -> None:
        """Raises BadSignatureError."""


def takes(channel: Verifies, call: Call) -> bool:
    """Whether a request is taken for the platform's."""
    try:
        channel.verify(call)
    except BadSignatureError:
        return False
    return True


@st.composite
def changed(draw: st.DrawFn, payload: Any) -> Any:
    """A payload with any value put anywhere."""
    paths = list(_paths(payload))
    path = draw(st.sampled_from(paths))
    return _with(payload, path, draw(JSON))


def _paths(value: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield before
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from _paths(inner, (*before, key))


def _with(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    copy = value.copy()
    copy[path[0]] = _with(value[path[0]], path[1:], new)
    return copy

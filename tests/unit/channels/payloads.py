"""Recorded examples of what platforms tell, and the same with anything in any place."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from bot.services.channel_records import ChannelEvent
from tests.unit.channels.test_reading import ANYTHING

ROOT = Path(__file__).resolve().parents[3]


def payloads(app: str) -> Mapping[str, Any]:
    """By name."""
    files = sorted((ROOT / "tests/channels/payloads" / app).glob("*.json"))
    return {file.stem: json.loads(file.read_text("utf-8")) for file in files}


@st.composite
def changed(draw: st.DrawFn, app: str) -> Any:
    """One of them with something else at one place, however deep: anything, or nothing at all."""
    told = json.loads(json.dumps(draw(st.sampled_from(list(payloads(app).values())))))
    place = told
    while True:
        key = draw(st.sampled_from(sorted(place)) if isinstance(place, dict) else st.integers(0, len(place) - 1))
        if isinstance(place[key], dict | list) and place[key] and draw(st.integers(0, 4)):
            place = place[key]
            continue
        if draw(st.booleans()):
            place[key] = draw(ANYTHING)
        else:
            del place[key]
        return told


def assert_means(events: Sequence[ChannelEvent], expected: Mapping[str, Any] | None) -> None:
    """One event with these fields; none at all where nothing is expected."""
    if expected is None:
        assert list(events) == []
        return
    (event,) = events
    for field, value in expected.items():
        assert getattr(event, field) == value, field

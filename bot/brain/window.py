"""Keeps a tracker small for ever: what it has learned, the active loop, and the last few turns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

TURNS = 4

Event = dict[str, Any]


def bounded(events: Iterable[Event], turns: int = TURNS) -> list[Event]:
    """Serialised events cut to the last `turns` turns, with the slots and the loop that the cut part had set.

    Rasa replays every event of a conversation for each message (5 ms at the start, 288 ms after 200 turns); over this window
    a turn costs the same at any length. The whole conversation stays in our own log.
    """
    everything = list(events)
    listens = [
        index for index, event in enumerate(everything) if event["event"] == "action" and event.get("name") == "action_listen"
    ]
    if len(listens) <= turns + 1:
        return everything
    cut = listens[-turns - 1]
    slots: dict[str, Event] = {}
    loop: Event | None = None
    for event in everything[:cut]:
        if event["event"] == "slot":
            slots[event["name"]] = event
        elif event["event"] == "active_loop":
            loop = event
    kept = list(slots.values())
    if loop is not None and loop.get("name"):
        kept.append(loop)
    return kept + everything[cut:]

"""Rasa's tracker store for one turn at a time: our worker brings the state and takes it away, in its own transaction."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import asynccontextmanager
from typing import Any

from rasa.core.lock_store import LockStore
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.common import all_subclasses

from bot.brain.window import bounded

State = dict[str, Any]
FORMAT = 1

_event_types: dict[str, type[Event]] = {}


def _event_type(name: str, default: type[Event] | None = None) -> type[Event] | None:
    # Rasa walks its whole class tree for every event of every load: 82 % of the cost of loading a tracker.
    if not _event_types:
        for kind in all_subclasses(Event):
            _event_types.setdefault(kind.type_name, kind)
    return _event_types.get(name, default)


Event.resolve_by_type = staticmethod(_event_type)


class TurnTrackerStore(TrackerStore):
    """Holds the trackers of the turns in progress, in memory, and nothing else."""

    def __init__(self) -> None:
        super().__init__(None)
        self._states: dict[str, State] = {}

    def bring(self, conversation_id: str, state: State | None) -> None:
        """Put the stored state in before the turn. None begins a conversation."""
        if state:
            self._states[conversation_id] = state

    def take(self, conversation_id: str) -> State:
        """Take the new, bounded state out after the turn."""
        return self._states.pop(conversation_id, {"format": FORMAT, "events": [], "slots": {}})

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        state = self._states.get(sender_id)
        return DialogueStateTracker.from_dict(sender_id, state["events"], self.domain.slots) if state else None

    async def save(self, tracker: DialogueStateTracker) -> None:
        self._states[tracker.sender_id] = {
            "format": FORMAT,
            "events": bounded(event.as_dict() for event in tracker.events),
            "slots": {name: value for name, value in tracker.current_slot_values().items() if value is not None},
        }

    async def keys(self) -> Iterable[str]:
        return list(self._states)


class NoLock(LockStore):
    """The worker holds a lease on the conversation in the database: a second lock in memory would add nothing."""

    @asynccontextmanager
    async def lock(self, conversation_id: str, lock_lifetime: float = 0, wait_time_in_seconds: float = 0) -> Any:
        yield None

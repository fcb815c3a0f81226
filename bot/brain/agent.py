"""Rasa's agent with our stores in place of its own, and one method: a turn goes in, replies and new state come out."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.lock_store import LockStore
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain

from bot.brain.action_runner import InProcessActions
from bot.brain.copy_generator import CopyGenerator
from bot.brain.tracker_store import NoLock, State, TurnTrackerStore
from bot.guidance.library import Library
from bot.logs import quiet_libraries


class TurnFailedError(Exception):
    """Rasa gave no answer, or one of the custom actions raised. The young person gets the fixed safe answer."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One reply by its copy key, with what is needed to render it."""

    key: str
    variant: int
    values: dict[str, str]
    person: dict[str, Any]  # as copy_generator.person_in gives it


class StrictAgent(Agent):
    """Rasa wraps every store in one that quietly loses data on errors; this agent does not."""

    @staticmethod
    def _create_tracker_store(store: TrackerStore | None, domain: Domain) -> TrackerStore:
        if store is None:
            raise TypeError("The agent needs a tracker store.")
        store.domain = domain
        return store

    @staticmethod
    def _create_lock_store(store: LockStore | None) -> LockStore:
        return store or NoLock()


class UtteranceChannel(OutputChannel):
    """Collects the keys of what the bot says."""

    def __init__(self) -> None:
        self.utterances: list[Utterance] = []

    @classmethod
    def name(cls) -> str:
        return "unhook"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.utterances.append(Utterance(message["utter_action"], message["variant"], message["values"], message["person"]))


class Dialogue:
    """The loaded model. Not for several threads at once: one worker owns it."""

    def __init__(self, model: Path, library: Library) -> None:
        quiet_libraries()  # here and not only in the commands: Rasa writes every message to the standard output otherwise
        self._trackers = TurnTrackerStore()
        self._actions = InProcessActions()
        self._agent = StrictAgent(
            tracker_store=self._trackers,
            lock_store=NoLock(),
            action_endpoint=self._actions,
            generator=CopyGenerator(library=library),
        )
        with warnings.catch_warnings(record=True):  # as in slim: what it imports late warns too, and resets filters
            warnings.simplefilter("ignore")
            self._agent.load_model(model)

    async def turn(
        self, conversation_id: str, text: str, metadata: dict[str, Any], state: State | None
    ) -> tuple[list[Utterance], State]:
        """Answer one message. Raises TurnFailedError; the state that was passed in then stays valid."""
        channel = UtteranceChannel()
        self._trackers.bring(conversation_id, state)
        try:
            await self._agent.handle_message(
                UserMessage(text, channel, conversation_id, input_channel=channel.name(), metadata=metadata)
            )
        finally:
            failure = self._actions.take_failure()
            new_state = self._trackers.take(conversation_id)
        if failure is not None:
            raise TurnFailedError(type(failure).__name__) from failure
        if not channel.utterances:
            raise TurnFailedError("no reply")
        return channel.utterances, new_state

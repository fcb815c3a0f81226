"""Plays a conversation through the real rules, actions and crisis decision, without Rasa and without a model."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

import actions
from bot.conversation.before_rules import turn_before_rules
from bot.safety.tiers import Tier

ROOT = Path(__file__).resolve().parents[3]


def load_rules() -> dict[str, list[str]]:
    """Intent to the actions of its rule."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "data" / "rules").glob("*.yml")):
        for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]:
            steps = rule["steps"]
            found[steps[0]["intent"]] = [step["action"] for step in steps[1:]]
    return found


def load_actions() -> dict[str, Action]:
    """Every custom action by its name."""
    for module in pkgutil.iter_modules(actions.__path__):
        importlib.import_module(f"actions.{module.name}")
    made = [kind() for kind in Action.__subclasses__() if kind.__module__.startswith("actions.")]
    return {action.name(): action for action in made}


RULES = load_rules()
ACTIONS = load_actions()
DOMAIN: DomainDict = {
    "intents": [],
    "entities": [],
    "slots": {},
    "responses": {},
    "actions": [],
    "forms": {},
}  # no action reads it


def _finished(action: Coroutine[Any, Any, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The events of an action. None of ours waits for anything, so no event loop is needed."""
    try:
        action.send(None)
    except StopIteration as done:
        events: list[dict[str, Any]] = done.value
        return events
    raise AssertionError("an action waited for something")


@dataclass
class Talk:
    """One conversation. `say` returns the keys of the bot's turn."""

    slots: dict[str, Any] = field(default_factory=dict)
    turns: list[list[str]] = field(default_factory=list)
    highest: Tier = Tier.T4
    country: str | None = None
    age: int | None = None
    counsellors_here: int = 1

    def say(
        self, intent: str, *situations: str, tier: str = "T2", concern: str | None = None, ask: bool = False, **more: Any
    ) -> list[str]:
        """One message as Rasa and the screen would hand it on."""
        was_waiting = self.highest.needs_person
        self.highest = max(self.highest, Tier[tier])
        metadata = {
            "seq": len(self.turns) * 2 + 1,
            "tap": None,
            "tier": tier,
            "concern": concern,
            "ask": ask,
            "intent": intent,
            "situations": [[situation, 0.9] for situation in situations],
            "conversation_tier": self.highest.name,
            "owner": "waiting" if self.highest.needs_person else "bot",
            "person_just_called": self.highest.needs_person and not was_waiting,
            "queue_place": 1 if self.highest.needs_person else None,
            "counsellors_here": self.counsellors_here,
            "mentions": [*self._mentions(), *more.pop("mentions", [])],
            "last_keys": self.turns[-1] if self.turns else [],
            **more,
        }
        self._run("action_note_facts", metadata, "action_listen")
        keys = self._answer(intent, metadata)
        self.turns.append(keys)
        return keys

    def _mentions(self) -> list[list[str]]:
        known = {"age": self.age, "country": self.country}
        return [[kind, str(value)] for kind, value in known.items() if value is not None]

    def tap(self, tap: str, **more: Any) -> list[str]:
        """A tapped button: the intent is what stands before the dot."""
        return self.say(tap.partition(".")[0], tier="T4", tap=tap, **more)

    def _answer(self, intent: str, metadata: dict[str, Any]) -> list[str]:
        if turn := turn_before_rules(metadata, self.slots):
            return list(turn)
        said: list[str] = []
        latest = "action_listen"
        for action in RULES[intent]:
            said.extend([action] if action.startswith("utter_") else self._run(action, metadata, latest))
            latest = action
        return said

    def _run(self, action: str, metadata: dict[str, Any], latest: str) -> list[str]:
        message = {"intent": {"name": metadata["intent"]}, "metadata": metadata}
        tracker = Tracker("c_1", dict(self.slots), message, [], False, None, {}, latest)
        dispatcher = CollectingDispatcher()
        for event in _finished(ACTIONS[action].run(dispatcher, tracker, DOMAIN)):
            self.slots[event["name"]] = event["value"]
        return [message["response"] for message in dispatcher.messages]

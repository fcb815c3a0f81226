"""The policy that beats every other one: what comes before every rule, first of all life and danger, in any state."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData, confidence_scores_for
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from bot.conversation import before_rules
from bot.conversation.before_rules import turn_before_rules
from bot.safety.assessment import Reading
from bot.safety.screen import Screen, load_screen

DEACTIVATE_LOOP = "action_deactivate_loop"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT], is_trainable=True)
class CrisisPolicy(Policy):
    """Follows bot.conversation.before_rules. Has nothing to learn; Rasa wants every policy to be trained."""

    @staticmethod
    def supported_data() -> SupportedData:
        return SupportedData.ML_AND_RULE_DATA

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"priority": 100}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        return hashlib.sha256(Path(before_rules.__file__).read_bytes()).hexdigest()

    def train(self, training_trackers: list[TrackerWithCachedStates], domain: Domain, **_: Any) -> Resource:
        return self._resource

    def predict_action_probabilities(
        self, tracker: DialogueStateTracker, domain: Domain, rule_only_data: dict[str, Any] | None = None, **_: Any
    ) -> PolicyPrediction:
        action = next_action(tracker)
        if action is None:
            return self._prediction(self._default_predictions(domain))
        # An active form's prediction beats any confidence; only `is_no_user_prediction` with a higher priority beats it in turn.
        return self._prediction(confidence_scores_for(action, 1.0, domain), is_no_user_prediction=True)


def next_action(tracker: DialogueStateTracker) -> str | None:
    """The next action of such a turn: its replies, an active form's end, then listening. None when the rules answer."""
    message = tracker.latest_message
    if message is None:
        return None
    metadata = message.metadata or _screened(message)
    turn = turn_before_rules(metadata, tracker.current_slot_values())
    done = _actions_of_turn(tracker)
    if not turn or done[: len(turn)] != list(turn[: len(done)]):  # a rule began this turn, so it also ends it
        return None
    if len(done) < len(turn):
        return turn[len(done)]
    if tracker.active_loop_name and DEACTIVATE_LOOP not in done:
        return DEACTIVATE_LOOP
    return str(ACTION_LISTEN_NAME)


def _screened(message: UserUttered) -> dict[str, Any]:
    """What our services would have said of the message: for Rasa's own shell and tests, which come without them. Rules only."""
    if not message.text or message.text.startswith("/"):
        return {}
    found = _rules().assess(message.text)
    return {
        "tier": found.tier.name,
        "conversation_tier": found.tier.name,
        "concern": found.concern,
        "ask": found.ask,
        "intent": message.intent_name,
        "situations": [[situation.id, situation.score] for situation in found.situations],
    }


@cache
def _rules() -> Screen:
    return load_screen(Path("data"), lambda _: Reading())


def _actions_of_turn(tracker: DialogueStateTracker) -> list[str]:
    """What was done since the young person's last message, oldest first; listening and Rasa's bookkeeping left out."""
    actions: list[str] = []
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            break
        if isinstance(event, ActionExecuted) and event.action_name not in {ACTION_LISTEN_NAME, "action_extract_slots"}:
            actions.append(event.action_name or "")
    return actions[::-1]

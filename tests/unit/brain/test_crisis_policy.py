"""The crisis policy wins: over rules, fallback and any form, in any state, and it ends the turn."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.core.policies.policy import PolicyPrediction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.brain.agent import Dialogue
from bot.brain.crisis_policy import CrisisPolicy, next_action
from bot.brain.tracker_store import State
from tests.unit.brain.turns import keys, metadata, tapped, turn

LIFE = metadata("nlu_fallback", "H02", tier="T0", concern="suicide")
EMERGENCY = "utter_emergency_life"
FORM = "action_offer_next_step"  # we have no forms; Rasa takes any action as one, and then runs it before any rule


def tracker(*events: Event, about: dict[str, Any] = LIFE) -> DialogueStateTracker:
    """A conversation in a form, in which something about life was just said."""
    heard = UserUttered("some words", {"name": about["intent"], "confidence": 0.2}, metadata=about)
    before = [ActionExecuted("action_listen"), UserUttered("hi"), ActionExecuted(FORM), ActiveLoop(FORM)]
    return DialogueStateTracker.from_events("c_one", [*before, ActionExecuted("action_listen"), heard, *events])


def walk(**options: Any) -> list[str | None]:
    """All actions of the turn, until it listens again."""
    done: list[Event] = []
    names: list[str | None] = []
    while len(names) < 6:
        name = next_action(tracker(*done, **options))
        names.append(name)
        if name in {None, "action_listen"}:
            break
        done.append(ActionExecuted(name))
        if name == "action_deactivate_loop":
            done += [SlotSet("requested_slot", None), ActiveLoop(None)]
    return names


def test_a_crisis_turn_answers_first_then_ends_the_form_then_listens() -> None:
    assert walk() == [EMERGENCY, "action_deactivate_loop", "action_listen"]


def test_rasas_own_bookkeeping_is_no_answer() -> None:
    assert next_action(tracker(ActionExecuted("action_extract_slots"))) == EMERGENCY


def test_a_turn_that_a_rule_began_is_left_to_the_rule() -> None:
    assert next_action(tracker(ActionExecuted("utter_greet"))) is None


def test_a_calm_message_in_a_form_is_left_to_the_form() -> None:
    assert walk(about=metadata("greet")) == [None]


def test_the_prediction_outranks_what_rasa_gives_an_active_form(dialogue: Dialogue) -> None:
    """Rasa's rule policy answers inside a form with 1.0 and `is_no_user_prediction`: only the same with a higher priority wins."""
    domain = dialogue._agent.domain
    prediction = policy(dialogue).predict_action_probabilities(tracker(), domain)
    assert prediction.is_no_user_prediction
    assert chosen(prediction, domain) == EMERGENCY
    assert prediction.policy_priority > 4, "RulePolicy's"


def test_no_opinion_where_there_is_no_crisis(dialogue: Dialogue) -> None:
    calm = tracker(about=metadata("greet"))
    prediction = policy(dialogue).predict_action_probabilities(calm, dialogue._agent.domain)
    assert not prediction.is_no_user_prediction
    assert max(prediction.probabilities) == 0.0


def in_a_form(state: State) -> State:
    """The same conversation, waiting inside a loop that Rasa would go on with."""
    events = [*state["events"]]
    events.insert(-1, {"event": "active_loop", "name": FORM, "timestamp": None})
    return {**state, "events": events}


STATES = ["new", "after a threat", "asked to cope", "after a crisis", "in a form"]


@pytest.fixture(params=STATES)
def state(request: pytest.FixtureRequest, dialogue: Dialogue) -> State | None:
    threat = metadata("report_threat_to_share", "A01", tier="T2")
    told = turn(dialogue, "he will send it", threat)[1]
    match request.param:
        case "new":
            return None
        case "asked to cope":
            return turn(dialogue, "ok", metadata("affirm", last_keys=["utter_ask_coping"]), told)[1]
        case "after a crisis":
            return turn(dialogue, "some words", LIFE, told)[1]
        case "in a form":
            return in_a_form(told)
    return told


@pytest.mark.parametrize(
    "intent", ["greet", "nlu_fallback", "out_of_scope", "affirm", "ask_for_person", "say_goodbye", "thank", None]
)
def test_the_most_urgent_message_gets_the_emergency_reply_in_any_state(
    dialogue: Dialogue, state: State | None, intent: str | None
) -> None:
    for concern, reply in (("suicide", EMERGENCY), ("danger", "utter_emergency_danger")):
        about = metadata(intent, tier="T0", concern=concern, confidence=0.1)
        assert keys(turn(dialogue, "some words", about, state)[0]) == [reply]


def test_a_tapped_answer_to_a_crisis_question_is_heard(dialogue: Dialogue) -> None:
    text, about = tapped("affirm")
    about |= {"last_keys": ["utter_ask_suicide_today"], "conversation_tier": "T1"}
    assert keys(turn(dialogue, text, about)[0]) == [EMERGENCY]


def test_without_a_crisis_the_form_of_these_tests_really_answers(dialogue: Dialogue) -> None:
    told = turn(dialogue, "he will send it", metadata("report_threat_to_share", "A01", tier="T2"))[1]
    outside = keys(turn(dialogue, "hi", metadata("thank"), told)[0])
    inside = keys(turn(dialogue, "hi", metadata("thank"), in_a_form(told))[0])
    assert outside == ["utter_thank"]
    assert inside[0] != "utter_thank"


def test_a_form_is_over_after_a_crisis(dialogue: Dialogue) -> None:
    told = turn(dialogue, "he will send it", metadata("report_threat_to_share", "A01", tier="T2"))[1]
    _, after = turn(dialogue, "some words", LIFE, in_a_form(told))
    loops = [event["name"] for event in after["events"] if event["event"] == "active_loop"]
    assert loops == [FORM, None]


def policy(dialogue: Dialogue) -> CrisisPolicy:
    """The one inside the loaded model."""
    nodes = dialogue._agent.processor.graph_runner._instantiated_nodes.values()
    return next(node._component for node in nodes if isinstance(node._component, CrisisPolicy))


def chosen(prediction: PolicyPrediction, domain: Domain) -> str:
    return domain.action_names_or_texts[prediction.max_confidence_index]

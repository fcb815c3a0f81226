"""Domain, rules, dialogue tables, copy and training examples speak of the same things."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.conversation import crisis_replies
from bot.conversation.case import CaseFacts
from bot.conversation.facts import facts_from
from bot.conversation.said import questions, situation_replies, steps
from bot.conversation.steps import ON, Step, how_replies, reply_for
from bot.safety.assessment import Reading
from bot.safety.screen import load_screen
from bot.safety.tiers import Tier
from tests.unit.actions.talk import ACTIONS, ROOT, RULES

FIXED_QUESTIONS = {
    "Are you thinking about ending your life?": "suicide_thoughts",
    "Is it something you might do today or tonight?": "suicide_today",
    "Are you hurt, or is anyone there with you?": "hurt_or_alone",
    "Are you safe right now?": "safe_now",
}
FROM_RASA = {"nlu_fallback"}  # an intent that Rasa makes itself


def merged(folder: str, top: str) -> dict[str, Any]:
    """One top key of all files of a folder."""
    found: dict[str, Any] = {}
    for path in sorted((ROOT / folder).glob("*.yml")):
        found.update((yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get(top) or {})
    return found


def listed(folder: str, top: str) -> list[Any]:
    """One top key of all files of a folder, where it is a list."""
    files = [yaml.safe_load(path.read_text(encoding="utf-8")) or {} for path in sorted((ROOT / folder).glob("*.yml"))]
    return list(chain.from_iterable(file.get(top) or [] for file in files))


DOMAIN_INTENTS = set(listed("domain", "intents"))
DOMAIN_ACTIONS = set(listed("domain", "actions"))
RESPONSES = merged("domain", "responses")
SLOTS = merged("domain", "slots")
COPY = {key: entry for key, entry in merged("data/copy/en", "copy").items() if key.startswith("utter_")}
BUTTONS = merged("data/copy/en", "buttons")
EXAMPLES = [entry for entry in listed("data/nlu/en", "nlu") if "intent" in entry]


def keys_in_code() -> set[str]:
    """Every reply key written in the dialogue's Python."""
    files = [*(ROOT / "actions").glob("*.py"), *(ROOT / "bot" / "conversation").glob("*.py")]
    return set(chain.from_iterable(re.findall(r'"(utter_[a-z_]+[a-z])"', path.read_text(encoding="utf-8")) for path in files))


def test_every_intent_has_examples_a_rule_and_its_place_in_the_domain() -> None:
    assert {entry["intent"] for entry in EXAMPLES} == DOMAIN_INTENTS
    assert set(RULES) - FROM_RASA == DOMAIN_INTENTS


def test_every_rule_is_for_one_intent_of_its_own() -> None:
    intents = [rule["steps"][0]["intent"] for rule in listed("data/rules", "rules")]
    assert len(intents) == len(set(intents))


def test_a_rule_file_is_called_as_the_file_with_its_examples() -> None:
    homes = {path.stem for path in (ROOT / "data" / "nlu" / "en").glob("*.yml")}
    assert {path.stem for path in (ROOT / "data" / "rules").glob("*.yml")} <= homes


@pytest.mark.parametrize("intent", sorted(RULES))
def test_a_rule_says_one_reply_and_then_at_most_a_step(intent: str) -> None:
    first, *rest = RULES[intent]
    assert first in RESPONSES or first in DOMAIN_ACTIONS
    assert rest in ([], ["action_offer_next_step"])
    assert not (rest and not first.startswith("utter_")), "an action says its own second bubble"


@pytest.mark.parametrize("intent", sorted(RULES))
def test_a_reply_that_asks_is_followed_by_nothing(intent: str) -> None:
    first, *rest = RULES[intent]
    if rest:
        assert first not in questions()
        assert not [text for text in COPY[first]["text"] if "?" in text]


def test_every_action_of_the_domain_is_written_and_every_written_one_is_in_the_domain() -> None:
    assert set(ACTIONS) == DOMAIN_ACTIONS


def test_every_reply_has_words_and_all_words_can_be_said() -> None:
    assert set(RESPONSES) == set(COPY)
    assert all(texts == [{"text": key}] for key, texts in RESPONSES.items())


def test_every_reply_the_dialogue_may_choose_is_in_the_domain() -> None:
    chosen = keys_in_code() | set(questions()) | set(steps()) | {reply_for(step) for step in Step} | crisis_replies.CRISIS_REPLIES
    assert chosen <= set(RESPONSES)


@pytest.mark.parametrize("situation", sorted(situation_replies()))
def test_a_situation_without_an_intent_has_a_reply_of_its_own(situation: str) -> None:
    reply = situation_replies()[situation]
    assert COPY[reply]["situation"] == situation
    assert (reply in questions()) == all("?" in text for text in COPY[reply]["text"])


def test_every_situation_of_the_catalogue_is_answered_by_an_intent_a_crisis_reply_or_a_reply_of_its_own() -> None:
    catalogue = yaml.safe_load((ROOT / "data/risk/situations.yml").read_text(encoding="utf-8"))["situations"]
    of_intents = {(entry.get("metadata") or {}).get("situation") for entry in EXAMPLES}
    crisis = {"F06", "H03", "H05", "H06", "H08", "I01", "I04"}  # bot.conversation.crisis
    assert set(catalogue) - of_intents - crisis == set(situation_replies())


@pytest.mark.parametrize("platform", sorted(ON))
def test_every_platform_that_can_be_named_has_its_steps(platform: str) -> None:
    assert how_replies(CaseFacts(steps_given=("keep_and_block",), platform=platform))[1] in COPY
    mentions = yaml.safe_load((ROOT / "data/risk/en/mentions.yml").read_text(encoding="utf-8"))
    assert platform in mentions["risk"]["mentions"]["platform"]


def test_the_safe_word_is_the_one_the_screen_listens_for() -> None:
    word = merged("data/copy/en", "copy")["ui_safe_word"]
    found = load_screen(ROOT / "data", lambda _: Reading()).assess(word).situations
    assert [situation.id for situation in found] == ["L10"]


def test_every_step_that_can_be_offered_is_remembered_as_given() -> None:
    assert {steps().get(reply_for(step)) for step in Step if step is not Step.INVITE} == {str(step) for step in Step} - {"invite"}


@pytest.mark.parametrize("key", sorted(questions()))
def test_a_reply_in_the_table_of_questions_asks_in_all_its_wordings(key: str) -> None:
    assert all("?" in text for text in COPY[key]["text"])


@pytest.mark.parametrize(("question", "name"), FIXED_QUESTIONS.items())
def test_the_fixed_questions_open_what_the_screen_expects(question: str, name: str) -> None:
    asking = {key for key, entry in COPY.items() if any(question in text for text in entry["text"])}
    assert asking
    assert {questions().get(key) for key in asking} == {name}


def test_a_tap_tells_the_screen_the_situation_of_its_intent() -> None:
    of_intent = {
        entry["intent"]: entry["metadata"]["situation"] for entry in EXAMPLES if "situation" in (entry.get("metadata") or {})
    }
    screen = load_screen(ROOT / "data", lambda _: Reading())
    tappable = {button.partition(".")[0] for button in BUTTONS}
    expected = {intent: situation for intent, situation in of_intent.items() if intent in tappable}
    told = {tap: screen.assess("label", tap=tap).situations for tap in expected}
    assert {tap: found[0].id if found else None for tap, found in told.items()} == expected


def test_a_tap_without_a_situation_raises_nothing() -> None:
    screen = load_screen(ROOT / "data", lambda _: Reading())
    assert screen.assess("I've done it", tap="report_step_done").tier is Tier.T4


def test_every_button_that_is_no_link_leads_to_a_rule() -> None:
    tapped = {button.partition(".")[0] for button, entry in BUTTONS.items() if not {"tel", "url"} & set(entry)}
    assert tapped <= set(RULES)


def test_every_slot_is_filled_once_a_message_and_steers_no_rule() -> None:
    assert SLOTS
    for slot in SLOTS.values():
        assert slot["influence_conversation"] is False
        assert slot["mappings"] == [{"type": "custom", "action": "action_note_facts"}]


def test_the_noted_facts_are_exactly_the_slots() -> None:
    assert set(facts_from({}, {})) == set(SLOTS)


def test_the_stories_agree_with_the_rules() -> None:
    for story in listed("data/stories", "stories"):
        intent = None
        said: dict[str, list[str]] = {}
        for step in story["steps"]:
            if "intent" in step:
                intent = step["intent"]
                said[intent] = []
            else:
                said[str(intent)].append(step["action"])
        assert said == {intent: RULES[intent] for intent in said}


def test_no_custom_file_is_taken_for_one_of_rasas() -> None:
    tables = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in Path(ROOT / "data" / "dialogue").glob("*.yml")]
    assert {key for table in tables for key in table} == {"questions", "situations", "standpoints", "steps"}

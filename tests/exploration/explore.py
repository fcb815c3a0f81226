"""Walks through the whole dialogue: from every state that can be reached, everything that can be said or tapped.

Two states are one when the next answer cannot tell them apart: the same last turn, open question, tier, answer about suicide, age band
and country, and the same crisis sentences used up.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from bot.conversation.said import situation_replies
from bot.conversation.telling import TELL
from bot.safety.assessment import Reading
from bot.safety.screen import load_screen
from bot.safety.situations import load_situations
from bot.safety.tiers import Tier
from tests.unit.actions.talk import ROOT, RULES, Talk

SITUATIONS = load_situations(ROOT / "data/risk/situations.yml")
ANSWERS = ("affirm", "deny", "feel_okay", "feel_not_okay", "thank", "say_something_unclear", "nlu_fallback", "ask_what_next")
BOUNDARY = 3  # states kept of each last turn: more of them differ only in what is used up already


@dataclass(frozen=True, slots=True)
class Input:
    """One thing a young person may do: words with what the screen made of them, or a tap."""

    name: str
    intent: str
    situations: tuple[str, ...] = ()
    tier: str = "T4"
    concern: str | None = None
    tap: str | None = None

    @property
    def needs_person(self) -> bool:
        return Tier[self.tier].needs_person


@dataclass
class Step:
    """What one input did in one state."""

    before: Talk
    said: Input
    after: Talk

    @property
    def reply(self) -> list[str]:
        return self.after.turns[-1]


@dataclass
class Walk:
    """How large the dialogue is, and every step of it."""

    states: int = 0
    steps: list[Step] = field(default_factory=list)
    seconds: float = 0.0


def copies() -> dict[str, Any]:
    """Every entry of data/copy/en by its key, and every button by its id."""
    entries: dict[str, Any] = {}
    for path in sorted((ROOT / "data/copy/en").glob("*.yml")):
        entries |= yaml.safe_load(path.read_text(encoding="utf-8")).get("copy") or {}
    return entries


COPY = copies()


def named() -> dict[str, str]:
    """Situation to the intent that tells it, as data/nlu has it."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "data/nlu/en").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            if "metadata" in block:
                found.setdefault(block["metadata"]["situation"], block["intent"])
    return found


def inputs() -> list[Input]:
    """Every situation in words, at its own tier and one higher where facts raise it; and every answer that is no situation."""
    intents = named()
    found = [Input(f"says {intent}", intent) for intent in ANSWERS]
    for id_, situation in SITUATIONS.items():
        intent = intents.get(id_) or (TELL if id_ in situation_replies() else "nlu_fallback")
        tiers = [situation.tier] + ([Tier(situation.tier + 1)] if situation.raise_if else [])
        found += [Input(f"tells {id_} {tier.name}", intent, (id_,), tier.name, situation.concern) for tier in tiers]
    return found


_screen = load_screen(ROOT / "data", lambda _: Reading())


def taps(talk: Talk) -> Iterator[Input]:
    """Every button under the last turn."""
    offered = dict.fromkeys(button for key in (talk.turns[-1] if talk.turns else []) for button in COPY[key].get("buttons") or ())
    for button in offered:
        intent = button.partition(".")[0]
        if intent in RULES:
            found = _screen.assess("label", tap=button)
            ids = tuple(one.id for one in found.situations)
            yield Input(f"taps {button}", intent, ids, found.tier.name, found.concern, button)


def play(talk: Talk, one: Input) -> Talk:
    """The conversation after one more message."""
    after = replace(talk, slots=dict(talk.slots), turns=list(talk.turns))  # slots are replaced, never changed in place
    after.say(one.intent, *one.situations, tier=one.tier, concern=one.concern, **({"tap": one.tap} if one.tap else {}))
    return after


def state(talk: Talk) -> tuple[Any, ...]:
    """What the next answer hangs on."""
    slots = talk.slots
    last = tuple(talk.turns[-1]) if talk.turns else ()
    return (last, talk.highest, slots.get("suicide_answer"), slots.get("age_band"), slots.get("country") is not None,
            frozenset(slots.get("crisis_said") or ()), slots.get("unclear_count"))  # fmt: skip


def walk(start: Talk, *, depth: int) -> Walk:
    """Every state within `depth` messages of `start`, and everything that can be said or tapped in each."""
    began, done = time.monotonic(), Walk()
    everything = inputs()
    seen, kept = {state(start)}, {}
    waiting = deque([(start, 0)])
    while waiting:
        talk, so_far = waiting.popleft()
        done.states += 1
        for one in (*everything, *taps(talk)):
            after = play(talk, one)
            done.steps.append(Step(talk, one, after))
            found = state(after)
            last = found[0]
            if so_far < depth and found not in seen and kept.get(last, 0) < BOUNDARY:
                seen.add(found)
                kept[last] = kept.get(last, 0) + 1
                waiting.append((after, so_far + 1))
    done.seconds = time.monotonic() - began
    return done

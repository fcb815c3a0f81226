"""While somebody may be reading along, and when that is over."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.conversation import crisis_replies as say
from bot.conversation.before_rules import turn_before_rules
from bot.conversation.message import Draft, Message, Sender
from bot.conversation.watched import ACT_NORMAL, watched_after, watched_since, watched_turn
from bot.safety.assessment import Assessment, Mention, Reading, ScoredSituation
from bot.safety.screen import load_screen
from bot.safety.tiers import Tier

SCREEN = load_screen(Path(__file__).parents[3] / "data", lambda _: Reading())


def mentioned(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.value) for one in SCREEN.assess(text).mentions]


@pytest.mark.parametrize(
    "text",
    [
        "ok shes gone", "he left", "mums gone upstairs", "im alone now", "coast is clear", "its fine now", "all good now",
        "i can talk now", "im back", "he went out", "dads asleep", "no one is here now",
        "ya se fue", "mi mama ya se durmio", "nadie mira ya", "ya estoy sola", "ya no hay nadie", "ya puedo hablar", "todo bien ya",
        "mi papá salió", "ya volví", "se ha ido mi hermano",
    ],
)  # fmt: skip
def test_saying_that_they_are_alone_again_is_heard(text: str) -> None:
    assert ("watched", "over") in mentioned(text)


@pytest.mark.parametrize(
    "text",
    [
        "shes not gone", "when hes gone", "he hasnt left", "hes still here", "mum has gone mad", "my homework", "im not alone",
        "what is photosynthesis", "the film was good", "is he gone if i block him", "dont know if hes gone",
        "no se ha ido", "todavia no se fue", "cuando se vaya te digo", "no estoy sola", "sigue aqui", "no puedo hablar ahora",
        "se fue la luz", "si se durmio te escribo",
    ],
)  # fmt: skip
def test_what_only_sounds_like_it_is_not(text: str) -> None:
    assert ("watched", "over") not in mentioned(text)


@pytest.mark.parametrize(
    ("told", "before", "tier", "after"),
    [
        ({"situations": [["L10", 0.6]]}, False, Tier.T2, True),
        ({}, True, Tier.T4, True),
        ({}, False, Tier.T4, False),
        ({"intent": "greet"}, True, Tier.T4, False),
        ({"mentions": [["watched", "over"]]}, True, Tier.T4, False),
        ({"situations": [["B01", 0.9]]}, True, Tier.T2, False),
        ({"situations": [["I01", 1.0]]}, True, Tier.T0, False),
        ({"situations": [["L01", 0.9]]}, True, Tier.T4, True),
    ],
)
def test_it_lasts_until_they_say_so(told: dict[str, Any], before: bool, tier: Tier, after: bool) -> None:
    assert watched_after(told, tier, before=before) is after


@pytest.mark.parametrize(("tier", "is_asked"), [(Tier.T2, False), (Tier.T1, True), (Tier.T0, True)])
def test_a_mere_doubt_is_not_asked_about_while_somebody_looks(tier: Tier, is_asked: bool) -> None:
    metadata = {"tier": tier.name, "concern": "suicide", "ask": True, "situations": [], "conversation_tier": "T1"}
    alone, watched = (turn_before_rules(metadata, {"watched": watched}) for watched in (False, True))
    assert alone[0] in {say.ASK_THOUGHTS, say.EMERGENCY_LIFE}
    assert watched == (alone if is_asked else (ACT_NORMAL,))


def test_hello_in_an_ordinary_talk_means_nothing_of_the_kind() -> None:
    assert watched_turn({"intent": "greet", "last_keys": ["utter_welcome"]}, {}) == ()


LOOKING, TALKING, ALONE = (
    Assessment(situations=(ScoredSituation("L10", 0.9),)),
    Assessment(),
    Assessment(mentions=(Mention("watched", "over", 0, 2),)),
)


def _log(*found: Assessment | None) -> list[Message]:
    """None: the bot speaks."""
    said = (Draft(Sender.YOUNG_PERSON, "x", assessment=one) if one else Draft(Sender.BOT, "x") for one in found)
    return [Message("c", seq, datetime(2026, 3, 1, tzinfo=UTC), draft) for seq, draft in enumerate(said, start=1)]


@pytest.mark.parametrize(
    ("found", "since"),
    [
        ((TALKING, None, LOOKING, None, TALKING, None), 3),
        ((LOOKING, None, LOOKING, None), 1),
        ((LOOKING, None, ALONE, None, LOOKING, None), 5),
        ((TALKING, None, TALKING, None), 3),  # it was said in a way that only the dialogue has heard
        ((None,), 0),
    ],
    ids=["once", "said twice", "again after it was over", "not found", "nothing said"],
)
def test_what_was_said_until_somebody_looked_is_found(found: tuple[Assessment | None, ...], since: int) -> None:
    assert watched_since(_log(*found)) == since

"""The turns that come before every rule: life and danger, a watched screen, whoever is not the one blackmailed, a loop. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.conversation import crisis_replies as say
from bot.conversation.case import case_facts_from
from bot.conversation.crisis import crisis_facts_from, crisis_turn
from bot.conversation.standpoint import standpoint_turn, standpoints
from bot.conversation.stuck import stuck_turn
from bot.conversation.watched import WELCOME_BACK, watched_turn
from bot.safety.tiers import Tier

# Replies that are true for who is blackmailed, or with the offender, and what anybody else hears in their place.
_FOR_ANYBODY: Final[Mapping[str, str]] = {say.HOPELESS: say.ASK_THOUGHTS, say.SOMEBODY_IS_THERE: say.EMERGENCY_DANGER}
_OWN_LIFE: Final = "H"  # the family: their own suicide or self-harm


def turn_before_rules(metadata: Mapping[str, Any], slots: Mapping[str, Any]) -> tuple[str, ...]:
    """The whole turn, as reply keys in order; empty where the rules answer.

    `metadata` is what the brain knows of the message, `slots` what action_note_facts made of it already.
    """
    crisis = crisis_facts_from(metadata, slots)
    if _asks_for_another(metadata, slots):
        turn = standpoint_turn(metadata, slots)
        if turn:
            says_so = not metadata.get("person_just_called") or turn[0] in say.FOR_A_CHILD
            return turn if says_so else (say.PERSON_CALLED, *turn[:1])
    # While somebody reads along a mere doubt is not asked about: "gtg mums here" is no goodbye. T0 and T1 are danger even then.
    hushed = slots.get("watched") and not crisis.tier.needs_person
    about_danger = () if hushed else _fitting(crisis_turn(crisis), slots)
    special = about_danger or watched_turn(metadata, slots) or standpoint_turn(metadata, slots)
    return special or _back_again(metadata, slots) or stuck_turn(metadata, slots)


def _fitting(turn: tuple[str, ...], slots: Mapping[str, Any]) -> tuple[str, ...]:
    """The crisis turn without words that are true only for who is blackmailed, where somebody else is asked."""
    another = slots.get("standpoint") in standpoints()
    return tuple(_FOR_ANYBODY.get(key, key) if another else key for key in turn)


def _back_again(metadata: Mapping[str, Any], slots: Mapping[str, Any]) -> tuple[str, ...]:
    """Who has told already and says hello again is not asked what it is about."""
    told = metadata.get("intent") == "greet" and case_facts_from(metadata, slots).is_blackmail
    return (WELCOME_BACK,) if told else ()


def _asks_for_another(metadata: Mapping[str, Any], slots: Mapping[str, Any]) -> bool:
    """A parent or a professional tells of a child in danger: whether they themselves are safe is not the question.

    What is about their own life, and danger at this moment, is a crisis like anybody's.
    """
    standpoint = standpoints().get(slots.get("standpoint") or "")
    if standpoint is None or not standpoint.told & {"J03", "J04"} or Tier.__members__.get(str(metadata.get("tier"))) is Tier.T0:
        return False
    return slots.get("asked") is None and not any(str(id_).startswith(_OWN_LIFE) for id_, _ in metadata.get("situations") or ())

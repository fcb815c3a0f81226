"""Who writes, when it is not the one who is blackmailed: a friend, a parent, a professional, somebody who did harm. Pure.

The words and steps for a young person who is blackmailed would be untrue for them: data/dialogue/standpoints.yml has theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from bot.conversation.case import ADULT, tier_named
from bot.conversation.picture import SURE_OF_IT
from bot.safety.fast_yaml import read_yaml

OWN: Final = "own"  # it happens to themselves

_FILE: Final = Path(__file__).resolve().parents[2] / "data" / "dialogue" / "standpoints.yml"
_THREATENED: Final = frozenset("ABCD")  # families
_DEMANDED: Final = "B"
_OF_A_FRIEND: Final = frozenset({"J01", "J02"})
_DID_HARM, _FRIEND = "did_harm", "friend"
_HAPPENS_TO_ME: Final = ("victim", "me")  # the mention in data/risk/<language>/mentions.yml
_PRAISE, _DONE = "utter_step_praise", "report_step_done"
_NOTHING_SAID: Final = frozenset({"say_something_unclear", "nlu_fallback"})


@dataclass(frozen=True, slots=True)
class Standpoint:
    """One way to be somebody else. `answers`: situation to reply; `steps` in order, each said once, then `end`."""

    name: str
    told: frozenset[str]
    answers: Mapping[str, str]
    steps: tuple[str, ...]
    end: str
    helplines: str
    danger: str | None = None  # what is said first of a danger that is not their own


@cache
def standpoints() -> Mapping[str, Standpoint]:
    """Every standpoint by its name."""
    return {
        name: Standpoint(
            name, frozenset(one["told"]), one["answers"], tuple(one["steps"]), one["end"], one["helplines"], one.get("danger")
        )
        for name, one in _content()["who"].items()
    }


@cache
def as_usual() -> frozenset[str]:
    """The intents that the rules answer, whoever says it."""
    return frozenset(_content()["as_usual"])


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = read_yaml(_FILE)["standpoints"]
    return content


def standpoint_after(
    before: str | None,
    told: Sequence[tuple[str, float]],
    told_before: Iterable[str],
    tap: str | None,
    mentioned: Iterable[tuple[str, str]] = (),
) -> str | None:
    """The standpoint after one more message. `told`: its situations, the likeliest first; `told_before`: those of all others.

    A friend's standpoint is easily left: "for a friend" is often about themselves, and then their own way must be open.
    """
    if before in {None, OWN, _FRIEND} and _HAPPENS_TO_ME in mentioned:
        return OWN
    if tap:
        return OWN if any(id_[0] in _THREATENED for id_, _ in told) else before
    if before == _DID_HARM and any(id_[0] == _DEMANDED for id_, _ in told):
        return OWN  # they were made to do it
    if before not in {None, OWN}:
        return before
    # Somebody who has told of threats to themselves, or of a friend, is not taken for another on a guess.
    own = before == OWN or any(id_[0] in _THREATENED or id_ in _OF_A_FRIEND for id_ in told_before)
    found = [id_ for id_, score in told if not own or score >= SURE_OF_IT]
    return next((one.name for id_ in found for one in standpoints().values() if id_ in one.told), before)


def standpoint_turn(metadata: Mapping[str, Any], slots: Mapping[str, Any]) -> tuple[str, ...]:
    """The turn for somebody with a standpoint; empty where the rules answer."""
    standpoint = standpoints().get(slots.get("standpoint") or OWN)
    intent = metadata.get("intent")
    if standpoint is None or intent in as_usual():
        return ()
    given = {*(slots.get("answered") or ()), *(slots.get("steps_given") or ())}
    if intent == "ask_for_helplines":
        return (standpoint.helplines,)
    reply = _answer(standpoint, metadata, given)
    if reply is None and metadata.get("concern") and tier_named(metadata.get("tier")).needs_person:
        in_danger = standpoint.danger
        return (in_danger,) if in_danger else ()  # their own danger is answered by its rule
    reply = reply or _step(standpoint, given)
    if reply is None and intent in _NOTHING_SAID:
        return ()  # gentler each time, then a person
    return (*((_PRAISE,) if intent == _DONE else ()), reply or _when_all_is_said(standpoint, metadata))


def _answer(standpoint: Standpoint, metadata: Mapping[str, Any], given: set[str]) -> str | None:
    """What answers one of the situations told; that which made their standpoint known is answered once."""
    just_said = set(metadata.get("last_keys") or ())
    told = [str(id_) for id_, _ in metadata.get("situations") or ()]
    first = [id_ for id_ in told if id_ in standpoint.told and id_ not in given]
    open_ = [standpoint.answers[id_] for id_ in told if id_ in standpoint.answers and id_ not in standpoint.told]
    return next((reply for reply in (*(standpoint.answers[id_] for id_ in first), *open_) if reply not in just_said), None)


def _step(standpoint: Standpoint, given: set[str]) -> str | None:
    return next((step for step in standpoint.steps if step.removeprefix("utter_") not in given), None)


def _when_all_is_said(standpoint: Standpoint, metadata: Mapping[str, Any]) -> str:
    return standpoint.helplines if standpoint.end in (metadata.get("last_keys") or ()) else standpoint.end


def age_band_of(standpoint: str | None, told: str | None) -> str | None:
    """Whose words and helplines fit. The age that a parent or a professional tells is a child's, and so are the helplines."""
    if standpoint in {"parent", "professional"}:
        return None
    return ADULT if standpoint == "offender" else told

"""What one message adds to what is known: Rasa's slots, read from the message's metadata. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import Any, Final

from bot.conversation.case import ADULT, FROM_13_TO_17, UNDER_13, tier_named
from bot.conversation.crisis_replies import CRISIS_REPLIES
from bot.conversation.picture import Noted, Picture, situations_telling
from bot.conversation.reassurance import REASSURANCES
from bot.conversation.said import SAFETY_QUESTIONS, answered_in, question_in, steps_in
from bot.conversation.standpoint import age_band_of, standpoint_after
from bot.conversation.stuck import run_after
from bot.conversation.watched import watched_after
from bot.safety.tiers import Concern, Tier

SIMPLE_WORDS: Final = "E04"  # words are hard for them, or too many
_AGE_BANDS: Final = frozenset({UNDER_13, FROM_13_TO_17, ADULT})
_UNCLEAR: Final = frozenset({"say_something_unclear", "nlu_fallback"})


def facts_from(metadata: Mapping[str, Any], slots: Mapping[str, Any]) -> dict[str, Any]:
    """The new value of every slot.

    `metadata["last_keys"]` holds the keys of the bot's last turn: what they ask is open now, the steps they give are given,
    so no reply has to record itself. `metadata["corrections"]` holds [label, value] of all that they said is not right, oldest
    first.
    """
    last_keys = tuple(metadata.get("last_keys") or ())
    asked = question_in(last_keys)
    before = Picture.from_slot(slots.get("picture"))
    told = before.corrected([(str(label), value) for label, value in metadata.get("corrections") or ()])
    picture = told.after(_noted(metadata))
    wrong = [one for one in told.denied if one not in before.denied]
    kept = _without(slots, {label for label, _ in wrong})
    unsaid = situations_telling(wrong)
    seen_before = [one for one in slots.get("situations_seen") or () if one not in unsaid]
    heard = _situations(metadata)
    seen = _merged(seen_before, heard)
    mentioned = [(str(kind), str(value)) for kind, value in metadata.get("mentions") or ()]
    standpoint = standpoint_after(slots.get("standpoint"), _scored(metadata), seen_before, metadata.get("tap"), mentioned)
    return {
        "situations_seen": seen,
        "standpoint": standpoint,
        "watched": watched_after(metadata, tier_named(metadata.get("tier")), before=_watched_before(metadata, slots)),
        "simple_words": bool(metadata.get("simple_words", slots.get("simple_words")) or SIMPLE_WORDS in heard),
        "picture": picture.as_slot(),
        # What the picture does not hold yet stays as it was: a conversation may be older than its picture.
        "offender_known": _first_known(_only(picture, "offender_known"), kept.get("offender_known")),
        "age_band": age_band_of(standpoint, _age_band(picture) or kept.get("age_band")),
        "country": _only(picture, "country") or kept.get("country"),
        "writes_in": metadata.get("writes_in") or slots.get("writes_in"),
        "asked": asked,
        "safety_asked": bool(slots.get("safety_asked")) or asked in SAFETY_QUESTIONS,
        "steps_given": _merged(slots.get("steps_given"), steps_in(last_keys), latest_last=True),
        "answered": _merged(slots.get("answered"), answered_in(last_keys)),
        "same_turn": run_after(slots.get("same_turn"), metadata),
        "reassured": bool(slots.get("reassured")) or not REASSURANCES.isdisjoint(last_keys),
        "unclear_count": _unclear_count(metadata, asked, seen, slots.get("unclear_count")),
        "crisis_said": _merged(slots.get("crisis_said"), (key for key in last_keys if key in CRISIS_REPLIES), latest_last=True),
        "suicide_answer": _suicide_answer(metadata, asked) or slots.get("suicide_answer"),
    }


def _watched_before(metadata: Mapping[str, Any], slots: Mapping[str, Any]) -> bool:
    """What the services noted knows more than the slot: while a counsellor answered, the slot heard nothing."""
    return bool(metadata.get("watched", slots.get("watched")))


def _without(slots: Mapping[str, Any], labels: Set[str]) -> dict[str, Any]:
    """The slots without what they just said is not right. The answer about suicide stays: one denial switches nothing off."""
    return {name: value for name, value in slots.items() if name not in labels or name == "suicide_answer"}


def _situations(metadata: Mapping[str, Any]) -> Iterable[str]:
    return [str(situation) for situation, _ in metadata.get("situations") or ()]


def _scored(metadata: Mapping[str, Any]) -> list[tuple[str, float]]:
    return [(str(situation), float(score)) for situation, score in metadata.get("situations") or ()]


def _merged(old: Iterable[str] | None, new: Iterable[str], *, latest_last: bool = False) -> list[str]:
    """Both without doubles; with `latest_last` a repeated one moves to the end."""
    before, fresh = list(old or ()), list(dict.fromkeys(new))
    if latest_last:
        return [item for item in before if item not in fresh] + fresh
    return before + [item for item in fresh if item not in before]


def _noted(metadata: Mapping[str, Any]) -> Noted:
    return Noted(
        situations=_scored(metadata),
        mentions=[(str(kind), str(value)) for kind, value in metadata.get("mentions") or ()],
        tap=metadata.get("tap"),
    )


def _only(picture: Picture, label: str) -> Any:
    return next(iter(picture.values(label)), None)


def _first_known(*values: bool | None) -> bool | None:
    return next((value for value in values if value is not None), None)


def _age_band(picture: Picture) -> str | None:
    band = _only(picture, "age_band")
    return str(band) if band in _AGE_BANDS else None


def _unclear_count(metadata: Mapping[str, Any], asked: str | None, seen: list[str], before: float | None) -> float:
    """How many messages in a row were not understood. A no to nothing counts, and a yes before anything was told."""
    intent = metadata.get("intent")
    to_nothing = asked is None and (intent == "deny" or (intent == "affirm" and not seen))
    if intent in _UNCLEAR or to_nothing:
        return (before or 0.0) + 1.0
    return 0.0


def _suicide_answer(metadata: Mapping[str, Any], asked: str | None) -> str | None:
    """What they answered to the questions about suicide, or said without being asked."""
    intent, tier = metadata.get("intent"), tier_named(metadata.get("tier"))
    about_suicide = metadata.get("concern") == Concern.SUICIDE
    if (asked == "suicide_today" and intent == "affirm") or (about_suicide and tier is Tier.T0):
        return "today"
    if asked == "suicide_today" and intent == "deny":
        return "thoughts"
    said_so = about_suicide and any(situation == "H02" for situation, _ in metadata.get("situations") or ())
    if said_so or (asked == "suicide_thoughts" and intent == "affirm"):
        return "thoughts"
    return "no" if asked == "suicide_thoughts" and intent in {"deny", "deny_suicidal"} else None

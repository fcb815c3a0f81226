"""Writes what was said as bytes and reads it again, whatever the version that wrote it."""

from __future__ import annotations

import json
from typing import Any, Final

from bot.conversation.message import Button, Draft, Sender, Style
from bot.safety.assessment import Assessment, Mention, Reason, ScoredSituation
from bot.safety.tiers import Concern, Tier

_VERSION: Final = 1


class UnknownVersionError(Exception):
    """The row was written by a newer version of the program."""

    def __init__(self, version: object) -> None:
        super().__init__(f"This row has format {version!r}; this program reads up to {_VERSION}. Update the program.")


def encode(draft: Draft) -> bytes:
    """The whole draft as JSON. Fields at their default are left out: most messages are short."""
    fields = {
        "sender": draft.sender.value,
        "text": draft.text,
        "key": draft.key,
        "buttons": [_slim(id=b.id, label=b.label, tel=b.tel, url=b.url) for b in draft.buttons],
        "helplines": list(draft.helplines),
        "style": None if draft.style is Style.PLAIN else draft.style.value,
        "tap": draft.tap,
        "assessment": _assessment_fields(draft.assessment) if draft.assessment else None,
        "author": draft.author,
        "withdrawn": draft.withdrawn or None,
    }
    return to_bytes(_slim(**fields) | {"text": draft.text})


def decode(body: bytes) -> Draft:
    """Read a draft. Raises UnknownVersionError."""
    fields = from_bytes(body)
    assessment = fields.get("assessment")
    return Draft(
        sender=Sender(fields["sender"]),
        text=fields["text"],
        key=fields.get("key"),
        buttons=tuple(Button(**button) for button in fields.get("buttons", ())),
        helplines=tuple(fields.get("helplines", ())),
        style=Style(fields.get("style", Style.PLAIN)),
        tap=fields.get("tap"),
        assessment=_assessment(assessment) if assessment is not None else None,
        author=fields.get("author"),
        withdrawn=fields.get("withdrawn", False),
    )


def to_bytes(fields: dict[str, Any]) -> bytes:
    """JSON with the version in it; ASCII, so that no text whatever fails to encode."""
    return json.dumps({"v": _VERSION, **fields}, separators=(",", ":")).encode("ascii")


def from_bytes(body: bytes) -> dict[str, Any]:
    """The fields without the version. Raises UnknownVersionError."""
    fields: dict[str, Any] = json.loads(body.decode("ascii"))  # told, it need not be found out
    version = fields.pop("v", None)
    if version != _VERSION:
        raise UnknownVersionError(version)
    return fields


def _assessment_fields(found: Assessment) -> dict[str, Any]:
    return {
        "tier": found.tier.name,
        "concern": found.concern,
        "ask": found.ask,
        "intent": found.intent,
        "confidence": float(found.confidence),  # a numpy number is no JSON
        "situations": [[one.id, float(one.score)] for one in found.situations],
        "reasons": [[r.source, r.name, r.tier.name, r.words, int(r.start), int(r.end), r.like] for r in found.reasons],
        "mentions": [[one.kind, one.value, one.start, one.end] for one in found.mentions],
        "language": found.language,
        "live_person": found.live_person,
    }


def _assessment(fields: dict[str, Any]) -> Assessment:
    return Assessment(
        tier=Tier[fields["tier"]],
        concern=Concern(fields["concern"]) if fields["concern"] else None,
        ask=fields["ask"],
        intent=fields["intent"],
        confidence=fields["confidence"],
        situations=tuple(ScoredSituation(*one) for one in fields["situations"]),
        reasons=tuple(Reason(source, name, Tier[tier], *rest) for source, name, tier, *rest in fields["reasons"]),
        # Older rows lack these.
        mentions=tuple(Mention(*one) for one in fields.get("mentions", ())),
        language=fields.get("language"),
        live_person=fields.get("live_person", False),
    )


def _slim(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, [])}

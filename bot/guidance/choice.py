"""A helpline chosen for one young person, and the reasons a maintainer can check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.guidance.helpline import Helpline, Need


@dataclass(frozen=True, slots=True)
class Choice:
    """A helpline, the need it answers, and short reasons such as "country", "open now" or "second way for a medium row"."""

    helpline: Helpline
    need: Need
    why: tuple[str, ...]
    open: bool | None = None  # at the moment of choosing; None is not known


def explain(choices: Sequence[Choice]) -> list[dict[str, Any]]:
    """Rows for `bot helplines`: what is shown, in order, and why. Plain JSON values."""
    return [_row(choice.helpline, choice) for choice in choices]


def _row(line: Helpline, choice: Choice) -> dict[str, Any]:
    return {
        "id": line.id,
        "name": line.name,
        "need": choice.need.value,
        "country": line.country,
        "phone": line.phone,
        "sms": " ".join(filter(None, (line.sms.say, line.sms.to))) if line.sms else None,
        "url": line.url,
        "chat_url": line.chat_url,
        "open": choice.open,
        "confidence": line.confidence.value,
        "as_of": line.as_of,
        "why": list(choice.why),
    }

"""The opening hours of the service itself, where the operator has said them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.services.ports import Deps


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether counsellors are meant to be here at a moment. `opens_at` only while they are not."""

    open: bool
    opens_at: datetime | None = None


def opening(deps: Deps, now: datetime) -> Opening:
    """Hours that were not said close nothing."""
    if deps.hours is None or deps.hours.open_at(now):
        return Opening(open=True)
    return Opening(open=False, opens_at=deps.hours.next_opening(now))

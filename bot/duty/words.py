"""The words the duty contact reads: how many, how urgent, since when, and where to go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.safety.tiers import Tier
from bot.services.tell_duty_contact import Notice

_TIERS: Final = {Tier.T0: "T0, danger now", Tier.T1: "T1, serious"}


@dataclass(frozen=True, slots=True)
class Sender:
    """Who tells."""

    operator: str  # the name of the helpline; empty: none
    console: str  # its address


def subject(notice: Notice | None, sender: Sender) -> str:
    """One line."""
    who = sender.operator or "Unhook"
    return f"{who}: {_count(notice.waiting)} ({notice.tier.name})" if notice else f"{who}: test"


def lines(notice: Notice | None, sender: Sender) -> list[str]:
    """The whole of it."""
    if notice is None:
        what = ["This is a test. Nobody is waiting, and nothing is to be done."]
    else:
        minutes = int((notice.now - notice.since).total_seconds() // 60)
        what = [
            f"{_count(notice.waiting)} now, and nobody has come.",
            f"Most urgent: {_TIERS[notice.tier]}. Ringing since {notice.since:%H:%M} UTC ({minutes} min).",
        ]
    return [*what, f"Console: {sender.console}", "This message holds nothing that anybody wrote."]


def _count(waiting: int) -> str:
    return "1 chat needs a person" if waiting == 1 else f"{waiting} chats need a person"

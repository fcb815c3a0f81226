"""Which of the words a young person may read were reviewed, and which must be looked at again. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.guidance.copy_entry import INTERFACE, CopyEntry
from bot.guidance.copybook import CopyBook
from bot.guidance.release import UNREVIEWED, untranslated


class ReviewState(StrEnum):
    """How far an entry can be trusted."""

    MISSING = "missing"  # English has it, this language has not, or not in its own words
    EXPIRED = "expired"  # was to be looked at again by now
    UNREVIEWED = "unreviewed"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One reply and how far it can be trusted. `entry` is the English one where this language has none."""

    entry: CopyEntry
    state: ReviewState


def review(book: CopyBook, english: CopyBook, today: date) -> list[Reviewed]:
    """Every reply, in the order of its urgency and key. Interface words are reviewed with the page, not here."""
    entries = {key: book.entries.get(key, entry) for key, entry in english.entries.items()} | dict(book.entries)
    untold = (english.entries.keys() - book.entries.keys()) | set(untranslated(book))
    found = [
        Reviewed(entry, ReviewState.MISSING if key in untold else _state(entry, today))
        for key, entry in entries.items()
        if not key.startswith(INTERFACE)
    ]
    return sorted(found, key=lambda one: (-(one.entry.tier or 0), one.entry.key))


def expiring(book: CopyBook, today: date, within: timedelta) -> list[CopyEntry]:
    """Entries that are to be looked at again between today and then, the first day first."""
    soon = [entry for entry in book.entries.values() if entry.expires_on and today < entry.expires_on <= today + within]
    return sorted(soon, key=lambda entry: (str(entry.expires_on), entry.key))


def counted(found: Iterable[Reviewed]) -> dict[ReviewState, int]:
    """How many replies are in each state."""
    states: Sequence[ReviewState] = [one.state for one in found]
    return {state: states.count(state) for state in ReviewState}


def _state(entry: CopyEntry, today: date) -> ReviewState:
    if entry.expires_on is not None and entry.expires_on <= today:
        return ReviewState.EXPIRED  # whoever reviewed it: a tap that has moved helps nobody
    reviewed = entry.reviewer != UNREVIEWED and entry.reviewed_on is not None
    return ReviewState.REVIEWED if reviewed else ReviewState.UNREVIEWED

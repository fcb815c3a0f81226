"""One helpline: a way to reach real people, as one row of data/helplines has it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from bot.guidance.ages import ANY_AGE, Ages
from bot.guidance.hours import Hours
from bot.guidance.hours_words import say_hours
from bot.guidance.placeholders import fill

_ONE_NUMBER = re.compile(r"\+?\d[\d -]*\d")


def is_one_number(text: str) -> bool:
    """True when a telephone can dial the text as it stands: one number, no words and no choice of numbers."""
    return _ONE_NUMBER.fullmatch(text) is not None


class Need(StrEnum):
    """What somebody can need a helpline for.

    Offender prevention is for people worried about what they do or might do: only replies to them ask for it (K04), so that
    it can never reach somebody who is being blackmailed.
    """

    EMERGENCY = "emergency"
    CHILD_HELPLINE = "child_helpline"
    MISSING = "missing"
    SUICIDE = "suicide"
    TAKEDOWN = "takedown"
    POLICE_REPORT = "police_report"
    ADULT_IMAGE_ABUSE = "adult_image_abuse"
    ADULT_CONCERN = "adult_concern"
    SEXUAL_ABUSE_SUPPORT = "sexual_abuse_support"
    OFFENDER_PREVENTION = "offender_prevention"


KINDS = tuple(need.value for need in Need)


class Confidence(StrEnum):
    """How far a row can be trusted. Low is never shown; medium is shown with a second way to get help."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Sms:
    """A text message: the number, and the word to send when the service asks for one."""

    to: str
    say: str | None = None


@dataclass(frozen=True, slots=True)
class Helpline:
    """A row. `phone` is shown whole: some countries have one number for each service, and none is picked out of it."""

    id: str
    country: str  # ISO 3166 alpha-2; ZZ is worldwide
    name: str
    kind: str
    confidence: Confidence
    as_of: str  # YYYY, YYYY-MM or YYYY-MM-DD: the newest thing the row rests on
    sources: tuple[str, ...]
    phone: str | None = None
    sms: Sms | None = None
    url: str | None = None
    chat_url: str | None = None
    hours: Hours | None = None  # None is unknown, never "always"
    ages: Ages = ANY_AGE
    languages: tuple[str, ...] = ()
    free: bool | None = None
    region: str | None = None  # serves only this part of the country
    any_worry: bool = False  # a suicide line that also takes any other worry
    finder_for: tuple[Need, ...] = ()  # lists helplines by country: the second way beside a medium row
    note: str | None = None  # a young person may read it
    maintainers: str | None = None  # doubts; never shown

    @property
    def tel(self) -> str | None:
        """What a telephone can dial, or None when `phone` is not exactly one number."""
        return self.phone if self.phone is not None and is_one_number(self.phone) else None

    @property
    def ways(self) -> frozenset[str]:
        """Everything it can be reached by. Two rows that share a way are the same service."""
        digits = "".join(filter(str.isdigit, self.phone or ""))
        reached = (
            digits and f"tel:{digits}",
            self.sms and f"sms:{self.sms.to}:{self.sms.say}",
            self.url and self.url.rstrip("/"),
        )
        return frozenset(way for way in reached if way)

    @property
    def staffed(self) -> bool:
        """True when somebody picks up: a website alone has no opening times."""
        return bool(self.phone or self.sms or self.chat_url)

    def as_of_date(self) -> date:
        """The first day `as_of` can mean, so that a vague date counts as old sooner."""
        year, month, day = (int(part) for part in f"{self.as_of}-01-01".split("-")[:3])
        return date(year, month, day)

    def as_card(self, now: datetime, words: Mapping[str, str], said: Mapping[str, str] | None = None) -> dict[str, Any]:
        """What the page draws. `words` are the interface words of a copy book; values are plain JSON.

        `said`: texts of the rows in the reader's language; what is not in it stays as the row has it.
        """
        sms, said = self.sms, said or {}
        return {
            "id": self.id,
            "name": said.get(self.name, self.name),
            "phone": said.get(self.phone, self.phone) if self.phone else None,
            "tel": self.tel,
            "sms": (fill(words["sms_say"], {"say": sms.say, "to": sms.to}) if sms.say else sms.to) if sms else None,
            "sms_to": sms.to if sms else None,
            "sms_say": sms.say if sms else None,
            "url": self.url,
            "chat_url": self.chat_url,
            "hours": say_hours(self.hours, now, words) if self.staffed else None,
            "open": self.hours.open_at(now) if self.hours else None,
            "note": said.get(self.note, self.note) if self.note else None,
        }

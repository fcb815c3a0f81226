"""Finds the time a blackmailer has set: "by 8", "till midnight", "28 mins left", "gave me 24h", "tick tock"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CLOCK = r"(?:\d{1,2}(?:[:.]\d{2})?\s?(?:am|pm|a\.m|p\.m|o'?clock|oclock)?|midnight|midday|noon|half\s+(?:past\s+)?\w+)"
_DAY = (
    r"(?:tonight|tonite|2nite|tn|today|2day|tomorrow(?:\s+(?:night|morning))?|tmrw|tmr|tmoz|2moro|2morrow|the\s+morning|morning|lunch(?:time)?"
    r"|end\s+of\s+(?:the\s+)?(?:day|week|month)|(?:next\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day|the\s+weekend|next\s+week)"
)
_COUNT = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|ten|fifteen|twenty|thirty|half\s+an?|(?:a\s+)?few|(?:a\s+)?couple(?:\s+of)?)"
)
_SPAN = rf"(?:{_COUNT}\s?(?:more\s+)?(?:mins?|minutes?|m|hours?|hrs?|h|secs?|seconds?|days?|weeks?)\b)"
_DEADLINE = re.compile(
    rf"\b(?:by|b4|before|till|til|until|untill)\s+(?:(?:the\s+)?{_DAY}|{_CLOCK}|school|bed(?:time)?|dinner|tea)\b(?!\s*(?:quid|pounds|dollars|euros|%|pics?))"
    rf"|\b{_SPAN}\s*(?:left|to\s+(?:pay|send|decide|do|reply|answer|get|find|give)|or\b|before|b4|until|till)"
    rf"|\b(?:in|within|next)\s+{_SPAN}"
    rf"|\b(?:gave|giving|given|give|gives|got|get|have|has|only|ive)\s+(?:me\s+|us\s+|him\s+|u\s+|you\s+)?(?:got\s+)?(?:only\s+|like\s+|about\s+|just\s+)?(?:till\s+{_CLOCK}|{_SPAN})"
    rf"|(?:\bat|@)\s?(?:exactly\s+)?{_CLOCK}(?=\W|$)(?!\s*(?:school|quid|pounds))"
    rf"|\btick\s?tock\b|\b(?:countdown|counting\s+down|time(?:'?s|\s+is)\s+(?:up|running\s+out)|clocks?(?:'?s|\s+is)\s+(?:ticking|running)|last\s+(?:chance|warning)|final\s+warning)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The words that set the time, and where they stand."""

    words: str
    start: int
    end: int


def find_deadlines(text: str) -> tuple[Deadline, ...]:
    """Every set time, in its order. Whether a blackmailer set it is for the situations to say."""
    return tuple(Deadline(found.group().strip(), *found.span()) for found in _DEADLINE.finditer(text))

"""Chooses which helplines one young person sees, in which order, and why: the front door of the directory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.guidance.ages import Ages, ages_of
from bot.guidance.choice import Choice, explain
from bot.guidance.chooser import Chooser, each_service_once
from bot.guidance.directory import WORLDWIDE, Country, Directory
from bot.guidance.helpline import Confidence, Helpline, Need, Sms

__all__ = ["WORLDWIDE", "Choice", "Confidence", "Country", "Directory", "Helpline", "Need", "Sms", "choose", "explain"]

# These are asked for by or about adults, so an age that nobody told is no reason to leave their rows out.
_ADULT_NEEDS = (Need.ADULT_IMAGE_ABUSE, Need.ADULT_CONCERN, Need.OFFENDER_PREVENTION)
_SOME_ADULT = Ages(18, 18)


def choose(
    directory: Directory,
    *,
    country: str | None,
    needs: Sequence[Need],
    now: datetime,
    default_country: str,
    age: int | None = None,
    age_band: str | None = None,
    languages: Sequence[str] = (),
    per_need: int | None = None,
) -> list[Choice]:
    """What to show, best first: the emergency number before all when it is asked for, then the needs in the order given.

    Low rows never, each service once, ages fit; what serves one of the `languages` (BCP-47) before what does not, and open
    lines before those that may be shut. `per_need` limits the rows for
    one need; the second way beside rows that may be wrong comes on top of it.
    """
    chooser = Chooser(directory, country, default_country, now, per_need, frozenset(languages))
    person, told = ages_of(age=age, age_band=age_band), age is not None or age_band is not None
    choices: list[Choice] = []
    for need in sorted(dict.fromkeys(needs), key=lambda need: need is not Need.EMERGENCY):
        choices += chooser.answer(need, _SOME_ADULT if need in _ADULT_NEEDS and not told else person)
    return list(each_service_once(choices))

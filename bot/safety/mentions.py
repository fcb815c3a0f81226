"""Collects what a message says in passing: age, country, sums, deadlines, and the words of data/risk/<language>/mentions.yml."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from bot.safety.ages import find_ages
from bot.safety.amounts import find_amounts
from bot.safety.assessment import Mention
from bot.safety.deadlines import find_deadlines
from bot.safety.places import Places
from bot.safety.rulebook import Cue, Match, Rule, Speaker

_WORD: Final = re.compile(r"\w+")

# Said of oneself: in a pasted chat the offender's lines say nothing about these.
_OWN: Final = frozenset({"age", "country", "confidant", "wish", "watched", "victim", "denied"})

_ONE_OF: Final = frozenset({"age", "country"})  # nobody has two

# What they say is not so (data/risk/<language>/denied.yml), and the situations that it would be.
DENIED: Final[Mapping[str, frozenset[str]]] = {
    "shared": frozenset({"C01"}),
    "paid": frozenset({"C02"}),
    "sent_more": frozenset({"C03"}),
    "meeting": frozenset({"I02"}),
    "asked_to_meet": frozenset({"B04", "I02"}),
    "hurt": frozenset({"A07", "D04", "I04", "I05"}),
    "afraid_at_home": frozenset({"F03", "I04"}),
    "near": frozenset({"A07", "I01"}),
    "running_away": frozenset({"I03"}),
    "family": frozenset({"D04"}),
    "trusted_adult": frozenset({"D05"}),
    "hurting_others": frozenset({"K02"}),
    "taken": frozenset({"H04"}),
}

# Facts that tell of no danger by themselves, and the little words beside them: "on skype", "im thirteen years old".
_HARMLESS: Final = frozenset({"age", "country", "platform", "amount"})
_LITTLE: Final = frozenset(
    "a am an and app at call chat dm dms first from game group here i im in is it its just my ok old on only over server so the"
    " then through um using via was year years yeah yes yo yrs de el en es fue la por".split()
)

# Once one of these is said, "some random" and "a scammer" are figures of speech, or what they thought at first.
_KNOWN: Final = frozenset(("offender", who) for who in ("partner", "ex", "classmate", "friend", "family", "trusted_adult"))


def says_only_facts(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether a message answers with an age, a country, an app or a sum, and says nothing else."""
    told = [one for one in mentions if one.kind in _HARMLESS]
    words = [
        found for found in _WORD.finditer(text) if not any(one.start < found.end() and found.start() < one.end for one in told)
    ]
    return bool(told) and all(found.group().casefold() in _LITTLE for found in words)


class Mentions:
    """Finds them all. Rather nothing than something wrong: a counsellor relies on it."""

    def __init__(self, cues: Sequence[Cue], places: Places) -> None:
        self._cues = frozenset(cues)
        self._places = places

    def find(
        self, text: str, found: Mapping[Rule | Cue, tuple[Match, ...]], says: Callable[[Match], Speaker]
    ) -> tuple[Mention, ...]:
        """Each kind and value once, where it is said first. `found`: what the rulebook noticed; `says`: whose words they are."""
        first: dict[tuple[str, str], Mention] = {}
        for mention in sorted(self._all(text, found), key=lambda one: one.start):
            own = mention.kind not in _OWN or says(Match(mention.start, mention.end)) is Speaker.YOUNG_PERSON
            if own:
                first.setdefault((mention.kind, "" if mention.kind in _ONE_OF else mention.value), mention)
        if not _KNOWN.isdisjoint(first):
            first.pop(("offender", "stranger"), None)
        return tuple(first.values())

    def _all(self, text: str, found: Mapping[Rule | Cue, tuple[Match, ...]]) -> Iterator[Mention]:
        yield from (Mention("age", str(age.years), age.start, age.end) for age in find_ages(text))
        yield from (Mention("country", *place) for place in self._places.find_all(text))
        yield from (Mention("amount", amount.value, amount.start, amount.end) for amount in find_amounts(text))
        yield from (Mention("deadline", one.words, one.start, one.end) for one in find_deadlines(text))
        for owner, places in found.items():
            if owner in self._cues:
                kind, _, value = owner.name.partition(".")
                yield from (Mention(kind, value, place.start, place.end) for place in places)

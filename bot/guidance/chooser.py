"""Finds the helplines that answer one need at one place and moment: who takes this age, what is open, what backs it up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.guidance.ages import Ages
from bot.guidance.choice import Choice
from bot.guidance.directory import WORLDWIDE, Directory
from bot.guidance.helpline import Confidence, Helpline, Need

# Who helps instead where the service for a need is not meant for this age. Take It Down is for pictures of under-18s and
# StopNCII for pictures of adults; the two are never swapped.
_FOR_ADULTS = {Need.CHILD_HELPLINE: (Need.SUICIDE, Need.ADULT_IMAGE_ABUSE), Need.TAKEDOWN: (Need.ADULT_IMAGE_ABUSE,)}
_FOR_CHILDREN = {
    Need.ADULT_CONCERN: (Need.CHILD_HELPLINE,),
    Need.ADULT_IMAGE_ABUSE: (Need.TAKEDOWN,),
    Need.MISSING: (Need.CHILD_HELPLINE,),
    Need.SEXUAL_ABUSE_SUPPORT: (Need.CHILD_HELPLINE,),
    Need.SUICIDE: (Need.CHILD_HELPLINE,),
}
_OPEN_FIRST = {True: 0, None: 1, False: 2}


@dataclass(frozen=True, slots=True)
class Chooser:
    """Answers needs. `country` None means not known: the default country's rows, with a worldwide finder beside them."""

    directory: Directory
    country: str | None
    default_country: str
    now: datetime
    per_need: int | None = None
    languages: frozenset[str] = frozenset()  # those the young person knows

    @property
    def place(self) -> str:
        """Whose rows come first."""
        return self.country or self.default_country

    def answer(self, need: Need, person: Ages) -> list[Choice]:
        """The rows for one need, best first, with a second way where they may not be enough."""
        others = _FOR_ADULTS.get(need, ()) if person.adult else ()
        found = [choice for choice in self._rows(self.place, need, person) if not others or choice.helpline.ages.max is not None]
        if others or all(choice.helpline.region for choice in found):
            found += self._instead(need, others or _FOR_CHILDREN.get(need, ()), person)
        found += self._rows(WORLDWIDE, need, person)
        shown = list(each_service_once(sorted(found, key=self._order)))[: self.per_need]
        return shown + self._second_way(need, others, shown)

    def _rows(self, place: str, need: Need, person: Ages) -> list[Choice]:
        rows = (row for row in self.directory.of(place) if row.kind == need and not row.finder_for)
        return [self._choice(row, need) for row in rows if row.ages.covers(person)]

    def _choice(self, row: Helpline, need: Need, *more: str) -> Choice:
        return Choice(row, need, (*self._why(row), *more), row.hours.open_at(self.now) if row.hours else None)

    def _instead(self, need: Need, others: Sequence[Need], person: Ages) -> list[Choice]:
        """Lines of another kind that take this person; of the suicide lines only those that take any worry."""
        places = dict.fromkeys((self.place, WORLDWIDE))
        rows = [choice for other in others for place in places for choice in self._rows(place, other, person)]
        return [
            replace(choice, need=need, why=(f"instead of {need.value}", *choice.why))
            for choice in rows
            if choice.helpline.kind != Need.SUICIDE or choice.helpline.any_worry
        ]

    def _second_way(self, need: Need, others: Sequence[Need], shown: Sequence[Choice]) -> list[Choice]:
        """Worldwide finders: one beside rows that may be wrong or shut, all of them where there is nothing else."""
        finders = [row for finding in others or (need,) for row in self.directory.finders(finding)]
        reason = self._doubt(shown)
        if reason is None:
            return []
        choices = [self._choice(row, need, reason) for row in finders]
        return choices[:1] if any(choice.helpline.country != WORLDWIDE for choice in shown) else choices

    def _doubt(self, shown: Sequence[Choice]) -> str | None:
        rows = [choice.helpline for choice in shown]
        if self.country is None:
            return "country not known"
        if all(row.country == WORLDWIDE for row in rows):
            return "no row in this country"
        if self.languages and all(row.languages and not self._speaks(row) for row in rows):
            return "none speaks their language"
        if any(row.confidence is Confidence.MEDIUM for row in rows):
            return "second way for a medium row"
        if all(row.region for row in rows):
            return "second way for a regional row"
        return "second way while closed" if all(choice.open is False for choice in shown) else None

    def _order(self, choice: Choice) -> tuple[bool, int, bool, bool, bool]:
        """Who speaks their language first: nobody is helped by a line that does not understand them.

        Then open before unknown before closed, near before far, the whole country before a region, high before medium.
        """
        row = choice.helpline
        return (
            not self._speaks(row),
            _OPEN_FIRST[choice.open],
            row.country == WORLDWIDE,
            row.region is not None,
            row.confidence is not Confidence.HIGH,
        )

    def _speaks(self, row: Helpline) -> bool:
        return not self.languages.isdisjoint(row.languages)

    def _why(self, row: Helpline) -> tuple[str, ...]:
        place = "worldwide" if row.country == WORLDWIDE else "country" if self.country else "default country"
        spoken = sorted(self.languages.intersection(row.languages))
        language = (f"speaks {', '.join(spoken)}",) if spoken else ()
        return place, "no age limit known" if row.ages.unlimited else "age fits", *language, self._opening(row)

    def _opening(self, row: Helpline) -> str:
        if not row.staffed:
            return "website"
        if row.hours is None:
            return "hours not known"
        opens = row.hours.next_opening(self.now)
        return f"closed, opens {opens:%a %H:%M}" if opens else "open now"


def each_service_once(choices: Iterable[Choice]) -> Iterator[Choice]:
    """Leave out what can already be reached through an earlier row: the same service can have a row for each kind."""
    seen: set[str] = set()
    for choice in choices:
        if not seen & choice.helpline.ways:
            seen |= choice.helpline.ways
            yield choice

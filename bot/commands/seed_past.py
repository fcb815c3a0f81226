"""Makes up sixty ordinary days for `bot seed --demo`: the same each time, so that pictures of it can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Final

from bot.commands.seed_plot import Demo, Plot
from bot.commands.seed_stage import Play, Stage, played
from bot.conversation.feedback import Answer
from bot.conversation.practice import Script
from bot.safety.tiers import Tier
from bot.services.count_abandoned import count_abandoned_waits
from bot.services.count_ending import count_endings
from bot.services.feedback import give_feedback
from bot.services.forget import forget_expired
from bot.services.incident_list import all_incidents, see_incident
from bot.services.records import Counsellor, Role
from bot.services.reviews import rate, reviews_for

DAYS: Final = 60
_APART: Final = timedelta(hours=5)  # the past ends before the scene of today begins, and an hour after its last one began
_FEWEST, _MOST = 4, 9  # conversations a day
_HOURS: Final = (15, 16, 17, 18, 19, 19, 20, 20, 21, 21, 22, 23)  # when they begin
_FATES: Final = {"silent": 5, "bot": 25, "leaves": 10, "close": 50, "return": 10}  # in a hundred, as a helpline might see it
_FEEDBACK: Final = 0.7  # the share of those who are asked and answer
_READ_AGAIN: Final = 0.6
_ANSWERS: Final = (Answer.HELPED, Answer.HELPED, Answer.HELPED, Answer.A_BIT, Answer.A_BIT, Answer.NOT)


class Past:
    """One day after the other."""

    def __init__(self, stage: Stage, demo: Demo, scripts: Sequence[Script]) -> None:
        self._stage = stage
        self._demo = demo
        self._scripts = scripts
        # Nothing secret: the same each time. One for each use, as what is drawn for a second reading is left to real chance.
        self._chance, self._feedback, self._readings = (Random(seed) for seed in (7, 8, 9))  # noqa: S311
        self._counsellors = [one for one in demo.staff if one.role is Role.COUNSELLOR and one.pause is None]

    def days(self, now: datetime) -> Iterator[int]:
        """Play each day up to yesterday, and say which one is done."""
        midnight = (now - _APART - timedelta(hours=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        for number in range(DAYS, 0, -1):
            day = midnight - timedelta(days=number)
            self._stage.run(self._plays(day), min(day + timedelta(hours=30), now - _APART))
            self._stage.leave_nothing([one.name for one in self._counsellors])
            self._count()
            yield DAYS - number + 1
        forget_expired(self._stage.deps)

    def _plays(self, day: datetime) -> list[tuple[datetime, Play]]:
        shift = [one.name for one in self._chance.sample(self._counsellors, k=min(2, len(self._counsellors)))]
        plays = []
        for _ in range(self._chance.randint(_FEWEST, _MOST)):
            at = day + timedelta(hours=self._chance.choice(_HOURS), minutes=self._chance.randint(0, 59))
            plays.append((at, self._with_feedback(self._plot(shift), shift)))
        return plays

    def _with_feedback(self, plot: Plot, shift: Sequence[str]) -> Play:
        conversation_id = yield from played(self._stage, plot, shift)
        if plot.ends and self._feedback.random() < _FEEDBACK:
            give_feedback(self._stage.deps, conversation_id, self._feedback.choice(_ANSWERS))
        return conversation_id

    def _plot(self, shift: Sequence[str]) -> Plot:
        script = self._chance.choice(self._scripts)
        (fate,) = self._chance.choices(tuple(_FATES), weights=tuple(_FATES.values()))
        urgent = script.tier.needs_person
        if fate == "silent":
            return Plot(script, lines=0)
        if fate == "bot" and not urgent:
            return Plot(script, lines=len(script.opening) - 1)
        if fate == "leaves":
            return Plot(script, leaves=True, taken_by=tuple(shift), after=1)
        turns = self._chance.randint(2, 5)
        return Plot(
            script,
            taken_by=tuple(shift),
            after=self._chance.uniform(0.1, 1) if urgent else self._chance.uniform(1, 9),
            says=self._demo.says.get(script.language, self._demo.says["en"])[:turns],
            note=self._demo.note if turns == 2 else "",  # noqa: PLR2004 - some of them
            ends="return" if fate == "return" else "close",
            record={"follow_up": self._demo.follow_up},
        )

    def _count(self) -> None:
        """What the sweeper does in between, and a supervisor in the morning."""
        deps = self._stage.deps
        count_abandoned_waits(deps)
        count_endings(deps)
        for reader in self._readers():
            for one in reviews_for(deps, reader):
                if self._readings.random() < _READ_AGAIN:
                    with deps.store.read() as tx:
                        known = tx.review(one.conversation_id)
                    found = known.found_tier if known else Tier.T3
                    rate(deps, one.conversation_id, reader, self._second_look(found))
            for told in all_incidents(deps, reader):
                if told.incident.seen_at is None:
                    see_incident(deps, told.incident.number, reader)

    def _second_look(self, found: Tier) -> Tier:
        """Mostly the same, sometimes one tier up or down."""
        by = self._readings.choice((0, 0, 0, 0, 0, 0, 1, -1))
        return Tier(min(max(found + by, min(Tier)), max(Tier)))

    def _readers(self) -> list[Counsellor]:
        return [one for one in self._stage.staff.values() if one.role is Role.SUPERVISOR]

"""Makes a report of the counts of a period, with small numbers hidden: the one source of page, file and command line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from bot.conversation.period import Period, Step
from bot.services.count import Measure
from bot.services.ports import Deps
from bot.services.report_care import alarms, answers, hands, replies, reviews, waited, waits
from bot.services.report_conversations import conversations, situations
from bot.services.report_table import Table, Tally, numeric


@dataclass(frozen=True, slots=True)
class Report:
    """What can be told of a period."""

    period: Period
    step: Step  # of the table of days
    tables: tuple[Table, ...]


def report(deps: Deps, period: Period) -> Report:
    """Read the counts of some days and tell them. See bot/decisions/0022 for what is told and what is not."""
    with deps.store.read() as tx:
        tally = Tally(tx.statistics_sum(period.first, period.last))
        by_day = tx.statistics(period.first, period.last, Measure.TIER.value)
    a_day: Counter[date] = Counter()
    for one in by_day:
        a_day[one.day] += one.count
    step = period.step_for(sum(a_day.values()))
    steps = {part: sum(count for day, count in a_day.items() if part.first <= day <= part.last) for part in period.parts(step)}
    overview, *by_conversation = conversations(tally, steps)
    tiers = next({str(row[0]): numeric(row[1]) for row in table.rows} for table in by_conversation if table.id == "tiers")
    tables = (
        replace(overview, rows=(*overview.rows, *waited(tally))),
        *by_conversation,
        situations(tally),
        waits(tally),
        answers(tally),
        alarms(tally),
        replies(tally),
        *hands(tally),
        reviews(tally, tiers),
    )
    return Report(period, step, tables)


def today(deps: Deps) -> date:
    """The operator's day that is running."""
    with deps.store.read() as tx:
        return tx.day_of(deps.clock())

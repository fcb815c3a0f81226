"""The tables of a report that are about the conversations themselves: how many, how urgent, in which language, about what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.conversation.period import Period
from bot.conversation.small_numbers import tell, tell_ways
from bot.services.count import Measure
from bot.services.report_table import Cell, Table, Tally

OTHERS: Final = "others"


def conversations(tally: Tally, steps: Mapping[Period, int]) -> tuple[Table, ...]:
    """The same conversations by day, tier, language and country: all of these add up to the same total."""
    tiers = tally.by_tier(Measure.TIER)
    languages, countries = ({**tally.of(measure), OTHERS: 0} for measure in (Measure.LANGUAGE, Measure.COUNTRY))
    by_day = {part.first.isoformat(): max(0, count) for part, count in steps.items()}
    told_days, told_tiers, told_languages, told_countries = tell_ways([by_day, tiers, languages, countries])
    begun, wrote, silent = tally.one(Measure.BEGUN), tally.one(Measure.ENDED, "wrote"), tally.one(Measure.ENDED, "silent")
    # Those who began and those who wrote differ by about those who were silent: where that is small, neither is told.
    gives_away = tell(silent) is None or tell(abs(begun - wrote)) is None or told_tiers.total is None
    overview = (
        ("conversations", told_tiers.total),
        ("begun", None if gives_away else tell(begun)),
        ("silent", None if gives_away else silent),
    )
    return (
        Table("overview", ("what", "count"), overview),
        Table(
            "days",
            ("from", "to", "conversations"),
            tuple((part.first.isoformat(), part.last.isoformat(), told_days.parts[part.first.isoformat()]) for part in steps),
        ),
        Table("tiers", ("tier", "conversations"), tuple(told_tiers.parts.items())),
        Table("languages", ("language", "conversations"), _listed(told_languages.parts, told_languages.total)),
        Table("countries", ("country", "conversations"), _listed(told_countries.parts, told_countries.total)),
    )


def situations(tally: Tally) -> Table:
    """Numbers that add up to nothing: one conversation may have several situations. The greatest first."""
    told = {key: tell(count) for key, count in tally.of(Measure.SITUATION).items()}
    ordered = sorted(told.items(), key=lambda row: (-(row[1] or 0), row[0]))
    return Table("situations", ("situation", "conversations"), tuple(ordered))


def _listed(parts: Mapping[str, int | None], total: int | None) -> tuple[tuple[Cell, ...], ...]:
    """The greatest first. Those that are hidden are not even named: what is left of the total stands for them."""
    told = {key: count for key, count in parts.items() if count}
    left = None if total is None else total - sum(told.values())
    rows = sorted(told.items(), key=lambda row: (-row[1], row[0]))
    return (*rows, (OTHERS, left)) if left != 0 else tuple(rows)

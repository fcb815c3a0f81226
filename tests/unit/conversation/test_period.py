"""A period is cut into days, weeks or months, and no day is lost or told twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.period import Period, Step

PERIODS = st.builds(
    lambda first, days: Period(first, first + timedelta(days=days)),
    st.dates(date(2024, 1, 1), date(2028, 1, 1)),
    st.integers(0, 365),
)


MANY = 100_000


@pytest.mark.parametrize(("days", "step"), [(1, Step.DAY), (31, Step.DAY), (32, Step.WEEK), (183, Step.WEEK), (184, Step.MONTH)])
def test_the_longer_it_is_the_longer_are_its_parts(days: int, step: Step) -> None:
    first = date(2026, 1, 1)
    assert Period(first, first + timedelta(days=days - 1)).step_for(MANY) is step


@pytest.mark.parametrize(
    ("total", "step"), [(280, Step.DAY), (279, Step.WEEK), (50, Step.WEEK), (39, Step.MONTH), (0, Step.MONTH)]
)
def test_the_fewer_there_are_the_longer_are_its_parts(total: int, step: Step) -> None:
    assert Period(date(2026, 2, 1), date(2026, 2, 28)).step_for(total) is step


def test_weeks_go_from_monday_to_sunday_and_the_edges_may_be_shorter() -> None:
    parts = Period(date(2026, 3, 1), date(2026, 4, 2)).parts(Step.WEEK)
    assert [part.first.isoformat() for part in parts] == [f"2026-03-{day:02}" for day in (1, 2, 9, 16, 23, 30)]
    assert parts[0].days == 1
    assert parts[-1].last == date(2026, 4, 2)


def test_months_end_on_their_last_day() -> None:
    parts = Period(date(2027, 10, 15), date(2028, 4, 20)).parts(Step.MONTH)
    assert [part.last.isoformat() for part in parts] == [
        "2027-10-31",
        "2027-11-30",
        "2027-12-31",
        "2028-01-31",
        "2028-02-29",
        "2028-03-31",
        "2028-04-20",
    ]


@given(PERIODS, st.sampled_from(Step))
def test_every_day_is_in_exactly_one_part(period: Period, step: Step) -> None:
    days = [part.first + timedelta(days=n) for part in period.parts(step) for n in range(part.days)]
    assert days == [period.first + timedelta(days=n) for n in range(period.days)]


@given(PERIODS, st.integers(0, 2000))
def test_a_line_has_no_more_points_than_one_can_read(period: Period, total: int) -> None:
    assert len(period.parts(period.step_for(total))) <= 31

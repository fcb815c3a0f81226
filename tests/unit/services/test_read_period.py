"""The days of a report: usual ones where none are said, and a sentence one can act on where they are wrong."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.period import Period
from bot.services.read_period import LONGEST, BadPeriodError, read_period

TODAY = date(2026, 3, 15)


def test_without_days_the_last_four_weeks_up_to_yesterday_are_told() -> None:
    assert read_period(None, None, TODAY) == Period(date(2026, 2, 15), date(2026, 3, 14))
    assert read_period(None, None, TODAY).days == 28


def test_one_day_may_be_left_out() -> None:
    assert read_period("2026-03-01", None, TODAY) == Period(date(2026, 3, 1), date(2026, 3, 14))
    assert read_period(None, "2026-03-01", TODAY) == Period(date(2026, 2, 2), date(2026, 3, 1))


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("yesterday", None, "`from` is no day. Write year, month and day as in 2026-03-01."),
        ("2026-02-01", "2026-02-30", "`to` is no day. Write year, month and day as in 2026-03-01."),
        ("2026-03-10", "2026-03-09", "`from` (2026-03-10) is after `to` (2026-03-09). Exchange them."),
        ("2026-03-01", "2026-03-15", "`to` is 2026-03-15: that day is not over. The newest day that can be told is 2026-03-14."),
        ("2025-01-01", "2026-03-01", "2025-01-01 to 2026-03-01 is longer than a year. Choose at most 366 days."),
    ],
)
def test_days_that_cannot_be_used_are_refused_with_what_to_do(first: str, last: str | None, said: str) -> None:
    with pytest.raises(BadPeriodError) as refused:
        read_period(first, last, TODAY)
    assert str(refused.value) == said


@given(st.none() | st.text(max_size=12) | st.dates().map(str), st.none() | st.text(max_size=12) | st.dates().map(str))
def test_whatever_is_written_it_is_a_period_that_is_over_or_refused(first: str | None, last: str | None) -> None:
    with suppress(BadPeriodError):
        period = read_period(first, last, TODAY)
        assert period.first <= period.last < TODAY
        assert period.days <= LONGEST

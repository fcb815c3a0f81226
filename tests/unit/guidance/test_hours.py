"""Opening hours: the edges of a span, nights over midnight, clock changes, and properties that hold for all of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.guidance.hours import Hours, Span
from bot.guidance.hours_reader import HoursShapeError, read_hours

LONDON = ZoneInfo("Europe/London")
ZONES = [
    ZoneInfo(name) for name in ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia")
]


def weekly(days: str, start: str, end: str) -> Hours:
    hours = read_hours([{"days": days, "from": start, "to": end}], LONDON)
    assert hours is not None
    return hours


OFFICE = weekly("mon-fri", "10:00", "16:00")
EVENING = weekly("mon-sun", "17:00", "24:00")
NIGHT = weekly("fri", "22:00", "02:00")


def london(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON, fold=fold)


@pytest.mark.parametrize(
    ("hours", "moment", "is_open"),
    [
        (OFFICE, "2026-11-23T09:59:59", False),
        (OFFICE, "2026-11-23T10:00:00", True),
        (OFFICE, "2026-11-23T15:59:59", True),
        (OFFICE, "2026-11-23T16:00:00", False),
        (OFFICE, "2026-11-22T12:00:00", False),  # a Sunday
        (EVENING, "2026-11-22T16:59:59", False),
        (EVENING, "2026-11-22T23:59:59", True),
        (EVENING, "2026-11-23T00:00:00", False),
        (NIGHT, "2026-11-27T23:00:00", True),  # Friday night
        (NIGHT, "2026-11-28T01:59:59", True),  # runs into Saturday
        (NIGHT, "2026-11-28T02:00:00", False),
        (NIGHT, "2026-11-27T01:00:00", False),  # Friday morning belongs to Thursday night
    ],
)
def test_a_line_is_open_from_its_first_minute_until_its_last(hours: Hours, moment: str, is_open: bool) -> None:
    assert hours.open_at(london(moment)) is is_open


@pytest.mark.parametrize(
    ("hours", "moment", "opens"),
    [
        (OFFICE, "2026-11-23T09:00:00", "2026-11-23T10:00:00"),
        (OFFICE, "2026-11-23T16:00:00", "2026-11-24T10:00:00"),
        (OFFICE, "2026-11-27T18:00:00", "2026-11-30T10:00:00"),  # over the weekend
        (NIGHT, "2026-11-28T02:00:00", "2026-12-04T22:00:00"),  # almost a week
        (OFFICE, "2026-03-27T20:00:00", "2026-03-30T10:00:00"),  # the clocks go forward in between
        (OFFICE, "2026-10-23T20:00:00", "2026-10-26T10:00:00"),  # and back
    ],
)
def test_a_closed_line_says_when_it_opens_by_its_own_clock(hours: Hours, moment: str, opens: str) -> None:
    assert hours.next_opening(london(moment)) == london(opens)


def test_an_open_line_has_no_next_opening() -> None:
    assert OFFICE.next_opening(london("2026-11-23T12:00:00")) is None
    assert Hours(UTC, always=True).next_opening(london("2026-11-23T03:00:00")) is None


def test_the_time_zone_of_the_caller_does_not_matter() -> None:
    moment = london("2026-07-06T10:30:00")
    assert OFFICE.open_at(moment)
    assert OFFICE.open_at(moment.astimezone(UTC))
    assert OFFICE.open_at(moment.astimezone(ZoneInfo("Asia/Tokyo")))
    assert not OFFICE.open_at(datetime(2026, 7, 6, 15, 30, tzinfo=UTC)), "16:30 in London's summer"


def test_a_time_that_the_clock_change_makes_unsure_counts_as_closed() -> None:
    early = weekly("sun", "01:30", "05:00")
    late = weekly("sun", "00:00", "01:30")
    # 01:30 comes twice on 25 October 2026: a line opens at the second and closes at the first.
    assert not early.open_at(london("2026-10-25T01:45:00", fold=0))
    assert early.open_at(london("2026-10-25T01:45:00", fold=1))
    assert not late.open_at(london("2026-10-25T01:15:00", fold=1))
    # On 29 March 2026 there is no 01:30: the line opens at the later of the two readings.
    assert early.next_opening(london("2026-03-29T00:30:00")) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        "24/7",
        True,
        [],
        {"always": False},
        [{"days": "mon-fri", "from": 600, "to": "16:00"}],  # what YAML makes of an unquoted 10:00
        [{"days": "mon-fri", "from": "10:00"}],
        [{"days": "monday", "from": "10:00", "to": "16:00"}],
        [{"days": "mon", "from": "24:00", "to": "02:00"}],
        [{"days": "mon", "from": "10:00", "to": "10:00"}],
        [{"days": "mon", "from": "10:60", "to": "16:00"}],
        [{"days": "mon", "from": "10:00", "to": "24:30"}],
    ],
)
def test_hours_in_no_known_shape_are_refused(value: object) -> None:
    with pytest.raises(HoursShapeError):
        read_hours(value, UTC)


def test_unknown_hours_stay_unknown() -> None:
    assert read_hours(None, UTC) is None


@pytest.mark.parametrize(
    ("days", "expected"),
    [("mon", {0}), ("mon-wed", {0, 1, 2}), ("sat-mon", {5, 6, 0}), ("mon, wed-thu", {0, 2, 3}), ("mon-sun", set(range(7)))],
)
def test_days_are_read_alone_in_runs_and_in_lists(days: str, expected: set[int]) -> None:
    hours = weekly(days, "10:00", "16:00")
    assert hours.spans[0].days == expected


spans = st.builds(
    Span,
    days=st.frozensets(st.integers(0, 6), min_size=1),
    start=st.integers(0, 1439),
    end=st.integers(0, 1440),
).filter(lambda span: span.start != span.end)
any_hours = st.builds(Hours, zone=st.sampled_from(ZONES), spans=st.lists(spans, min_size=1, max_size=3).map(tuple))
moments = st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes))


@given(any_hours, moments)
def test_at_its_next_opening_a_line_is_open_and_a_moment_before_it_is_not(hours: Hours, now: datetime) -> None:
    opens = hours.next_opening(now)
    if hours.open_at(now):
        assert opens is None
    elif opens is not None:
        assert opens > now
        assert hours.open_at(opens)
        assert not hours.open_at(opens.astimezone(UTC) - timedelta(microseconds=1))


@given(any_hours, moments)
def test_a_line_with_weekly_hours_opens_again_within_a_week(hours: Hours, now: datetime) -> None:
    assume(not _clocks_change_near(hours, now))  # a short span inside the lost hour is lost for that week
    opens = hours.next_opening(now)
    assert hours.open_at(now) or (opens is not None and opens - now <= timedelta(days=7))


@given(any_hours, moments, st.integers(1, 300))
def test_a_line_stays_closed_until_it_says_it_opens(hours: Hours, now: datetime, step: int) -> None:
    opens = hours.next_opening(now)
    if opens is not None:
        between = now + (opens - now) * (step / 301)
        assert not hours.open_at(between)


@given(moments, st.sampled_from(ZONES))
def test_a_line_that_is_always_open_is_open_at_any_moment(now: datetime, zone: ZoneInfo) -> None:
    assert Hours(zone, always=True).open_at(now)


def _clocks_change_near(hours: Hours, now: datetime) -> bool:
    offsets = {(now + timedelta(days=day)).astimezone(hours.zone).utcoffset() for day in range(-2, 10)}
    return len(offsets) > 1

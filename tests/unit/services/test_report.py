"""A report tells what was counted in its days, and nothing from which a small number could be worked out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.period import Period, Step
from bot.conversation.small_numbers import SMALLEST
from bot.safety.tiers import Tier
from bot.services.count import Measure
from bot.services.report import Report, report, today
from bot.services.report_care import alarms, answers, hands, replies, reviews, waited, waits
from bot.services.report_conversations import conversations, situations
from bot.services.report_table import Table, Tally
from tests.world import World

FEBRUARY = Period(date(2026, 2, 1), date(2026, 2, 28))


def fill(world: World, counts: dict[Measure, dict[str, int]], *, day: int = 10) -> None:
    """Put counts onto a day of February."""
    with world.store.write() as tx:
        for measure, keys in counts.items():
            for key, count in keys.items():
                tx.count(datetime(2026, 2, day, 12, tzinfo=UTC), measure.value, key, count)


def rows(told: Report, name: str) -> list[tuple[Any, ...]]:
    (table,) = (table for table in told.tables if table.id == name)
    return list(table.rows)


def table(found: Table) -> dict[Any, tuple[Any, ...]]:
    return {row[0]: row[1:] for row in found.rows}


def tally(**counts: dict[str, int]) -> Tally:
    return Tally((measure, key, count) for measure, keys in counts.items() for key, count in keys.items())


def test_a_report_counts_its_days_and_no_others(world: World) -> None:
    for day in (1, 28):
        fill(world, {Measure.TIER: {"T2": 200}, Measure.LANGUAGE: {"en": 200}, Measure.COUNTRY: {"GB": 200}}, day=day)
    with world.store.write() as tx:
        for moment in (datetime(2026, 1, 31, 23, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)):
            tx.count(moment, Measure.TIER.value, "T2", 100)
    told = report(world.deps, FEBRUARY)
    assert rows(told, "tiers")[2] == ("T2", 400)
    assert [row[2] for row in rows(told, "days")] == [200, *[0] * 26, 200]
    assert rows(told, "overview")[0] == ("conversations", 400)


def test_days_are_told_by_the_week_where_there_are_few(world: World) -> None:
    fill(world, {Measure.TIER: {"T2": 60}, Measure.LANGUAGE: {"en": 60}, Measure.COUNTRY: {"GB": 60}})
    told = report(world.deps, FEBRUARY)
    assert told.step is Step.WEEK
    assert rows(told, "days") == [
        ("2026-02-01", "2026-02-01", 0),
        ("2026-02-02", "2026-02-08", 0),
        ("2026-02-09", "2026-02-15", 60),
        ("2026-02-16", "2026-02-22", 0),
        ("2026-02-23", "2026-02-28", 0),
    ]


def test_an_empty_period_is_told_as_noughts(world: World) -> None:
    told = report(world.deps, FEBRUARY)
    assert rows(told, "overview") == [("conversations", 0), ("begun", 0), ("silent", 0), ("accepted", 0), ("gone", 0)]
    assert rows(told, "waits")[0] == ("T0", 0, "", "", "", "", 0, "")
    assert rows(told, "languages") == rows(told, "situations") == []


def test_the_running_day_is_the_operators(world: World) -> None:
    assert today(world.deps) == date(2026, 3, 1)


def test_a_small_language_is_not_named_and_the_rest_is_told_as_others() -> None:
    found = {table.id: table for table in conversations(_whole(en=60, es=9, cy=2), {FEBRUARY: 71})}
    assert found["languages"].rows == (("en", 60), ("others", 11))


def test_fewer_than_five_conversations_are_not_told_in_any_way() -> None:
    found = {one.id: one for one in conversations(_whole(en=3, es=1), {FEBRUARY: 4})}
    assert found["overview"].rows == (("conversations", None), ("begun", None), ("silent", None))
    assert found["days"].rows[0][2] is None
    assert found["languages"].rows == (("others", None),)
    assert table(found["tiers"])["T4"] == (None,)


@pytest.mark.parametrize(("silent", "told"), [(0, (71, 0)), (3, (None, None)), (9, (80, 9))])
def test_who_never_wrote_is_not_given_away_by_those_who_began(silent: int, told: tuple[int | None, int | None]) -> None:
    found = _whole(en=71, begun=71 + silent, silent=silent)
    (overview, *_) = conversations(found, {FEBRUARY: 71})
    assert overview.rows == (("conversations", 71), ("begun", told[0]), ("silent", told[1]))


def _whole(*, begun: int | None = None, silent: int = 0, **languages: int) -> Tally:
    total = sum(languages.values())
    return tally(
        tier={"T4": total},
        language=languages,
        country={"GB": total},
        begun={"all": total if begun is None else begun},
        ended={"wrote": total, "silent": silent},
    )


def test_situations_are_told_the_most_frequent_first_and_small_ones_without_an_order() -> None:
    found = situations(tally(situation={"A01": 4, "A02": 50, "B01": 1, "C01": 7}))
    assert found.rows == (("A02", 50), ("C01", 7), ("A01", None), ("B01", None))


def test_waits_tell_the_median_nine_of_ten_who_was_in_time_and_who_was_gone() -> None:
    counted = tally(
        wait={"T0:10": 10, "T0:60": 5, "T0:120": 5, "T1:300": 8, "T2:1800": 6, "T2:600": 6},
        abandoned={"T0": 5, "T2": 12},
    )
    found = table(waits(counted))
    assert found["T0"] == (20, 10, 120, 15, 5, 5, 20)
    assert found["T1"] == (8, 300, None, 8, 0, 0, 0)  # among eight, nine of ten would be somebody's own time
    assert found["T2"] == (12, 600, 1800, 6, 6, 12, 50)
    assert found["T3"] == (0, "", "", "", "", 0, "")


def test_who_came_late_is_hidden_together_with_who_was_in_time_where_it_was_only_a_few() -> None:
    found = table(waits(tally(wait={"T0:10": 38, "T0:120": 2})))
    assert found["T0"][:5] == (40, 10, 10, None, None)


def test_of_a_tier_that_is_hidden_nothing_is_told() -> None:
    found = table(waits(tally(wait={"T0:10": 3, "T1:60": 40, "T2:300": 30})))
    assert found["T0"] == (None, None, None, None, None, 0, None)
    assert found["T2"][0] is None  # or the total would give T0 away
    assert found["T1"][0] == 40


def test_how_many_were_gone_in_all_is_told_though_a_tier_must_be_hidden() -> None:
    counted = tally(wait={"T0:10": 30, "T2:10": 40}, abandoned={"T0": 2, "T2": 9, "T3": 6})
    assert waited(counted) == (("accepted", 70), ("gone", 17))
    assert [row[6] for row in waits(counted).rows] == [None, 0, 9, None, 0]


def test_a_wait_that_nobody_measured_to_its_end_is_told_as_longer() -> None:
    assert table(waits(tally(wait={"T3:longer": 6})))["T3"][:2] == (6, ">86400")


def test_answer_times_come_without_their_number_which_would_tell_who_heard_nothing() -> None:
    found = answers(tally(answer={"T0:20": 9, "T0:60": 3, "T1:10": 4}))
    assert found.columns == ("tier", "median_s", "ninety_s")
    assert table(found)["T0"] == (20, 60)
    assert table(found)["T1"] == (None, None)


def test_alarms_that_nobody_heard_are_told_unless_they_are_few() -> None:
    counted = tally(
        alarm={"T0": 20, "T1": 30}, heard={"T0:30": 14, "T1:60": 28}, wait={"T0:30": 14, "T1:60": 28}, abandoned={"T0": 6}
    )
    found = table(alarms(counted))
    assert found["T0"] == (20, 14, 6, 30, 30)
    assert found["T1"] == (30, None, None, None, None)


def test_alarms_do_not_give_away_how_many_were_accepted_where_that_is_hidden() -> None:
    counted = tally(wait={"T0:30": 14, "T4:60": 3, "T2:60": 80}, alarm={"T0": 14}, heard={"T0:30": 14})
    assert [row[1] for row in waits(counted).rows] == [None, 0, 80, 0, None]
    assert table(alarms(counted))["T0"] == (None, None, None, None, None)


def test_an_alarm_that_is_heard_after_midnight_makes_no_number_negative() -> None:
    assert table(alarms(tally(alarm={"T0": 20}, heard={"T0:30": 22})))["T0"][:3] == (20, 22, 0)


def test_how_often_the_bot_did_not_understand_is_told_as_a_share() -> None:
    assert replies(tally(reply={"clear": 170, "unclear": 20, "safe": 10})).rows == (
        ("clear", 170, 85),
        ("unclear", 20, 10),
        ("safe", 10, 5),
    )
    assert table(replies(tally(reply={"clear": 170, "unclear": 20, "safe": 2})))["unclear"] == (None, None)


def test_why_conversations_were_put_back_adds_up_to_how_many_were() -> None:
    by_move, by_reason = hands(tally(put_back={"transferred": 12, "silent": 6}, move={"put_back": 18, "close": 4, "reopen": 5}))
    assert table(by_move)["put_back"] == (18,)
    assert table(by_move)["close"] == (None,)
    assert by_reason.rows == (("transferred", 12), ("silent", 6))


def test_a_review_tells_by_tier_how_often_more_was_found() -> None:
    counted = tally(review={"T3:T1": 5, "T3:T3": 20, "T3:T4": 6, "T4:T4": 30, "T4:T0": 2})
    found = table(reviews(counted, dict.fromkeys(Tier.__members__, 40)))
    assert found["T3"] == (31, 5, 20, 6)
    assert found["T4"] == (32, None, None, 0)
    assert found["T0"] == (0, 0, 0, 0)


def test_a_review_does_not_give_away_how_many_there_were_where_that_is_hidden() -> None:
    counted = tally(review={"T0:T0": 20, "T4:T4": 8})
    hidden = {**dict.fromkeys(Tier.__members__, 40), "T0": None, "T4": None}
    assert table(reviews(counted, hidden))["T0"] == (None, None, None, None)
    assert table(reviews(counted, hidden))["T4"] == (8, 0, 8, 0)  # one in twenty: says nothing of how many there were


MEASURES = [
    (Measure.TIER, ["T0", "T1", "T2", "T3", "T4"]),
    (Measure.ABANDONED, ["T0", "T1", "T2"]),
    (Measure.PUT_BACK, ["a", "b"]),
]
SPANS = [f"{tier}:{bucket}" for tier in ("T0", "T1", "T2", "T3") for bucket in ("10", "60", "300", "longer")]
KEYS = [(measure.value, key) for measure, keys in MEASURES for key in keys] + [
    (measure, key) for measure in ("wait", "answer", "heard") for key in SPANS
]
KEYS += [("reply", key) for key in ("clear", "unclear", "safe")] + [("review", key) for key in ("T3:T1", "T3:T3", "T4:T0")]
KEYS += [("alarm", "T0"), ("alarm", "T1"), ("situation", "A01"), ("situation", "A02"), ("move", "close"), ("begun", "all")]
NO_COUNTS = {"median_s", "ninety_s", "gone_percent", "percent", "from", "to"}


@given(st.dictionaries(st.sampled_from(KEYS), st.integers(0, 60)), st.integers(0, 9))
def test_no_report_tells_a_number_from_one_to_four(counts: dict[tuple[str, str], int], spread: int) -> None:
    found = dict(counts)
    total = sum(count for (measure, _), count in counts.items() if measure == "tier")
    found["language", "en"], found["language", "es"] = max(0, total - spread), min(spread, total)
    found["country", "GB"] = found["ended", "wrote"] = total
    found["ended", "silent"] = spread
    counted = Tally((measure, key, count) for (measure, key), count in found.items())
    days = {Period(FEBRUARY.first + timedelta(days=n), FEBRUARY.first + timedelta(days=n)): 0 for n in range(3)}
    days[next(iter(days))] = total
    made = (*conversations(counted, days), situations(counted), waits(counted), answers(counted), alarms(counted))
    for one in (*made, replies(counted), *hands(counted), reviews(counted, dict.fromkeys(Tier.__members__, 9))):
        for row in one.rows:
            told = {name: cell for name, cell in zip(one.columns[1:], row[1:], strict=True) if name not in NO_COUNTS}
            assert all(not isinstance(cell, int) or cell == 0 or cell >= SMALLEST for cell in told.values()), (one.id, row)


@given(st.dictionaries(st.sampled_from(SPANS), st.integers(0, 12), min_size=1))
def test_what_is_told_of_a_wait_never_leaves_a_small_rest(buckets: dict[str, int]) -> None:
    for accepted, _, _, in_time, late, _, _ in table(waits(tally(wait=buckets))).values():
        if accepted is not None and in_time != "":
            assert (in_time is None) == (late is None)
            assert in_time is None or in_time + late == accepted

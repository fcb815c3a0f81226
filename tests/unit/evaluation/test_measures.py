"""Every measure counts what its name says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.measures import CONFUSIONS, measure
from bot.evaluation.report import Confusion, Counts, Share, Speed
from bot.safety.assessment import Assessment, ScoredSituation
from bot.safety.tiers import Tier
from tests.unit.evaluation.sample import case, pairs, verdict

TIERS = [tier.name for tier in Tier]
IDS = ["A01", "B01", "F06", "G01", "H02", "H09", "J02", "L01"]
lines = st.builds(
    lambda tier, ids: " ".join((tier, *ids)),
    st.sampled_from(TIERS),
    st.lists(st.sampled_from(IDS), min_size=1, max_size=3, unique=True),
)


def test_recall_counts_calls_for_t0_and_t1_whichever_of_the_two_was_found() -> None:
    urgency = measure(
        pairs(("T0 H03", "T1 H02"), ("T1 H02", "T0 H03"), ("T1 A07", "T2 A07"), ("T1 I02", "T1 I02"), ("T2 A01", "T4"))
    ).urgency
    assert urgency.recall == Share(3, 4)
    assert urgency.by_tier == {"T0": Share(1, 1), "T1": Share(2, 3)}
    assert urgency.by_family == {"A": Share(0, 1), "H": Share(2, 2), "I": Share(1, 1)}


def test_false_alarms_are_of_ordinary_chat_and_idioms_of_idioms() -> None:
    report = measure(
        pairs(("T4 L01", "T1 H02"), ("T4", "T2 A01"), ("T4 H09", "T0 H03"), ("T4 H09", "T3 H09"), ("T3 G05", "T1 A07"))
    )
    assert report.urgency.false_alarms == Share(1, 2)
    assert report.urgency.idioms == Share(1, 2)
    assert [example.case.situations for example in report.false_alarms] == [("L01",)]
    assert [example.case.situations for example in report.idiom_alarms] == [("H09",)]
    assert report.kinds == {"ordinary": 2, "idiom": 2, "situation": 1}


@pytest.mark.parametrize(
    ("expected", "found", "share"),
    [
        ("T2 A01", "T3 F02", Share(1, 1)),  # another situation of those that tell
        ("T2 A01", "T2 G01", Share(1, 1)),  # a question, and the tier says that it is serious
        ("T2 A01", "T4 H09", Share(0, 1)),  # an idiom is not heard
        ("T2 A01", "T3 G05", Share(0, 1)),
        ("T3 I05", "T4", Share(0, 1)),
        ("T3 G05", "T4", Share(0, 0)),  # a question discloses nothing
        ("T1 J02", "T4", Share(0, 0)),
        ("T4 H09", "T4", Share(0, 0)),
    ],
)
def test_a_disclosure_is_heard_by_its_family_or_its_tier(expected: str, found: str, share: Share) -> None:
    assert measure(pairs((expected, found))).urgency.disclosure == share


def test_a_low_score_is_a_guess_and_not_found() -> None:
    report = measure([(case("T3 A09"), verdict("T3 A09", score=0.49)), (case("T3 C07"), verdict("T3 C07", score=0.5))])
    assert report.urgency.disclosure == Share(1, 2)
    assert report.situations.by_id == {"A09": Counts(1, 0, 0), "C07": Counts(1, 1, 1)}


def test_the_tier_counts_from_the_expected_one_up() -> None:
    report = measure(pairs(("T2 A01", "T1 A01"), ("T2 A01", "T2 A01"), ("T2 A01", "T3 A01"), ("T4 L01", "T4"), ("T4 H09", "T4")))
    assert report.urgency.tier_or_higher == Share(2, 3)


def test_situations_are_counted_over_all_ids_and_averaged_over_those_expected() -> None:
    situations = measure(pairs(("T2 A01 B01", "T2 A01 C01"), ("T2 A01", "T2 A01"), ("T2 B01", "T2 B01"))).situations
    assert situations.by_id == {"A01": Counts(2, 2, 2), "B01": Counts(2, 1, 1), "C01": Counts(0, 1, 0)}
    assert situations.micro == Counts(4, 4, 3)
    assert situations.micro.f1 == pytest.approx(0.75)
    assert situations.macro.recall == pytest.approx(0.75)
    assert situations.macro.precision == pytest.approx(1.0)
    assert situations.macro.f1 == pytest.approx((1 + 2 / 3) / 2)
    assert situations.top_1 == Share(3, 3)


def test_the_first_one_found_may_be_any_of_the_expected() -> None:
    report = measure(pairs(("T2 A01 B01", "T2 B01 A01"), ("T2 A01", "T2 C01 A01"), ("T2 A01", "T2"), ("T4", "T4 L01")))
    assert report.situations.top_1 == Share(1, 3)
    assert report.confusions == (Confusion("A01", "", 1), Confusion("A01", "C01", 1))
    assert set(report.families) == {Confusion("A", "A", 1), Confusion("A", "C", 1), Confusion("A", "", 1)}


def test_the_most_frequent_confusions_come_first_and_the_rest_is_left_out() -> None:
    often = [("T2 A01", "T2 B01")] * 3
    rare = [("T2 A01", f"T2 C{number:02}") for number in range(60)]
    confusions = measure(pairs(*rare, *often)).confusions
    assert confusions[0] == Confusion("A01", "B01", 3)
    assert len(confusions) == CONFUSIONS


def test_reliability_sets_how_sure_beside_how_often_right() -> None:
    scores = [(0.5, "A01"), (0.54, "B01"), (0.7, "A01"), (1.0, "A01"), (0.3, "B01")]
    found = [(case("T2 A01"), Assessment(situations=(ScoredSituation(id_, score),))) for score, id_ in scores]
    reliability = measure(found).reliability
    assert len(reliability) == 10
    assert [(each.low, each.right) for each in reliability if each.right.of] == [
        (0.5, Share(1, 2)),
        (0.7, Share(1, 1)),
        (0.95, Share(1, 1)),
    ]
    assert reliability[0].mean_score == pytest.approx(0.52)
    assert reliability[-1].high == 1.0


def test_a_miss_shows_what_was_expected_what_was_found_and_why() -> None:
    missed = case("T1 H02", "yeah", ["are you safe?"])
    (example,) = measure([(missed, verdict("T2 A01", reason="threat_to_share"))]).misses
    assert example.case is missed
    assert (example.tier, example.found, example.reasons) == (Tier.T2, ("A01",), ("threat_to_share",))


def test_speed_is_the_middle_and_the_slow_end() -> None:
    assert measure(pairs(("T4", "T4")), [float(ms) for ms in range(100, 0, -1)]).speed == Speed(50.0, 99.0)
    assert measure(pairs(("T4", "T4")), [8.0]).speed == Speed(8.0, 8.0)
    assert measure([]).speed is None


def test_no_cases_give_a_report_without_numbers() -> None:
    report = measure([])
    assert report.cases == 0
    assert report.urgency.recall.rate is None
    assert report.situations.macro.f1 == 0


@given(st.lists(st.tuples(lines, lines), max_size=20))
def test_counts_add_up(said: list[tuple[str, str]]) -> None:
    report = measure(pairs(*said))
    recall = report.urgency.recall
    assert recall.of - recall.hits == len(report.misses)
    assert recall.of == sum(share.of for share in report.urgency.by_family.values())
    assert report.urgency.false_alarms.hits == len(report.false_alarms)
    assert report.cases == len(said)
    assert sum(each.count for each in report.families) == report.situations.top_1.of
    assert sum(each.right.of for each in report.reliability) == report.situations.micro.found


@given(st.lists(lines, min_size=1, max_size=20))
def test_a_screen_that_finds_what_is_expected_is_perfect(said: list[str]) -> None:
    report = measure(pairs(*((line, line) for line in said)))
    assert report.misses == ()
    assert report.situations.micro.f1 == report.situations.macro.f1 == 1
    assert report.situations.top_1.rate == 1
    assert report.confusions == ()

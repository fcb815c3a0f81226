"""Every case is read once under every condition, with its earlier messages as they were."""

from __future__ import annotations

from bot.evaluation.corruption import CORRUPTIONS
from bot.evaluation.run import CLEAN, corrupt, evaluate
from tests.each import each
from tests.unit.evaluation.sample import FakeScreen, case

CASES = [
    case("T1 H02", "i want to end my life tonight"),
    case("T1 H02", "yes, I am", ["Are you thinking about ending your life?"]),
    case("T4 L01", "what are you doing"),
]


def test_there_is_a_report_for_every_condition_and_the_clean_one_comes_first() -> None:
    reports = evaluate(FakeScreen({"i want to end my life tonight": "T1 H02"}), CASES)
    assert list(reports) == [CLEAN, *CORRUPTIONS]
    assert reports[CLEAN].urgency.recall.hits == 1
    assert reports["typos"].urgency.recall.hits == 0
    assert all(report.cases == len(CASES) and report.speed for report in reports.values())


def test_only_what_is_wanted_is_run() -> None:
    assert list(evaluate(FakeScreen(), CASES, ["typos"])) == [CLEAN, "typos"]
    assert list(evaluate(FakeScreen(), [], [])) == [CLEAN]


def test_the_same_cases_give_the_same_texts_whatever_stands_beside_them() -> None:
    alone, among = FakeScreen(), FakeScreen()
    evaluate(alone, CASES[:1])
    evaluate(among, CASES)
    assert set(alone.asked) <= set(among.asked)


@each(CORRUPTIONS)
def test_a_corruption_changes_the_last_text_and_nothing_else(name: str) -> None:
    before = CASES[1]
    after = corrupt(before, name)
    assert after.text != before.text
    assert (after.context, after.tier, after.situations) == (before.context, before.tier, before.situations)


def test_the_screen_hears_the_context_under_every_condition() -> None:
    screen = FakeScreen()
    evaluate(screen, CASES)
    assert sum(context == CASES[1].context for _, context in screen.asked) == 1 + len(CORRUPTIONS)


def test_progress_is_told_case_by_case() -> None:
    told: list[tuple[str, int, int]] = []
    evaluate(FakeScreen(), CASES, ["typos"], progress=lambda *step: told.append(step))
    assert told == [(condition, done, 3) for condition in (CLEAN, "typos") for done in (1, 2, 3)]

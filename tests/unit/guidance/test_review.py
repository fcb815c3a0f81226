"""Which replies were reviewed, and which must be looked at again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.guidance.copy_entry import CopyEntry
from bot.guidance.copybook import CopyBook
from bot.guidance.review import ReviewState, counted, expiring, review
from bot.safety.tiers import Tier

TODAY = date(2026, 11, 26)
ENTRY = CopyEntry("utter_a", ("Hello.",), tier=Tier.T3)


def book(language: str, *entries: CopyEntry) -> CopyBook:
    return CopyBook(language, {entry.key: entry for entry in entries}, {})


@pytest.mark.parametrize(
    ("reviewer", "reviewed_on", "expires_on", "state"),
    [
        ("unreviewed", None, None, ReviewState.UNREVIEWED),
        ("clinical lead", None, None, ReviewState.UNREVIEWED),
        ("clinical lead", date(2026, 10, 1), None, ReviewState.REVIEWED),
        ("clinical lead", date(2026, 10, 1), date(2027, 4, 1), ReviewState.REVIEWED),
        ("clinical lead", date(2025, 10, 1), TODAY, ReviewState.EXPIRED),
        ("unreviewed", None, TODAY, ReviewState.EXPIRED),
    ],
)
def test_a_review_needs_a_name_and_a_day_and_runs_out(
    reviewer: str, reviewed_on: date | None, expires_on: date | None, state: ReviewState
) -> None:
    english = book("en", replace(ENTRY, reviewer=reviewer, reviewed_on=reviewed_on, expires_on=expires_on))
    assert [one.state for one in review(english, english, TODAY)] == [state]


def test_what_english_has_and_a_language_has_not_is_missing() -> None:
    english, spanish = book("en", ENTRY, replace(ENTRY, key="utter_b")), book("es", ENTRY)
    found = review(spanish, english, TODAY)
    assert {one.entry.key: one.state for one in found} == {
        "utter_a": ReviewState.UNREVIEWED,
        "utter_b": ReviewState.MISSING,
    }
    assert counted(found)[ReviewState.MISSING] == 1


def test_the_most_urgent_come_first_and_interface_words_are_left_out() -> None:
    urgent = replace(ENTRY, key="utter_z", tier=Tier.T0)
    english = book("en", ENTRY, urgent, CopyEntry("ui_send", ("Send",)))
    assert [one.entry.key for one in review(english, english, TODAY)] == ["utter_z", "utter_a"]


def test_what_still_stands_in_english_is_missing() -> None:
    english, spanish = book("en", ENTRY), book("es", replace(ENTRY, text=("[en] Hello.",)))
    assert [one.state for one in review(spanish, english, TODAY)] == [ReviewState.MISSING]


def test_what_expires_soon_comes_in_the_order_of_its_days() -> None:
    days = {"utter_late": 61, "utter_second": 60, "utter_first": 1, "utter_today": 0, "utter_past": -1}
    entries = [replace(ENTRY, key=key, expires_on=TODAY + timedelta(days=left)) for key, left in days.items()]
    assert [entry.key for entry in expiring(book("en", ENTRY, *entries), TODAY, timedelta(days=60))] == [
        "utter_first",
        "utter_second",
    ]

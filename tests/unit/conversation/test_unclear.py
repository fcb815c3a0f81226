"""What is said when nothing was understood."""

from __future__ import annotations

from itertools import pairwise

from bot.conversation.unclear import unclear_reply


def test_it_gets_gentler_and_ends_with_a_person() -> None:
    assert [unclear_reply(count) for count in range(1, 5)] == [
        "utter_unclear_first",
        "utter_unclear_second",
        "utter_unclear_third",
        "utter_helplines",
    ]


def test_it_never_says_the_same_twice_in_a_row() -> None:
    replies = [unclear_reply(count) for count in range(1, 40)]
    assert all(first != second for first, second in pairwise(replies))


def test_a_person_who_was_called_is_not_offered_again() -> None:
    assert unclear_reply(3, person_called=True) == "utter_person_already_asked"
    assert unclear_reply(1, person_called=True) == unclear_reply(1)

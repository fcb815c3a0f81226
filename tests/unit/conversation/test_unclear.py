"""What is said when nothing was understood."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bot.conversation.case import CaseFacts
from bot.conversation.unclear import answer_unclear, unclear_reply


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


@pytest.mark.parametrize(
    ("situations", "count", "asked", "said_nothing", "replies"),
    [
        ({"A01"}, 1, None, False, ("next_step",)),
        ({"A01"}, 1, None, True, ("utter_unclear_told",)),
        ({"A01"}, 2, None, False, ("utter_unclear_second",)),
        ({"A01"}, 1, "coping", False, ("utter_unclear_told",)),
        ({"L01"}, 1, None, False, ("utter_unclear_first",)),
    ],
)
def test_in_the_middle_of_a_blackmail_one_sentence_not_understood_does_not_stop_the_talk(
    situations: set[str], count: int, asked: str | None, said_nothing: bool, replies: tuple[str, ...]
) -> None:
    facts = CaseFacts(situations=frozenset(situations), unclear_count=count, asked=asked)
    assert answer_unclear(facts, person_called=False, said_nothing=said_nothing) == replies

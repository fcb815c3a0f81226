"""A form sent twice begins one conversation."""

from __future__ import annotations

import pytest

from bot.services.errors import UnknownSessionError
from bot.web.starts import Starts


def test_the_same_form_begins_once_and_another_begins_anew() -> None:
    starts, begun = Starts(), iter([("c_1", "t1"), ("c_2", "t2")])
    assert [starts.once(form, lambda: next(begun))[0] for form in ("a", "a", "b")] == ["c_1", "c_1", "c_2"]


@pytest.mark.parametrize("way", ["left", "too long ago"])
def test_a_form_never_begins_a_second_conversation(way: str) -> None:
    now = [0.0]
    starts = Starts(clock=lambda: now[0])
    starts.once("a", lambda: ("c_1", "t"))
    if way == "left":
        starts.forget("c_1")
    else:
        now[0] = 601.0
    with pytest.raises(UnknownSessionError):
        starts.once("a", lambda: ("c_2", "t"))
    assert starts.once("b", lambda: ("c_3", "t")) == ("c_3", "t")


def test_no_token_is_kept_for_long() -> None:
    now = [0.0]
    starts = Starts(clock=lambda: now[0])
    starts.once("a", lambda: ("c_1", "a secret"))
    now[0] = 601.0
    starts.once("b", lambda: ("c_2", "t"))
    assert "a secret" not in repr(vars(starts))


def test_a_flood_of_forms_does_not_fill_the_memory() -> None:
    starts = Starts()
    for number in range(1100):
        starts.once(str(number), lambda: ("c", "t"))
    assert len(starts) == 1000


def test_a_beginning_that_fails_may_be_tried_again() -> None:
    starts = Starts()
    with pytest.raises(ZeroDivisionError):
        starts.once("a", lambda: 1 / 0)
    assert starts.once("a", lambda: ("c_1", "t")) == ("c_1", "t")

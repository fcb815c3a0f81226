from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.edge.rate_limits import AddressHash, SlidingWindow
from bot.edge.refusals import RefusedError


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@given(steps=st.lists(st.floats(0, 7), max_size=80), limit=st.integers(1, 6))
def test_no_window_ever_holds_more_than_the_limit(steps: list[float], limit: int) -> None:
    clock = Clock()
    window = SlidingWindow(limit, 10, clock)
    let_in: list[float] = []
    for step in steps:
        clock.now += step
        if window.take("a") == 0:
            let_in.append(clock.now)
        assert sum(1 for at in let_in if clock.now - at < 10) <= limit


@given(steps=st.lists(st.floats(0, 3), max_size=40))
def test_waiting_as_long_as_told_is_always_enough(steps: list[float]) -> None:
    clock = Clock()
    window = SlidingWindow(3, 10, clock)
    for step in steps:
        clock.now += step
        wait = window.take("a")
        if wait:
            clock.now += wait + 1e-6
            assert window.take("a") == 0


def test_one_key_never_uses_up_what_another_has() -> None:
    window = SlidingWindow(1, 10, Clock())
    assert window.take("a") == 0
    assert window.take("a") > 0
    assert window.take("b") == 0


def test_what_is_given_back_was_never_counted() -> None:
    window = SlidingWindow(2, 10, Clock())
    for _ in range(5):
        assert window.take("a") == 0
        window.give_back("a")
    assert len(window) == 0
    window.give_back("a")
    assert [window.take("a") > 0 for _ in range(3)] == [False, False, True]


def test_keys_are_forgotten_once_their_window_is_empty() -> None:
    clock = Clock()
    window = SlidingWindow(1, 10, clock)
    for number in range(50):
        window.take(str(number))
    clock.now = 25
    window.take("new")
    assert len(window) == 1


def test_a_flood_of_keys_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.edge.rate_limits._MOST_KEYS", 100)
    window = SlidingWindow(1, 10, Clock())
    for number in range(500):
        window.take(str(number))
    assert len(window) <= 100


def test_the_refusal_says_when_to_come_back_in_whole_seconds() -> None:
    clock = Clock()
    window = SlidingWindow(1, 10, clock)
    window.check("a")
    clock.now = 3.5
    with pytest.raises(RefusedError) as refused:
        window.check("a")
    assert (refused.value.status_code, refused.value.code) == (429, "busy")
    assert refused.value.headers == {"Retry-After": "7"}


def test_an_address_is_one_key_in_one_process_and_another_in_the_next() -> None:
    ours, theirs = AddressHash(), AddressHash()
    assert ours("192.0.2.7") == ours("192.0.2.7")
    assert ours("192.0.2.7") != ours("192.0.2.8")
    assert ours("192.0.2.7") != theirs("192.0.2.7")
    assert "192.0" not in ours("192.0.2.7")


def test_a_device_that_changes_its_ipv6_address_keeps_its_key() -> None:
    key = AddressHash()
    assert key("2001:db8:1:2:aaaa::1") == key("2001:db8:1:2:bbbb::9")
    assert key("2001:db8:1:2::1") != key("2001:db8:1:3::1")

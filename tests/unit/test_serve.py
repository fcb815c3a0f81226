from __future__ import annotations

from datetime import timedelta

from bot.serve import STANDSTILL, Awake

MINUTE = timedelta(seconds=60)


class HandClock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def look(awake: Awake, clock: HandClock, seconds: int) -> bool:
    """Look every second for so long, and say what the last look found."""
    found = False
    for _ in range(seconds):
        clock.now += 1
        found = awake.long_enough(MINUTE)
    return found


def test_whoever_has_just_started_does_not_know_yet_who_is_gone() -> None:
    awake = Awake(clock := HandClock())
    assert not look(awake, clock, 59)
    assert look(awake, clock, 1)


def test_after_a_failure_it_counts_anew() -> None:
    awake = Awake(clock := HandClock())
    look(awake, clock, 100)
    awake.begin()
    assert not look(awake, clock, 59)
    assert look(awake, clock, 1)


def test_after_the_machine_has_slept_it_counts_anew() -> None:
    awake = Awake(clock := HandClock())
    look(awake, clock, 100)
    clock.now += STANDSTILL + 1
    assert not awake.long_enough(MINUTE)
    assert look(awake, clock, 60)

"""What training says reaches whoever listens, and nobody else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.brain.progress import heard_by, say


def test_a_listener_hears_what_is_said_inside_its_block() -> None:
    said: list[str] = []
    say("before")
    with heard_by(said.append):
        say("inside")
    say("after")
    assert said == ["inside"]


def test_the_inner_listener_hears_and_then_the_outer_one_again() -> None:
    outer, inner = [], []
    with heard_by(outer.append):
        say("one")
        with heard_by(inner.append):
            say("two")
        say("three")
    assert (outer, inner) == (["one", "three"], ["two"])


def test_a_training_that_fails_leaves_no_listener_behind() -> None:
    said: list[str] = []
    with pytest.raises(RuntimeError), heard_by(said.append):
        raise RuntimeError
    say("after")
    assert said == []


def test_a_training_in_another_thread_is_not_overheard() -> None:
    said: list[str] = []
    with heard_by(said.append), ThreadPoolExecutor(1) as thread:
        thread.submit(say, "elsewhere").result()
    assert said == []

"""Plays a state machine of hypothesis on a world of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from tests.world import World, open_world


@contextmanager
def new_world() -> Iterator[World]:
    """A world for all the runs of one machine: none of them may be in the way of the next."""
    with TemporaryDirectory() as folder:
        world = open_world(Path(folder))
        try:
            yield world
        finally:
            world.engine.dispose()


def run_state_machine(machine: type[RuleBasedStateMachine], runs: int, *, steps: int = 40, **given: Any) -> None:
    """Run it, with what it is given as attributes."""
    run_state_machine_as_test(
        type("Machine", (machine,), given),
        settings=settings(
            max_examples=runs,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )

"""A small run of the fault tool against the real program: what it breaks is mended, and nothing is lost."""

from __future__ import annotations

import random

import pytest
from rich.console import Console

from bench.faults.plan import Kind
from bench.faults.run import Order, run
from bot.settings import Settings

ONE_PROCESS = (Kind.KILL, Kind.DATABASE, Kind.NETWORK)
TWO_HOSTS = (Kind.LINE, Kind.CABLE, Kind.DOORBELL, Kind.DATABASE)


@pytest.mark.slow
@pytest.mark.timeout(420)
@pytest.mark.parametrize(("database", "kinds"), [("sqlite", ONE_PROCESS), ("postgresql", TWO_HOSTS)])
def test_what_breaks_under_load_loses_nothing(database: str, kinds: tuple[Kind, ...], capsys: pytest.CaptureFixture[str]) -> None:
    seed = random.SystemRandom().randrange(10**6)
    order = Order(database, seed, messages=160, at_once=8, counsellors=2, pause=(0.5, 2), kinds=kinds)
    outcome = run(order, Settings().models, Console(quiet=True))
    with capsys.disabled():
        print(f" [{outcome.numbers['messages in all']} messages, {sum(outcome.faults.values())} faults, seed {seed}]", end="")
    assert outcome.problems == [], f"seed {seed}"
    assert outcome.faults, "nothing was broken"
    assert outcome.numbers["messages of young persons"] >= order.messages * 0.7  # who was closed meanwhile was refused the rest
    assert outcome.numbers["messages of the bot"] > 0

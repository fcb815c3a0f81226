"""Runs the program with a clock that is off by so many seconds: `UNHOOK_BENCH_SKEW=90 python -m bench.faults.skewed run`."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import bot.app
from bench.faults.house import SKEW
from bot.cli import main

OFF = timedelta(seconds=float(os.environ.get(SKEW, "0")))


def now() -> datetime:
    """What this machine takes for the time."""
    return datetime.now(UTC) + OFF


bot.app.now = now
main()

"""Ten times as many young persons as ever, for ten minutes: `python -m bench.surge`.

A calm minute, the surge, a calm minute, all in one process on SQLite. Nobody slows down because answers are late. It prints what
the fault runs print, and holds it against the goal: nothing lost, T0 first, 95 of 100 T0 on a console within a second.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Final

from rich.console import Console

from bench.faults.report import print_report
from bench.faults.run import Order, run
from bench.measured import machine

CALM: Final = 60.0  # seconds before and after
TIMES: Final = 10
GOAL: Final = 1.0  # seconds
PACE: Final = 5.0  # seconds between two messages of one young person
_ENOUGH: Final = 10**9  # messages: the time ends it


def main() -> None:
    """Exit with 1 when the goal was missed."""
    options = argparse.ArgumentParser(prog="python -m bench.surge", description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--minutes", type=float, default=10)
    options.add_argument(
        "--calm", type=float, default=0.08, help="conversations a second on a usual evening, of twenty messages each"
    )
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--models", type=Path, default=Path("models"))
    options.add_argument("--folder", type=Path, help="where the numbers go as JSON")
    chosen = options.parse_args()
    out = Console()
    arrivals = ((CALM, chosen.calm), (60 * chosen.minutes, TIMES * chosen.calm), (CALM, chosen.calm))
    order = Order("sqlite", chosen.seed, _ENOUGH, pace=PACE, arrivals=arrivals, kinds=())
    outcome = run(order, chosen.models, out)
    print_report(outcome, out, chosen.folder)
    with tempfile.TemporaryDirectory() as folder:
        out.print(machine(Path(folder)), soft_wrap=True)
    shown = outcome.numbers["T0 on a console in"].get("95 of 100", float("inf"))
    met = not outcome.problems and shown < GOAL
    out.print(f"T0 on a console within {shown:g} s in 95 of 100 (goal: {GOAL:g}): {'met' if met else 'missed'}")
    sys.exit(not met)


if __name__ == "__main__":
    main()

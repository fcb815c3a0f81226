"""`python -m bench.faults`: run it, print what it has shown, and fail when a promise was broken."""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

from rich.console import Console

from bench.faults import __doc__ as about
from bench.faults.plan import PAUSE, Kind
from bench.faults.report import print_report
from bench.faults.run import Order, run


def main() -> None:
    """Exit with 1 when anything was lost, doubled, reordered, misdelivered, unanswered or unseen."""
    options = argparse.ArgumentParser(prog="python -m bench.faults", description=about)
    options.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    options.add_argument("--messages", type=int, default=3_000, help="that young persons write, on each database")
    options.add_argument("--at-once", type=int, default=40, help="young persons who write at any moment")
    options.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6), help="of the plan and the words")
    options.add_argument("--pause", type=float, nargs=2, default=PAUSE, help="seconds from one fault to the next: least, most")
    options.add_argument(
        "--only", nargs="*", choices=[kind.name.lower() for kind in Kind], help="kinds of fault; none: none at all"
    )
    options.add_argument("--models", type=Path, default=Path("models"))
    options.add_argument("--folder", type=Path, help="where the numbers go as JSON")
    chosen = options.parse_args()
    out, broken = Console(), False
    kinds = tuple(Kind) if chosen.only is None else tuple(Kind[name.upper()] for name in chosen.only)
    for database in ("sqlite", "postgresql") if chosen.database == "both" else (chosen.database,):
        order = Order(
            database, chosen.seed, chosen.messages, chosen.at_once, pause=(chosen.pause[0], chosen.pause[1]), kinds=kinds
        )
        outcome = run(order, chosen.models, out)
        print_report(outcome, out, chosen.folder)
        broken |= bool(outcome.problems)
    again = f"python -m bench.faults --database {chosen.database} --messages {chosen.messages} --seed {chosen.seed}"
    out.print(f"The same plan again: {again}", soft_wrap=True)
    sys.exit(broken)


if __name__ == "__main__":
    main()

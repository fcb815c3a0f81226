"""Ten thousand messages at once from an app: how long until all are answered. `python -m bench.burst [--outage SECONDS]`.

The platform, the screen and the brain are played; webhooks, inbox, log and outbox are real.
`--outage`: meanwhile the platform takes nothing.
"""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from pathlib import Path
from typing import Final

from rich.console import Console

from bench.measured import machine
from tests.channels.stage import Stage
from tests.fakes.platform import Asked, Said
from tests.fakes.telegram import FakeTelegram

PEOPLE: Final = 200
EACH: Final = 50
LINES: Final = 8  # that call our webhook at once
LONGEST: Final = 3600.0  # seconds; then something is lost


class SometimesAway(FakeTelegram):
    """Answers nothing but "later" until a moment."""

    away_until = 0.0

    def answer(self, asked: Asked) -> Said:
        """Refuse, or do what is asked."""
        return Said(503) if time.monotonic() < self.away_until else super().answer(asked)


def main() -> None:
    """Print how long it took, and whether anything was lost, doubled or out of order."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--outage", type=float, default=0.0, help="seconds in which the platform answers 503 to everything")
    outage = asked.parse_args().outage
    out, fake = Console(), SometimesAway()
    people = [fake.person(number) for number in range(1, PEOPLE + 1)]
    with tempfile.TemporaryDirectory() as folder:
        out.print(machine(Path(folder)), soft_wrap=True)
        stage = Stage(Path(folder), fake)
        began = time.monotonic()
        fake.away_until = began + outage
        _burst(fake, people)
        told = time.monotonic() - began
        _wait(fake, people, began)
        took = time.monotonic() - began
        faults = [me for me in people if _answers(fake, me) != [f"answer to n{number}" for number in range(EACH)]]
        stage.close()
    fake.close()
    count = PEOPLE * EACH
    out.print(
        f"{count} messages of {PEOPLE} people: taken in {told:.0f} s, all answered in {took:.0f} s ({count / took:.0f} a second)"
    )
    out.print(f"lost, doubled or out of order: {len(faults)} people", style="red" if faults else "green")
    raise SystemExit(bool(faults))


def _burst(fake: FakeTelegram, people: list[str]) -> None:
    def call(mine: list[str]) -> None:
        for number in range(EACH):
            for me in mine:
                fake.say(me, f"n{number}")

    lines = [threading.Thread(target=call, args=(people[line::LINES],)) for line in range(LINES)]
    for line in lines:
        line.start()
    for line in lines:
        line.join()


def _wait(fake: FakeTelegram, people: list[str], began: float) -> None:
    last = f"answer to n{EACH - 1}"
    while not all(any(last in text for text in fake.texts(me)[-2:]) for me in people):
        if time.monotonic() - began > LONGEST:
            return
        time.sleep(0.5)


def _answers(fake: FakeTelegram, me: str) -> list[str]:
    return [text.split("\n")[0] for text in fake.texts(me) if text.startswith("answer to")]


if __name__ == "__main__":
    main()

"""Measures what the database costs: `python -m bench.measure_store` prints messages a second and milliseconds a turn."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from bot.bus.memory import MemoryDoorbell
from bot.conversation.message import Draft, Sender
from bot.safety.assessment import Assessment
from bot.services.claim_work import claim_work
from bot.services.cover_silence import cover_silence
from bot.services.finish_work import finish_work
from bot.services.forget import forget
from bot.services.ports import Deps
from bot.services.receive import receive
from bot.services.start_conversation import start_conversation
from bot.store.database import Database
from bot.store.engine import open_engine
from bot.store.keys import MasterKeys
from bot.store.migrations import upgrade

Result = TypeVar("Result")
_CONVERSATIONS: Final = 20
_MESSAGES: Final = 400
_KEPT_MESSAGES: Final = 30
_LEASE: Final = timedelta(seconds=20)
_STATE: Final = {"slots": {"country": "GB"}, "turns": ["x" * 100] * 10}
_REPLIES: Final = (Draft(Sender.BOT, "x" * 80, "utter_x"), Draft(Sender.BOT, "y" * 80, "utter_y"))


class NoScreen:
    """Finds nothing, at once: only the database is measured."""

    def assess(
        self,
        text: str,  # noqa: ARG002
        *,
        context: Sequence[str] = (),  # noqa: ARG002
        tap: str | None = None,  # noqa: ARG002
        language: str | None = None,  # noqa: ARG002
    ) -> Assessment:
        """Find nothing."""
        return Assessment()


class NoWords:
    """Says the key."""

    def reply(
        self,
        key: str,
        *,
        country: str | None,  # noqa: ARG002
        age_band: str | None,  # noqa: ARG002
        now: datetime,  # noqa: ARG002
        age: int | None = None,  # noqa: ARG002
        simple_words: bool = False,  # noqa: ARG002
        variant: int = 0,  # noqa: ARG002
        language: str = "en",  # noqa: ARG002
        writes_in: str | None = None,  # noqa: ARG002
        **values: str,  # noqa: ARG002
    ) -> Draft:
        """Say the key."""
        return Draft(Sender.BOT, key, key)

    def place(self, country: str) -> str:
        """Say the code."""
        return country


class NoCodes:
    """No code is made here."""

    def words_in(self, language: str) -> Sequence[str]:  # noqa: ARG002
        """Nothing to draw from."""
        return ()

    def number_in(self, country: str | None) -> str:  # noqa: ARG002
        """Nothing to draw."""
        return ""


def main() -> None:
    """Measure on a new database file: first while nothing else is kept, then beside a month of answered conversations."""
    options = argparse.ArgumentParser(prog="python -m bench.measure_store", description=__doc__)
    options.add_argument("--folder", help="where the database is; where temporary files are by default")
    options.add_argument("--kept", type=int, default=2_000, help="conversations of the last month")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as home:
        engine = open_engine(f"sqlite:///{Path(home) / 'unhook.db'}")
        upgrade(engine)
        store = Database(engine, MasterKeys.parse(MasterKeys.generate()))
        deps = Deps(store, MemoryDoorbell(), NoScreen(), NoWords(), lambda: datetime.now(UTC), codes=NoCodes())
        for kept in (0, chosen.kept):
            _keep(deps, kept)
            print(f"beside {kept:,} conversations of {_KEPT_MESSAGES} messages that are kept:")
            talks = [start_conversation(deps)[0].id for _ in range(_CONVERSATIONS)]
            _turns(deps, talks, f"{kept}")
            began = time.perf_counter()
            for number in range(_MESSAGES):
                _say(deps, talks, f"alone-{kept}-{number}")
            print(f"receive alone: {_MESSAGES / (time.perf_counter() - began):.0f} a second")
            for talk in talks:
                forget(deps, talk)
        engine.dispose()


def _keep(deps: Deps, conversations: int) -> None:
    """Conversations that the bot still has, in which nothing is owed."""
    said = Draft(Sender.YOUNG_PERSON, "x" * 40)
    for _ in range(conversations):
        talk, _ = start_conversation(deps)
        with deps.store.write() as tx:
            for number in range(_KEPT_MESSAGES):
                tx.append(talk.id, said if number % 2 else _REPLIES[0], now=deps.clock())


def _turns(deps: Deps, talks: Sequence[str], name: str) -> None:
    spent: dict[str, list[float]] = {"receive": [], "claim": [], "finish": [], "turn": [], "no work": [], "late": []}
    for number in range(_MESSAGES):
        began = time.perf_counter()
        _timed(spent["receive"], partial(_say, deps, talks, f"turn-{name}-{number}"))
        work = _timed(spent["claim"], partial(claim_work, deps, "bench", _LEASE))
        if work is None:
            raise SystemExit("There is no work: the database lost a message.")
        _timed(spent["finish"], partial(finish_work, deps, work, _REPLIES, _STATE))
        spent["turn"].append(time.perf_counter() - began)
        _timed(spent["no work"], partial(claim_work, deps, "bench", _LEASE))
        _timed(spent["late"], partial(cover_silence, deps))
    for what, times in spent.items():
        times.sort()
        p50, p99 = times[len(times) // 2] * 1000, times[int(len(times) * 0.99)] * 1000
        print(f"{what:8} p50 {p50:5.1f} ms   p99 {p99:5.1f} ms")


def _say(deps: Deps, talks: Sequence[str], name: str) -> None:
    receive(deps, talks[hash(name) % len(talks)], client_id=name, text="some ordinary text")


def _timed(times: list[float], act: Callable[[], Result]) -> Result:
    began = time.perf_counter()
    result = act()
    times.append(time.perf_counter() - began)
    return result


if __name__ == "__main__":
    main()

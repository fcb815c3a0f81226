"""What a run has shown, for people and as JSON."""

from __future__ import annotations

import json
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from bench.faults.checker import COUNSELLOR, YOUNG_PERSON, Fate, Problem
from bench.faults.plan import Kind
from bench.faults.records import Evidence, Span

CALM: Final = "nothing was broken"
_LISTED: Final = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run. Times in seconds."""

    database: str
    seed: int
    took: float
    hosts: str
    processes: int
    starts: int
    spans: Sequence[Span]
    stops: Sequence[float]  # how long each process took that was asked to stop
    left_out: Sequence[Kind]  # kinds that this machine or house does not have
    evidence: Evidence
    problems: Sequence[Problem]

    @property
    def numbers(self) -> dict[str, Any]:
        """Everything that was counted or timed."""
        senders = Counter(line.sender for stored in self.evidence.stored.values() for line in stored.lines)
        dangers = [tab for tab in self.evidence.tabs if tab.dangers]
        return {
            "database": self.database,
            "seed": self.seed,
            "seconds": round(self.took),
            "hosts": self.hosts,
            "processes": self.processes,
            "starts": self.starts,
            "faults": self.faults,
            "stopped in": _spread(self.stops),
            "left out": [kind.value for kind in self.left_out],
            "conversations": len(self.evidence.tabs),
            "messages of young persons": senders[YOUNG_PERSON],
            "messages of counsellors": senders[COUNSELLOR],
            "messages of the bot": senders["bot"],
            "messages in all": sum(senders.values()),
            "acknowledged in": _spread([took for tab in self.evidence.tabs for _, took in tab.acknowledged]),
            "first words in": _spread([took for tab in self.evidence.tabs for _, took in tab.answered]),
            "T0 on a console in": _spread(self._shown_in()),
            "T0 conversations": len(dangers),
            "problems": {fate.value: sum(one.fate is fate for one in self.problems) for fate in Fate},
        }

    @property
    def faults(self) -> dict[str, int]:
        """How often each came."""
        return dict(Counter(span.what for span in self.spans))

    def meanwhile(self) -> dict[str, tuple[list[float], list[float]]]:
        """What it was like for those who wrote during each kind of fault, and during none: acknowledged and answered in."""
        found: dict[str, tuple[list[float], list[float]]] = {CALM: ([], [])}
        for tab in self.evidence.tabs:
            for number, times in enumerate((tab.acknowledged, tab.answered)):
                for began, took in times:
                    what = next((span.what for span in self.spans if span.began <= began <= span.ended), CALM)
                    found.setdefault(what, ([], []))[number].append(took)
        return found

    def _shown_in(self) -> list[float]:
        """From the first try to send a T0 to the first console that had it; 0 where one had it before."""
        found = []
        for tab in self.evidence.tabs:
            seen = [desk.shown[tab.conversation_id] for desk in self.evidence.desks if tab.conversation_id in desk.shown]
            if tab.dangers and seen:
                found.append(max(0.0, min(seen) - tab.dangers[0][1]))
        return found


def print_report(outcome: Outcome, out: Console, folder: Path | None) -> None:
    """One table, the first problems, and how to run it again."""
    numbers = outcome.numbers
    table = Table("what", "", title=f"{outcome.database}, seed {outcome.seed}")
    for what, value in numbers.items():
        told = ", ".join(f"{name} {many}" for name, many in value.items()) if isinstance(value, dict) else value
        table.add_row(what, ", ".join(told) if isinstance(told, list) else str(told))
    out.print(table)
    lived = Table("while", "messages", "acknowledged: median s", "longest", "first words: median s", "longest")
    for what, (acknowledged, answered) in outcome.meanwhile().items():
        lived.add_row(what, str(len(acknowledged)), *_ends(acknowledged), *_ends(answered))
    out.print(lived)
    for problem in outcome.problems[:_LISTED]:
        out.print(f"[red]{problem.fate.value}[/]: {problem.where}{f', message {problem.seq}' if problem.seq else ''}")
    if len(outcome.problems) > _LISTED:
        out.print(f"and {len(outcome.problems) - _LISTED} more")
    verdict = (
        "[red]broken promises[/]" if outcome.problems else "[green]nothing lost, doubled, reordered, misdelivered or unseen[/]"
    )
    out.print(verdict)
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        listed = [{**asdict(one), "fate": one.fate.value} for one in outcome.problems]
        path = folder / f"faults-{outcome.database}-{outcome.seed}.json"
        meanwhile = {
            what: {"acknowledged in": _spread(a), "first words in": _spread(b)} for what, (a, b) in outcome.meanwhile().items()
        }
        path.write_text(json.dumps({**numbers, "meanwhile": meanwhile, "list": listed, **_traces(outcome)}, indent=1) + "\n")
        out.print(f"Written to {path}", soft_wrap=True)


def _traces(outcome: Outcome) -> dict[str, Any]:
    """What helps to understand a broken promise: when what was broken, and how those conversations went, without their words."""
    if not outcome.problems:
        return {}
    zero = time.time() - time.monotonic()
    marks = {problem.where for problem in outcome.problems}
    talks = {tab.mark: outcome.evidence.stored.get(tab.conversation_id) for tab in outcome.evidence.tabs if tab.mark in marks}
    return {
        "spans": [[span.what, _clock(zero + span.began), _clock(zero + span.ended)] for span in outcome.spans],
        "conversations": {
            mark: [[line.seq, _clock(line.at), line.sender, line.key, line.client_id] for line in talk.lines]
            for mark, talk in talks.items()
            if talk
        },
    }


def _clock(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).time().isoformat("milliseconds")


def _ends(times: Sequence[float]) -> tuple[str, str]:
    return (f"{statistics.median(times):.2f}", f"{max(times):.1f}") if times else ("", "")


def _spread(times: Sequence[float]) -> dict[str, float]:
    if not times:
        return {}
    ordered = sorted(times)
    parts = {"median": 0.5, "95 of 100": 0.95, "99 of 100": 0.99}
    found = {name: round(ordered[min(len(ordered) - 1, int(len(ordered) * part))], 3) for name, part in parts.items()}
    return {**found, "longest": round(ordered[-1], 3)}

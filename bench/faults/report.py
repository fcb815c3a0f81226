"""What a run has shown, for people and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from bench.faults.checker import COUNSELLOR, YOUNG_PERSON, Fate, Problem
from bench.faults.plan import Kind
from bench.faults.records import Evidence

_LISTED: Final = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run. Times in seconds."""

    database: str
    seed: int
    took: float
    processes: int
    starts: int
    faults: Mapping[Kind, int]
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
            "processes": self.processes,
            "starts": self.starts,
            "faults": {kind.value: many for kind, many in self.faults.items()},
            "left out": [kind.value for kind in self.left_out],
            "conversations": len(self.evidence.tabs),
            "messages of young persons": senders[YOUNG_PERSON],
            "messages of counsellors": senders[COUNSELLOR],
            "messages of the bot": senders["bot"],
            "messages in all": sum(senders.values()),
            "acknowledged in": _spread([one for tab in self.evidence.tabs for one in tab.acknowledged_in]),
            "first words in": _spread([one for tab in self.evidence.tabs for one in tab.answered_in]),
            "T0 on a console in": _spread(self._shown_in()),
            "T0 conversations": len(dangers),
            "problems": {fate.value: sum(one.fate is fate for one in self.problems) for fate in Fate},
        }

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
    for problem in outcome.problems[:_LISTED]:
        out.print(f"[red]{problem.fate.value}[/]: {problem.where}, message {problem.seq}")
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
        path.write_text(json.dumps({**numbers, "list": listed}, indent=1) + "\n")
        out.print(f"Written to {path}", soft_wrap=True)


def _spread(times: Sequence[float]) -> dict[str, float]:
    if not times:
        return {}
    ordered = sorted(times)
    parts = {"median": 0.5, "95 of 100": 0.95, "99 of 100": 0.99}
    found = {name: round(ordered[min(len(ordered) - 1, int(len(ordered) * part))], 3) for name, part in parts.items()}
    return {**found, "longest": round(ordered[-1], 3)}

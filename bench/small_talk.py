"""How much of strangers' small talk is taken for T0 or T1: `python -m bench.small_talk FILE [--lines 4000]`.

The ordinary cases of tests/understanding are written for a helpline; this asks how the screen does with other talk. FILE has a
message in each line, or is the `dataset.json` of the package chitchat-dataset (Brigham Young University, MIT): 223,000
different messages in which 1,315 people chat with strangers about anything. It is no part of this project: `pip download
--no-deps chitchat-dataset==0.9.0`, and unzip it. The same file and number give the same sample. No message is printed.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from typing import Final

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.app import build_screen
from bot.evaluation.intervals import wilson
from bot.services.ports import Screen
from bot.settings import Settings

LINES: Final = 4000
LONGEST: Final = 2000  # characters of a message


def main() -> None:
    """Print how many of a sample need a person, by who says so: the rules, the model or both."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("file", type=Path, help="a message in each line, or dataset.json of chitchat-dataset")
    asked.add_argument("--lines", type=int, default=LINES, help="messages to read, by chance")
    told = asked.parse_args()
    try:
        said = sample(messages(told.file), told.lines)
    except ValueError as error:
        asked.error(str(error))
    called = alarms(build_screen(Settings()), track(said, "Reading messages"))
    table = Table("taken for T0 or T1 by", "messages", "of all", "95 %")
    for who, hits in [*called.most_common(), ("any", called.total())]:
        low, high = wilson(hits, len(said))
        table.add_row(who, str(hits), f"{hits / len(said):.3f}", f"{low:.3f} to {high:.3f}")
    Console().print(f"{len(said)} messages", table)


def messages(path: Path) -> list[str]:
    """Every different message, in the order of the file. Raises ValueError with the cure."""
    try:
        text = path.read_text(encoding="utf-8")
        lines = _of_conversations(json.loads(text)) if path.suffix == ".json" else text.splitlines()
        found = list(dict.fromkeys(line.strip() for line in lines if line.strip()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{path}: needs a message in each line, or to be dataset.json of chitchat-dataset.") from error
    if not found:
        raise ValueError(f"{path} has no message in it.")
    return found


def sample(texts: Sequence[str], most: int) -> list[str]:
    """Up to `most` of them by chance, the same each time."""
    return Random(0).sample(texts, min(most, len(texts)))


def alarms(screen: Screen, texts: Iterable[str]) -> Counter[str]:
    """How many messages need a person, by what says so: "rule", "model" or "model and rule"."""
    assessed = (screen.assess(text[:LONGEST]) for text in texts)
    return Counter(
        " and ".join(sorted({reason.source for reason in one.reasons if reason.tier.needs_person}))
        for one in assessed
        if one.tier.needs_person
    )


def _of_conversations(conversations: dict[str, dict[str, list[list[dict[str, str]]]]]) -> Iterable[str]:
    """Each has turns, each of them one or more messages of one person."""
    for conversation in conversations.values():
        for turn in conversation["messages"]:
            yield from (message["text"] for message in turn)


if __name__ == "__main__":
    main()

"""`bot train`: trains with a progress display."""

from __future__ import annotations

import os
from collections.abc import Callable

from rich.console import Console

from bot.app import ROOT
from bot.settings import Settings


def train(settings: Settings, out: Console, *, force: bool = False) -> None:
    """Train when needed, and say which model is used."""
    # A dozen bars of milliseconds each tell nobody anything, and fill a log. Most are drawn unless this level is set.
    os.environ["TQDM_DISABLE"] = "1"  # read when Rasa is imported
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    with out.status("Loading Rasa …") as status:
        from bot.brain.training import ensure_trained

        trained = ensure_trained(ROOT, settings.models, force=force, say=status.update if out.is_terminal else stages(out))
    if trained.was_fresh:
        out.print(f"The model is up to date: {trained.model.name}")
    else:
        out.print(f"Trained {trained.model.name} in {trained.seconds:.0f} s.")


def stages(out: Console) -> Callable[[str], None]:
    """For a log: a line for each stage as it begins, not for each step of it ("Encoding examples: 200 of 5000")."""
    told: list[str] = []

    def say(what: str) -> None:
        stage = what.partition(":")[0]
        if stage not in told:
            told.append(stage)
            out.print(stage, highlight=False)

    return say

"""`bot` with limits that a test can wait for: `python -m tests.short_limits run`."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import bot.app
import bot.console.settings
from bot.cli import main
from bot.console.settings import ConsoleSettings
from bot.services.ports import Limits

SOON = timedelta(seconds=3)

if __name__ == "__main__":
    bot.app.Limits = partial(Limits, first_words=SOON, presence=SOON, emergency_alone=SOON)  # type: ignore[misc, assignment]
    bot.console.settings.ConsoleSettings = partial(ConsoleSettings, heartbeat=0.5)  # type: ignore[misc, assignment]
    main()

"""What `bot train` tells a log, where no line can be drawn over."""

from __future__ import annotations

import io

from rich.console import Console

from bot.commands.train import stages


def test_each_stage_is_told_once_as_it_begins() -> None:
    log = io.StringIO()
    say = stages(Console(file=log))
    for told in ("Reading letters", "Encoding examples: 200 of 400", "Encoding examples: 400 of 400", "Learning intents"):
        say(told)
    assert log.getvalue().splitlines() == ["Reading letters", "Encoding examples", "Learning intents"]

"""`bot feedback`: numbers, and nobody in them."""

from __future__ import annotations

import io
from datetime import timedelta

from rich.console import Console

from bot.app import open_deps
from bot.commands.feedback import feedback
from bot.conversation.feedback import Answer
from bot.services.feedback import give_feedback
from bot.services.start_conversation import start_conversation
from bot.settings import Settings


def _printed(settings: Settings) -> str:
    out = io.StringIO()
    feedback(settings, Console(file=out, width=100))
    return out.getvalue()


def test_months_that_are_over_are_printed_without_small_numbers(settings: Settings) -> None:
    assert "fewer than 10 answers" in _printed(settings)
    deps = open_deps(settings)
    last_month = deps.clock().replace(day=1) - timedelta(days=1)
    for answer in [Answer.HELPED] * 9 + [Answer.NOT] * 3:
        talk, _ = start_conversation(deps)
        with deps.store.write() as tx:
            tx.count_feedback(talk.id, last_month.date(), answer)
    printed = _printed(settings)
    assert f"{last_month:%Y-%m}" in printed
    assert "9" in printed
    assert printed.count("fewer than 5") == 2


def test_what_came_in_this_month_is_not_printed(settings: Settings) -> None:
    deps = open_deps(settings)
    for _ in range(12):
        give_feedback(deps, start_conversation(deps)[0].id, Answer.A_BIT)
    assert f"{deps.clock():%Y-%m}" not in _printed(settings)

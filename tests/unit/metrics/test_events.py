"""What is logged is counted."""

from __future__ import annotations

import io

from prometheus_client import CollectorRegistry, generate_latest

from bot.logs import Log
from bot.metrics.events import Events


def test_every_line_of_the_log_is_counted_and_what_it_counts_too() -> None:
    log, numbers = Log(io.StringIO()), CollectorRegistry()
    log.tell(Events(numbers))
    log.event("cover_silence", count=2)
    log.event("cover_silence", count=3)
    log.event("sweep_failed", name="forget", error="OSError")
    assert numbers.get_sample_value("unhook_events_total", {"event": "cover_silence", "name": ""}) == 2
    assert numbers.get_sample_value("unhook_counted_total", {"event": "cover_silence"}) == 5
    assert numbers.get_sample_value("unhook_events_total", {"event": "sweep_failed", "name": "forget"}) == 1


def test_an_answer_is_timed_as_the_young_person_waits_and_as_the_bot_thinks() -> None:
    log, numbers = Log(io.StringIO()), CollectorRegistry()
    log.tell(Events(numbers))
    log.event("answered", ms=20.5, seconds=0.4, count=2, name="not_understood", worker="brain")
    assert numbers.get_sample_value("unhook_answer_seconds_sum") == 0.4
    assert numbers.get_sample_value("unhook_thinking_seconds_sum") == 0.0205
    assert numbers.get_sample_value("unhook_events_total", {"event": "answered", "name": "not_understood"}) == 1


def test_what_may_not_be_logged_is_in_no_number() -> None:
    log, numbers = Log(io.StringIO()), CollectorRegistry()
    log.tell(Events(numbers))
    log.event("answered", ms=1, seconds=1, text="private words", conversation="c_private")
    assert b"private" not in generate_latest(numbers)

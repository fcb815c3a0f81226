"""What is the case at the moment of asking: who waits, who is here, which streams are open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Final

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.safety.tiers import Tier
from bot.services.board import Board, board
from bot.services.ports import Deps
from bot.services.queue import Queue, queue

_LATELY: Final = timedelta(minutes=10)


class Moment(Collector):
    """Read at every question, so it costs nothing while nobody asks."""

    def __init__(self, deps: Deps, streams: Mapping[str, Callable[[], int]], *, hears: Callable[[], bool] | None) -> None:
        """`streams`: how many are open, by face. `hears`: whether other processes' rings arrive; None for one process."""
        self._deps = deps
        self._streams = streams
        self._hears = hears

    def collect(self) -> Iterator[Metric]:
        """The gauges. While the database is away, those that need it are left out and `unhook_database_up` is 0."""
        yield _by("unhook_streams", "Open streams of events.", "face", {face: count() for face, count in self._streams.items()})
        if self._hears:
            yield GaugeMetricFamily("unhook_doorbell_up", "Whether rings of other processes arrive.", value=self._hears())
        try:
            seen = queue(self._deps)
            now = board(self._deps, seen)
        except Exception:  # noqa: BLE001  whatever it is, it is the answer
            yield GaugeMetricFamily("unhook_database_up", "Whether the database answers.", value=0)
            return
        yield GaugeMetricFamily("unhook_database_up", "Whether the database answers.", value=1)
        yield from _of_board(now, self._deps.clock().timestamp())
        yield GaugeMetricFamily("unhook_flood", "Begun in a flood, in the last ten minutes.", value=_flood(seen))
        if hours := self._deps.hours:
            is_open = hours.open_at(self._deps.clock())
            yield GaugeMetricFamily("unhook_open", "Whether counsellors should be here, by the opening hours.", value=is_open)


def _flood(seen: Queue) -> int:
    talks = (card.conversation for card in (*seen.open, *seen.waiting, *seen.held))
    return sum(talk.in_flood and seen.at - talk.created_at < _LATELY for talk in talks)


def _of_board(now: Board, at: float) -> Iterable[Metric]:
    longest = {one.tier.name: at - one.since.timestamp() if one.since else 0.0 for one in now.waiting}
    yield _by("unhook_waiting", "Who waits for a person.", "tier", {one.tier.name: one.count for one in now.waiting})
    yield _by("unhook_longest_wait_seconds", "How long the first of them has waited.", "tier", longest)
    yield _by(
        "unhook_late", "Of them, beyond the target of their tier.", "tier", {one.tier.name: one.late for one in now.waiting}
    )
    yield _by("unhook_with_bot", "Who talks with the bot.", "tier", {tier.name: now.with_bot.get(tier, 0) for tier in Tier})
    yield GaugeMetricFamily("unhook_held", "Conversations that a counsellor has.", value=now.held)
    here = {
        "here": sum(one.here for one in now.staff),
        "paused": sum(one.paused for one in now.staff),
    }
    yield _by("unhook_staff", "Staff who could take a conversation, and who take a break.", "state", here)
    yield GaugeMetricFamily("unhook_incidents", "Incidents that nobody has looked at.", value=len(now.incidents))
    yield GaugeMetricFamily("unhook_to_read", "Conversations that are to be read a second time.", value=now.to_read)


def _by(name: str, text: str, label: str, values: Mapping[str, float]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, text, labels=[label])
    for of, value in values.items():
        family.add_metric([of], value)
    return family

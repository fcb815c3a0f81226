"""Plays made-up conversations at their own times, through the real use cases: the clock jumps from one event to the next."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Final

from bot.app import App
from bot.brain.worker import Brain
from bot.commands.seed_plot import Plot, Step
from bot.conversation.owner import Owner
from bot.conversation.practice import Next, next_line
from bot.services import emergency
from bot.services.add_note import add_note
from bot.services.chat_record import save_record, sign_record
from bot.services.claim_work import claim_work
from bot.services.close import close
from bot.services.counsellor_reply import counsellor_reply
from bot.services.errors import FullError, NotNextError, PausedError, RestFirstError
from bot.services.find import find_conversation
from bot.services.finish_work import finish_work
from bot.services.keep_company import keep_company
from bot.services.leave import leave
from bot.services.pause import PauseKind, pause, resume
from bot.services.ports import Conversation, Counsellor
from bot.services.practice import returns
from bot.services.presence import presence
from bot.services.queue import queue
from bot.services.receive import receive
from bot.services.records_counselling import NoteKind
from bot.services.return_to_bot import return_to_bot
from bot.services.set_tier import set_tier
from bot.services.start_conversation import start_conversation
from bot.services.take_next import take_next

Play = Generator[datetime, None, str]  # yields when it wants to go on; returns the id of the conversation
_Part = Generator[datetime, None, None]
_ANSWERED: Final = timedelta(seconds=1)  # what the bot takes
_TRIES: Final = 40  # to be given the conversation, every half minute
_WRITES: Final = timedelta(seconds=35)  # a counsellor, for one answer


class MovedClock:
    """Shows the time of the event in hand."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


class Stage:
    """Everything that a play needs: the use cases under a moved clock, the brain, the staff by name."""

    def __init__(self, app: App, brain: Brain, begin: datetime, follow_up: str) -> None:
        self.clock = MovedClock(begin)
        self.deps = replace(app.deps, clock=self.clock)
        self.staff: dict[str, Counsellor] = {}
        self.expected: set[str] = set()  # conversations for which a play has a counsellor ready
        self.practice = app.practice
        self._follow_up = follow_up  # what is written into the record of whoever has left
        self._brain = replace(brain, clock=self.clock)
        self._loop = asyncio.new_event_loop()

    def close(self) -> None:
        """End the event loop that the answers ran on."""
        self._loop.close()

    def run(self, plays: Iterable[tuple[datetime, Play]], until: datetime) -> None:
        """Play them side by side in the order of time. What would come after `until` never happens."""
        order = count()
        coming = [(at, next(order), play) for at, play in plays]
        heapq.heapify(coming)
        while coming and coming[0][0] <= until:
            at, _, play = heapq.heappop(coming)
            self.clock.now = max(self.clock.now, at)
            try:
                heapq.heappush(coming, (max(next(play), self.clock.now), next(order), play))
            except StopIteration:
                continue
        self.clock.now = max(self.clock.now, until)

    def answer(self) -> None:
        """Let the bot answer everything that it owes."""
        while work := claim_work(self.deps, "seed", self.deps.settings.lease):
            finish_work(self.deps, work, *self._loop.run_until_complete(self._brain.answer(work)))

    def see(self, names: Iterable[str]) -> None:
        """These are at their consoles."""
        for name in names:
            presence(self.deps, self.staff[name].id)

    def leave_nothing(self, names: Sequence[str]) -> None:
        """The end of a shift: nobody waits, and nobody has anything in hand."""
        self.see(names)
        for name in names:
            by = self.staff[name]
            for card in queue(self.deps).mine(by.id):
                self.end_left(card.conversation, by)
            while given := _taken(self, by):
                self.end_left(given, by)

    def end_left(self, given: Conversation, by: Counsellor) -> None:
        """The young person closed the page and somebody still has to look: they read it, and it is over."""
        close(self.deps, given.id, by)
        save_record(self.deps, given.id, by, {"follow_up": self._follow_up})
        sign_record(self.deps, given.id, by)

    def rounds(self, every: timedelta) -> Play:
        """What the sweeper does for those who wait. Without an end."""
        while True:
            keep_company(self.deps)
            yield self.clock.now + every


@dataclass
class _Talk:
    """One conversation while it is played."""

    stage: Stage
    plot: Plot
    id: str

    def now(self) -> Conversation:
        with self.stage.deps.store.read() as tx:
            return find_conversation(tx, self.id)

    def next(self) -> Next | None:
        now = self.now()
        with self.stage.deps.store.read() as tx:
            log, given_back = tx.messages(self.id, limit=None), returns(tx, now)
        script = self.plot.script
        return next_line(script, now.owner, log, returns=given_back, asked=self.stage.practice.asked(script))

    def hear(self, line: Next) -> None:
        receive(self.stage.deps, self.id, client_id=line.client_id, text=line.text)


def played(stage: Stage, plot: Plot, here: Sequence[str]) -> Play:
    """One conversation from its first word as far as the plot goes. `here`: who is at their consoles."""
    stage.see(here)
    started, _ = start_conversation(stage.deps, language=plot.script.language)
    talk = _Talk(stage, plot, started.id)
    if plot.taken_by and not plot.leaves:
        stage.expected.add(talk.id)
    yield from _opening(talk, here)
    if plot.leaves:
        leave(stage.deps, talk.id)
        yield stage.clock.now + timedelta(minutes=plot.after)
        _accepted(talk, here)  # in danger they still wait: somebody looks
    elif plot.taken_by:
        yield from _counselled(talk, here)
        stage.expected.discard(talk.id)
    return talk.id


def _opening(talk: _Talk, here: Sequence[str]) -> _Part:
    said = 0
    while talk.plot.lines is None or said < talk.plot.lines:
        line = talk.next()
        if line is None:
            return
        yield line.due_at
        if talk.now().owner not in {Owner.BOT, Owner.WAITING}:
            return
        talk.stage.see(here)
        talk.hear(line)
        yield talk.stage.clock.now + _ANSWERED
        talk.stage.answer()
        said += 1


def _counselled(talk: _Talk, here: Sequence[str]) -> _Part:
    stage, plot = talk.stage, talk.plot
    yield stage.clock.now + timedelta(minutes=plot.after)
    for _ in range(_TRIES):
        if _accepted(talk, here):
            break
        yield stage.clock.now + timedelta(seconds=30)
    held = talk.now()
    by = next((one for one in stage.staff.values() if one.id == held.counsellor_id), None)
    if by is None:
        return  # nobody was free for them
    for number, text in enumerate(plot.says):
        yield stage.clock.now + _WRITES
        stage.see([*here, by.name])
        counsellor_reply(stage.deps, talk.id, by, client_id=f"says-{number}", text=text)
        if plot.whisper and number == 0:
            add_note(stage.deps, talk.id, _supervisor(stage), NoteKind.WHISPER, plot.whisper)
        if plot.emergency and number == 0:
            yield from _emergency(talk, by, plot.emergency)
        if number == len(plot.says) - 1 and not plot.ends:
            break  # it goes on, and the young person is thinking: nobody is left without an answer
        line = talk.next()
        if line is None:
            return
        yield line.due_at
        talk.hear(line)
    if plot.note:
        add_note(stage.deps, talk.id, by, NoteKind.NOTE, plot.note)
    yield from _ending(talk, by)


def _accepted(talk: _Talk, here: Sequence[str]) -> bool:
    """Whether somebody has it. Nobody picks: whoever is free is given the next one, which may be another."""
    stage = talk.stage
    stage.see(here)
    for name in talk.plot.taken_by:
        if talk.now().owner is not Owner.WAITING:
            break
        given = _taken(stage, stage.staff[name])
        if given and given.id not in stage.expected:
            stage.end_left(given, stage.staff[name])
    return talk.now().owner is Owner.COUNSELLOR


def _taken(stage: Stage, by: Counsellor) -> Conversation | None:
    """Whoever is next for them, after a break where one is due."""
    try:
        return take_next(stage.deps, by)
    except RestFirstError:
        pause(stage.deps, by, PauseKind.BREAK)
        resume(stage.deps, by)
        return take_next(stage.deps, by)
    except (PausedError, FullError, NotNextError):
        return None


def _emergency(talk: _Talk, by: Counsellor, step: Step) -> _Part:
    stage = talk.stage
    emergency.open_one(stage.deps, talk.id, by, step.reason)
    yield stage.clock.now + timedelta(seconds=20)
    emergency.confirm(stage.deps, talk.id, stage.staff[step.second])
    yield stage.clock.now + timedelta(minutes=3)
    emergency.end(stage.deps, talk.id, by, step.outcome, step.done)


def _ending(talk: _Talk, by: Counsellor) -> _Part:
    stage, plot = talk.stage, talk.plot
    if plot.lowered:
        set_tier(stage.deps, talk.id, by, *plot.lowered)
    if plot.ends == "return":
        yield stage.clock.now + _WRITES
        return_to_bot(stage.deps, talk.id, by)
    if plot.ends == "close":
        yield stage.clock.now + _WRITES
        close(stage.deps, talk.id, by)
    if plot.record is not None:
        yield stage.clock.now + timedelta(minutes=4)
        save_record(stage.deps, talk.id, by, plot.record)
        sign_record(stage.deps, talk.id, by)


def _supervisor(stage: Stage) -> Counsellor:
    return next(one for one in stage.staff.values() if one.role.value == "supervisor")

"""Where the histories of the hand-off are played: three young people, three of the staff, and a process that can be killed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from typing import Any, Final
from unittest.mock import patch

from bot.conversation.message import Message
from bot.conversation.owner import IllegalMoveError, Owner
from bot.services.errors import ServiceError
from bot.services.ports import Conversation, Counsellor, Deps
from bot.services.records import OwnerChange
from bot.services.start_conversation import start_conversation
from bot.services.work import Work
from tests.contract.killing_store import KilledError, KillingStore
from tests.world import World

OWNER: Final = -1
ALIVE: Final = None

_RUNS: Final = count(1)


class Stage:
    """What a history is played on, and what is known from outside: what was confirmed, and how the last step ended."""

    world: World
    store: KillingStore
    staff: tuple[Counsellor, Counsellor, Counsellor]

    def open(self) -> None:
        """Three conversations, one of them in Spanish."""
        self.deps: Deps = replace(self.world.deps, store=self.store)
        run = next(_RUNS)  # the audit log remembers earlier runs
        ids = (f"c_{run}_{number}" for number in count(1))  # at the same moment ids decide: the same history, the same order
        with patch("bot.services.start_conversation.new_conversation_id", lambda: next(ids)):
            self.talks = [start_conversation(self.deps, language=language)[0] for language in ("en", "en", "es")]
        self.held: dict[str, list[Work]] = {"one": [], "two": []}
        self.sent: dict[str, dict[str, int]] = {talk.id: {} for talk in self.talks}
        self.count = 0
        self.remember()

    def do(self, kill: int | None, act: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run a use case; None when the process was killed in it. The next one begins with what is in the database."""
        self.store.kill_after(kill)
        self.killed = False
        try:
            return act(self.deps, *args, **kwargs)
        except KilledError:
            self.killed = True
            self.held = {"one": [], "two": []}
            self.world.engine.dispose()
            return None
        finally:
            self.store.kill_after(ALIVE)

    def attempt(self, kill: int | None, act: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """The same for what may be refused."""
        try:
            return self.do(kill, act, *args, **kwargs)
        except (ServiceError, IllegalMoveError):
            return None

    def pick(self, at: int, who: int) -> tuple[Conversation, Counsellor]:
        """A conversation and somebody; for OWNER one that a counsellor has, and that counsellor, where there is any."""
        held = [one for one in self.stored() if one.owner is Owner.COUNSELLOR]
        if who == OWNER and held:
            one = held[at % len(held)]
            return one, next(each for each in self.staff if each.id == one.counsellor_id)
        return self.talks[at], self.staff[max(who, 0)]

    def remember(self) -> None:
        """What the next step begins with."""
        self.before = {one.id: one for one in self.stored()}
        self.said: dict[str, list[Message]] = {one: list(self.world.log(talk)) for one, talk in self.before.items()}

    def moves(self, talk_id: str) -> Sequence[OwnerChange]:
        """The moves log of one conversation."""
        with self.world.store.read() as tx:
            return tx.owner_changes(talk_id)

    def stored(self) -> list[Conversation]:
        """All three, as they are in the database."""
        return [self.world.now(talk) for talk in self.talks]

    def new_id(self) -> str:
        """An id that no message has yet."""
        self.count += 1
        return f"n{self.count}"

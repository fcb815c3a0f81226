"""Random histories of the hand-off, with two workers and a process that is killed in the middle of a transaction.

After every step, from what is in the database alone: each conversation has one owner, none is lost, no message is with the
wrong person, whoever waits is in the queue once and in the place they had, and each deed is in the audit log with its move.

`make test` plays 60 histories, `make check` six. Before a release play 2,000 (20 to 40 minutes of a core that is free):

    UNHOOK_HISTORIES=2000 .venv/bin/python -m pytest tests/contract/test_hand_off_histories.py -q
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, Final

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from bot.conversation.message import Draft, Message, Sender
from bot.conversation.owner import Move, Owner
from bot.conversation.queue_order import in_order
from bot.conversation.routing import is_offered
from bot.safety.tiers import Tier
from bot.services.claim_work import claim_work
from bot.services.close import close
from bot.services.counsellor_reply import counsellor_reply
from bot.services.cover_silence import cover_silence
from bot.services.errors import ClosedConversationError, NotOwnerError, ServiceError
from bot.services.finish_work import finish_work
from bot.services.forget import forget
from bot.services.give_up_silent import give_up_silent
from bot.services.keep_company import keep_company
from bot.services.leave import leave
from bot.services.pause import PauseKind, pause, resume
from bot.services.permissions import Permission, may
from bot.services.ports import Conversation, Counsellor, Deps, Role
from bot.services.presence import presence
from bot.services.put_back import put_back
from bot.services.queue import queue
from bot.services.receive import receive
from bot.services.records import OwnerChange
from bot.services.release_work import release_work
from bot.services.reopen import reopen
from bot.services.return_to_bot import return_to_bot
from bot.services.step_in import step_in
from bot.services.take_next import take_next
from bot.services.take_over import take_over
from bot.services.transfer import transfer
from bot.services.typing import note_typing
from bot.store.schema_accounts import audit
from tests.contract.hand_off_stage import ALIVE, OWNER, Stage
from tests.contract.killing_store import KillingStore
from tests.contract.machines import new_world, run_state_machine
from tests.examples import examples

HISTORIES: Final = int(os.environ.get("UNHOOK_HISTORIES", "0")) or examples(60)
LEASE: Final = timedelta(seconds=20)
TALKS, PEOPLE = st.integers(0, 2), st.integers(0, 2)
ACTORS = st.sampled_from([OWNER, OWNER, OWNER, 0, 1, 2])  # mostly whoever has it; what others try is refused in few ways
TEXTS = st.sampled_from(["person please", "T1 soon", "T0 now", "T2 scared", "T4 hello", "T1 young"])
WORKERS = st.sampled_from(["one", "two"])
# Most steps are not killed. A use case takes up to about a dozen steps, and its commit and the moment after it are among them.
KILLS = st.one_of(st.just(ALIVE), st.just(ALIVE), st.integers(0, 14))
MADE_BY_STAFF: Final = {
    Move.TAKE_OVER: "accept",
    Move.STEP_IN: "step_in",
    Move.RETURN_TO_BOT: "return",
    Move.REOPEN: "reopen",
}


class HandOff(Stage, RuleBasedStateMachine):
    """Two counsellors, one of whom reads no Spanish and one of whom knows the young, and a supervisor; two brain workers; one sweeper."""

    @initialize(said=st.tuples(TEXTS, TEXTS, TEXTS), given=st.lists(PEOPLE, max_size=3))
    def begin(self, said: tuple[str, str, str], given: list[int]) -> None:
        """In the middle of a shift: most of them wait, and some have a counsellor."""
        self.open()
        for one in self.staff:
            presence(self.deps, one.id)
            resume(self.deps, one)
        for at, text in enumerate(said):
            self.say(at, text, ALIVE)
        for who in given:
            self.remember()
            self.take_next(who, ALIVE)

    def teardown(self) -> None:
        for talk in getattr(self, "talks", []):
            forget(self.world.deps, talk.id)

    # What young people do

    @rule(at=TALKS, text=TEXTS, kill=KILLS)
    def say(self, at: int, text: str, kill: int | None) -> None:
        """Their page tries again, under the same id, until it knows that the message is stored."""
        client_id = self.new_id()
        try:
            while (received := self.do(kill, receive, self.talks[at].id, client_id=client_id, text=text)) is None:
                kill = ALIVE
        except ClosedConversationError:
            assert self.before[self.talks[at].id].owner is Owner.CLOSED
        else:
            self.sent[self.talks[at].id][client_id] = received.message.seq

    @rule(at=TALKS, kill=KILLS)
    def go(self, at: int, kill: int | None) -> None:
        """They leave; rare, or little else would be tested."""
        if len(self.sent[self.talks[at].id]) > 4:
            self.do(kill, leave, self.talks[at].id)

    # What the bot does

    @rule(worker=WORKERS, kill=KILLS)
    def claim_work(self, worker: str, kill: int | None) -> None:
        if work := self.do(kill, claim_work, worker, LEASE):
            assert work.conversation.owner in {Owner.BOT, Owner.WAITING}
            self.held[worker].append(work)

    @rule(worker=WORKERS, kill=KILLS)
    def finish_work(self, worker: str, kill: int | None) -> None:
        """Whatever happened since the work was claimed."""
        if self.held[worker]:
            work = self.held[worker].pop(0)
            reply = Draft(Sender.BOT, f"to {work.conversation.id} {work.message.seq}", "utter_answer")
            self.do(kill, finish_work, work, [reply], {"slots": {}})

    @rule(worker=WORKERS)
    def release_work(self, worker: str) -> None:
        if self.held[worker]:
            release_work(self.deps, self.held[worker].pop())

    @rule(task=st.sampled_from([cover_silence, keep_company, give_up_silent]), kill=KILLS)
    def sweep(self, task: Callable[[Deps], int], kill: int | None) -> None:
        self.do(kill, task)

    @rule(seconds=st.sampled_from([1, 5, 21, 61, 130]), here=st.sets(PEOPLE))
    def wait(self, seconds: int, here: set[int]) -> None:
        """Time passes; the consoles of some stay open."""
        self.world.clock.pass_by(seconds=seconds)
        for who in here:
            presence(self.deps, self.staff[who].id)

    @rule(here=st.sets(PEOPLE), kill=KILLS)
    def leave_alone(self, here: set[int], kill: int | None) -> None:
        """A minute in which nobody writes; some have closed the laptop."""
        self.wait(61, here)
        self.do(kill, give_up_silent)

    # What counsellors do

    @rule(who=PEOPLE, kill=KILLS)
    def take_next(self, who: int, kill: int | None) -> None:
        taken = self.attempt(kill, take_next, self.staff[who])
        if taken:
            self.check_turn(taken, self.staff[who])

    @rule(at=TALKS, who=PEOPLE, kill=KILLS)
    def accept(self, at: int, who: int, kill: int | None) -> None:
        taken = self.attempt(kill, take_over, self.talks[at].id, self.staff[who])
        accepted = taken and self.before[taken.id].counsellor_id != self.staff[who].id
        if accepted and not may(self.staff[who], Permission.STEP_IN):
            self.check_turn(taken, self.staff[who])

    @rule(at=TALKS, who=PEOPLE, kill=KILLS)
    def step_in(self, at: int, who: int, kill: int | None) -> None:
        if self.attempt(kill, step_in, self.talks[at].id, self.staff[who]):
            assert may(self.staff[who], Permission.STEP_IN)

    @rule(at=TALKS, who=ACTORS, act=st.sampled_from([put_back, return_to_bot, close, note_typing]), kill=KILLS)
    def give_away(self, at: int, who: int, act: Callable[..., Any], kill: int | None) -> None:
        self.by_owner_only(at, who, kill, act)

    @rule(at=TALKS, who=ACTORS, to=PEOPLE, kill=KILLS)
    def transfer(self, at: int, who: int, to: int, kill: int | None) -> None:
        self.by_owner_only(at, who, kill, transfer, to=self.staff[to].id)

    @rule(at=TALKS, to=PEOPLE, others=st.permutations([0, 1, 2]))
    def transfer_while_others_ask_for_the_next(self, at: int, to: int, others: list[int]) -> None:
        self.transfer(at, OWNER, to, ALIVE)
        for who in others:
            self.remember()
            self.take_next(who, ALIVE)

    @rule(at=TALKS, who=ACTORS, kill=KILLS)
    def reply(self, at: int, who: int, kill: int | None) -> None:
        """The console tries again under the same id."""
        client_id = self.new_id()
        for attempt in (kill, ALIVE):
            self.by_owner_only(at, who, attempt, counsellor_reply, client_id=client_id, text="to {talk}")

    @precondition(lambda self: any(one.owner is Owner.CLOSED for one in getattr(self, "before", {}).values()))
    @rule(at=TALKS, who=PEOPLE, kill=KILLS)
    def reopen(self, at: int, who: int, kill: int | None) -> None:
        if self.attempt(kill, reopen, self.talks[at].id, self.staff[who]):
            assert self.before[self.talks[at].id].owner is Owner.CLOSED

    @rule(who=PEOPLE, kind=st.sampled_from(PauseKind), kill=KILLS)
    def pause(self, who: int, kind: PauseKind, kill: int | None) -> None:
        self.do(kill, pause, self.staff[who], kind)

    @rule(who=PEOPLE)
    def resume(self, who: int) -> None:
        resume(self.deps, self.staff[who])

    # What must be true after every step

    @invariant()
    def look(self) -> None:
        """Once for all of them: reading is what a history spends its time with."""
        if not hasattr(self, "talks"):
            return
        stored = self.stored()
        self.there_is_one_owner(stored)
        self.who_waits_is_in_the_queue_once_and_nobody_is_lost(stored)
        self.nobody_has_more_than_they_can_carry(stored)
        for one in stored:
            moves = self.moves(one.id)
            self.a_place_is_the_one_from_when_a_person_was_asked_for(one, moves)
            self.each_deed_is_in_the_audit_log_with_its_move(one, moves)
            self.no_message_is_lost_doubled_or_with_the_wrong_person(one)
        self.before = {one.id: one for one in stored}

    def there_is_one_owner(self, stored: list[Conversation]) -> None:
        for one in stored:
            owned = one.owner is Owner.COUNSELLOR
            assert (one.counsellor_id is not None, one.counsellor_name is not None) == (owned, owned)
            assert (one.waiting_since is not None) == (one.owner is Owner.WAITING)
            assert (one.accepted_at is not None) or not owned
            assert one.offered_to is None or one.owner is Owner.WAITING
            assert one.lease_id is None or one.owner in {Owner.BOT, Owner.WAITING}

    def who_waits_is_in_the_queue_once_and_nobody_is_lost(self, stored: list[Conversation]) -> None:
        now = queue(self.deps)
        shown = Counter(card.conversation.id for cards in (now.waiting, now.held, now.open) for card in cards)
        assert {one.id for one in stored} == {talk.id for talk in self.talks}
        assert shown == Counter(one.id for one in stored if one.owner is not Owner.CLOSED)
        assert {card.conversation.id for card in now.waiting} == {one.id for one in stored if one.owner is Owner.WAITING}

    def nobody_has_more_than_they_can_carry(self, stored: list[Conversation]) -> None:
        held = Counter(one.counsellor_id for one in stored if one.owner is Owner.COUNSELLOR)
        for one in self.staff:
            assert may(one, Permission.STEP_IN) or held[one.id] <= one.capacity + 1

    def a_place_is_the_one_from_when_a_person_was_asked_for(self, one: Conversation, moves: Sequence[OwnerChange]) -> None:
        """Which the moves log tells: at the last call, or when a supervisor took it from the bot."""
        owner, asked_at = Owner.BOT, None
        for each in moves:
            if each.move in {Move.CALL_PERSON, Move.REOPEN} or (each.move is Move.STEP_IN and owner is Owner.BOT):
                asked_at = each.at
            owner = each.owner
        assert owner is one.owner
        assert one.asked_at == asked_at or one.owner in {Owner.BOT, Owner.CLOSED}
        assert one.waiting_since in {None, asked_at}

    def each_deed_is_in_the_audit_log_with_its_move(self, one: Conversation, moves: Sequence[OwnerChange]) -> None:
        expected = Counter(_action(each.move, each.reason) for each in moves)
        expected.pop(None, None)
        query = select(audit.c.action).where(audit.c.conversation_id == one.id)
        with self.world.engine.connect() as connection:
            assert Counter(connection.execute(query).scalars()) == expected

    def no_message_is_lost_doubled_or_with_the_wrong_person(self, one: Conversation) -> None:
        log, old = list(self.world.log(one)), self.said[one.id]
        assert [message.seq for message in log] == list(range(1, one.last_seq + 1))
        assert [message.said for message in log[: len(old)]] == [message.said for message in old]
        theirs = {each.client_id: each.seq for each in log if each.said.sender is Sender.YOUNG_PERSON}
        assert theirs == self.sent[one.id]
        answers = [each.said.text for each in log if each.said.key == "utter_answer"]
        assert len(answers) == len(set(answers))
        for message in log[len(old) :]:
            self.check_said(message, self.before[one.id], one)
        self.said[one.id] = log

    # How

    def by_owner_only(self, at: int, who: int, kill: int | None, act: Callable[..., Any], **more: Any) -> None:
        talk, me = self.pick(at, who)
        if "text" in more:
            more["text"] = more["text"].format(talk=talk.id)
        owns = self.world.now(talk).counsellor_id == me.id
        try:
            self.do(kill, act, talk.id, me, **more)
        except NotOwnerError:
            assert not owns
        except ServiceError:
            assert act is transfer
        else:
            assert owns or self.killed

    def check_turn(self, taken: Conversation, me: Counsellor) -> None:
        """Whoever waited before this one could not have been given to them. Written without the routing that is tested."""
        now, before = self.world.clock(), self.before[taken.id]
        assert not is_offered(before, now) or before.offered_to == me.id
        if is_offered(before, now):
            return
        order = in_order(one for one in self.before.values() if one.owner is Owner.WAITING)
        for one in order[: [each.id for each in order].index(taken.id)]:
            kept = is_offered(one, now) and one.offered_to != me.id
            foreign = bool(me.languages) and one.language not in me.languages
            no_room = one.tier is not Tier.T0 and taken.tier is Tier.T0
            assert kept or foreign or no_room or self.is_left_for_a_moment(one, taken, me)

    def is_left_for_a_moment(self, one: Conversation, taken: Conversation, me: Counsellor) -> bool:
        """To the colleague who knows what it wants, and for another who is as urgent: never danger now, never for long."""
        waited = self.world.clock() - (one.waiting_since or self.world.clock())
        equals = one.tier is self.before[taken.id].tier is not Tier.T0
        return equals and bool(set(one.wants) - set(me.skills)) and waited < timedelta(seconds=30)

    def check_said(self, message: Message, before: Conversation, now: Conversation) -> None:
        said = message.said
        if said.sender is Sender.BOT:
            assert {before.owner, now.owner} <= {Owner.BOT, Owner.WAITING}
            assert said.key != "utter_answer" or said.text.startswith(f"to {now.id} ")
        if said.sender is Sender.COUNSELLOR:
            assert said.author == before.counsellor_name == now.counsellor_name
            assert said.text == f"to {now.id}"


def _action(move: Move, reason: str) -> str | None:
    """What the audit log calls a move; None for what a young person did."""
    if move is Move.PUT_BACK:
        return "transfer" if reason.startswith("transferred") else "put_back"
    if move is Move.CLOSE:
        return "close" if reason == "closed_by_counsellor" else None
    return MADE_BY_STAFF.get(move)


# By the number of histories: a time that is up in the middle of a step is reported as a step that behaves differently each time.
@pytest.mark.timeout(max(3600, 20 * HISTORIES))
def test_no_history_loses_anybody() -> None:
    with new_world() as world:
        staff = (
            world.counsellor("Sam", capacity=1, languages=("en",)),
            world.counsellor("Alex", capacity=2, skills=("under_13",)),
            world.counsellor("Robin", Role.SUPERVISOR),
        )
        run_state_machine(HandOff, HISTORIES, steps=60, world=world, staff=staff, store=KillingStore(world.store))
        with world.store.read() as tx:
            assert tx.broken_audit_line() is None

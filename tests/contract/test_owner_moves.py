"""Every order of messages, moves, workers and crashes: one owner, no message lost or doubled, no gap, no bot over a person."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
)
from sqlalchemy import select

from bot.conversation.message import Draft, Message, Sender
from bot.conversation.owner import Owner
from bot.services.claim_work import claim_work
from bot.services.close import close
from bot.services.counsellor_reply import counsellor_reply
from bot.services.cover_silence import cover_silence
from bot.services.errors import AlreadyTakenError, ClosedConversationError, NotNextError, NotOwnerError, NotWaitingError
from bot.services.finish_work import finish_work
from bot.services.forget import forget
from bot.services.keep_company import keep_company
from bot.services.leave import leave
from bot.services.ports import Conversation, Counsellor
from bot.services.receive import receive
from bot.services.release_work import release_work
from bot.services.return_to_bot import return_to_bot
from bot.services.take_over import take_over
from bot.services.work import Work
from bot.store.schema import conversations
from tests.contract.machines import new_world, run_state_machine
from tests.examples import examples
from tests.world import World

LEASE = timedelta(seconds=20)
TEXTS = st.sampled_from(["T4 hello", "T2 scared", "T1 soon", "T0 now", "person please"])
WORKERS = st.sampled_from(["one", "two"])


class OwnerMoves(RuleBasedStateMachine):
    """Two conversations, two counsellors, two workers that may be slow, stop or die."""

    world: World
    staff: tuple[Counsellor, Counsellor]
    talks = Bundle("talks")

    @initialize(target=talks)
    def begin(self) -> object:
        self.started = [self.world.start(), self.world.start()]
        self.sent: dict[str, dict[str, int]] = {talk.id: {} for talk in self.started}
        self.held: dict[str, list[Work]] = {"one": [], "two": []}
        self.seen: dict[str, list[Message]] = {talk.id: [] for talk in self.started}
        self.owners = {talk.id: (Owner.BOT, None) for talk in self.started}
        self.count = 0
        return multiple(*self.started)

    def teardown(self) -> None:
        for talk in getattr(self, "started", []):
            forget(self.world.deps, talk.id)

    @rule(talk=talks, text=TEXTS)
    def say(self, talk: Conversation, text: str) -> None:
        self.count += 1
        client_id = f"m{self.count}"
        try:
            received = receive(self.world.deps, talk.id, client_id=client_id, text=text)
        except ClosedConversationError:
            assert self.owners[talk.id][0] is Owner.CLOSED
            return
        assert not received.duplicate
        self.sent[talk.id][client_id] = received.message.seq

    @rule(talk=talks, data=st.data())
    def retry(self, talk: Conversation, data: st.DataObject) -> None:
        if sent := self.sent[talk.id]:
            client_id = data.draw(st.sampled_from(sorted(sent)))
            again = receive(self.world.deps, talk.id, client_id=client_id, text="T0 something else")
            assert (again.duplicate, again.message.seq) == (True, sent[client_id])

    @rule(worker=WORKERS)
    def claim(self, worker: str) -> None:
        if work := claim_work(self.world.deps, worker, LEASE):
            assert not work.message.handled
            assert work.conversation.owner in {Owner.BOT, Owner.WAITING}
            self.held[worker].append(work)

    @precondition(lambda self: any(getattr(self, "held", {}).values()))
    @rule(worker=WORKERS, silent=st.booleans())
    def finish(self, worker: str, *, silent: bool) -> None:
        """A worker answers what it holds, however long ago it was claimed."""
        if not self.held[worker]:
            return
        work = self.held[worker].pop(0)
        replies = [] if silent else [Draft(Sender.BOT, f"answer to {work.message.seq}", "utter_answer")]
        before = self.log(work.conversation)
        if not finish_work(self.world.deps, work, replies, {"slots": {}}, no_reply_reason="none"):
            assert self.log(work.conversation) == before

    @precondition(lambda self: any(getattr(self, "held", {}).values()))
    @rule(worker=WORKERS)
    def release(self, worker: str) -> None:
        if self.held[worker]:
            release_work(self.world.deps, self.held[worker].pop())

    @rule(worker=WORKERS)
    def die(self, worker: str) -> None:
        """A killed worker forgets what it holds."""
        self.held[worker].clear()

    @rule(seconds=st.sampled_from([1, 5, 21, 130]))
    def wait(self, seconds: int) -> None:
        self.world.clock.pass_by(seconds=seconds)

    @rule()
    def sweep(self) -> None:
        cover_silence(self.world.deps)
        keep_company(self.world.deps)

    @rule(talk=talks, who=st.integers(0, 1))
    def accept(self, talk: Conversation, who: int) -> None:
        owner, holder = self.owners[talk.id]
        try:
            taken = take_over(self.world.deps, talk.id, self.staff[who])
        except NotWaitingError:
            assert owner is Owner.BOT
        except NotNextError:
            assert [other for other, _ in self.owners.values()] == [Owner.WAITING, Owner.WAITING]
        except ClosedConversationError:
            assert owner is Owner.CLOSED
        except AlreadyTakenError as refused:
            told = refused.by
            assert owner is Owner.COUNSELLOR
            assert told == holder
        else:
            assert owner is Owner.WAITING or holder == self.staff[who].name
            assert taken.counsellor_name == self.staff[who].name

    @rule(talk=talks, who=st.integers(0, 1), act=st.sampled_from([return_to_bot, close, counsellor_reply]))
    def act(self, talk: Conversation, who: int, act: object) -> None:
        """A counsellor writes, returns or closes: allowed to the owner only."""
        assert callable(act)
        self.count += 1
        words = {"client_id": f"c{self.count}", "text": "Hi"} if act is counsellor_reply else {}
        allowed = self.owners[talk.id] == (Owner.COUNSELLOR, self.staff[who].name)
        try:
            act(self.world.deps, talk.id, self.staff[who], **words)
        except NotOwnerError:
            assert not allowed
        else:
            assert allowed

    @rule(talk=talks)
    def go(self, talk: Conversation) -> None:
        """The young person leaves; rare, or little else would be tested."""
        if len(self.sent[talk.id]) > 3:
            leave(self.world.deps, talk.id)

    @invariant()
    def every_message_is_there_once(self) -> None:
        for talk in getattr(self, "started", []):
            theirs = {one.client_id: one.seq for one in self.log(talk) if one.said.sender is Sender.YOUNG_PERSON}
            assert theirs == self.sent[talk.id]

    @invariant()
    def every_message_is_answered_at_most_once(self) -> None:
        for talk in getattr(self, "started", []):
            answers = [one.said.text for one in self.log(talk) if one.said.key == "utter_answer"]
            assert len(answers) == len(set(answers))

    @invariant()
    def the_log_only_grows_without_a_gap_and_the_bot_waits_its_turn(self) -> None:
        """Looks at what this step added, and at the owner before and after it."""
        for talk in getattr(self, "started", []):
            log, old, stored = self.log(talk), self.seen[talk.id], self.world.now(talk)
            assert [message.seq for message in log] == list(range(1, stored.last_seq + 1))
            assert [(one.seq, one.said) for one in log[: len(old)]] == [(one.seq, one.said) for one in old]
            if any(one.said.sender is Sender.BOT for one in log[len(old) :]):
                assert {self.owners[talk.id][0], stored.owner} <= {Owner.BOT, Owner.WAITING}
            self.seen[talk.id] = log
            self.owners[talk.id] = (stored.owner, stored.counsellor_name)

    @invariant()
    def since_when_something_is_owed_is_known(self) -> None:
        with self.world.engine.connect() as connection:
            rows = connection.execute(select(conversations.c.id, conversations.c.owed_since)).all()
        known = {row.id: row.owed_since for row in rows}
        for talk in getattr(self, "started", []):
            assert known[talk.id] == min((one.sent_at for one in self.log(talk) if not one.handled), default=None)

    @invariant()
    def there_is_exactly_one_owner(self) -> None:
        for talk in getattr(self, "started", []):
            stored = self.world.now(talk)
            owned = stored.owner is Owner.COUNSELLOR
            assert (stored.counsellor_id is not None, stored.counsellor_name is not None) == (owned, owned)
            assert (stored.waiting_since is not None) == (stored.owner is Owner.WAITING)
            if owned or stored.owner is Owner.CLOSED:
                assert stored.lease_id is None
                assert all(one.handled for one in self.log(talk))

    @invariant()
    def the_moves_log_tells_the_same(self) -> None:
        for talk in getattr(self, "started", []):
            with self.world.store.read() as tx:
                moves = tx.owner_changes(talk.id)
            assert (moves[-1].owner if moves else Owner.BOT) is self.world.now(talk).owner

    @rule()
    def let_a_healthy_worker_finish_everything(self) -> None:
        """Whatever happened: a worker that works leaves nothing unanswered."""
        self.world.clock.pass_by(seconds=60)
        while work := claim_work(self.world.deps, "healthy", LEASE):
            assert finish_work(self.world.deps, work, [Draft(Sender.BOT, f"answer to {work.message.seq}", "utter_answer")], {})
        assert all(one.handled for talk in self.started for one in self.log(talk))

    def log(self, talk: Conversation) -> list[Message]:
        return list(self.world.log(talk))


def test_no_order_of_events_breaks_the_hand_off() -> None:
    with new_world() as world:
        run_state_machine(OwnerMoves, examples(40), world=world, staff=(world.counsellor("Sam"), world.counsellor("Alex")))

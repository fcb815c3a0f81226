"""Whatever happens to a conversation, in whatever order: who waits in danger has exactly one open alarm, and nobody else has one."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from bot.conversation.owner import IllegalMoveError, Move, Owner
from bot.safety.tiers import Tier
from bot.services.change_owner import Cause, change_owner
from bot.services.change_tier import change_tier
from bot.services.counsellor_reply import counsellor_reply
from bot.services.errors import ClosedConversationError, NotOwnerError
from bot.services.forget import forget
from bot.services.leave import leave
from bot.services.pass_on_alarms import pass_on_alarms
from bot.services.ports import Conversation, Counsellor
from bot.services.presence import presence
from bot.services.receive import receive
from bot.services.see_alarm import see_alarm
from tests.contract.machines import new_world, run_state_machine
from tests.examples import examples
from tests.world import World

TEXTS = st.sampled_from(["T4 hello", "T2 scared", "T1 soon", "T0 now", "person please"])


class Alarms(RuleBasedStateMachine):
    """Three conversations, two counsellors, every move of the table, every tier by hand and by message."""

    world: World
    staff: tuple[Counsellor, Counsellor]
    talks = Bundle("talks")

    @initialize(target=talks)
    def begin(self) -> object:
        self.talks_begun = [self.world.start() for _ in range(3)]
        self.gone: set[str] = set()
        self.count = 0
        return multiple(*self.talks_begun)

    def teardown(self) -> None:
        for talk in self.living():
            forget(self.world.deps, talk.id)

    def living(self) -> list[Conversation]:
        return [talk for talk in getattr(self, "talks_begun", []) if talk.id not in self.gone]

    @rule(talk=talks, text=TEXTS)
    def say(self, talk: Conversation, text: str) -> None:
        if talk.id in self.gone:
            return
        self.count += 1
        try:
            receive(self.world.deps, talk.id, client_id=f"m{self.count}", text=text)
        except ClosedConversationError:
            assert self.world.now(talk).owner is Owner.CLOSED

    @rule(talk=talks, move=st.sampled_from(list(Move)), who=st.integers(0, 1))
    def move(self, talk: Conversation, move: Move, who: int) -> None:
        if talk.id in self.gone:
            return
        with self.world.store.write() as tx:
            try:
                change_owner(tx, tx.conversation(talk.id), move, Cause(self.world.clock(), self.staff[who], "test"))
            except IllegalMoveError:
                return

    @rule(talk=talks, tier=st.sampled_from(list(Tier)), who=st.integers(0, 1))
    def judge(self, talk: Conversation, tier: Tier, who: int) -> None:
        if talk.id in self.gone:
            return
        with self.world.store.write() as tx:
            change_tier(tx, tx.conversation(talk.id), tier, self.world.clock(), self.staff[who].id)

    @rule(talk=talks, who=st.integers(0, 1), answers=st.booleans())
    def hear(self, talk: Conversation, who: int, *, answers: bool) -> None:
        """The counsellor answers, or says that they have seen it."""
        if talk.id in self.gone:
            return
        self.count += 1
        try:
            if answers:
                counsellor_reply(self.world.deps, talk.id, self.staff[who], client_id=f"c{self.count}", text="Hi")
            else:
                see_alarm(self.world.deps, talk.id, self.staff[who])
        except NotOwnerError:
            return
        assert not [one for one in self.ringing() if one.conversation_id == talk.id]

    @rule(talk=talks)
    def go(self, talk: Conversation) -> None:
        if talk.id not in self.gone:
            leave(self.world.deps, talk.id)

    @rule(talk=talks)
    def delete(self, talk: Conversation) -> None:
        if talk.id not in self.gone and self.count > 5:
            forget(self.world.deps, talk.id)
            self.gone.add(talk.id)

    @rule(seconds=st.sampled_from([1, 59, 61, 121, 301]), here=st.sampled_from([(), (0,), (0, 1)]))
    def sweep(self, seconds: int, here: tuple[int, ...]) -> None:
        self.world.clock.pass_by(seconds=seconds)
        for who in here:
            presence(self.world.deps, self.staff[who].id)
        pass_on_alarms(self.world.deps)

    @invariant()
    def who_waits_in_danger_has_one_open_alarm_and_nobody_else_has_one(self) -> None:
        ringing = self.ringing()
        assert len({one.conversation_id for one in ringing}) == len(ringing)
        by_talk = {one.conversation_id: one for one in ringing}
        for talk in self.living():
            stored, alarm = self.world.now(talk), by_talk.pop(talk.id, None)
            if stored.owner is Owner.WAITING and stored.tier.needs_person:
                assert alarm
                assert (alarm.counsellor_id, alarm.tier) == (None, stored.tier)
            elif stored.owner is Owner.COUNSELLOR:
                assert alarm is None or (alarm.counsellor_id == stored.counsellor_id and stored.tier.needs_person)
            else:
                assert alarm is None
        assert by_talk == {}

    @invariant()
    def no_wait_is_unheard_even_without_the_second_line_of_defence(self) -> None:
        if hasattr(self, "world"):
            with self.world.store.read() as tx:
                assert list(tx.waiting_unheard()) == []

    def ringing(self) -> list:
        with self.world.store.read() as tx:
            return list(tx.ringing())


def test_no_order_of_events_leaves_somebody_in_danger_without_an_alarm() -> None:
    with new_world() as world:
        run_state_machine(Alarms, examples(60), world=world, staff=(world.counsellor("Sam"), world.counsellor("Alex")))

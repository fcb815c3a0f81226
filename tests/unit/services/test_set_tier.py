"""A person changes the tier: anybody who reads it may raise, few may lower, and the machine never lowers."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.conversation.owner import Owner
from bot.safety.tiers import Tier
from bot.services.close import close
from bot.services.errors import ClosedConversationError, NotOwnerError, ServiceError, ShortReasonError
from bot.services.ports import Role
from bot.services.return_to_bot import return_to_bot
from bot.services.set_tier import set_tier
from bot.services.take_over import take_over
from tests.world import World, open_world

WHY = "They laughed about a film."


def test_raising_to_a_serious_tier_calls_a_person_and_lets_the_consoles_ring(world: World) -> None:
    talk, sam = world.start(), world.counsellor("Sam")
    rung: list[tuple[str, int]] = []
    world.doorbell.subscribe("queue", lambda conversation_id, seq: rung.append((conversation_id, seq)))
    raised = set_tier(world.deps, talk.id, sam, Tier.T1)
    assert (raised.owner, raised.tier, raised.waiting_since) == (Owner.WAITING, Tier.T1, world.clock())
    assert [one for one, _ in rung] == [talk.id]


def test_an_alarm_rings_as_the_machines_would_for_all_or_for_whoever_has_it(world: World) -> None:
    talk, mine, sam, alex = world.start(), world.start(), world.counsellor("Sam"), world.counsellor("Alex")
    world.hear(mine, "person please")
    take_over(world.deps, mine.id, sam)
    set_tier(world.deps, talk.id, alex, Tier.T0)
    set_tier(world.deps, mine.id, alex, Tier.T1)
    with world.store.read() as tx:
        for_all, for_sam = tx.open_alarm(talk.id), tx.open_alarm(mine.id)
    assert for_all is not None
    assert (for_all.tier, for_all.counsellor_id) == (Tier.T0, None)
    assert for_sam is not None
    assert (for_sam.tier, for_sam.counsellor_id) == (Tier.T1, sam.id)


def test_lowering_stops_the_alarm(world: World) -> None:
    talk, robin = world.start(), world.counsellor("Robin", Role.SUPERVISOR)
    world.hear(talk, "T0 now")
    set_tier(world.deps, talk.id, robin, Tier.T3, WHY)
    with world.store.read() as tx:
        assert tx.open_alarm(talk.id) is None
    assert world.now(talk).owner is Owner.WAITING  # somebody still comes


def test_raising_to_a_lesser_tier_calls_nobody(world: World) -> None:
    talk, sam = world.start(), world.counsellor("Sam")
    assert set_tier(world.deps, talk.id, sam, Tier.T2).owner is Owner.BOT


def test_raising_what_a_counsellor_has_leaves_it_with_them_and_rings(world: World) -> None:
    talk, sam, alex = world.start(), world.counsellor("Sam"), world.counsellor("Alex")
    world.hear(talk, "person please")
    take_over(world.deps, talk.id, sam)
    rung: list[str] = []
    world.doorbell.subscribe("queue", lambda conversation_id, _: rung.append(conversation_id))
    raised = set_tier(world.deps, talk.id, alex, Tier.T0)
    assert (raised.owner, raised.counsellor_id, raised.tier) == (Owner.COUNSELLOR, sam.id, Tier.T0)
    assert rung == [talk.id]


def test_who_changed_it_from_what_to_what_and_why_is_kept_and_logged(world: World) -> None:
    talk, sam = world.start(), world.counsellor("Sam")
    world.hear(talk, "T0 now")
    take_over(world.deps, talk.id, sam)
    set_tier(world.deps, talk.id, sam, Tier.T3, f"  {WHY}  ")
    set_tier(world.deps, talk.id, sam, Tier.T2)
    with world.store.read() as tx:
        changes = tx.tier_changes(talk.id)
    assert [(one.by, one.from_tier, one.to_tier, one.reason) for one in changes] == [
        (sam.id, Tier.T0, Tier.T3, WHY),
        (sam.id, Tier.T3, Tier.T2, ""),
    ]
    assert world.audited()[-2:] == [(sam.id, "lower_tier", talk.id), (sam.id, "raise_tier", talk.id)]


def test_what_was_lowered_is_about_no_danger_and_shows_no_old_words(world: World) -> None:
    talk, sam = world.start(), world.counsellor("Sam")
    world.hear(talk, "T0 now")
    take_over(world.deps, talk.id, sam)
    lowered = set_tier(world.deps, talk.id, sam, Tier.T3, WHY)
    assert (lowered.concern, lowered.raised_by_seq) == (None, None)


def test_only_its_counsellor_and_whoever_may_step_in_can_lower(world: World) -> None:
    talk, sam, alex = world.start(), world.counsellor("Sam"), world.counsellor("Alex")
    robin = world.counsellor("Robin", Role.SUPERVISOR)
    world.hear(talk, "T1 now")
    with pytest.raises(NotOwnerError):  # it waits: nobody has it
        set_tier(world.deps, talk.id, alex, Tier.T4, WHY)
    take_over(world.deps, talk.id, sam)
    with pytest.raises(NotOwnerError):
        set_tier(world.deps, talk.id, alex, Tier.T4, WHY)
    assert set_tier(world.deps, talk.id, sam, Tier.T2, WHY).tier is Tier.T2
    assert set_tier(world.deps, talk.id, robin, Tier.T3, WHY).tier is Tier.T3


@pytest.mark.parametrize("reason", ["", "a joke", "         a joke         ", "\ud83d" * 2])
def test_a_reason_of_a_few_letters_lowers_nothing(world: World, reason: str) -> None:
    talk, sam = world.start(), world.counsellor("Sam")
    world.hear(talk, "T1 now")
    take_over(world.deps, talk.id, sam)
    with pytest.raises(ShortReasonError):
        set_tier(world.deps, talk.id, sam, Tier.T2, reason)
    assert world.now(talk).tier is Tier.T1


def test_the_same_tier_again_changes_and_logs_nothing(world: World) -> None:
    talk, sam = world.start(), world.counsellor("Sam")
    set_tier(world.deps, talk.id, sam, Tier.T4, WHY)
    with world.store.read() as tx:
        assert list(tx.tier_changes(talk.id)) == []
    assert world.audited() == []


def test_a_later_message_that_is_more_urgent_raises_it_again(world: World) -> None:
    talk, sam = world.start(), world.counsellor("Sam")
    world.hear(talk, "T0 now")
    take_over(world.deps, talk.id, sam)
    set_tier(world.deps, talk.id, sam, Tier.T4, WHY)
    said = world.hear(talk, "T1 again")
    assert (world.now(talk).tier, world.now(talk).raised_by_seq) == (Tier.T1, said.message.seq)


def test_the_tier_of_a_closed_conversation_stays(world: World) -> None:
    talk, sam = world.start(), world.counsellor("Sam")
    world.hear(talk, "T1 now")
    take_over(world.deps, talk.id, sam)
    close(world.deps, talk.id, sam)
    with pytest.raises(ClosedConversationError):
        set_tier(world.deps, talk.id, sam, Tier.T4, WHY)


def test_why_it_was_changed_is_not_readable_in_the_database(world: World) -> None:
    talk, sam = world.start(), world.counsellor("Sam")
    set_tier(world.deps, talk.id, sam, Tier.T1, "because of the harbour")
    world.engine.dispose()
    assert b"harbour" not in b"".join(file.read_bytes() for file in world.folder.iterdir())


class TierHistory(RuleBasedStateMachine):
    """Whatever young people, counsellors and supervisors do: the tier falls only where a person lowered it."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self.world = open_world(Path(self._folder.name))
        self.talk = self.world.start()
        self.staff = [
            self.world.counsellor("Sam"),
            self.world.counsellor("Alex"),
            self.world.counsellor("Robin", Role.SUPERVISOR),
        ]
        self.before = self.talk.tier
        self.lowered = False

    def teardown(self) -> None:
        self.world.engine.dispose()
        self._folder.cleanup()

    @rule(text=st.sampled_from(["T0 now", "T1 now", "T2 now", "T3 now", "T4 now", "person please", "it is fine"]))
    def they_write(self, text: str) -> None:
        self.world.hear(self.talk, text)

    @rule(who=st.integers(0, 2), tier=st.sampled_from(list(Tier)), reason=st.sampled_from(["", "short", WHY]))
    def somebody_sets_it(self, who: int, tier: Tier, reason: str) -> None:
        counsellor, now = self.staff[who], self.world.now(self.talk)
        allowed = counsellor.id == now.counsellor_id or counsellor.role is Role.SUPERVISOR
        try:
            set_tier(self.world.deps, self.talk.id, counsellor, tier, reason)
        except ServiceError:
            return
        self.lowered = allowed and reason == WHY and tier < now.tier

    @rule(who=st.integers(0, 2), move=st.sampled_from([take_over, return_to_bot]))
    def somebody_takes_it_or_hands_it_back(self, who: int, move: object) -> None:
        assert callable(move)
        try:
            move(self.world.deps, self.talk.id, self.staff[who])
        except ServiceError:
            return

    @invariant()
    def it_falls_only_by_a_person_with_a_reason(self) -> None:
        now = self.world.now(self.talk).tier
        assert now >= self.before or self.lowered
        self.before, self.lowered = now, False


TestTierHistory = TierHistory.TestCase
TestTierHistory.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)

"""The record after a chat: filled in, checked, signed, and then only read."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.conversation.feedback import Answer
from bot.conversation.message import Draft, Sender
from bot.safety.tiers import Tier
from bot.services.chat_record import add_line, read_record, records_due, save_record, sign_record
from bot.services.close import close
from bot.services.emergency import confirm, end, open_one
from bot.services.errors import BadFieldError, EmptyMessageError, NotOwnerError, NotSignedError, SignedError
from bot.services.feedback import give_feedback
from bot.services.forget import forget
from bot.services.ports import Conversation, Counsellor, Role
from bot.services.records_counselling import Outcome
from bot.services.return_to_bot import return_to_bot
from bot.services.set_tier import set_tier
from bot.services.take_over import take_over
from tests.world import World


@pytest.fixture
def sam(world: World) -> Counsellor:
    return world.counsellor("Sam")


@pytest.fixture
def talk(world: World, sam: Counsellor) -> Conversation:
    """A conversation that Sam has."""
    found = world.start()
    world.hear(found, "T1 by the harbour")
    return take_over(world.deps, found.id, sam)


def _bot_says(world: World, talk: Conversation, key: str, *helplines: str) -> None:
    cards = tuple({"name": name} for name in helplines)
    with world.store.write() as tx:
        tx.append(talk.id, Draft(Sender.BOT, key, key, helplines=cards), now=world.clock())


def test_it_is_filled_in_from_the_conversation(world: World, talk: Conversation, sam: Counsellor) -> None:
    _bot_says(world, talk, "utter_ask_suicide_thoughts")
    _bot_says(world, talk, "utter_step_keep_and_block", "A helpline", "Another one")
    _bot_says(world, talk, "utter_step_take_it_down", "A helpline")
    with world.store.write() as tx:
        tx.save_tracker_state(talk.id, {"slots": {"suicide_answer": "thoughts"}}, world.clock())
    view = read_record(world.deps, talk.id, sam)
    assert view.values == {
        "final_tier": "T1",
        "tier_decided_by": "machine",
        "asked_directly": True,
        "direct_answer": "thoughts",
        "shared": "no",
        "shared_with": None,
        "shared_why": None,
        "referrals": ["A helpline", "Another one", "Take It Down"],
        "evidence_advice": ["Keep the messages and the username; no screenshot of intimate pictures; then block"],
        "follow_up": None,
        "equality_notes": None,
        "bot_fault": None,
        "bot_fault_what": None,
        "deleted_on": (world.now(talk).last_at + timedelta(days=30)).date().isoformat(),
    }
    assert view.by_hand == frozenset()


def test_who_decided_the_tier_and_who_was_told_is_known(world: World, talk: Conversation, sam: Counsellor) -> None:
    set_tier(world.deps, talk.id, sam, Tier.T2, "It was about a film.")
    open_one(world.deps, talk.id, sam, "Danger for somebody else.")
    confirm(world.deps, talk.id, world.counsellor("Alex"))
    end(world.deps, talk.id, sam, Outcome.PASSED_ON, "Told the lead.")
    values = read_record(world.deps, talk.id, sam).values
    assert (values["final_tier"], values["tier_decided_by"]) == ("T2", "Sam")
    assert (values["shared"], values["shared_why"]) == (None, "Danger for somebody else.")


def test_nothing_asked_and_no_answer_are_told_apart(world: World, talk: Conversation, sam: Counsellor) -> None:
    assert read_record(world.deps, talk.id, sam).values["direct_answer"] == "not_asked"
    _bot_says(world, talk, "utter_ask_suicide_today")
    assert read_record(world.deps, talk.id, sam).values["direct_answer"] == "no_answer"


def test_what_the_counsellor_writes_stands_and_the_rest_follows_the_conversation(
    world: World, talk: Conversation, sam: Counsellor
) -> None:
    save_record(world.deps, talk.id, sam, {"follow_up": "Chat on Friday.", "shared": "agreed"})
    view = save_record(world.deps, talk.id, sam, {"shared_with": "The school nurse."})
    assert view.by_hand == {"follow_up", "shared", "shared_with"}
    set_tier(world.deps, talk.id, sam, Tier.T0)
    after = read_record(world.deps, talk.id, sam)
    assert (after.values["final_tier"], after.values["shared"], after.values["follow_up"]) == ("T0", "agreed", "Chat on Friday.")


def test_never_a_word_of_the_chat_is_in_it(world: World, talk: Conversation, sam: Counsellor) -> None:
    sign_record(world.deps, talk.id, sam)
    assert "harbour" not in str(read_record(world.deps, talk.id, sam))


def test_the_feedback_at_the_end_is_never_part_of_it(world: World, talk: Conversation, sam: Counsellor) -> None:
    before = read_record(world.deps, talk.id, sam)
    close(world.deps, talk.id, sam)
    give_feedback(world.deps, talk.id, Answer.NOT)
    assert read_record(world.deps, talk.id, sam).values == before.values


@pytest.mark.parametrize(
    "wrong",
    [
        *({"name": "x"}, {"final_tier": "T4"}, {"deleted_on": "2099-01-01"}, {"shared": "maybe"}, {"bot_fault": "yes"}),
        *({"referrals": "one"}, {"referrals": ["x" * 2001]}, {"referrals": ["x"] * 31}, {"follow_up": "x" * 2001}),
    ],
)
def test_only_what_a_field_takes_is_kept(world: World, talk: Conversation, sam: Counsellor, wrong: dict[str, object]) -> None:
    with pytest.raises(BadFieldError):
        save_record(world.deps, talk.id, sam, {"follow_up": "Chat on Friday.", **wrong})
    with world.store.read() as tx:
        assert tx.record(talk.id) is None


def test_a_field_can_be_emptied_again(world: World, talk: Conversation, sam: Counsellor) -> None:
    _bot_says(world, talk, "utter_step_take_it_down")
    assert save_record(world.deps, talk.id, sam, {"referrals": []}).values["referrals"] == []
    assert save_record(world.deps, talk.id, sam, {"referrals": None}).values["referrals"] is None


def test_once_signed_its_values_never_change(world: World, talk: Conversation, sam: Counsellor) -> None:
    save_record(world.deps, talk.id, sam, {"follow_up": "Chat on Friday."})
    signed = sign_record(world.deps, talk.id, sam)
    assert signed.saved is not None
    assert (signed.saved.signed_by, signed.saved.signed_at, signed.names[sam.id]) == (sam.id, world.clock(), "Sam")
    with pytest.raises(SignedError):
        save_record(world.deps, talk.id, sam, {"follow_up": "No."})
    with pytest.raises(SignedError):
        sign_record(world.deps, talk.id, sam)
    set_tier(world.deps, talk.id, sam, Tier.T0)
    _bot_says(world, talk, "utter_step_take_it_down")
    after = dict(read_record(world.deps, talk.id, sam).values)
    assert after == dict(signed.values)
    assert [action for _, action, _ in world.audited() if action.startswith("record")] == ["record_saved", "record_signed"]


def test_when_it_will_be_deleted_follows_the_conversation_even_when_signed(
    world: World, talk: Conversation, sam: Counsellor
) -> None:
    sign_record(world.deps, talk.id, sam)
    world.clock.pass_by(days=3)
    world.hear(talk, "hello again")
    wanted = (world.clock() + timedelta(days=30)).date().isoformat()
    assert read_record(world.deps, talk.id, sam).values["deleted_on"] == wanted


def test_a_signed_record_is_corrected_by_a_line_below_it(world: World, talk: Conversation, sam: Counsellor) -> None:
    with pytest.raises(NotSignedError):
        add_line(world.deps, talk.id, sam, "It was Thursday.")
    sign_record(world.deps, talk.id, sam)
    with pytest.raises(EmptyMessageError):
        add_line(world.deps, talk.id, sam, " ")
    robin = world.counsellor("Robin", Role.SUPERVISOR)
    add_line(world.deps, talk.id, sam, "It was Thursday.")
    view = add_line(world.deps, talk.id, robin, "Seen.")
    assert view.saved is not None
    assert [(line.by, line.text) for line in view.saved.added] == [(sam.id, "It was Thursday."), (robin.id, "Seen.")]
    assert view.names == {sam.id: "Sam", robin.id: "Robin"}


def test_it_is_theirs_who_had_the_conversation_last_and_the_supervisors(
    world: World, talk: Conversation, sam: Counsellor
) -> None:
    alex, robin = world.counsellor("Alex"), world.counsellor("Robin", Role.SUPERVISOR)
    return_to_bot(world.deps, talk.id, sam)
    save_record(world.deps, talk.id, sam, {"follow_up": "Chat on Friday."})
    assert read_record(world.deps, talk.id, robin).values["follow_up"] == "Chat on Friday."
    with pytest.raises(NotOwnerError):
        read_record(world.deps, talk.id, alex)
    world.hear(talk, "person please")
    take_over(world.deps, talk.id, alex)
    with pytest.raises(NotOwnerError):
        sign_record(world.deps, talk.id, sam)
    assert sign_record(world.deps, talk.id, alex).saved is not None


def test_it_is_not_readable_in_the_database_and_goes_with_the_conversation(
    world: World, talk: Conversation, sam: Counsellor
) -> None:
    save_record(world.deps, talk.id, sam, {"follow_up": "Meet at the lighthouse."})
    assert b"lighthouse" not in b"".join(file.read_bytes() for file in world.folder.iterdir())
    forget(world.deps, talk.id)
    with world.store.read() as tx:
        assert tx.record(talk.id) is None


def test_what_is_over_and_not_signed_is_still_due_from_whoever_had_it_last(
    world: World, talk: Conversation, sam: Counsellor
) -> None:
    def due(counsellor: Counsellor) -> list[tuple[str, bool]]:
        return [(one.conversation_id, one.begun) for one in records_due(world.deps, counsellor)]

    alex = world.counsellor("Alex")
    assert due(sam) == []  # it goes on
    return_to_bot(world.deps, talk.id, sam)
    assert due(sam) == [(talk.id, False)]
    save_record(world.deps, talk.id, sam, {"follow_up": "Chat on Friday."})
    assert (due(sam), due(alex)) == ([(talk.id, True)], [])
    world.hear(talk, "person please")
    assert due(sam) == []  # it waits: somebody will have it after them
    take_over(world.deps, talk.id, alex)
    close(world.deps, talk.id, alex)
    assert (due(sam), due(alex)) == ([], [(talk.id, True)])
    sign_record(world.deps, talk.id, alex)
    assert due(alex) == []


def test_practice_leaves_no_record_to_sign(world: World, talk: Conversation, sam: Counsellor) -> None:
    with world.store.write() as tx:
        tx.update_conversation(talk.id, practice=True)
    close(world.deps, talk.id, sam)
    assert records_due(world.deps, sam) == []

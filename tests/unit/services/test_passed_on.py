"""What is passed on is what the counsellor sees, and what was corrected is not believed again on a guess."""

from __future__ import annotations

import pytest

from bot.conversation.facts import facts_from
from bot.conversation.message import Draft, Sender
from bot.safety.assessment import Assessment, Mention, ScoredSituation
from bot.safety.tiers import Tier
from bot.services.brief import brief
from bot.services.errors import UnknownConversationError, UnknownFactError
from bot.services.finish_work import finish_work
from bot.services.passed_on import passed_on, say_wrong
from bot.services.ports import Conversation
from tests.world import World


def tell(world: World, talk: Conversation, *mentions: tuple[str, str], tap: str | None = None, **situations: float) -> None:
    """The young person says something in which the screen found this."""
    found = Assessment(
        tier=Tier.T2,
        situations=tuple(ScoredSituation(*one) for one in situations.items()),
        mentions=tuple(Mention(kind, value, 0, 1) for kind, value in mentions),
    )
    with world.store.write() as tx:
        tx.append(talk.id, Draft(Sender.YOUNG_PERSON, "…", tap=tap, assessment=found), now=world.clock())


def ids(world: World, talk: Conversation) -> list[str]:
    return [fact.id for fact in passed_on(world.deps, talk.id).facts]


def corrected(world: World, talk: Conversation) -> list[str]:
    return [fact.id for fact in brief(world.deps, talk.id).corrected]


def test_it_is_exactly_what_the_brief_shows(world: World) -> None:
    talk = world.start()
    tell(world, talk, ("country", "GB"), ("platform", "snapchat"), A01=1.0, B01=0.8)
    assert ids(world, talk) == ["country", "platform.snapchat", "threat.share_with_contacts", "demand.money"]
    assert passed_on(world.deps, talk.id).facts == brief(world.deps, talk.id).facts


def test_what_is_not_right_leaves_and_the_counsellor_sees_that_it_did(world: World) -> None:
    talk = world.start()
    tell(world, talk, ("country", "GB"), C02=1.0)
    world.clock.pass_by(seconds=5)
    say_wrong(world.deps, talk.id, "paid")
    assert (ids(world, talk), corrected(world, talk)) == (["country"], ["paid"])
    assert world.now(talk).corrected_at == world.clock()


def test_what_was_told_in_one_breath_goes_together(world: World) -> None:
    talk = world.start()
    tell(world, talk, ("age", "15"), D02=1.0)
    say_wrong(world.deps, talk.id, "age")
    say_wrong(world.deps, talk.id, "offender_known")
    assert ids(world, talk) == []
    assert corrected(world, talk) == ["age", "age_band", "offender.ex_or_partner", "offender_known"]


def test_a_guess_does_not_bring_it_back_and_saying_it_again_does(world: World) -> None:
    talk = world.start()
    tell(world, talk, C02=0.9)
    say_wrong(world.deps, talk.id, "paid")
    tell(world, talk, C02=0.9)
    assert (ids(world, talk), corrected(world, talk)) == ([], ["paid"])
    tell(world, talk, C02=1.0)
    assert (ids(world, talk), corrected(world, talk)) == (["paid"], [])
    say_wrong(world.deps, talk.id, "paid")
    assert (ids(world, talk), corrected(world, talk)) == ([], ["paid"])


def test_saying_it_twice_changes_nothing(world: World) -> None:
    talk = world.start()
    tell(world, talk, C02=1.0)
    say_wrong(world.deps, talk.id, "paid")
    say_wrong(world.deps, talk.id, "paid")
    with world.store.read() as tx:
        assert len(tx.corrections(talk.id)) == 1


@pytest.mark.parametrize("fact_id", ["country", "", "paid.True", "threat"])
def test_what_is_not_passed_on_cannot_be_corrected(world: World, fact_id: str) -> None:
    talk = world.start()
    tell(world, talk, A01=1.0, C02=1.0)
    with pytest.raises(UnknownFactError):
        say_wrong(world.deps, talk.id, fact_id)


def test_a_wrong_country_chooses_no_more_helplines(world: World) -> None:
    talk = world.start()
    tell(world, talk, ("country", "IE"))
    with world.store.write() as tx:
        tx.update_conversation(talk.id, country="IE")
    say_wrong(world.deps, talk.id, "country")
    assert world.now(talk).country is None


def test_an_answer_in_the_making_does_not_bring_a_wrong_country_back(world: World) -> None:
    talk = world.start()
    tell(world, talk, ("country", "IE"))
    world.hear(talk, "hello")
    work = world.claim()
    assert work
    world.clock.pass_by(seconds=1)
    say_wrong(world.deps, talk.id, "country")
    finish_work(world.deps, work, [Draft(Sender.BOT, "…", "utter_answer")], {"slots": {"country": "IE"}})
    assert world.now(talk).country is None


def test_no_tier_falls_by_a_correction(world: World) -> None:
    talk = world.start()
    world.hear(talk, "T1 now")
    tell(world, talk, E01=1.0)
    say_wrong(world.deps, talk.id, "age_band")
    assert world.now(talk).tier is Tier.T1


def test_the_answer_about_suicide_is_taken_back_in_the_brief_and_stays_with_the_bot(world: World) -> None:
    talk = world.start()
    with world.store.write() as tx:
        tx.save_tracker_state(talk.id, {"slots": {"suicide_answer": "thoughts"}}, world.clock())
    assert ids(world, talk) == ["suicide_answer.thoughts"]
    say_wrong(world.deps, talk.id, "suicide_answer.thoughts")
    assert (ids(world, talk), corrected(world, talk)) == ([], ["suicide_answer.thoughts"])
    facts = facts_from({"corrections": [["suicide_answer", "thoughts"]]}, {"suicide_answer": "thoughts"})
    assert facts["suicide_answer"] == "thoughts"


def test_the_brain_is_told_with_its_next_message(world: World) -> None:
    talk = world.start()
    tell(world, talk, C02=1.0)
    say_wrong(world.deps, talk.id, "paid")
    world.hear(talk, "hello")
    work = world.claim()
    assert work
    assert [one.told for one in work.corrections] == [("paid", True)]


def test_consoles_and_pages_hear_of_it(world: World) -> None:
    talk = world.start()
    tell(world, talk, C02=1.0)
    heard: list[str] = []
    for topic in ("log", "queue"):
        world.doorbell.subscribe(topic, lambda conversation_id, _: heard.append(conversation_id))
    say_wrong(world.deps, talk.id, "paid")
    assert heard == [talk.id, talk.id]


def test_a_correction_is_encrypted_and_goes_with_its_conversation(world: World) -> None:
    talk = world.start()
    tell(world, talk, ("platform", "unmistakable"))
    say_wrong(world.deps, talk.id, "platform.unmistakable")
    assert b"unmistakable" not in b"".join(path.read_bytes() for path in world.folder.iterdir())
    with world.store.write() as tx:
        tx.forget(talk.id)
        assert tx.corrections(talk.id) == []


@pytest.mark.parametrize("act", [passed_on, lambda deps, id_: say_wrong(deps, id_, "paid")])
def test_an_unknown_conversation_passes_nothing_on(world: World, act: object) -> None:
    assert callable(act)
    with pytest.raises(UnknownConversationError):
        act(world.deps, "c_unknown")

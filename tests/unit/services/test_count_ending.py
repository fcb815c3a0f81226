"""A conversation is counted once, when it is over, and then some of them are drawn to be read again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.safety.assessment import Assessment, ScoredSituation
from bot.safety.tiers import Tier
from bot.services.close import close
from bot.services.count import Measure
from bot.services.count_ending import count_endings
from bot.services.forget import forget, forget_expired
from bot.services.ports import Conversation, Counsellor
from bot.services.records_supervision import Review
from bot.services.reopen import reopen
from bot.services.take_over import take_over
from tests.unit.services.counts import counts, days
from tests.world import World


@pytest.fixture(autouse=True)
def _only_ours(world: World) -> None:
    """The stranger's conversation is counted away before a test begins, and nothing is drawn by chance."""
    world.deps = replace(world.deps, settings=replace(world.deps.settings, review_share=0))
    world.clock.pass_by(hours=7)
    count_endings(world.deps)


def talk_of(world: World, *texts: str) -> Conversation:
    talk = world.start()
    for text in texts:
        world.hear(talk, text)
    return talk


def end(world: World) -> int:
    world.clock.pass_by(hours=7)
    return count_endings(world.deps)


def review_of(world: World, talk: Conversation) -> Review | None:
    with world.store.read() as tx:
        return tx.review(talk.id)


def test_a_conversation_is_over_after_six_hours_of_silence(world: World) -> None:
    talk_of(world, "T2 please")
    world.clock.pass_by(hours=5)
    assert count_endings(world.deps) == 0
    world.clock.pass_by(hours=2)
    assert count_endings(world.deps) == 1
    assert count_endings(world.deps) == 0
    assert counts(world, Measure.TIER) == {"T2": 1}


def test_a_closed_conversation_is_over_at_once(world: World, sam: Counsellor) -> None:
    talk = talk_of(world, "person")
    take_over(world.deps, talk.id, sam)
    close(world.deps, talk.id, sam)
    assert count_endings(world.deps) == 1
    assert counts(world, Measure.ENDED) == {"silent": 1, "wrote": 1}


def test_language_country_tier_and_each_situation_are_counted_once_a_conversation(world: World) -> None:
    found = Assessment(Tier.T2, situations=(ScoredSituation("A01", 0.9), ScoredSituation("B01", 0.7)))
    world.screen.verdict = found
    talk = talk_of(world, "one", "two")
    with world.store.write() as tx:
        tx.update_conversation(talk.id, country="IE", language="es")
    world.screen.verdict = replace(found, situations=found.situations[:1])
    talk_of(world, "three")
    end(world)
    assert counts(world, Measure.SITUATION) == {"A01": 2, "B01": 1}
    assert counts(world, Measure.TIER) == {"T2": 2}
    assert counts(world, Measure.LANGUAGE) == {"es": 1, "en": 1}
    assert counts(world, Measure.COUNTRY) == {"IE": 1, "unknown": 1}


def test_whoever_never_wrote_has_no_tier_and_no_language(world: World) -> None:
    talk_of(world)
    end(world)
    assert counts(world, Measure.ENDED) == {"silent": 2}
    assert counts(world, Measure.TIER) == counts(world, Measure.LANGUAGE) == counts(world, Measure.COUNTRY) == {}


def test_it_is_counted_on_the_day_of_its_last_message(world: World) -> None:
    day = world.clock().date().isoformat()
    talk_of(world, "T1 please")
    world.clock.pass_by(days=3)
    count_endings(world.deps)
    assert days(world, Measure.TIER, "T1") == [day]


def test_what_goes_on_afterwards_is_added_to_the_same_day_and_counted_once(world: World) -> None:
    talk = talk_of(world, "hello")
    day = world.clock().date().isoformat()
    end(world)
    world.clock.pass_by(days=2)
    world.screen.verdict = Assessment(Tier.T0, situations=(ScoredSituation("H01", 0.9),))
    world.hear(talk, "back again")
    end(world)
    assert counts(world, Measure.TIER) == {"T0": 1}
    assert days(world, Measure.TIER, "T0") == days(world, Measure.SITUATION, "H01") == [day]
    assert counts(world, Measure.ENDED) == {"silent": 1, "wrote": 1}


def test_whoever_writes_only_later_is_no_longer_counted_as_silent(world: World) -> None:
    talk = talk_of(world)
    end(world)
    world.hear(talk, "hello")
    end(world)
    assert counts(world, Measure.ENDED) == {"silent": 1, "wrote": 1}


def test_a_conversation_that_is_reopened_and_closed_again_is_one(world: World, sam: Counsellor) -> None:
    talk = talk_of(world, "person")
    for _ in range(2):
        take_over(world.deps, talk.id, sam)
        close(world.deps, talk.id, sam)
        count_endings(world.deps)
        reopen(world.deps, talk.id, sam)
    assert counts(world, Measure.ENDED)["wrote"] == 1
    assert counts(world, Measure.MOVE)["close"] == 2


@pytest.mark.parametrize("way", ["by themselves", "by age"])
def test_what_is_deleted_is_counted_before_it_is_gone(world: World, way: str) -> None:
    talk = talk_of(world, "T1 please")
    if way == "by themselves":
        forget(world.deps, talk.id)
    else:
        world.clock.pass_by(days=31)
        assert forget_expired(world.deps) == 2
    assert counts(world, Measure.TIER) == {"T1": 1}


def test_deleting_what_was_counted_changes_no_count(world: World) -> None:
    talk = talk_of(world, "T1 please")
    end(world)
    before = counts(world, Measure.ENDED)
    forget(world.deps, talk.id)
    assert counts(world, Measure.ENDED) == before
    assert counts(world, Measure.TIER) == {"T1": 1}


def test_every_conversation_that_was_urgent_is_read_again(world: World) -> None:
    urgent = [talk_of(world, f"{tier} please") for tier in ("T0", "T1")]
    others = [talk_of(world, f"{tier} please") for tier in ("T2", "T3", "T4")]
    end(world)
    drawn = [review_of(world, talk) for talk in urgent]
    assert [(one.why, one.found_tier) for one in drawn if one] == [("urgent", Tier.T0), ("urgent", Tier.T1)]
    assert [review_of(world, talk) for talk in others] == [None] * 3


def test_what_a_counsellor_lowered_is_read_again_as_it_stood_in_the_end(world: World) -> None:
    talk = talk_of(world, "T1 please")
    with world.store.write() as tx:
        tx.update_conversation(talk.id, tier=Tier.T3)
    end(world)
    drawn = review_of(world, talk)
    assert drawn
    assert (drawn.why, drawn.found_tier) == ("urgent", Tier.T3)
    assert counts(world, Measure.TIER) == {"T1": 1}  # the highest


def test_of_the_others_so_many_are_drawn_as_the_share_says(world: World) -> None:
    world.deps = replace(world.deps, settings=replace(world.deps.settings, review_share=1))
    talk, silent = talk_of(world, "hello"), talk_of(world)
    end(world)
    drawn = review_of(world, talk)
    assert drawn
    assert (drawn.why, drawn.found_tier) == ("sample", Tier.T4)
    assert review_of(world, silent) is None  # there is nothing to read


def test_about_one_in_twenty_is_drawn_by_chance(world: World) -> None:
    world.deps = replace(world.deps, settings=replace(world.deps.settings, review_share=0.05))
    for _ in range(300):
        talk_of(world, "hello")
    end(world)
    with world.store.read() as tx:
        drawn = len(tx.reviews(rated=False, limit=400))
    assert 1 <= drawn <= 40  # 15 on average; outside of this once in four million runs


def test_the_lot_is_cast_once_however_often_a_conversation_goes_on(world: World) -> None:
    talk = talk_of(world, "hello")
    end(world)
    world.deps = replace(world.deps, settings=replace(world.deps.settings, review_share=1))
    world.hear(talk, "hello again")
    end(world)
    assert review_of(world, talk) is None
    world.hear(talk, "T0 now")
    end(world)
    assert review_of(world, talk)


def test_a_reading_that_waits_follows_the_tier_and_one_that_is_done_stays(world: World) -> None:
    talk = talk_of(world, "T1 please")
    end(world)
    world.hear(talk, "T0 now")
    end(world)
    waiting = review_of(world, talk)
    assert waiting
    assert waiting.found_tier is Tier.T0
    rated = replace(waiting, rated_at=world.clock(), rated_by="p_1", rated_tier=Tier.T1)
    with world.store.write() as tx:
        tx.save_review(rated)
        tx.update_conversation(talk.id, tier=Tier.T2)
    world.hear(talk, "thanks")
    end(world)
    assert review_of(world, talk) == rated


def test_practice_is_neither_counted_nor_read_again(world: World) -> None:
    talk = talk_of(world, "T0 now")
    with world.store.write() as tx:
        tx.update_conversation(talk.id, practice=True)
    assert end(world) == 0
    forget(world.deps, talk.id)
    assert counts(world, Measure.TIER) == {}

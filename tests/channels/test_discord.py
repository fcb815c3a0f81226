"""What only Discord has: a line instead of webhooks, changes and deletions, taps by webhook, and a limit for each chat."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.services.channel_records import Reach
from bot.services.withdraw import GONE
from tests.channels.stage import Stage
from tests.fakes.discord import FakeDiscord
from tests.fakes.platform import Said, Webhook


@pytest.fixture
def discord() -> Iterator[FakeDiscord]:
    platform = FakeDiscord()
    yield platform
    platform.close()


@pytest.fixture
def talk(discord: FakeDiscord, tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path, discord)
    yield stage
    stage.close()


def changed(discord: FakeDiscord, webhook: Webhook, text: str, at: str) -> Webhook:
    """The same message with other words."""
    return discord.event("MESSAGE_UPDATE", json.loads(webhook.body)["d"] | {"content": text, "edited_timestamp": at})


def test_changed_words_are_heard_and_a_deletion_takes_all_versions_away(talk: Stage, discord: FakeDiscord) -> None:
    me = discord.person()
    first = discord.say(me, "T1 his name")
    discord.wait_for(me, "answer to T1 his name")
    discord.deliver(changed(discord, first, "T1 other name", "2100-01-01T00:00:00+00:00"))
    discord.wait_for(me, "answer to T1 other name")
    discord.say(me, "something else")
    discord.wait_for(me, "answer to something else")
    discord.deliver(discord.webhook_for_deletion(me, first))
    talk.eventually(lambda: talk.said(me) == [GONE, GONE, "something else"])
    assert talk.conversation(me).tier.name == "T1"


def test_a_tap_by_webhook_means_the_same_and_discord_can_ask_whose_it_is(talk: Stage, discord: FakeDiscord) -> None:
    me = discord.person()
    discord.say(me, "hello")
    discord.wait_for(me, "answer to hello")
    assert discord.call(discord.signed({"id": "1", "type": 1, "version": 1})) == 200
    tap = discord.interaction(me, "affirm")
    assert [discord.call(discord.signed(tap)), discord.call(discord.signed(tap))] == [200, 200]
    discord.wait_for(me, "answer to Yes")
    assert sum("answer to Yes" in text for text in discord.texts(me)) == 1
    assert discord.taps_ended == []  # the webhook's own answer did that


def test_on_a_server_nothing_is_heard_and_nothing_said(talk: Stage, discord: FakeDiscord) -> None:
    me = discord.person()
    discord.say(me, "hello everybody", guild_id="1")
    discord.say(me, "hello")
    discord.wait_for(me, "answer to hello")
    assert talk.said(me) == ["hello"]


def test_the_limit_of_a_chat_delays_and_loses_nothing(talk: Stage, discord: FakeDiscord) -> None:
    me = discord.person()
    discord.limit = 3
    for number in range(4):
        discord.say(me, f"n{number}")
    discord.wait_for(me, "answer to n3", seconds=30)
    answers = [text for text in discord.texts(me) if "answer to" in text]
    assert answers == [f"answer to n{number}" for number in range(4)]


def test_a_lost_answer_of_discords_brings_nobody_the_same_text_twice(talk: Stage, discord: FakeDiscord) -> None:
    me = discord.person()
    discord.say(me, "hello")
    discord.wait_for(me, "answer to hello")
    with discord.in_a_mood(11.0):  # longer than we wait: it is sent, and nobody hears that it was
        discord.say(me, "again")
    talk.eventually(lambda: talk.contact(me).sent_seq == talk.conversation(me).last_seq, seconds=30)
    assert sum("answer to again" in text for text in discord.texts(me)) == 1


def test_what_was_written_while_nobody_held_the_line_is_heard_at_the_next_start(tmp_path: Path, discord: FakeDiscord) -> None:
    me = discord.person()
    stage = Stage(tmp_path, discord)
    discord.say(me, "hello")
    discord.wait_for(me, "answer to hello")
    stage.lines[0].stop()
    lost = discord.webhook_for_text(me, "are you there")
    assert discord.call(lost) == 0
    line = stage.hold_line("discord")
    discord.wait_for(me, "answer to are you there")
    discord.deliver(lost)  # told after all
    discord.say(me, "good")
    discord.wait_for(me, "answer to good")
    assert stage.said(me) == ["hello", "are you there", "good"]
    line.stop()
    stage.close()


def test_whoever_shut_us_out_between_two_messages_is_shown_as_such(talk: Stage, discord: FakeDiscord) -> None:
    me = discord.person()
    discord.say(me, "hello")
    discord.wait_for(me, "answer to hello")
    with discord.in_a_mood(Said(403, {"code": 50278, "message": "Cannot send messages to this user due to no mutual guilds"})):
        discord.say(me, "again")
    talk.eventually(lambda: talk.contact(me).reach is Reach.UNREACHABLE)

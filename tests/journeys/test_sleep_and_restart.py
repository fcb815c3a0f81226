"""The tab is frozen, the server is away, restarted or says nothing: what was written arrives once, and the chat goes on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.people import ANSWER, YoungPersonPage
from tests.journeys.stage import Reply, Stage
from tests.journeys.staged_page import StagedPage
from tests.server import Server


@pytest.fixture
def lonely(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The young person's face without a bot behind it: it starts in a moment."""
    server = Server(home=tmp_path_factory.mktemp("lonely") / "var", role="web").start()
    yield server
    server.stop()


@pytest.fixture
def talking(stage: Stage, staged: StagedPage) -> StagedPage:
    stage.says("Hi. I'm a chatbot.")
    staged.start().reads("chatbot")
    return staged


def test_words_written_while_the_server_is_killed_and_started_again_arrive_once(
    lonely: Server, new_page: Callable[..., Page]
) -> None:
    person = YoungPersonPage(new_page(360, 740), lonely.web).start()
    lonely.kill()
    person.say("is anybody there")
    expect(person.page.get_by_text("Trying again")).to_be_visible(timeout=ANSWER)
    lonely.start()
    expect(person.page.get_by_text("Sent", exact=True)).to_be_visible(timeout=ANSWER)
    person.say("hello again")
    expect(person.page.locator(".bubble-pending")).to_have_count(0, timeout=ANSWER)
    person.page.reload()
    own = person.log.locator(".bubble-own")
    expect(own).to_have_text([re.compile("is anybody there"), re.compile("hello again")], timeout=ANSWER)


def test_a_tab_that_was_frozen_reads_what_it_missed(stage: Stage, talking: StagedPage) -> None:
    browser = talking.page.context.new_cdp_session(talking.page)
    browser.send("Page.setWebLifecycleState", {"state": "frozen"})
    stage.close_streams()
    for number in range(3):
        stage.says(f"while you slept {number}")
    browser.send("Page.setWebLifecycleState", {"state": "active"})
    talking.reads("while you slept 2")
    expect(talking.page.get_by_role("log").get_by_text("while you slept")).to_have_count(3)


def test_a_server_that_takes_a_message_and_says_nothing_is_asked_again(stage: Stage, talking: StagedPage) -> None:
    talking.page.clock.install()
    stage.replies["/messages"] = Reply(201, silent=True)
    talking.say("are you there")
    stage.receives("/messages")
    expect(talking.page.get_by_text("Sending")).to_be_visible()
    del stage.replies["/messages"]  # the first is still waiting
    talking.page.clock.run_for(20_000)
    talking.has_sent()
    assert len({body["client_id"] for body in stage.asked_for("/messages")}) == 1 < len(stage.asked_for("/messages"))
    assert [one["text"] for one in stage.log].count("are you there") == 1


def test_a_start_that_nobody_answers_is_told_with_a_number(stage: Stage, staged: StagedPage) -> None:
    stage.replies["/conversations"] = Reply(201, silent=True)
    staged.page.clock.install()
    staged.open().tap("Start chat")
    stage.receives("/conversations")
    staged.page.clock.run_for(16_000)
    expect(staged.page.get_by_role("alert")).to_contain_text("Call 999")
    expect(staged.page.get_by_role("button", name="Start chat")).to_be_enabled()

"""Whatever the network, the server or the browser does: a clear sentence, a way on, and no word lost or doubled."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.stage import Reply, Stage
from tests.journeys.staged_page import StagedPage

MESSAGE = 'event: message\nid: {seq}\ndata: {{"seq": {seq}, "sender": "bot", "text": "part {seq}"}}\n\n'
BLOCKED = "Object.defineProperty(window, 'sessionStorage', {get() { throw new DOMException('no', 'SecurityError') }})"


@pytest.fixture
def talking(stage: Stage, staged: StagedPage) -> StagedPage:
    stage.says("Hi. I'm a chatbot.")
    staged.start().reads("chatbot")
    return staged


def _own(page: StagedPage, text: str) -> int:
    return page.page.locator(".bubble-own").filter(has_text=text).count()


def test_the_state_of_a_message_is_told_in_words_and_it_arrives_once_the_network_is_back(
    stage: Stage, talking: StagedPage
) -> None:
    talking.page.context.set_offline(True)
    talking.say("are you there")
    expect(talking.page.get_by_text("Trying again")).to_be_visible()
    assert _own(talking, "are you there") == 1
    talking.page.context.set_offline(False)
    talking.has_sent()
    assert _own(talking, "are you there") == 1
    assert [one["text"] for one in stage.log].count("are you there") == 1


def test_being_offline_for_a_while_is_told_with_a_number_to_call_and_announced_once(talking: StagedPage) -> None:
    talking.page.clock.install()
    talking.page.context.set_offline(True)
    talking.say("are you there")
    expect(talking.page.get_by_text("Trying again")).to_be_visible()
    talking.page.clock.run_for(10_000)
    expect(talking.page.locator(".problem")).to_contain_text("There's no connection right now")
    expect(talking.page.locator(".problem")).to_contain_text("Call 999")
    assert len([line for line in talking.announced if "no connection" in line]) == 1


def test_a_message_stored_behind_a_lost_answer_is_neither_lost_nor_doubled(stage: Stage, talking: StagedPage) -> None:
    stage.replies["/messages"] = Reply(201, {"seq": 2}, cut=True)
    talking.say("half an answer")
    expect(talking.page.get_by_text("Trying again")).to_be_visible()
    del stage.replies["/messages"]
    talking.has_sent()
    assert _own(talking, "half an answer") == 1
    ids = {body["client_id"] for body in stage.asked_for("/messages")}
    assert len(ids) == 1


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply(500, {}), "Trying again"),
        (Reply(503, {}, {"Retry-After": "1"}), "Trying again"),
        (Reply(429, {}, {"Retry-After": "1"}), "That was a lot at once"),
        (Reply(400, {}), "Not sent. Tap to try again."),
        (Reply(413, {}), "too long for one message"),
        (Reply(410, {}), "Not sent. Tap to try again."),
    ],
    ids=["broken", "away", "too many", "refused", "too long", "closed"],
)
def test_every_refusal_has_its_sentence_and_keeps_the_words(stage: Stage, talking: StagedPage, reply: Reply, told: str) -> None:
    stage.replies["/messages"] = reply
    talking.say("keep these words")
    expect(talking.page.get_by_text(told).first).to_be_visible()
    assert _own(talking, "keep these words") == 1
    expect(talking.page.get_by_role("button", name="Talk to a person")).to_be_enabled()


def test_a_refused_message_goes_out_again_with_one_tap(stage: Stage, talking: StagedPage) -> None:
    stage.replies["/messages"] = Reply(400, {})
    talking.say("once more")
    again = talking.page.get_by_role("button", name="Not sent. Tap to try again.")
    expect(again).to_be_visible()
    assert "Not sent. Tap to try again." in talking.announced
    del stage.replies["/messages"]
    again.click()
    talking.has_sent()


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply(500, {}), "Sorry, something broke"),
        (Reply(429, {}), "That was a lot at once"),
        (Reply(201, {"a": 1}, cut=True), "Sorry"),
    ],
    ids=["broken", "too many", "half an answer"],
)
def test_a_chat_that_cannot_begin_says_so_with_a_number(stage: Stage, staged: StagedPage, reply: Reply, told: str) -> None:
    stage.replies["/conversations"] = reply
    staged.open().tap("Start chat")
    expect(staged.page.get_by_role("alert")).to_contain_text(told)
    expect(staged.page.get_by_role("alert")).to_contain_text("Call 999")
    expect(staged.page.get_by_role("button", name="Start chat")).to_be_enabled()


def test_the_page_has_its_words_when_the_server_has_lost_them(stage: Stage, staged: StagedPage) -> None:
    stage.replies["words"] = Reply(500, {})
    staged.open()
    expect(staged.page.get_by_role("button", name="Talk to a person")).to_be_visible()


def test_events_that_come_twice_late_or_in_pieces_are_shown_once_and_in_order(stage: Stage, talking: StagedPage) -> None:
    second, third, fourth = (MESSAGE.format(seq=seq) for seq in (2, 3, 4))
    stage.sends_raw(third + second + third + second + fourth[:20])
    talking.reads("part 3")
    stage.sends_raw(fourth[20:])
    talking.reads("part 4")
    shown = talking.page.get_by_role("log").locator(".bubble").all_inner_texts()
    assert [text.split("\n")[-1].split(": ")[-1] for text in shown][1:] == ["part 2", "part 3", "part 4"]
    assert sorted(line for line in talking.announced if "part" in line) == [f"Chatbot said. part {seq}" for seq in (2, 3, 4)]


def test_a_stream_that_ends_in_the_middle_goes_on_where_it_was(stage: Stage, talking: StagedPage) -> None:
    stage.sends_raw('event: message\nid: 9\ndata: {"seq": 9, "sen')
    talking.page.wait_for_timeout(300)
    stage.close_streams()
    stage.says("I'm still here.")
    talking.reads("I'm still here.")
    assert talking.page.get_by_role("log").get_by_text("I'm still here.").count() == 1


def test_words_of_a_proxy_in_the_stream_break_nothing(stage: Stage, talking: StagedPage) -> None:
    stage.sends_raw("event: message\ndata: <html>502 Bad gateway</html>\n\n")
    stage.says("I'm still here.")
    talking.reads("I'm still here.")
    assert "gateway" not in talking.page.content()


@pytest.mark.parametrize("status", [401, 404])
def test_a_forged_or_expired_session_ends_with_a_sentence_and_leaks_nothing(
    stage: Stage, staged: StagedPage, status: int
) -> None:
    stage.says("somebody else's words")
    stage.replies["/events"] = Reply(status, {"error": {"code": "session"}})
    staged.page.goto(f"{staged.address}/static/icon.svg")
    staged.page.evaluate("""sessionStorage.chat = '{"conversation": "c_9", "token": "forged", "last": 4}'""")
    staged.page.goto(staged.address)
    expect(staged.page.get_by_role("alert")).to_contain_text("This chat has ended")
    expect(staged.page.get_by_role("alert")).to_contain_text("Call 999")
    assert "somebody else" not in staged.page.content()
    assert staged.page.evaluate("sessionStorage.length") == 0
    staged.tap("Start a new chat")
    expect(staged.page.get_by_role("button", name="Start chat")).to_be_visible()


def test_where_storage_is_blocked_the_chat_works_in_memory(stage: Stage, staged: StagedPage) -> None:
    staged.page.add_init_script(BLOCKED)
    stage.says("Hi. I'm a chatbot.")
    staged.start().say("can you hear me")
    staged.has_sent()
    staged.hide()
    staged.page.reload()
    expect(staged.cover_title).to_be_visible()


def test_a_clock_that_is_wrong_by_a_day_changes_nothing(stage: Stage, staged: StagedPage) -> None:
    staged.page.add_init_script("const real = Date.now; Date.now = () => real() - 86400000")
    stage.says("Hi. I'm a chatbot.")
    staged.start().say("what day is it")
    staged.has_sent()
    stage.says("First answer.")
    stage.says("Second answer.")
    staged.reads("Second answer.")
    assert staged.page.locator(".bubble-bot").count() == 3


def test_five_thousand_characters_are_kept_counted_and_not_sent(stage: Stage, talking: StagedPage) -> None:
    talking.say("word " * 1_000)
    expect(talking.page.get_by_role("status").filter(has_text="too long")).to_be_visible()
    expect(talking.page.get_by_role("button", name="Send")).to_be_disabled()
    assert len(talking.page.get_by_role("textbox").input_value()) == 5_000
    assert stage.asked_for("/messages") == []
    talking.page.get_by_role("textbox").fill("word " * 799)
    expect(talking.page.get_by_role("button", name="Send")).to_be_enabled()


def test_a_page_woken_after_a_long_sleep_reads_what_it_missed(stage: Stage, talking: StagedPage) -> None:
    talking.page.clock.install()
    talking.page.context.set_offline(True)
    stage.close_streams()
    talking.page.clock.run_for(3_600_000)
    stage.says("While you were away.")
    talking.page.context.set_offline(False)
    talking.page.clock.run_for(1_000)
    talking.reads("While you were away.")
    assert talking.page.get_by_role("log").get_by_text("While you were away.").count() == 1

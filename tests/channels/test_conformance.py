"""What every messaging app must do, with the real webhook server, store, receiver and sender, and a strict platform."""

from __future__ import annotations

import pytest

from bot.conversation.message import Button, Draft, Style
from bot.conversation.message import Sender as From
from bot.conversation.owner import Owner
from bot.edge.keystrokes import Typist, tell_typing
from bot.services.channel_records import Reach
from bot.services.counsellor_reply import counsellor_reply
from bot.services.errors import UnknownLinkError
from bot.services.move_to_web import move_to_web
from bot.services.return_to_bot import return_to_bot
from bot.services.take_over import take_over
from bot.services.transcript import transcript
from bot.services.withdraw import GONE
from tests.channels.stage import LINK_BASE, Stage
from tests.fakes.platform import FakePlatform, Said

CARD = {"name": "A helpline", "phone": "000 00", "hours": "Open now", "note": None, "url": "https://help.example", "sms": None}


def test_the_first_message_says_how_private_it_is_offers_our_own_chat_and_is_answered(stage: Stage, fake: FakePlatform) -> None:
    me = fake.person()
    fake.say(me, "hello")
    fake.wait_for(me, "answer to hello")
    welcome, link, answer = fake.texts(me)[:3]
    assert welcome.startswith(f"utter_welcome_{fake.name}")
    assert f"{LINK_BASE}/#go=" in link
    assert "answer to hello" in answer
    assert stage.said(me) == ["hello"]


def test_the_link_opens_the_same_conversation_once_and_silences_the_app(stage: Stage, fake: FakePlatform) -> None:
    me = fake.person()
    fake.say(me, "hello")
    link = fake.wait_for(me, "#go=").text
    fake.wait_for(me, "answer to hello")
    conversation, _ = move_to_web(stage.deps, link.split("#go=")[1].split()[0])
    assert conversation.id == stage.conversation(me).id
    assert stage.contact(me).reach is Reach.MOVED
    with pytest.raises(UnknownLinkError):
        move_to_web(stage.deps, link.split("#go=")[1].split()[0])
    before = len(fake.texts(me))
    with stage.deps.store.write() as tx:
        said = tx.append(conversation.id, Draft(From.BOT, "only for the web"), now=stage.deps.clock())
    stage.deps.doorbell.ring("log", conversation.id, said.seq)
    fake.say(me, "back here")  # whoever writes in the app again is answered there again
    fake.wait_for(me, "answer to back here")
    assert not any("only for the web" in text for text in fake.texts(me)[before:])


def test_the_same_thing_told_twice_happens_once(stage: Stage, fake: FakePlatform) -> None:
    me = fake.person()
    fake.twice = True
    for number in range(5):
        fake.say(me, f"n{number}")
    fake.wait_for(me, "answer to n4")
    stage.eventually(lambda: len(stage.said(me)) == 5)
    assert stage.said(me) == [f"n{number}" for number in range(5)]
    assert [text for text in fake.texts(me) if "answer to" in text].count("answer to n4") <= 1
    assert sum("answer to n4" in text for text in fake.texts(me)) == 1


def test_a_forged_call_is_refused_before_anything_is_read(stage: Stage, fake: FakePlatform) -> None:
    me = fake.person()
    assert fake.call(fake.forged(fake.webhook_for_text(me, "hello"))) == 401
    fake.say(me, "real")
    fake.wait_for(me, "answer to real")
    assert stage.said(me) == ["real"]


def test_a_tap_and_a_typed_number_mean_the_answer(stage: Stage, fake: FakePlatform) -> None:
    me = fake.person()
    fake.say(me, "hello")
    fake.wait_for(me, "answer to hello")
    if stage.channels[fake.name].capabilities.buttons.most:
        heard = fake.wait_for(me, "answer to hello")
        assert [label for _, label in heard.buttons] == ["Yes", "No"]
        fake.tap(me, heard.buttons[0][0])
    else:
        fake.say(me, "1")
    fake.wait_for(me, "answer to Yes")
    fake.say(me, "2")
    fake.wait_for(me, "answer to No")
    taps = [one.said.tap for one in transcript(stage.deps, stage.conversation(me).id) if one.said.tap]
    assert taps == ["affirm", "deny"]


def test_more_answers_than_there_are_buttons_are_numbered_and_the_number_is_understood(stage: Stage, fake: FakePlatform) -> None:
    long = tuple(Button(f"b{number}", f"{number} is an answer that is too long for any button of any app") for number in range(4))
    stage.reply = lambda text: Draft(From.BOT, f"answer to {text[:5]}", "utter_answer", long)
    me = fake.person()
    fake.say(me, "hello")
    heard = fake.wait_for(me, "answer to hello")
    assert "Reply with a number:" in heard.text
    assert f"3. {long[2].label}" in heard.text
    fake.say(me, "3")
    stage.eventually(lambda: stage.said(me)[-1:] == [long[2].label])


def test_a_crisis_answer_has_the_number_and_the_helpline_in_words(stage: Stage, fake: FakePlatform) -> None:
    call = Button("call_emergency", "Call 000 now", tel="000")
    stage.reply = lambda _: Draft(
        From.BOT, "Please call now.", "utter_x", (call, Button("ask_for_person", "Talk")), (CARD,), Style.CRISIS
    )
    me = fake.person()
    fake.say(me, "T0 now")
    text = fake.wait_for(me, "Please call now.").text
    assert "Call 000 now" in text
    assert "A helpline\nOpen now\n000 00" in text
    assert stage.conversation(me).owner is Owner.WAITING


def test_a_long_answer_comes_in_pieces_in_order_and_whole(stage: Stage, fake: FakePlatform) -> None:
    most = stage.channels[fake.name].capabilities.text
    size = stage.channels[fake.name].capabilities.size
    sentences = [f"Sentence {number} 😭 has its number." for number in range(most * 3 // 25)]
    stage.reply = lambda _: Draft(From.BOT, " ".join(sentences), "utter_x")
    me = fake.person()
    fake.say(me, "hello")
    fake.wait_for(me, sentences[-1])
    pieces = [text for text in fake.texts(me) if "has its number" in text]
    assert all(size(piece) <= most for piece in pieces)
    assert " ".join(pieces) == " ".join(sentences)
    assert all(piece.endswith(".") for piece in pieces)


def test_a_counsellor_writes_in_the_console_and_it_arrives_in_the_app(stage: Stage, fake: FakePlatform) -> None:
    me = fake.person()
    fake.say(me, "person please")
    fake.wait_for(me, "answer to person")
    sam = stage.world.counsellor("Sam", here=True)
    take_over(stage.deps, stage.conversation(me).id, sam)
    fake.wait_for(me, "utter_person_joined Sam")
    counsellor_reply(stage.deps, stage.conversation(me).id, sam, client_id="r1", text="I am here")
    assert fake.wait_for(me, "I am here").text == "Sam: I am here"
    fake.say(me, "thank you")
    stage.eventually(lambda: stage.said(me)[-1:] == ["thank you"])
    fake.say(me, "what now")
    stage.eventually(lambda: stage.said(me)[-1:] == ["what now"])
    assert not any("answer to thank you" in text for text in fake.texts(me))  # the bot is silent while a person is there
    return_to_bot(stage.deps, stage.conversation(me).id, sam)
    fake.wait_for(me, "utter_person_left Sam")
    fake.wait_for(me, "answer to what now")  # nobody had answered it
    assert not any("answer to thank you" in text for text in fake.texts(me))  # that was read, and is over


def test_a_counsellor_who_types_is_seen_to_type_where_the_app_can(stage: Stage, fake: FakePlatform) -> None:
    me = fake.person()
    fake.say(me, "hello")
    fake.wait_for(me, "answer to hello")
    for _ in range(3):
        tell_typing(stage.deps, stage.conversation(me).id, Typist.COUNSELLOR, typing=True)
    if stage.channels[fake.name].capabilities.typing:
        stage.eventually(lambda: fake.typing_shown == [me])
    stage.end()
    assert fake.typing_shown == ([me] if stage.channels[fake.name].capabilities.typing else [])  # once, for so short a time


def test_while_somebody_may_read_along_no_note_and_no_helpline_is_sent(stage: Stage, fake: FakePlatform) -> None:
    stage.reply = lambda text: Draft(From.BOT, f"plain {text}", "utter_x", (), (CARD,))
    me = fake.person()
    fake.say(me, "hello")
    assert "A helpline" in fake.wait_for(me, "plain hello").text
    fake.say(me, "watched now")
    stage.eventually(lambda: stage.conversation(me).watched)
    with stage.deps.store.write() as tx:
        tx.append(stage.conversation(me).id, Draft(From.SYSTEM, "a note of who has come"), now=stage.deps.clock())
        tx.append(stage.conversation(me).id, Draft(From.BOT, "calm words", "utter_x", (), (CARD,)), now=stage.deps.clock())
    assert fake.wait_for(me, "calm words").text == "calm words"
    assert not any("a note of who has come" in text for text in fake.texts(me))


def test_a_picture_is_answered_kindly_and_its_words_are_heard(stage: Stage, fake: FakePlatform) -> None:
    me = fake.person()
    fake.deliver(fake.webhook_for_media(me, "he sent this"))
    fake.wait_for(me, "utter_image_refused")
    assert stage.said(me) in (["he sent this"], [])  # not every app lets words stand under a picture
    fake.deliver(fake.webhook_for_media(me))
    stage.eventually(lambda: sum("utter_image_refused" in text for text in fake.texts(me)) == 2)
    assert not any("get" in asked.casefold().split()[0] for asked in fake.asked)  # nothing was looked up, or downloaded


def test_stop_says_one_line_and_then_nothing_and_a_new_message_begins_anew(stage: Stage, fake: FakePlatform) -> None:
    me = fake.person()
    fake.say(me, "hello")
    fake.wait_for(me, "answer to hello")
    first = stage.conversation(me).id
    fake.say(me, "STOP")
    fake.wait_for(me, "utter_app_stopped")
    stage.eventually(lambda: stage.contact(me).reach is Reach.STOPPED)
    assert fake.texts(me)[-1].startswith("utter_app_stopped")
    fake.say(me, "hi again")
    fake.wait_for(me, "answer to hi again")
    assert stage.conversation(me).id != first
    assert sum(text.startswith("utter_welcome") for text in fake.texts(me)) == 2


def test_delete_my_chat_asks_once_then_destroys_it_and_forgets_who_wrote(stage: Stage, fake: FakePlatform) -> None:
    me = fake.person()
    fake.say(me, "hello")
    fake.wait_for(me, "answer to hello")
    first = stage.conversation(me).id
    fake.say(me, "delete my chat")
    fake.wait_for(me, "utter_app_delete_ask")
    assert stage.conversation(me).id == first
    fake.say(me, "Delete my chat!")
    fake.wait_for(me, "utter_app_deleted")

    def is_gone() -> bool:
        with stage.deps.store.read() as tx:
            return tx.conversation(first) is None and tx.conversation_at(fake.name, me) is None

    stage.eventually(is_gone)
    fake.say(me, "new")
    fake.wait_for(me, "answer to new")
    assert stage.conversation(me).id != first


def test_what_was_deleted_in_the_app_is_gone_here_too_and_the_tier_stays(stage: Stage, fake: FakePlatform) -> None:
    if not fake.tells_deletions:
        assert fake.name in {"telegram", "messenger", "sms"}  # they do not tell it
        return
    me = fake.person()
    webhook = fake.say(me, "T1 secret words")
    fake.wait_for(me, "answer to T1")
    fake.deliver(fake.webhook_for_deletion(me, webhook))
    stage.eventually(lambda: stage.said(me) == [GONE])
    assert stage.conversation(me).tier.name == "T1"


def test_nothing_of_a_person_is_in_the_log_or_in_clear_on_the_disk(stage: Stage, fake: FakePlatform) -> None:
    me = fake.person(7)
    with fake.in_a_mood(Said(500)):
        fake.say(me, "words that nobody else may read")
    fake.wait_for(me, "answer to words")
    stage.end()
    stage.world.engine.dispose()
    kept = b"".join(file.read_bytes() for file in stage.world.folder.glob("unhook.db*"))
    for secret in (me, "nobody else may read"):
        assert secret not in stage.log.getvalue()
        assert secret.encode() not in kept

"""The made-up young person speaks when it is their turn, answers what they are asked, and never says the same line twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.message import Draft, Message, Sender
from bot.conversation.owner import Owner
from bot.conversation.practice import Line, Next, Script, is_over, next_line
from bot.safety.tiers import Tier

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
SCRIPT = Script(
    id="en/made_up",
    language="en",
    title="A title",
    tier=Tier.T2,
    learn=("a point",),
    opening=(Line("hello", 5), Line("help", 5)),
    replies=(Line("first", 10), Line("second", 10)),
    any_reply=(Line("ok", 3), Line("yes", 3)),
    still_there=Line("still there?", 45),
    answers={"today": Line("not today", 8), "suicide": Line("no", 8)},
    returned=(Line("me again", 20), Line("a person please", 5)),
)


def asked(text: str) -> set[str]:
    return {question for question in SCRIPT.answers if question in text}


class Talk:
    """A log that grows, one second after the other."""

    def __init__(self) -> None:
        self.log: list[Message] = []
        self.owner = Owner.BOT
        self.returns = 0
        self.add(Sender.BOT, "welcome")

    def add(self, sender: Sender, text: str, client_id: str | None = None, *, handled: bool = True) -> None:
        at = START + timedelta(seconds=len(self.log))
        self.log.append(Message("c_1", len(self.log) + 1, at, Draft(sender, text), client_id, handled))

    def next(self) -> Next | None:
        return next_line(SCRIPT, self.owner, self.log, returns=self.returns, asked=asked)

    def play(self) -> str | None:
        """Say what is next, answered at once where the bot answers."""
        coming = self.next()
        if coming is None:
            return None
        self.add(Sender.YOUNG_PERSON, coming.text, coming.client_id)
        return coming.text

    def counsellor(self, text: str) -> None:
        self.owner = Owner.COUNSELLOR
        self.add(Sender.COUNSELLOR, text)


def test_the_opening_is_said_to_the_bot_line_after_line_and_then_they_wait() -> None:
    talk = Talk()
    assert [talk.play(), talk.play(), talk.play()] == ["hello", "help", None]
    talk.owner = Owner.WAITING
    assert talk.play() is None


def test_the_next_line_waits_until_the_bot_has_answered_and_its_pause_is_over() -> None:
    talk = Talk()
    talk.add(Sender.YOUNG_PERSON, "hello", "opening-0", handled=False)
    assert talk.next() is None
    talk.log.pop()
    talk.add(Sender.YOUNG_PERSON, "hello", "opening-0")
    talk.add(Sender.BOT, "an answer")
    coming = talk.next()
    assert coming == Next("help", "opening-1", talk.log[-1].sent_at + timedelta(seconds=5))


def test_what_is_left_of_the_opening_is_not_said_over_a_counsellor() -> None:
    talk = Talk()
    talk.play()
    talk.counsellor("I am here now")
    assert talk.play() == "first"


def test_each_turn_of_a_counsellor_gets_the_next_reply_and_later_ones_what_fits_anything() -> None:
    talk = Talk()
    said = []
    for turn in range(6):
        talk.counsellor(f"turn {turn}")
        talk.add(Sender.COUNSELLOR, "and one more line")
        said.append(talk.play())
    assert said == ["first", "second", "ok", "yes", "ok", "yes"]


def test_a_question_gets_its_answer_once_and_moves_no_other_reply() -> None:
    talk = Talk()
    talk.counsellor("is it about suicide")
    assert talk.play() == "no"
    talk.counsellor("and today?")
    talk.add(Sender.COUNSELLOR, "take your time")
    assert talk.play() == "not today"
    talk.counsellor("suicide, once more")
    assert talk.play() == "first"


def test_a_counsellor_who_has_come_and_says_nothing_is_asked_once_whether_they_are_there() -> None:
    talk = Talk()
    talk.owner = Owner.COUNSELLOR
    talk.add(Sender.SYSTEM, "somebody has come")
    coming = talk.next()
    assert coming is not None
    assert coming.due_at - talk.log[-1].sent_at == timedelta(seconds=45)
    assert [talk.play(), talk.play()] == ["still there?", None]
    talk.counsellor("yes, I am")
    assert [talk.play(), talk.play(), talk.play()] == ["first", "still there?", None]


def test_given_back_to_the_bot_they_come_again_and_wait_quietly_for_a_person() -> None:
    talk = Talk()
    talk.counsellor("goodbye")
    talk.owner, talk.returns = Owner.BOT, 1
    assert talk.play() == "me again"
    assert not is_over(SCRIPT, talk.owner, talk.log, returns=1)
    assert talk.play() == "a person please"
    talk.owner = Owner.WAITING
    assert talk.play() is None
    talk.counsellor("hello again")
    assert talk.play() == "first"


def test_it_is_over_when_it_is_closed_or_nothing_is_left_to_say_after_it_was_given_back() -> None:
    talk = Talk()
    assert not is_over(SCRIPT, Owner.BOT, talk.log, returns=0)
    assert not is_over(SCRIPT, Owner.COUNSELLOR, talk.log, returns=0)
    assert is_over(SCRIPT, Owner.CLOSED, talk.log, returns=0)
    assert next_line(SCRIPT, Owner.CLOSED, talk.log, returns=0, asked=asked) is None
    talk.returns = 1
    talk.play()
    talk.play()
    assert is_over(SCRIPT, Owner.BOT, talk.log, returns=1)


@given(st.lists(st.sampled_from(["play", "bot", "bot owes", "counsellor", "suicide today", "waits", "returned", "joined"])))
def test_in_any_history_no_place_of_the_script_is_played_twice_and_nobody_is_talked_over(history: list[str]) -> None:
    talk = Talk()
    for event in history:
        if event == "play":
            talk.play()
        elif event.startswith("bot"):
            talk.add(Sender.BOT, event, handled=event == "bot")
        elif event == "waits":
            talk.owner = Owner.WAITING
        elif event == "returned":
            talk.owner, talk.returns = Owner.BOT, talk.returns + 1
        elif event == "joined":
            talk.owner = Owner.COUNSELLOR
        else:
            talk.counsellor(event)
    ids = [message.client_id for message in talk.log if message.client_id]
    assert len(ids) == len(set(ids))
    coming = talk.next()
    assert coming is None or (coming.client_id not in ids and coming.due_at > talk.log[-1].sent_at)

"""Who writes: a friend is answered as a friend, until they say that it happens to themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.conversation.standpoint import OWN, standpoint_after, standpoint_turn
from bot.safety.assessment import Reading
from bot.safety.screen import load_screen

SCREEN = load_screen(Path(__file__).parents[3] / "data", lambda _: Reading())
ME = ("victim", "me")


def mentioned(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.value) for one in SCREEN.assess(text).mentions]


@pytest.mark.parametrize(
    "text",
    [
        "hes blackmailing me too", "it happened to me as well", "hes doing it to me now", "its actually me not my friend",
        "the friend is me", "ok its not for a friend", "i sent him stuff too", "he has my pics too", "shes gonna post my pics",
        "a mi tambien me amenaza", "en realidad soy yo", "no es una amiga", "tiene mis fotos", "me pasa a mi",
    ],
)  # fmt: skip
def test_that_it_happens_to_themselves_is_heard(text: str) -> None:
    assert ME in mentioned(text)


@pytest.mark.parametrize(
    "text",
    [
        "hes blackmailing her", "it happened to my mate", "she sent him pics", "its not happening to me", "he has her pics",
        "she told me not to tell", "what do i do", "la estan amenazando", "le mando fotos", "tiene sus fotos", "no soy yo",
    ],
)  # fmt: skip
def test_that_it_happens_to_a_friend_is_not_taken_for_their_own(text: str) -> None:
    assert ME not in mentioned(text)


def test_a_friend_stays_a_friend_while_they_tell_of_the_friend() -> None:
    told = standpoint_after(None, [("J01", 0.9)], [], None)
    assert told == "friend"
    assert standpoint_after(told, [("B01", 1.0), ("A01", 1.0)], ["J01"], None) == "friend"


def test_a_friend_who_says_it_is_about_themselves_goes_their_own_way() -> None:
    assert standpoint_after("friend", [("J01", 0.6)], ["J01"], None, [ME]) == OWN
    assert standpoint_after(None, [("J01", 0.6), ("A01", 0.6)], [], None, [ME]) == OWN


def test_a_parent_stays_a_parent_whatever_was_done_to_them() -> None:
    assert standpoint_after("parent", [("A01", 1.0)], ["J03"], None, [ME]) == "parent"


def test_a_friend_who_asks_what_now_hears_a_step_of_a_friend_each_time_another() -> None:
    given: list[str] = ["J01"]
    heard = []
    for _ in range(5):
        slots = {"standpoint": "friend", "answered": given, "steps_given": [key.removeprefix("utter_") for key in heard]}
        (reply,) = standpoint_turn({"intent": "ask_what_next", "last_keys": heard[-1:]}, slots)
        heard.append(reply)
    assert heard == [
        "utter_friend_tell",
        "utter_friend_listen",
        "utter_friend_report",
        "utter_friend_picture",
        "utter_friend_you",
    ]

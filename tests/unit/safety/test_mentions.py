"""What a message says in passing, each thing once; of a pasted chat only the young person's own lines tell about them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.safety.rules import MENTIONED
from bot.safety.screen import Screen, load_screen
from tests.examples import examples
from tests.unit.safety.conftest import DATA, no_model

SCREEN = load_screen(DATA, no_model)
KINDS = MENTIONED | {"age", "country", "amount", "deadline"}


def said_in(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.value) for one in SCREEN.assess(text).mentions]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("im 14", "age", "14"),
        ("i live in dublin", "country", "IE"),
        ("he wants £50", "amount", "50 GBP"),
        ("pay by 8", "deadline", "by 8"),
        ("he added me on snap", "platform", "snapchat"),
        ("its all on insta", "platform", "instagram"),
        ("he'll send it to my mum", "recipient", "family"),
        ("shes gonna send it to my mates", "recipient", "friends"),
        ("my ex has my pics", "offender", "ex"),
        ("its my coach", "offender", "trusted_adult"),
        ("some random has a video of me", "offender", "stranger"),
        ("a boy in my class has it", "offender", "classmate"),
        ("he has my nudes", "material", "pictures"),
        ("theres a video of me", "material", "video"),
        ("its a deepfake", "material", "fake"),
        ("havent told anyone", "confidant", "nobody"),
        ("i told my best friend", "confidant", "friend"),
        ("my mum knows", "confidant", "parent"),
        ("i told my teacher", "confidant", "school"),
        ("can i talk to a real person", "wish", "person"),
        ("can u get it taken down", "wish", "removal"),
        ("how do i report him", "wish", "report"),
    ],
)
def test_a_thing_said_in_passing_is_noted(text: str, kind: str, value: str) -> None:
    assert (kind, value) in said_in(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("hes 40", "age"),
        ("hes from america", "country"),
        ("oh snap", "platform"),
        ("what is on the tele", "platform"),
        ("he told my best friend", "confidant"),
        ("i havent told my teacher", "confidant"),
        ("a pic of my cat pic", "wish"),
        ("hey", "material"),
    ],
)
def test_rather_nothing_is_noted_than_something_wrong(text: str, kind: str) -> None:
    assert kind not in {noted for noted, _ in said_in(text)}


def test_each_thing_is_noted_once_in_the_order_it_was_said() -> None:
    text = "he is on snap. wants £50. £50!! by 8. or snap me £20"
    assert said_in(text) == [("platform", "snapchat"), ("amount", "50 GBP"), ("deadline", "by 8"), ("amount", "20 GBP")]


def test_a_mention_stands_where_it_was_said() -> None:
    text = "omg he wants £50 on snap"
    places = {one.kind: text[one.start : one.end] for one in SCREEN.assess(text).mentions}
    assert (places["amount"], places["platform"]) == ("£50", "snap")


PASTED = "them: {}\nme: stop pls\nthem: pay me 50 by 8"


@pytest.mark.parametrize("line", ["im 14", "im from texas", "i told my mum", "havent told anyone", "can i talk to a person"])
def test_an_offenders_line_says_nothing_about_the_young_person(line: str) -> None:
    own = {"age", "country", "confidant", "wish"}
    assert own.isdisjoint(kind for kind, _ in said_in(PASTED.format(line)))
    assert not own.isdisjoint(kind for kind, _ in said_in(line))


def test_an_offenders_line_does_say_what_is_demanded() -> None:
    assert {("amount", "50"), ("deadline", "by 8")} <= set(said_in(PASTED.format("hey")))


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("them: im 40\nme: im 11 pls stop\nthem: u have no choice", ("age", "11")),
        ("them: im from texas\nme: im from dublin\nthem: u have no choice", ("country", "IE")),
    ],
)
def test_what_the_offender_says_of_himself_does_not_hide_what_the_young_person_says(text: str, mention: tuple[str, str]) -> None:
    assert mention in said_in(text)


def test_a_mention_alone_raises_no_tier(screen: Screen) -> None:
    assert screen.assess("im 14, from dublin, on snap").tier.name == "T4"


phrases = st.sampled_from(
    [
        "im 14",
        "he wants £50",
        "by 8",
        "on snap",
        "them: ",
        "me: ",
        "\n",
        ". ",
        "told my mum",
        "from dublin",
        "my ex",
        "K M S",
        "😭",
    ]
)


@settings(deadline=None, max_examples=examples(150), suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200) | st.lists(phrases, max_size=12).map(" ".join))
def test_any_text_gives_known_kinds_with_places_inside_it(text: str) -> None:
    mentions = SCREEN.assess(text).mentions
    for mention in mentions:
        assert mention.kind in KINDS
        assert mention.value
        assert 0 <= mention.start < mention.end <= len(text)
    assert len({(one.kind, one.value) for one in mentions}) == len(mentions)

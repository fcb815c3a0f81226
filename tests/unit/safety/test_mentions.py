"""What a message says in passing, each thing once; of a pasted chat only the young person's own lines tell about them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.safety.rules import MENTIONED
from bot.safety.screen import Screen, load_screen
from bot.safety.tiers import Tier
from tests.examples import examples
from tests.unit.safety.conftest import DATA, no_model, screen_with
from tests.unit.safety.test_model import reads

SCREEN = load_screen(DATA, no_model)
PASTED = "them: {}\nme: stop pls\nthem: pay me 50 by 8"
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
        ("a boy in my class has it, hes a random", "offender", "classmate"),
        ("he added me on insta hes in my class, he says hell post my pics", "offender", "classmate"),
        ("i thought it was a scammer but its my cousin", "offender", "family"),
        ("im being blackmailed by my cousin", "offender", "family"),
        ("my coach said if i tell anyone hell kick me off the team", "offender", "trusted_adult"),
        ("my coach keeps messaging me", "offender", "trusted_adult"),
        ("my bf says hell post my pics", "offender", "partner"),
        ("i met this girl on insta and she wants money", "offender", "stranger"),
        ("some girl i met on snap has my pics", "offender", "stranger"),
        ("ive never met him irl", "offender", "stranger"),
        ("met on wizz", "offender", "stranger"),
        ("a person i dont know says send more pictures", "offender", "stranger"),
        ("my teacher wants a pic", "offender", "trusted_adult"),
        ("my teacher says i should send him pics", "offender", "trusted_adult"),
        ("my maths tutor says be on cam", "offender", "trusted_adult"),
        ("a guy on the team says hell tell the lads", "offender", "classmate"),
        ("met him on a gay dating app", "offender", "stranger"),
        ("its my brother he comes in at night", "offender", "family"),
        ("he says the video goes to my mum", "recipient", "family"),
        ("hell send my nudes to my mum", "recipient", "family"),
        ("send my pics to my dad", "recipient", "family"),
        ("send my pics to my family", "recipient", "family"),
        ("the pics to my nan", "recipient", "family"),
        ("he says hes messaging my mum", "recipient", "family"),
        ("send to my cousins", "recipient", "family"),
        ("hes going to tell my mum", "recipient", "family"),
        ("if i dont pay hell tell my mum", "recipient", "family"),
        ("if i tell my mum hell send it to my dad", "recipient", "family"),
        ("if i dont send more hell tell my mum", "recipient", "family"),
        ("i sent nudes hell tell my mum", "recipient", "family"),
        ("i begged him dont send it to my mum", "recipient", "family"),
        ("hell share my vids with my family", "recipient", "family"),
        ("send the video to my school", "recipient", "school"),
        ("hes going to email my headteacher", "recipient", "school"),
        ("my vid to all my mates", "recipient", "friends"),
        ("i sent him a pic and now he says hell send it to my mates", "recipient", "friends"),
        ("send it to everyone", "recipient", "everyone"),
        ("he will show everyone", "recipient", "everyone"),
        ("hell tell everyone im gay", "recipient", "everyone"),
        ("va a mandar mis fotos a todos", "recipient", "everyone"),
        ("my mum knows about it", "confidant", "parent"),
        ("my dad knows everything", "confidant", "parent"),
        ("my sister knows", "confidant", "sibling"),
        ("my bf knows", "confidant", "partner"),
        ("i told my nan", "confidant", "relative"),
        ("i told my auntie", "confidant", "relative"),
        ("se lo dije a mi abuela", "confidant", "relative"),
        ("ive told nobody", "confidant", "nobody"),
        ("ive already been to the police", "confidant", "police"),
        ("i dont want to talk to a bot i want to talk to a person", "wish", "person"),
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
        ("i was talking to my mum on the phone", "offender"),
        ("i know her well shes on my bus", "offender"),
        ("i met my boyfriend online", "offender"),
        ("my mum never met him", "offender"),
        ("my boyfriend who i met on discord", "offender"),
        ("its not my ex its someone else", "offender"),
        ("my ex told me about this", "offender"),
        ("hell send it to my ex", "offender"),
        ("my teacher said i should talk to you", "offender"),
        ("my teacher said to send him the homework", "offender"),
        ("i put my pics on reddit", "recipient"),
        ("the recovery email is my cousins", "recipient"),
        ("my coach asked if i was ok because i was crying", "offender"),
        ("a girl in my class told me about this site", "offender"),
        ("he sent it to a boy in my class", "offender"),
        ("hes not in my class", "offender"),
        ("hes nice to the other girls on the team", "offender"),
        ("my dad is nice", "offender"),
        ("its my mum shes coming", "offender"),
        ("i dont want to talk to a stranger", "offender"),
        ("talking to my mate on discord", "offender"),
        ("my mum knows about it", "recipient"),
        ("my dad knows him", "recipient"),
        ("my dad knows him", "confidant"),
        ("my sister knows", "recipient"),
        ("mi madre sabe", "recipient"),
        ("i sent my nudes to my boyfriend", "recipient"),
        ("i want to tell everyone", "recipient"),
        ("im gonna tell my mum", "recipient"),
        ("do you tell my parents", "recipient"),
        ("please dont tell my mum", "recipient"),
        ("i was messaging my mum", "recipient"),
        ("need to tell my brother but the words dont come out", "recipient"),
        ("im 10 do i tell mummy", "recipient"),
        ("can you write me something to show my mum", "recipient"),
        ("my mum sees me crying", "recipient"),
        ("he put my brother in hospital", "recipient"),
        ("i havent been to the police", "confidant"),
        ("should i have gone to the police", "confidant"),
        ("if my mum knows ill die", "confidant"),
        ("i dont want to talk to a person", "wish"),
        ("no quiero hablar con una persona", "wish"),
        ("i dont want to report it", "wish"),
        ("he is going to report me", "wish"),
        ("i dont want to tell my mum", "wish"),
        ("hes going to email my headteacher", "platform"),
        ("he wants a steam card", "platform"),
        ("theres no signal here", "platform"),
        ("he zoomed in", "platform"),
        ("hula hoop", "platform"),
    ],
)
def test_rather_nothing_is_noted_than_something_wrong(text: str, kind: str) -> None:
    assert kind not in {noted for noted, _ in said_in(text)}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("some random boy in my class", "classmate"),
        ("i thought it was a scammer but its my cousin", "family"),
        ("my ex made a fake account of me", "ex"),
        ("i met him on roblox and he goes to my school", "classmate"),
    ],
)
def test_whoever_is_known_to_them_is_no_stranger(text: str, who: str) -> None:
    assert [value for kind, value in said_in(text) if kind == "offender"] == [who]


@pytest.mark.parametrize(
    ("text", "app"),
    [
        ("he added me on kik", "kik"),
        ("we skyped", "skype"),
        ("he facetimed me", "facetime"),
        ("we talk on steam", "steam"),
        ("hes on signal", "signal"),
        ("he sent an imessage", "imessage"),
        ("on hangouts", "hangouts"),
        ("it was on zoom", "zoom"),
        ("in vrchat", "vrchat"),
        ("he found me on threads", "threads"),
        ("my bereal", "bereal"),
        ("on viber", "viber"),
        ("he has vk", "vk"),
        ("its on onlyfans", "onlyfans"),
        ("he messaged on instagam", "instagram"),
        ("yubo", "yubo"),
        ("hoop", "hoop"),
        ("tinder", "tinder"),
        ("bumble", "bumble"),
        ("the monkey app", "monkey"),
    ],
)
def test_each_app_is_noted_by_its_own_name(text: str, app: str) -> None:
    assert [value for kind, value in said_in(text) if kind == "platform"] == [app]


@pytest.mark.parametrize(
    ("line", "who"), [("ill send it to ur mum", "family"), ("ill send ur pics to everyone u know", "everyone")]
)
def test_whom_the_offender_says_he_will_show_it_to_is_noted(line: str, who: str) -> None:
    assert ("recipient", who) in said_in(PASTED.format(line))


def test_each_thing_is_noted_once_in_the_order_it_was_said() -> None:
    text = "he is on snap. wants £50. £50!! by 8. or snap me £20"
    assert said_in(text) == [("platform", "snapchat"), ("amount", "50 GBP"), ("deadline", "by 8"), ("amount", "20 GBP")]


def test_a_mention_stands_where_it_was_said() -> None:
    text = "omg he wants £50 on snap"
    places = {one.kind: text[one.start : one.end] for one in SCREEN.assess(text).mentions}
    assert (places["amount"], places["platform"]) == ("£50", "snap")


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


@pytest.mark.parametrize(
    "text", ["skype", "on facetime", "the discord server", "i am thirteen years old", "£50", "roblox and discord"]
)
def test_a_harmless_fact_and_nothing_else_calls_nobody_whatever_the_model_reads_in_it(text: str) -> None:
    assert screen_with(reads({text: [("B03", 0.9)]}, {text: 0.9})).assess(text).tier < Tier.T1


@pytest.mark.parametrize("text", ["on skype now he wants me to", "he is outside on his £50 bike", "im 13 and alone"])
def test_a_harmless_fact_beside_other_words_hides_none_of_them(text: str) -> None:
    assert screen_with(reads({text: [("B03", 0.9)]}, {text: 0.9})).assess(text).tier >= Tier.T1

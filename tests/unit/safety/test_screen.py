"""What the rules alone make of one message."""

from __future__ import annotations

import pytest

from bot.safety.screen import Screen
from bot.safety.tiers import Concern, Tier

THOUGHTS = [
    "Thanks for making me want to kill myself",
    "kms",
    "i wanna kms jk jk im fine",
    "i’d rather be dead",
    "i dont want to be alive anymore",
]
DISGUISED = [
    "k m s", "k.m.s", "K-M-S", "un4live myself", "k\u200bms", "k\u00adm\u00ads", "i want 2 d1e", "k1ll myself", "k*ll myself", "i wanna diiiie",
    "𝓴𝓶𝓼", "🇰🇲🇸", "i want to kіll myself", "kill myslef", "sucidal", "iwanttodie", "i wanna d i e", "KMS!!!", "i w\u0336a\u0336nna kms", "\u202ekms\u202c",
]  # fmt: skip


@pytest.mark.parametrize("text", THOUGHTS + DISGUISED)
def test_thoughts_of_suicide_call_a_person_however_they_are_written(screen: Screen, text: str) -> None:
    verdict = screen.assess(text)
    assert (verdict.tier, verdict.concern, verdict.ask) == (Tier.T1, Concern.SUICIDE, True)
    assert verdict.situations[0].id == "H02"


@pytest.mark.parametrize(
    ("text", "situation"),
    [
        ("doing it tonight when theyre asleep", "H03"),
        ("already took something", "H04"),
        ("ive done it", "H04"),
        ("i took all my mums tablets", "H04"),
        ("gave my dog to my mate", "H05"),
        ("hes here", "I01"),
        ("im at his house", "I01"),
        ("im meeting him tonight", "I02"),
        ("dad is hitting mum right now", "I04"),
        ("my friend has taken loads of tablets", "J02"),
        ("hes outside my house right now", "A07"),
    ],
)
def test_danger_now_is_t0(screen: Screen, text: str, situation: str) -> None:
    verdict = screen.assess(text)
    assert verdict.tier is Tier.T0
    assert situation in {found.id for found in verdict.situations}


@pytest.mark.parametrize(
    ("text", "tier", "situation"),
    [
        ("he said he'd send my dad all the chat logs if i didn't do what he said", Tier.T2, "A04"),
        ("he always says: you know what happens if you don't send me any. he does it every week", Tier.T1, "B02"),
        ("my friend says hes gonna end it", Tier.T1, "J02"),
        ("he told me to kill myself", Tier.T1, "H02"),
        ("i dont want to die", Tier.T2, "H07"),
        ("jk jk im fine", Tier.T2, "H07"),
        ("im 10 and he wants more pics", Tier.T1, "E01"),
        ("everyones better off without me", Tier.T1, "F06"),
        ("relapsed cos of him", Tier.T1, "H06"),
        ("its my coach", Tier.T1, "D05"),
        ("r u a bot", Tier.T4, "L02"),
        ("can i talk to someone real", Tier.T2, "L03"),
        ("should i just pay", Tier.T2, "G02"),
    ],
)
def test_a_situation_is_named_with_its_tier(screen: Screen, text: str, tier: Tier, situation: str) -> None:
    verdict = screen.assess(text)
    assert verdict.tier is tier
    assert situation in {found.id for found in verdict.situations}


@pytest.mark.parametrize(
    "text",
    [
        "i want it to end",
        "my dad will kill me",
        "I HATE MY LIFE!",
        "delete me",
        "night, thanks for everything",
        "kms lol",
        "ill just do it",
    ],
)
def test_words_with_two_meanings_ask_instead_of_guessing(screen: Screen, text: str) -> None:
    verdict = screen.assess(text)
    assert verdict.ask
    assert verdict.tier >= Tier.T2
    assert verdict.concern is not None


@pytest.mark.parametrize(
    "text",
    [
        "killed it in my exam", "my phone is dying", "this homework is killing me", "im dead 💀 thats so funny", "dying of laughter", "kms lmao this essay",
        "this game makes me wanna die", "i could murder a pizza", "im 10 mins away", "10 out of 10", "im 10 steps ahead", "im 15", "im in year 10",
        "my brother is 10", "i took 3 tests today", "i ate too much pizza", "had loads of chips", "my mum is coming to pick me up", "im on the bus",
        "meeting my friends tonight at the cinema", "he beats me at chess every time", "i hurt my knee at football", "gonna jump in the shower",
        "my coach is so strict lol", "im going to kill him on fifa", "my grandad died last year", "i need to cut my hair", "dad made tea", "hey", "",
    ],
)  # fmt: skip
def test_ordinary_talk_raises_nothing(screen: Screen, text: str) -> None:
    verdict = screen.assess(text)
    assert verdict.tier is Tier.T4
    assert not verdict.ask


@pytest.mark.parametrize(
    ("text", "live"),
    [
        ("hes counting down, 10 mins left", True),
        ("its in the year group chat", True),
        ("he wants 50 quid or he posts it", False),
    ],
)
def test_a_countdown_and_a_shared_picture_call_somebody_though_they_are_no_danger(screen: Screen, text: str, live: bool) -> None:
    verdict = screen.assess(text)
    assert (verdict.tier, verdict.live_person) == (Tier.T2, live)


def test_a_tap_that_tells_it_calls_somebody_too(screen: Screen) -> None:
    assert screen.assess("They've shared it", tap="report_already_shared").live_person
    assert not screen.assess("They want money", tap="report_money_demand").live_person


def test_an_idiom_explains_only_its_own_words(screen: Screen) -> None:
    assert screen.assess("dying of laughter at this meme anyway i want to die").tier is Tier.T1
    assert screen.assess("im not gonna kms dw. but i took loads of pills").tier is Tier.T0


def test_an_idiom_in_a_talk_about_blackmail_earns_one_light_question(screen: Screen) -> None:
    verdict = screen.assess("dying of laughter", context=["he says hell post my nudes"])
    assert verdict.ask
    assert verdict.tier is Tier.T4


def test_reasons_carry_the_young_persons_own_words_and_their_place(screen: Screen) -> None:
    text = "ok so… honestly i want 2 d1e  rn"
    reason = screen.assess(text).reasons[0]
    assert (reason.source, reason.words) == ("rule", "i want 2 d1e")
    assert text[reason.start : reason.end] == reason.words

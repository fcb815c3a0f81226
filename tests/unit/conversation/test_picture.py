"""The case picture: what was told stands, a guess never overwrites it, and nothing is noted twice."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.picture import Noted, Picture, band_of
from bot.safety.situations import load_situations
from tests.unit.actions.talk import ROOT

SITUATIONS = sorted(load_situations(ROOT / "data/risk/situations.yml"))


def after(*several: Noted) -> Picture:
    picture = Picture()
    for noted in several:
        picture = picture.after(noted)
    return picture


def known(picture: Picture) -> list[tuple[str, str | bool, str]]:
    return [(fact.label, fact.value, fact.how) for fact in picture.facts]


def model(situation: str) -> Noted:
    return Noted(situations=[(situation, 0.7)])


def rule(situation: str) -> Noted:
    return Noted(situations=[(situation, 1.0)])


def mention(kind: str, value: str) -> Noted:
    return Noted(mentions=[(kind, value)])


def test_nothing_told_is_an_empty_picture() -> None:
    assert after(Noted()) == Picture()


@pytest.mark.parametrize(
    ("noted", "fact"),
    [
        (model("B01"), ("demand", "money", "inferred")),
        (rule("B01"), ("demand", "money", "said")),
        (Noted(situations=[("B01", 1.0)], tap="report_money_demand"), ("demand", "money", "tapped")),
        (mention("platform", "snapchat"), ("platform", "snapchat", "said")),
        (Noted(tap="tell_age.13_17"), ("age_band", "13_17", "tapped")),
        (Noted(tap="tell_country.IE"), ("country", "IE", "tapped")),
    ],
)
def test_each_fact_says_how_it_is_known(noted: Noted, fact: tuple[str, str, str]) -> None:
    assert known(after(noted)) == [fact]


@pytest.mark.parametrize("tap", ["affirm", "tell_age", "tell_age.", "say_hello.13_17"])
def test_a_tap_that_tells_nothing_tells_nothing(tap: str) -> None:
    assert after(Noted(tap=tap)) == Picture()


def test_one_message_may_tell_several_things() -> None:
    noted = Noted([("A04", 1.0), ("B01", 0.6)], [("amount", "50 GBP"), ("deadline", "by 8")])
    assert known(after(noted)) == [
        ("amount", "50 GBP", "said"),
        ("deadline", "by 8", "said"),
        ("threat", "show_chats", "said"),
        ("material", "chats", "said"),
        ("demand", "money", "inferred"),
    ]


# A guess never overwrites what was said, nor what was said a tap.


@pytest.mark.parametrize(
    ("first", "then", "fact"),
    [
        (mention("age", "14"), model("E01"), ("age_band", "13_17", "said")),
        (model("E01"), mention("age", "14"), ("age_band", "13_17", "said")),
        (Noted(tap="tell_age.13_17"), mention("age", "40"), ("age_band", "13_17", "tapped")),
        (mention("age", "40"), Noted(tap="tell_age.13_17"), ("age_band", "13_17", "tapped")),
        (Noted(tap="tell_age.13_17"), Noted(tap="tell_age.under_13"), ("age_band", "under_13", "tapped")),
        (mention("country", "GB"), mention("country", "IE"), ("country", "IE", "said")),
        (Noted(tap="tell_country.GB"), mention("country", "IE"), ("country", "GB", "tapped")),
        (rule("C01"), model("C01"), ("shared", True, "said")),
        (model("C01"), rule("C01"), ("shared", True, "said")),
    ],
)
def test_what_is_surer_stands_and_of_equals_the_later(first: Noted, then: Noted, fact: tuple[str, str, str]) -> None:
    assert [one for one in known(after(first, then)) if one[0] == fact[0]] == [fact]


def test_what_has_not_happened_is_known_until_it_has() -> None:
    denied = mention("denied", "shared")
    assert known(after(denied)) == [("shared", False, "said")]
    assert known(after(denied, model("C01"))) == [("shared", True, "inferred")], "better a wrong alarm than a false peace"
    assert known(after(model("C01"), denied)) == [("shared", False, "said")]
    assert known(after(rule("C01"), denied)) == [("shared", True, "said")], "it was sent, to somebody else not yet"


def test_several_things_of_one_kind_stand_side_by_side() -> None:
    picture = after(mention("platform", "snapchat"), mention("platform", "discord"), rule("A01"), rule("A02"))
    assert picture.values("platform") == ("snapchat", "discord")
    assert picture.values("threat") == ("share_with_contacts", "tell_school_or_work")


def test_the_surest_way_a_thing_is_known_is_kept_in_its_first_place() -> None:
    assert known(after(model("B01"), mention("platform", "snapchat"), rule("B01"))) == [
        ("demand", "money", "said"),
        ("platform", "snapchat", "said"),
    ]


# Who it is.


@pytest.mark.parametrize("situation", ["D02", "D03", "D04", "D05", "B07"])
@pytest.mark.parametrize("stranger", [model("D01"), rule("D01"), mention("offender", "stranger")], ids=["model", "rule", "said"])
def test_an_offender_who_is_known_stays_known(situation: str, stranger: Noted) -> None:
    assert after(model(situation), stranger).values("offender_known") == (True,)
    assert after(rule(situation), stranger).values("offender_known") == (True,)


def test_a_stranger_is_one_until_somebody_they_know_is_told() -> None:
    picture = after(rule("D01"))
    assert picture.values("offender_known") == (False,)
    assert picture.after(rule("D02")).values("offender_known") == (True,)


def test_a_guess_that_it_is_somebody_known_does_not_overwrite_that_it_was_said_to_be_a_stranger() -> None:
    assert after(rule("D01"), model("D02")).values("offender_known") == (False,)


@pytest.mark.parametrize(
    ("said", "value"),
    [("ex", "ex_or_partner"), ("partner", "ex_or_partner"), ("classmate", "peer"), ("friend", "peer"), ("family", "family")],
)
def test_who_it_is_has_one_name_whether_a_word_or_a_situation_told_it(said: str, value: str) -> None:
    assert after(mention("offender", said)).values("offender") == (value,)
    assert after(mention("offender", said)).values("offender_known") == (True,)


# Sums and times.


@pytest.mark.parametrize("kind", ["amount", "deadline"])
def test_a_sum_or_a_time_counts_only_once_there_is_a_threat_or_a_demand(kind: str) -> None:
    alone = mention(kind, "50")
    assert after(alone) == Picture()
    assert after(alone, rule("A01")).values(kind) == ()
    assert after(rule("A01"), alone).values(kind) == ("50",)
    assert after(model("B03"), alone).values(kind) == ("50",)
    assert after(Noted([("C02", 0.9)], [(kind, "50")])).values(kind) == ("50",)
    assert after(rule("F03"), alone).values(kind) == ()


@pytest.mark.parametrize(
    ("age", "band"), [(4, "under_13"), (12, "under_13"), (13, "13_17"), (17, "13_17"), (18, "18_plus"), (99, "18_plus")]
)
def test_an_age_is_in_one_band(age: int, band: str) -> None:
    assert band_of(age) == band
    assert known(after(mention("age", str(age)))) == [("age", str(age), "said"), ("age_band", band, "said")]


# Whatever is told.

mentions = st.one_of(
    st.tuples(st.just("age"), st.integers(4, 99).map(str)),
    st.tuples(st.just("country"), st.sampled_from(["GB", "IE"])),
    st.tuples(
        st.sampled_from(["platform", "offender", "amount", "deadline", "wish"]), st.sampled_from(["ex", "stranger", "50", "x"])
    ),
)
notes = st.builds(
    Noted,
    st.lists(st.tuples(st.sampled_from(SITUATIONS), st.sampled_from([0.6, 0.9, 1.0])), max_size=3),
    st.lists(mentions, max_size=3),
    st.none() | st.sampled_from(["affirm", "tell_age.13_17", "tell_age.under_13", "tell_country.GB", "tell_country.IE"]),
)
talks = st.lists(notes, max_size=4)


@given(talks)
def test_a_picture_is_the_same_after_a_slot(talk: list[Noted]) -> None:
    picture = after(*talk)
    assert Picture.from_slot(json.loads(json.dumps(picture.as_slot()))) == picture


def test_an_empty_slot_is_an_empty_picture() -> None:
    assert Picture.from_slot(None) == Picture.from_slot([]) == Picture()


@given(talks, notes)
def test_a_message_heard_twice_changes_nothing(talk: list[Noted], noted: Noted) -> None:
    once = after(*talk, noted)
    assert once.after(noted) == once


@given(talks, notes)
def test_what_is_known_is_never_forgotten(talk: list[Noted], noted: Noted) -> None:
    before, now = after(*talk), after(*talk, noted)
    assert {fact.label for fact in before.facts} <= {fact.label for fact in now.facts}
    for fact in before.facts:
        if fact.how != "inferred":
            assert any(one.label == fact.label and one.how != "inferred" for one in now.facts)


@given(talks)
def test_of_each_thing_that_can_only_be_one_there_is_one(talk: list[Noted]) -> None:
    facts = after(*talk).facts
    for label in ("age", "age_band", "country", "offender_known", "shared", "paid", "sent_more"):
        assert sum(fact.label == label for fact in facts) <= 1
    assert len({(fact.label, fact.value) for fact in facts}) == len(facts)


@given(talks)
def test_a_known_offender_stays_known_in_every_talk(talk: list[Noted]) -> None:
    heard = False
    picture = Picture()
    for noted in talk:
        picture = picture.after(noted)
        heard = heard or picture.values("offender_known") == (True,)
        assert not heard or picture.values("offender_known") == (True,)


def test_a_list_of_facts_is_an_older_picture() -> None:
    assert Picture.from_slot([["country", "GB", "said"]]) == after(mention("country", "GB"))


@given(st.lists(st.one_of(st.sampled_from(SITUATIONS).map(model), st.sampled_from(SITUATIONS).map(rule)), max_size=12), st.data())
def test_what_is_wrong_stays_out_whatever_is_guessed_later(told: list[Noted], data: st.DataObject) -> None:
    picture = after(*told)
    if not picture.facts:
        return
    wrong = data.draw(st.sampled_from(picture.facts))
    corrected = picture.without(wrong.told)
    assert wrong.told not in [fact.told for fact in corrected.facts]
    assert Picture.from_slot(json.loads(json.dumps(corrected.as_slot()))) == corrected
    for situation in SITUATIONS:
        corrected = corrected.after(model(situation))
    assert wrong.told not in [fact.told for fact in corrected.facts]


def test_corrections_are_folded_in_once() -> None:
    told = after(mention("country", "GB"), mention("platform", "x"))
    made: list[tuple[str, str | bool]] = [("country", "GB")]
    once = told.corrected(made)
    assert known(once) == [("platform", "x", "said")]
    back = once.after(mention("country", "GB"))
    assert back.corrected(made) == back
    made.append(("platform", "x"))
    assert known(back.corrected(made)) == [("country", "GB", "said")]

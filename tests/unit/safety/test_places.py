"""The country somebody says they are in: about the writer only, and rather none than a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safety.places import Places
from bot.safety.riskfile import RiskFileError
from tests.unit.safety.conftest import DATA

PLACES = Places.load(DATA / "places")


def country_in(text: str) -> str | None:
    found = PLACES.find(text)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("uk", "GB"),
        ("UK!", "GB"),
        ("the uk", "GB"),
        ("im from the UK", "GB"),
        ("i'm english", "GB"),
        ("my school in leeds", "GB"),
        ("from england lol", "GB"),
        ("i live in northern ireland", "GB"),
        ("in ireland", "IE"),
        ("my name doesnt matter im from dublin", "IE"),
        ("we live in ohio", "US"),
        ("he knows i live in new york", "US"),
        ("im a girl from texas", "US"),
        ("he is in london. im in chicago", "US"),
        ("im in the us", "US"),
        ("from the us", "US"),
        ("US here", "US"),
        ("uk here", "GB"),
        ("im american", "US"),
        ("i am american", "US"),
        ("im a british girl", "GB"),
        ("i'm scottish", "GB"),
        ("im welsh and scared", "GB"),
        ("im irish", "IE"),
        ("im australian", "AU"),
        ("im canadian, he wants money", "CA"),
        ("im irish and i live in london", "GB"),
        ("moved to canada last year", "CA"),
        ("i moved here from ireland to canada", "CA"),
        ("im from sydney", "AU"),
        ("im 14f from melbourne", "AU"),
        ("i live in adelaide", "AU"),
        ("im from bristol", "GB"),
        ("my school in sheffield", "GB"),
        ("in nottingham", "GB"),
        ("im in seattle", "US"),
        ("im from waterford", "IE"),
        ("Chile", "CL"),
        ("de México", "MX"),
        ("soy de buenos aires", "AR"),
        ("soy chilena y tengo miedo", "CL"),
        ("vivo en bogotá con mi mamá", "CO"),
        ("estoy en madrid", "ES"),
        ("acá en uruguay no sé a quién llamar", "UY"),
        ("soy de venezuela", "VE"),
        ("el vive en lima. yo vivo en quito", "EC"),
    ],
)
def test_a_country_is_heard_where_the_writer_says_it_is_theirs(text: str, country: str) -> None:
    assert country_in(text) == country


@pytest.mark.parametrize(
    "text",
    [
        "us here are scared",
        "us",
        "he sent it to us",
        "he moved to canada",
        "my dad moved to australia last year",
        "he is american",
        "shes irish",
        "write it in english pls",
        "English",
        "im in english rn",
        "im an english teacher",
        "im american indian",
        "im not american",
        "im sydney",
        "im from perth",
        "im in boston",
        "im from newcastle",
        "corkscrew",
        "england lost yesterday",
        "hes from america",
        "he says hes in america",
        "the guy is from texas",
        "they are in the usa",
        "my friend in london",
        "im talking to a guy in london",
        "él es de méxico",
        "dice que vive en colombia",
        "un chico de argentina me escribe",
        "mi amigo está en chile",
        "la plata",
        "vivo en valencia",
        "",
    ],
)
def test_another_place_is_nobodys_country(text: str) -> None:
    assert country_in(text) is None


def test_every_place_of_the_list_is_heard_alone_and_in_a_sentence() -> None:
    for place, country in PLACES.countries.items():
        assert country_in(place.title()) == country
        assert country_in(f"i live in {place} with my mum") == country


@pytest.mark.parametrize("typed", ["İstanbul", "im in ıstanbul", "IM IN İRELAND"])
def test_turkish_letters_are_letters_too(typed: str) -> None:
    assert PLACES.find(typed) is not None


def test_it_is_told_where_the_place_stands() -> None:
    text = "im 14 and i live in dublin"
    found = PLACES.find(text)
    assert found is not None
    assert text[found[1] : found[2]] == "in dublin"


names = st.sampled_from(["in ", "im from the ", *PLACES.countries])


@given(st.lists(names | st.text(max_size=5), max_size=8).map(" ".join))
def test_any_text_gives_a_known_country_inside_it_or_none(text: str) -> None:
    found = PLACES.find(text)
    assert found is None or (found[0] in PLACES.countries.values() and 0 <= found[1] < found[2] <= len(text))


def test_without_a_list_no_place_is_found() -> None:
    assert Places({}).find("im in london") is None


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            "places:\n  GB: [perth]\n  AU: [Perth]\n",
            "`perth` stands for another country too|`Perth` stands for another country too",
        ),
        ("places:\n  GB: perth\n", "`GB:`"),
        ("where:\n  GB: [perth]\n", "`places:`"),
    ],
)
def test_a_broken_list_is_explained(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "en.yml").write_text(content)
    with pytest.raises(RiskFileError, match=told):
        Places.load(tmp_path)

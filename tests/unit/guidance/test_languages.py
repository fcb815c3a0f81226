"""Which languages are offered, and which of them somebody gets."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guidance.faults import GuidanceDataError
from bot.guidance.languages import Language, Offered
from bot.guidance.library import Library

DATA = Path(__file__).parents[3] / "data"
OFFERED = Offered(
    (Language("en", "English"), Language("es", "Español"), Language("pt-BR", "Português"), Language("pt", "Português"))
)


def codes(library: Library) -> list[str]:
    return [language.code for language in library.offered.languages]


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [
        ([], "en"),
        (["es"], "es"),
        (["ES"], "es"),
        (["es-MX"], "es"),
        (["fr", "es-419", "en"], "es"),
        (["en-GB", "es"], "en"),
        (["pt-BR"], "pt-BR"),
        (["pt-PT"], "pt"),
        (["fr"], "en"),
        (["", "-", "e"], "en"),
    ],
)
def test_the_first_wanted_language_that_is_offered_is_spoken(wanted: list[str], spoken: str) -> None:
    assert OFFERED.best(wanted).code == spoken


@given(st.lists(st.text()))
def test_whatever_is_wanted_something_is_spoken(wanted: list[str]) -> None:
    assert OFFERED.best(wanted) in OFFERED.languages


def test_a_draft_is_not_offered() -> None:
    library = Library.load(DATA)
    assert codes(library) == ["en"]
    assert "es" not in library.books


def test_a_draft_is_offered_as_one_to_who_tries_it() -> None:
    library = Library.load(DATA, drafts=True)
    assert codes(library) == ["en", "es"]
    assert library.offered.drafts == ("es",)
    assert [language.name for language in library.offered.languages] == ["English", "Español"]


@pytest.mark.parametrize(("language", "place"), [("es", "draft"), ("tlh", "no such language")])
def test_what_cannot_be_offered_stops_the_start_with_a_cure(language: str, place: str) -> None:
    for named in ({"language": language}, {"languages": [language]}):
        with pytest.raises(GuidanceDataError, match=place) as fault:
            Library.load(DATA, **named)  # type: ignore[arg-type]
        assert fault.value.cure


def test_a_language_is_offered_from_the_day_on_which_its_readers_are_named(data: Path) -> None:
    library = Library.load(data)
    assert codes(library) == ["en", "es"]
    assert library.offered.drafts == ()


def test_the_operators_own_language_comes_first_and_is_always_there(data: Path) -> None:
    assert codes(Library.load(data, language="es")) == ["es", "en"]
    assert codes(Library.load(data, language="es", languages=["es"])) == ["es"]
    assert codes(Library.load(data, languages=["en"])) == ["en"]


def test_a_conversation_goes_on_in_a_language_that_is_no_longer_offered(data: Path) -> None:
    assert Library.load(data, languages=["en"]).book("es").language == "es"

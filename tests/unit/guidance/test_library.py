"""The real words and the real directory together: what a young person is told, wherever they are."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.guidance.copy_entry import INTERFACE
from bot.guidance.faults import GuidanceDataError
from bot.guidance.hours_reader import read_hours
from bot.guidance.hours_words import say_hours
from bot.guidance.library import ELSEWHERE, Library
from bot.guidance.placeholders import PLACEHOLDERS

DATA = Path(__file__).parents[3] / "data"
LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)  # a Sunday
CONVERSATION = {"name": "Sam", "queue_place": "2", "count": "48", "link": "example.org"}
OPENING = {"opens_day", "opens_time"}  # only while the service is closed
NO_FILE = "AQ"
PLACES = ["GB", "IE", "US", "BR", "SO", "ZZ", NO_FILE, None]
BANDS = ["under_13", "13_17", "18_plus", None]


@pytest.mark.parametrize("country", PLACES)
@pytest.mark.parametrize("band", BANDS)
def test_every_reply_is_complete_for_everybody(library: Library, country: str | None, band: str | None) -> None:
    for key in sorted(library.book().keys()):
        if key.startswith(INTERFACE):
            continue
        for variant in range(len(library.book().entry(key).text)):
            draft = library.reply(key, country=country, age_band=band, now=NOW, variant=variant, **CONVERSATION)
            shown = [draft.text, *(button.label for button in draft.buttons), *(button.tel or "" for button in draft.buttons)]
            assert draft.text
            assert not any("{" in text or "}" in text for text in shown), key
            assert all(card["name"] and "maintainers" not in card for card in draft.helplines)


@pytest.mark.parametrize(
    ("country", "band", "expected"),
    [
        ("GB", "13_17", {"emergency": "999", "child_helpline": "Childline", "child_helpline_phone": "0800 1111"}),
        ("GB", "18_plus", {"child_helpline": "Samaritans", "child_helpline_phone": "116 123"}),
        ("GB", None, {"suicide_line": "Papyrus HOPELINE247", "suicide_line_phone": "0800 068 4141"}),
        ("IE", "13_17", {"emergency": "112", "child_helpline": "ISPCC Childline", "suicide_line_phone": "116 123"}),
        ("US", "under_13", {"emergency": "911", "child_helpline": "Boys Town National Hotline", "suicide_line_phone": "988"}),
        ("FR", "13_17", {"emergency": "112", "child_helpline": "3018 (e-Enfance)", "suicide_line_phone": "3114"}),
        ("BR", "18_plus", {"emergency": "190 (police), 192 (ambulance), 193 (fire)", "child_helpline": "CVV"}),
        (NO_FILE, "13_17", {"emergency": "112, or 911 in the US and Canada", "suicide_line_phone": "findahelpline.com"}),
        (None, None, {"emergency": "999", "emergency_elsewhere": "112, or 911 in the US and Canada"}),
    ],
)
def test_numbers_are_those_of_the_country_and_the_age(
    library: Library, country: str | None, band: str | None, expected: dict[str, str]
) -> None:
    values = library.values_for(country, band, NOW)
    assert {name: values[name] for name in expected} == expected
    assert values.keys() | CONVERSATION.keys() | OPENING == PLACEHOLDERS


def test_somebody_whose_country_is_only_guessed_hears_the_number_for_elsewhere_too(library: Library) -> None:
    draft = library.reply("utter_emergency_life", country=None, age_band=None, now=NOW)
    assert "999" in draft.text
    assert draft.text.endswith("911 in the US and Canada.")
    assert draft.key == "utter_emergency_life"


@pytest.mark.parametrize("country", ["GB", "IE", "US", "BR", "FR", "ZZ", NO_FILE])
def test_somebody_whose_country_is_known_hears_one_number_only(library: Library, country: str) -> None:
    elsewhere = library.reply(ELSEWHERE, country=country, age_band=None, now=NOW).text
    assert not library.reply("utter_emergency_life", country=country, age_band=None, now=NOW).text.endswith(elsewhere)


@pytest.mark.parametrize("country", ["AL", "ID", "SO"])
def test_where_the_emergency_number_is_not_sure_the_number_for_elsewhere_is_said_too(library: Library, country: str) -> None:
    elsewhere = library.reply(ELSEWHERE, country=country, age_band=None, now=NOW).text
    assert library.reply("utter_emergency_life", country=country, age_band=None, now=NOW).text.endswith(elsewhere)


def test_a_reply_that_names_no_emergency_number_is_left_as_it_is(library: Library) -> None:
    told, guessed = (library.reply("utter_welcome", country=country, age_band=None, now=NOW).text for country in ("GB", None))
    assert told == guessed


def test_the_call_button_dials_the_number_of_the_country(library: Library) -> None:
    calls = {
        country: [
            button.tel
            for button in library.reply("utter_emergency_life", country=country, age_band=None, now=NOW).buttons
            if button.tel
        ]
        for country in PLACES
    }
    one_number = {"GB": ["999"], "IE": ["112"], "US": ["911"], None: ["999"]}
    assert calls == {**one_number, "BR": [], "SO": [], "ZZ": [], NO_FILE: []}


def test_the_safe_answer_brings_a_helpline_with_a_number(library: Library) -> None:
    (card,) = library.reply("utter_safe_answer", country="GB", age_band="13_17", now=NOW).helplines
    assert card == {
        "id": "gb-childline",
        "name": "Childline",
        "phone": "0800 1111",
        "tel": "0800 1111",
        "sms": None,
        "sms_to": None,
        "sms_say": None,
        "url": "https://www.childline.org.uk/",
        "chat_url": "https://www.childline.org.uk/get-support/1-2-1-counsellor-chat/",
        "hours": "Open all day, every day",
        "open": True,
        "note": "You can talk about anything. It is free, even with no credit.",
    }


def test_a_text_line_says_which_word_to_send(library: Library) -> None:
    shout = next(line for line in library.directory if line.id == "gb-shout")
    card = shout.as_card(NOW, library.book().words())
    assert (card["sms"], card["sms_to"], card["sms_say"]) == ("SHOUT to 85258", "85258", "SHOUT")


def test_the_words_of_the_page_have_their_numbers_and_keep_gaps_for_the_browser(library: Library) -> None:
    words = library.words(NOW)
    assert words["hours_always"] == "Open all day, every day"
    assert "{emergency}" not in " ".join(words.values())
    assert "{phone}" in words["helpline_call"]


def test_an_unknown_language_is_answered_in_english(library: Library) -> None:
    assert library.book("tlh") is library.book("en")


def test_a_default_country_without_a_file_stops_the_start() -> None:
    with pytest.raises(GuidanceDataError, match="The default country has no file"):
        Library.load(DATA, default_country=NO_FILE)


def test_a_language_without_the_words_of_a_helpline_card_stops_the_start(tmp_path: Path) -> None:
    shutil.copytree(DATA / "helplines", tmp_path / "helplines")
    shutil.copytree(DATA / "copy", tmp_path / "copy")
    (tmp_path / "copy" / "en" / "helplines.yml").write_text("copy: {}", encoding="utf-8")
    with pytest.raises(GuidanceDataError, match=r"ui_day_fri, .* missing"):
        Library.load(tmp_path)


@pytest.mark.parametrize(
    ("hours", "moment", "said"),
    [
        (None, "2026-11-23T12:00", "We're not sure when it's open"),
        ({"always": True}, "2026-11-23T12:00", "Open all day, every day"),
        ([{"days": "mon-fri", "from": "10:00", "to": "16:00"}], "2026-11-23T12:00", "Open Monday to Friday, 10:00 to 16:00"),
        ([{"days": "mon-fri", "from": "10:00", "to": "16:00"}], "2026-11-23T08:00", "Closed now. Opens today at 10:00"),
        ([{"days": "mon-fri", "from": "10:00", "to": "16:00"}], "2026-11-23T18:00", "Closed now. Opens tomorrow at 10:00"),
        ([{"days": "mon-fri", "from": "10:00", "to": "16:00"}], "2026-11-27T18:00", "Closed now. Opens Monday at 10:00"),
        ([{"days": "mon-sun", "from": "17:00", "to": "24:00"}], "2026-11-23T18:00", "Open every day, 17:00 to midnight"),
        (
            [{"days": "mon, wed-thu", "from": "09:00", "to": "13:00"}, {"days": "sat", "from": "10:00", "to": "12:00"}],
            "2026-11-23T12:00",
            "Open Monday, Wednesday to Thursday, 09:00 to 13:00. Open Saturday, 10:00 to 12:00",
        ),
    ],
)
def test_opening_times_are_said_in_words(library: Library, hours: object, moment: str, said: str) -> None:
    now = datetime.fromisoformat(moment).replace(tzinfo=LONDON)
    assert say_hours(read_hours(hours, LONDON), now, library.book().words()) == said


@pytest.mark.parametrize(
    ("age", "band", "worded_for"),
    [
        (9, "under_13", "8_10"),
        (6, "under_13", "8_10"),
        (12, "under_13", "11_13"),
        (13, "13_17", "11_13"),
        (15, "13_17", None),
        (19, "18_plus", "18_plus"),
        (31, "18_plus", "18_plus"),
        (None, "under_13", "11_13"),
        (None, "18_plus", "18_plus"),
        (None, "13_17", None),
        (None, None, None),
    ],
)
def test_a_reply_is_worded_for_their_age(library: Library, age: int | None, band: str | None, worded_for: str | None) -> None:
    entry = library.book().entry("utter_threat_school_or_work")
    draft = library.reply("utter_threat_school_or_work", country="GB", age_band=band, age=age, now=NOW)
    assert draft.text in (entry.text_for[worded_for] if worded_for else entry.text)


def test_a_child_of_unknown_years_gets_the_easiest_wording_there_is(library: Library) -> None:
    entry = library.book().entry("utter_repeat_new_accounts")
    draft = library.reply("utter_repeat_new_accounts", country="GB", age_band="under_13", now=NOW)
    assert draft.text in entry.text_for["8_10"]


@pytest.mark.parametrize(("age", "worded_for"), [(9, "8_10"), (12, "8_10"), (13, None), (19, "18_plus")])
def test_a_twelve_year_old_gets_a_childs_words_where_there_is_nothing_between(
    library: Library, age: int, worded_for: str | None
) -> None:
    entry = library.book().entry("utter_parents_told")
    draft = library.reply("utter_parents_told", country="GB", age_band=None, age=age, now=NOW)
    assert draft.text in (entry.text_for[worded_for] if worded_for else entry.text)


def test_sentences_can_be_said_one_after_the_other_in_one_bubble(library: Library) -> None:
    first, second = "utter_message_for_adult", "utter_adult_message_please"
    draft = library.reply(first, country="GB", age_band=None, now=NOW, then=second)
    assert draft.key == first
    assert draft.text == " ".join(library.book().entry(key).text[0] for key in (first, second))


@pytest.fixture(scope="module")
def spanish() -> Library:
    return Library.load(DATA, default_country="CL", drafts=True)


def test_numbers_are_said_in_the_language_of_the_conversation(spanish: Library) -> None:
    said = spanish.reply("utter_emergency_life", country=None, age_band="13_17", now=NOW, language="es").text
    assert "133 (policía), 131 (ambulancia), 132 (bomberos)" in said
    assert "112, o al 911 en Estados Unidos y Canadá" in said


def test_helpline_cards_are_in_the_language_of_the_conversation(spanish: Library) -> None:
    card = spanish.reply("utter_safe_answer", country="ES", age_band="13_17", now=NOW, language="es").helplines[0]
    assert (card["name"], card["note"]) == (
        "Teléfono ANAR",
        "Para niños y adolescentes. Responde un equipo de psicología. En su web hay un chat. Es gratis.",
    )


def test_who_writes_in_another_language_gets_the_helplines_that_speak_it(spanish: Library) -> None:
    cards = spanish.reply("utter_language_switch", country="US", age_band=None, now=NOW, writes_in="es").helplines
    assert cards[0]["id"] == "us-boys-town"
    assert cards[0]["note"] == "For kids and teens. You can talk about anything."

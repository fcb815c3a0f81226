"""The copy book on a small shelf of its own: reading, filling, and the mistakes it names."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.message import Button, Sender, Style
from bot.guidance.copybook import CopyBook
from bot.guidance.faults import GuidanceDataError
from bot.guidance.placeholders import PLACEHOLDERS, fill, fill_one, unknown_gaps

TOPIC = """
copy:
  utter_urgent:
    situation: H04
    tier: T0
    sources: [P]
    style: crisis
    text: ["Please call {emergency} now.", "Call {emergency}. I'm here.", "{emergency} is there for you."]
    buttons: [call, affirm]
    helplines: [suicide]
    reviewer: unreviewed
    reviewed_on: null
  utter_asked:
    text: ["I've asked. You are number {queue_place}. I'm still here."]
    buttons: [affirm]
  ui_send: Send
  ui_count: {text: ["{count} left"]}
"""
BUTTONS = """
buttons:
  call: {label: "Call {emergency}", tel: "{emergency}"}
  affirm: {label: "Yes"}
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "copy" / "en"
    folder.mkdir(parents=True)
    (folder / "urgent.yml").write_text(TOPIC, encoding="utf-8")
    (folder / "buttons.yml").write_text(BUTTONS, encoding="utf-8")
    return tmp_path


def load(shelf: Path) -> CopyBook:
    return CopyBook.load(shelf, worldwide={"emergency": "112, or another"})


def test_a_book_knows_in_which_words_a_reply_tells_that_a_person_was_asked_for(shelf: Path) -> None:
    text = load(shelf).draft("utter_asked", queue_place="2").text
    assert not load(shelf).says_person_asked(text)  # nobody has written it down for this language
    (shelf / "copy/en/wording.yml").write_text('wording: {person_asked: "I\'ve asked"}', encoding="utf-8")
    assert load(shelf).says_person_asked(text)
    assert not load(shelf).says_person_asked("I can ask for somebody.")


def test_a_reply_is_filled_and_carries_its_buttons_and_style(shelf: Path) -> None:
    draft = load(shelf).draft("utter_urgent", emergency="000")
    assert draft.text == "Please call 000 now."
    assert draft.buttons == (Button("call", "Call 000", tel="000"), Button("affirm", "Yes"))
    assert (draft.sender, draft.key, draft.style) == (Sender.BOT, "utter_urgent", Style.CRISIS)


def test_variants_go_round_so_that_nothing_is_heard_twice_in_a_row(shelf: Path) -> None:
    book = load(shelf)
    said = [book.draft("utter_urgent", variant=variant, emergency="000").text for variant in range(4)]
    assert len(set(said[:3])) == 3
    assert said[3] == said[0]


def test_without_a_country_the_worldwide_value_is_said_whole_and_no_button_calls_it(shelf: Path) -> None:
    draft = load(shelf).draft("utter_urgent")
    assert draft.text == "Please call 112, or another now."
    assert [button.id for button in draft.buttons] == ["affirm"]


def test_a_value_nobody_has_costs_its_sentence_and_not_the_reply(shelf: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert load(shelf).draft("utter_asked").text == "I've asked. I'm still here."
    assert "utter_asked" in caplog.text
    assert load(shelf).draft("utter_asked", queue_place="2").text == "I've asked. You are number 2. I'm still here."


def test_cards_are_passed_through(shelf: Path) -> None:
    assert load(shelf).draft("utter_asked", helplines=[{"name": "A line"}]).helplines == ({"name": "A line"},)


def test_interface_words_lose_their_prefix_and_keep_gaps_for_the_browser(shelf: Path) -> None:
    assert load(shelf).words() == {"send": "Send", "count": "{count} left"}


def test_an_unknown_key_says_where_to_add_it(shelf: Path) -> None:
    with pytest.raises(KeyError, match="utter_nothing is in no file of data/copy/en"):
        load(shelf).draft("utter_nothing")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("{queue_place}", "{queue_plaice}", "urgent.yml: utter_asked: Unknown placeholder: queue_plaice"),
        ("{queue_place}", "{queue_place", "urgent.yml: utter_asked: Unknown placeholder: a single brace"),
        ("[call, affirm]", "[call, confirm]", "urgent.yml: utter_urgent: Unknown button: confirm"),
        ("helplines: [suicide]", "helplines: [everything]", "`helplines` cannot be everything"),
        ("tier: T0", "tier: T9", "`tier` cannot be T9"),
        ("style: crisis", "style: loud", "`style` cannot be loud"),
        ("style: crisis", "stile: crisis", "Unknown: stile"),
        ('"Please call {emergency} now.", ', '"a", "b", "c", ', "Wrong number of texts"),
        ("copy:", "responses:", "Unknown key beside buttons, copy"),
        ("sources: [P]", "sources: P", "`sources` is not a list"),
    ],
)
def test_a_mistake_is_named_while_loading(shelf: Path, old: str, new: str, problem: str) -> None:
    file = shelf / "copy" / "en" / "urgent.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(GuidanceDataError) as caught:
        load(shelf)
    assert problem in str(caught.value)


def test_a_key_in_two_files_is_an_error_that_names_both(shelf: Path) -> None:
    (shelf / "copy" / "en" / "zz_later.yml").write_text("copy: {ui_send: Go}", encoding="utf-8")
    with pytest.raises(GuidanceDataError, match=r"zz_later\.yml: ui_send: This is in urgent\.yml too"):
        load(shelf)


def test_an_unknown_placeholder_in_a_button_is_an_error(shelf: Path) -> None:
    (shelf / "copy" / "en" / "buttons.yml").write_text(BUTTONS.replace("Yes", "{yes}"), encoding="utf-8")
    with pytest.raises(GuidanceDataError, match="Unknown placeholder: yes"):
        load(shelf)


def test_a_language_without_files_is_an_error(shelf: Path) -> None:
    with pytest.raises(GuidanceDataError, match="There are no replies"):
        CopyBook.load(shelf, "cy", worldwide={})


values = st.dictionaries(st.sampled_from(sorted(PLACEHOLDERS)), st.text(max_size=12))
pieces = st.lists(
    st.one_of(st.text("abc .?!", max_size=8), st.sampled_from([f"{{{name}}}" for name in sorted(PLACEHOLDERS)])), max_size=6
)


@given(values)
def test_what_a_value_says_is_never_filled_again(known: dict[str, str]) -> None:
    assert fill("{name}", {**known, "name": "{emergency}"}) == "{emergency}"


@given(pieces.map("".join), values)
def test_a_reply_never_shows_an_open_gap(text: str, known: dict[str, str]) -> None:
    plain = {name: value.replace("{", "").replace("}", "") for name, value in known.items()}
    assert not unknown_gaps(text)
    said = fill_one([text], plain)
    assert not any(f"{{{name}}}" in said for name in PLACEHOLDERS)


@pytest.mark.parametrize(
    ("about", "released"),
    [
        ("{name: Ours, status: draft, reviewers: []}", False),
        ("{name: Ours, status: released, reviewers: [somebody]}", True),
    ],
)
def test_a_language_says_whether_it_may_be_used(shelf: Path, about: str, released: bool) -> None:
    (shelf / "copy" / "en" / "language.yml").write_text(f"language: {about}", encoding="utf-8")
    assert load(shelf).released is released


@pytest.mark.parametrize(
    ("about", "problem"),
    [
        ("{status: ready}", "cannot be ready"),
        ("{status: draft, reviewed: []}", "Unknown: reviewed"),
        ("{status: draft, reviewers: Sam}", "reviewers: This is not a list"),
        ("draft", "This is not a language"),
    ],
)
def test_a_mistake_in_what_a_language_says_of_itself_is_named(shelf: Path, about: str, problem: str) -> None:
    (shelf / "copy" / "en" / "language.yml").write_text(f"language: {about}", encoding="utf-8")
    with pytest.raises(GuidanceDataError, match=problem):
        load(shelf)


def test_only_english_is_the_source(shelf: Path) -> None:
    (shelf / "copy" / "en").rename(shelf / "copy" / "cy")
    (shelf / "copy" / "cy" / "language.yml").write_text("language: {status: source}", encoding="utf-8")
    with pytest.raises(GuidanceDataError, match="Only English is the source"):
        CopyBook.load(shelf, "cy", worldwide={})


def test_a_language_that_says_nothing_of_itself_is_a_draft(shelf: Path) -> None:
    (shelf / "copy" / "en").rename(shelf / "copy" / "cy")
    assert not CopyBook.load(shelf, "cy", worldwide={}).released

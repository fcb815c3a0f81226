"""The files of data/helplines: what they hold, what they must never hold, and the errors that explain themselves."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.guidance.directory import Directory
from bot.guidance.faults import GuidanceDataError
from bot.guidance.helpline import Confidence, Need, is_one_number
from bot.guidance.library import Library
from bot.guidance.staleness import stale

DATA = Path(__file__).parents[3] / "data"

# Numbers that were right once. A young person who is sent to one of these reaches nobody, or somebody else.
HISTORIC = {
    "GB": ["0800 328 0904", "0808 802 9999"],
    "US": ["1-800-273-8255"],
    "IN": ["155260"],
    "SE": ["020 50 50 50"],
    "SG": ["1800-722-6688", "71999"],
    "ZA": ["08000 55 555", "0800 148 148"],
    "BR": ["0800 990 500"],
    "NO": ["800 57 000"],
    "PT": ["808 91 90 90", "210 497 400"],
}
_NUMBER = re.compile(r"\+?\d(?:[ ().\-]{0,2}\d)+")


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def is_historic(number: str, old: str) -> bool:
    """With or without the country's code: short codes must be equal, long numbers may stand at the end."""
    found, wanted = digits(number), digits(old)
    return found == wanted or (len(wanted) > 6 and found.endswith(wanted.removeprefix("1" if old.startswith("1-") else "0")))


@pytest.mark.parametrize("spelling", ["0800 328 0904", "08003280904", "+44 800 328 0904", "0800-328-0904", "(0800) 328 0904"])
def test_an_old_number_is_recognised_in_any_spelling(spelling: str) -> None:
    (number,) = _NUMBER.findall(spelling.strip("("))
    assert is_historic(number, "0800 328 0904")


def test_no_historic_number_is_anywhere_under_data() -> None:
    files = [file for file in DATA.rglob("*") if file.is_file() and file.suffix in {".yml", ".md", ".json", ".txt"}]
    found = [
        (file.name, old)
        for file in files
        for number in _NUMBER.findall(file.read_text(encoding="utf-8"))
        for olds in HISTORIC.values()
        for old in olds
        if is_historic(number, old)
    ]
    assert len(files) > 4
    assert found == []


def test_the_four_files_are_there_with_all_their_rows(directory: Directory) -> None:
    rows = {code: len(country.helplines) for code, country in directory.countries.items()}
    assert {code: rows[code] for code in ("GB", "IE", "US", "ZZ")} == {"GB": 16, "IE": 11, "US": 15, "ZZ": 8}


def test_most_countries_have_a_file_and_more_than_an_emergency_number(directory: Directory) -> None:
    codes = directory.countries.keys() - {"ZZ"}
    assert len(codes) >= 119
    assert sum(any(line.kind == Need.CHILD_HELPLINE for line in directory.of(code)) for code in codes) >= 108


def test_rows_of_one_kind_stand_together_in_the_order_of_the_british_file(directory: Directory) -> None:
    order = list(dict.fromkeys(line.kind for line in directory.countries["GB"].helplines))
    for country in directory.countries.values():
        kinds = [order.index(line.kind) for line in country.helplines]
        assert kinds == sorted(kinds), country.code


def test_a_line_for_part_of_a_country_says_so_in_its_note(directory: Directory) -> None:
    regional = {
        line.id: (line.region.split(" and ")[0], line.note)
        for line in directory
        if line.region and line.id != "gb-report-fraud"  # says where it is not
    }
    assert regional
    assert [id_ for id_, (region, note) in regional.items() if region not in (note or "")] == []


def test_a_line_that_can_be_reached_by_whatsapp_only_is_no_text_line(directory: Directory) -> None:
    assert [line.id for line in directory if line.sms and not re.fullmatch(r"\+?[\d ]+", line.sms.to)] == []


def test_every_country_with_a_file_can_be_called_in_an_emergency(directory: Directory) -> None:
    for code in directory.countries.keys() - {"ZZ"}:
        assert any(line.kind == Need.EMERGENCY and line.phone for line in directory.of(code))


def test_low_rows_are_kept_for_maintainers_and_never_given_out(directory: Directory) -> None:
    low = [line for line in directory if line.confidence is Confidence.LOW]
    given = [line for code in directory.countries for line in directory.of(code)]
    assert [line.id for line in low] == ["us-know2protect"]
    assert not set(low) & set(given)


def test_only_replies_to_people_who_do_harm_show_the_lines_for_them(library: Library) -> None:
    asking = {
        key: entry.situation
        for book in library.books.values()
        for key, entry in book.entries.items()
        if Need.OFFENDER_PREVENTION in entry.helplines and key != "utter_blocked_offender"  # a counsellor said that they are one
    }
    assert asking
    assert set(asking.values()) == {"K04"}


def test_notes_for_young_people_hold_no_doubts_of_maintainers(directory: Directory) -> None:
    doubtful = re.compile(r"confirm|unverified|one list|check before|older page|source", re.IGNORECASE)
    assert [line.id for line in directory if line.note and doubtful.search(line.note)] == []


def test_every_line_that_is_shown_says_in_a_short_note_what_it_is_for(directory: Directory) -> None:
    for code in directory.countries:
        for line in directory.of(code):
            assert line.note, line.id
            assert len(line.note.split()) <= 30, line.id


def test_phone_numbers_of_these_countries_can_be_dialled_with_one_tap(directory: Directory) -> None:
    for code in ("GB", "IE", "US", "ZZ"):
        assert [line.id for line in directory.of(code) if line.phone and line.tel is None] == []


@pytest.mark.parametrize(
    "text", ["17 (police), 18 (fire)", "112, or 911 in the US and Canada", "110, 111 or 170 (police)", "119 ext. 8", ""]
)
def test_a_text_with_several_numbers_is_never_dialled(text: str) -> None:
    assert not is_one_number(text)


def test_a_row_turns_stale_on_the_day_it_is_six_months_old(directory: Directory) -> None:
    childline = next(line for line in directory if line.id == "gb-childline")  # as_of 2026-09-29
    assert stale([childline], date(2027, 3, 28)) == []
    assert stale([childline], date(2027, 3, 29)) == [childline]


def test_a_year_without_a_day_counts_from_its_first_day_and_the_oldest_row_comes_first(directory: Directory) -> None:
    found = stale(directory, date(2026, 11, 22))
    assert "gb-iwf" in [line.id for line in found], "as_of 2026"
    assert [line.as_of_date() for line in found] == sorted(line.as_of_date() for line in found)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(DATA / "helplines", tmp_path / "helplines")
    return tmp_path / "helplines"


def change(folder: Path, file: str, row: str, **fields: Any) -> None:
    content = yaml.safe_load((folder / file).read_text(encoding="utf-8"))
    next(found for found in content["helplines"] if found["id"] == row).update(fields)
    (folder / file).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


@pytest.mark.parametrize(
    ("fields", "cure"),
    [
        ({"phone": 999}, "Put `phone` in quotes"),
        ({"as_of": 2026}, "Put `as_of` in quotes"),
        ({"as_of": "2026-13"}, "`as_of` is a quoted date"),
        ({"as_of": "soon"}, "`as_of` is a quoted date"),
        ({"telephone": "116"}, "Remove or rename: telephone"),
        ({"name": None}, "Add: name"),
        ({"kind": "suicide_crisis"}, "`kind` is one of: emergency, child_helpline, missing, suicide"),
        ({"confidence": "sure"}, "`confidence` is one of: high, medium, low"),
        ({"sources": []}, "`sources` is a list"),
        ({"url": "http://example.org"}, "Addresses start with https://"),
        ({"languages": [False]}, 'quote "no"'),
        ({"ages": {"from": 13}}, "`ages` is {min: 13, max: 17}"),
        ({"sms": "85258"}, "`sms` is {to:"),
        ({"hours": "24/7"}, "Write `{always: true}`"),
        ({"timezone": "Europe/Manchester"}, "use an IANA name"),
        ({"free": "yes"}, "`free` is true or false"),
        ({"phone": None, "url": None, "chat_url": None}, "Give a phone, sms, url or chat_url"),
        ({"finder_for": ["everything"]}, "`finder_for` is one of"),
    ],
    ids=str,
)
def test_a_broken_row_is_named_with_its_file_and_cure(folder: Path, fields: dict[str, Any], cure: str) -> None:
    change(folder, "gb.yml", "gb-childline", **fields)
    with pytest.raises(GuidanceDataError, match=r"gb\.yml: row 2 \(gb-childline\)") as caught:
        Directory.load(folder)
    assert cure in caught.value.cure


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("gb.yml", "country: GB", "country: UK", "does not fit the file name"),
        ("gb.yml", "name: United Kingdom", "title: United Kingdom", "keys must be exactly"),
        ("gb.yml", "helplines:", "helplines: [", "not valid YAML"),
        ("gb.yml", "id: gb-shout", "id: gb-childline", "More than one row"),
        ("gb.yml", "id: gb-shout", "id: shout", "cannot be used"),
        ("ie.yml", "kind: emergency", "kind: police_report", "no emergency number"),
        ("zz.yml", "emergency_elsewhere: 112, or 911 in the US and Canada", "emergency_elsewhere: 112", "must be text"),
        ("zz.yml", "finder_for: [child_helpline, missing]", "finder_for: []", "No high row lists helplines"),
    ],
)
def test_a_broken_file_is_named(folder: Path, file: str, old: str, new: str, problem: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(GuidanceDataError, match=problem):
        Directory.load(folder)


def test_the_worldwide_file_cannot_be_missing(folder: Path) -> None:
    (folder / "zz.yml").unlink()
    with pytest.raises(GuidanceDataError, match="worldwide file is missing"):
        Directory.load(folder)

"""Every English text a young person reads, as a reader meets it: gaps filled."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from tests.each import each

COPY = Path(__file__).parents[3] / "data" / "copy" / "en"

PLACEHOLDERS = {  # each with a value of the length it has in life, so that lengths are measured as they are read
    "link": "https://chat.example/#go=abc",
    "emergency": "999",
    "emergency_elsewhere": "112, or 911 in the US and Canada",
    "child_helpline": "Childline",
    "child_helpline_phone": "0800 1111",
    "suicide_line": "Samaritans",
    "suicide_line_phone": "116 123",
    "queue_place": "2",
    "name": "Sam",
    "safe_word": "pineapple",
    "count": "48",
    "opens_day": "tomorrow",
    "opens_time": "16:00",
}
INTERFACE_PLACEHOLDERS = {
    **dict.fromkeys(("day", "days", "first", "last"), "Monday"),
    **dict.fromkeys(("count", "place", "from", "to", "phone", "sms", "say", "name"), "50101"),
}


def load(section: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for path in sorted(COPY.glob("*.yml")):
        entries = yaml.safe_load(path.read_text(encoding="utf-8")).get(section, {})
        assert not found.keys() & entries.keys(), f"{path.name} repeats a key of another file"
        found |= entries
    return found


ENTRIES = load("copy")
BUTTONS = load("buttons")
REPLIES = {key: entry for key, entry in ENTRIES.items() if key.startswith("utter_")}
INTERFACE = {key: e if isinstance(e, str) else e["text"][0] for key, e in ENTRIES.items() if key.startswith("ui_")}
BY_AGE = [
    (key, ages, text) for key, entry in REPLIES.items() for ages, texts in (entry.get("text_for") or {}).items() for text in texts
]
ALTERNATIVES = [
    *((key, text) for key, entry in REPLIES.items() for text in entry["text"]),
    *((key, text) for key, _, text in BY_AGE),
]
EVERY_SENTENCE = [*ALTERNATIVES, *INTERFACE.items()]
by_key = each(REPLIES)
by_alternative = each(ALTERNATIVES, name=lambda case: case[0])
by_sentence = each(EVERY_SENTENCE, name=lambda case: case[0])


def filled(text: str, **longest: str) -> str:
    values = INTERFACE_PLACEHOLDERS | PLACEHOLDERS | longest
    return re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], "word"), text)


def words(text: str) -> int:
    return len(re.findall(r"[\w'’]+", filled(text)))

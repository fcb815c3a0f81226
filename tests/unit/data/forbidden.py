"""What no invented message may hold, whatever it would teach, and when two messages are one."""

from __future__ import annotations

import re
import unicodedata

FORBIDDEN = {
    "a phone or card number": re.compile(r"(?:\d[\s().-]*){7,}"),
    "a link or mail address": re.compile(r"https?:|www\.|\b[\w-]+\.(?:com|net|org|me|co|io|gg|uk|ie)\b|\S@\S", re.IGNORECASE),
    "a handle": re.compile(r"(?<!\w)@\w+"),
    "Rasa markup (entities are not annotated here)": re.compile(r"[\[\]{}]"),
    "a graphic word": re.compile(
        r"\b(?:naked|topless|porn\w*|masturbat\w*|orgas\w*|cum|cumm\w*|dick\w*|cock|penis|vagina|pussy|boobs?|tits?|breasts?"
        r"|genital\w*|rape[ds]?|raping|blowjob\w*|anal|wank\w*|horny|hang(?:ed|ing)? (?:my|him|her|your)self|noose|razors?"
        r"|blades?|slit\w*|paracetamol|ibuprofen|bleach)\b",
        re.IGNORECASE,
    ),
}


def as_heard(text: str) -> str:
    """Case and punctuation away; a text of nothing but punctuation stays as it is."""
    letters = "".join(sign for sign in text.casefold() if not unicodedata.category(sign).startswith("P"))
    return " ".join(letters.split()) or text

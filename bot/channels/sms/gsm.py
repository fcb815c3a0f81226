"""The alphabet of text messages. One letter outside it halves what a message holds, and doubles what it costs."""

from __future__ import annotations

import string
from typing import Final

# GSM 03.38 with its extension; line feed and carriage return are part of it.
_ALPHABET: Final = frozenset(
    string.ascii_letters + string.digits + "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà^{}\\[~]|€"
)
_PLAIN: Final = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2013": "-",
        "\u2014": "-",
        "\u2022": "-",
        "\u2026": "...",
        "\u00a0": " ",
        "\u202f": " ",
    }
)


def cheapest(text: str) -> str:
    """The words with plain quotation marks, dashes and spaces where that makes them fit into the alphabet; else as they are."""
    plain = text.translate(_PLAIN)
    return plain if fits(plain) else text


def fits(text: str) -> bool:
    """Whether all of it is in the alphabet."""
    return _ALPHABET.issuperset(text)

"""Language tags (BCP-47) as the folders of data/ are named: a language, perhaps a script, perhaps a region."""

from __future__ import annotations

import re
from typing import Final

_TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-(?:[A-Z]{2}|\d{3}))?")
_PARTS: Final = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z]{4})?([-_](?:[A-Za-z]{2}|\d{3}))?")


def is_tag(text: str) -> bool:
    """Whether a text is a tag in the usual spelling: "es", "pt-BR", "zh-Hant", "sr-Latn-RS"."""
    return _TAG.fullmatch(text) is not None


def nearest_tag(text: str) -> str | None:
    """The tag somebody probably means by "ES" or "pt_br"; None where no guess is good."""
    if _PARTS.fullmatch(text) is None:
        return None
    language, *rest = re.split("[-_]", text)
    return "-".join([language.lower(), *(part.title() if len(part) == len("Latn") else part.upper() for part in rest)])

"""Which exercise comes next for somebody who is panicking. Pure."""

from __future__ import annotations

from collections.abc import Container
from typing import Final

GROUNDING: Final = "utter_grounding"
BREATHING: Final = "utter_breathing"


def exercise(last_keys: Container[str]) -> str:
    """Grounding first; breathing where that was just said, for not everybody likes to watch their breath."""
    return BREATHING if GROUNDING in last_keys else GROUNDING

"""Runs the safety screen so that no fault in it can lose a message."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.safety.assessment import Assessment, Reason
from bot.safety.screen import OTHER_LANGUAGE
from bot.safety.tiers import Tier
from bot.services.ports import Deps

_log = logging.getLogger(__name__)

UNSURE: Final = Assessment(tier=Tier.T2, ask=True, reasons=(Reason("rule", "screen_failed", Tier.T2),))


def screen(deps: Deps, text: str, *, context: Sequence[str], tap: str | None, language: str) -> Assessment:
    """Assess a message of a conversation in `language`.

    When the screen fails: unsure means higher, and the direct question is due (guidance d).
    """
    try:
        found = deps.screen.assess(text, context=context, tap=tap)
    except Exception as fault:  # noqa: BLE001 - whatever it is, the message must be stored
        # Only the kind of fault: a traceback or a message could quote the young person.
        _log.error("screen_failed", extra={"fault": type(fault).__name__})
        return UNSURE
    return _at_home(found) if found.language == language else found


def _at_home(found: Assessment) -> Assessment:
    """Without the wish for another language, where they write in that of the conversation. It is T4, so no tier falls."""
    return replace(
        found,
        language=None,
        situations=tuple(one for one in found.situations if one.id != OTHER_LANGUAGE),
        reasons=tuple(one for one in found.reasons if one.name not in {OTHER_LANGUAGE, f"writes_in_{found.language}"}),
    )

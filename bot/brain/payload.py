"""What Rasa is given for a message: its text, or the intent behind a tapped button."""

from __future__ import annotations

import json

from bot.conversation.message import Draft


def text_for_rasa(said: Draft) -> str:
    """A tap `tell_age.13_17` becomes `/tell_age{"value": "13_17"}`; typed text can never become such a command."""
    if said.tap is None:
        # Rasa obeys any message that begins with a slash, after spaces too. A word joiner, which is invisible, makes it text.
        return f"\u2060{said.text}" if said.text.strip().startswith("/") else said.text
    intent, _, value = said.tap.partition(".")
    return f"/{intent}{json.dumps({'value': value})}" if value else f"/{intent}"

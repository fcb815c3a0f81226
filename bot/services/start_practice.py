"""Begins a practice conversation for one counsellor, who alone is given it."""

from __future__ import annotations

from bot.conversation.owner import Owner
from bot.conversation.practice import Script
from bot.services.errors import TooManyPracticesError
from bot.services.permissions import Permission, require
from bot.services.ports import Deps
from bot.services.practice import belongs_to
from bot.services.records import Conversation, Counsellor
from bot.services.start_conversation import start_conversation


def start_practice(deps: Deps, script: Script, counsellor: Counsellor) -> Conversation:
    """Make a real conversation that is marked as practice from its first row on. Nobody holds its session token.

    Raises NotAllowedError, TooManyPracticesError.
    """
    require(counsellor, Permission.COUNSEL)
    with deps.store.read() as tx:
        running = [one for one in tx.practice_conversations() if belongs_to(one, counsellor) and one.owner is not Owner.CLOSED]
    if len(running) >= deps.settings.practices_at_once:
        raise TooManyPracticesError(deps.settings.practices_at_once)
    started, _ = start_conversation(deps, language=script.language, practice_for=counsellor.id, practice_script=script.id)
    return started

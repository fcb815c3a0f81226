"""A young person deletes a message where they wrote it: then its words are gone here too."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.conversation.message import Draft, Sender
from bot.services.ports import Deps

GONE: Final = "…"  # stands where the words stood


def withdraw(deps: Deps, conversation_id: str, client_id: str) -> bool:
    """Take the words out of a message, and say whether there was one with this id.

    What was found in them stays: a tier only rises, and who deletes a cry for help may need it most. An answer that is owed
    is still given.
    """
    with deps.store.write() as tx:
        message = tx.message_by_client_id(conversation_id, Sender.YOUNG_PERSON, client_id)
        if message is None or message.said.withdrawn:
            return False
        found = message.said.assessment
        bare = replace(found, reasons=(), mentions=()) if found else None  # both repeat words
        tx.rewrite_message(conversation_id, message.seq, Draft(Sender.YOUNG_PERSON, GONE, assessment=bare, withdrawn=True))
    deps.store.scrub()
    deps.doorbell.ring("log", conversation_id, message.seq)
    return True

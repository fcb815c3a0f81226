"""Shows a young person what their counsellor is told about them, and lets them say that it is not right."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.picture import Correction, Fact
from bot.services.brief import read_brief
from bot.services.errors import UnknownFactError
from bot.services.find import find_conversation
from bot.services.ports import Deps


@dataclass(frozen=True, slots=True)
class PassedOn:
    """Exactly the facts of the counsellor's brief, and the language to say them in."""

    facts: tuple[Fact, ...]
    language: str


def passed_on(deps: Deps, conversation_id: str) -> PassedOn:
    """Read them. Raises UnknownConversationError."""
    with deps.store.read() as tx:
        conversation = find_conversation(tx, conversation_id)
        return PassedOn(read_brief(tx, conversation).facts, conversation.language)


def say_wrong(deps: Deps, conversation_id: str, fact_id: str) -> None:
    """Take a fact out of the case picture; the counsellor sees that it was corrected. Saying it twice changes nothing.

    No tier falls by it: somebody else may be holding the telephone. Raises UnknownConversationError, UnknownFactError.
    """
    now = deps.clock()
    with deps.store.write() as tx:
        conversation = find_conversation(tx, conversation_id)
        brief = read_brief(tx, conversation)
        fact = next((one for one in brief.facts if one.id == fact_id), None)
        if fact is None:
            if any(one.id == fact_id for one in brief.corrected):
                return
            raise UnknownFactError
        tx.add_correction(conversation_id, Correction(conversation.last_seq, fact.label, fact.value))
        changes = {"country": None} if fact.label == "country" else {}
        tx.update_conversation(conversation_id, corrected_at=now, **changes)
    deps.doorbell.ring("log", conversation_id, conversation.last_seq)
    deps.doorbell.ring("queue", conversation_id, conversation.last_seq)

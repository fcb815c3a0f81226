"""Begins a conversation: an id, a session token, and the welcome."""

from __future__ import annotations

from bot.conversation.owner import Owner
from bot.safety.tiers import Tier
from bot.services.count import Measure, count
from bot.services.opening import opening
from bot.services.ports import Deps
from bot.services.records import Conversation
from bot.services.say import say
from bot.services.tokens import hash_of, new_conversation_id, new_label, new_token


def start_conversation(
    deps: Deps, *, language: str = "en", practice_for: str | None = None, practice_script: str | None = None
) -> tuple[Conversation, str]:
    """Make a conversation and its session token. The token is told once: only its hash is stored.

    `practice_for`: the counsellor who practises in it; `practice_script`: what plays the young person.
    """
    now = deps.clock()
    token = new_token()
    fresh = Conversation(
        id=new_conversation_id(),
        label=new_label(),
        created_at=now,
        owner=Owner.BOT,
        tier=Tier.T4,
        concern=None,
        last_seq=0,
        last_at=now,
        language=language,
        practice=practice_for is not None,
        practice_for=practice_for,
        practice_script=practice_script,
    )
    with deps.store.write() as tx:
        tx.add_conversation(fresh, hash_of(token))
        here = tx.count_seen_since(now - deps.settings.presence) > 0
        out_of_hours = not opening(deps, now).open and not here  # who stays late is there all the same
        say(deps, tx, fresh, "utter_welcome_out_of_hours" if out_of_hours else "utter_welcome")
        started = tx.update_conversation(fresh.id)
        count(tx, started, now, Measure.BEGUN)
    deps.doorbell.ring("queue", started.id, started.last_seq)
    return started, token

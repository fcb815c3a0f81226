"""Begins a conversation: an id, a session token, and the welcome."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.conversation.owner import Owner
from bot.safety.tiers import Tier
from bot.services.channel_records import Contact
from bot.services.count import Measure, count
from bot.services.move_to_web import make_link
from bot.services.opening import opening
from bot.services.ports import Deps
from bot.services.records import Conversation
from bot.services.say import say
from bot.services.tokens import hash_of, new_conversation_id, new_label, new_token


@dataclass(frozen=True, slots=True)
class FromApp:
    """Where they write, when it is not our own chat. `link_base`: the address of our own chat; empty: none is offered."""

    channel: str
    address: str = field(repr=False)
    link_base: str = ""
    answer_until: datetime | None = None
    heard_id: str = field(default="", repr=False)  # the platform's id of what they wrote, where it is needed


def start_conversation(
    deps: Deps,
    *,
    language: str = "en",
    practice_for: str | None = None,
    practice_script: str | None = None,
    app: FromApp | None = None,
    in_flood: bool = False,
) -> tuple[Conversation, str]:
    """Make a conversation and its session token. The token is told once: only its hash is stored.

    `practice_for`: the counsellor who practises in it; `practice_script`: what plays the young person. `app`: where they
    write, when it is not our own chat; the welcome then says how private that is. `in_flood`: more begin at this moment than
    ever should; it is heard and screened like every other, and where the bot falls behind, answered after them.
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
        in_flood=in_flood,
    )
    with deps.store.write() as tx:
        tx.add_conversation(fresh, hash_of(token))
        here = tx.count_seen_since(now - deps.settings.presence) > 0
        out_of_hours = not opening(deps, now).open and not here  # who stays late is there all the same
        if app:
            tx.add_contact(Contact(fresh.id, app.channel, app.address, now, app.answer_until, heard_id=app.heard_id))
            say(deps, tx, fresh, f"utter_welcome_{app.channel}")
            if app.link_base:
                say(deps, tx, fresh, "utter_app_link", link=make_link(deps, tx, fresh.id, app.link_base))
        if out_of_hours:
            say(deps, tx, fresh, "utter_app_out_of_hours" if app else "utter_welcome_out_of_hours")
        elif not app:
            say(deps, tx, fresh, "utter_welcome")
        started = tx.update_conversation(fresh.id)
        count(tx, started, now, Measure.BEGUN)
    deps.doorbell.ring("queue", started.id, started.last_seq)
    return started, token

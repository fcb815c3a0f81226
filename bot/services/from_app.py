"""Handles what happened in a messaging app: the same receiving, screening and deleting as in our own chat."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from bot.conversation.app_words import AppWords, Wish, answer_of_number
from bot.conversation.owner import Owner
from bot.services.app_receipts import note_failed, note_receipt
from bot.services.channel_records import EDIT, Delivery, EventKind, Reach
from bot.services.errors import ClosedConversationError, EmptyMessageError, UnknownConversationError
from bot.services.leave import leave
from bot.services.ports import Deps
from bot.services.receive import receive
from bot.services.say import say_unasked
from bot.services.start_conversation import FromApp, start_conversation
from bot.services.withdraw import withdraw

DELETE_ASK: Final = "utter_app_delete_ask"
_SIGHT: Final = 50  # how far back the open answers are looked for
_BEGINNINGS: Final = 3  # a conversation may close, or be deleted, while they write


@dataclass(frozen=True)
class Apps:
    """What is the same for every messaging app of this installation."""

    words: Callable[[str], AppWords]  # by language
    language: Callable[[str | None], str]  # what is offered that fits a tag best
    link_base: str = ""  # the address of our own chat
    windows: Mapping[str, timedelta | None] = field(default_factory=dict)  # by channel: how long a platform lets us answer
    heard_ids: Collection[str] = ()  # the channels whose platform wants the id of their last message to show typing


def handle_delivery(deps: Deps, apps: Apps, delivery: Delivery) -> None:
    """Do what an event asks for. Doing it twice does it once: whoever dies in the middle may begin again.

    Raises TooEarlyError.
    """
    event = delivery.event
    if event.kind in {EventKind.DELIVERED, EventKind.READ}:
        note_receipt(deps, delivery.channel, event)
    elif event.kind is EventKind.FAILED:
        note_failed(deps, delivery.channel, event)
    elif event.kind is EventKind.WITHDRAWN:
        _withdrawn(deps, delivery)
    elif event.kind is EventKind.STOPPED:
        _stop(deps, _known(deps, delivery), say_goodbye=False)
    elif event.kind is EventKind.GROUP:
        return  # nothing is kept of it; the channel leaves
    else:
        _said(deps, apps, delivery)


def client_id_of(channel: str, key: str, number: int = 0) -> str:
    """The id under which piece `number` of a message of an app is stored once. Hashes: a platform's ids may tell who it is.

    All pieces and all later versions of one message begin alike: whoever deletes it there means every one of them.
    """
    return beginning_of(channel, key.partition(EDIT)[0]) + _hash(f"{channel}|{key}|{number}")[:16]


def beginning_of(channel: str, message_id: str) -> str:
    """How the ids of all pieces and versions of a message begin."""
    return f"app_{_hash(f'{channel}|{message_id}')[:32]}_"


def _hash(what: str) -> str:
    return hashlib.sha256(what.encode("utf-8", "surrogatepass")).hexdigest()


def _said(deps: Deps, apps: Apps, delivery: Delivery) -> None:
    for _ in range(_BEGINNINGS):
        conversation_id = _conversation(deps, apps, delivery)
        try:
            _say_there(deps, apps, delivery, conversation_id)
        except (ClosedConversationError, UnknownConversationError):
            continue  # a new one begins
        return
    raise UnknownConversationError


def _conversation(deps: Deps, apps: Apps, delivery: Delivery) -> str:
    """The open conversation of this sender, reached there again; or a new one."""
    event, window = delivery.event, apps.windows.get(delivery.channel)
    now = deps.clock()
    until = now + window if window else None
    heard_id = event.message_id if delivery.channel in apps.heard_ids else ""
    if conversation_id := _known(deps, delivery):
        with deps.store.write() as tx:
            conversation, contact = tx.conversation(conversation_id), tx.contact(conversation_id)
            if contact and conversation and conversation.owner is not Owner.CLOSED and contact.delete_at is None:
                changes: dict[str, Any] = {
                    "wrote_at": now,
                    "answer_until": until,
                    "held_at": None,
                    "next_at": None,
                    "tries": 0,
                    "reach": Reach.OPEN,
                    "stop_after_seq": None,
                }
                if heard_id:
                    changes["heard_id"] = heard_id
                if contact.reach is not Reach.OPEN:  # what was said elsewhere stays there
                    changes |= {"sent_seq": conversation.last_seq, "sent_parts": 0}
                tx.update_contact(conversation_id, **changes)
                tx.update_conversation(conversation_id, ended_at=None)
                return conversation_id
    app = FromApp(delivery.channel, event.address, apps.link_base, until, heard_id)
    conversation, _ = start_conversation(deps, language=apps.language(event.language), app=app)
    return conversation.id


def _say_there(deps: Deps, apps: Apps, delivery: Delivery, conversation_id: str) -> None:
    event = delivery.event
    if event.kind is EventKind.BEGUN:
        return
    with deps.store.read() as tx:
        recent = tx.messages(conversation_id, last=_SIGHT)
        conversation = tx.conversation(conversation_id)
    if conversation is None:
        raise UnknownConversationError
    wish = apps.words(conversation.language).wish(event.text) if event.kind is EventKind.MESSAGE else None
    if wish is Wish.STOP:
        _stop(deps, conversation_id, say_goodbye=True)
    elif wish is Wish.DELETE:
        asked = any(message.said.key == DELETE_ASK for message in recent[-3:])
        _delete(deps, conversation_id) if asked else _say(deps, conversation_id, DELETE_ASK)
    else:
        tap = event.tap
        if tap is None and event.kind is EventKind.MESSAGE and (answer := answer_of_number(recent, event.text)):
            tap = answer.id
        _take(deps, delivery, conversation_id, tap)


def _take(deps: Deps, delivery: Delivery, conversation_id: str, tap: str | None) -> None:
    """Receive the words, in pieces where a platform lets people write more than one message holds; then answer a picture."""
    event = delivery.event
    most = deps.settings.max_text
    pieces = [event.text[at : at + most] for at in range(0, len(event.text), most)] if tap is None else [event.text]
    for number, piece in enumerate(pieces):
        if tap is None and not piece.strip():
            continue
        key = client_id_of(delivery.channel, event.key, number)
        try:
            receive(deps, conversation_id, client_id=key, text=piece, tap=tap)
        except EmptyMessageError:  # a button of long ago: the words on it, where the app tells them
            if piece.strip():
                receive(deps, conversation_id, client_id=key, text=piece)
            else:
                _say(deps, conversation_id, "utter_app_unreadable")
    if event.kind is EventKind.MEDIA:
        _say(deps, conversation_id, "utter_image_refused")
    elif event.kind is EventKind.UNREADABLE or (tap is None and not event.text.strip()):
        _say(deps, conversation_id, "utter_app_unreadable")


def _say(deps: Deps, conversation_id: str, key: str) -> None:
    with deps.store.write() as tx:
        conversation = tx.conversation(conversation_id)
        if conversation is None or conversation.owner is Owner.CLOSED:
            return
        message = say_unasked(deps, tx, conversation, key)
    deps.doorbell.ring("log", conversation_id, message.seq)


def _stop(deps: Deps, conversation_id: str | None, *, say_goodbye: bool) -> None:
    """They want to hear no more: one last line that says how to come back, and then silence. In danger a person still reads."""
    if conversation_id is None:
        return
    with deps.store.write() as tx:
        conversation, contact = tx.conversation(conversation_id), tx.contact(conversation_id)
        if conversation is None or contact is None:
            return
        last = conversation.last_seq
        if say_goodbye and conversation.owner is not Owner.CLOSED:
            last = say_unasked(deps, tx, conversation, "utter_app_stopped").seq
        # Only these words are still sent, whatever was on its way; then nothing is.
        tx.update_contact(conversation_id, sent_seq=last - 1 if say_goodbye else last, sent_parts=0, stop_after_seq=last)
    leave(deps, conversation_id)


def _delete(deps: Deps, conversation_id: str) -> None:
    """Say that it is done, and let it be destroyed once the platform has taken these words."""
    with deps.store.write() as tx:
        conversation = tx.conversation(conversation_id)
        if conversation is None:
            return
        seq = conversation.last_seq
        if conversation.owner is not Owner.CLOSED:
            seq = say_unasked(deps, tx, conversation, "utter_app_deleted").seq
        delete_at = deps.clock() + deps.settings.app_delete
        tx.update_contact(conversation_id, sent_seq=seq - 1, sent_parts=0, stop_after_seq=seq, delete_at=delete_at)
    deps.doorbell.ring("log", conversation_id, seq)


def _withdrawn(deps: Deps, delivery: Delivery) -> None:
    """They deleted a message in the app: nobody reads it here any more either. What was found in it stays.

    Where a platform tells deletions, the key of a message is its id.
    """
    conversation_id = _known(deps, delivery)
    if conversation_id is None:
        return
    beginning = beginning_of(delivery.channel, delivery.event.message_id)
    with deps.store.read() as tx:
        ids = [one.client_id for one in tx.messages(conversation_id, limit=None) if one.client_id]
    for client_id in ids:
        if client_id.startswith(beginning):
            withdraw(deps, conversation_id, client_id)


def _known(deps: Deps, delivery: Delivery) -> str | None:
    with deps.store.read() as tx:
        return tx.conversation_at(delivery.channel, delivery.event.address)

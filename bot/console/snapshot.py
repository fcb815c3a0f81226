"""The queue at one moment, written once for all consoles: what each sees of it differs in little."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, NamedTuple

from bot.console.cards import card_json, colleague_json, me_json, moment, rings, wanted_json
from bot.services.permissions import Permission, may
from bot.services.ports import Counsellor, Deps
from bot.services.practice import may_be_given
from bot.services.queue import Card, Queue, RaisingWords
from bot.services.queue import queue as read_queue


class _Written(NamedTuple):
    card: Card
    text: str  # open at the end, for what differs from reader to reader


class Snapshot:
    """Read by one event loop. Texts are JSON; parts that several consoles share are made when the first one needs them.

    Cards that are the same as in the snapshot before are not written again.
    """

    def __init__(self, queue: Queue, before: Snapshot | None = None) -> None:
        self.queue = queue
        self.written: dict[str, _Written] = {}  # by conversation
        known = before.written if before else {}
        for id_, card in self.cards.items():
            if id_ in known and known[id_].card == card:
                self.written[id_] = known[id_]
        self._lists: dict[tuple[str, tuple[bool, ...], tuple[str, ...]], str] = {}  # by name, which ring, which are practice

    @cached_property
    def cards(self) -> Mapping[str, Card]:
        """All of them, by conversation."""
        queue = self.queue
        return {card.conversation.id: card for card in (*queue.waiting, *queue.held, *queue.open)}

    def text_for(self, counsellor: Counsellor) -> str:
        """The queue as one counsellor sees it: what colleagues hold, and what the bot has, only where the role reads all."""
        queue, reads_all = self.queue, may(counsellor, Permission.READ_ALL)
        me = queue.staff.get(counsellor.id)
        reader = replace(counsellor, paused_at=me.paused_at) if me else counsellor  # a stream is older than the last break
        parts = {
            "waiting": self._shared("waiting", [one for one in queue.waiting if may_be_given(one.conversation, reader)], reader),
            "mine": self._list(queue.mine(counsellor.id), reader),
            "open": self._shared("open", self._with_bot, reader) if reads_all else "[]",
            "open_count": _text(len(self._with_bot)),
            "counsellors_here": _text(queue.counsellors_here),
            "emergencies": _text([wanted_json(one, counsellor) for one in queue.second_wanted]),
            "next": _text(queue.next_for(counsellor.id)),
            "me": _text(me_json(me) if me else None),
            "staff": self._staff,
            "hours": self._hours,
        }
        if reads_all:
            parts["held"] = self._shared("held", queue.held, reader)
        return "{" + ",".join(f'"{name}":{text}' for name, text in parts.items()) + "}"

    @cached_property
    def _with_bot(self) -> tuple[Card, ...]:
        """Practice apart: only its own counsellor knows of it, from the practice screen."""
        return tuple(card for card in self.queue.open if not card.conversation.practice)

    @cached_property
    def _staff(self) -> str:
        return _text([colleague_json(one) for one in self.queue.staff.values()])

    @cached_property
    def _hours(self) -> str:
        return _text({"open": self.queue.opening.open, "opens_at": moment(self.queue.opening.opens_at)})

    def _shared(self, name: str, cards: Sequence[Card], reader: Counsellor) -> str:
        """A list that is the same for everybody who sees the same practice in it, and for whom the same cards ring."""
        practice = tuple(card.conversation.id for card in cards if card.conversation.practice)
        key = (name, tuple(rings(card, reader) for card in cards if card.alarm), practice)
        if key not in self._lists:
            self._lists[key] = self._list(cards, reader)
        return self._lists[key]

    def _list(self, cards: Iterable[Card], reader: Counsellor) -> str:
        return "[" + ",".join(self._card(card, reader) for card in cards) + "]"

    def _card(self, card: Card, reader: Counsellor) -> str:
        id_ = card.conversation.id
        if id_ not in self.written:
            self.written[id_] = _Written(card, _text(card_json(card)).removesuffix("}"))
        return self.written[id_].text + (',"rings":true}' if rings(card, reader) else ',"rings":false}')


class Snapshots:
    """Takes one after the other. For one thread at a time."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps
        self._words = RaisingWords()
        self._last: Snapshot | None = None

    def take(self) -> Snapshot:
        """The queue as it is now."""
        self._last = Snapshot(read_queue(self._deps, self._words), self._last)
        return self._last


def _text(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))  # ASCII: no line break of any script can end a line early

"""The brain's loop: take the most urgent unanswered message, let Rasa answer it, write everything down in one transaction."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.brain.agent import Dialogue, Utterance
from bot.brain.payload import text_for_rasa
from bot.conversation.brief import SURE
from bot.conversation.intent import NOT_UNDERSTOOD, settled_intent
from bot.conversation.message import Draft
from bot.conversation.person import CALLED_FOR_YOU, owes_word_of_call
from bot.conversation.said import question_in
from bot.guidance.library import Library
from bot.logs import Log
from bot.safety.tiers import Tier
from bot.services.claim_work import claim_work
from bot.services.finish_work import finish_work
from bot.services.ports import Deps
from bot.services.release_work import release_work
from bot.services.work import Work

LOOK_AGAIN = 1.0  # seconds; a lost ring costs at most this


@dataclass
class Brain:
    """Turns one piece of work into replies. Pure but for Rasa, which it owns."""

    dialogue: Dialogue
    library: Library
    situations: Mapping[str, str]  # intent -> situation, as data/nlu has it
    clock: Callable[[], datetime]

    async def answer(self, work: Work) -> tuple[list[Draft], dict[str, Any]]:
        """The drafts to send and the dialogue's new state."""
        said, metadata = work.message.said, self._metadata(work)
        utterances, state = await self.dialogue.turn(work.conversation.id, text_for_rasa(said), metadata, work.state)
        drafts = [self._draft(work, utterance) for utterance in utterances]
        if owes_word_of_call([utterance.key for utterance in utterances], metadata) and not self._says_person_asked(work, drafts):
            drafts = [self._draft(work, replace(utterances[0], key=CALLED_FOR_YOU, values={})), *drafts]  # what follows may ask
        return drafts, state

    def _says_person_asked(self, work: Work, drafts: Sequence[Draft]) -> bool:
        book = self.library.book(work.conversation.language)
        return any(book.says_person_asked(draft.text) for draft in drafts)

    def _draft(self, work: Work, utterance: Utterance) -> Draft:
        country = utterance.person["country"] or work.conversation.country
        return self.library.reply(
            utterance.key,
            country=country,
            age_band=utterance.person["age_band"],
            age=utterance.person["age"],
            simple_words=utterance.person["simple_words"],
            now=self.clock(),
            variant=utterance.variant,
            language=work.conversation.language,
            writes_in=utterance.person["writes_in"],
            **utterance.values,
        )

    def _intent(self, work: Work) -> str | None:
        said = work.message.said
        if said.tap:
            return said.tap.partition(".")[0]
        if said.assessment is None:
            return None
        in_trouble = work.conversation_tier is not Tier.T4
        return settled_intent(said.assessment, self.situations, question_in(work.last_keys), in_trouble=in_trouble)

    def _metadata(self, work: Work) -> dict[str, Any]:
        """What the rules, actions and policies may know about this turn. They never see more of the database."""
        said = work.message.said
        found = said.assessment
        if found is None:
            raise ValueError("A message without an assessment reached the brain.")
        return {
            "seq": work.message.seq,
            "tap": said.tap,
            "tier": found.tier.name,
            "concern": found.concern,
            "ask": found.ask,
            "intent": self._intent(work),
            "confidence": found.confidence,
            "situations": [[situation.id, situation.score] for situation in found.situations if situation.score >= SURE],
            "conversation_tier": work.conversation.tier.name,
            "owner": work.conversation.owner,
            "simple_words": work.conversation.simple_words,
            "watched": work.conversation.watched,
            "person_just_called": work.person_just_called,
            "live_person": found.live_person,
            "queue_place": work.queue_place,
            "counsellors_here": work.counsellors_here,
            "out_of_hours": work.out_of_hours,
            "writes_in": found.language,
            "last_keys": list(work.last_keys),
            "corrections": [[correction.label, correction.value] for correction in work.corrections],
            "mentions": [[mention.kind, mention.value] for mention in found.mentions],
        }


class Worker(threading.Thread):
    """One brain thread. Stops between two answers; a lease lets another worker finish what this one could not."""

    def __init__(self, deps: Deps, load: Callable[[], Brain], log: Log, name: str = "brain") -> None:
        super().__init__(name=name, daemon=True)
        self._deps = deps
        self._load = load
        self._log = log
        self._ring = threading.Event()
        self._stopping = threading.Event()
        self.ready = threading.Event()
        self.failure: Exception | None = None  # why the model could not be loaded; the one who waits for `ready` looks here too

    def stop(self, timeout: float = 5.0) -> None:
        """Finish the answer in hand and end."""
        self._stopping.set()
        self._ring.set()
        self.join(timeout)

    def run(self) -> None:
        unsubscribe = self._deps.doorbell.subscribe("work", lambda *_: self._ring.set())
        loop = asyncio.new_event_loop()
        try:
            brain = self._load()
            self.ready.set()
        except Exception as error:  # noqa: BLE001  told to the main thread, which stops the process with a sentence
            self.failure = error
            return
        try:
            while not self._stopping.is_set():
                self._ring.clear()
                if not self._step(brain, loop):
                    self._ring.wait(LOOK_AGAIN)
        finally:
            unsubscribe()
            loop.close()

    def _step(self, brain: Brain, loop: asyncio.AbstractEventLoop) -> bool:
        """Answer one message. False when there is nothing to do, or when the database could not be reached."""
        try:
            work = claim_work(self._deps, self.name, self._deps.settings.lease)
        except Exception as error:  # noqa: BLE001  the database may be back in a second: the loop must outlive it
            self._log.event("claim_failed", error=type(error).__name__, worker=self.name)
            return False
        if work is None:
            return False
        started = time.perf_counter()
        try:
            replies, state = loop.run_until_complete(brain.answer(work))
            finish_work(self._deps, work, replies, state)
        except Exception as error:  # noqa: BLE001  one bad turn must not stop the brain; the safe answer covers the silence
            self._log.event("answer_failed", error=type(error).__name__, worker=self.name)
            self._give_back(work, tried=not self._deps.store.is_away(error))
            return True
        self._log.event(
            "answered",
            ms=round((time.perf_counter() - started) * 1000, 1),
            seconds=round((self._deps.clock() - work.message.sent_at).total_seconds(), 3),
            count=len(replies),
            name=_how(work),
            worker=self.name,
        )
        return True

    def _give_back(self, work: Work, *, tried: bool) -> None:
        try:
            release_work(self._deps, work, tried=tried)
        except Exception as error:  # noqa: BLE001  the lease runs out by itself
            self._log.event("release_failed", error=type(error).__name__, worker=self.name)


def _how(work: Work) -> str:
    found = work.message.said.assessment
    return "not_understood" if found and found.intent == NOT_UNDERSTOOD else "understood"

"""What earlier messages change: the question that is open, and the facts that are already known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.safety.folding import fold
from bot.safety.rulebook import Cue, Rule, Rulebooks
from bot.safety.rules import Rules
from bot.safety.situations import RAISERS

ASKED = "asked_"  # facts of this beginning say which question is open
RISK = "risk"
SERIOUS = frozenset({RISK, "blackmail"})  # facts in whose light no word is everyday talk
_CALM = frozenset({f"{ASKED}watched", f"{ASKED}where"})  # these do not say that life or safety was spoken of
_REMEMBERED = 6  # messages
_LONGEST = 1500  # characters of each that are looked at


@dataclass(frozen=True, slots=True)
class Question:
    """A direct question of ours: the fact `asked_…` that it opens, and the language it was asked in."""

    fact: str
    language: str


@dataclass(frozen=True, slots=True)
class Recalled:
    """The facts known before a message, `asked_…` of the open question among them, and that question."""

    facts: frozenset[str]
    open: Question | None = None


class Memory:
    """Reads the messages before this one, in every language that has rules."""

    def __init__(self, languages: Sequence[Rules]) -> None:
        self._rulebooks = Rulebooks((rules.facts, rules.views) for rules in languages)
        self._questions = [
            (wording, Question(fact, rules.language))
            for rules in languages
            for fact, wordings in rules.questions.items()
            for wording in wordings
        ]

    def recall(self, context: Sequence[str]) -> Recalled:
        """What earlier messages say of the next one."""
        earlier = [text[:_LONGEST] for text in context[-_REMEMBERED:]]
        facts: set[str] = set()
        for text in earlier:
            facts |= {cue.name for cue in self._rulebooks.find(text) if _lasts(cue.name)}
        asked = [question for text in earlier if (question := self._question_in(text))]
        if any(question.fact not in _CALM for question in asked):
            facts.add(RISK)
        if (waiting := self._waiting(earlier)) is not None:
            facts.add(waiting.fact)
        return Recalled(frozenset(facts), waiting)

    def _question_in(self, text: str) -> Question | None:
        """The last of the known questions in a text, the longest where one holds another. Lines may be broken anywhere in it."""
        said = " ".join(fold(text).text.split())
        places = {
            (said.rfind(wording) + len(wording), len(wording)): asked for wording, asked in self._questions if wording in said
        }
        return places[max(places)] if places else None

    def _waiting(self, earlier: Sequence[str]) -> Question | None:
        """The latest of our questions, unless another question came after it: then an answer belongs to that one."""
        for text in reversed(earlier):
            if (question := self._question_in(text)) is not None:
                return question
            if "?" in text:
                return None
        return None


def is_serious(facts: frozenset[str]) -> bool:
    """Whether life or blackmail was spoken of, or a question of ours is open: then no word is everyday talk."""
    return any(fact in SERIOUS or fact.startswith(ASKED) for fact in facts)


def facts_in(found: Iterable[Rule | Cue]) -> frozenset[str]:
    """The facts among everything that was found in a message."""
    return frozenset(owner.name for owner in found if isinstance(owner, Cue))


def _lasts(fact: str) -> bool:
    return fact not in RAISERS or RAISERS[fact].lasts

"""What earlier messages change: the question that is open, and the facts that are already known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.safety.folding import fold
from bot.safety.rulebook import Cue, Rule, Rulebook
from bot.safety.situations import RAISERS
from bot.safety.views import Views

ASKED = "asked_"  # facts of this beginning say which question is open
RISK = "risk"
_REMEMBERED = 6  # messages
_LONGEST = 1500  # characters of each that are looked at


class Memory:
    """Reads the messages before this one."""

    def __init__(self, facts: Iterable[Cue], questions: Mapping[str, Sequence[str]], views: Views) -> None:
        self._rulebook = Rulebook(facts)
        self._questions = [(wording, fact) for fact, wordings in questions.items() for wording in wordings]
        self._views = views

    def recall(self, context: Sequence[str]) -> frozenset[str]:
        """The facts known before this message, and `asked_…` for the question that waits for its answer."""
        earlier = [text[:_LONGEST] for text in context[-_REMEMBERED:]]
        facts: set[str] = set()
        for text in earlier:
            facts |= {cue.name for cue in self._rulebook.find(self._views.of(text)) if _lasts(cue.name)}
        asked = [question for text in earlier if (question := self._question_in(text))]
        if asked:
            facts.add(RISK)
        if (waiting := self._waiting(earlier)) is not None:
            facts.add(waiting)
        return frozenset(facts)

    def _question_in(self, text: str) -> str | None:
        """The last of the known questions in a text, the longest where one holds another. Lines may be broken anywhere in it."""
        said = " ".join(fold(text).text.split())
        places = {
            (said.rfind(wording) + len(wording), len(wording)): fact for wording, fact in self._questions if wording in said
        }
        return places[max(places)] if places else None

    def _waiting(self, earlier: Sequence[str]) -> str | None:
        """The latest of our questions, unless another question came after it: then an answer belongs to that one."""
        for text in reversed(earlier):
            if (question := self._question_in(text)) is not None:
                return question
            if "?" in text:
                return None
        return None


def facts_in(found: Iterable[Rule | Cue]) -> frozenset[str]:
    """The facts among everything that was found in a message."""
    return frozenset(owner.name for owner in found if isinstance(owner, Cue))


def _lasts(fact: str) -> bool:
    return fact not in RAISERS or RAISERS[fact].lasts

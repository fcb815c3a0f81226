"""Asks the model about each piece of a message, and counts what it is clear about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.safety.assessment import Read, Reading, Reason
from bot.safety.context import is_serious
from bot.safety.findings import ASKED_ABOUT, FOUND, GUESS, Finding, asked_about
from bot.safety.pieces import Piece, around
from bot.safety.riskfile import RiskFileError, check_keys, read_section
from bot.safety.rulebook import Match, Spans
from bot.safety.situations import OTHER_LANGUAGE, Situation
from bot.safety.tiers import Tier

_DEFAULTS = {
    "calm": 0.5,
    "needs_person": 0.5,
    "unsure": 0.48,
    "urgent": 0.5,
    "seconded": 0.4,
    "beside_idiom": 0.85,
    "explained": 0.55,
    "everyday": 0.6,
    "at_ease": 0.25,
    "backed": 0.4,
    "by_itself": 0.9,
    "few_words": 0.6,
    "grave": 0.33,
}
_EVERYDAY = frozenset({"L01", "H09"})
_SMALL_TALK = _EVERYDAY | {"L05", "L09"}  # in a part of a message they say nothing about it: "i know i know. but just once"
_FEW = 7  # words: too little to be nearly sure of danger by
_FAINT = 0.3  # a score that tells next to nothing
_MANY = 20  # words, from which on a few grave ones may drown in the rest
_AT_ONCE = 300  # characters that the model takes in well at once; in a longer message the decisive part drowns in the whole
_OFFENDER_FAMILIES = "ABCDI"  # an offender's line tells what is threatened and demanded, never what the young person feels


@dataclass(frozen=True, slots=True)
class ModelFindings:
    """What the model made of a message. `notes` says when it could not be asked."""

    whole: Reading
    findings: tuple[Finding, ...]
    notes: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class _Seen:
    """One piece as the model's findings are judged by: its words, what rules made of them, and the facts that are known."""

    part: Piece
    words: str
    beside_idiom: bool
    seconded: bool  # the whole of what was read speaks more for danger than for everyday talk
    facts: frozenset[str]

    def reason(self, situation: Situation, tier: Tier, like: str) -> Reason:
        return Reason("model", situation.id, tier, self.words, self.part.place.start, self.part.place.end, like)


class ModelReader:
    """The model's half of the screen. It can fail; the rules' half cannot."""

    def __init__(
        self, read: Callable[[Sequence[str]], Reading], situations: Mapping[str, Situation], thresholds: Mapping[str, float]
    ) -> None:
        self._read = read
        self._situations = situations
        self._thresholds = {**_DEFAULTS, **thresholds}

    def read(
        self, text: str, parts: Sequence[Piece], explained: Spans, facts: frozenset[str], ruled_out: frozenset[str] = frozenset()
    ) -> ModelFindings:
        """The intent of the whole text, and findings from every piece.

        `explained` are figures of speech and denials; `ruled_out` are situations that a stated fact makes impossible.
        """
        said = [part.said(text) for part in parts]
        try:
            heard = self._read(said)  # all at once: several are read faster than one after the other
        except Exception:  # noqa: BLE001 - whatever the model does, the rules still decide and the answer still goes out
            return ModelFindings(Reading(), (), (Reason("model", "unavailable", Tier.T4),))
        reading = _without(ruled_out, heard)
        findings: list[Finding] = []
        explained_by = [one for piece in reading.pieces for one in piece]
        whole = of_the_whole(text, said, reading)
        calm = whole is not None and reading.urgency[0] < self._thresholds["backed"]
        talk = whole is not None and self._is_talk(reading, facts)
        for part, words, before, read, alone in zip(parts, said, heard.pieces, reading.pieces, reading.urgency, strict=False):
            beside_idiom = part.sentence and explained.touch(part.place)
            # Out of their message, few words sound graver than they are: "my sister plays the recorder at 7am. every. day."
            unsaid = calm and alone < self._thresholds["by_itself"]
            urgency = 0.0 if unsaid or self._says_only_an_age(words, before, read) else alone
            seen = _Seen(part, words, beside_idiom, urgency >= self._thresholds["seconded"], facts)
            found = list(self._findings(read, seen))
            if not any(finding.tier.needs_person for finding in found):
                found.extend(self._urgent(read, urgency, seen, explained_by))
            if talk:
                found = [asked_about(one) if one.tier.needs_person and self._calls(one.situation) else one for one in found]
            findings.extend(found if whole is None else [self._backed(finding, whole) for finding in found])
        return ModelFindings(reading, tuple(findings))

    def _says_only_an_age(self, words: str, before: Sequence[Read], read: Sequence[Read]) -> bool:
        """Few words, which were urgent by a guess that a stated age rules out, and next to nothing besides: "im 13 years old"."""
        remains = self._gravest(read)
        return len(words.split()) <= _FEW and remains < _FAINT and remains < self._gravest(before)

    def _gravest(self, read: Sequence[Read]) -> float:
        return max((one.score for one in read if self._calls(one.situation)), default=0.0)

    def _is_talk(self, reading: Reading, facts: frozenset[str]) -> bool:
        """Whether no part of a message is so much graver than everyday talk that the model alone may call somebody.

        Never in a serious conversation, nor of what only known facts make grave, nor in a language of which the model knows
        little: to it, everything there resembles everything. How much it tells of plain blackmail does not matter: that calls
        nobody either.
        """
        if is_serious(facts) or any(one.situation == OTHER_LANGUAGE and one.score >= FOUND for one in reading.pieces[0]):
            return False
        return max(reading.gravity, default=1.0) < self._thresholds["grave"]

    def _calls(self, name: str) -> bool:
        """Whether a person is called for a situation, whatever else is known."""
        return name in self._situations and self._situations[name].tier.needs_person

    def _backed(self, finding: Finding, whole: Mapping[str, float]) -> Finding:
        """A guess, of the same tier, where the whole of a short message hardly speaks for what a part of it was taken for.

        What calls a person is left as it was found.
        """
        if finding.tier.needs_person or whole.get(finding.situation, 0.0) >= backing(finding.situation, self._thresholds):
            return finding
        return replace(finding, score=min(finding.score, GUESS))

    def is_everyday(self, reading: Reading) -> bool:
        """Sure that the whole is small talk or a figure of speech, no piece in doubt. False where it could not be asked."""
        if not reading.pieces or max(reading.gravity, default=1.0) >= self._thresholds["at_ease"]:
            return False
        return any(one.situation in _EVERYDAY and one.score >= self._thresholds["everyday"] for one in reading.pieces[0])

    def is_everyday_there(self, text: str, place: Match) -> bool:
        """Whether the words around a place are no graver than everyday talk, taken by themselves.

        Of few words the whole says that better. False of more than is taken in at once, and where it cannot be asked.
        """
        if len(text.split()) <= _MANY:
            return True
        if len(text) > _AT_ONCE:
            return False
        try:
            return max(self._read([around(text, place)]).gravity, default=1.0) < self._thresholds["at_ease"]
        except Exception:  # noqa: BLE001 - as above
            return False

    def _findings(self, read: Sequence[Read], seen: _Seen) -> Iterator[Finding]:
        for one in read:
            situation = self._situations.get(one.situation)
            if situation is None or (seen.part.by_offender and one.situation[0] not in _OFFENDER_FAMILIES):
                continue
            finding = self._finding(situation, one, seen)
            if finding is not None:
                yield finding

    def _urgent(self, read: Sequence[Read], urgency: float, seen: _Seen, message: Sequence[Read]) -> Iterator[Finding]:
        """Sure that it is grave, unsure which of the grave ones it is: the likeliest stands for it."""
        grave = [one for one in read if self._calls(one.situation)]
        if seen.part.by_offender or not grave or urgency < self._urgency_needed(read, seen):
            return
        situation = self._situations[grave[0].situation]
        tier, concern = situation.given(seen.facts)
        # A T0 is not called on a guess which one it is: a person comes, and the direct question is asked. Where the words tell
        # something calmer for sure, that is answered, and nothing is asked about the guess.
        tier = min(tier, Tier.T1)
        if grave[0].score < self._thresholds["needs_person"] and self._explained(message):
            concern = None
        yield Finding(situation.id, grave[0].score, tier, concern, seen.reason(situation, tier, grave[0].like))

    def _urgency_needed(self, read: Sequence[Read], seen: _Seen) -> float:
        """More where the words are few, a figure of speech, or surely tell what calls nobody: much is near to what is grave."""
        if seen.beside_idiom:
            return self._thresholds["beside_idiom"]
        needed = self._thresholds["explained" if self._explained(read) else "urgent"]
        return max(needed, self._thresholds["few_words"]) if len(seen.words.split()) <= _FEW else needed

    def _explained(self, read: Sequence[Read]) -> bool:
        """Whether a situation in which nobody is called was found for sure. Everyday talk explains nothing."""
        known = (self._situations.get(one.situation) for one in read if one.score >= self._thresholds["calm"])
        return any(one is not None and Tier.T3 <= one.tier < Tier.T1 for one in known)

    def _finding(self, situation: Situation, read: Read, seen: _Seen) -> Finding | None:
        tier, concern = situation.given(seen.facts)
        ask = False
        found = read.score >= self._needed(situation, beside_idiom=seen.beside_idiom)
        if situation.tier.needs_person and not (found and seen.seconded):
            likely = found or (seen.seconded and read.score >= self._thresholds["unsure"])
            asked = likely and concern in ASKED_ABOUT and not seen.beside_idiom
            if not (found or asked):
                return None
            tier, ask = Tier.T2, asked  # not sure enough to call a person, too likely to pass over
        elif not found:
            return None
        return Finding(situation.id, read.score, tier, concern, seen.reason(situation, tier, read.like), ask)

    def _needed(self, situation: Situation, *, beside_idiom: bool) -> float:
        if not situation.tier.needs_person:
            return situation.threshold or self._thresholds["calm"]
        clear = situation.threshold or self._thresholds["needs_person"]
        return max(clear, self._thresholds["beside_idiom"]) if beside_idiom else clear


def backing(situation: str, thresholds: Mapping[str, float]) -> float:
    """The score that the whole of a short message needs for what a part of it tells."""
    return thresholds["calm" if situation in _SMALL_TALK else "backed"]


def of_the_whole(text: str, said: Sequence[str], reading: Reading) -> dict[str, float] | None:
    """What was read in the whole of a short message; None of a long one, and of a pasted chat, which is read line by line."""
    if len(text) > _AT_ONCE or not reading.pieces or said[0] != text:
        return None
    return {one.situation: one.score for one in reading.pieces[0]}


def _without(ruled_out: frozenset[str], reading: Reading) -> Reading:
    if not ruled_out:
        return reading
    kept = tuple(tuple(one for one in piece if one.situation not in ruled_out) for piece in reading.pieces)
    return replace(reading, pieces=kept)


def read_thresholds(path: Path) -> dict[str, float]:
    """How sure the model must be, from data/risk/thresholds.yml. Raises RiskFileError."""
    known = frozenset(_DEFAULTS)
    fields = check_keys(path, "`thresholds:`", read_section(path, "thresholds"), known=known, needed=known)
    for name, value in fields.items():
        if not isinstance(value, int | float) or not 0 < value <= 1:
            raise RiskFileError(path, name, "it must be a number above 0 and up to 1")
    return {name: float(value) for name, value in fields.items()}

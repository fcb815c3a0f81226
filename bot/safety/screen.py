"""Decides how urgent one message is: rules OR model, and the most urgent finding wins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.safety.assessment import Assessment, Mention, Reading, Reason
from bot.safety.context import ASKED, SERIOUS, Memory, Question, Recalled, facts_in, is_serious
from bot.safety.findings import FOUND, Finding, best_scores, conclude, is_told, weigh
from bot.safety.languages import Languages
from bot.safety.mentions import DENIED, Mentions, says_only_facts
from bot.safety.model import ModelReader, read_thresholds
from bot.safety.pieces import pieces
from bot.safety.places import Places
from bot.safety.rulebook import Cue, Match, Rule, Rulebooks, Spans, Speaker
from bot.safety.rules import Rules, load_rules
from bot.safety.situations import OTHER_LANGUAGE, Situation, load_situations
from bot.safety.speakers import Line, Speakers, who_says
from bot.safety.tiers import Concern, Tier

WATCHED, CHILD, ADULT = "L10", "E01", "E06"
# Mentions of data/risk/<language>/mentions.yml, and what cannot be the case where they are made.
_RULED_OUT = {("watched", "over"): frozenset({WATCHED})} | {("denied", value): would_be for value, would_be in DENIED.items()}
UNDER_13 = "under_13"
TEEN_FROM, ADULT_FROM = 13, 18  # years; guidance (a), family E

Found = Mapping[Rule | Cue, tuple[Match, ...]]


@dataclass(frozen=True, slots=True)
class _Message:
    """One message with everything the rules noticed in it."""

    text: str
    found: Found
    lines: tuple[Line, ...]
    mentions: tuple[Mention, ...]
    before: frozenset[str]  # the facts known before this message …
    facts: frozenset[str]  # … and with it
    open: Question | None  # our question that this message may answer

    def words(self, place: Match) -> str:
        return self.text[place.start : place.end]


class Screen:
    """Sees every message first, in every state. Pure: the same message, context and tap give the same verdict."""

    def __init__(
        self,
        rules: Sequence[Rules],
        situations: Mapping[str, Situation],
        read: Callable[[Sequence[str]], Reading],
        thresholds: Mapping[str, float] | None = None,
        *,
        places: Places | None = None,
        languages: Languages | None = None,
        language: str = "en",
    ) -> None:
        """`rules`: of every language, as all of them see every message; `language`: the chat's, where a conversation has none."""
        self._situations = situations
        self._taps = {tap: meaning for one in rules for tap, meaning in one.taps.items()}
        self._signs = [cue for one in rules for cue in one.speakers.values()]
        self._rulebooks = Rulebooks(([*one.rules, *one.facts, *one.speakers.values(), *one.mentions], one.views) for one in rules)
        self._memory = Memory(rules)
        self._speakers = Speakers([one.names for one in rules])
        self._model = ModelReader(read, situations, thresholds or {})
        self._mentions = Mentions([cue for one in rules for cue in one.mentions], places or Places({}))
        self._languages = languages or Languages({}, {})
        self._language = language

    def assess(
        self, text: str, *, context: Sequence[str] = (), tap: str | None = None, language: str | None = None
    ) -> Assessment:
        """The verdict on one message.

        `context`: the earlier messages of both sides, oldest first; `tap`: a tapped button's id; `language`: the chat's (BCP-47),
        the installation's where None.
        Total: any text gives an assessment. A model that fails is a reason (`unavailable`), not an error: the rules decide alone.
        """
        before = self._memory.recall(context)
        if tap is not None:
            return self._tapped(text, tap, before)
        message = self._notice(text, before)
        other = self._languages.other_than(language or self._language, text)
        denied = self._denied(message)
        by_rules = [one for one in self._by_rules(message) if one.situation not in denied]
        findings = [*by_rules, *self._by_age(message), *self._by_language(message, other)]
        explained = self._explained(message)
        ruled_out = denied | self._ruled_out(message)
        read = self._model.read(text, pieces(text, message.lines), Spans(explained), message.facts, ruled_out)
        told = self._told_together([*findings, *read.findings], best_scores(read.whole), message.facts)
        everyday = not is_serious(message.before) and self._model.is_everyday(read.whole) and self._nowhere_grave(told, text)
        verdict = self._conclude(weigh(told, everyday=everyday), read.whole, read.notes)
        return replace(verdict, mentions=message.mentions, language=other)

    def _nowhere_grave(self, told: Sequence[Finding], text: str) -> bool:
        """Whether all doubtful words are everyday talk where they stand too: "i took her tablets", in a tale of school."""
        doubtful = (one.reason for one in told if one.doubtful and one.tier.needs_person)
        return all(self._model.is_everyday_there(text, Match(reason.start, reason.end)) for reason in doubtful)

    def _tapped(self, label: str, tap: str, before: Recalled) -> Assessment:
        """A tap says what its id stands for, and nothing else: "I've done it" under a step is no attempt on a life."""
        meaning = self._taps.get(tap)
        found: Iterable[Finding] = ()
        if meaning is not None and meaning in self._situations:
            tier, concern = self._situations[meaning].given(before.facts)
            found = [Finding(meaning, 1.0, tier, concern, Reason("rule", "tapped", tier, label, 0, len(label)))]
        elif meaning is not None:
            found = [_at(0, len(label), label, finding) for finding in self._by_rules(self._notice(meaning, before))]
        return self._conclude(list(found), Reading(intent=tap.partition(".")[0], confidence=1.0))

    def _conclude(self, findings: Sequence[Finding], reading: Reading, notes: Iterable[Reason] = ()) -> Assessment:
        verdict = conclude(findings, reading, notes)
        told = {one.id for one in verdict.situations if one.score >= FOUND}
        return replace(verdict, live_person=any(one.live_person for id_, one in self._situations.items() if id_ in told))

    def _notice(self, text: str, before: Recalled) -> _Message:
        found = self._rulebooks.find(text)
        lines = self._speakers.split(text, self._signed("offender_says", found), self._signed("young_person_says", found))
        mentions = self._mentions.find(text, found, lambda place: who_says(lines, place))
        facts = before.facts | facts_in(found) | _facts_of(mentions)
        return _Message(text, found, lines, mentions, before.facts, facts, before.open)

    def _signed(self, name: str, found: Found) -> list[Match]:
        return [place for cue in self._signs if cue.name == name for place in found.get(cue, ())]

    def _by_age(self, message: _Message) -> Iterator[Finding]:
        for mention in message.mentions:
            id_ = _by_years(int(mention.value)) if mention.kind == "age" else None
            if id_ is not None and id_ in self._situations:
                tier, concern = self._situations[id_].given(message.facts)
                words = message.words(Match(mention.start, mention.end))
                yield Finding(id_, 1.0, tier, concern, Reason("rule", "age_said", tier, words, mention.start, mention.end))

    def _by_language(self, message: _Message, language: str | None) -> Iterator[Finding]:
        """Writing in another language is asking for it."""
        situation = self._situations.get(OTHER_LANGUAGE)
        if language is not None and situation is not None:
            reason = Reason("rule", f"writes_in_{language}", situation.tier, message.text, 0, len(message.text))
            yield Finding(OTHER_LANGUAGE, 1.0, situation.tier, situation.concern, reason)

    def _by_rules(self, message: _Message) -> Iterator[Finding]:
        explained = self._explained_by_concern(message)
        spoken = {
            rule: [place for place in places if _may_say(rule, who_says(message.lines, place))]
            for rule, places in message.found.items()
            if isinstance(rule, Rule) and (rule.only_after is None or rule.only_after in message.facts)
        }
        for rule in _misheard(spoken, message.open):
            del spoken[rule]
        for rule, places in spoken.items():
            cover = explained.get(rule.concern) if rule.concern and not rule.covers else None
            left = [place for place in places if cover is None or not cover.touch(place)]
            if left:  # one reason for each rule is enough to act on
                yield self._finding(rule, min(left, key=lambda place: (place.start, -place.end)), message)

    def _finding(self, rule: Rule, place: Match, message: _Message) -> Finding:
        situation = self._situations[rule.situation]
        raised, concern = situation.given(message.facts)
        tier = max(rule.tier, raised) if rule.tier >= situation.tier else rule.tier
        source = "context" if (rule.only_after or "").startswith(ASKED) else "rule"
        reason = Reason(source, rule.name, tier, message.words(place), place.start, place.end)
        # A joke in a conversation where life was already spoken of earns one light question.
        ask = rule.ask or (bool(rule.covers) and rule.tier is Tier.T4 and not message.before.isdisjoint(SERIOUS))
        return Finding(rule.situation, 1.0, tier, rule.concern or concern, reason, ask, rule.doubtful)

    def _told_together(self, findings: Sequence[Finding], read: Mapping[str, float], facts: frozenset[str]) -> list[Finding]:
        """What calls nobody by itself, raised by what the other situations of the message make known."""
        told = {finding.situation for finding in findings if is_told(finding, read)}
        implied = {fact for id_ in told if (fact := self._situations[id_].implies)} - facts
        return [self._raised(one, facts | implied) if implied and is_told(one, read) else one for one in findings]

    def _raised(self, finding: Finding, facts: frozenset[str]) -> Finding:
        situation = self._situations[finding.situation]
        tier, concern = situation.given(facts)
        if situation.tier.needs_person or tier <= finding.tier:
            return finding
        return replace(finding, tier=tier, concern=concern, reason=replace(finding.reason, tier=tier))

    def _denied(self, message: _Message) -> frozenset[str]:
        """Danger of which the whole message says that it is not so, and nothing else: "my dad doesn't hit me".

        One word more may be the decisive one: "my dad doesn't hit me much", "i'm not meeting him tonight".
        """
        said = [one for one in message.mentions if one.kind == "denied" and _is_all(message.text, one)]
        would_be = (id_ for one in said for id_ in DENIED[one.value])
        return frozenset(id_ for id_ in would_be if self._situations[id_].tier.needs_person)

    def _ruled_out(self, message: _Message) -> frozenset[str]:
        """What was stated makes impossible, whatever the model reads in it.

        Of danger only an age does, `_denied`, and a message that is nothing but a harmless fact: "skype" asks nobody on camera.

        "im 14" is no child of twelve, "ok shes gone" is nobody who is being watched, and "i didn't pay" nobody who has paid.
        """
        ages = [int(mention.value) for mention in message.mentions if mention.kind == "age"]
        by_age = {CHILD, ADULT} - {_by_years(age) for age in ages} if ages else set()
        stated = (_RULED_OUT.get((mention.kind, mention.value), frozenset()) for mention in message.mentions)
        grave = {id_ for id_, one in self._situations.items() if one.tier.needs_person}
        calm = {id_ for would_be in stated for id_ in would_be if id_ not in grave or id_ == WATCHED}
        return frozenset({*by_age, *calm, *(grave if says_only_facts(message.text, message.mentions) else ())})

    def _explained_by_concern(self, message: _Message) -> dict[Concern, Spans]:
        places: dict[Concern, list[Match]] = {}
        for rule, matches in message.found.items():
            if isinstance(rule, Rule):
                for concern in rule.covers:
                    places.setdefault(concern, []).extend(matches)
        return {concern: Spans(matches) for concern, matches in places.items()}

    def _explained(self, message: _Message) -> list[Match]:
        return [place for rule, places in message.found.items() if isinstance(rule, Rule) and rule.covers for place in places]


def load_screen(data_dir: Path, read: Callable[[Sequence[str]], Reading], language: str = "en") -> Screen:
    """The screen for every language of the project's data folder; `language` is the chat's where a conversation has none.

    Raises RiskFileError for a broken file.
    """
    risk = data_dir / "risk"
    situations = load_situations(risk / "situations.yml")
    return Screen(
        load_rules(risk, situations),
        situations,
        read,
        read_thresholds(risk / "thresholds.yml"),
        places=Places.load(data_dir / "places"),
        languages=Languages.load(data_dir / "languages.yml"),
        language=language,
    )


def _by_years(age: int) -> str | None:
    return CHILD if age < TEEN_FROM else ADULT if age >= ADULT_FROM else None


def _is_all(text: str, mention: Mention) -> bool:
    """Whether a message says this and not a word more."""
    return not any(letter.isalnum() for letter in text[: mention.start] + text[mention.end :])


def _facts_of(mentions: Sequence[Mention]) -> frozenset[str]:
    young = any(mention.kind == "age" and int(mention.value) < TEEN_FROM for mention in mentions)
    return frozenset({UNDER_13}) if young else frozenset()


def _misheard(spoken: Iterable[Rule], asked: Question | None) -> list[Rule]:
    """Answers by the rules of another language than the question's, where its own rules know the answer: "no sé" is no "no"."""
    answers = [rule for rule in spoken if asked is not None and rule.only_after == asked.fact]
    own = [rule for rule in answers if asked is not None and rule.language == asked.language]
    return [rule for rule in answers if rule not in own] if own else []


def _may_say(rule: Rule, speaker: Speaker) -> bool:
    if rule.said_by is None:
        return True
    if rule.said_by is Speaker.OFFENDER:
        return speaker is Speaker.OFFENDER
    return speaker is not Speaker.OFFENDER


def _at(start: int, end: int, words: str, finding: Finding) -> Finding:
    reason = Reason(finding.reason.source, finding.reason.name, finding.tier, words, start, end)
    return Finding(finding.situation, finding.score, finding.tier, finding.concern, reason, finding.ask)

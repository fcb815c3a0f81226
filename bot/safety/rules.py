"""Loads the risk rules of each language, which child-protection staff read and edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.safety.folding import fold
from bot.safety.phrases import Language, Phrase, PhraseError
from bot.safety.riskfile import RiskFileError, check_keys, check_texts, read_section
from bot.safety.rulebook import Cue, Rule, Speaker
from bot.safety.situations import RAISERS, Situation, read_concern, read_tier
from bot.safety.spelling import Spelling
from bot.safety.tiers import Concern
from bot.safety.views import Views

WORDS, CORE_WORDS = "words.yml", "en"
_SECTIONS = frozenset({"rules", "facts", "speakers", "questions", "taps", "mentions"})
_WORD_SECTIONS = frozenset({"lists", "short_forms", "pictures", "forgiving", "everyday"})
_RULE = frozenset(
    [
        "name",
        "situation",
        "tier",
        "concern",
        "any",
        "unless",
        "covers",
        "said_by",
        "only_after",
        "ask",
        "doubtful",
        "examples",
        "traps",
    ]
)
_CUE = frozenset({"any", "unless"})
_SPEAKERS = {"young_person": Speaker.YOUNG_PERSON, "offender": Speaker.OFFENDER, "anyone": None}
SPEAKER_CUES = frozenset({"young_person_says", "offender_says", "names_young_person", "names_offender"})
OTHER_FACTS = frozenset({"blackmail", "risk", "idiom"})
MENTIONED = frozenset({"platform", "recipient", "offender", "material", "confidant", "wish", "watched", "victim", "denied"})


@dataclass(frozen=True)
class Rules:
    """Everything the files of one language say. `language` is the folder's name, BCP-47."""

    language: str
    rules: tuple[Rule, ...]
    facts: tuple[Cue, ...]
    speakers: Mapping[str, Cue]
    names: Mapping[Speaker, frozenset[str]]
    questions: Mapping[str, tuple[str, ...]]  # fact "asked_…" -> the wordings of the question, folded
    taps: Mapping[str, str]  # button id -> the words it stands for
    views: Views
    mentions: tuple[Cue, ...] = ()  # named "kind.value"


def load_rules(risk: Path, situations: Mapping[str, Situation]) -> tuple[Rules, ...]:
    """The rules of every folder of data/risk that has a words.yml, and with English those of `other_languages`.

    Raises RiskFileError naming file, rule and cure.
    """
    seen: dict[str, Path] = {}
    folders = sorted(words.parent for words in risk.glob(f"*/{WORDS}")) or [risk / CORE_WORDS]
    return tuple(_Loader(folder, situations, seen, _others(folder)).load() for folder in folders)


def _others(folder: Path) -> list[Path]:
    """The core rules of languages without a folder of their own: read with the words of English."""
    return sorted((folder.parent / "other_languages").rglob("*.yml")) if folder.name == CORE_WORDS else []


class _Loader:
    def __init__(self, folder: Path, situations: Mapping[str, Situation], seen: dict[str, Path], others: list[Path]) -> None:
        self._folder = folder
        self._others = others
        self._situations = situations
        self._words = read_words(folder / WORDS)
        self._path = folder
        self._seen = seen  # the names of rules, also of the folders before this one
        self._vocabulary: set[str] = set()
        self._language = self._read_language()

    def load(self) -> Rules:
        rules: list[Rule] = []
        mentions: list[Cue] = []
        sections: dict[str, dict[str, Any]] = {name: {} for name in _SECTIONS}
        files = sorted(path for path in self._folder.glob("*.yml") if path.name != WORDS)
        for path in [*files, *self._others]:
            self._path = path
            section = check_keys(self._path, "`risk:`", read_section(self._path, "risk"), known=_SECTIONS, needed=frozenset())
            rules.extend(self._rules(section.pop("rules", [])))
            mentions.extend(self._mentions(section.pop("mentions", {})))
            for name, entries in section.items():
                sections[name].update(self._section(name, entries))
        speakers = sections["speakers"]
        loaded = Rules(
            self._folder.name,
            tuple(rules),
            tuple(sections["facts"].values()),
            {name: cue for name, cue in speakers.items() if isinstance(cue, Cue)},
            {
                Speaker.YOUNG_PERSON: speakers.get("names_young_person", frozenset()),
                Speaker.OFFENDER: speakers.get("names_offender", frozenset()),
            },
            sections["questions"],
            sections["taps"],
            self._views(),
            tuple(mentions),
        )
        self._check_only_after(loaded)
        return loaded

    def _read_language(self) -> Language:
        path = self._folder / WORDS
        try:
            return Language(self._words["lists"], self._words["short_forms"], self._words["everyday"])
        except PhraseError as error:
            raise RiskFileError(path, "`lists:`", str(error)) from error

    def _views(self) -> Views:
        forgiving = frozenset(self._words["forgiving"])
        known = self._vocabulary | forgiving | set(self._words["short_forms"])
        return Views(Spelling(known, sorted(forgiving)), self._words["short_forms"], self._words["pictures"])

    def _rules(self, entries: object) -> Iterator[Rule]:
        if not isinstance(entries, list):
            raise RiskFileError(self._path, "`rules:`", "it must be a list; begin each rule with `- name:`")
        for number, entry in enumerate(entries, start=1):
            name = entry.get("name") if isinstance(entry, Mapping) else None
            where = f"rule `{name}`" if name else f"rule number {number}"
            yield self._rule(
                where, check_keys(self._path, where, entry, known=_RULE, needed=frozenset({"name", "situation", "any"}))
            )

    def _rule(self, where: str, entry: Mapping[str, Any]) -> Rule:
        name, path = str(entry["name"]), self._path
        if name in self._seen:
            raise RiskFileError(
                path, where, f"{self._seen[name].parent.name}/{self._seen[name].name} has a rule of this name; choose another"
            )
        self._seen[name] = path
        situation = self._situations.get(entry["situation"])
        if situation is None:
            raise RiskFileError(path, where, f"situations.yml has no `{entry['situation']}`; use an id from there")
        tier = read_tier(path, where, entry["tier"]) if "tier" in entry else situation.tier
        concern = read_concern(path, where, entry.get("concern")) or situation.concern
        if tier.needs_person and concern is None:
            raise RiskFileError(path, where, f"{tier.name} needs a `concern:`, one of {', '.join(Concern)}")
        if entry.get("said_by", "young_person") not in _SPEAKERS:
            raise RiskFileError(path, where, f"`said_by:` must be one of {', '.join(_SPEAKERS)}")
        return Rule(
            name,
            situation.id,
            tier,
            concern,
            self._phrases(f"{where} any", entry["any"]),
            self._phrases(f"{where} unless", entry["unless"]) if "unless" in entry else (),
            frozenset(_covered(path, where, entry.get("covers", []))),
            _SPEAKERS[entry.get("said_by", "young_person")],
            entry.get("only_after"),
            ask=entry.get("ask") is True,
            doubtful=entry.get("doubtful") is True,
            language=self._folder.name,
        )

    def _phrases(self, where: str, sources: object) -> tuple[Phrase, ...]:
        phrases = []
        for source in check_texts(self._path, where, sources):
            try:
                phrase = self._language.compile(source)
            except PhraseError as error:
                raise RiskFileError(self._path, where, str(error)) from error
            phrases.append(phrase)
            self._vocabulary |= phrase.words
        return tuple(phrases)

    def _mentions(self, kinds: object) -> Iterator[Cue]:
        if not isinstance(kinds, Mapping):
            raise RiskFileError(self._path, "`mentions:`", "it needs named kinds below it, such as `platform:`")
        if strange := sorted(set(kinds) - MENTIONED):
            raise RiskFileError(
                self._path, "`mentions:`", f"unknown kind `{strange[0]}`; known are {', '.join(sorted(MENTIONED))}"
            )
        for kind, values in kinds.items():
            if not isinstance(values, Mapping):
                raise RiskFileError(self._path, f"`mentions:` {kind}", "it needs named values below it")
            for value, entry in values.items():
                yield self._cue(f"{kind}.{value}", f"`mentions:` {kind} {value}", entry)

    def _cue(self, name: str, where: str, value: object) -> Cue:
        entry = check_keys(self._path, where, value, known=_CUE, needed=frozenset({"any"}))
        unless = self._phrases(f"{where} unless", entry["unless"]) if "unless" in entry else ()
        return Cue(name, self._phrases(f"{where} any", entry["any"]), unless)

    def _section(self, name: str, entries: object) -> dict[str, Any]:
        if not isinstance(entries, Mapping):
            raise RiskFileError(self._path, f"`{name}:`", "it needs named entries below it")
        known = {"facts": RAISERS.keys() | OTHER_FACTS, "speakers": SPEAKER_CUES}.get(name)
        if known is not None and (strange := sorted(set(entries) - known)):
            raise RiskFileError(self._path, f"`{name}:`", f"unknown entry `{strange[0]}`; known are {', '.join(sorted(known))}")
        return {str(key): self._entry(name, str(key), value) for key, value in entries.items()}

    def _entry(self, section: str, key: str, value: object) -> Cue | str | tuple[str, ...] | frozenset[str]:
        where = f"`{section}:` {key}"
        if section == "questions":
            wordings = check_texts(self._path, where, [value] if isinstance(value, str) else value)
            return tuple(fold(wording).text for wording in wordings)
        if section == "taps":
            if not isinstance(value, str) or not value:
                raise RiskFileError(self._path, where, "write the words, in quotes")
            return value
        if key.startswith("names_"):
            return frozenset(check_texts(self._path, where, value))
        return self._cue(key, where, value)

    def _check_only_after(self, loaded: Rules) -> None:
        known = RAISERS.keys() | OTHER_FACTS | loaded.questions.keys()
        for rule in loaded.rules:
            if rule.only_after is not None and rule.only_after not in known:
                cure = f"`only_after:` must be one of {', '.join(sorted(known))}"
                raise RiskFileError(self._seen[rule.name], f"rule `{rule.name}`", cure)


def _covered(path: Path, where: str, names: object) -> Iterator[Concern]:
    for name in names if isinstance(names, list) else [names]:
        concern = read_concern(path, where, name)
        if concern is None:
            raise RiskFileError(path, where, "`covers:` lists concerns, as in [suicide]")
        yield concern


def read_words(path: Path) -> dict[str, Any]:
    """The shared words of a language, from words.yml. Raises RiskFileError."""
    section = check_keys(path, "`words:`", read_section(path, "words"), known=_WORD_SECTIONS, needed=_WORD_SECTIONS)
    for name, kind in (
        ("lists", Mapping),
        ("short_forms", Mapping),
        ("pictures", Mapping),
        ("forgiving", list),
        ("everyday", list),
    ):
        if not isinstance(section[name], kind):
            raise RiskFileError(path, f"`{name}:`", "it needs entries below it")
    for name in ("lists", "short_forms"):
        section[name] = {str(key): check_texts(path, f"`{name}:` {key}", value) for key, value in section[name].items()}
    for name in ("forgiving", "everyday"):
        section[name] = check_texts(path, f"`{name}:`", section[name])
    return section

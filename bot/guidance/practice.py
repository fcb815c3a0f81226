"""Loads the made-up conversations that counsellors practise with, from data/seed/practice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

from bot.conversation.practice import Asked, Line, Script
from bot.guidance.faults import GuidanceDataError, read_mapping
from bot.safety.asked import Questions
from bot.safety.riskfile import RiskFileError
from bot.safety.tiers import Tier

FOLDER, QUESTIONS = "seed/practice", "questions.yml"
_NEEDED: Final = frozenset({"title", "tier", "learn", "opening", "replies", "any_reply", "still_there"})
_KNOWN: Final = _NEEDED | {"answers", "returned"}
_PAUSES: Final = (1, 300)  # seconds; longer, and somebody who practises thinks that it has stopped
# Without a pause of its own a line takes as long as it takes to read what stands there and to type on a telephone.
_THINKS, _LETTERS_A_SECOND, _STILL_THERE = 4.0, 6.0, 45.0
_LONGEST_ID: Final = 32  # characters: it is kept with the conversation
_CURE: Final = "docs/practice.md shows the shape."
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Practice:
    """The scripts that can be played. A broken one is left out and told: training must never stop a helpline."""

    scripts: Mapping[str, Script] = field(default_factory=dict)
    questions: Mapping[str, Questions] = field(default_factory=dict)  # by language
    faults: tuple[GuidanceDataError, ...] = ()

    def asked(self, script: Script) -> Asked:
        """What recognises a counsellor's questions in the language of a script."""
        return self.questions[script.language].asked


def load_practice(data_dir: Path, languages: Iterable[str]) -> Practice:
    """Read the scripts of these languages (BCP-47). Never raises: what is wrong is in `faults`."""
    scripts: dict[str, Script] = {}
    questions: dict[str, Questions] = {}
    faults: list[GuidanceDataError] = []
    for language in sorted(set(languages)):
        folder = data_dir / FOLDER / language
        if not folder.is_dir():
            continue
        try:
            questions[language] = _questions(folder / QUESTIONS, data_dir / "risk" / language)
        except GuidanceDataError as fault:
            faults.append(fault)
            continue
        for file in sorted(folder.glob("*.yml")):
            if file.name != QUESTIONS:
                try:
                    script = _script(file, read_mapping(file), questions[language])
                except GuidanceDataError as fault:
                    faults.append(fault)
                else:
                    scripts[script.id] = script
    return Practice(scripts, questions, tuple(faults))


def _questions(file: Path, words_of: Path) -> Questions:
    try:
        return Questions.load(file, words_of)
    except RiskFileError as error:
        raise GuidanceDataError(file, error.where, str(error), _CURE) from error


def _script(file: Path, content: Mapping[str, Any], questions: Questions) -> Script:
    about = content.get("practice")
    if not isinstance(about, dict) or set(content) != {"practice"}:
        raise GuidanceDataError(file, "top", "The one key at the top must be `practice:`.", _CURE)
    if wrong := sorted({*(set(about) - _KNOWN), *(_NEEDED - set(about))}):
        raise GuidanceDataError(file, "practice", f"Unknown or missing: {', '.join(map(str, wrong))}.", _CURE)
    if about["tier"] not in Tier.__members__:
        raise GuidanceDataError(file, "tier", f"There is no tier {about['tier']}.", f"Use one of {', '.join(Tier.__members__)}.")
    language = file.parent.name
    id_ = f"{language}/{file.stem}"
    if len(id_) > _LONGEST_ID:
        raise GuidanceDataError(file, "name of the file", "It is too long.", f"{id_} may have {_LONGEST_ID} characters.")
    return Script(
        id=id_,
        language=language,
        title=_text(file, "title", about["title"]),
        tier=Tier[about["tier"]],
        learn=tuple(_each(file, "learn", about["learn"], _text)),
        opening=tuple(_each(file, "opening", about["opening"], _line)),
        replies=tuple(_each(file, "replies", about["replies"], _line)),
        any_reply=tuple(_each(file, "any_reply", about["any_reply"], _line)),
        still_there=_line(file, "still_there", about["still_there"], usual=_STILL_THERE),
        answers=_answers(file, about.get("answers") or {}, questions),
        returned=tuple(_each(file, "returned", about["returned"], _line)) if "returned" in about else (),
    )


def _answers(file: Path, value: Any, questions: Questions) -> dict[str, Line]:
    if not isinstance(value, dict):
        raise GuidanceDataError(file, "answers", "This must be questions with what is said to them.", _CURE)
    if unknown := sorted(set(map(str, value)) - questions.names):
        known = f"Use one of {', '.join(sorted(questions.names))}, or add it to {QUESTIONS} beside this file."
        raise GuidanceDataError(file, f"answers: {unknown[0]}", "Nothing recognises this question.", known)
    return {name: _line(file, f"answers: {name}", line) for name, line in value.items()}


def _each(file: Path, key: str, value: Any, read: Callable[[Path, str, Any], Read]) -> list[Read]:
    if not isinstance(value, list) or not value:
        raise GuidanceDataError(file, key, "This must be a list with at least one entry.", "Start each with `- `.")
    return [read(file, f"{key}, entry {number}", one) for number, one in enumerate(value, start=1)]


def _line(file: Path, key: str, value: Any, usual: float | None = None) -> Line:
    """A text, or {say: …, pause: seconds}."""
    if isinstance(value, dict):
        if set(value) != {"say", "pause"}:
            raise GuidanceDataError(file, key, "A line is a text, or {say: …, pause: …}.", _CURE)
        text, pause = _text(file, key, value["say"]), value["pause"]
        shortest, longest = _PAUSES
        if isinstance(pause, bool) or not isinstance(pause, int | float) or not shortest <= pause <= longest:
            raise GuidanceDataError(file, key, f"The pause is not from {shortest} to {longest} seconds.", "Write a number.")
        return Line(text, float(pause))
    text = _text(file, key, value)
    return Line(text, _THINKS + len(text) / _LETTERS_A_SECOND if usual is None else usual)


def _text(file: Path, key: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise GuidanceDataError(file, key, "This must be a text.", "Put quotes around it: a bare no, yes or 10 is none.")
    return value

"""What a language still needs before a young person may read it. A released language that lacks something stops the start."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.conversation.message import Style
from bot.guidance.copy_entry import CopyEntry
from bot.guidance.copybook import CopyBook
from bot.guidance.faults import GuidanceDataError
from bot.guidance.language_file import FILE, Status
from bot.guidance.placeholders import gaps
from bot.guidance.untranslated import is_untranslated
from bot.safety.riskfile import read_section

UNREVIEWED = "unreviewed"
PERSON = "ask_for_person"
SAFETY_FILES = frozenset({"safety.yml", "crisis.yml", "danger.yml"})
# Where the core rules of a further language are, and where those of a language with rules for everything.
CORE_RULES = "risk/other_languages"
ALL_RULES = "risk"
# The least a language hears by rule: the wish to die, a plan, an attempt, self-harm, the offender beside them, danger at home.
CRISIS = ("H02", "H03", "H04", "H06", "I01", "I04")


@dataclass(frozen=True, slots=True)
class Lacking:
    """One thing that is not there: where, what, and what to do."""

    file: Path
    place: str
    problem: str
    cure: str


def check_release(data_dir: Path, book: CopyBook, english: CopyBook) -> None:
    """Raises GuidanceDataError when a language calls itself released and is not ready."""
    if book.about.status is Status.RELEASED:
        for one in lacking(data_dir, book, english):
            raise GuidanceDataError(one.file, one.place, one.problem, f"{one.cure} Until then write `status: {Status.DRAFT}`.")


def lacking(data_dir: Path, book: CopyBook, english: CopyBook) -> Iterator[Lacking]:
    """Everything a language needs for its release and has not."""
    folder = data_dir / "copy" / book.language
    yield from _words(folder, book, english)
    yield from _safety(folder, book)
    yield from _rules(data_dir, book.language)
    yield from _people_and_journeys(data_dir, folder, book)


def rule_folders(data_dir: Path, language: str) -> list[Path]:
    """The folders that may hold a language's risk rules."""
    return [data_dir / ALL_RULES / language, data_dir / CORE_RULES / language]


def is_safety_copy(entry: CopyEntry, file: Path | None) -> bool:
    """Whether a life may hang on an entry: what T0 and T1 are told, and the fixed answers."""
    urgent = entry.tier is not None and entry.tier.needs_person
    return urgent or entry.style is Style.CRISIS or (entry.tier is not None and file is not None and file.name in SAFETY_FILES)


def untranslated(book: CopyBook) -> list[str]:
    """Keys and buttons that still stand in another language."""
    entries = [
        entry.key
        for entry in book.entries.values()
        if any(is_untranslated(text) for texts in (entry.text, *entry.text_for.values()) for text in texts)
    ]
    return [*entries, *(f"button {button.id}" for button in book.buttons.values() if is_untranslated(button.label))]


def _words(folder: Path, book: CopyBook, english: CopyBook) -> Iterator[Lacking]:
    for key in english.entries:
        file = folder / english.found_in[key].name if key in english.found_in else folder
        if key not in book.entries:
            yield Lacking(file, key, "This reply is missing.", "Add it, as it is in data/copy/en.")
        elif _gaps(book.entries[key]) != _gaps(english.entries[key]):
            yield Lacking(book.found_in.get(key, file), key, "Other gaps than in English.", "Keep the words in braces.")
    for id_ in english.buttons.keys() - book.buttons.keys():
        yield Lacking(folder / "buttons.yml", id_, "This button is missing.", "Add it, as it is in data/copy/en.")
    for key in untranslated(book):
        yield Lacking(book.found_in.get(key, folder), key, "This is not translated.", "Translate it, and take its mark away.")


def _gaps(entry: CopyEntry) -> frozenset[str]:
    return frozenset(gap for text in entry.text for gap in gaps(text))


def _safety(folder: Path, book: CopyBook) -> Iterator[Lacking]:
    for key, entry in book.entries.items():
        file = book.found_in.get(key)
        if is_safety_copy(entry, file) and (entry.reviewer == UNREVIEWED or entry.reviewed_on is None):
            cure = "Let a native speaker read it; set `reviewer` and `reviewed_on`."
            yield Lacking(file or folder, key, "Nobody has reviewed this.", cure)


def _rules(data_dir: Path, language: str) -> Iterator[Lacking]:
    folders = rule_folders(data_dir, language)
    heard = {
        rule.get("situation")
        for folder in folders
        for file in sorted(folder.glob("*.yml"))
        if file.name != "words.yml"
        for rule in read_section(file, "risk").get("rules") or []
        if rule.get("any")
    }
    folder = next((folder for folder in folders if folder.is_dir()), folders[-1])
    for situation in CRISIS:
        if situation not in heard:
            yield Lacking(folder / "crisis.yml", situation, "No rule hears this.", "Write one, with examples and traps.")


def _people_and_journeys(data_dir: Path, folder: Path, book: CopyBook) -> Iterator[Lacking]:
    file, project = folder / FILE, data_dir.parent
    if not book.about.reviewers:
        yield Lacking(file, "reviewers", "Nobody is named who read it.", "Put names under `reviewers:`.")
    if not book.about.journeys:
        cure = "Record a talk in tests/conversations/scripts, read it, and name its `.txt` under `journeys:`."
        yield Lacking(file, "journeys", "There is no golden transcript in this language.", cure)
    for journey in book.about.journeys:
        # A server may be installed without the tests; where they are, what is named must be there, and in this language.
        if not (project / "tests").is_dir():
            continue
        if not (project / journey).is_file():
            yield Lacking(file, "journeys", f"There is no {journey}.", "Record it, or correct the path.")
        elif f"[{_way_to_a_person(book)}]" not in (project / journey).read_text(encoding="utf-8"):
            yield Lacking(file, "journeys", f"{journey} is not in this language.", "Record one with its own words.")


def _way_to_a_person(book: CopyBook) -> str:
    """The label that every talk shows."""
    return book.buttons[PERSON].label if PERSON in book.buttons else ""

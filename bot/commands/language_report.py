"""What a language still needs: for its release, by the rules for its sentences, and to be understood well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import yaml
from rich.console import Console

from bot.app import DATA, now
from bot.commands.reading_level import reading_level
from bot.guidance.copybook import CopyBook
from bot.guidance.faults import GuidanceDataError
from bot.guidance.language_file import ENGLISH
from bot.guidance.library import Library
from bot.guidance.release import Lacking, lacking
from bot.guidance.wording import load_wording
from bot.guidance.wording_check import WordingFault, check_wording
from bot.settings import Settings

TEENAGER = "13_17"
_SHOWN = 4  # keys named of many that lack the same


def print_report(settings: Settings, language: str, out: Console) -> bool:
    """Print what is missing. True when nothing is, and no sentence breaks a rule. Raises GuidanceDataError."""
    if not (DATA / "copy" / language).is_dir():
        cure = f"Begin it: bot new-language {language}."
        raise GuidanceDataError(DATA / "copy", language, "There is no such language.", cure)
    english, book = CopyBook.load(DATA), CopyBook.load(DATA, language)
    needed = list(lacking(DATA, book, english))
    _print_needed(needed, out)
    wording = load_wording(DATA / "copy" / language)
    score = reading_level(wording.reading)
    library = Library.load(DATA, settings.country)
    values = library.values_for(wording.country, TEENAGER, now(), language=language)
    faults = list(check_wording(book, wording, values, score))
    _print_faults(wording.missing(), faults, out)
    if wording.reading and score is None:
        out.print("[yellow]note[/]  The reading level was not counted: textstat is not installed. Cure: run `make setup`.")
    for hint in _understanding(language):
        out.print(f"[yellow]note[/]  {hint}", soft_wrap=True)
    ready = not needed and not faults
    out.print(f"{language}: nothing is missing." if ready else f"{language}: not ready.")
    return ready


def _print_needed(needed: Sequence[Lacking], out: Console) -> None:
    ordered = sorted(needed, key=lambda one: (one.problem, one.file))
    for problem, same in groupby(ordered, key=lambda one: one.problem):
        listed = list(same)
        places = ", ".join(f"{one.place} ({one.file.name})" for one in listed[:_SHOWN])
        more = f" and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else ""
        out.print(f"[red]needed[/]  {problem} ({len(listed)}) {listed[0].cure}", soft_wrap=True, highlight=False)
        out.print(f"        {places}{more}", soft_wrap=True, highlight=False)


def _print_faults(missing: Sequence[str], faults: Sequence[WordingFault], out: Console) -> None:
    if missing:
        out.print(f"[yellow]rules[/]   wording.yml is not complete: {', '.join(missing)}", soft_wrap=True, highlight=False)
    for fault in faults:
        version = f" for {fault.ages}" if fault.ages else ""
        out.print(f"[red]wording[/] {fault.key}{version}: {fault.rule}", soft_wrap=True, highlight=False)


def _understanding(language: str) -> Iterator[str]:
    """What makes a language understood better. None of it keeps a language from its release: the model knows many."""
    theirs = _intents(DATA / "nlu" / language)
    if lost := _intents(DATA / "nlu" / ENGLISH) - theirs:
        yield f"data/nlu/{language}: no examples for {len(lost)} intents ({', '.join(sorted(lost)[:_SHOWN])} …)."
    places = DATA / "places" / f"{language}.yml"
    if not places.is_file():
        yield f"data/places/{language}.yml is not there: nobody is asked where they are in this language."
    elif language != ENGLISH and places.read_bytes() == (DATA / "places" / f"{ENGLISH}.yml").read_bytes():
        yield f"data/places/{language}.yml is still the English one: add how countries and cities are called."
    known = yaml.safe_load((DATA / "languages.yml").read_text(encoding="utf-8"))["languages"]
    if not {"words", "script"} & set(known.get(language, {})):
        yield f"data/languages.yml has no words of {language}: nobody is offered it when they write in it."


def _intents(folder: Path) -> set[str]:
    files = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.yml"))]
    return {str(entry["intent"]) for content in files for entry in content.get("nlu") or [] if entry.get("examples")}

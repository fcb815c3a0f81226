"""`bot evaluate`: how well invented messages are understood, as a report, and a gate that fails below the floors."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from bot.app import DATA, ROOT, build_screen
from bot.evaluation.as_html import as_html
from bot.evaluation.as_json import as_json
from bot.evaluation.as_text import as_text
from bot.evaluation.cases import Case, read_cases
from bot.evaluation.corruption import CORRUPTIONS
from bot.evaluation.goals import failure, judge, read_floors
from bot.evaluation.report import Report
from bot.evaluation.run import Screen, evaluate
from bot.safety.situations import load_situations
from bot.services.errors import ServiceError
from bot.settings import Settings

CASES = ROOT / "tests/understanding/cases"
FLOORS = ROOT / "tests/understanding/floors.yml"
QUICK = ("typos",)


class ReportFileError(ServiceError):
    """The report cannot be written where it was asked for."""

    code = "bad_report_file"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to evaluate, and where the report goes beside the terminal."""

    cases: Path = CASES
    html: Path | None = None
    json: Path | None = None
    quick: bool = False  # clean and typos only: what the floors need


def evaluate_screen(settings: Settings, wanted: Wanted, out: Console) -> int:
    """Print the report and write its files. Returns the exit code: 1 when a floor is not met."""
    names = {id_: situation.name.replace("_", " ") for id_, situation in load_situations(DATA / "risk/situations.yml").items()}
    cases, limits = read_cases(wanted.cases, names), read_floors(FLOORS)  # broken ones are told before the model loads
    reports = _run(build_screen(settings), cases, QUICK if wanted.quick else tuple(CORRUPTIONS))
    goals, floors = judge(reports), judge(reports, limits)
    if wanted.html:
        _write(wanted.html, as_html(reports, goals, floors, names))
    if wanted.json:
        _write(wanted.json, json.dumps(as_json(reports, goals, floors), ensure_ascii=False, indent=1) + "\n")
    out.print(as_text(reports, goals, floors, names), markup=False, highlight=False, emoji=False, soft_wrap=True)
    if broken := failure(floors):
        out.print(broken, style="bold red", markup=False, highlight=False, emoji=False, soft_wrap=True)
        return 1
    return 0


def _run(screen: Screen, cases: Sequence[Case], corruptions: Sequence[str]) -> dict[str, Report]:
    """The progress goes beside the report, so that the report can be kept in a file."""
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=len(cases))
        return evaluate(
            screen,
            cases,
            corruptions,
            progress=lambda condition, done, _all: bar.update(task, description=condition, completed=done),
        )


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ReportFileError(f"{path} cannot be written ({error.strerror}). Cure: name a file in a folder of yours.") from error

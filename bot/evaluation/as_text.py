"""The reports for a terminal: plain tables, at most 100 columns wide."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from bot.evaluation.goals import Goal, Reports
from bot.evaluation.report import Example, Report, Share
from bot.evaluation.run import CLEAN
from bot.evaluation.wording import NOTHING, counted, family, interval, named, outcome, percent, summary

WIDTH = 100
MOST_EXAMPLES = 30  # the page and the JSON have all

_NAME = 34  # columns of the longest name of a situation


def as_text(reports: Reports, goals: tuple[Goal, ...], floors: tuple[Goal, ...], names: Mapping[str, str] | None = None) -> str:
    """The whole report. `names`: what situations are called, by id."""
    clean = reports[CLEAN]
    parts = [
        [counted(clean)],
        _goals(goals, floors),
        _conditions(reports),
        _recall(clean),
        _situations(clean, names or {}),
        _confusions(clean, names or {}),
        _reliability(clean),
        _examples("T0 and T1 that were missed", clean.misses),
        _examples("Ordinary chat taken for T0 or T1", clean.false_alarms),
        _examples("Idioms taken for T0 or T1", clean.idiom_alarms),
    ]
    return "\n".join(chain.from_iterable([*part, ""] for part in parts)).rstrip() + "\n"


def _goals(goals: Sequence[Goal], floors: Sequence[Goal]) -> Iterator[str]:
    yield "Goals and floors"
    yield from _table(
        ("", "value", "goal", "", "floor", ""),
        (
            (
                goal.name,
                percent(goal.value),
                f"{goal.direction} {percent(goal.limit)}",
                goal.verdict,
                percent(floor.limit),
                floor.verdict,
            )
            for goal, floor in zip(goals, floors, strict=True)
        ),
    )


def _conditions(reports: Reports) -> Iterator[str]:
    yield "Clean and corrupted"
    rows: dict[str, list[str]] = {}
    for report in reports.values():
        for name, shown in summary(report):
            rows.setdefault(name, []).append(shown)
    yield from _table(("", *reports), ((name, *shown) for name, shown in rows.items()))


def _recall(report: Report) -> Iterator[str]:
    yield "T0 and T1 found, with 95 % intervals"
    urgency = report.urgency
    rows = [("all", urgency.recall), *urgency.by_tier.items()]
    rows += [(family(letter), share) for letter, share in urgency.by_family.items()]
    yield from _table(("", "found", "of", "share", "interval"), (_share_row(name, share) for name, share in rows))


def _share_row(name: str, share: Share) -> tuple[str, ...]:
    return name, str(share.hits), str(share.of), percent(share.rate), interval(share)


def _situations(report: Report, names: Mapping[str, str]) -> Iterator[str]:
    yield "Situations, the weakest first"
    yield from _table(
        ("", "expected", "found", "right", "precision", "recall", "F1"),
        (
            (
                named(id_, names),
                str(counts.expected),
                str(counts.found),
                str(counts.right),
                percent(counts.precision),
                percent(counts.recall),
                percent(counts.f1),
            )
            for id_, counts in report.situations.weakest_first()
        ),
    )


def _confusions(report: Report, names: Mapping[str, str]) -> Iterator[str]:
    yield "Most frequent confusions"
    yield from _table(
        ("expected", "found first", "times"),
        ((named(each.expected, names), named(each.found, names), str(each.count)) for each in report.confusions),
    )


def _reliability(report: Report) -> Iterator[str]:
    yield "How sure, and how often right"
    yield from _table(
        ("score", "found", "mean score", "right"),
        (
            (f"{each.low:.2f} to {each.high:.2f}", str(each.right.of), f"{each.mean_score:.2f}", percent(each.right.rate))
            for each in report.reliability
            if each.right.of
        ),
    )


def _examples(title: str, examples: Sequence[Example]) -> Iterator[str]:
    yield f"{title}: {len(examples)}"
    for example in examples[:MOST_EXAMPLES]:
        text = " >> ".join((*example.case.context, example.case.text))
        yield from textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    ", max_lines=4, placeholder=" ...")
        yield "      " + textwrap.shorten(outcome(example), WIDTH - 6, placeholder=" ...")
    if len(examples) > MOST_EXAMPLES:
        yield f"  and {len(examples) - MOST_EXAMPLES} more: see --html or --json"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Words to the left, numbers to the right. Long words are cut, so that all columns fit."""
    listed = list(rows)
    if not listed:
        yield "  none"
        return
    columns = [_column(head, cells) for head, cells in zip(heads, zip(*listed, strict=True), strict=True)]
    yield from (("  " + "  ".join(cells)).rstrip() for cells in zip(*columns, strict=True))


def _column(head: str, cells: Sequence[str]) -> list[str]:
    cut = [head, *(textwrap.shorten(cell, _NAME, placeholder="...") for cell in cells)]
    width = max(map(len, cut))
    are_numbers = all(cell == NOTHING or cell[:1].isdecimal() for cell in cells)
    return [cell.rjust(width) if are_numbers else cell.ljust(width) for cell in cut]

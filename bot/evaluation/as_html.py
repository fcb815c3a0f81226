"""The reports as one page that needs nothing else: no script, nothing fetched, its own plots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from math import ceil
from pathlib import Path

from bot.evaluation.goals import Goal, Reports
from bot.evaluation.measures import FOUND_FROM
from bot.evaluation.plots import Mark, Point, Row, bars, dots, form, heat_map, reliability
from bot.evaluation.report import Example, Report, Share
from bot.evaluation.run import CLEAN
from bot.evaluation.wording import NOTHING, counted, family, interval, named, outcome, percent, summary

TITLE = "How well messages are understood"
_STYLE = Path(__file__).with_name("page.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_BAR_COLUMNS = 3
_NO_FAMILY = NOTHING


def as_html(reports: Reports, goals: tuple[Goal, ...], floors: tuple[Goal, ...], names: Mapping[str, str] | None = None) -> str:
    """The whole page. `names`: what situations are called, by id."""
    clean, called = reports[CLEAN], names or {}
    figures = [_recall(clean), _reliability(clean), _conditions(reports), _families(clean), _confusions(clean, called)]
    return "".join(
        [
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title>',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<style>{_STYLE.read_text(encoding='utf-8')}</style></head><body>",
            f"<header><h1>{TITLE}</h1>{_about(reports)}</header><main>",
            '<h2>Against the goals</h2><ul class="goals">',
            *(_goal(goal, floor) for goal, floor in zip(goals, floors, strict=True)),
            f'</ul><h2>Measured</h2><div class="figures">{"".join(figures)}{_situations(clean, called)}</div>',
            f"<h2>To look at</h2>{''.join(_to_look_at(reports))}</main></body></html>\n",
        ]
    )


def _about(reports: Reports) -> str:
    others = ", ".join(name for name in reports if name != CLEAN)
    also = f" The same cases were also read under: {others}." if others else ""
    about = f"{counted(reports[CLEAN])}.{also} Where nothing else is said, numbers are of the clean cases."
    return f'<p class="quiet">{escape(about)}</p>'


def _goal(goal: Goal, floor: Goal) -> str:
    state = "broken" if not floor.met else "" if goal.met else "open"
    name = goal.name[0].upper() + goal.name[1:]
    return (
        f'<li class="goal {state}"><span>{escape(name)}</span><strong>{percent(goal.value)}</strong>'
        f"{_limit('Goal', goal)}{_limit('Floor', floor)}</li>"
    )


def _limit(what: str, goal: Goal) -> str:
    kind, sign = ("met", "✓") if goal.met else ("not-met", "✗")
    limit = f"{what}: {goal.direction} {percent(goal.limit)}"
    return f'<span>{limit}, <span class="{kind}" style="display:inline">{sign} {goal.verdict}</span></span>'


def _recall(report: Report) -> str:
    urgency = report.urgency
    shares = {"All": urgency.recall, **urgency.by_tier} | {family(letter): share for letter, share in urgency.by_family.items()}
    title = "T0 and T1 found, by tier and family"
    rows = [Row(name, (_mark(name, share),)) for name, share in shares.items()]
    table = _table(
        title,
        ("", "found", "of", "share", "95 % interval"),
        ((name, str(share.hits), str(share.of), percent(share.rate), interval(share)) for name, share in shares.items()),
    )
    return _figure(title, "Dot: share of cases for which a person is called. Line: 95 % interval.", dots(title, rows), table)


def _mark(name: str, share: Share) -> Mark | None:
    if share.rate is None:
        return None
    return Mark(
        share.rate, *share.interval, about=f"{name}: {share.hits} of {share.of}, {percent(share.rate)} ({interval(share)})"
    )


def _conditions(reports: Reports) -> str:
    title = "Clean and corrupted"
    more, less = "Higher is better", "Lower is better"
    high = {
        "T0 and T1 found": [report.urgency.recall for report in reports.values()],
        "Disclosures heard": [report.urgency.disclosure for report in reports.values()],
        "Tier or higher": [report.urgency.tier_or_higher for report in reports.values()],
        "First situation": [report.situations.top_1 for report in reports.values()],
    }
    low = {
        "Chat as T0 or T1": [report.urgency.false_alarms for report in reports.values()],
        "Idioms as T0 or T1": [report.urgency.idioms for report in reports.values()],
    }
    plots = "".join(
        f"<div><p>{name}</p>{dots(f'{title}. {name}.', _series(rows, tuple(reports)))}</div>"
        for name, rows in ((more, high), (less, low))
    )
    legend = "".join(f"<li>{form(number)}{escape(name)}</li>" for number, name in enumerate(reports))
    shown: dict[str, list[str]] = {}
    for report in reports.values():
        for name, value in summary(report):
            shown.setdefault(name, []).append(value)
    table = _table(title, ("", *reports), ((name, *values) for name, values in shown.items()))
    drawn = f'<div class="columns">{plots}</div><ul class="legend">{legend}</ul>'
    return _figure(title, "The same cases, as they were written and as people also type them.", drawn, table, wide=True)


def _series(rows: Mapping[str, Sequence[Share]], conditions: Sequence[str]) -> list[Row]:
    return [
        Row(name, tuple(_mark(f"{name}, {condition}", share) for condition, share in zip(conditions, shares, strict=True)))
        for name, shares in rows.items()
    ]


def _reliability(report: Report) -> str:
    title = "How sure, and how often right"
    filled = [each for each in report.reliability if each.right.of]
    points = [
        Point(each.mean_score, mark, each.right.of)
        for each in filled
        if (mark := _mark(f"Score {each.low:.2f} to {each.high:.2f}", each.right))
    ]
    table = _table(
        title,
        ("score", "found", "mean score", "right", "95 % interval"),
        (
            (
                f"{each.low:.2f} to {each.high:.2f}",
                str(each.right.of),
                f"{each.mean_score:.2f}",
                percent(each.right.rate),
                interval(each.right),
            )
            for each in filled
        ),
    )
    about = "Across: the score of the situations found. Up: how many were right. On the dotted line both are the same."
    return _figure(title, about, reliability(title, points, FOUND_FROM), table)


def _families(report: Report) -> str:
    counted = {(each.expected, each.found or _NO_FAMILY): each.count for each in report.families}
    rows = sorted({expected for expected, _ in counted})
    columns = [*sorted({*rows, *(seen for _, seen in counted)} - {_NO_FAMILY}), _NO_FAMILY]
    title = "Which family was found first"
    plot = heat_map(title, rows, columns, lambda row, column: counted.get((row, column), 0))
    names = ", ".join(family(letter) for letter in rows)
    about = f"A row for what was expected, a column for what was found, the last one for nothing: {names}."
    table = _table(
        title,
        ("expected", *columns),
        ((family(row), *(str(counted.get((row, column), 0)) for column in columns)) for row in rows),
    )
    return _figure(title, about, plot, table)


def _confusions(report: Report, names: Mapping[str, str]) -> str:
    title = "Most frequent confusions"
    table = _table(
        title,
        ("expected", "found first", "times"),
        ((named(each.expected, names), named(each.found, names), str(each.count)) for each in report.confusions),
    )
    return _figure(title, "The main situation of a case, and what was found first instead.", "", table)


def _situations(report: Report, names: Mapping[str, str]) -> str:
    title = "F1 of each situation, the weakest first"
    ranked = report.situations.weakest_first()
    shown = [(named(id_, names), counts.f1) for id_, counts in ranked if counts.expected]
    high = ceil(len(shown) / _BAR_COLUMNS) or 1
    parts = [shown[start : start + high] for start in range(0, len(shown), high)]
    plots = "".join(f"<div>{bars(f'{title}, part {number}', part)}</div>" for number, part in enumerate(parts, start=1))
    table = _table(
        title,
        ("", "expected", "found", "right", "precision", "recall", "F1"),
        (
            (
                named(id_, names),
                *map(str, (counts.expected, counts.found, counts.right)),
                *map(percent, (counts.precision, counts.recall, counts.f1)),
            )
            for id_, counts in ranked
        ),
    )
    about = "1 is perfect: never missed, never found where it is not. What no case expects is in the table only."
    return _figure(title, about, f'<div class="columns">{plots}</div>', table, wide=True)


def _to_look_at(reports: Reports) -> Iterator[str]:
    for condition, report in reports.items():
        under = "" if condition == CLEAN else f" under {condition}"
        is_open = condition == CLEAN
        yield _examples(f"T0 and T1 that were missed{under}", report.misses, is_open=is_open)
        yield _examples(f"Ordinary chat taken for T0 or T1{under}", report.false_alarms, is_open=is_open)
    yield _examples("Idioms taken for T0 or T1", reports[CLEAN].idiom_alarms, is_open=False)


def _examples(title: str, examples: Sequence[Example], *, is_open: bool) -> str:
    rows = "".join(
        f"<li>{''.join(f'<small>{escape(text)}</small>' for text in example.case.context)}<q>{escape(example.case.text)}</q>"
        f"<small>{escape(outcome(example))}</small></li>"
        for example in examples
    )
    opened = " open" if is_open and examples else ""
    return f'<details class="examples"{opened}><summary>{escape(title)}: {len(examples)}</summary><ol>{rows}</ol></details>'


def _figure(title: str, about: str, plot: str, table: str, *, wide: bool = False) -> str:
    """A plot with the same numbers as a table behind one click; where there is no plot, the table itself."""
    beside = f"<details><summary>The numbers as a table</summary>{table}</details>" if plot else table
    kind = ' class="wide"' if wide else ""
    return f"<figure{kind}><figcaption><strong>{escape(title)}</strong>{escape(about)}</figcaption>{plot}{beside}</figure>"


def _table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The first column names the row; cells that begin with a digit are numbers."""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' if cell else "<td></td>" for cell in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(f"<td{_kind(cell)}>{escape(cell)}</td>" for cell in row[1:])}</tr>'
        for row in rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(title)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _kind(cell: str) -> str:
    return ' class="number"' if cell[:1].isdecimal() and " " not in cell else ""

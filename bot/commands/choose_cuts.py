"""`bot evaluate --choose-cuts`: choose each situation's cut on the validation cases, and write data/situations/cuts.yml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.progress import track

from bot.app import DATA, ROOT
from bot.evaluation.cases import Case, read_cases
from bot.evaluation.cuts import URGENT, Scored, choose_cuts
from bot.safety.assessment import Reading
from bot.safety.findings import best_scores
from bot.safety.model import backing, of_the_whole, read_thresholds
from bot.safety.screen import load_screen
from bot.safety.situations import load_situations
from bot.settings import Settings
from bot.understanding.archive import load_reader, newest
from bot.understanding.encoders import shared_encoders
from bot.understanding.reader import as_scores

VALIDATION = ROOT / "tests/understanding/validation"
CUTS = DATA / "situations/cuts.yml"
_ABOVE = """\
# From which probability the model's reading of a situation counts.
# Written by `bot evaluate --choose-cuts` from the validation cases.
cuts:
"""
RULE = 1.0  # the score of what a rule found


def choose(settings: Settings, out: Console, *, cases: Path = VALIDATION, to: Path = CUTS) -> None:
    """Read every validation case with the trained model, choose, write. `bot train` then builds them in."""
    situations = load_situations(DATA / "risk/situations.yml")
    thresholds = read_thresholds(DATA / "risk/thresholds.yml")
    backed = {one.id: 0.0 if one.tier.needs_person else backing(one.id, thresholds) for one in situations.values()}
    scored = _score(settings, read_cases(cases, situations))
    chosen = choose_cuts(scored, {**backed, URGENT: thresholds["backed"]}, as_scores)
    lines = "".join(f"  {name}: {cut}\n" for name, cut in sorted(chosen.items()))
    to.write_text(_ABOVE + lines, encoding="utf-8")
    out.print(
        f"{to.relative_to(ROOT) if to.is_relative_to(ROOT) else to}: {len(chosen)} cuts. Now run `bot train`.", soft_wrap=True
    )


def _score(settings: Settings, cases: Sequence[Case]) -> list[Scored]:
    heard: list[tuple[Sequence[str], Reading]] = []
    plain = replace(load_reader(newest(settings.models), shared_encoders()), cuts={})  # without cuts a score is the probability

    def read(texts: Sequence[str]) -> Reading:
        heard.append((texts, plain.read(texts)))
        return heard[-1][1]

    screen = load_screen(DATA, read)
    scored = []
    for case in track(cases, "Reading the validation cases", console=Console(stderr=True), transient=True):
        found = screen.assess(case.text, context=case.context)
        pieces, reading = heard[-1]
        whole = of_the_whole(case.text, pieces, reading)
        scored.append(
            Scored(
                case,
                frozenset(one.id for one in found.situations if one.score >= RULE),
                {**best_scores(reading), URGENT: max(reading.urgency, default=0.0)},
                None if whole is None else {**whole, URGENT: reading.urgency[0]},
            )
        )
    return scored

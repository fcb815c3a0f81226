"""The page stands alone, hides nothing behind a script, and escapes what people wrote."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from bot.evaluation.as_html import as_html
from bot.evaluation.goals import GOALS, judge
from bot.evaluation.measures import Pair, measure
from tests.unit.evaluation.sample import case, verdict

HOSTILE = "<img src=x onerror=alert(1)> & <script>"
CASES = [
    (case("T1 H02", HOSTILE, [HOSTILE]), verdict("T2 A01", reason=HOSTILE)),
    (case("T0 H03", "tonight"), verdict("T0 H03")),
    (case("T4 L01", HOSTILE), verdict("T1 H02")),
    (case("T4 H09", "im dead lol"), verdict("T1 H02")),
]
NAMES = {"H02": HOSTILE}
EMPTY = {"meta", "circle", "rect", "path", "line"}


class Tags(HTMLParser):
    """Notes what is opened, and that everything is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.all: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in EMPTY:
            assert self.opened.pop() == tag


def page(pairs: list[Pair], conditions: tuple[str, ...] = ("clean", "typos", "txtspeak", "disguise")) -> str:
    reports = {name: measure(pairs, [2.0]) for name in conditions}
    return as_html(reports, judge(reports), judge(reports, dict.fromkeys(GOALS, 0.5)), NAMES)


def tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(html)
    assert parser.opened == []
    return parser.all


@pytest.mark.parametrize("conditions", [("clean",), ("clean", "typos"), ("clean", "typos", "txtspeak", "disguise")])
@pytest.mark.parametrize("pairs", [[], CASES[:1], CASES])
def test_it_is_whole_whatever_was_measured(pairs: list[Pair], conditions: tuple[str, ...]) -> None:
    found = [tag for tag, _ in tags(page(pairs, conditions))]
    assert found.count("h1") == found.count("main") == 1
    assert found.count("figure") == found.count("figcaption") == 6


def test_nothing_is_fetched_and_nothing_runs() -> None:
    html = page(CASES)
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in tags(html)}
    assert not {"src", "href"} & {name for _, attributes in tags(html) for name in attributes}
    assert not re.search(r"url\(|@import|https?:", html)
    assert "default-src 'none'" in html


def test_what_people_wrote_is_escaped() -> None:
    html = page(CASES)
    assert "<img" not in html
    assert html.count("&lt;img src=x onerror=alert(1)&gt; &amp; &lt;script&gt;") >= 4


def test_every_plot_has_a_title_and_every_figure_a_table() -> None:
    html = page(CASES)
    assert len(re.findall(r'role="img"[^>]*><title>[^<]+</title>', html)) == html.count('role="img"')
    assert all("<table>" in figure for figure in html.split("<figure")[1:])
    labels = [attributes.get("aria-label") for _, attributes in tags(html) if attributes.get("role") == "region"]
    assert len(set(labels)) == len(labels) == 6


def test_every_goal_and_floor_says_in_words_whether_it_is_met() -> None:
    html = page(CASES)
    assert len(re.findall(r"Goal: at (?:least|most) [\d.]+%, <span[^>]*>[✓✗] (?:met|not met)<", html)) == len(GOALS)
    assert len(re.findall(r"Floor: at (?:least|most) 50.0%, <span[^>]*>[✓✗] (?:met|not met)<", html)) == len(GOALS)


def test_what_was_missed_can_be_read() -> None:
    html = page(CASES)
    assert "T0 and T1 that were missed: 1" in html
    assert "Ordinary chat taken for T0 or T1 under typos: 1" in html
    assert "expected T1 H02, found T2 A01" in html


def test_light_dark_and_narrow_are_thought_of() -> None:
    html = page(CASES)
    assert "prefers-color-scheme: dark" in html
    assert 'content="width=device-width, initial-scale=1"' in html
    assert '<html lang="en">' in html

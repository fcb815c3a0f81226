"""Alerts and the dashboard ask for numbers that the program really gives, and lead to a page that is there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from functools import cache
from io import StringIO
from typing import Any

import pytest
import yaml
from prometheus_client import CollectorRegistry

from bot.guidance.hours import Hours
from bot.logs import Log
from bot.metrics.server import open_registry
from tests.architecture.sources import ROOT, files
from tests.architecture.test_documents import headings
from tests.world import open_world

RULES = ROOT / "deploy/prometheus/unhook.rules.yml"
RULE_TESTS = ROOT / "deploy/prometheus/unhook.rules.test.yml"
DASHBOARD = ROOT / "deploy/grafana/unhook.json"
# Of Prometheus itself, and of exporters that watch the machines.
OF_OTHERS = {"up", "node_filesystem_avail_bytes", "probe_ssl_earliest_cert_expiry", "probe_success"}
WORDS = {
    "by", "or", "and", "unless", "offset", "max", "min", "sum", "absent", "changes", "time", "rate", "increase", "vector",
    "histogram_quantile", "m", "h", "s", "e9",
}  # fmt: skip


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Every name that a process of ours can tell, asked of a real registry."""
    world, log = open_world(tmp_path_factory.mktemp("numbers")), Log(stream=StringIO())
    registry = open_registry(replace(world.deps, hours=Hours(UTC)), log, {"web": lambda: 0}, hears=lambda: True)
    log.event("answered", seconds=1, ms=1, count=1)
    log.event("cover_silence", count=1)
    return {sample.name for family in registry.collect() for sample in family.samples}


def rules() -> list[dict[str, Any]]:
    found = yaml.safe_load(RULES.read_text(encoding="utf-8"))
    return [rule for group in found["groups"] for rule in group["rules"]]


def panels() -> list[dict[str, Any]]:
    return json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]


def expressions() -> Iterator[str]:
    yield from (rule["expr"] for rule in rules())
    yield from (target["expr"] for panel in panels() for target in panel["targets"])


def metrics(expression: str) -> set[str]:
    """The names in an expression, without labels, durations and what the language itself says."""
    bare = re.sub(r"by \([^)]*\)|\{[^}]*\}|\[[^\]]*\]|offset \w+", " ", expression)
    return set(re.findall(r"(?<![\w.])[a-z_]\w*", bare)) - WORDS


def test_every_number_that_is_asked_for_is_given(given: set[str]) -> None:
    asked = {name for expression in expressions() for name in metrics(expression)}
    assert asked <= given | OF_OTHERS
    assert len(asked & given) > 15


def test_a_number_that_nobody_gives_is_noticed() -> None:
    assert metrics('max by (tier) (unhook_lost{tier="T0"}) > 0 or absent(up{job="a"})') == {"unhook_lost", "up"}


def test_no_number_that_says_who_waits_is_left_out(given: set[str]) -> None:
    asked = {name for expression in expressions() for name in metrics(expression)}
    told = {name for name in given if name.startswith("unhook_") and not name.endswith(("_created", "_count", "_sum"))}
    assert told <= asked


@cache
def said() -> frozenset[str]:
    """All that is quoted or defined in the program: names of events are strings, or functions that the sweeper runs."""
    sources = "\n".join(path.read_text(encoding="utf-8") for path in files(".py", under="bot"))
    return frozenset(re.findall(r'"([a-z_]+)"', sources)) | frozenset(re.findall(r"^def ([a-z_]+)", sources, re.MULTILINE))


def test_every_event_that_is_asked_for_is_logged_somewhere() -> None:
    asked = re.findall(r'event=~?"([^"]+)"', " ".join(expressions()))
    assert {one for names in asked if ".*" not in names for one in names.split("|")} <= said()


def test_every_alert_leads_to_its_page_and_says_how_urgent_it_is() -> None:
    for rule in rules():
        page, _, part = rule["annotations"]["runbook"].partition("#")
        assert part in headings((ROOT / page).read_text(encoding="utf-8")), rule["alert"]
        assert rule["labels"]["severity"] in {"page", "ticket"}
        assert rule["annotations"]["summary"].endswith(".")


def test_alerts_are_named_once_and_tried_by_their_tests() -> None:
    names = [rule["alert"] for rule in rules()]
    assert len(names) == len(set(names))
    tests = yaml.safe_load(RULE_TESTS.read_text(encoding="utf-8"))
    tried = {one["alertname"] for test in tests["tests"] for one in test["alert_rule_test"]}
    assert tried <= set(names)
    assert {"UnhookDangerWaits", "UnhookDatabaseAway", "UnhookSafeAnswers"} <= tried


def test_the_dashboard_draws_each_panel_in_a_place_of_its_own() -> None:
    drawn = panels()
    assert len({panel["id"] for panel in drawn}) == len(drawn)
    taken: set[tuple[int, int]] = set()
    for panel in drawn:
        place = panel["gridPos"]
        cells = {(x + place["x"], y + place["y"]) for x in range(place["w"]) for y in range(place["h"])}
        assert not taken & cells, panel["title"]
        assert max(x for x, _ in cells) < 24
        taken |= cells


def test_the_registry_is_of_our_own_making() -> None:
    """The library's default one would add what we did not choose."""
    sources = "".join(path.read_text(encoding="utf-8") for path in files(".py", under="bot/metrics"))
    assert "CollectorRegistry()" in sources
    assert CollectorRegistry.__name__ in sources
    assert "REGISTRY" not in sources


def test_each_part_of_the_runbook_says_what_to_look_at_what_to_do_and_what_never() -> None:
    text = (ROOT / "docs/running/runbook.md").read_text(encoding="utf-8")
    parts = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    del parts["The page for bad days"]
    assert len(parts) >= 12
    for title, part in parts.items():
        for told in ("**They see**", "**Look**", "**Never**"):
            assert told in part, f"{title}: {told}"
        assert "**Do.**" in part or "**The server.**" in part, title

"""The rule files say what they do: every example fires its rule, every trap does not, every broken file is explained."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from bot.safety.riskfile import RiskFileError
from bot.safety.screen import Screen, load_screen
from bot.safety.situations import load_situations
from bot.safety.tiers import Tier
from tests.unit.safety.conftest import DATA, no_model

LANGUAGES = sorted(words.parent for words in (DATA / "risk").glob("*/words.yml"))
CORE = sorted((DATA / "risk/other_languages").rglob("*.yml"))
FILES = [*(path for folder in LANGUAGES for path in sorted(folder.glob("*.yml"))), *CORE]
RISK = [yaml.safe_load(path.read_text(encoding="utf-8")).get("risk", {}) for path in FILES]


FACTS = {
    "en": {"risk": "i want to die", "blackmail": "he says hell post my nudes"},
    "es": {"risk": "quiero morirme", "blackmail": "dice que va a publicar mis nudes"},
}


def before(language: str) -> dict[str, str]:
    """What is said before, so that a rule with `only_after` may speak: the question in its first wording, or the fact."""
    risk = [section for path, section in zip(FILES, RISK, strict=True) if path.parent.name == language]
    asked = {fact: wordings for section in risk for fact, wordings in section.get("questions", {}).items()}
    said = {fact: wordings if isinstance(wordings, str) else wordings[0] for fact, wordings in asked.items()}
    return {**said, **FACTS[language]}


BEFORE = {folder.name: before(folder.name) for folder in LANGUAGES}


def cases(kind: str) -> list[tuple[str, str, list[str]]]:
    """All examples, or all traps, with what was said before."""
    return [
        (rule["name"], text, [BEFORE[path.parent.name][rule["only_after"]]] if "only_after" in rule else [])
        for path, section in zip(FILES, RISK, strict=True)
        for rule in section.get("rules", [])
        for text in rule.get(kind, [])
    ]


def needing_context() -> list[tuple[str, str]]:
    return [(name, text) for name, text, earlier in cases("examples") if earlier]


@pytest.mark.parametrize(("name", "text", "earlier"), cases("examples"))
def test_an_example_fires_its_rule(screen: Screen, name: str, text: str, earlier: list[str]) -> None:
    assert name in {reason.name for reason in screen.assess(text, context=earlier).reasons}


@pytest.mark.parametrize(("name", "text", "earlier"), cases("traps"))
def test_a_trap_does_not(screen: Screen, name: str, text: str, earlier: list[str]) -> None:
    assert name not in {reason.name for reason in screen.assess(text, context=earlier).reasons}


@pytest.mark.parametrize(("name", "text"), needing_context())
def test_a_rule_that_needs_something_before_it_is_silent_without(screen: Screen, name: str, text: str) -> None:
    assert name not in {reason.name for reason in screen.assess(text).reasons}


def test_every_language_with_rules_shows_what_fires_and_what_does_not() -> None:
    for path, section in zip(FILES, RISK, strict=True):
        if path.parent.name != "en" and "rules" in section:
            assert all(rule.get("examples") and rule.get("traps") for rule in section["rules"]), path


def test_every_wording_of_a_question_is_known_as_this_question(screen: Screen) -> None:
    for section in RISK:
        for fact, wordings in section.get("questions", {}).items():
            for wording in [wordings] if isinstance(wordings, str) else wordings:
                assert fact in screen._memory.recall([f"Ok. {wording}"]).facts


@pytest.mark.parametrize("language", [folder.name for folder in LANGUAGES])
def test_every_situation_that_needs_a_person_has_a_rule_in_every_full_language(language: str) -> None:
    urgent = {id_ for id_, situation in load_situations(DATA / "risk/situations.yml").items() if situation.tier.needs_person}
    risk = [section for path, section in zip(FILES, RISK, strict=True) if path.parent.name == language]
    assert urgent <= {rule["situation"] for section in risk for rule in section.get("rules", [])}


def test_a_language_is_full_or_core_and_never_both() -> None:
    assert {folder.name for folder in LANGUAGES}.isdisjoint(path.parent.name for path in CORE)


def test_the_catalogue_is_complete() -> None:
    situations = load_situations(DATA / "risk/situations.yml")
    assert len(situations) == 87
    assert situations["H03"].tier is Tier.T0


RULE = """risk:
  rules:
    - name: a_rule
      situation: H02
      any: ["kms"]
"""


def copy_some_rules(folder: Path) -> None:
    """Enough files for every kind of mistake; compiling all of them takes most of a second."""
    (folder / "risk/en").mkdir(parents=True)
    shutil.copytree(DATA / "places", folder / "places")
    shutil.copy(DATA / "languages.yml", folder)
    for name in ("situations.yml", "thresholds.yml", "en/words.yml", "en/context.yml", "en/suicide_plan.yml"):
        shutil.copy(DATA / "risk" / name, folder / "risk" / name)


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (RULE.replace("H02", "H99"), ["new.yml", "a_rule", "H99", "use an id"]),
        (RULE.replace('"kms"', '"(kms"'), ["new.yml", "a_rule", "(kms", "add `)`"]),
        (RULE.replace('"kms"', '"<nobody>"'), ["new.yml", "a_rule", "words.yml"]),
        (RULE.replace('"kms"', '"*"'), ["new.yml", "a_rule", "at least one word"]),
        (RULE.replace('"kms"', "no"), ["new.yml", "a_rule", "quotes"]),
        (RULE.replace("any:", "anny:"), ["new.yml", "a_rule", "anny"]),
        (RULE.replace("      any", "      tier: T9\n      any"), ["new.yml", "a_rule", "T0"]),
        (RULE.replace("      any", "      only_after: lunch\n      any"), ["new.yml", "a_rule", "only_after"]),
        (RULE.replace("a_rule", "goodbye"), ["suicide_plan.yml", "goodbye", "choose another"]),
        (RULE.replace("H02", "A01\n      tier: T1"), ["new.yml", "a_rule", "concern"]),
        (RULE.replace("risk:", "rules:"), ["new.yml", "`risk:`"]),
        (RULE + "  - : [", ["new.yml", "line", "YAML"]),
        ("risk:\n  facts:\n    sunny: {any: [sun]}\n", ["new.yml", "sunny", "blackmail"]),
        ("risk:\n  questions:\n    asked_lunch: 5\n", ["new.yml", "asked_lunch"]),
        ("risk:\n  mentions: [snap]\n", ["new.yml", "`mentions:`", "platform"]),
        ("risk:\n  mentions:\n    weather: {sunny: {any: [sun]}}\n", ["new.yml", "weather", "platform"]),
        ("risk:\n  mentions:\n    platform: [snap]\n", ["new.yml", "platform", "named values"]),
        ("risk:\n  mentions:\n    platform: {snap: {any: [(snap]}}\n", ["new.yml", "platform snap", "(snap"]),
    ],
)
def test_a_broken_rule_is_explained_with_file_place_and_cure(tmp_path: Path, broken: str, told: list[str]) -> None:
    copy_some_rules(tmp_path)
    (tmp_path / "risk/en/new.yml").write_text(broken)
    with pytest.raises(RiskFileError) as error:
        load_screen(tmp_path, no_model)
    for words in told:
        assert words in str(error.value)
    assert str(tmp_path) not in str(error.value)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("situations.yml", "tier: T0", "tier: urgent", "must be one of T4"),
        ("situations.yml", "raise_if: [under_13", "raise_if: [rain", "rain"),
        ("situations.yml", "concern: suicide", "concern: weather", "suicide"),
        ("situations.yml", "  H05:", "  H5:", "two digits"),
        ("situations.yml", "live_person: true", "live_person: often", "whatever the tier"),
        ("thresholds.yml", "calm: 0.5", "calm: 5", "up to 1"),
        ("en/words.yml", "kmself,", '"(kmself",', "bracket"),
    ],
)
def test_so_is_a_broken_catalogue(tmp_path: Path, file: str, old: str, new: str, told: str) -> None:
    copy_some_rules(tmp_path)
    path = tmp_path / "risk" / file
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(RiskFileError, match=told):
        load_screen(tmp_path, no_model)

"""The files a translator starts from: those of another language, with every text marked as untranslated."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.guidance import language_file
from bot.guidance.app_texts import FILE as APP_WORDS_FILE
from bot.guidance.code_forms import WORDS_FILE
from bot.guidance.release import CORE_RULES, CRISIS
from bot.guidance.untranslated import mark
from bot.safety.situations import load_situations

# What a language hears by rule beside the crisis: the threat, the demands, "it is shared", "I'm twelve", "a person please".
BLACKMAIL = ("A01", "B01", "B02", "C01", "E01", "L03")
_REVIEW = {"reviewer": "unreviewed", "reviewed_on": "null"}
_PATTERNS = {"any": "[]", "pattern": '""'}  # and what stands there until somebody writes them
_SENTENCES = {"catches", "lets_pass", "sentences"}
_EXAMPLES = 3  # of another language, to show what an intent is
_Change = tuple[int, int, str]  # from, to, what stands there instead


def write_skeleton(data: Path, code: str, name: str, base: str) -> Iterator[tuple[Path, bool]]:
    """Write everything that is not there yet. Yields each file, and whether it is new; nothing is ever overwritten."""
    about = (
        "# A draft is read by reviewers (`bot content --html FOLDER`) and by nobody else.\n"
        f"# `bot content --language {code}` says what it still needs.\n"
        f"language:\n  name: {_quoted(name)}\n  status: draft\n  reviewers: []\n  journeys: []\n"
    )
    yield _write(data / "copy" / code / language_file.FILE, about)
    for file in sorted((data / "copy" / base).glob("*.yml")):
        # Words for codes, and for "stop" in an app, are lists, not texts: a language without its own takes the English ones.
        if file.name not in {language_file.FILE, WORDS_FILE, APP_WORDS_FILE}:
            yield _write(data / "copy" / code / file.name, marked(file, base))
    for file in sorted(_of(data / "nlu", base).glob("*.yml")):
        yield _write(data / "nlu" / code / file.name, _intents(file, base))
    situations = load_situations(data / "risk" / "situations.yml")
    for topic, ids in (("crisis", CRISIS), ("blackmail", BLACKMAIL)):
        outlines = "".join(_outline(code, id_, situations[id_].name) for id_ in ids)
        head = (
            f"# Core risk rules for {name}: {topic}. How to write them is in data/risk/README.md.\n"
            "# Take the # away from what you have written, and the [] after `rules:`.\n"
        )
        yield _write(data / CORE_RULES / code / f"{topic}.yml", f"{head}risk:\n  rules: []\n{outlines}")
    places = data / "places" / f"{code}.yml"
    yield _copy(_of(data / "places", f"{base}.yml", f"{language_file.ENGLISH}.yml"), places)


def _of(folder: Path, name: str, otherwise: str = language_file.ENGLISH) -> Path:
    return folder / (name if (folder / name).exists() else otherwise)


def marked(file: Path, base: str) -> str:
    """A file of words as it is, comments too, but with each text marked and no review."""
    text = file.read_text(encoding="utf-8")
    root: Any = yaml.compose(text)
    changes = sorted((change for top, node in root.value for change in _changes(text, str(top.value), node, base)), reverse=True)
    for start, end, instead in changes:
        text = text[:start] + instead + text[end:]
    return text


def _changes(text: str, top: str, node: Any, base: str) -> Iterator[_Change]:
    for key, value in node.value:
        if top == "wording":
            yield from _of_rules(text, key.value, value, base)
        elif top == "buttons":
            yield from (_marked(part, base) for field, part in value.value if field.value == "label")
        elif isinstance(value, yaml.ScalarNode):
            yield _marked(value, base)
        else:
            for field, part in value.value:
                if field.value in {"text", "text_for"}:
                    yield from (_marked(scalar, base) for scalar in _scalars(part))
                elif field.value in _REVIEW:
                    yield (*_place(part), _REVIEW[field.value])


def _of_rules(text: str, key: str, node: Any, base: str) -> Iterator[_Change]:
    """Lengths stay; what is written in the words of a language begins anew."""
    if key in {"country", "reading"}:
        yield _emptied(text, node, "null")
    elif key == "person_asked":
        yield _emptied(text, node, '""')
    elif key == "must_say":
        yield from (_emptied(text, pattern, '""') for _, pattern in node.value)
    elif key == "word_for_word":
        yield from (_marked(scalar, base) for scalar in _scalars(node))
    elif key in {"banned", "approved"}:
        rules = [node] if key == "approved" else [rule for _, rule in node.value]
        yield from (change for rule in rules for change in _of_rule(text, rule, base))


def _of_rule(text: str, rule: Any, base: str) -> Iterator[_Change]:
    for field, part in rule.value:
        if field.value in _PATTERNS:
            yield _emptied(text, part, _PATTERNS[field.value])
        elif field.value in _SENTENCES:
            yield from (_marked(scalar, base) for scalar in _scalars(part))


def _emptied(text: str, node: Any, empty: str) -> _Change:
    """A block ends where the next key begins; what is replaced ends before the spaces there."""
    start, end = _place(node)
    return start, start + len(text[start:end].rstrip()), empty


def _scalars(node: Any) -> Iterator[Any]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item)
    else:
        for _, value in node.value:
            yield from _scalars(value)


def _marked(node: Any, base: str) -> _Change:
    start, end = _place(node)
    if node.style in {'"', "'"}:
        return start + 1, start + 1, mark("", base)
    return start, end, _quoted(mark(node.value, base))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # every JSON text is a YAML text


def _place(node: Any) -> tuple[int, int]:
    return node.start_mark.index, node.end_mark.index


def _intents(file: Path, base: str) -> str:
    lines = [
        'version: "3.1"\n',
        "# What young people type, in their own words, not translated: see data/nlu/README.md.",
        f"# The lines marked [{base}] show what an intent is.",
        "# Take the # away from the intents you have written, and the [] after `nlu:`.",
        "nlu: []",
    ]
    for intent in yaml.safe_load(file.read_text(encoding="utf-8")).get("nlu") or []:
        lines.append(f"# - intent: {intent['intent']}")
        if situation := (intent.get("metadata") or {}).get("situation"):
            lines.append(f"#   metadata: {{situation: {situation}}}")
        lines.append("#   examples: |")
        said = [line.removeprefix("- ") for line in str(intent["examples"]).splitlines() if line.strip()]
        lines += [f"#     - {mark(line, base)}" for line in said[:_EXAMPLES]]
    return "\n".join(lines) + "\n"


def _outline(code: str, situation: str, name: str) -> str:
    lines = [f"- name: {code}_{name}", f"  situation: {situation}", "  any: []", "  examples: []", "  traps: []"]
    return "".join(f"  # {line}\n" for line in lines)


def _write(file: Path, text: str) -> tuple[Path, bool]:
    if file.exists():
        return file, False
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file, True


def _copy(source: Path, file: Path) -> tuple[Path, bool]:
    if file.exists():
        return file, False
    shutil.copyfile(source, file)
    return file, True

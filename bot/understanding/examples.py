"""Reads the situation examples of data/situations: what young people type, and every situation that is said in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.safety.fast_yaml import read_yaml

_LINE = re.compile(r"- (?:\[([A-L]\d\d(?: [A-L]\d\d)*)\] )?([^\s\[].*)")
_ID = re.compile(r"[A-L]\d\d")


class ExampleFileError(ValueError):
    """A file of examples is broken. The message names the file, the line and the cure."""


@dataclass(frozen=True, slots=True)
class Example:
    """One text and the situations said in it, the main one first."""

    text: str
    situations: tuple[str, ...]


def load_examples(folder: Path) -> tuple[Example, ...]:
    """Every example of a language's folder, in the order of the files. Raises ExampleFileError."""
    return tuple(example for path in sorted(folder.glob("*.yml")) for example in _read(path))


def _read(path: Path) -> Iterator[Example]:
    try:
        content: Any = read_yaml(path)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ExampleFileError(f"{path.name}: this is not readable YAML. Cure: look for a missing indent or `|`.") from error
    if not isinstance(content, dict) or set(content) != {"situation", "said"} or not isinstance(content["said"], str):
        raise ExampleFileError(f"{path.name}: it needs `situation: A01` and `said: |` with one `- line` for each example.")
    main = str(content["situation"])
    if not _ID.fullmatch(main):
        raise ExampleFileError(f"{path.name}: `situation: {main}` is no id such as A01.")
    for line in content["said"].splitlines():
        if not line.strip():
            continue
        found = _LINE.fullmatch(line.rstrip())
        if found is None:
            raise ExampleFileError(f"{path.name}: `{line}` must begin with `- `, then maybe more situations as in `[B01 A05] `.")
        yield Example(found.group(2), (main, *(id_ for id_ in _ID.findall(found.group(1) or "") if id_ != main)))

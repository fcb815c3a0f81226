"""Reads one risk file, and says in plain words what is wrong with it and how to put it right."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.safety.fast_yaml import read_yaml


class RiskFileError(ValueError):
    """A risk file is broken. The message names the file, the entry and the cure, for the person who edited it."""

    def __init__(self, path: Path, where: str, cure: str) -> None:
        super().__init__(f"{path.parent.name}/{path.name}: {where}: {cure}")
        self.path = path
        self.where = where
        self.cure = cure


def read_section(path: Path, top: str) -> dict[str, Any]:
    """The mapping under the file's top key. Raises RiskFileError."""
    try:
        loaded = read_yaml(path)
    except FileNotFoundError as error:
        raise RiskFileError(path, "file", "it does not exist; restore it, the screen cannot start without it") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        place = "file" if line is None else f"line {line + 1}"
        raise RiskFileError(path, place, "this is not readable YAML; look for a missing quote, dash or space") from error
    if not isinstance(loaded, Mapping) or set(loaded) != {top}:
        raise RiskFileError(path, "top of the file", f"it needs exactly one top key, `{top}:`")
    section = loaded[top]
    if not isinstance(section, Mapping):
        raise RiskFileError(path, f"`{top}:`", "it needs named entries below it")
    return dict(section)


def check_keys(path: Path, where: str, entry: object, *, known: frozenset[str], needed: frozenset[str]) -> dict[str, Any]:
    """The entry as a dict with only known keys and all needed ones. Raises RiskFileError."""
    if not isinstance(entry, Mapping):
        raise RiskFileError(path, where, "it must be a list of `key: value` lines")
    if strange := sorted(str(key) for key in entry if key not in known):
        raise RiskFileError(path, where, f"unknown key `{strange[0]}`; known are {', '.join(sorted(known))}")
    if missing := sorted(needed - set(entry)):
        raise RiskFileError(path, where, f"add `{missing[0]}:`")
    return dict(entry)


def check_texts(path: Path, where: str, value: object) -> tuple[str, ...]:
    """A list of texts. YAML reads a bare `no`, `yes` or `10` as something else, so those must be quoted."""
    if not isinstance(value, list) or not value:
        raise RiskFileError(path, where, "it must be a list with at least one line")
    for item in value:
        if not isinstance(item, str):
            raise RiskFileError(path, where, f"put quotes around {item!r}")
    return tuple(value)

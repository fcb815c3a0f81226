"""The one error of data files: it names the file, the place in it, what is wrong and how to put it right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from bot.safety.fast_yaml import read_yaml


class GuidanceDataError(ValueError):
    """A file under data/ cannot be used. Raised while loading, never while somebody is being answered."""

    def __init__(self, file: Path, place: str, problem: str, cure: str) -> None:
        super().__init__(f"{file}: {place}: {problem} {cure}")
        self.file = file
        self.place = place
        self.problem = problem
        self.cure = cure


def read_mapping(file: Path) -> dict[str, Any]:
    """The YAML of a file that must be a mapping at its top."""
    try:
        content = read_yaml(file)
    except yaml.YAMLError as error:
        raise GuidanceDataError(
            file, _line_of(error), "This is not valid YAML.", "Check indentation, colons and quotes near here."
        ) from error
    if not isinstance(content, dict):
        raise GuidanceDataError(file, "top", "The file must start with keys.", "See the README beside it for the shape.")
    return content


def _line_of(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"line {mark.line + 1}" if mark is not None else "file"

"""The repository's own files, as the architecture tests look at them."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Built, fetched or written while running; `.gitignore` names the same.
_NOT_OURS = {"node_modules", "__pycache__", "models", "var", "results", "test-results", "static"}
_OUR_DOT_FILES = {".ci", ".env.example", ".gitignore", ".yamllint", ".github", ".dockerignore"}


def files(*suffixes: str, under: str = ".") -> list[Path]:
    """Every file of ours with one of these endings, or with any."""
    return sorted(path for path in _walk(ROOT / under) if not suffixes or path.suffix in suffixes)


def _walk(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if _is_ours(name)]
        yield from (Path(here, name) for name in names if _is_ours(name))


def _is_ours(name: str) -> bool:
    return name in _OUR_DOT_FILES or (name not in _NOT_OURS and not name.startswith(".") and not name.endswith(".egg-info"))


def name_of(path: Path) -> str:
    """The path as the repository has it."""
    return path.relative_to(ROOT).as_posix()


def parsed(path: Path) -> ast.Module:
    """The file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Line and value of every string in the code, docstrings and what errors say left out. Parts of f-strings are strings."""
    lines = path.read_text(encoding="utf-8").splitlines()
    tree = parsed(path)
    silent = {id(node) for part in _not_said(tree) for node in ast.walk(part)}
    for node in ast.walk(tree):
        said = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent
        if said and "# noqa" not in lines[node.lineno - 1]:
            yield node.lineno, node.value


def _not_said(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise):
            yield node
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node  # a docstring
        elif isinstance(node, ast.ClassDef) and node.name.endswith("Error"):
            yield node

"""`bot new-language`: everything a translator needs, and what is missing before anybody may read it."""

from __future__ import annotations

from pathlib import Path

import yaml
from rich.console import Console

from bot.app import DATA, ROOT
from bot.commands.language_report import print_report
from bot.commands.language_skeleton import write_skeleton
from bot.guidance.language_tag import is_tag, nearest_tag
from bot.settings import Settings


class NewLanguageError(Exception):
    """A language cannot be begun. The message says why, and the cure."""


def new_language(settings: Settings, code: str, name: str, base: str, out: Console) -> None:
    """Write the files of a draft and print what they still need. Raises NewLanguageError; overwrites nothing."""
    _check(code, base)
    known = yaml.safe_load((DATA / "languages.yml").read_text(encoding="utf-8"))["languages"]
    named = name or str(known.get(code, {}).get("name", code))
    written = list(write_skeleton(DATA, code, named, base))
    out.print(f"[bold]{named}[/] ({code}) has begun: a draft that nobody is shown. Written:")
    for folder in dict.fromkeys(file.parent for file, new in written if new):
        count = sum(new and file.parent == folder for file, new in written)
        out.print(f"  {_from_project(folder)}: {count} file{'s' * (count != 1)}", soft_wrap=True)
    for file, new in written:
        if not new:
            out.print(f"  {_from_project(file)}: was there, and stays as it is", soft_wrap=True)
    out.print(f"\nEvery text that begins with {_mark(base)} waits for its translation. Before it can be released:\n")
    print_report(settings, code, out)
    out.print(f"\nThis list again at any time: bot content --language {code}", soft_wrap=True)


def _check(code: str, base: str) -> None:
    if not is_tag(code):
        near = nearest_tag(code)
        cure = f"Cure: write {near}." if near else "Cure: write a BCP-47 tag such as fr, pt-BR or zh-Hant."
        raise NewLanguageError(f"`{code}` is no language tag. {cure}")
    if (DATA / "copy" / code).exists():
        cure = f"Cure: go on with it; `bot content --language {code}` says what is missing."
        raise NewLanguageError(f"There is a folder {_from_project(DATA / 'copy' / code)} already. Nothing was changed. {cure}")
    if not is_tag(base) or not (DATA / "copy" / base).is_dir():
        known = ", ".join(sorted(folder.name for folder in (DATA / "copy").iterdir() if folder.is_dir()))
        raise NewLanguageError(f"There is no language `{base}` to begin from. Cure: --base with one of: {known}.")


def _from_project(path: Path) -> str:
    return path.relative_to(ROOT if path.is_relative_to(ROOT) else DATA.parent).as_posix()


def _mark(base: str) -> str:
    return rf"\[{base}]"

"""`bot export`: everything that is held of one conversation as a page or as JSON, for a young person who asks for it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from rich.console import Console

from bot.app import DATA, open_deps
from bot.commands.staff_named import staff_named
from bot.guidance.export_words import ExportWords, load_export_words
from bot.services.errors import NotAllowedError, ServiceError, UnknownConversationError
from bot.services.export_conversation import Export, export_conversation
from bot.services.ports import Counsellor, Deps
from bot.settings import Settings

_STYLE = Path(__file__).with_name("content_page.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


class ExportError(ServiceError):
    """Nothing was exported. The message says what to do."""

    code = "export"


def export(settings: Settings, asked: str, by: str, file: Path, out: Console) -> None:
    """Write one conversation into a new file. Raises ExportError, UnknownStaffError."""
    if file.suffix not in {".html", ".json"}:
        raise ExportError(f"{file.name} says no form. Cure: a name that ends in .html, to be read, or in .json.")
    if file.exists():
        raise ExportError(f"{file} is there already. Nothing was written. Cure: name a new file.")
    deps = open_deps(settings)
    held = _read(deps, asked, staff_named(deps, by))
    words = load_export_words(DATA, held.parts)
    _write(file, _as_json(held, words) if file.suffix == ".json" else as_page(held, words))
    out.print(f"Wrote {held.label} to {file}, for your eyes only. It is in the audit log.", soft_wrap=True, highlight=False)
    out.print(words.before, soft_wrap=True)
    out.print("Delete the file when it was handed over: no retention takes it away.", soft_wrap=True)


def _read(deps: Deps, asked: str, by: Counsellor) -> Export:
    try:
        return export_conversation(deps, asked, by)
    except NotAllowedError:
        raise ExportError(f"{by.name} is no administrator who may sign in. Cure: --by the name of one.") from None
    except UnknownConversationError:
        raise ExportError(
            "No conversation has this id or code: it was deleted, has expired, or never was. Then nothing is held of it but "
            "lines of the audit log, which have its id and no words."
        ) from None


def as_page(held: Export, words: ExportWords) -> str:
    """A page that needs nothing else: no script, nothing fetched."""
    title = escape(f"{words.title}: {held.label}")
    return "".join(
        [
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<style>{_STYLE.read_text(encoding='utf-8')}</style></head><body><header><h1>{title}</h1>",
            f"<p>{held.made_at:%Y-%m-%d %H:%M} UTC</p><p><strong>{escape(words.before)}</strong></p></header><main>",
            *_sections(held, words),
            f"</main><footer><p>{escape(words.besides)}</p></footer></body></html>\n",
        ]
    )


def _sections(held: Export, words: ExportWords) -> Iterator[str]:
    for name, rows in held.parts.items():
        about = words.parts[name]
        mark = f'<span class="state">{escape(words.marks[about.mark])}</span>'
        yield f'<section class="{"" if about.mark == "theirs" else "missing"}"><h2>{escape(about.title)} {mark}</h2>'
        yield from (f'<article class="said" dir="auto">{_shown(row)}</article>' for row in rows)
        yield "</section>" if rows else "<p>-</p></section>"


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        lines = (f"<div><b>{escape(str(name).replace('_', ' '))}</b>: {_shown(one)}</div>" for name, one in value.items())
        return "".join(lines)
    if isinstance(value, list):
        return "".join(f"<div>{_shown(one)}</div>" for one in value)
    return escape(str(value))


def _as_json(held: Export, words: ExportWords) -> str:
    parts = {
        name: {"title": words.parts[name].title, "mark": words.parts[name].mark, "held": rows}
        for name, rows in held.parts.items()
    }
    about = {"conversation": held.conversation_id, "label": held.label, "made_at": held.made_at.isoformat(timespec="seconds")}
    return json.dumps({**about, "before": words.before, "besides": words.besides, "parts": parts}, ensure_ascii=False, indent=2)


def _write(file: Path, text: str) -> None:
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise ExportError(
            f"{file} cannot be written: {error.strerror}. Cure: name a file in a folder you may write to."
        ) from None
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        opened.write(text)

"""`bot screen`: JSON lines in, what understanding and the safety screen make of them out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from io import TextIOWrapper
from queue import Queue
from typing import Any, TextIO

from bot.app import build_screen
from bot.safety.assessment import Assessment, Reason
from bot.services.incoming import clean_text
from bot.services.ports import Screen
from bot.settings import Settings

_AHEAD = 64  # lines that may wait for an answer


def screen(settings: Settings, lines: Iterable[str], output: TextIO) -> None:
    """One answer a line, in order. A line that is no JSON object with a text gets {"error": …}, so that no place is lost."""
    assess = build_screen(settings)
    for stream in (lines, output):
        if isinstance(stream, TextIOWrapper):  # JSON is UTF-8 whatever the terminal speaks, and a broken byte costs one character
            stream.reconfigure(encoding="utf-8", errors="replace")
    # One core a line; the answers are printed in order, each as soon as it is there, also while the next line is waited for.
    answers: Queue[Future[dict[str, Any]] | None] = Queue(_AHEAD)
    with ThreadPoolExecutor(1) as printer, ThreadPoolExecutor(os.cpu_count()) as pool:
        printed = printer.submit(_print_in_order, answers, output)
        for line in lines:
            if line.strip():
                answers.put(pool.submit(answer, assess, line))
        answers.put(None)
        printed.result()


def _print_in_order(answers: Queue[Future[dict[str, Any]] | None], output: TextIO) -> None:
    while (future := answers.get()) is not None:
        print(json.dumps(future.result(), ensure_ascii=False), file=output, flush=True)


def answer(screen: Screen, line: str) -> dict[str, Any]:
    """The answer to one line."""
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        return {"error": 'This line is not JSON. Write one object a line, such as {"text": "hello"}.'}
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        return {"error": 'This line has no "text". Write one object a line, such as {"text": "hello"}.'}
    context = asked.get("context") or []
    if not isinstance(context, list) or not all(isinstance(text, str) for text in context):
        return {"error": '"context" is a list of earlier texts.'}
    text = clean_text(asked["text"], sys.maxsize)
    return {"text": text, **describe(screen.assess(text, context=context))}


def describe(found: Assessment) -> dict[str, Any]:
    """An assessment as the command contract has it, and what was mentioned in passing."""
    return {
        "tier": found.tier.name,
        "situations": [{"id": situation.id, "score": situation.score} for situation in found.situations],
        "intent": found.intent,
        "ask": found.ask,
        "reasons": [_reason(reason) for reason in found.reasons],
        "mentions": [{"kind": mention.kind, "value": mention.value} for mention in found.mentions],
        "language": found.language,
    }


def _reason(reason: Reason) -> dict[str, Any]:
    """Why, in words a person can check: the rule or situation, what was said, and the example it is nearest to."""
    near = {"like": reason.like} if reason.like else {}
    return {"source": reason.source, "name": reason.name, "tier": reason.tier.name, "words": reason.words, **near}

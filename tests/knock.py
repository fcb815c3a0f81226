"""Knocks at one route of an app: the status and the error code. Of a stream the head is enough, since it never ends."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import httpx2
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts


def routes(app: FastAPI) -> set[str]:
    """Every route as FastAPI has it, such as "GET /livez"."""
    return {
        f"{method} {context.path}"
        for context in iter_route_contexts(app.routes)
        if isinstance(context.route, APIRoute)
        for method in context.methods or ()
    }


def knock(app: FastAPI, route: str, headers: Mapping[str, str], body: object = None) -> tuple[int, str]:
    """Send one request. `body`: what becomes JSON, bytes as they are, or None for none. The code is empty where there is none."""
    return asyncio.run(_knock(app, route, headers, body))


async def _knock(app: FastAPI, route: str, headers: Mapping[str, str], body: object) -> tuple[int, str]:
    method, path = route.split(" ")
    payload = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
    all_headers = {"content-type": "application/json", "host": "testserver"} | {k.lower(): v for k, v in headers.items()}
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "scheme": "http",
        "server": ("testserver", 80),
        "client": ("127.0.0.1", 1),
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in all_headers.items()],
    }
    asked, answered = False, asyncio.Event()
    told: dict[str, Any] = {"body": b""}

    async def receive() -> dict[str, Any]:
        nonlocal asked
        if asked:
            await asyncio.Event().wait()
        asked = True
        return {"type": "http.request", "body": payload, "more_body": False}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            told["status"] = message["status"]
            if any(name == b"content-type" and value.startswith(b"text/event-stream") for name, value in message["headers"]):
                answered.set()
        elif message["type"] == "http.response.body":
            told["body"] += message.get("body", b"")
            if not message.get("more_body"):
                answered.set()

    task = asyncio.create_task(app(scope, receive, send))
    await asyncio.wait_for(answered.wait(), 10)
    task.cancel()
    with suppress(asyncio.CancelledError, Exception):
        await task
    is_refusal = told["status"] >= httpx2.codes.BAD_REQUEST and told["body"].startswith(b"{")
    code = json.loads(told["body"]).get("error", {}).get("code", "") if is_refusal else ""
    return told["status"], code

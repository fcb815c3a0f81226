"""Starts Firefox, and stands between it and Playwright: one wish that Debian's Firefox does not know yet is answered for it.

Playwright speaks WebDriver BiDi with a stock Firefox, but asks at once for colours that a page should believe in; older
ones refuse, and Playwright gives up. Everything else passes through unchanged.

    python -m tests.journeys.firefox_gate FIREFOX [its arguments]
"""

from __future__ import annotations

import asyncio
import json
import re
import sys

from websockets import WebSocketClientProtocol, WebSocketServerProtocol, connect, serve

LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
# Playwright asks for it in every context; nothing in a journey depends on it.
MAY_BE_MISSING = "emulation.setMediaFeaturesOverride"
UNLIMITED = None  # bytes; screenshots come in one piece


async def main(firefox: str, *arguments: str) -> int:
    """Run until Firefox ends; its exit status."""
    process = await asyncio.create_subprocess_exec(firefox, *arguments, stderr=asyncio.subprocess.PIPE)
    assert process.stderr is not None
    async for line in process.stderr:
        if found := LISTENING.search(line.decode(errors="replace")):
            break
    else:
        return await process.wait()

    async def pass_on(playwright: WebSocketServerProtocol, path: str) -> None:
        async with connect(found[1] + path, max_size=UNLIMITED) as browser:
            asked: set[int] = set()
            ways = [
                asyncio.create_task(_ask(playwright, browser, asked)),
                asyncio.create_task(_answer(browser, playwright, asked)),
            ]
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            for way in ways:
                way.cancel()

    async with serve(pass_on, "127.0.0.1", 0, max_size=UNLIMITED) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        print(f"WebDriver BiDi listening on ws://127.0.0.1:{port}", file=sys.stderr, flush=True)
        while await process.stderr.readline():
            """Firefox would stop when nobody reads what it says."""
        return await process.wait()


async def _ask(playwright: WebSocketServerProtocol, browser: WebSocketClientProtocol, asked: set[int]) -> None:
    async for command in playwright:
        if MAY_BE_MISSING in command:
            asked.add(json.loads(command)["id"])
        await browser.send(command)


async def _answer(browser: WebSocketClientProtocol, playwright: WebSocketServerProtocol, asked: set[int]) -> None:
    async for told in browser:
        await playwright.send(_without_refusal(told, asked) if asked else told)


def _without_refusal(told: str, asked: set[int]) -> str:
    """The answer as it is, or "done" where Firefox does not know one of the wishes that may be missing."""
    answer = json.loads(told)
    if answer.get("id") not in asked:
        return told
    asked.discard(answer["id"])
    if answer.get("error") != "unknown command":
        return told
    return json.dumps({"type": "success", "id": answer["id"], "result": {}})


if __name__ == "__main__":
    sys.exit(asyncio.run(main(*sys.argv[1:])))

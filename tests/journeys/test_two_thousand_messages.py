"""Two thousand messages through a network that delays, holds back and cuts: each arrives once, in order, on both sides."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bench.faults.bad_network import BadNetwork
from bot.guidance.library import Library
from bot.services.ports import Deps
from bot.services.transcript import transcript
from bot.web.app import create_app
from bot.web.settings import WebSettings
from tests.contract.server_thread import Running
from tests.world import open_world

ROOT = Path(__file__).resolve().parents[2]
MESSAGES, AT_ONCE = 2_000, 100
PATIENCE = 60_000  # ms
# Types and sends, with at most ten on their way at a time. What is typed is a number: it is looked for in the log afterwards.
TYPE_AND_SEND = """async ([first, last]) => {
  const field = document.querySelector('#message')
  const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set
  for (let n = first; n <= last; n += 1) {
    while (document.querySelectorAll('.bubble-pending').length >= 10) await new Promise((resolve) => setTimeout(resolve, 5))
    set.call(field, 'number ' + n)
    field.dispatchEvent(new Event('input', { bubbles: true }))
    await new Promise((resolve) => setTimeout(resolve))
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
    await new Promise((resolve) => setTimeout(resolve))
  }
}"""
OWN = "[...document.querySelectorAll('[role=log] .bubble-own')].map((one) => one.innerText.match(/number \\d+/)).filter(Boolean).map(String)"


@pytest.fixture
def deps(tmp_path: Path) -> Deps:
    return open_world(tmp_path).deps


@pytest.fixture
def network(deps: Deps) -> Iterator[BadNetwork]:
    library = Library.load(ROOT / "data")
    settings = WebSettings(messages=(100_000, 10))
    app = create_app(
        deps,
        static_dir=ROOT / "bot/web/static",
        words=lambda language: library.words(deps.clock(), language=language),
        offered=library.offered,
        settings=settings,
    )
    running = Running(app)
    with BadNetwork(to=int(running.url.rpartition(":")[2]), seed=random.SystemRandom().randrange(2**32)) as network:
        yield network
    running.stop()


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_every_message_arrives_once_and_in_order(network: BadNetwork, deps: Deps, new_page: Callable[..., Page]) -> None:
    page = new_page(360, 740)
    for _ in range(10):  # the page itself comes by the same network
        try:
            page.goto(f"http://127.0.0.1:{network.port}")
            page.get_by_role("button", name="Start chat").click(timeout=3_000)
            expect(page.locator("#message")).to_be_visible(timeout=5_000)
            break
        except Exception:  # noqa: S112 - a script that was cut off: load it again, as anybody would
            continue
    conversation = page.evaluate(
        "Object.values(sessionStorage).map((kept) => JSON.parse(kept)).find((kept) => kept.conversation)"
    )
    for first in range(1, MESSAGES + 1, AT_ONCE):
        page.evaluate(TYPE_AND_SEND, [first, first + AT_ONCE - 1])
    sent = [f"number {n}" for n in range(1, MESSAGES + 1)]
    expect(page.locator(".bubble-pending")).to_have_count(0, timeout=PATIENCE)
    stored = [
        message.said.text for message in transcript(deps, conversation["conversation"]) if message.said.text.startswith("number")
    ]
    assert stored == sent, f"seed {network.seed}"
    assert page.evaluate(OWN) == sent, f"seed {network.seed}"
    assert network.toll.cuts > MESSAGES * 0.01
    print(network.toll, network.seed)

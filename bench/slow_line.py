"""Times the young person's page on a slow telephone and a slow line, against the real program; prints a table.

    python -m bench.slow_line [--rounds 5] [--telephone 4] [--kbit 400] [--delay 400]

Needs Chromium. The processor is slowed by `--telephone` times; the line carries `--kbit` kbit/s, each answer `--delay` ms late.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tests.server import Server

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info"]
TOLD = "someone has pics of me and says hell send them to everyone"


def measure(browser: Browser, address: str, options: argparse.Namespace) -> dict[str, float]:
    """One visit: from the address to the first answer. Seconds, and megabytes of script memory."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    line = context.new_cdp_session(page)
    _slow(line, options)
    began = time.monotonic()
    page.goto(address)
    start = page.get_by_role("button", name="Start chat")
    start.wait_for()
    usable = time.monotonic() - began
    start.click()
    page.get_by_role("log").get_by_text("I'm a chatbot").wait_for()
    found = {"usable": usable, "own words": 0.0, "first answer": 0.0}
    box = page.get_by_role("textbox")
    box.fill(TOLD)
    began = time.monotonic()
    box.press("Enter")
    page.get_by_role("log").get_by_text(TOLD).wait_for()
    found["own words"] = time.monotonic() - began
    page.get_by_role("log").get_by_text("blackmail").first.wait_for()
    found["first answer"] = time.monotonic() - began
    found["memory MB"] = _memory(page)
    context.close()
    return found


def _slow(line: CDPSession, options: argparse.Namespace) -> None:
    line.send("Network.enable")
    rate = options.kbit * 1000 / 8
    conditions = {"offline": False, "latency": options.delay, "downloadThroughput": rate, "uploadThroughput": rate}
    line.send("Network.emulateNetworkConditions", conditions)
    line.send("Emulation.setCPUThrottlingRate", {"rate": options.telephone})


def _memory(page: Page) -> float:
    used: float = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
    return used


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--telephone", type=float, default=4)
    options.add_argument("--kbit", type=float, default=400)
    options.add_argument("--delay", type=float, default=400)
    chosen = options.parse_args()
    path = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(home=Path(folder) / "var").start()
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            rounds = [measure(browser, server.web, chosen) for _ in range(chosen.rounds)]
        finally:
            browser.close()
            server.stop()
    print(f"{chosen.rounds} visits, processor {chosen.telephone:g} times slower, {chosen.kbit:g} kbit/s, {chosen.delay:g} ms")
    print(f"{'':14s} {'lowest':>8s} {'median':>8s} {'highest':>8s}")
    for name in rounds[0]:
        values = [found[name] for found in rounds]
        print(f"{name:14s} {min(values):8.2f} {statistics.median(values):8.2f} {max(values):8.2f}")


if __name__ == "__main__":
    main()

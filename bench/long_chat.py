"""What a long chat weighs and how smoothly it scrolls in a real Chromium; prints a table.

    python -m bench.long_chat [--messages 300] [--telephone 4]

Weight is all that the page's process has in memory but the browser's program itself (Linux's RssAnon and RssShmem): scripts,
elements, text, what is painted, the browser's own bookkeeping; beside the same of an empty page. Time is taken with the
processor slowed by `--telephone` times. Needs Chromium and Linux.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, ViewportSize, sync_playwright

from tests.journeys.browsers import ARGUMENTS, CHROMIUM
from tests.journeys.stage import PERSON, Stage, StageServer

PHONE: ViewportSize = {"width": 360, "height": 740}
TOLD = "he says hell send them to everyone i follow if i dont pay by tonight what do i do"
ANSWERED = "You did nothing wrong, and you're not alone. Try not to pay: most of them ask for more. Keep the chat, block him."
ANSWERS = [{"id": "feel_okay", "label": "I'm okay"}, {"id": "ask_what_next", "label": "Show me what to do"}, PERSON]
HELPLINE = {"name": "A helpline", "phone": "0" * 11, "hours": "Day and night", "note": "Free, and not on the phone bill"}
LONG_FRAME = 50  # ms
# A frame can be late because the machine is busy with others; a long task is always the page's own.
WATCH = """() => {
  window.seen = {frames: [], longtask: [], event: []}
  for (const type of ["longtask", "event"]) {
    const watch = new PerformanceObserver((list) => list.getEntries().forEach((entry) => seen[type].push(entry.duration)))
    watch.observe({type, durationThreshold: 16})
  }
  let last = performance.now()
  const look = (now) => { seen.frames.push(now - last); last = now; requestAnimationFrame(look) }
  requestAnimationFrame(look)
}"""


def long_stage(count: int) -> Stage:
    """A conversation as they are: short lines of theirs, two sentences and buttons of the bot, now and then a helpline."""
    stage = Stage()
    for number in range(count):
        if number % 2:
            stage.says(f"{ANSWERED} ({number})", buttons=ANSWERS, helplines=[HELPLINE] if number % 20 == 1 else [])
        else:
            stage.says(f"{TOLD} ({number})", "young_person", client_id=str(number))
    return stage


def held(process: int) -> float:
    """What one process has in memory beside the program it runs, in MB."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith(("RssAnon:", "RssShmem:"))) / 1000


def process_of(page: Page, browser: CDPSession) -> int:
    """The process that draws the page: the one that works when the page is told to."""
    drawing = [one["id"] for one in browser.send("SystemInfo.getProcessInfo")["processInfo"] if one["type"] == "renderer"]
    before: dict[int, int] = {process: _worked(process) for process in drawing}
    page.evaluate("() => { const end = performance.now() + 300; while (performance.now() < end); }")
    return max(before, key=lambda process: _worked(process) - before[process])


def _worked(process: int) -> int:
    """Ticks."""
    return int(Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[11])


@contextmanager
def highest(process: int) -> Iterator[list[float]]:
    """A list whose only number is the most that the process held meanwhile."""
    found, done = [held(process)], threading.Event()

    def look() -> None:
        while not done.wait(0.02):
            found[0] = max(found[0], held(process))

    watching = threading.Thread(target=look)
    watching.start()
    yield found
    done.set()
    watching.join()


def weigh(browser: Browser, address: str, count: int) -> dict[str, float]:
    """Megabytes: of an empty page, of the first screen, of the chat while it opens and once it is at rest."""
    context = browser.new_context(viewport=PHONE)
    page, whole = context.new_page(), browser.new_browser_cdp_session()
    line = context.new_cdp_session(page)
    page.goto(f"{address}/static/icon.svg")
    page.wait_for_timeout(500)
    found = {"an empty page": held(process_of(page, whole))}
    page.goto(address)
    page.wait_for_timeout(1500)
    process = process_of(page, whole)
    found["the first screen"] = held(process)
    with highest(process) as most:
        _open_chat(page, count)
        page.wait_for_timeout(1000)
    found["a long chat, at most"] = most[0]
    line.send("HeapProfiler.collectGarbage")
    page.wait_for_timeout(500)
    found["a long chat, at rest"] = held(process)
    context.close()
    return found


def _open_chat(page: Page, count: int) -> None:
    """Begin, and wait for the last message. Playwright's own ways of looking would weigh more than the chat."""
    page.evaluate("document.querySelector('.foot-welcome .button').click()")
    while page.evaluate("document.querySelectorAll('.row').length") < count:
        page.wait_for_timeout(50)


def time_frames(browser: Browser, address: str, count: int, telephone: float) -> dict[str, list[float]]:
    """Milliseconds: between frames, and of long tasks, while a finger goes through the chat and back; from key to letter."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    line = context.new_cdp_session(page)
    page.goto(address)
    page.locator(".foot-welcome .button").first.wait_for()
    _open_chat(page, count)
    page.wait_for_timeout(1000)
    line.send("Emulation.setCPUThrottlingRate", {"rate": telephone})
    way = page.evaluate("document.querySelector('.scroll').scrollHeight")
    page.evaluate(WATCH)
    for distance in (way, -way):
        finger = {"x": 180, "y": 300, "yDistance": distance, "speed": 4000, "gestureSourceType": "touch", "preventFling": True}
        line.send("Input.synthesizeScrollGesture", finger)
    scrolled = page.evaluate("seen")
    page.locator("#message").focus()
    page.keyboard.type("what do i do now", delay=60)
    page.wait_for_timeout(500)
    typed = page.evaluate("seen.event")
    context.close()
    return {
        "between frames while scrolling": scrolled["frames"],
        "of the page's work at a time": scrolled["longtask"],
        "from a key to its letter": typed,
    }


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--messages", type=int, default=300)
    options.add_argument("--telephone", type=float, default=4)
    chosen = options.parse_args()
    server = StageServer()
    server.stage = long_stage(chosen.messages)
    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        weights = weigh(browser, server.address, chosen.messages)
        frames = time_frames(browser, server.address, chosen.messages, chosen.telephone)
        browser.close()
    print(f"{chosen.messages} messages; what the page's process has in memory, MB, and how much more than an empty page")
    for name, size in weights.items():
        print(f"  {name:32s} {size:6.1f} {size - weights['an empty page']:6.1f}")
    print(f"processor {chosen.telephone:g} times slower, ms")
    for name, times in frames.items():
        late = [one for one in times if one > LONG_FRAME]
        middle = f"median {statistics.median(times):5.1f}" if times else ""
        print(f"  {name:32s} {middle:13s} longest {max(times, default=0):6.1f}  over {LONG_FRAME}: {len(late)} of {len(times)}")


if __name__ == "__main__":
    main()

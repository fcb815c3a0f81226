"""What costs seconds, once a session: the encoders, the trained model, Rasa. `make model` has trained it before."""

from __future__ import annotations

from pathlib import Path

import hypothesis
import pytest
from pydantic import SecretStr

from bot.app import App, build, load_brain
from bot.brain.agent import Dialogue
from bot.brain.worker import Brain
from bot.guidance.library import Library
from bot.settings import Settings
from bot.store.keys import MasterKeys
from bot.understanding.archive import load_reader, newest
from bot.understanding.encoders import Encoders, shared_encoders
from bot.understanding.reader import Reader
from tests.databases import new_database, new_postgresql, postgresql_server
from tests.examples import examples

__all__ = ["new_database", "new_postgresql", "postgresql_server"]  # fixtures for every test

ROOT = Path(__file__).resolve().parent.parent

# A busy machine must not turn a slow example into a failed one; how long things take is what `bot bench` is for.
hypothesis.settings.register_profile("unhook", deadline=None, max_examples=examples(100))
hypothesis.settings.load_profile("unhook")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: Playwright leaves an event loop running, and other tests start their own.

    They get a second try, since they time three programs against each other on a machine that may be busy; the summary
    names each that needed it. A script error in a page gets none: it is the page's fault, however rarely it comes.
    """
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1, rerun_except=["BrokenPageError"]))
    items.sort(key=lambda item: "journeys" in item.path.parts)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A browser test that was skipped, or passed only at its second try, must not look like any other."""
    again = terminalreporter.stats.get("rerun", [])
    if again:
        terminalreporter.section(f"Had a second try: {len(again)}", yellow=True)
        for report in again:
            terminalreporter.line(f"{report.nodeid}: {str(report.longrepr).splitlines()[-1]}")
    skipped = [report.nodeid for report in terminalreporter.stats.get("skipped", []) if "journeys" in report.nodeid]
    if skipped:
        terminalreporter.section(f"{len(skipped)} BROWSER TESTS WERE SKIPPED: a browser or nginx is missing", sep="!", red=True)
        for name in skipped:
            terminalreporter.line(name)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    home = tmp_path_factory.mktemp("home")
    key = SecretStr(MasterKeys.generate())
    return Settings(_env_file=None, home=home, database_url="", master_key=key, models=ROOT / "models", country="GB")


@pytest.fixture(scope="session")
def model() -> Path:
    return newest(ROOT / "models")


@pytest.fixture(scope="session")
def encoders() -> Encoders:
    return shared_encoders()


@pytest.fixture(scope="session")
def reader(model: Path, encoders: Encoders) -> Reader:
    return load_reader(model, encoders)


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.load(ROOT / "data")


@pytest.fixture(scope="session")
def dialogue(model: Path, library: Library) -> Dialogue:
    return Dialogue(model, library)


@pytest.fixture(scope="session")
def app(settings: Settings) -> App:
    return build(settings)


@pytest.fixture(scope="session")
def brain(app: App) -> Brain:
    return load_brain(app)

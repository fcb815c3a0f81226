"""What Rasa imports for its command line is imported when it is used, and is the real thing then."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.brain.late import Late, imported_late
from bot.brain.slim import LATE

NEVER_NEEDED = sorted(
    {name.partition(".")[0] for name in LATE} | {"redis", "socketio", "sqlalchemy.orm", "scipy.stats", "setuptools"}
)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package that nobody has imported."""
    folder = tmp_path / "heavy_package"
    folder.mkdir()
    (folder / "__init__.py").write_text("class Thing:\n    size = 3\n\ndef add(a, b):\n    return a + b\n")
    (folder / "inner.py").write_text("class Error(Exception):\n    pass\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield folder
    for name in ("heavy_package", "heavy_package.inner"):
        sys.modules.pop(name, None)


@pytest.mark.usefixtures("package")
def test_nothing_is_imported_until_it_is_used() -> None:
    with imported_late(["heavy_package", "heavy_package.inner"]):
        import heavy_package
        import heavy_package.inner
        from heavy_package import Thing, add, inner
    assert "heavy_package" not in sys.modules
    assert add(2, 3) == 5
    import heavy_package as real

    assert isinstance(Thing(), real.Thing)
    assert isinstance(real.Thing(), Thing)
    assert not isinstance(3, Thing)
    assert Thing.size == 3
    assert issubclass(type("Mine", (real.Thing,), {}), real.Thing)

    class Mine(Thing):
        pass

    assert Mine.__mro__[1] is real.Thing
    from heavy_package.inner import Error

    assert inner.Error is Error
    with pytest.raises(Error):  # whoever kept the module itself has real classes, which an `except` needs
        raise heavy_package.inner.Error


@pytest.mark.usefixtures("package")
def test_what_was_imported_before_stays_as_it_is() -> None:
    import heavy_package as real

    with imported_late(["heavy_package", "heavy_package.inner"]):
        import heavy_package.inner
        from heavy_package import Thing
    assert Thing is real.Thing
    assert sys.modules["heavy_package.inner"] is heavy_package.inner
    assert not isinstance(heavy_package.inner.Error, Late)


@pytest.mark.usefixtures("package")
def test_a_name_that_is_not_there_is_told_when_it_is_used() -> None:
    with imported_late(["heavy_package"]):
        from heavy_package import missing
    with pytest.raises(ModuleNotFoundError, match="missing"):
        missing()


@pytest.mark.usefixtures("package")
def test_an_error_leaves_no_stand_in() -> None:
    with pytest.raises(ZeroDivisionError), imported_late(["heavy_package"]):
        _ = 1 / 0
    assert "heavy_package" not in sys.modules


def test_loading_the_brain_imports_none_of_it(model: Path) -> None:
    """In a process of its own: whatever else tests have imported does not count."""
    code = (
        "import sys; from pathlib import Path; from bot.brain.agent import Dialogue; from bot.guidance.library import Library; "
        f"Dialogue(Path({str(model)!r}), Library.load(Path('data'))); "
        f"print([name for name in {NEVER_NEEDED} if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=model.parents[1])
    assert told.stdout.splitlines()[-1] == "[]"


def test_rasas_own_server_has_the_real_ones() -> None:
    """As `bot rasa run` and `bot rasa shell` need them, in a process of its own."""
    code = (
        "import bot.brain.slim; from rasa.core.channels.rest import RestInput; import sanic; import asyncio; "
        "from rasa.core.channels import console; import rasa.server, rasa.core.jobs; "
        "made = RestInput().blueprint(None); assert isinstance(made, sanic.Blueprint), made; "
        "assert console.Style([('qmark', '#6d91d3')]).style_rules; assert console.questionary.text.__module__ == 'questionary.prompts.text'; "
        "assert type(asyncio.run(rasa.core.jobs.scheduler())).__name__ == 'AsyncIOScheduler'; print('real')"
    )
    told = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=False)
    assert told.stdout.splitlines()[-1:] == ["real"], told.stderr

"""The doctor names what is wrong, and a cure for each."""

from __future__ import annotations

import base64
import io
import shutil
import socket
from pathlib import Path

import pytest
from pydantic import SecretStr
from rich.console import Console

from bot import app as wiring
from bot.app import App
from bot.commands import doctor as room
from bot.commands.doctor import doctor
from bot.services.start_conversation import start_conversation
from bot.settings import Settings
from bot.understanding.weights import Ours, Pinned
from tests.certificates import make_certificate

OTHER_KEY = base64.urlsafe_b64encode(bytes(32)).decode()


def examine(settings: Settings) -> tuple[int, str]:
    out = io.StringIO()
    return doctor(settings, Console(file=out, width=400)), out.getvalue()


def finding(report: str, what: str) -> list[str]:
    """The lines about one thing, with the cure when there is one."""
    lines = report.splitlines()
    at = next(number for number, line in enumerate(lines) if what in line)
    return lines[at : at + 1 + ("Cure: " in "".join(lines[at + 1 : at + 2]))]


def changed(settings: Settings, **changes: object) -> Settings:
    return settings.model_copy(update=changes)


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Ports are looked at in one test only, as others run on this machine; and the screen of the session is not built again."""
    monkeypatch.setattr(room, "_port", lambda _host, port: room.Finding(f"port {port}"))
    if "damaged_model" not in request.node.name:
        monkeypatch.setattr(room, "build_screen", lambda _: request.getfixturevalue("app").deps.screen)


def test_all_is_well_where_all_is_well(app: App, settings: Settings) -> None:
    code, report = examine(changed(settings, duty_webhook=SecretStr("https://hooks.example.org"), second_factor="required"))
    assert code == 0, report
    assert "wrong" not in report
    assert "Cure" not in report.replace(".env can be read", "")


def test_a_certificate_is_told_with_its_days_and_what_is_wrong_with_it(app: App, settings: Settings, tmp_path: Path) -> None:
    def told(tls: str) -> list[str]:
        return finding(examine(changed(settings, tls=tls))[1], "HTTPS of the faces")

    assert told("") == ["ok    HTTPS of the faces: left to the proxy"]
    found = {days: ",".join(map(str, make_certificate(_new(tmp_path / str(days)), days))) for days in (60, 5, -2)}
    assert told(found[60]) == ["ok    HTTPS of the faces: 59 days"]
    assert told(found[5])[0] == "note  HTTPS of the faces: the certificate is good for 4 days"
    assert told(found[-2])[0] == "wrong  HTTPS of the faces: the certificate is out of date"
    assert "CERTIFICATE.pem,KEY.pem" in told("one.pem")[0]


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_no_model_is_cured_by_training(settings: Settings, tmp_path: Path) -> None:
    code, report = examine(changed(settings, models=tmp_path))
    assert code == 1
    assert finding(report, "trained model")[0].startswith("wrong")
    assert "bot train" in finding(report, "trained model")[1]


def test_a_damaged_model_is_cured_by_training(settings: Settings, model: Path, tmp_path: Path) -> None:
    whole = model.read_bytes()
    (tmp_path / "a.tar.gz").write_bytes(whole[: len(whole) // 2])
    code, report = examine(changed(settings, models=tmp_path))
    assert code == 1
    assert "damaged" in finding(report, "safety screen")[0]
    assert "bot train" in finding(report, "safety screen")[1]


@pytest.mark.parametrize(
    ("name", "what", "cure"),
    [
        ("MINILM", "sentence encoder", "make setup"),
        ("MULTILINGUAL", "multilingual encoder", "make setup"),
    ],
)
def test_a_missing_part_of_the_reading_is_named_with_its_cure(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, what: str, cure: str
) -> None:
    lost = Pinned("the lost encoder", "a_package_that_nobody_has", tmp_path, {})
    monkeypatch.setattr(room, name, lost)
    code, report = examine(settings)
    assert code == 1
    wrong, told = finding(report, f"wrong  {what}")
    assert "not installed" in wrong
    assert cure in told


def test_a_missing_file_of_ours_is_named_with_its_cure(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "OURS", [Ours("the lost graph", "lost.onnx", "0" * 64)])
    code, report = examine(settings)
    assert code == 1
    wrong, told = finding(report, "wrong  lost graph")
    assert "is missing" in wrong
    assert "git checkout bot/understanding/lost.onnx" in told


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("copy/en/crisis.yml", "copy: {utter_stay_close: {text: 5}}"),
        ("copy/en/buttons.yml", "buttons: {}"),
        ("helplines/gb.yml", "helplines: ["),
    ],
)
def test_damaged_content_is_named_by_its_file(
    settings: Settings, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, content: str
) -> None:
    data = tmp_path / "data"
    shutil.copytree(root / "data", data, ignore=shutil.ignore_patterns("nlu"))
    (data / file).write_text(content)
    monkeypatch.setattr(wiring, "DATA", data)
    code, report = examine(settings)
    assert code == 1
    wrong, cure = finding(report, "content in data/")
    assert wrong.startswith("wrong")
    assert "Cure: " in cure


@pytest.mark.parametrize(
    ("key", "problem"),
    [("not a key", "BadMasterKeyError"), (OTHER_KEY[:-4], "BadMasterKeyError"), (OTHER_KEY, "WrongKeyError")],
    ids=["no key", "cut off", "of another database"],
)
def test_a_wrong_key_is_told_before_a_conversation_needs_it(app: App, settings: Settings, key: str, problem: str) -> None:
    start_conversation(app.deps)
    code, report = examine(changed(settings, master_key=SecretStr(key)))
    assert code == 1
    wrong, cure = finding(report, "master key")
    assert wrong.startswith("wrong")
    assert problem in wrong
    assert "backup" in cure
    assert key not in report


def test_no_key_yet_is_a_note_and_not_an_illness(settings: Settings, tmp_path: Path) -> None:
    code, report = examine(changed(settings, master_key=SecretStr(""), home=tmp_path))
    assert code == 0
    assert finding(report, "master key")[0].startswith("note")


def test_a_database_that_cannot_be_opened_is_told(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    code, report = examine(changed(settings, database_url=f"sqlite:///{tmp_path}/file/unhook.sqlite3"))
    assert code == 1
    assert "UNHOOK_DATABASE_URL" in finding(report, "database")[1]


def test_looking_does_not_migrate_a_database(settings: Settings, tmp_path: Path) -> None:
    examine(changed(settings, home=tmp_path))
    assert not [path for path in tmp_path.rglob("*") if b"alembic_version" in path.read_bytes()]


def test_a_port_in_use_is_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        found = room._port("127.0.0.1", taken.getsockname()[1])
    assert found.warning
    assert found.problem
    assert found.cure


@pytest.mark.parametrize(("mode", "problem"), [(0o600, None), (0o644, ".env can be read by others on this machine")])
def test_a_key_file_that_others_can_read_is_noted(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int, problem: str | None
) -> None:
    (tmp_path / ".env").touch()
    (tmp_path / ".env").chmod(mode)
    monkeypatch.setattr(room, "ROOT", tmp_path)
    assert room._master_key(settings, is_open=False).problem == problem


def test_a_draft_that_is_offered_is_told_with_a_cure_and_stops_nothing(settings: Settings) -> None:
    _, report = examine(changed(settings, draft_languages=True))
    note, cure = finding(report, "languages offered: en, es")
    assert note.startswith("note")
    assert "es is a draft that nobody reviewed" in note
    assert "UNHOOK_DRAFT_LANGUAGES" in cure


def test_reviewed_languages_are_named_without_a_note(settings: Settings) -> None:
    _, report = examine(settings)
    assert finding(report, "languages offered")[0].split() == ["ok", "languages", "offered:", "en"]


@pytest.mark.parametrize(("named", "cure"), [("es", "UNHOOK_DRAFT_LANGUAGES=true"), ("tlh", "Use some of: en, es")])
def test_a_language_that_cannot_be_offered_is_told_with_a_cure(settings: Settings, named: str, cure: str) -> None:
    code, report = examine(changed(settings, languages=named))
    assert code == 1
    assert cure in finding(report, "content in data/")[0]


def test_a_second_factor_that_is_only_optional_is_said(settings: Settings) -> None:
    code, report = examine(settings)
    assert code == 0
    assert finding(report, "second factor of staff")[1].endswith("UNHOOK_SECOND_FACTOR=required")


def test_a_doorbell_that_does_not_answer_is_a_note(settings: Settings) -> None:
    away = changed(settings, bus_url=SecretStr("redis://127.0.0.1:1"))
    code, report = examine(away)
    assert code == 0
    assert "note" in finding(report, "doorbell between processes")[0]
    assert "UNHOOK_BUS_URL" in finding(report, "doorbell between processes")[1]
    assert "in memory" in finding(examine(settings)[1], "doorbell")[0]


def test_weights_that_are_not_unpacked_are_a_note_and_no_fault(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "is_unpacked", lambda: False)
    code, report = examine(settings)
    assert code == 0
    assert finding(report, "unpacked weights")[0].startswith("note")
    assert "bot train" in finding(report, "unpacked weights")[1]

"""The real program, with secrets planted in it: none can be read anywhere, and of what is deleted nothing is left anywhere.

Looked at: the database, its write-ahead log, the list of deletions, the rest of UNHOOK_HOME, the temporary folder, the logs, and a
backup that was made before.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, LargeBinary, select, update

from bot.store import schema
from bot.store.backup_keys import generate
from bot.store.database import Database
from bot.store.engine import open_engine
from bot.store.keys import MasterKeys
from bot.store.metadata import metadata
from tests.fakes.telegram import FakeTelegram
from tests.server import ROOT, Server, YoungPerson

ADDRESS, BROWSER = "203.0.113.77", "PlantedBrowser/9.9"  # an address of documentation, as a proxy in front tells it
WORDS, NAME, IN_APP = "zebra-umbrella-seventeen", "Quillfeather", "walrus-lantern-forty"
ME_IN_APP = 98_765_432


@dataclass
class House:
    """The program, the folders that it writes to, and what was planted."""

    server: Server
    telegram: FakeTelegram
    folder: Path
    engine: Engine
    me: str

    @property
    def home(self) -> Path:
        return self.server.home

    @property
    def secrets(self) -> list[str]:
        return [WORDS, NAME, IN_APP, self.me, ADDRESS, BROWSER]

    def bytes(self) -> bytes:
        """Everything that was written, but for the backup."""
        found = [path.read_bytes() for top in (self.home, self.folder / "temp") for path in top.rglob("*") if path.is_file()]
        return b"\n".join([*found, "".join(self.server.output).encode()])

    def bot(self, *arguments: str, **settings: str) -> str:
        """A command beside the running program."""
        command = [sys.executable, "-m", "bot", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.server.environment() | settings, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def in_app(self) -> str | None:
        """The conversation of the one who wrote in the app."""
        with Database(self.engine, MasterKeys.parse(self.server.key)).read() as tx:
            return tx.conversation_at("telegram", self.me)

    def traces(self, conversation_id: str) -> list[bytes]:
        """Its id, and every long run of bytes in any of its rows: wrapped key, sealed bodies, hashes."""
        found = [conversation_id.encode()]
        with self.engine.connect() as connection:
            for table in metadata.sorted_tables:
                own = table.c.id if table is schema.conversations else table.c.get("conversation_id")
                for column in (one for one in table.c if isinstance(one.type, LargeBinary)):
                    if own is not None and table.name != "audit":
                        query = select(column).where(own == conversation_id, column.is_not(None))
                        found += connection.execute(query).scalars().all()
        assert len(found) > 4
        return found


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder, telegram = tmp_path_factory.mktemp("privacy"), FakeTelegram()
    (folder / "temp").mkdir()
    server = Server(home=folder / "var")
    server.settings |= {f"UNHOOK_{name.upper()}": value for name, value in telegram.settings().items()}
    server.settings |= {"UNHOOK_BACKUP_KEY": generate(datetime.now(UTC).date()), "TMPDIR": str(folder / "temp")}
    telegram.calls = f"http://127.0.0.1:{server.channels_port}/channels/telegram"
    server.start()
    engine = open_engine(f"sqlite:///{(server.home / 'unhook.sqlite3').resolve()}")
    yield House(server, telegram, folder, engine, telegram.person(ME_IN_APP))
    engine.dispose()
    server.stop()
    telegram.close()


def until(true: Callable[[], object], seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come true in time"
        time.sleep(0.2)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_nothing_is_readable_and_nothing_is_left(house: House) -> None:
    deleted, expired, kept = (YoungPerson(house.server) for _ in range(3))
    for person in (deleted, expired, kept):
        person._http.headers.update({"X-Forwarded-For": ADDRESS, "User-Agent": BROWSER})
        person.wait_for("bot", after=person.say(f"{WORDS}, my name is {NAME}, someone has pics of me"))
    house.telegram.say(house.me, f"{IN_APP} someone has pics of me")
    until(house.in_app)
    house.telegram.wait_for(house.me, "blackmail", seconds=40)
    in_app = house.in_app()
    assert in_app

    written = house.bytes()
    assert deleted.id.encode() in written, "what is looked at is what is written"
    assert [secret for secret in house.secrets if secret.encode() in written] == []

    backup = house.folder / "one.backup"
    house.bot("backup", str(backup))
    traces = {one: house.traces(one) for one in (deleted.id, expired.id, kept.id, in_app)}
    gone = [deleted.id, expired.id, in_app]
    sealed = backup.read_bytes()
    assert [one for one in [*house.secrets, *traces] if one.encode() in sealed] == []
    assert [trace for traced in traces.values() for trace in traced if trace in sealed] == []

    _delete(house, deleted)
    house.telegram.say(house.me, "delete my chat")
    house.telegram.wait_for(house.me, "once more")
    house.telegram.say(house.me, "delete my chat")
    until(lambda: house.in_app() is None)
    long_ago = datetime.now(UTC) - timedelta(days=31)
    with house.engine.begin() as connection:
        connection.execute(update(schema.conversations).where(schema.conversations.c.id == expired.id).values(last_at=long_ago))
    house.server.stop()
    house.server.start()  # retention is looked at once an hour, and at every start
    until(lambda: not _is_there(house, expired.id))
    time.sleep(1)

    left = house.bytes()
    assert [secret for secret in house.secrets if secret.encode() in left] == []
    assert {one: [trace for trace in traces[one] if trace in left] for one in gone} == {one: [] for one in gone}
    assert traces[kept.id][0] in left, "one that nobody deleted is still there"

    new = house.folder / "new.sqlite3"
    said = house.bot("restore", str(backup), UNHOOK_DATABASE_URL=f"sqlite:///{new}")
    assert "3 conversations deleted since" in said
    restored = b"".join(file.read_bytes() for file in house.folder.glob("new.sqlite3*"))
    assert {one: [trace for trace in traces[one] if trace in restored] for one in gone} == {one: [] for one in gone}
    assert traces[kept.id][0] in restored


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="what a process may do is read from Linux's own files")
def test_the_program_leaves_no_core_dump(house: House) -> None:
    assert house.server.process
    process = Path(f"/proc/{house.server.process.pid}")
    limit = next(line for line in (process / "limits").read_text().splitlines() if line.startswith("Max core file size"))
    assert limit.split()[4:6] == ["0", "0"]
    # A process that may not be dumped belongs to root in /proc, whoever runs it; what it says of itself is in its own prctl.
    asked = "import ctypes; from bot.core_dumps import turn_off; turn_off(); print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    assert subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True).stdout == "0\n"


def _delete(house: House, person: YoungPerson) -> None:
    answer = person._http.post(
        f"{house.server.web}/api/conversations/{person.id}/delete", json={}, headers={"Authorization": f"Bearer {person._token}"}
    )
    assert answer.status_code == 204


def _is_there(house: House, conversation_id: str) -> bool:
    with house.engine.connect() as connection:
        return (
            connection.execute(select(schema.conversations.c.id).where(schema.conversations.c.id == conversation_id)).first()
            is not None
        )

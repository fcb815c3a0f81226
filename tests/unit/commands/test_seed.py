"""The demonstration is played through the real use cases, and never among real people."""

from __future__ import annotations

import io
import socket
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from pydantic import SecretStr
from rich.console import Console

from bot.app import DATA, App, build, now, open_deps
from bot.brain.worker import Brain
from bot.commands import seed as command
from bot.commands.ports import PortInUseError
from bot.commands.seed import SeedRefusedError, seed
from bot.commands.seed_past import Past
from bot.commands.seed_plot import FILE, load_demo
from bot.commands.seed_stage import Stage
from bot.conversation.owner import Owner
from bot.guidance.faults import GuidanceDataError
from bot.guidance.practice import load_practice
from bot.services.ports import Conversation, Deps
from bot.services.queue import queue
from bot.services.sign_in import sign_in
from bot.services.start_conversation import start_conversation
from bot.settings import Settings
from bot.store.keys import MasterKeys
from tests.server import free_port

PRACTICE = load_practice(DATA, ["en"])


def fresh(home: Path, **more: Any) -> Settings:
    key = SecretStr(MasterKeys.generate())
    ports = {"web_port": free_port(), "console_port": free_port()}
    return Settings(_env_file=None, home=home, database_url="", master_key=key, country="GB", **{**ports, **more})


def everything(deps: Deps) -> list[Conversation]:
    with deps.store.read() as tx:
        ids = tx.quiet_since(deps.clock() + timedelta(days=1), 10_000)
        return [found for one in ids if (found := tx.conversation(one))]


@pytest.fixture
def one_brain(monkeypatch: pytest.MonkeyPatch, brain: Brain) -> None:
    """Loading it takes seconds."""
    monkeypatch.setattr(command, "load_brain", lambda _: brain)
    monkeypatch.setattr(command, "ensure_master_key", lambda: False)


@pytest.mark.usefixtures("one_brain")
def test_an_empty_installation_gets_staff_and_conversations_in_every_state(tmp_path: Path) -> None:
    settings, out = fresh(tmp_path), io.StringIO()
    seed(settings, Console(file=out, width=200))
    deps = open_deps(settings)
    found = everything(deps)
    assert {one.owner for one in found} == set(Owner)
    assert {one.tier.name for one in found if one.owner is Owner.WAITING} == {"T0", "T1", "T2"}
    assert not any(one.practice for one in found)
    assert all(one.last_at <= now() for one in found)
    with deps.store.read() as tx:
        assert tx.broken_audit_line() is None
        assert sum(bool(tx.record(one.id)) for one in found) >= 3
        assert sum(len(tx.notes([one.id])) for one in found) >= 3
        assert [step.outcome for one in found for step in tx.emergencies(one.id)] == ["called"]
    seen = queue(deps)
    assert {member.name: member.paused for member in seen.staff.values()}["Noor"] is True

    told = {line.split()[0]: line.split()[3] for line in out.getvalue().splitlines() if "shown only now" in line}
    assert len(told) == 5
    assert sign_in(deps, "Alex", told["Alex"])
    with pytest.raises(SeedRefusedError, match="already"):
        seed(settings, Console(file=out))


@pytest.mark.usefixtures("one_brain")
def test_it_refuses_where_somebody_real_is(tmp_path: Path) -> None:
    settings = fresh(tmp_path)
    start_conversation(open_deps(settings))
    with pytest.raises(SeedRefusedError, match="UNHOOK_HOME"):
        seed(settings, Console(file=io.StringIO()))


def test_it_refuses_where_a_duty_contact_would_be_called_or_a_server_runs(tmp_path: Path) -> None:
    with pytest.raises(SeedRefusedError, match="UNHOOK_DUTY_WEBHOOK"):
        seed(fresh(tmp_path, duty_webhook=SecretStr("https://duty.example/x")), Console(file=io.StringIO()))
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        with pytest.raises(PortInUseError):
            seed(fresh(tmp_path, console_port=busy.getsockname()[1]), Console(file=io.StringIO()))


def test_days_of_the_past_are_counted_as_real_ones_are(
    app: App, brain: Brain, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.commands.seed_past.DAYS", 2)
    mine = build(fresh(tmp_path))
    plan = load_demo(DATA, mine.practice)
    stage = Stage(mine, brain, now() - timedelta(days=3), plan.follow_up)
    command._add_staff(stage, plan)
    assert list(Past(stage, plan, list(PRACTICE.scripts.values())[:4]).days(now())) == [1, 2]
    stage.close()
    assert {one.owner for one in everything(mine.deps)} <= {Owner.BOT, Owner.CLOSED}  # nobody waits for days
    with mine.deps.store.read() as tx:
        counted = tx.statistics((now() - timedelta(days=4)).date(), now().date())
    begun = sum(one.count for one in counted if one.measure == "begun")
    assert begun == len(everything(mine.deps)) >= 8
    assert {"tier", "wait", "answer", "ended"} <= {one.measure for one in counted}


def test_the_same_days_are_made_up_each_time() -> None:
    scripts, demo = list(PRACTICE.scripts.values()), load_demo(DATA, PRACTICE)
    once, again = (
        [past._plot(["Alex", "Kim"]) for _ in range(40)] for past in (Past(cast(Stage, None), demo, scripts) for _ in range(2))
    )
    assert once == again
    assert {plot.ends for plot in once} == {"close", "return", ""}
    assert {plot.lines for plot in once} >= {None, 0}
    assert any(plot.leaves for plot in once)


def test_a_mistake_in_the_plan_is_told_with_its_place(tmp_path: Path) -> None:
    good = yaml.safe_load((DATA / FILE).read_text(encoding="utf-8"))
    wrong = [
        (lambda demo: demo["now"][0].update({"surprise": 1}), "now: en/tonight: Unknown: surprise."),
        (lambda demo: demo["now"][5].update({"with": "Nobody"}), "Nobody is not among the staff."),
        (lambda demo: demo["staff"][0].update({"role": "king"}), "'king' is not a valid Role"),
        (lambda demo: demo.pop("says"), "'says'"),
    ]
    for break_it, told in wrong:
        demo = yaml.safe_load(yaml.safe_dump(good))
        break_it(demo["demo"])
        (tmp_path / FILE).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / FILE).write_text(yaml.safe_dump(demo), encoding="utf-8")
        with pytest.raises(GuidanceDataError) as refused:
            load_demo(tmp_path, PRACTICE)
        assert told in str(refused.value)

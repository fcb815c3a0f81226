"""What operators copy: units, proxies, containers and the chart fit the program, and are read by the programs they are for."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import yaml
from yamllint import linter
from yamllint.config import YamlLintConfig

from bot.channels.app import MAX_BODY
from bot.console.settings import ConsoleSettings
from bot.serve import Role
from bot.settings import Settings, rows
from bot.web.settings import WebSettings
from tests.architecture.sources import ROOT, files, name_of
from tests.certificates import make_certificate
from tests.each import each
from tests.nginx import find_nginx, temporary_places

DEPLOY = ROOT / "deploy"
UNITS = DEPLOY / "systemd"
CHART = DEPLOY / "helm/unhook"
COMPOSE = DEPLOY / "container/compose.yml"
CONTAINER = DEPLOY / "container/Containerfile"
CADDY = DEPLOY / "caddy/Caddyfile"
NGINX = DEPLOY / "nginx/unhook.conf"
ROLES = {role.value for role in Role} - {"all"}
FACES = {"web": 8080, "console": 8081, "channels": 8082}
HARDENING = {
    "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "LimitCORE=0", "UMask=0077",
    "MemorySwapMax=0", "LimitNOFILE=16384", "SystemCallFilter=@system-service", "CapabilityBoundingSet=",
    "ReadWritePaths=/var/lib/unhook", "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
}  # fmt: skip


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def loaded(path: Path) -> Any:
    return yaml.safe_load(text(path))


@each([path for path in files(".yml", ".yaml", under="deploy") if "templates" not in path.parts], name=name_of)
def test_a_yaml_file_is_tidy(path: Path) -> None:
    assert [str(one) for one in linter.run(text(path), YamlLintConfig(file=str(ROOT / ".yamllint")))] == []


@each(files(under="deploy"), name=name_of)
def test_every_setting_that_is_named_is_there(path: Path) -> None:
    known = {row.name for row in rows(Settings())}
    assert set(re.findall(r"\bUNHOOK_[A-Z_]+", text(path))) <= known


def test_a_setting_of_the_example_stands_at_a_value_that_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in {row.name for row in rows(Settings())}:
        monkeypatch.delenv(name, raising=False)
    example = Settings(_env_file=UNITS / "unhook.env")
    assert (example.https, example.second_factor, example.host) == (True, "required", "127.0.0.1")
    assert example.console_url.startswith("https://")


# Units


@pytest.mark.parametrize("unit", ["unhook.service", "unhook@.service"])
def test_a_unit_is_closed_in_and_told_when_it_is_ready(unit: str) -> None:
    lines = set(text(UNITS / unit).splitlines())
    assert lines >= HARDENING
    assert {"Type=notify", "Restart=always", "EnvironmentFile=/etc/unhook/unhook.env", "StartLimitIntervalSec=0"} <= lines


def test_the_two_units_differ_in_the_role_only() -> None:
    one, each_role = (
        {line for line in text(UNITS / unit).splitlines() if line[:1] not in {"#", ""}}
        for unit in ("unhook.service", "unhook@.service")
    )
    assert {line.partition("=")[0] for line in one ^ each_role} == {"Description", "ExecStart", "EnvironmentFile", "Conflicts"}
    assert set(re.findall(r"unhook@(\w+)", text(UNITS / "unhook@.service"))) == ROLES


def test_systemd_understands_the_units(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("there is no systemd-analyze")
    units = [path.name for path in UNITS.iterdir() if path.suffix in {".service", ".timer"}]
    for unit in units:
        (tmp_path / unit).write_text(text(UNITS / unit).replace("/opt/unhook/.venv/bin/bot", sys.executable), encoding="utf-8")
    asked = [str(tmp_path / unit.replace("@", "@web")) for unit in units]
    command = [program, "verify", *asked]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    ours = [line for line in done.stderr.splitlines() if "unhook" in line]
    assert ours == []


# Proxies


def test_nginx_understands_its_configuration(tmp_path: Path) -> None:
    program = find_nginx()
    if program is None:
        pytest.skip("there is no nginx")
    for made, read in zip(make_certificate(tmp_path), ("fullchain.pem", "privkey.pem"), strict=True):
        made.rename(tmp_path / read)
    ports = count(20_000)
    ours = re.sub(r"/etc/letsencrypt/live/[\w.]+", str(tmp_path), text(NGINX))
    ours = re.sub(r"listen (\[::\]:)?\d+", lambda found: f"listen {found[1] or ''}{next(ports)}", ours)
    ours = ours.replace("/var/log/nginx", str(tmp_path))
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"pid {tmp_path}/pid; events {{}} http {{ {temporary_places(tmp_path)}\n{ours}\n}}", encoding="utf-8")
    command = [program, "-t", "-c", str(whole), "-e", str(tmp_path / "early.log")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr or "http2" in done.stderr  # newer ones want another way to say http2, and take this one


def test_no_proxy_writes_down_who_asked_for_what() -> None:
    assert "access_log off;" in text(NGINX)
    assert text(NGINX).count("error_log") == 1
    assert re.search(r"error_log \S+ crit;", text(NGINX))
    assert "exclude http.log.access http.log.error http.handlers.reverse_proxy" in text(CADDY)
    assert not re.search(r"^\s*log( \{)?$", text(CADDY), re.MULTILINE), "a site's own access log"


def test_proxies_tell_the_address_that_called_and_not_what_the_caller_claims() -> None:
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in text(NGINX)
    assert "proxy_add_x_forwarded_for" not in text(NGINX)
    assert "trusted_proxies" not in text(CADDY)


def test_proxies_hold_nothing_back() -> None:
    assert "proxy_buffering off;" in text(NGINX)
    assert "flush_interval -1" in text(CADDY)
    silent = int(re.search(r"proxy_read_timeout (\d+)s;", text(NGINX))[1])
    assert silent > 3 * max(WebSettings.ping, ConsoleSettings.ping)
    assert silent > WebSettings.longest_poll


def test_proxies_take_what_the_program_takes_and_little_more() -> None:
    largest = max(WebSettings.max_body, ConsoleSettings.max_body)
    for said, needed in (("64k;", largest), ("64KB", largest), ("4m;", MAX_BODY), ("4MB", MAX_BODY)):
        kilo = {"k": 1024, "K": 1000, "m": 1024**2, "M": 1000**2}[said.lstrip("0123456789")[0]]
        assert needed <= int(re.match(r"\d+", said)[0]) * kilo <= 4 * needed
        assert said in text(NGINX) + text(CADDY)


def test_proxies_lead_to_the_ports_of_the_program() -> None:
    defaults = {"web": Settings.model_fields["web_port"].default, "console": Settings.model_fields["console_port"].default}
    assert {**defaults, "channels": Settings.model_fields["channels_port"].default} == FACES
    assert set(re.findall(r"server 127\.0\.0\.1:(\d+)", text(NGINX))) == {str(port) for port in FACES.values()}
    assert set(re.findall(r"import unhook (\d+)", text(CADDY))) == {str(port) for port in FACES.values()}


def test_the_containers_caddy_is_the_same_but_for_where_the_roles_are() -> None:
    inside = text(DEPLOY / "container/Caddyfile")
    for role, port in FACES.items():
        inside = inside.replace(f"import unhook {role}:{port}", f"import unhook {port}")
    inside = inside.replace("reverse_proxy {args.0}", "reverse_proxy 127.0.0.1:{args.0}")
    plain = [[line for line in file.splitlines() if not line.startswith("#")] for file in (inside, text(CADDY))]
    assert plain[0] == plain[1]


# Containers


def services() -> dict[str, Any]:
    return {name: one for name, one in loaded(COMPOSE)["services"].items() if one.get("image") == "unhook:local"}


def test_every_role_has_a_container_and_each_is_closed_in() -> None:
    assert {one["command"][-1] for one in services().values()} - {"up"} == ROLES
    for one in services().values():
        assert one["read_only"] is True
        assert one["cap_drop"] == ["ALL"]
        assert one["user"] == "10001:10001"
        assert one["ulimits"]["core"] == 0
        assert "ports" not in one, "only the proxy is reached from outside"


def test_the_address_of_a_caller_is_believed_from_the_proxy_alone() -> None:
    front = loaded(COMPOSE)["services"]["caddy"]["networks"]["front"]["ipv4_address"]
    assert {one["environment"]["FORWARDED_ALLOW_IPS"] for one in services().values()} == {front}


def test_the_brain_and_the_database_reach_nobody_outside() -> None:
    compose = loaded(COMPOSE)
    assert compose["networks"]["back"]["internal"] is True
    assert all(compose["services"][name]["networks"] == ["back"] for name in ("brain", "database", "doorbell", "tables"))


def test_the_image_is_built_of_files_that_are_there_and_runs_as_nobody() -> None:
    lines = text(CONTAINER).splitlines()
    copied = [line.split()[1:-1] for line in lines if line.startswith("COPY ") and "--from" not in line]
    assert [name for names in copied for name in names if not (ROOT / name).exists()] == []
    assert "USER 10001:10001" in lines
    assert "uv sync --frozen --no-dev" in text(CONTAINER)
    ignored = set(text(ROOT / ".dockerignore").split())
    assert {".env", "var", "models", ".git"} <= ignored
    assert not ignored & {name for names in copied for name in names}


# The chart


def templates() -> dict[str, str]:
    return {path.name: text(path) for path in sorted((CHART / "templates").iterdir())}


def test_every_value_that_a_template_asks_for_is_there_and_every_value_is_used() -> None:
    values = loaded(CHART / "values.yaml")
    asked = {one for template in templates().values() for one in re.findall(r"\.Values\.([\w.]+)", template)}
    for one in asked:
        place = values
        for part in one.split("."):
            assert part in place, one
            place = place[part]
    assert {one.partition(".")[0] for one in asked} == set(values)


@each(["settings.yaml", "roles.yaml", "services.yaml", "ingress.yaml", "migrate.yaml", "network.yaml"])
def test_a_template_is_yaml_once_its_braces_are_filled(name: str) -> None:
    template = templates()[name]
    opened = len(re.findall(r"\{\{-? *(?:if|range|with|define)\b", template))
    assert opened == len(re.findall(r"\{\{-? *end\b", template))
    bare = re.sub(r"^\s*\{\{.*\}\}\s*$", "", template, flags=re.MULTILINE)
    documents = [one for one in yaml.safe_load_all(re.sub(r"\{\{[^}]*\}\}", "filled", bare)) if one]
    assert documents
    assert all({"apiVersion", "kind", "metadata"} <= set(one) for one in documents)


def test_the_chart_knows_every_role_and_asks_what_the_faces_answer() -> None:
    values = loaded(CHART / "values.yaml")
    assert set(values["roles"]) == ROLES
    assert {role: values["ports"][role] for role in FACES} == FACES
    assert set(re.findall(r"path: (/\w+z)$", templates()["roles.yaml"], re.MULTILINE)) == {"/livez", "/readyz"}


def test_the_chart_keeps_no_secret() -> None:
    assert not any("kind: Secret" in template for template in templates().values())
    secrets = {row.name for row in rows(Settings()) if row.value in {"set", "not set"}}
    assert not secrets & set(loaded(CHART / "values.yaml")["settings"])

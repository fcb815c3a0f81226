"""By plain HTTP people are led to HTTPS, and programs are refused: a real nginx with the part of our example for port 80."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx2
import pytest

from tests.architecture.sources import ROOT
from tests.nginx import find_nginx, running_nginx, temporary_places
from tests.server import free_port

NGINX = (ROOT / "deploy/nginx/unhook.conf").read_text(encoding="utf-8")
CADDY = (ROOT / "deploy/caddy/Caddyfile").read_text(encoding="utf-8")
NAMES = ("chat.example.org", "console.example.org", "hooks.example.org")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where nginx answers as it does on port 80."""
    program = find_nginx()
    if program is None:
        pytest.skip("there is no nginx")
    folder, port = tmp_path_factory.mktemp("plain"), free_port()
    [server] = re.findall(r"^server \{\n    listen 80 .*?^\}\n", NGINX, re.MULTILINE | re.DOTALL)
    server = server.replace("listen [::]:80 default_server;", "").replace("listen 80 ", f"listen 127.0.0.1:{port} ")
    inside = f"access_log off; {temporary_places(folder)}\n{server}"
    whole = f"daemon off; master_process off; pid {folder}/pid; events {{}} http {{ {inside} }}"
    with running_nginx(program, folder, whole, port) as address:
        yield address


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("path", ["/", "/plain?lang=es", "/static/chat.js"])
def test_a_person_who_typed_the_name_is_led_to_https(plain: str, name: str, path: str) -> None:
    for method in ("GET", "HEAD"):
        answer = httpx2.request(method, plain + path, headers={"Host": name}, follow_redirects=False)
        assert (answer.status_code, answer.headers.get("Location")) == (301, f"https://{name}{path}")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/api/safety"), ("POST", "/api/conversations"), ("POST", "/channels/telegram"), ("POST", "/plain"), ("PUT", "/")],
)
def test_a_program_is_refused_and_not_led_on(plain: str, name: str, method: str, path: str) -> None:
    answer = httpx2.request(method, plain + path, headers={"Host": name}, follow_redirects=False)
    assert answer.status_code == 403
    assert "Location" not in answer.headers


def test_caddy_is_told_the_same() -> None:
    [head, body] = re.findall(r"^((?:http://\S+,?\s)+)\{\n(.*?)^\}", CADDY, re.MULTILINE | re.DOTALL)[0]
    assert re.findall(r"http://([\w.]+)", head) == list(NAMES)
    handled = re.findall(r"handle ?(@\w+)? \{\n\s+(\S[^\n]*)\n", body)
    assert handled == [("@programs", "respond 403"), ("@writes", "respond 403"), ("", "redir https://{host}{uri} permanent")]
    assert "@programs path /api/* /channels/*\n" in body
    assert "@writes not method GET HEAD\n" in body

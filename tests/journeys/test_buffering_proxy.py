"""A real nginx that holds every answer back until it is whole: the chat notices, asks by long poll, and the bot is heard."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import httpx2
import pytest
from playwright.sync_api import Page

from tests.journeys.browsers import cannot_run
from tests.journeys.people import YoungPersonPage
from tests.nginx import find_nginx, running_nginx
from tests.server import Server, free_port

# As strangers set it up: what our answers ask of a proxy (X-Accel-Buffering) is ignored, everything is buffered, and nothing is kept open for long.
CONFIGURATION = """
daemon off; master_process off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://127.0.0.1:{to};
      proxy_buffering on;
      proxy_buffers 16 64k;
      proxy_buffer_size 64k;
      proxy_busy_buffers_size 128k;
      proxy_ignore_headers X-Accel-Buffering;
      proxy_http_version 1.1;
      proxy_read_timeout 30s;
      gzip on; gzip_types text/event-stream application/json; gzip_min_length 0; gzip_proxied any;
    }}
  }}
}}
"""


@pytest.fixture(scope="module")
def nginx(served: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    program = find_nginx()
    if program is None:
        cannot_run("There is no nginx. Cure: install Debian's nginx-light.")
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    with running_nginx(program, folder, CONFIGURATION.format(folder=folder, port=port, to=served.web_port), port) as address:
        yield address


def test_it_does_hold_the_stream_back(nginx: str) -> None:
    """Without this the next test would prove nothing."""
    chat = httpx2.post(f"{nginx}/api/conversations", json={}).json()
    headers = {"Authorization": f"Bearer {chat['token']}"}
    with pytest.raises(httpx2.ReadTimeout), httpx2.Client(timeout=2) as client:
        client.get(f"{nginx}/api/conversations/{chat['conversation']}/events", headers=headers)
    news = httpx2.get(f"{nginx}/api/conversations/{chat['conversation']}/messages?after=0&wait=5", headers=headers, timeout=10)
    assert news.json()["messages"]


def test_the_bot_is_heard_through_it(nginx: str, new_page: Callable[..., Page]) -> None:
    young_person = YoungPersonPage(new_page(360, 740), nginx).start()
    began = time.monotonic()
    young_person.say("someone says he will send my pics to everyone i know")
    young_person.sees("blackmail")
    assert time.monotonic() - began < 10, (
        "polling, an answer is as quick as on a stream; ten seconds leave room for a busy machine"
    )

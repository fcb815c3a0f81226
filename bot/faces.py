"""Wires the faces: builds each with what it is given. With app.py the only place where real classes meet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from fastapi import FastAPI

from bot.app import DATA, ROOT, App, now, situation_titles, sso_provider
from bot.guidance.app_texts import AppTexts, load_app_texts
from bot.guidance.guide import Guide
from bot.guidance.start_text import read_start_text
from bot.guidance.veil import Veil
from bot.logs import Log
from bot.metrics.server import MetricsServer, open_registry
from bot.services.from_app import Apps


def build_channels(app: App) -> FastAPI:
    """The webhooks of messaging apps."""
    from bot.channels.app import create_app

    return create_app(app.deps, app.channels, public_url=app.settings.channels_url)


def apps_of(app: App) -> tuple[Apps, Callable[[str], AppTexts]]:
    """What handling and sending are given: how people say "stop", which language fits, and the words that only apps need."""
    found = load_app_texts(DATA)

    def texts(language: str) -> AppTexts:
        ui = app.library.words(now(), language=language)
        return replace(found.get(language, found["en"]), call=ui["helpline_call"], text=ui["helpline_text"])

    best = app.library.offered.best
    apps = Apps(
        words=lambda language: texts(language).words,
        language=lambda tag: best([tag] if tag else []).code,
        link_base=app.settings.public_url,
        windows={name: channel.capabilities.window for name, channel in app.channels.items()},
        heard_ids=[name for name, channel in app.channels.items() if channel.capabilities.typing_needs_id],
    )
    return apps, texts


def build_web(app: App) -> FastAPI:
    """The young person's face."""
    from bot.web import app as web  # late, here and below: only a process with a face needs the web framework
    from bot.web.settings import WebSettings

    settings = app.settings
    return web.create_app(
        app.deps,
        static_dir=ROOT / "bot/web/static",
        words=lambda language: app.library.words(now(), language=language),
        offered=app.library.offered,
        settings=WebSettings(
            frame_ancestors=settings.frame_ancestors,
            exit_url=settings.exit_url,
            https=settings.https,
            keep_addresses=settings.keep_addresses,
            name=settings.name,
            start_text=read_start_text(settings.start_text, DATA / "copy", settings.language),
            accent=settings.accent,
            accent_dark=settings.accent_dark,
        ),
    )


def build_console(app: App) -> FastAPI:
    """The counsellors' face."""
    from bot.console import app as console
    from bot.console.settings import ConsoleSettings

    settings = app.settings
    return console.create_app(
        app.deps,
        static_dir=ROOT / "bot/console/static",
        settings=ConsoleSettings(
            name=settings.name, url=settings.console_url, https=settings.https, secure_cookies=settings.https
        ),
        words=lambda language: app.library.words(now(), language=language),
        situation_names=situation_titles(),
        practice=app.practice,
        sso=sso_provider(settings),
        guide=Guide(app.library),
        veil=Veil.load(DATA),
    )


def build_metrics(app: App, log: Log, streams: Mapping[str, Callable[[], int]]) -> MetricsServer:
    """The numbers for Prometheus, which from now on hear every line of the log."""
    from bot.bus.valkey import ValkeyDoorbell  # late: off by default
    from bot.metrics.server import MetricsServer

    bell = app.deps.doorbell
    hears = bell.hears.is_set if isinstance(bell, ValkeyDoorbell) else None
    registry = open_registry(app.deps, log, streams, hears=hears)
    return MetricsServer(registry, app.settings.metrics_host, app.settings.metrics_port)

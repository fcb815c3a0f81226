"""The only place that wires real classes together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from bot.bus.memory import MemoryDoorbell
from bot.conversation.skills import skills
from bot.guidance.code_forms import CodeForms
from bot.guidance.library import Library
from bot.guidance.practice import Practice, load_practice
from bot.guidance.service_hours import read_service_hours
from bot.guidance.service_zone import service_zone
from bot.guidance.situation_titles import load_situation_titles
from bot.logs import Log
from bot.safety.assessment import Reading
from bot.safety.screen import Screen, load_screen
from bot.safety.situations import load_situations
from bot.services.ports import Deps, Doorbell, Limits
from bot.services.sso import SsoProvider
from bot.services.tell_duty_contact import DutyWay
from bot.settings import Settings
from bot.store.database import Database
from bot.store.deletions import DeletionList
from bot.store.engine import open_engine
from bot.store.keys import MasterKeys
from bot.store.migrations import check, upgrade
from bot.understanding.archive import load_reader, newest
from bot.understanding.encoders import shared_encoders
from bot.understanding.reader import Reader

if TYPE_CHECKING:
    from bot.brain.worker import Brain
    from bot.channels.channel import Channel

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"


@dataclass(frozen=True)
class App:
    """Everything a role needs, built once."""

    settings: Settings
    deps: Deps
    library: Library
    model: Path
    reader: Reader  # trained into the model; the screen and the brain share the one copy
    practice: Practice
    channels: Mapping[str, Channel] = field(default_factory=dict)  # the messaging apps that are on

    def close(self) -> None:
        """Take leave of the platforms and of the other processes."""
        for channel in self.channels.values():
            channel.close()
        self.deps.doorbell.close()


def now() -> datetime:
    """The clock of the product."""
    return datetime.now(UTC)


def build(settings: Settings, log: Log | None = None) -> App:
    """Open the database, load the content and the model. Raises errors whose message says the cure."""
    skills()  # broken, it is told now and not in the middle of a chat
    library = load_library(settings)
    model = newest(settings.models)
    reader = load_reader(model, shared_encoders())
    deps = Deps(
        store=open_store(settings),
        doorbell=open_doorbell(settings, log or Log()),
        screen=load_screen(DATA, reader.read),
        words=library,
        clock=now,
        settings=Limits(
            safe_answer_after=timedelta(seconds=settings.safe_answer_seconds),
            answer_within=timedelta(minutes=settings.answer_minutes),
            retention=timedelta(days=settings.retention_days),
            second_factor_required=settings.second_factor == "required",
        ),
        codes=CodeForms.load(DATA, settings.country),
        hours=library.hours,
    )
    practice = load_practice(DATA, (language.code for language in library.offered.languages))
    return App(
        settings=settings,
        deps=deps,
        library=library,
        model=model,
        reader=reader,
        practice=practice,
        channels=open_channels(settings),
    )


def load_library(settings: Settings) -> Library:
    """The words and helplines, in the languages that are offered. Raises GuidanceDataError, OpeningHoursError."""
    return Library.load(
        DATA,
        settings.country,
        language=settings.language,
        languages=settings.language_codes,
        drafts=settings.draft_languages,
        hours=read_service_hours(settings.opening_hours, settings.time_zone),
        traced=settings.keep_addresses,
    )


def build_screen(settings: Settings) -> Screen:
    """The safety screen with the trained reader, and nothing else: for commands that only look."""
    return load_screen(DATA, load_reader(newest(settings.models), shared_encoders()).read)


def open_store(settings: Settings) -> Database:
    """The database at its newest version. Raises OpeningHoursError where the time zone does not exist, MigrationError."""
    settings.home.mkdir(parents=True, exist_ok=True)
    engine = open_engine(settings.database)
    if settings.migrate:
        upgrade(engine)
    else:
        check(engine)
    zone = service_zone(settings.time_zone, DATA / "helplines", settings.country)
    keys = MasterKeys.parse(settings.master_key.get_secret_value())
    database = Database(engine, keys, zone, DeletionList(settings.deletions_folder))
    database.check_keys()
    return database


def open_doorbell(settings: Settings, log: Log) -> Doorbell:
    """What tells processes of news: through the server that is set, or in memory. Raises BadBusUrlError."""
    url = settings.bus_url.get_secret_value()
    if not url:
        return MemoryDoorbell()
    from bot.bus.valkey import ValkeyDoorbell  # late: one process needs no client

    return ValkeyDoorbell(url, log.event)


def open_deps(settings: Settings, store: Database | None = None) -> Deps:
    """What staff commands need: the database, and no model. `store`: where it is open already, by whoever closes it."""
    screen, codes = load_screen(DATA, lambda _: Reading()), CodeForms.load(DATA, settings.country)
    words = load_library(settings)
    return Deps(
        store=store or open_store(settings), doorbell=MemoryDoorbell(), screen=screen, words=words, clock=now, codes=codes
    )


def load_brain(app: App) -> Brain:
    """Rasa with the trained model. Takes a few seconds and 200 MB: only the role that answers calls it."""
    from bot.brain.agent import Dialogue  # late: importing Rasa takes two seconds
    from bot.brain.worker import Brain

    return Brain(Dialogue(app.model, app.library), app.library, app.reader.situation_of, now)


def duty_ways(settings: Settings) -> tuple[DutyWay, ...]:
    """The ways to the duty contact that are set. Raises BadDutySettingError."""
    from bot.duty.errors import BadDutySettingError  # late: only what tells them, or checks it, needs a mail client
    from bot.duty.mail import Mail, MailServer
    from bot.duty.webhook import Webhook
    from bot.duty.words import Sender

    sender = Sender(settings.name, settings.console_address)
    smtp_url, webhook = settings.smtp_url.get_secret_value(), settings.duty_webhook.get_secret_value()
    if bool(smtp_url) != bool(settings.duty_addresses):
        missing = "UNHOOK_DUTY_EMAIL" if smtp_url else "UNHOOK_SMTP_URL"
        raise BadDutySettingError(missing, "is empty, and the other half of it is not", "set both, or neither")
    mail = [Mail(MailServer.parse(smtp_url), settings.duty_addresses, sender)] if smtp_url else []
    return (*mail, *([Webhook(webhook, sender)] if webhook else []))


def sso_provider(settings: Settings) -> SsoProvider | None:
    """The identity provider that is set. Raises BadSsoSettingError, also where the extra is not installed."""
    if not settings.oidc_issuer:
        return None
    from bot.sso.errors import BadSsoSettingError  # late: Authlib is there only with the extra

    try:
        from bot.sso.provider import OidcProvider
    except ModuleNotFoundError as missing:
        raise BadSsoSettingError(
            f"UNHOOK_OIDC_ISSUER is set, and `{missing.name}` is not installed.", "install the extra: uv sync --extra sso"
        ) from None
    secret = settings.oidc_client_secret.get_secret_value()
    return OidcProvider(settings.oidc_issuer, settings.oidc_client_id, secret, settings.oidc_name, now)


def channel_names(settings: Settings) -> list[str]:
    """The messaging apps that are set. Raises BadChannelSettingError."""
    from bot.channels.every import check_libraries, which_are_on  # late: only what speaks with apps needs their clients

    names = which_are_on(channel_values(settings))
    check_libraries(names)
    return names


def open_channels(settings: Settings) -> dict[str, Channel]:
    """The same, ready to speak with their platforms: close them. Raises BadChannelSettingError, BadChannelFileError."""
    from bot.channels.every import check_libraries, load_channels

    values = channel_values(settings)
    check_libraries(channel_names(settings))
    return load_channels(DATA, values)


def channel_values(settings: Settings) -> dict[str, str]:
    """The settings of all messaging apps, as texts."""
    from bot.channels.every import SETTINGS

    return {name: plain(getattr(settings, name)) for name in SETTINGS}


def plain(value: object) -> str:
    """A setting as its text."""
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value)


def situation_titles() -> Mapping[str, str]:
    """What staff read where a situation is meant, by its id."""
    return load_situation_titles(DATA, load_situations(DATA / "risk/situations.yml"))

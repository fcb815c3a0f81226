"""The only reader of the environment: every setting with its meaning, default and origin."""

from __future__ import annotations

import base64
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dotenv import dotenv_values
from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from bot.secret_folder import WithSecretFolder, names_in

ENV_FILE = Path(".env")
MASTER_KEY = "UNHOOK_MASTER_KEY"


class Settings(WithSecretFolder):
    """Settings come from environment variables, then from files of UNHOOK_SECRETS, then from lines of `.env`, then from here."""

    model_config = SettingsConfigDict(
        env_prefix="UNHOOK_", env_file=ENV_FILE, env_file_encoding="utf-8", extra="ignore", frozen=True
    )

    home: Path = Field(Path("var"), description="Folder for the database and everything else that is written while running.")
    secrets: str = Field("", description="Folder that a credential store fills: a file each, named as the setting. Empty: none.")
    database_url: str = Field("", description="Database address. Empty: SQLite inside UNHOOK_HOME.")
    bus_url: SecretStr = Field(
        SecretStr(""),
        description="Doorbell between processes and hosts: a Valkey or Redis server, redis://host:6379 or rediss:// (TLS). It "
        "keeps nothing. Empty: in memory, for one process.",
    )
    migrate: bool = Field(
        True, description="Bring the tables to what this program needs whenever it starts. False: only `bot migrate up` does."
    )
    host: str = Field("127.0.0.1", description="Address both faces listen on.")
    tls: str = Field("", description="CERTIFICATE.pem,KEY.pem: the faces speak HTTPS to the proxy. Empty: HTTP, on one machine.")
    web_port: int = Field(8080, description="Port of the young person's chat.", ge=0, le=65535)
    console_port: int = Field(8081, description="Port of the counsellors' console.", ge=0, le=65535)
    master_key: SecretStr = Field(
        SecretStr(""),
        description="Wraps every conversation's key. Made on first run. Back it up: without it nothing can be read.",
    )
    backup_key: SecretStr = Field(
        SecretStr(""),
        description="Seals backups, apart from the master key: as `bot keys new --backup` prints it, the current one first.",
    )
    deletions: str = Field(
        "",
        description="Folder of the list of deleted conversations, which a restore needs; best on another disk. "
        "Empty: inside UNHOOK_HOME.",
    )
    retention_days: int = Field(
        30,
        description="A conversation is destroyed so many days after its last message, or its closing where that is later.",
        ge=1,
        le=3650,
    )
    keep_addresses: bool = Field(
        False,
        description="Keep the network address that a young person last wrote from, sealed, so that help can be sent where a life "
        "is in danger. They are told before they write. Needs a lawful basis.",
    )
    country: str = Field(
        "GB", description="Country of the helpline (ISO 3166), until a young person says theirs.", pattern="^[A-Z]{2}$"
    )
    opening_hours: str = Field(
        "",
        description="When counsellors are at the desk, as YAML in the shape of data/helplines: {always: true}, or "
        '[{days: mon-fri, from: "16:00", to: "22:00"}]. Empty: not said.',
    )
    time_zone: str = Field(
        "",
        description="Where the desk is, such as Europe/London. UNHOOK_OPENING_HOURS need it; the days of reports begin there. "
        "Empty: reports take that of UNHOOK_COUNTRY.",
    )
    language: str = Field("en", description="Language of the chat (BCP-47), where a young person's own is not offered.")
    languages: str = Field("", description="Languages that are offered, comma between. Empty: all that were reviewed.")
    draft_languages: bool = Field(False, description="Offer drafts too, to try them. Not for young people: nobody reviewed them.")
    frame_ancestors: str = Field("'self'", description="Sites that may embed the chat, as a Content-Security-Policy source list.")
    name: str = Field("", description="Name of this helpline as young people read it on the first screen. Empty: none.")
    start_text: str = Field(
        "", description="First words of the first screen, in UNHOOK_LANGUAGE. Empty: those of data/copy, as in other languages."
    )
    accent: str = Field("", description="Colour of buttons and links, as #rrggbb. Empty: our teal.")
    accent_dark: str = Field(
        "", description="The same on dark screens. Empty: the nearest shade of UNHOOK_ACCENT that can be read."
    )
    exit_url: str = Field("https://www.bbc.co.uk/weather", description="Neutral page that Leave opens.")
    https: bool = Field(False, description="True behind HTTPS: secure cookies and HSTS.")
    models: Path = Field(Path("models"), description="Folder of trained models; the newest is used.")
    safe_answer_seconds: float = Field(
        3.0, description="A message without an answer for this long gets the fixed safe answer.", gt=0, le=5
    )
    answer_minutes: float = Field(
        5.0,
        description="A counsellor who leaves a young person without a word for so many minutes: the chat goes back to the queue.",
        gt=0,
        le=60,
    )

    console_url: str = Field(
        "",
        description="Address of the console as staff open it, in full, with https:// before it. "
        "Empty: made of UNHOOK_HOST and UNHOOK_CONSOLE_PORT.",
        pattern=r"^(https?://[^/\s?#@]+/?)?$",
    )
    second_factor: Literal["optional", "required"] = Field(
        "optional",
        description="Whether staff need a second factor to sign in: optional, or required. Required in production.",
    )
    oidc_issuer: str = Field(
        "", description="Single sign-on: the OpenID provider's address, with https:// before it. Empty: none."
    )
    oidc_client_id: str = Field("", description="Single sign-on: what the provider calls Unhook.")
    oidc_client_secret: SecretStr = Field(SecretStr(""), description="Single sign-on: the secret, where the provider gave one.")
    oidc_name: str = Field("single sign-on", description="Single sign-on: what staff call the provider, on the button.")
    duty_email: str = Field(
        "", description="Whom alarms that nobody answers are mailed to, comma between. Needs UNHOOK_SMTP_URL."
    )
    smtp_url: SecretStr = Field(
        SecretStr(""), description="Mail server: smtp://name:password@host:587 (STARTTLS) or smtps://…, and ?from= an address."
    )
    duty_webhook: SecretStr = Field(SecretStr(""), description="Address that alarms nobody answers are posted to as JSON; https.")

    metrics_port: int = Field(
        0,
        description="Port of the numbers for Prometheus: for your own network, never for the internet. 0: none.",
        ge=0,
        le=65535,
    )
    metrics_host: str = Field("127.0.0.1", description="Address on which they are served.")

    public_url: str = Field(
        "",
        description="Address of the chat as young people open it, in full, with https:// before it: apps lead there. "
        "Empty: they do not.",
        pattern=r"^(https?://[^/\s?#@]+/?)?$",
    )
    channels_port: int = Field(8082, description="Port of the messaging apps' webhooks, where any app is set.", ge=0, le=65535)
    channels_url: str = Field(
        "",
        description="Address of the webhooks as the platforms reach it, in full, with https:// before it. "
        "Empty: made of UNHOOK_HOST and UNHOOK_CHANNELS_PORT.",
        pattern=r"^(https?://[^/\s?#@]+/?)?$",
    )
    telegram_token: SecretStr = Field(SecretStr(""), description="Telegram: the bot's token. Empty: Telegram is off.")
    telegram_secret: SecretStr = Field(
        SecretStr(""), description="Telegram: what it sends along with each update; 16 to 256 letters, digits, _ and -."
    )
    telegram_api: str = Field("", description="Telegram: the address of a Bot API server of your own. Empty: Telegram's.")

    whatsapp_token: SecretStr = Field(
        SecretStr(""), description="WhatsApp: the token of a system user of Meta's. Empty: WhatsApp is off."
    )
    whatsapp_app_secret: SecretStr = Field(
        SecretStr(""), description="WhatsApp: the secret of the Meta app, which signs webhooks."
    )
    whatsapp_verify_token: SecretStr = Field(
        SecretStr(""),
        description="WhatsApp: a word of ours that Meta says when the webhook is entered; 16 to 256 letters, digits, _, -.",
    )
    whatsapp_number_id: str = Field("", description="WhatsApp: what Meta calls our number (phone number ID); not the number.")
    whatsapp_api: str = Field("", description="WhatsApp: another address of Meta's Graph API, with its version. Empty: Meta's.")
    instagram_token: SecretStr = Field(
        SecretStr(""), description="Instagram: the token of the Page that the account belongs to. Empty: Instagram is off."
    )
    instagram_app_secret: SecretStr = Field(
        SecretStr(""), description="Instagram: the secret of the Meta app, which signs webhooks."
    )
    instagram_verify_token: SecretStr = Field(
        SecretStr(""),
        description="Instagram: a word of ours that Meta says when the webhook is entered; 16 to 256 letters, digits, _, -.",
    )
    instagram_account: str = Field("", description="Instagram: the id of our professional account; not its name.")
    instagram_api: str = Field("", description="Instagram: another address of Meta's Graph API, with its version. Empty: Meta's.")
    messenger_token: SecretStr = Field(SecretStr(""), description="Messenger: the token of our Page. Empty: Messenger is off.")
    messenger_app_secret: SecretStr = Field(
        SecretStr(""), description="Messenger: the secret of the Meta app, which signs webhooks."
    )
    messenger_verify_token: SecretStr = Field(
        SecretStr(""),
        description="Messenger: a word of ours that Meta says when the webhook is entered; 16 to 256 letters, digits, _, -.",
    )
    messenger_page: str = Field("", description="Messenger: the id of our Page; not its name.")
    messenger_api: str = Field("", description="Messenger: another address of Meta's Graph API, with its version. Empty: Meta's.")
    sms_provider: Literal["", "twilio", "vonage"] = Field(
        "", description="SMS: who carries text messages, twilio or vonage. Empty: SMS is off."
    )
    sms_account: str = Field("", description="SMS: the account: Twilio's Account SID, or Vonage's API key.")
    sms_secret: SecretStr = Field(SecretStr(""), description="SMS: Twilio's Auth Token, or Vonage's API secret.")
    sms_signing_secret: SecretStr = Field(
        SecretStr(""), description="SMS: what Vonage signs its webhooks with. Twilio signs with UNHOOK_SMS_SECRET."
    )
    sms_from: str = Field("", description="SMS: our number with + before it, or a Messaging Service of Twilio's.")
    sms_api: str = Field("", description="SMS: another address of the provider, such as one of a region. Empty: the usual one.")
    discord_token: SecretStr = Field(
        SecretStr(""), description="Discord: the bot's token; needs the extra discord. Empty: Discord is off."
    )
    discord_public_key: str = Field(
        "", description="Discord: the application's public key, only where taps are to come by webhook. Empty: they do not."
    )
    discord_api: str = Field("", description="Discord: another address of its API. Empty: the usual one.")

    @property
    def scheme(self) -> str:
        """How the faces are spoken with where no proxy is between."""
        return "https" if self.tls else "http"

    @property
    def channels_address(self) -> str:
        """Where platforms reach the webhooks."""
        return self.channels_url.rstrip("/") or f"{self.scheme}://{self.host}:{self.channels_port}"

    @property
    def console_address(self) -> str:
        """Where staff open the console."""
        return self.console_url.rstrip("/") or f"{self.scheme}://{self.host}:{self.console_port}"

    @property
    def duty_addresses(self) -> tuple[str, ...]:
        """Whom alarms are mailed to, one by one."""
        return tuple(address for part in self.duty_email.split(",") if (address := part.strip()))

    @property
    def language_codes(self) -> list[str]:
        """The languages that are named, one by one."""
        return [code for part in self.languages.split(",") if (code := part.strip())]

    @property
    def deletions_folder(self) -> Path:
        """Where deletions are listed, with the default filled in."""
        return Path(self.deletions) if self.deletions else self.home / "deletions"

    @property
    def database(self) -> str:
        """The database address with the default filled in."""
        return self.database_url or f"sqlite:///{(self.home / 'unhook.sqlite3').resolve()}"


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One line of `bot settings`."""

    name: str
    value: str
    default: str
    origin: str  # "default", ".env", "secrets" or "environment"
    meaning: str


def rows(settings: Settings) -> list[SettingRow]:
    """All settings for people; secrets are not shown."""
    in_file = dotenv_values(ENV_FILE) if ENV_FILE.is_file() else {}
    places = {"environment": os.environ, "secrets": names_in(settings.secrets), ".env": in_file}
    table: list[SettingRow] = []
    for field, about in Settings.model_fields.items():
        name = f"UNHOOK_{field.upper()}"
        value, default = getattr(settings, field), about.default
        if isinstance(value, SecretStr):
            value, default = ("set" if value.get_secret_value() else "not set"), "made on first run" if name == MASTER_KEY else ""
        origin = next((place for place, names in places.items() if name in names), "default")
        table.append(SettingRow(name, str(value), str(default), origin, about.description or ""))
    return table


class NoMasterKeyError(Exception):
    """None is set, and none can be made. The message says what to do."""

    def __init__(self, env_file: Path, cause: OSError) -> None:
        super().__init__(
            f"There is no master key, and none can be written to {env_file} ({cause.strerror}). "
            f"Cure: `bot keys new` prints one; put it into {MASTER_KEY}, and keep a copy apart from the database."
        )


def ensure_master_key(env_file: Path = ENV_FILE) -> bool:
    """Make a master key in `.env` where none is set anywhere. True when one was made: the caller must warn to back it up.

    Where a credential store brings secrets none is made: it may be late, and a second key would be lost with this machine.
    Raises NoMasterKeyError where the file may not be written.
    """
    present = os.environ.get(MASTER_KEY) or (dotenv_values(env_file).get(MASTER_KEY) if env_file.is_file() else None)
    if present or Settings(_env_file=env_file).secrets:
        return False
    key = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    existed = env_file.is_file()
    try:  # readable by this account only, from the first byte
        handle = os.open(env_file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    except OSError as cause:  # a service may not write where its program is
        raise NoMasterKeyError(env_file, cause) from cause
    if os.name == "posix":
        os.fchmod(handle, 0o600)  # also where the file was there before
    with os.fdopen(handle, "a", encoding="utf-8") as file:
        file.write(("\n" if existed else "") + f"{MASTER_KEY}={key}\n")
    return True

"""Which provider carries our text messages: UNHOOK_SMS_PROVIDER."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from bot.channels.capabilities import Capabilities
from bot.channels.channel import BadChannelSettingError
from bot.channels.sms.channel import Provider, Sms
from bot.channels.sms.twilio import Twilio
from bot.channels.sms.vonage import Vonage

_HOW: Final = "see docs/channels/sms.md"
_FORMS: Final[Mapping[str, Mapping[str, str]]] = {
    "twilio": {
        "sms_account": r"AC[0-9a-f]{32}",
        "sms_secret": r"\S{16,}",
        "sms_from": r"\+[1-9]\d{4,14}|\d{3,8}|MG[0-9a-f]{32}",
    },
    "vonage": {
        "sms_account": r"[0-9a-z]{8}",
        "sms_secret": r"\S{8,}",
        "sms_from": r"\+?[1-9]\d{4,14}|\d{3,8}",
        "sms_signing_secret": r"\S{16,}",
    },
}


def make_sms(app: Capabilities, values: Mapping[str, str]) -> Sms:
    """The channel with the provider that is chosen. Raises BadChannelSettingError."""
    name = values["sms_provider"]
    if name not in _FORMS:
        raise BadChannelSettingError("sms_provider", "is no provider that is known", f"choose one of {', '.join(_FORMS)}")
    for setting, form in _FORMS[name].items():
        if not re.fullmatch(form, values[setting]):
            problem = f"does not look like one of {name}'s" if values[setting] else f"is empty, and {name} needs it"
            raise BadChannelSettingError(setting, problem, _HOW)
    return Sms(app, _provider(name, values["sms_api"] or app.apis[name], values))


def _provider(name: str, api: str, values: Mapping[str, str]) -> Provider:
    account, secret, sender = values["sms_account"], values["sms_secret"], values["sms_from"]
    base = values["channels_url"].rstrip("/")
    receipts = f"{base}/channels/sms" if base else ""
    if name == "vonage":
        signing = values["sms_signing_secret"]
        return Vonage(api, key=account, secret=secret, signing_secret=signing, sender=sender, receipts=receipts)
    return Twilio(api, account=account, token=secret, sender=sender, receipts=receipts)

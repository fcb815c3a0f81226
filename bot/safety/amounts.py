"""Finds sums of money as young people write them: "£50", "50 quid", "$1,500", "1k", "200 in steam cards", "20 lucas"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CURRENCIES = {
    "GBP": ("£", "quid", "pound", "pounds", "gbp", "sterling", "squid"),
    "USD": ("$", "dollar", "dollars", "buck", "bucks", "usd", "dólares", "dolares", "dólar"),
    "EUR": ("€", "euro", "euros", "eur", "pavos", "leuros"),
    "INR": ("₹", "rupee", "rupees", "rs", "inr"),
    "NGN": ("₦", "naira"),
    "PLN": ("zł", "zl", "zloty", "złoty", "pln"),
    "BRL": ("r$", "reais"),
    "pesos": ("peso", "pesos", "varos"),  # of several countries: the country is said elsewhere
    "PEN": ("soles",),
    "AUD": ("a$", "au$", "aud"),
    "CAD": ("ca$", "cad"),
    "ZAR": ("rand", "rands", "zar"),
    "PKR": ("pkr",),
    "THB": ("baht", "thb"),
    "kr": ("kr", "kroner", "kronor"),  # of several countries, as pesos are
}
_CODES = "aud|cad|eur|gbp|inr|ngn|pkr|pln|thb|usd|zar"
_BY_WORD = {word: currency for currency, words in _CURRENCIES.items() for word in words}
_SIGNS = "|".join(
    rf"(?<!\w){re.escape(word)}" if word[0].isalpha() else re.escape(word) for word in _BY_WORD if not word[-1].isalpha()
)
_NAMES = "|".join(re.escape(word) for word in _BY_WORD if word[-1].isalpha())
_NUMBER = r"\d{1,3}(?:[,.]\d{3})+(?:[,.]\d{1,2})?(?!\d)|\d{1,6}(?:[.,]\d{1,2})?"
_THINGS = (
    r"(?:(?:in|of|worth(?:\s+of)?|on)\s+)?(?:bitcoin|btc|crypto|cash\b|robux|vbucks|v-bucks"
    r"|(?:\w+\s+){0,2}?(?:gift\s*|steam\s*|apple\s*|itunes\s*|google\s*|amazon\s*)?(?:cards?|vouchers?))"
)
_AMOUNT = re.compile(
    rf"(?P<sign>{_SIGNS})\s?(?P<signed>{_NUMBER})(?P<sk>k)?\b"
    rf"|\b(?P<named>{_NUMBER})(?P<nk>k|\s?(?:mil|lucas|luca)\b)?\s?(?:de\s)?(?P<name>{_NAMES})(?![\w])"
    rf"|\b(?P<lucas>{_NUMBER})(?P<lk>\s?(?:lucas?|grand)\b)"
    rf"|\b(?P<code>{_CODES})\s?(?P<coded>{_NUMBER})(?P<ck>k)?\b"
    rf"|\b(?:bizum|yape|nequi|transferencia|dep[oó]sito)s?\s+de\s+(?P<bizum>{_NUMBER})(?P<zk>\s?(?:k|mil)\b)?"
    rf"|\b(?:pide|piden|pidi[oó]|pidieron|exige|exigen|quiere|quieren|pagar(?:le|les)?|pagu[eé]|pagas|pago|paga|deposit(?:e|ar|arle|é)|transfer(?:í|i|ir|irle)"
    rf"|(?:mand|envi|di|pas)(?:é|e|arle|ame|aste|a)?)\s+(?:como\s+|unos\s+|otros\s+|otras\s+)?(?P<pedido>{_NUMBER})(?P<dk>k\b|\s?mil\b)?(?=\s*(?:$|[,;!?)\n]"
    rf"|\.(?!\d)|(?:o|y|para|por|en|si|antes|hoy|mañana|manana)\b(?!\s+(?:fotos?|v[ií]deos?|im[aá]genes))))"
    rf"|\b(?P<after>{_NUMBER})\s?(?P<behind>€|£|\$|zł|₹)"
    rf"|\b(?P<bare>{_NUMBER})(?P<bk>k)?\s+(?={_THINGS})"
    rf"|\b(?:pay|paid|pays|paying|send|sent|wants?|need(?:s|ed)?|ask(?:s|ed|ing)?(?:\s+(?:me|us))?(?:\s+(?:for|4))?|another|gave|give"
    r"|demands?|demanding)\s+(?:him|her|them|me|us|up|like|about|over|at\s+least|another|a\s+further)*\s*"
    rf"(?P<paid>{_NUMBER})(?P<pk>k|\s?grand)?\b(?!\s?(?:{_NAMES})(?![\w]))(?!\s*(?:pics?|photos?|pictures?|vids?|videos?|nudes?|more|times?|girls?|boys?|people|ppl|mates"
    r"|friends|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|yrs?|am|pm|messages|msgs|texts|or\b))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum as "50 GBP", or "50" where no currency was said, and where it stands."""

    value: str
    start: int
    end: int


def find_amounts(text: str) -> tuple[Amount, ...]:
    """Every sum of money in a text, in its order."""
    return tuple(_amount(found) for found in _AMOUNT.finditer(text))


def _amount(found: re.Match[str]) -> Amount:
    number = next(
        found[name] for name in ("signed", "named", "lucas", "coded", "bizum", "pedido", "after", "bare", "paid") if found[name]
    )
    thousands = any(found[name] for name in ("sk", "nk", "lk", "ck", "zk", "dk", "bk", "pk"))
    written = re.sub(r"[,.](?=\d{3}(?:\D|$))", "", number).replace(",", ".")
    value = f"{float(written) * (1000 if thousands else 1):.2f}".removesuffix(".00")
    word = found["sign"] or found["name"] or found["code"] or found["behind"]
    currency = _BY_WORD.get(word.casefold()) if word else None
    return Amount(f"{value} {currency}" if currency else value, *found.span())

"""`bot qr`: a poster for walls, or the QR code alone, with the address of the chat."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from bot.app import load_library, now
from bot.commands.poster import Poster, PosterError, address, code, poster_page
from bot.settings import Settings

POSTER, CODE = ".html", ".svg"


def qr(settings: Settings, wanted: Path, out: Console, *, url: str = "", language: str = "", text: str = "") -> None:
    """Write the file. Without `url` it is the address of this machine, for a look at the page only. Raises PosterError."""
    library = load_library(settings)
    chosen, codes = language or settings.language, [offered.code for offered in library.offered.languages]
    if chosen not in codes:
        raise PosterError(
            f"Nobody could chat in {chosen}: it is not offered. Cure: choose one of {', '.join(codes)}, or release it."
        )
    if wanted.suffix not in {POSTER, CODE}:
        raise PosterError(
            f"{wanted}: no such kind of file. Cure: a name that ends in {POSTER} (a poster) or {CODE} (the code alone)."
        )
    if not url:
        out.print(
            "[yellow]This address works on this machine only.[/] For a poster: --url, with the address that telephones reach."
        )
    page = address(url or f"{settings.scheme}://{settings.host}:{settings.web_port}", chosen, settings.language)
    poster = Poster(page, chosen, library.words(now(), language=chosen), settings.name, text)
    wanted.write_text(code(page) if wanted.suffix == CODE else poster_page(poster), encoding="utf-8")
    out.print(f"{wanted}: {page}. Try the code with a telephone before you print it.", soft_wrap=True)

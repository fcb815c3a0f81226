"""The door: every command, in one list. Each loads what it needs and nothing more."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.commands.data_cli import backup, database, delete, export, keys, migrate, restore
from bot.commands.staff_cli import audit, counsellors
from bot.core_dumps import turn_off as turn_off_core_dumps
from bot.settings import Settings

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # a trace with local variables could show what somebody wrote
    help="Unhook: support chat for young people who are being blackmailed online.",
)
cli.add_typer(counsellors, name="counsellors")
cli.add_typer(audit, name="audit")
cli.add_typer(migrate, name="migrate")
cli.add_typer(database, name="db")
cli.add_typer(keys, name="keys")
cli.command("backup")(backup)
cli.command("restore")(restore)
cli.command("export")(export)
cli.command("delete")(delete)
out = Console()
err = Console(stderr=True)


def main() -> None:
    """Run a command. What a person can cure is one sentence, never a trace."""
    from bot.commands.errors import CURABLE

    turn_off_core_dumps()
    try:
        cli()
    except CURABLE as error:
        err.print(f"[bold red]{type(error).__name__}[/]: {error}")
        sys.exit(1)


@cli.command()
def run(role: Annotated[str, typer.Option(help="all, web, console, brain or sweeper")] = "all") -> None:
    """Serve both faces and the brain, or one role of them."""
    from bot.commands.run import run as command

    command(Settings(), role, out)


@cli.command()
def train(force: Annotated[bool, typer.Option(help="Train even when nothing has changed.")] = False) -> None:
    """Train the model when data/nlu, data/rules, domain or config.yml have changed."""
    from bot.commands.train import train as command

    command(Settings(), out, force=force)


@cli.command()
def doctor() -> None:
    """Explain what is missing and how to fix it."""
    from bot.commands.doctor import doctor as command

    sys.exit(command(Settings(), out))


@cli.command()
def settings() -> None:
    """Print all settings with their meaning, default and origin."""
    from bot.commands.settings_table import print_settings

    print_settings(Settings(), out)


@cli.command()
def talk(
    script: Annotated[Path | None, typer.Option(help="A YAML list of lines, or {say: …} / {tap: …}.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a turn.")] = False,
    language: Annotated[str, typer.Option(help="One of the languages that are offered; that of the settings by default.")] = "",
) -> None:
    """Chat in the terminal through the real pipeline. Nothing is kept."""
    from bot.commands.talk import talk as command

    command(Settings(), script, as_json=json, out=out, language=language)


@cli.command()
def screen() -> None:
    """Read JSON lines, {"text": …}, and write what understanding and the safety screen make of each, in the same order."""
    from bot.commands.screen import screen as command

    command(Settings(), sys.stdin, sys.stdout)


@cli.command()
def evaluate(
    cases: Annotated[Path | None, typer.Option(help="A folder of case files; tests/understanding/cases by default.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write the report as a page, too.")] = None,
    json: Annotated[Path | None, typer.Option(help="Write the report as JSON, too.")] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Clean and typos only.")] = False,
    choose_cuts: Annotated[
        bool, typer.Option("--choose-cuts", help="Choose the cuts of data/situations on the validation cases instead.")
    ] = False,
) -> None:
    """Measure how well invented messages are understood; fails when a floor is not met."""
    if choose_cuts:
        from bot.commands.choose_cuts import choose

        choose(Settings(), out)
        return
    from bot.commands.evaluate import CASES, Wanted, evaluate_screen

    sys.exit(evaluate_screen(Settings(), Wanted(cases or CASES, html, json, quick), out))


@cli.command()
def content(
    html: Annotated[Path | None, typer.Option(help="A folder for the pages that a reviewer reads.")] = None,
    language: Annotated[str, typer.Option(help="Only this language, and everything it needs before its release.")] = "",
    strict: Annotated[
        bool, typer.Option("--strict", help="Fail when words that young people are shown are missing or expired.")
    ] = False,
) -> None:
    """List the replies that are missing, expired, soon to expire or unreviewed."""
    from bot.commands.content import content as command
    from bot.commands.content import content_of

    if language and html:
        raise typer.BadParameter("--html writes every language: leave --language out.")
    settings = Settings()
    sys.exit(content_of(settings, language, out, strict=strict) if language else command(settings, html, out, strict=strict))


@cli.command("new-language")
def new_language(
    code: Annotated[str, typer.Argument(help="A BCP-47 tag, such as fr or pt-BR.")],
    name: Annotated[str, typer.Option(help="What the language calls itself; known for some.")] = "",
    base: Annotated[str, typer.Option(help="The language to translate from.")] = "en",
) -> None:
    """Write everything a translator needs, as a draft that nobody is shown, and say what is missing. Overwrites nothing."""
    from bot.commands.new_language import new_language as command

    command(Settings(), code, name, base, out)


@cli.command()
def helplines(
    check: Annotated[str, typer.Argument(help="`check`: list the rows that nobody confirmed for six months.")] = "",
    country: Annotated[str, typer.Option(help="ISO 3166 code, such as GB; that of the settings by default.")] = "",
    age: Annotated[int | None, typer.Option(help="Age in years")] = None,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Print the helplines that would be shown, and why; or check how old the rows are."""
    from bot.commands.helplines import check as check_rows
    from bot.commands.helplines import helplines as command

    settings = Settings()
    if check == "check":
        sys.exit(check_rows(out, country.upper()))
    if check:
        raise typer.BadParameter("Only `check` can stand here.")
    command(settings, (country or settings.country).upper(), age, as_json=json, out=out)


@cli.command()
def seed(
    demo: Annotated[bool, typer.Option("--demo", help="With sixty made-up days before it, for reports; takes minutes.")] = False,
) -> None:
    """Fill an empty installation with a demonstration: made-up staff and conversations. Refuses where real ones are."""
    from bot.commands.seed import seed as command

    command(Settings(), out, demo=demo)


@cli.command()
def feedback() -> None:
    """Print whether chats helped, by month, as far as nobody can be found in the numbers."""
    from bot.commands.feedback import feedback as command

    command(Settings(), out)


@cli.command()
def duty(
    act: Annotated[str, typer.Argument(help="`test`: send a test by every way that is set.")] = "",
) -> None:
    """Say how the duty contact is told of alarms that nobody answers, or send a test."""
    from bot.commands.duty import show
    from bot.commands.duty import test as send_test

    if act not in {"", "test"}:
        raise typer.BadParameter("Only `test` can stand here.")
    sys.exit(send_test(Settings(), out) if act else show(Settings(), out))


@cli.command()
def channels(
    act: Annotated[str, typer.Argument(help="`check`: ask the platform whose key this is; `set-up`: tell it where we are.")] = "",
    name: Annotated[str, typer.Argument(help="The app, such as telegram.")] = "",
) -> None:
    """List the messaging apps and what each needs, or speak with the platform of one."""
    from bot.commands.channels import act as do
    from bot.commands.channels import show

    sys.exit(do(Settings(), act, name, out) if act else show(Settings(), out))


@cli.command()
def reports(
    first: Annotated[str, typer.Option("--from", help="First day, as 2026-03-01; four weeks before the last by default.")] = "",
    last: Annotated[str, typer.Option("--to", help="Last day; yesterday by default.")] = "",
    csv: Annotated[bool, typer.Option("--csv", help="As comma-separated values; logged as an export.")] = False,
) -> None:
    """Print waits, abandonment, situations and more of some days, as far as nobody can be found in the numbers."""
    from bot.commands.reports import reports as command

    command(Settings(), first, last, out, csv=csv)


@cli.command()
def qr(
    url: Annotated[str, typer.Option(help="Address of the chat as telephones reach it, in full.")] = "",
    language: Annotated[str, typer.Option(help="Language of the poster and of the page it opens.")] = "",
    text: Annotated[str, typer.Option(help="Large words instead of the neutral question; everybody who passes reads them.")] = "",
    wanted: Annotated[Path, typer.Option("--out", help="A name that ends in .html (A4 poster) or .svg (code alone).")] = Path(
        "poster.html"
    ),
) -> None:
    """Make a poster with the chat's address as a QR code and in letters."""
    from bot.commands.qr import qr as command

    command(Settings(), wanted, out, url=url, language=language, text=text)


@cli.command("add-counsellor")
def add_counsellor(
    name: str, role: Annotated[str, typer.Option(help="counsellor, supervisor or administrator")] = "counsellor"
) -> None:
    """Add a member of staff; the password is made and shown once."""
    from bot.commands.counsellors import add

    add(Settings(), name, role, out)


@cli.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})
def rasa(context: typer.Context) -> None:
    """Rasa's own command line: `bot rasa train`, `shell`, `test`, `data validate` and the others."""
    from bot.brain.rasa_cli import run as command

    command(context.args)


@cli.command()
def bench(
    what: Annotated[
        str, typer.Argument(help="system: a load, beside stock Rasa; handoff: a busy helpline; conversation")
    ] = "system",
    turns: Annotated[int, typer.Option(help="Turns of the one long conversation.")] = 1000,
    quick: Annotated[bool, typer.Option("--quick", help="A tenth of the load, or a small helpline.")] = False,
    chatter: Annotated[float, typer.Option(help="handoff: other messages a second.")] = 1.0,
    twin: Annotated[bool, typer.Option("--stock/--no-stock", help="system: stock Rasa too (2.5 GB in var/stock).")] = True,
    stock_python: Annotated[str, typer.Option(help="system: a Python 3.10 for stock Rasa. Empty: looked for.")] = "",
    folder: Annotated[Path, typer.Option(help="system: where the charts go.")] = Path("results/bench"),
) -> None:
    """Measure the running system beside a stock Rasa bot, on one core each: one table, and charts."""
    if what == "handoff":
        from bench.handoff import bench as handoff

        sys.exit(0 if handoff(Settings(), out, quick=quick, chatter=chatter) else 1)
    if what == "conversation":
        from bench.conversation import bench as conversation

        conversation(Settings(), turns, out)
    elif what == "system":
        from bench.compare import Size
        from bench.compare import bench as command

        size = Size(alone=20, crowd=120, turns=min(turns, 100)) if quick else Size(turns=turns)
        command(Settings(), size, out, twin=twin, python=stock_python or None, folder=folder)
    else:
        raise typer.BadParameter("system, handoff or conversation")

"""Accounts in a real browser: invited, signed in by two steps, asked again, locked out of nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from bot.services.invite import invite
from bot.services.ports import Role
from bot.sso.provider import OidcProvider
from tests.contract.server_thread import Running
from tests.journeys.console_stage import ConsoleStage, OpenPage, StaffPage, console_on
from tests.journeys.people import ANSWER
from tests.openid_provider import CLIENT_ID, CLIENT_SECRET, OpenIdProvider
from tests.world import World


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[ConsoleStage]:
    with console_on(tmp_path) as stage:
        stage.staff("Kim", Role.ADMINISTRATOR)
        stage.staff("Sam")
        yield stage


def test_an_invited_person_joins_and_signs_in_by_two_steps(stage: ConsoleStage, new_page: OpenPage) -> None:
    kim = StaffPage(new_page(), stage).sign_in("Kim")
    kim.go("Staff")
    kim.press("Invite somebody")
    dialog = kim.page.get_by_role("dialog", name="Invite somebody")
    dialog.get_by_label("First name").fill("Alex")
    dialog.get_by_label("Languages").fill("en, cy")
    dialog.get_by_label("Chats at the same time").fill("2")
    dialog.get_by_role("button", name="Make the link").click()
    link = kim.page.locator(".link-shown").inner_text()
    kim.press("Done")
    row = kim.page.get_by_role("row", name="Alex")
    expect(row).to_contain_text("Invited until")

    alex = StaffPage(new_page(), stage)
    alex.page.goto(link)
    alex.sees("Welcome, Alex")
    assert "#" not in alex.page.url  # the token does not stay in the history
    alex.page.get_by_label("New password").fill("alexalexalexalex")
    alex.press("Save and go on")
    alex.sees("little more than your name")
    alex.page.get_by_label("New password").fill("a long enough password")
    alex.press("Save and go on")
    alex.is_in()

    alex.go("Account")
    secret = alex.set_up_app()
    codes = alex.keep_codes()
    assert len(codes) == 10
    alex.sees("10 codes are left.")
    alex.press("Sign out")
    alex.is_out()
    alex.enter_password("Alex")
    alex.page.get_by_label("Code from your app").fill("000000")
    alex.press("Continue")
    alex.sees("That did not fit.")
    alex.page.get_by_label("Code from your app").fill(stage.code(secret))
    alex.press("Continue")
    alex.is_in()

    alex.press("Sign out")
    alex.enter_password("Alex")
    alex.press("A recovery code")
    alex.page.get_by_label("Recovery code").fill(codes[0].lower())
    alex.press("Continue")
    alex.is_in()
    alex.page.goto(link)
    alex.sees("This link does not work any more")


def test_a_passkey_is_the_second_step_and_a_finger_is_enough(stage: ConsoleStage, new_page: OpenPage) -> None:
    sam = StaffPage(new_page(), stage).holds_a_key().sign_in("Sam")
    sam.go("Account")
    sam.add_passkey("My telephone")
    sam.keep_codes()
    sam.sees("My telephone")
    sam.press("Sign out")
    sam.enter_password("Sam")
    sam.press("Use your passkey")
    sam.is_in()
    sam.go("Account")
    sam.press("Remove")
    sam.press("Yes")
    expect(sam.page.get_by_text("My telephone")).to_have_count(0)
    sam.sees("With a second factor, a password that somebody guessed")


def test_a_browser_without_the_passkey_says_so_and_takes_a_recovery_code(stage: ConsoleStage, new_page: OpenPage) -> None:
    sam = StaffPage(new_page(), stage).holds_a_key().sign_in("Sam")
    sam.go("Account")
    sam.add_passkey("My telephone")
    codes = sam.keep_codes()
    elsewhere = StaffPage(new_page(), ConsoleStage(stage.world, stage.url.replace("localhost", "127.0.0.1")))
    elsewhere.enter_password("Sam")
    elsewhere.sees("Your passkey cannot be used in this browser or at this address.")
    elsewhere.page.get_by_label("Recovery code").fill(codes[3])
    elsewhere.press("Continue")
    elsewhere.is_in()
    expect(elsewhere.page.get_by_label("Recovery code")).to_have_count(0)


def test_where_second_factors_are_required_nothing_else_opens_first(tmp_path: Path, new_page: OpenPage) -> None:
    with console_on(tmp_path, required=True) as stage:
        stage.staff("Sam")
        sam = StaffPage(new_page(), stage)
        sam.enter_password("Sam")
        sam.sees("Set up a second factor")
        expect(sam.page.get_by_role("navigation", name="Screens")).to_have_count(0)
        sam.page.reload()
        sam.sees("Set up a second factor")
        sam.set_up_app()
        sam.keep_codes()
        sam.is_in()


def test_a_console_left_open_asks_again_before_it_changes_anybody(stage: ConsoleStage, new_page: OpenPage) -> None:
    kim = StaffPage(new_page(), stage).sign_in("Kim")
    kim.go("Account")
    secret = kim.set_up_app()
    kim.keep_codes()
    kim.go("Staff")
    stage.world.clock.pass_by(minutes=20)
    kim.page.get_by_role("button", name="Change Sam").click()
    kim.page.get_by_role("radio", name="Supervisor").check()
    kim.press("Save")
    asked = kim.page.get_by_role("dialog", name="Is it still you?")
    asked.get_by_label("Code from your app").fill(stage.code(secret))
    asked.get_by_role("button", name="Continue").click()
    expect(kim.page.get_by_role("row", name="Sam")).to_contain_text("Supervisor", timeout=ANSWER)
    kim.go("Audit log")
    expect(kim.page.get_by_role("row", name="made supervisor")).to_contain_text("Sam")


def test_giving_the_question_up_changes_nothing(stage: ConsoleStage, new_page: OpenPage) -> None:
    kim = StaffPage(new_page(), stage).sign_in("Kim")
    kim.go("Staff")
    stage.world.clock.pass_by(minutes=20)
    kim.page.get_by_role("button", name="Change Sam").click()
    kim.press("Save")
    expect(kim.page.get_by_label("Your password")).to_be_focused()
    kim.page.keyboard.press("Escape")
    expect(kim.page.get_by_role("dialog", name="Is it still you?")).to_have_count(0)
    expect(kim.page.get_by_role("dialog", name="Change Sam")).to_be_visible()


def test_a_browser_that_is_signed_out_from_elsewhere_shows_nothing_any_more(stage: ConsoleStage, new_page: OpenPage) -> None:
    here, there = (StaffPage(new_page(), stage).sign_in("Sam") for _ in range(2))
    here.go("Account")
    browsers = here.page.get_by_role("region", name="Signed-in browsers")
    expect(browsers.get_by_role("listitem")).to_have_count(2)
    browsers.get_by_role("button", name="Sign out").click()
    expect(browsers.get_by_role("listitem")).to_have_count(1)
    there.is_out()
    here.go("Desk")
    here.is_in()


def test_closing_an_account_shuts_its_open_console(stage: ConsoleStage, new_page: OpenPage) -> None:
    kim, sam = StaffPage(new_page(), stage).sign_in("Kim"), StaffPage(new_page(), stage).sign_in("Sam")
    kim.go("Staff")
    kim.page.get_by_role("button", name="Change Sam").click()
    kim.press("Close account")
    kim.press("Yes")
    expect(kim.page.get_by_role("row", name="Sam")).to_contain_text("Closed since")
    sam.is_out()


def test_the_last_administrator_is_told_why_they_stay(stage: ConsoleStage, new_page: OpenPage) -> None:
    kim = StaffPage(new_page(), stage).sign_in("Kim")
    kim.go("Staff")
    kim.page.get_by_role("button", name="Change Kim").click()
    kim.page.get_by_role("radio", name="Counsellor").check()
    kim.press("Save")
    kim.sees("This is the last administrator who can sign in.")
    expect(kim.page.get_by_role("radio", name="Administrator")).to_have_count(1)


def test_single_sign_on_leads_there_and_back_in(tmp_path: Path, new_page: OpenPage) -> None:
    """From another site and back: the browser must keep the cookies that the way back sets."""
    provider = OpenIdProvider()
    elsewhere = Running(provider.app())
    provider.issuer = elsewhere.url

    def sso(world: World) -> OidcProvider:
        provider.clock = lambda: world.clock().timestamp()
        return OidcProvider(provider.issuer, CLIENT_ID, CLIENT_SECRET, "Example ID", world.clock)

    with console_on(tmp_path, sso=sso) as stage:
        token = invite(stage.world.deps, None, "Alex", Role.COUNSELLOR).token
        alex = StaffPage(new_page(), stage)
        alex.page.goto(f"{stage.url}/#invitation={token}")
        alex.press("Use Example ID instead of a password")
        alex.is_in()
        alex.go("Account")
        alex.sees("You sign in with Example ID.")
        secret = alex.set_up_app()
        alex.keep_codes()
        alex.press("Sign out")
        alex.page.get_by_role("button", name="Sign in with Example ID").click()
        alex.page.get_by_label("Code from your app").fill(stage.code(secret))
        alex.press("Continue")
        alex.is_in()
        assert "#" not in alex.page.url

        alex.press("Sign out")
        provider.subject = "somebody-else"
        alex.page.get_by_role("button", name="Sign in with Example ID").click()
        alex.sees("There is no account here that belongs to you there.")
        alex.is_out()
    elsewhere.stop()

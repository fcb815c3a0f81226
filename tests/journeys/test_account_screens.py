"""Every screen about accounts is usable by everybody: axe, no sideways scroll, desk and tablet, light and dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from bot.services.ports import Role
from bot.services.staff import disable, staff_list
from tests.journeys.console_stage import ConsoleStage, OpenPage, StaffPage, console_on
from tests.journeys.test_screens import check

SIZES = {"tablet": (768, 1024), "desk": (1280, 800)}


def fill(stage: ConsoleStage) -> None:
    """A helpline with a few people."""
    stage.staff("Kim", Role.ADMINISTRATOR)
    stage.staff("Robin", Role.SUPERVISOR)
    stage.staff("Sam")
    stage.staff("Jo")
    jo = next(one.counsellor.id for one in staff_list(stage.world.deps) if one.counsellor.name == "Jo")
    disable(stage.world.deps, None, jo)


LOOKS = [(size, scheme) for size in SIZES for scheme in ("light", "dark")]


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_the_own_account_is_usable_by_everybody(
    tmp_path: Path, new_page: OpenPage, screenshots: Path, size: str, scheme: str
) -> None:
    with console_on(tmp_path) as stage:
        fill(stage)
        kim = StaffPage(new_page(*SIZES[size], scheme=scheme), stage).holds_a_key()

        def looks_right(name: str) -> None:
            check(kim.page, screenshots / f"account-{name}-{size}-{scheme}.png")

        kim.page.goto(stage.url)
        expect(kim.page.get_by_label("Name")).to_be_visible()
        looks_right("door")
        kim.sign_in("Kim")
        kim.go("Account")
        kim.sees("Signed-in browsers")
        looks_right("empty")
        kim.press("Set up an authenticator app")
        expect(kim.page.locator("img.qr")).to_be_visible()
        looks_right("app")
        kim.press("Cancel")
        secret = kim.set_up_app()
        kim.sees("Keep these recovery codes")
        looks_right("codes")
        kim.keep_codes()
        kim.add_passkey("My telephone")
        kim.sees("My telephone")
        looks_right("full")
        kim.press("Sign out")
        kim.enter_password("Kim")
        kim.press("A code from your app")
        expect(kim.page.get_by_label("Code from your app")).to_be_focused()
        looks_right("second")
        kim.page.get_by_label("Code from your app").fill(stage.code(secret))
        kim.press("Continue")
        kim.is_in()


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_the_screens_for_those_who_manage_accounts_are_usable_by_everybody(
    tmp_path: Path, new_page: OpenPage, screenshots: Path, size: str, scheme: str
) -> None:
    with console_on(tmp_path) as stage:
        fill(stage)
        kim = StaffPage(new_page(*SIZES[size], scheme=scheme), stage).sign_in("Kim")

        def looks_right(name: str) -> None:
            check(kim.page, screenshots / f"account-{name}-{size}-{scheme}.png")

        kim.go("Staff")
        expect(kim.page.get_by_role("row", name="Robin")).to_be_visible()
        looks_right("staff")
        kim.page.get_by_role("button", name="Change Sam").click()
        expect(kim.page.get_by_role("dialog", name="Change Sam")).to_be_visible()
        looks_right("change")
        kim.page.keyboard.press("Escape")
        kim.press("Invite somebody")
        kim.page.get_by_label("First name").fill("Alex")
        looks_right("invite")
        kim.press("Make the link")
        link = kim.page.locator(".link-shown").inner_text()
        looks_right("link")
        kim.press("Done")
        stage.world.clock.pass_by(minutes=20)
        kim.page.get_by_role("button", name="Change Sam").click()
        kim.press("Save")
        expect(kim.page.get_by_role("dialog", name="Is it still you?")).to_be_visible()
        looks_right("prove")
        kim.page.keyboard.press("Escape")
        kim.page.keyboard.press("Escape")
        kim.go("Audit log")
        expect(kim.page.get_by_role("row", name="closed the account of").first).to_be_visible()
        looks_right("audit")
        kim.page.goto(link)
        kim.sees("Welcome, Alex")
        looks_right("invitation")


def test_the_set_up_that_is_required_is_usable_by_everybody(tmp_path: Path, new_page: OpenPage, screenshots: Path) -> None:
    with console_on(tmp_path, required=True) as stage:
        stage.staff("Sam")
        sam = StaffPage(new_page(1280, 800), stage)
        sam.enter_password("Sam")
        sam.sees("Set up a second factor")
        check(sam.page, screenshots / "account-required.png")
        sam.press("Set up an authenticator app")
        expect(sam.page.locator("img.qr")).to_be_visible()
        check(sam.page, screenshots / "account-required-app.png")


def test_the_staff_list_is_worked_with_the_keyboard_alone(tmp_path: Path, new_page: OpenPage) -> None:
    with console_on(tmp_path) as stage:
        fill(stage)
        kim = StaffPage(new_page(), stage).sign_in("Kim")
        keys = kim.page.keyboard
        kim.page.get_by_role("navigation", name="Screens").get_by_role("button", name="Staff").focus()
        keys.press("Enter")
        opener = kim.page.get_by_role("button", name="Change Sam")
        expect(opener).to_be_visible()
        opener.focus()
        keys.press("Enter")
        dialog = kim.page.get_by_role("dialog", name="Change Sam")
        expect(dialog).to_be_visible()
        dialog.get_by_role("radio", name="Counsellor").focus()
        keys.press("ArrowDown")
        expect(dialog.get_by_role("radio", name="Supervisor")).to_be_checked()
        keys.press("Enter")
        expect(dialog).to_have_count(0)
        expect(kim.page.get_by_role("row", name="Sam")).to_contain_text("Supervisor")

"""Single sign-on against a real provider on a local socket: who is let in, and every lie that is not believed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import httpx2
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.console.app import create_app
from bot.console.settings import ConsoleSettings
from bot.services.invite import invite
from bot.services.ports import Deps, Role
from bot.services.staff import disable, reset_password
from bot.sso.errors import BadSsoSettingError
from bot.sso.provider import OidcProvider
from tests.authenticator import code_at
from tests.contract.server_thread import Running
from tests.faces import OWN_PAGE, Desk, words
from tests.openid_provider import CLIENT_ID, CLIENT_SECRET, OpenIdProvider
from tests.world import SetClock


@pytest.fixture
def clock(deps: Deps) -> SetClock:
    assert isinstance(deps.clock, SetClock)
    return deps.clock


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[Running, OpenIdProvider]]:
    provider = OpenIdProvider()
    server = Running(provider.app())
    provider.issuer = server.url
    yield server, provider
    server.stop()


@pytest.fixture
def provider(running: tuple[Running, OpenIdProvider], clock: SetClock) -> OpenIdProvider:
    """Honest again, and in the same time as the world."""
    found = running[1]
    fresh = OpenIdProvider(issuer=found.issuer)
    found.subject, found.amr, found.told_issuer, found.changes = fresh.subject, None, None, {}
    found.algorithm, found.forge, found.seen = "RS256", None, []
    found.clock = lambda: clock().timestamp()
    return found


def single_sign_on(provider: OpenIdProvider, deps: Deps) -> OidcProvider:
    return OidcProvider(provider.issuer, CLIENT_ID, CLIENT_SECRET, "Example ID", deps.clock)


@pytest.fixture
def app(deps: Deps, static_dir: Path, provider: OpenIdProvider) -> FastAPI:
    sso = single_sign_on(provider, deps)
    return create_app(deps, static_dir=static_dir, settings=ConsoleSettings(), words=words, sso=sso)


def browser(app: FastAPI) -> TestClient:
    return TestClient(app, headers=OWN_PAGE, follow_redirects=False)


def go(address: str) -> dict[str, str]:
    """To the provider and back: what it puts into the address."""
    sent = httpx2.get(address, follow_redirects=False)
    assert sent.status_code == 302
    where = urlsplit(sent.headers["location"])
    assert f"{where.scheme}://{where.netloc}{where.path}" == "http://testserver/api/sign-in/sso/callback"
    return dict(parse_qsl(where.query))


def sign_in(client: TestClient, path: str = "/api/sign-in/sso", **body: str) -> str:
    """The whole way; where the page ends up."""
    begun = client.post(path, json=body)
    assert begun.status_code == 200, begun.text
    back = client.get("/api/sign-in/sso/callback", params=go(begun.json()["address"]))
    assert back.status_code == 303
    return back.headers["location"]


def invited(deps: Deps, name: str = "Alex", role: Role = Role.COUNSELLOR) -> str:
    return invite(deps, None, name, role).token


def joined(app: FastAPI, deps: Deps, name: str = "Alex") -> TestClient:
    client = browser(app)
    assert sign_in(client, "/api/invitations/sso", token=invited(deps, name)) == "/"
    return client


def test_an_invited_person_joins_without_a_password_and_comes_back(app: FastAPI, deps: Deps) -> None:
    client = joined(app, deps)
    assert client.get("/api/me").json()["counsellor"]["name"] == "Alex"
    again = browser(app)
    assert sign_in(again) == "/"
    assert again.get("/api/me").json()["counsellor"]["name"] == "Alex"
    with deps.store.read() as tx:
        done = [(line.action, line.about) for line in tx.audit_lines()][1:]
    assert done == [("joined", None), ("sso_connected", None), ("sign_in", "sso"), ("sign_in", "sso")]


def test_somebody_without_an_invitation_gets_no_account(app: FastAPI, deps: Deps, provider: OpenIdProvider) -> None:
    joined(app, deps)
    provider.subject = "person-2"
    client = browser(app)
    assert sign_in(client) == "/#sso=unknown_subject"
    assert client.get("/api/me").status_code == 401
    with deps.store.read() as tx:
        assert [one.name for one in tx.counsellors()] == ["Alex"]


def test_a_second_factor_is_asked_for_unless_the_provider_did(
    app: FastAPI, deps: Deps, provider: OpenIdProvider, clock: SetClock
) -> None:
    client = joined(app, deps)
    begun = client.post("/api/account/totp").json()
    confirm = {"ticket": begun["ticket"], "code": code_at(begun["secret"], clock())}
    assert client.post("/api/account/totp/confirm", json=confirm).status_code == 200
    clock.pass_by(seconds=60)

    again = browser(app)
    where, _, ticket = sign_in(again).partition("#step=")
    assert (where, again.get("/api/me").status_code) == ("/", 401)
    asked = again.post("/api/sign-in/look", json={"ticket": ticket}).json()
    assert (asked["ticket"], asked["totp"], asked["passkey"]) == (ticket, True, None)
    shown = {"ticket": ticket, "way": "code", "code": code_at(begun["secret"], clock())}
    assert again.post("/api/sign-in/second", json=shown).status_code == 200

    provider.amr = ["pwd", "mfa"]
    third = browser(app)
    assert sign_in(third) == "/"
    assert third.get("/api/me").status_code == 200


def test_where_second_factors_are_required_the_providers_is_enough(
    deps: Deps, static_dir: Path, provider: OpenIdProvider
) -> None:
    deps = replace(deps, settings=replace(deps.settings, second_factor_required=True))
    sso = single_sign_on(provider, deps)
    app = create_app(deps, static_dir=static_dir, settings=ConsoleSettings(), words=words, sso=sso)
    client = joined(app, deps)
    assert client.get("/api/me").json()["counsellor"]["must_set_up"] is True
    assert client.get("/api/queue").status_code == 403
    provider.amr = ["mfa"]
    again = browser(app)
    sign_in(again)
    assert again.get("/api/queue").status_code == 200


def test_a_closed_account_and_one_whose_access_was_reset_do_not_open(app: FastAPI, deps: Deps) -> None:
    joined(app, deps)
    with deps.store.read() as tx:
        alex = tx.counsellors()[0]
    disable(deps, None, alex.id)
    assert sign_in(browser(app)) == "/#sso=unknown_subject"


def test_a_new_link_takes_the_connection_away_with_the_password(app: FastAPI, deps: Deps) -> None:
    joined(app, deps)
    with deps.store.read() as tx:
        alex = tx.counsellors()[0]
    link = reset_password(deps, None, alex.id)
    assert sign_in(browser(app)) == "/#sso=unknown_subject"
    assert sign_in(browser(app), "/api/invitations/sso", token=link.token) == "/"


def test_the_own_account_is_connected_and_disconnected_by_its_owner(app: FastAPI, deps: Deps, clock: SetClock) -> None:
    sam = Desk(deps, "Sam", app=app)
    client = sam.client
    client.follow_redirects = False
    assert sign_in(client, "/api/account/sso") == "/"
    assert client.get("/api/account").json()["sso"] is True
    assert sign_in(browser(app)) == "/"
    assert client.post("/api/account/sso/remove").status_code == 204
    assert sign_in(browser(app)) == "/#sso=unknown_subject"
    assert client.post("/api/account/sso/remove").status_code == 404
    clock.pass_by(minutes=15)
    assert client.post("/api/account/sso").json()["error"]["code"] == "prove_again"


def test_without_a_password_the_connection_stays(app: FastAPI, deps: Deps) -> None:
    client = joined(app, deps)
    assert client.post("/api/account/sso/remove").json()["error"]["code"] == "last_way_in"


def test_one_person_there_is_one_person_here(app: FastAPI, deps: Deps) -> None:
    joined(app, deps)
    assert sign_in(browser(app), "/api/invitations/sso", token=invited(deps, "Jo")) == "/#sso=subject_taken"
    assert sign_in(browser(app), "/api/invitations/sso", token=invited(deps, "Kim")) == "/#sso=subject_taken"
    with deps.store.read() as tx:
        assert [one.name for one in tx.counsellors() if one.can_sign_in] == ["Alex"]


LIES = {
    "another nonce": {"nonce": "somebody-elses"},
    "no nonce": {"nonce": None},
    "for another client": {"aud": "another"},
    "for several, of whom we are one, and not for us": {"aud": [CLIENT_ID, "another"], "azp": "another"},
    "from another issuer": {"iss": "https://evil.example"},
    "expired": {"exp": 1},
    "without an end": {"exp": None},
    "from the future": {"iat": 4_102_444_800, "nbf": 4_102_444_800},
    "without a subject": {"sub": None},
    "with a subject that is a list": {"sub": ["person-1"]},
    "with an empty subject": {"sub": ""},
    "with another access token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_lies_opens_nothing(app: FastAPI, deps: Deps, provider: OpenIdProvider, lie: str) -> None:
    joined(app, deps)
    provider.changes = LIES[lie]
    client = browser(app)
    assert sign_in(client) == "/#sso=sso_failed"
    assert client.get("/api/me").status_code == 401


FORGERIES = ["unsigned", "signed_with_the_clients_secret", "signed_with_the_public_key", "signed_with_a_key_of_its_own"]


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_token_that_is_not_signed_by_the_providers_key_opens_nothing(
    app: FastAPI, deps: Deps, provider: OpenIdProvider, forgery: str
) -> None:
    joined(app, deps)
    provider.forge = getattr(provider, forgery)
    assert sign_in(browser(app)) == "/#sso=sso_failed"


def test_both_algorithms_and_new_keys_are_taken(app: FastAPI, deps: Deps, provider: OpenIdProvider) -> None:
    joined(app, deps)
    provider.algorithm = "ES256"
    assert sign_in(browser(app)) == "/"
    provider.new_keys()
    provider.algorithm = "RS256"
    assert sign_in(browser(app)) == "/"
    assert provider.seen.count("describe") == 1


def test_the_way_back_is_good_once_and_in_the_browser_that_was_sent(app: FastAPI, deps: Deps, clock: SetClock) -> None:
    joined(app, deps)
    client, other = browser(app), browser(app)
    begun = client.post("/api/sign-in/sso").json()
    back = go(begun["address"])
    path = "/api/sign-in/sso/callback"
    assert other.get(path, params=back).headers["location"] == "/#sso=sso_failed"  # somebody was sent this link
    assert client.get(path, params={"state": back["state"]}).headers["location"] == "/#sso=sso_failed"  # "I said no"

    client.post("/api/sign-in/sso")  # another one began, and its cookie holds now
    assert client.get(path, params=back).headers["location"] == "/#sso=sso_failed"

    begun = client.post("/api/sign-in/sso").json()
    back = go(begun["address"])
    cookies = dict(client.cookies)
    assert client.get(path, params=back).headers["location"] == "/"
    replay = TestClient(app, cookies=cookies, follow_redirects=False)
    assert replay.get(path, params=back).headers["location"] == "/#sso=ticket_over"

    begun = client.post("/api/sign-in/sso").json()
    back = go(begun["address"])
    clock.pass_by(minutes=10)
    assert client.get(path, params=back).headers["location"] == "/#sso=ticket_over"


def test_the_cookie_of_the_way_is_short_lived_and_no_script_reads_it(app: FastAPI) -> None:
    cookie = browser(app).post("/api/sign-in/sso").headers["set-cookie"]
    assert cookie.startswith("unhook_sso=")
    assert all(part in cookie for part in ("HttpOnly", "SameSite=lax", "Max-Age=600"))


def test_a_provider_that_is_not_the_one_that_was_set_is_not_asked_further(app: FastAPI, provider: OpenIdProvider) -> None:
    provider.told_issuer = "https://evil.example"
    refused = browser(app).post("/api/sign-in/sso")
    assert (refused.status_code, refused.json()["error"]["code"]) == (502, "sso_failed")
    assert provider.seen == ["describe"]


def test_a_provider_that_does_not_answer_is_said_and_leaves_the_password(deps: Deps, static_dir: Path) -> None:
    nobody = OidcProvider("http://127.0.0.1:9", CLIENT_ID, "", "Example ID", deps.clock)
    app = create_app(deps, static_dir=static_dir, settings=ConsoleSettings(), words=words, sso=nobody)
    client = browser(app)
    assert client.get("/api/ways").json() == {"sso": "Example ID"}
    assert client.post("/api/sign-in/sso").status_code == 502


def test_where_it_is_not_configured_there_is_nothing_to_find(deps: Deps, static_dir: Path) -> None:
    client = browser(create_app(deps, static_dir=static_dir, settings=ConsoleSettings(), words=words))
    assert client.get("/api/ways").json() == {"sso": None}
    assert client.post("/api/sign-in/sso").status_code == 404
    assert client.post("/api/invitations/sso", json={"token": "a" * 43}).status_code == 404
    assert client.get("/api/sign-in/sso/callback", params={"state": "a", "code": "b"}).headers["location"] == "/#sso=sso_failed"


@pytest.mark.parametrize("issuer", ["", "http://id.example.org", "id.example.org", "ftp://id.example.org", "https://"])
def test_an_issuer_without_https_is_refused_with_a_cure(deps: Deps, issuer: str) -> None:
    with pytest.raises(BadSsoSettingError, match=r"UNHOOK_OIDC_ISSUER .* Cure: "):
        OidcProvider(issuer, CLIENT_ID, "", "x", deps.clock)
    with pytest.raises(BadSsoSettingError, match=r"UNHOOK_OIDC_CLIENT_ID .* Cure: "):
        OidcProvider("https://id.example.org", "", "", "x", deps.clock)


def test_the_secret_is_in_nothing_that_is_printed(deps: Deps) -> None:
    assert CLIENT_SECRET not in repr(OidcProvider("https://id.example.org", CLIENT_ID, CLIENT_SECRET, "x", deps.clock))

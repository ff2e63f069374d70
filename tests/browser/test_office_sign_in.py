"""Signing in through `st.login` with a real OpenID provider, which runs beside the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from joserfc.jwk import RSAKey
from playwright.sync_api import Page, expect

from tests.browser.visits import settled
from tests.conftest import Shipped
from tests.openid import CLIENT, CLIENT_SECRET, Provider
from tests.serving import Dashboard, dashboard, free_port, streamlit

PEOPLE = {
    "u-1": {"name": "王芳", "roles": ["statistics"]},
    "u-2": {"name": "Visitor", "roles": ["cooking"]},
}


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def provider(port: int) -> Iterator[Provider]:
    made = Provider(PEOPLE, f"http://127.0.0.1:{port}/oauth2callback")
    with made.serve():
        yield made


@pytest.fixture
def office(provider: Provider) -> Provider:
    """The provider as it is when nothing is wrong with it."""
    provider.age, provider.wrong_key = 0, None
    provider.seen.clear()
    return provider


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="module")
def closed(folder: Path, port: int, provider: Provider, shipped: Shipped) -> Iterator[Dashboard]:
    """A dashboard that is closed to all but those whom the provider gives a role."""
    (folder / "config.toml").write_text(
        f"data_dir = '{shipped.data}'\nwarehouse_dir = '{shipped.warehouse}'\n"
        "[access]\nmode = 'oidc'\nviewing = 'closed'\naccounts_file = 'a.sqlite'\n"
        "role_map = { statistics = 'analyst' }\n",
        encoding="utf-8",
    )
    (folder / "secrets.toml").write_text(
        f'[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
        'cookie_secret = "0123456789abcdef0123456789abcdef"\n'
        f'client_id = "{CLIENT}"\nclient_secret = "{CLIENT_SECRET}"\n'
        f'server_metadata_url = "{provider.issuer}/.well-known/openid-configuration"\n',
        encoding="utf-8",
    )
    program = streamlit(port, folder / "secrets.toml")
    with dashboard(folder / "config.toml", port, program) as running:
        yield running


def choose(page: Page, person: str) -> None:
    """Answer the provider's question."""
    expect(page.locator("h1")).to_have_text("Who are you?")
    page.locator(f"#{person}").click()


def account(page: Page) -> str:
    header = page.locator(".shell-header .account")
    header.wait_for()
    return " ".join(settled(page).locator(".shell-header .account").inner_text().split())


def test_a_deep_link_leads_to_the_provider_and_back_to_the_page(
    closed: Dashboard, office: Provider, page: Page
) -> None:
    page.goto(f"{closed.address}/indicator?id=pm25&year=2018&lang=en")
    choose(page, "u-1")
    page.wait_for_url(f"{closed.address}/indicator?id=pm25&year=2018&lang=en")
    assert account(page) == "王芳 Sign out"
    page.reload()
    assert account(page) == "王芳 Sign out"
    assert "authorize" in office.seen


def test_signing_out_ends_the_session_here_and_at_the_provider(
    closed: Dashboard, office: Provider, page: Page
) -> None:
    page.goto(f"{closed.address}/goals")
    choose(page, "u-1")
    page.wait_for_url("**/goals")
    account(page)
    stolen = page.context.cookies()
    page.locator(".shell-header .account a").click()
    expect(page.locator("h1")).to_have_text("Who are you?")
    assert "end" in office.seen

    page.context.add_cookies(stolen)  # type: ignore[arg-type]
    page.goto(f"{closed.address}/goals")
    expect(page.locator("h1")).to_have_text("Who are you?"), "the old statement is of no use"


def test_a_link_from_elsewhere_signs_nobody_out(
    closed: Dashboard, office: Provider, page: Page
) -> None:
    page.goto(f"{closed.address}/")
    choose(page, "u-1")
    account(page)
    page.goto(f"{closed.address}/sign_out?token=forged&lang=en")
    expect(page.locator("h1")).to_have_text("Sign out?")
    page.goto(f"{closed.address}/goals")
    assert account(page) == "王芳 退出"
    assert "end" not in office.seen


@pytest.mark.usefixtures("office")
def test_who_refuses_is_told_in_their_language_and_can_try_again(
    closed: Dashboard, page: Page
) -> None:
    page.goto(f"{closed.address}/goals?lang=en")
    choose(page, "refuse")
    expect(page.locator("h1")).to_have_text("Signing in did not work")
    page.locator(".door-links a").first.click()
    choose(page, "u-1")
    page.wait_for_url("**/goals?lang=en")
    assert account(page) == "王芳 Sign out"


@pytest.mark.usefixtures("office")
def test_who_has_no_role_is_told_so_and_can_be_someone_else(closed: Dashboard, page: Page) -> None:
    page.goto(f"{closed.address}/goals?lang=en")
    choose(page, "u-2")
    expect(page.locator("h1")).to_have_text("You have no role here yet")
    assert "Visitor" in page.locator("#stMain, body").first.inner_text()
    page.locator(".door-links a").first.click()
    choose(page, "u-1")
    assert account(page).startswith("王芳")


def test_a_statement_with_a_wrong_signature_signs_nobody_in(
    closed: Dashboard, office: Provider, page: Page
) -> None:
    office.wrong_key = RSAKey.generate_key(2048, {"kid": "one"})
    page.goto(f"{closed.address}/goals")
    choose(page, "u-1")
    expect(page.locator("h1")).to_have_text("没有登录成功")
    assert not any(c["name"] == "_streamlit_user" for c in page.context.cookies())


def test_a_statement_that_was_made_long_ago_signs_nobody_in(
    closed: Dashboard, office: Provider, page: Page
) -> None:
    office.age = 7200
    page.goto(f"{closed.address}/goals")
    choose(page, "u-1")
    expect(page.locator("h1")).to_have_text("没有登录成功")


def test_a_code_works_once_and_an_answer_without_a_question_not_at_all(
    closed: Dashboard, office: Provider, page: Page
) -> None:
    answers: list[str] = []
    page.on("request", lambda r: answers.append(r.url) if "/oauth2callback?" in r.url else None)
    page.goto(f"{closed.address}/")
    choose(page, "u-1")
    account(page)
    page.context.clear_cookies()
    page.goto(answers[0])
    expect(page.locator("h1")).to_have_text("没有登录成功")
    assert office.codes == {}


@pytest.mark.usefixtures("office")
def test_a_forged_statement_is_nobodys(closed: Dashboard, page: Page) -> None:
    page.goto(f"{closed.address}/")
    choose(page, "u-1")
    account(page)
    (kept,) = (c for c in page.context.cookies() if c["name"] == "_streamlit_user")
    page.context.add_cookies([{**kept, "value": kept["value"][:-4] + "AAAA"}])  # type: ignore[list-item,typeddict-item]
    page.goto(f"{closed.address}/goals")
    expect(page.locator("h1")).to_have_text("Who are you?")


@pytest.mark.usefixtures("office")
def test_the_way_back_leads_nowhere_else(closed: Dashboard, page: Page) -> None:
    page.goto(f"{closed.address}/sign_in?next=https://evil.example/")
    choose(page, "u-1")
    assert account(page) == "王芳 退出"
    assert page.url == f"{closed.address}/"
